//! The file of a member and those of its services, as a provider.

use super::properties::Properties;
use super::{Chatonsinfos, Class, File};
use crate::providers::place::department_of;
use crate::providers::text_of;
use crate::providers::untrusted::{address, name, prose};
use crate::providers::{Evidence, Hosted, Kind, Position, Provider, Reference};
use crate::text::Text;

/// Returns the provider that a member's file describes, or why there is none.
pub(super) fn provider(read: &Chatonsinfos, url: &str, file: &File) -> Result<Provider, Text> {
    let of = |path: &str| file.properties.get(path);
    let shown = text_of(url);
    let Some(title) = of("organization.name").map(name).filter(|title| !title.is_empty()) else {
        return Err(Text::new(format!("{shown} : nom absent"), format!("{shown}: no name")));
    };
    if is_over(&file.properties, "organization.", file.day) {
        return Err(Text::new(
            format!("{title} : n'est plus en activité, selon son propre fichier"),
            format!("{title}: no longer active, as its own file says"),
        ));
    }
    let mut provider = Provider::new("", title, Evidence::Partial, file.day);
    provider.kind = of("organization.type").and_then(kind);
    provider.website = of("organization.website").and_then(address);
    provider.country = of("organization.country.code").map(str::to_uppercase).filter(|code| is_country(code));
    provider.services =
        of("organization.description").map(|text| Text::same(prose(text))).into_iter().collect();
    provider.position = of("organization.geolocation.latitude")
        .zip(of("organization.geolocation.longitude"))
        .and_then(|(latitude, longitude)| Position::parse(latitude, longitude));
    provider.postal_code = of("organization.geolocation.address").and_then(postal_code);
    if provider.country.as_deref().is_none_or(|country| country == "FR") {
        provider.department = provider.postal_code.as_deref().and_then(department_of);
    }
    provider.chatonsinfos_url = Some(url.to_owned());
    (provider.chatons, provider.chatons_since) = membership(&file.properties, file.day);
    services(&mut provider, read, file);
    if provider.website.is_some() && (provider.department.is_some() || !provider.hosted.is_empty()) {
        provider.evidence = Evidence::Strong;
    }
    provider.sources.push(Reference {
        url: Some(url.to_owned()),
        document: None,
        gives: Vec::new(),
        note: None,
    });
    Ok(provider)
}

/// Adds the services whose files could be read and that still run.
fn services(provider: &mut Provider, read: &Chatonsinfos, file: &File) {
    let mut has_some = false;
    for url in &file.subs {
        let service = match read.files.get(url) {
            Some(file) if file.class == Class::Service => file,
            Some(file) if file.class == Class::Device => continue,
            _ => {
                provider.partial = true;
                continue;
            }
        };
        let of = |path: &str| service.properties.get(path);
        if is_over(&service.properties, "service.", service.day) {
            continue;
        }
        has_some = true;
        let software = of("software.name").map(name);
        let Some(title) = of("service.name").map(name).or_else(|| software.clone()) else { continue };
        provider.hosted.push(Hosted {
            name: title,
            software,
            alternative: None,
            url: of("service.website").and_then(address),
            registration: of("service.registration").map(|word| name(&word.to_lowercase())),
            open: of("service.registration.load").and_then(|load| match load.to_uppercase().as_str() {
                "OPEN" => Some(true),
                "FULL" => Some(false),
                _ => None,
            }),
        });
    }
    // A member of which no service is known may still run some.
    provider.hosting = has_some.then_some(true);
    provider.software = has_some.then(Default::default);
}

/// Tells whether a file says that what it describes has ended, or has not begun.
fn is_over(properties: &Properties, section: &str, day: jiff::civil::Date) -> bool {
    let of = |path: &str| properties.get(&format!("{section}{path}"));
    let level = of("status.level").map(str::to_uppercase);
    let ended = of("enddate").and_then(date).is_some_and(|end| end <= day);
    ended || matches!(level.as_deref(), Some("AWAY" | "OFF" | "OVER" | "DRAFT" | "VOID"))
}

/// Tells whether the collective counts it among its members, and since when.
fn membership(properties: &Properties, day: jiff::civil::Date) -> (Option<bool>, Option<String>) {
    let of = |path: &str| properties.get(&format!("organization.memberof.chatons.{path}"));
    let ended = of("enddate").and_then(date).is_some_and(|end| end <= day);
    let member = match of("status.level").map(str::to_uppercase).as_deref() {
        _ if ended => Some(false),
        Some("ACTIVE") => Some(true),
        Some("AWAY") => Some(false),
        // On a break, or a word that is not known.
        _ => None,
    };
    let since = of("startdate").and_then(date).filter(|_| member == Some(true));
    (member, since.map(|date| format!("{}-{:02}", date.year(), date.month())))
}

/// Reads a date, also as one generator writes it: day, month, year.
fn date(text: &str) -> Option<jiff::civil::Date> {
    let text = text.split('T').next().unwrap_or(text);
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split('/').map(str::parse::<i16>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn kind(word: &str) -> Option<Kind> {
    match word.to_uppercase().as_str() {
        "ASSOCIATION" => Some(Kind::Association),
        "COOPERATIVE" => Some(Kind::Cooperative),
        "MICROCOMPANY" | "COMPANY" => Some(Kind::Company),
        "INDIVIDUAL" => Some(Kind::Individual),
        "INFORMAL" => Some(Kind::Informal),
        _ => None,
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns the last word of five digits of an address: the number of a street is shorter and stands before.
fn postal_code(address: &str) -> Option<String> {
    let mut words = address.split(|c: char| !c.is_ascii_alphanumeric());
    words.rfind(|word| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_owned)
}
