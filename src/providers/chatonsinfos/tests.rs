use jiff::civil::date;

use super::*;
use crate::providers::reader::run;
use crate::providers::{Kind, Provider};

const ROOT: &str = "https://f.example/chatons.properties";
const A: &str = "https://a.example/.well-known/chatonsinfos/a.properties";

/// Reads a tree of files that are at hand; the others are missing.
fn read(files: &[(&str, &str)]) -> Decoded {
    run(Box::new(Chatonsinfos::new("chatons", ROOT)), |ask| {
        let found = files.iter().find(|(url, _)| *url == ask.url).ok_or(Trouble::Status(404))?;
        Ok(Answer {
            url: ask.url.clone(),
            body: found.1.as_bytes().to_vec(),
            links: String::new(),
            pages: None,
            day: date(2026, 11, 23),
        })
    })
}

fn federation(subs: &[&str]) -> String {
    let subs: Vec<String> =
        subs.iter().enumerate().map(|(index, url)| format!("subs.m{index} = {url}")).collect();
    format!("file.class = Federation\nfederation.name = F\n{}\n", subs.join("\n"))
}

fn one(organization: &str) -> Provider {
    let decoded = read(&[(ROOT, &federation(&[A])), (A, organization)]);
    decoded.providers.into_iter().next().expect("one member")
}

#[test]
fn a_member_and_its_services_become_a_provider() {
    let member = "file.class = Organization\norganization.name = Le petit chaton\norganization.type = ASSOCIATION\n\
        organization.website = https://a.example/\norganization.country.code = fr\n\
        organization.geolocation.latitude = 48,85000\norganization.geolocation.longitude = 2.35\n\
        organization.geolocation.address = 12 rue du Port<br/>44000 Nantes\n\
        organization.memberof.chatons.status.level = ACTIVE\norganization.memberof.chatons.startDate = 12/06/2019\n\
        subs.nextcloud = 'https://a.example/nextcloud.properties'\n";
    let service = "file.class = Service\nservice.name = Nuage\nservice.website = https://nuage.a.example/\n\
        service.status.level = OK\nservice.registration = Member\nservice.registration.load = FULL\n\
        software.name = Nextcloud\n";
    let decoded =
        read(&[(ROOT, &federation(&[A])), (A, member), ("https://a.example/nextcloud.properties", service)]);
    assert!(decoded.complete && decoded.warnings.told.is_empty(), "{:?}", decoded.warnings);
    let provider = &decoded.providers[0];
    assert_eq!((provider.id.as_str(), provider.kind), ("chatons-le-petit-chaton", Some(Kind::Association)));
    assert_eq!((provider.department.as_deref(), provider.country.as_deref()), (Some("44"), Some("FR")));
    assert_eq!((provider.chatons, provider.chatons_since.as_deref()), (Some(true), Some("2019-06")));
    assert_eq!(provider.position.map(|place| place.latitude), Some(48_850_000));
    let hosted = &provider.hosted[0];
    assert_eq!((hosted.software.as_deref(), hosted.open), (Some("Nextcloud"), Some(false)));
    assert_eq!((provider.hosting, provider.partial), (Some(true), false));
}

#[test]
fn a_member_without_readable_services_is_not_said_to_host_none() {
    let provider = one("organization.name = A\nsubs.x = https://a.example/x.properties\n");
    assert_eq!((provider.hosting, provider.software.is_none(), provider.partial), (None, true, true));
}

#[test]
fn a_machine_of_a_member_is_no_service_and_no_fault() {
    let member = "organization.name = A\nsubs.d = https://a.example/d.properties\n";
    let device = "file.class = Device\ndevice.name = D\n";
    let decoded = read(&[(ROOT, &federation(&[A])), (A, member), ("https://a.example/d.properties", device)]);
    assert!(decoded.complete && decoded.warnings.told.is_empty(), "{:?}", decoded.warnings);
    assert_eq!((decoded.providers[0].hosting, decoded.providers[0].partial), (None, false));
}

#[test]
fn a_dead_member_is_a_remark_and_the_others_stay() {
    let decoded = read(&[
        (ROOT, &federation(&["https://dead.example/a.properties", A])),
        (A, "organization.name = A\n"),
    ]);
    assert_eq!(decoded.providers.len(), 1);
    assert!(!decoded.complete);
    assert!(decoded.warnings.told[0].fr.contains("dead.example"), "{:?}", decoded.warnings);
}

#[test]
fn both_ways_of_writing_the_usual_folder_are_tried() {
    let other = A.replace("well-known", "well_known");
    let decoded = read(&[(ROOT, &federation(&[A])), (&other, "organization.name = A\n")]);
    assert!(decoded.complete, "{:?}", decoded.warnings);
    assert_eq!(decoded.providers[0].chatonsinfos_url.as_deref(), Some(A));
}

#[test]
fn a_circle_of_files_ends() {
    let member = format!("file.class = Organization\norganization.name = A\nsubs.a = {A}\nsubs.f = {ROOT}\n");
    assert_eq!(read(&[(ROOT, &federation(&[A, ROOT])), (A, &member)]).providers.len(), 1);
}

#[test]
fn a_federation_within_a_federation_is_left_out() {
    let decoded = read(&[(ROOT, &federation(&[A])), (A, &federation(&["https://b.example/b.properties"]))]);
    assert!(decoded.providers.is_empty());
    assert!(decoded.warnings.told[0].en.contains("a federation within a federation"));
}

#[test]
fn what_is_no_web_address_is_not_followed() {
    let decoded = read(&[(ROOT, &federation(&["file:///etc/passwd"]))]);
    assert!(decoded.warnings.told[0].en.contains("is not a web address"), "{:?}", decoded.warnings);
}

#[test]
fn members_and_services_that_have_ended_are_left_out() {
    let ended = "organization.name = A\norganization.endDate = 2024-01-01\n";
    assert!(read(&[(ROOT, &federation(&[A])), (A, ended)]).providers.is_empty());
    let service = "service.name = S\nservice.status.level = OFF\nsoftware.name = Nextcloud\n";
    let member = "organization.name = A\nsubs.s = https://a.example/s.properties\n";
    let files = [
        (ROOT, federation(&[A])),
        (A, member.to_owned()),
        ("https://a.example/s.properties", service.to_owned()),
    ];
    let decoded = read(&files.each_ref().map(|(url, text)| (*url, text.as_str())));
    assert_eq!((decoded.providers[0].hosting, decoded.providers[0].hosted.len()), (None, 0));
}

#[test]
fn a_member_that_left_the_collective_is_none_of_it() {
    assert_eq!(
        one("organization.name = A\norganization.memberof.chatons.status.level = AWAY\n").chatons,
        Some(false)
    );
    assert_eq!(
        one("organization.name = A\norganization.memberof.chatons.status.level = IDLE\n").chatons,
        None
    );
    assert_eq!(one("organization.name = A\n").chatons, None);
}

#[test]
fn a_web_page_instead_of_the_federation_is_told() {
    let decoded = read(&[(ROOT, "<!DOCTYPE html><title>Connexion</title>")]);
    let why = decoded.trouble.expect("there is no list").text().fr;
    assert!(why.contains("page web"), "{why}");
}

#[test]
fn a_federation_that_is_not_there_is_told() {
    assert_eq!(read(&[]).trouble, Some(Trouble::Status(404)));
}

#[test]
fn the_file_of_one_member_can_be_read_alone() {
    assert_eq!(read(&[(ROOT, "organization.name = Seule\n")]).providers[0].name, "Seule");
}

#[test]
fn no_more_files_are_asked_for_than_the_bound() {
    let many: Vec<String> =
        (0..3_000).map(|number| format!("https://m{number}.example/a.properties")).collect();
    let text = federation(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let mut asked = 0;
    let decoded = run(Box::new(Chatonsinfos::new("chatons", ROOT)), |ask| {
        asked += 1;
        let body = if ask.url == ROOT { text.clone() } else { "organization.name = A\n".to_owned() };
        Ok(Answer {
            url: ask.url.clone(),
            body: body.into_bytes(),
            links: String::new(),
            pages: None,
            day: date(2026, 11, 23),
        })
    });
    assert_eq!((asked, decoded.complete), (MOST_FILES, false));
    let ids: BTreeSet<&str> = decoded.providers.iter().map(|provider| provider.id.as_str()).collect();
    assert_eq!(ids.len(), decoded.providers.len());
}

#[test]
fn hostile_texts_come_out_clean() {
    let provider = one(
        "organization.name = \u{1b}[31mA<script>x</script>B\u{202e}\norganization.website = javascript:alert(1)\n",
    );
    assert_eq!((provider.name.as_str(), provider.website), ("[31mA B", None));
}
