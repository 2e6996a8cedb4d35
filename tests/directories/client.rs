//! The client alone, against a server of this machine.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::net::{IpAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use diaglibre::providers::cache::Cache;
use diaglibre::providers::client::{
    Fetched, Http, Limits, Mode, Observer, Reply, Transport as _, Validators, fetch,
};
use diaglibre::providers::reader::{Ask, Format};
use diaglibre::providers::{Obtained, Publisher, Trouble};
use jiff::Timestamp;

use crate::support::server::{Server, say_nothing, send, start_tls};

const LIST: &str = r#"{"providers": [{"name": "Exemple"}]}"#;
/// Short enough for a test, long enough for a busy machine.
const QUICK: Limits = Limits {
    connect: Duration::from_secs(2),
    read: Duration::from_millis(300),
    run: Duration::from_secs(20),
    retry_after: Duration::from_secs(30),
    backoff: Duration::from_millis(1),
    retries: 3,
    hops: 5,
    at_once: 4,
};

struct Nobody;

impl Observer for Nobody {
    fn progress(&mut self, _: usize, _: usize) {}
    fn uninterrupted(&mut self, work: &mut dyn FnMut()) {
        work();
    }
}

fn http(limits: Limits) -> Http {
    Http::new(limits, None, true).expect("the client starts")
}

/// Asks for one address.
fn get_with(http: &Http, url: &str, format: Format) -> Result<Reply, Trouble> {
    http.get(&Ask::new(url, format), &Validators::default(), Instant::now() + QUICK.run)
}

fn get(url: &str) -> Result<Reply, Trouble> {
    get_with(&http(QUICK), url, Format::Json)
}

fn body(reply: Result<Reply, Trouble>) -> String {
    match reply {
        Ok(Reply::Page(page)) => String::from_utf8(page.body).expect("a text"),
        other => panic!("no page: {other:?}"),
    }
}

/// Reads the list at an address, with copies in a folder.
fn read_within(limits: Limits, folder: &tempfile::TempDir, url: &str, mode: Mode) -> Fetched {
    let publisher = Publisher::of_address(url).expect("a web address");
    let cache = Cache::open(folder.path(), Timestamp::UNIX_EPOCH);
    fetch(&[publisher], Arc::new(http(limits)), &cache, limits, mode, &mut Nobody).remove(0)
}

fn read(folder: &tempfile::TempDir, url: &str, mode: Mode) -> Fetched {
    read_within(QUICK, folder, url, mode)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A server that serves a good list once, then does something else.
fn good_once(then: impl Fn(&mut std::net::TcpStream) + Send + Sync + 'static) -> Server {
    let times = AtomicUsize::new(0);
    Server::start(move |_, stream| match times.fetch_add(1, Ordering::SeqCst) {
        0 => send(stream, "200 OK", &[("etag", "\"1\"")], LIST.as_bytes()),
        _ => then(stream),
    })
}

/// Checks that the list of before serves when the server then does something else, and returns why.
#[track_caller]
fn serves_the_copy(then: impl Fn(&mut std::net::TcpStream) + Send + Sync + 'static) -> String {
    let (server, folder) = (good_once(then), folder());
    let url = server.url("/list.json");
    assert_eq!(read(&folder, &url, Mode::Normal).listing.obtained, Obtained::Online);
    let second = read(&folder, &url, Mode::Refresh);
    assert_eq!(second.listing.obtained, Obtained::Kept);
    assert!(second.listing.is_degraded);
    assert_eq!(second.decoded.providers[0].name, "Exemple");
    let third = read(&folder, &url, Mode::Normal);
    assert_eq!(third.listing.obtained, Obtained::Online, "what is no list must not replace the copy");
    second.listing.trouble.expect("a reason").en
}

#[test]
fn nothing_is_sent_but_who_asks_and_what_is_understood() {
    let server = Server::of(&[("/list.json", LIST)]);
    assert_eq!(body(get(&server.url("/list.json"))), LIST);
    let asked = server.asked();
    let names: Vec<&str> = asked[0].headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    assert!(asked[0].header("user-agent").is_some_and(|agent| agent.starts_with("diaglibre/")));
}

#[test]
fn a_copy_of_less_than_a_day_serves_without_asking_again() {
    let (server, folder) = (Server::of(&[("/list.json", LIST)]), folder());
    for _ in 0..2 {
        let fetched = read(&folder, &server.url("/list.json"), Mode::Normal);
        assert_eq!((fetched.listing.obtained, fetched.listing.is_degraded), (Obtained::Online, false));
    }
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_version_that_did_not_change_is_not_sent_again() {
    let folder = folder();
    let server = Server::start(|request, stream| match request.header("if-none-match") {
        Some("\"1\"") => send(stream, "304 Not Modified", &[("etag", "\"1\"")], b""),
        _ => send(stream, "200 OK", &[("etag", "\"1\"")], LIST.as_bytes()),
    });
    let url = server.url("/list.json");
    read(&folder, &url, Mode::Normal);
    let again = read(&folder, &url, Mode::Refresh);
    assert_eq!((again.listing.obtained, again.decoded.providers.len()), (Obtained::Online, 1));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_server_that_says_unchanged_to_whoever_has_nothing_gives_nothing() {
    let server = Server::start(|_, stream| send(stream, "304 Not Modified", &[], b""));
    assert_eq!(get(&server.url("/")), Err(Trouble::Status(304)));
}

#[test]
fn nothing_is_asked_offline() {
    let (server, folder) = (Server::of(&[("/list.json", LIST)]), folder());
    let url = server.url("/list.json");
    let missing = read(&folder, &url, Mode::Offline).listing;
    assert_eq!((missing.obtained, missing.day, missing.is_degraded), (Obtained::Missing, None, true));
    assert_eq!(server.asked(), []);
    read(&folder, &url, Mode::Normal);
    let kept = read(&folder, &url, Mode::Offline).listing;
    assert_eq!((kept.providers, kept.is_degraded), (1, false));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn silence_is_too_slow() {
    let server = Server::start(|_, stream| say_nothing(stream));
    assert_eq!(get(&server.url("/")), Err(Trouble::Slow));
    assert!(serves_the_copy(say_nothing).contains("too long"));
}

#[test]
fn silence_in_the_middle_is_too_slow() {
    let server = Server::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"prov");
        say_nothing(stream);
    });
    assert_eq!(get(&server.url("/")), Err(Trouble::Slow));
}

#[test]
fn a_short_file_that_drips_is_too_slow() {
    let server = Server::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b"a").is_ok() {
            std::thread::sleep(QUICK.read / 20);
        }
    });
    assert_eq!(get_with(&http(QUICK), &server.url("/"), Format::Properties), Err(Trouble::Slow));
}

#[test]
fn an_answer_cut_short_is_no_answer() {
    let cut = |stream: &mut std::net::TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"providers\": []}");
    };
    assert_eq!(get(&Server::start(move |_, stream| cut(stream)).url("/")), Err(Trouble::Cut));
    assert!(serves_the_copy(cut).contains("cut on its way"));
    let chunk = Server::start(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{\"prov");
    });
    assert_eq!(get(&chunk.url("/")), Err(Trouble::Cut));
}

#[test]
fn what_is_no_http_is_told() {
    for nonsense in ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 9999 \r\n\r\n", ""] {
        let server = Server::start(move |_, stream| drop(stream.write_all(nonsense.as_bytes())));
        assert_eq!(get(&server.url("/")), Err(Trouble::Cut), "{nonsense:?}");
    }
}

#[test]
fn headers_without_end_are_cut() {
    let server = Server::start(|_, stream| {
        let mut open = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while open.is_ok() {
            open = stream.write_all(b"x-a: bcdefghijklmnopqrstuvwxyz0123456789\r\n");
        }
    });
    assert_eq!(get(&server.url("/")), Err(Trouble::Cut));
}

#[test]
fn a_body_without_end_is_too_large() {
    let endless = |stream: &mut std::net::TcpStream| {
        let mut open = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while open.is_ok() {
            open = stream.write_all(&[b' '; 4096]);
        }
    };
    assert_eq!(get(&Server::start(move |_, stream| endless(stream)).url("/")), Err(Trouble::TooLarge(8_192)));
    assert!(serves_the_copy(endless).contains("8192 KiB"));
}

#[test]
fn a_body_that_swells_when_it_is_unpacked_is_too_large() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 32 * 1024 * 1024]).expect("memory does not fail");
    let bomb = bomb.finish().expect("memory does not fail");
    assert!(bomb.len() < 64 * 1024);
    let server =
        Server::start(move |_, stream| send(stream, "200 OK", &[("content-encoding", "gzip")], &bomb));
    assert_eq!(get(&server.url("/")), Err(Trouble::TooLarge(8_192)));
    assert_eq!(get_with(&http(QUICK), &server.url("/"), Format::Properties), Err(Trouble::TooLarge(256)));
}

#[test]
fn a_packed_body_is_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(LIST.as_bytes()).expect("memory does not fail");
    let packed = packed.finish().expect("memory does not fail");
    let server =
        Server::start(move |_, stream| send(stream, "200 OK", &[("content-encoding", "gzip")], &packed));
    assert_eq!(body(get(&server.url("/"))), LIST);
}

#[test]
fn redirections_are_followed_as_far_as_the_bound() {
    let server = Server::start(|request, stream| match request.path.trim_start_matches('/').parse::<u8>() {
        Ok(0) => send(stream, "200 OK", &[], LIST.as_bytes()),
        Ok(left) => send(stream, "302 Found", &[("location", &format!("/{}", left - 1))], b""),
        Err(_) => send(stream, "302 Found", &[("location", "/circle")], b""),
    });
    assert_eq!(body(get(&server.url("/5"))), LIST);
    assert_eq!(get(&server.url("/6")), Err(Trouble::Redirects));
    assert_eq!(get(&server.url("/circle")), Err(Trouble::Redirects));
}

#[test]
fn a_redirection_to_an_address_that_is_not_followed_ends_there() {
    for place in [
        "http://127.0.0.2:9/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1/",
        "javascript:alert(1)",
    ] {
        let server = Server::start(move |_, stream| send(stream, "302 Found", &[("location", place)], b""));
        let got = get(&server.url("/"));
        assert!(matches!(got, Err(Trouble::Refused(_))), "{place}: {got:?}");
    }
}

#[test]
fn this_machine_is_never_asked_unless_that_is_allowed() {
    let server = Server::of(&[("/list.json", LIST)]);
    let strict = Http::new(QUICK, None, false).expect("the client starts");
    let got = get_with(&strict, &server.url("/list.json"), Format::Json);
    assert!(matches!(got, Err(Trouble::Refused(_))), "{got:?}");
    assert_eq!(server.asked(), []);
}

#[test]
fn a_name_that_stands_for_a_private_address_is_refused() {
    fn private(_: &str) -> io::Result<Vec<IpAddr>> {
        Ok(vec![IpAddr::from([192, 168, 1, 1]), IpAddr::from([0; 16])])
    }
    let http = Http::with_lookup(QUICK, None, true, private).expect("the client starts");
    let got = get_with(&http, "http://directory.example/", Format::Json);
    assert!(matches!(got, Err(Trouble::Refused(_))), "{got:?}");
}

#[test]
fn the_address_that_was_checked_is_the_one_that_is_asked() {
    // The second look-up would lead elsewhere: there is none.
    static LOOKUPS: AtomicUsize = AtomicUsize::new(0);
    fn changing(_: &str) -> io::Result<Vec<IpAddr>> {
        let private = LOOKUPS.fetch_add(1, Ordering::SeqCst) > 0;
        Ok(vec![IpAddr::from(if private { [10, 0, 0, 1] } else { [127, 0, 0, 1] })])
    }
    let server = Server::of(&[("/", LIST)]);
    let http = Http::with_lookup(QUICK, None, true, changing).expect("the client starts");
    let url = server.url("/").replace("127.0.0.1", "directory.example");
    assert_eq!(body(get_with(&http, &url, Format::Json)), LIST);
    assert_eq!(
        server.asked()[0].header("host"),
        Some(url.trim_start_matches("http://").trim_end_matches('/'))
    );
}

#[test]
fn a_name_that_nobody_knows_is_told() {
    fn unknown(_: &str) -> io::Result<Vec<IpAddr>> {
        Err(io::Error::from(io::ErrorKind::NotFound))
    }
    let http = Http::with_lookup(QUICK, None, true, unknown).expect("the client starts");
    assert_eq!(get_with(&http, "http://directory.example/", Format::Json), Err(Trouble::Name));
}

#[test]
fn a_machine_that_does_not_answer_is_told() {
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    assert_eq!(get(&format!("http://127.0.0.1:{port}/")), Err(Trouble::Connect));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_unless_it_is_given() {
    let (port, certificate) = start_tls("200 OK", Vec::new(), LIST);
    let url = format!("https://127.0.0.1:{port}/");
    assert_eq!(get(&url), Err(Trouble::Certificate));
    let trusting = Http::new(QUICK, Some(certificate.as_bytes()), true).expect("the client starts");
    assert_eq!(body(get_with(&trusting, &url, Format::Json)), LIST);
    // It vouches for that address only.
    let other = Http::with_lookup(QUICK, Some(certificate.as_bytes()), true, |_| {
        Ok(vec![IpAddr::from([127, 0, 0, 1])])
    })
    .expect("the client starts");
    let named = format!("https://directory.example:{port}/");
    assert_eq!(get_with(&other, &named, Format::Json), Err(Trouble::Certificate));
    assert!(Http::new(QUICK, Some(b"no certificate"), true).is_err());
}

#[test]
fn an_encrypted_line_is_never_left_for_a_plain_one() {
    let plain = Server::of(&[("/list.json", LIST)]);
    let (port, certificate) =
        start_tls("301 Moved Permanently", vec![("location", plain.url("/list.json"))], "");
    let trusting = Http::new(QUICK, Some(certificate.as_bytes()), true).expect("the client starts");
    let url = format!("https://127.0.0.1:{port}/");
    assert_eq!(get_with(&trusting, &url, Format::Json), Err(Trouble::Downgrade));
    assert_eq!(plain.asked(), []);
}

#[test]
fn a_busy_server_is_asked_again_and_others_are_not() {
    for (status, times) in [
        ("429 Too Many Requests", 4),
        ("502 Bad Gateway", 4),
        ("503 Service Unavailable", 4),
        ("504 Gateway Timeout", 4),
        ("400 Bad Request", 1),
        ("401 Unauthorized", 1),
        ("404 Not Found", 1),
        ("500 Internal Server Error", 1),
        ("204 No Content", 1),
    ] {
        let server = Server::start(move |_, stream| send(stream, status, &[("retry-after", "0")], b""));
        let got = get(&server.url("/"));
        assert!(matches!(got, Err(Trouble::Status(_))), "{status}: {got:?}");
        assert_eq!(server.asked().len(), times, "{status}");
    }
}

#[test]
fn a_server_that_was_busy_once_is_read() {
    let times = AtomicUsize::new(0);
    let server = Server::start(move |_, stream| match times.fetch_add(1, Ordering::SeqCst) {
        0 => send(stream, "429 Too Many Requests", &[("retry-after", "0")], b""),
        _ => send(stream, "200 OK", &[], LIST.as_bytes()),
    });
    assert_eq!(body(get(&server.url("/"))), LIST);
}

#[test]
fn a_server_that_asks_to_wait_beyond_the_run_is_left() {
    let server = Server::start(|_, stream| {
        send(stream, "429 Too Many Requests", &[("retry-after", "3600")], b"");
    });
    assert_eq!(get(&server.url("/")), Err(Trouble::Status(429)));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_page_instead_of_the_list_does_not_replace_its_copy() {
    let why = serves_the_copy(|stream| {
        send(
            stream,
            "200 OK",
            &[("content-type", "application/json")],
            b"<!DOCTYPE html><title>Wi-Fi</title>",
        );
    });
    assert!(why.contains("a web page came"), "{why}");
}

#[test]
fn broken_json_does_not_replace_the_copy() {
    let why = serves_the_copy(|stream| send(stream, "200 OK", &[], b"{\"providers\": [{\"name\":,}]}"));
    assert!(why.contains("broken, line 1"), "{why}");
}

#[test]
fn another_document_does_not_replace_the_copy() {
    let why = serves_the_copy(|stream| send(stream, "200 OK", &[], b"{\"error\": \"maintenance\"}"));
    assert!(why.contains("no list at the expected place"), "{why}");
}

#[test]
fn a_list_that_is_gone_for_good_is_not_served_from_its_copy() {
    let (server, folder) = (good_once(|stream| send(stream, "410 Gone", &[], b"")), folder());
    read(&folder, &server.url("/list.json"), Mode::Normal);
    let listing = read(&folder, &server.url("/list.json"), Mode::Refresh).listing;
    assert_eq!((listing.obtained, listing.is_degraded), (Obtained::Missing, true));
}

/// A federation with members on servers of their own.
fn federation(members: &[Server]) -> Server {
    let subs: String = members
        .iter()
        .enumerate()
        .map(|(number, server)| format!("subs.m{number} = {}\n", server.url("/a.properties")))
        .collect();
    let text = format!("file.class = Federation\n{subs}");
    Server::start(move |_, stream| send(stream, "200 OK", &[], text.as_bytes()))
}

#[test]
fn four_servers_are_asked_at_once_and_no_more() {
    // Each waits until four are there: with less at once nobody would be answered, a fifth would be counted.
    let room = Arc::new((Mutex::new((0_usize, 0_usize, 0_usize)), Condvar::new()));
    let members: Vec<Server> = (0..8)
        .map(|number| {
            let room = Arc::clone(&room);
            Server::start(move |_, stream| {
                let (people, door) = &*room;
                let mut state = people.lock().unwrap();
                state.0 += 1;
                state.1 += 1;
                state.2 = state.2.max(state.1);
                let wave = (state.0 - 1) / 4;
                door.notify_all();
                let mut state =
                    door.wait_timeout_while(state, QUICK.run, |state| state.0 < (wave + 1) * 4).unwrap().0;
                state.1 -= 1;
                drop(state);
                send(stream, "200 OK", &[], format!("organization.name = M{number}\n").as_bytes());
            })
        })
        .collect();
    let patient = Limits { read: QUICK.run, ..QUICK };
    let fetched = read_within(patient, &folder(), &federation(&members).url("/f.properties"), Mode::Normal);
    assert_eq!((fetched.decoded.providers.len(), room.0.lock().unwrap().2), (8, 4));
}

#[test]
fn one_server_is_asked_one_thing_at_a_time() {
    let (inside, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let server = Server::start(move |request, stream| {
        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let host = request.header("host").unwrap_or_default();
        let body = match request.path.as_str() {
            "/f.properties" => {
                let subs =
                    (0..20).map(|number| format!("subs.m{number} = http://{host}/{number}.properties\n"));
                format!("file.class = Federation\n{}", subs.collect::<String>())
            }
            path => format!("organization.name = {path}\n"),
        };
        inside.fetch_sub(1, Ordering::SeqCst);
        send(stream, "200 OK", &[], body.as_bytes());
    });
    let fetched = read(&folder(), &server.url("/f.properties"), Mode::Normal);
    assert_eq!((fetched.decoded.providers.len(), seen.load(Ordering::SeqCst)), (20, 1));
}

#[test]
fn a_dead_member_is_a_remark_and_no_failure() {
    let members = [
        Server::of(&[("/a.properties", "organization.name = A\n")]),
        Server::start(|_, stream| say_nothing(stream)),
    ];
    let fetched = read(&folder(), &federation(&members).url("/f.properties"), Mode::Normal);
    assert_eq!((fetched.decoded.providers.len(), fetched.listing.complete), (1, false));
    assert_eq!((fetched.listing.obtained, fetched.listing.is_degraded), (Obtained::Online, false));
    assert!(fetched.listing.warnings[0].en.contains("too long"), "{:?}", fetched.listing.warnings);
}

#[test]
fn a_dead_member_is_served_from_its_copy() {
    let times = AtomicUsize::new(0);
    let member = Server::start(move |_, stream| match times.fetch_add(1, Ordering::SeqCst) {
        0 => send(stream, "200 OK", &[], b"organization.name = A\n"),
        _ => say_nothing(stream),
    });
    let (federation, folder) = (federation(&[member]), folder());
    read(&folder, &federation.url("/f.properties"), Mode::Normal);
    let fetched = read(&folder, &federation.url("/f.properties"), Mode::Refresh);
    assert_eq!((fetched.listing.obtained, fetched.listing.older_parts), (Obtained::Online, 1));
    assert_eq!(fetched.decoded.providers[0].name, "A");
}

#[test]
fn a_member_cannot_lead_into_the_private_network() {
    let federation = Server::of(&[(
        "/f.properties",
        "file.class = Federation\nsubs.a = http://127.0.0.2:9/a.properties\n",
    )]);
    let fetched = read(&folder(), &federation.url("/f.properties"), Mode::Normal);
    assert!(fetched.decoded.providers.is_empty());
    assert!(fetched.listing.warnings[0].en.contains("address refused"), "{:?}", fetched.listing.warnings);
}

#[test]
fn the_run_ends_when_its_time_is_over_and_keeps_what_came() {
    let mut members: Vec<Server> = (0..6).map(|_| Server::start(|_, stream| say_nothing(stream))).collect();
    members.push(Server::of(&[("/a.properties", "organization.name = A\n")]));
    members.rotate_right(1);
    // Longer to wait for each than for all of them.
    let short = Limits { run: Duration::from_secs(2), read: Duration::from_secs(600), ..QUICK };
    let fetched = read_within(short, &folder(), &federation(&members).url("/f.properties"), Mode::Normal);
    assert_eq!((fetched.decoded.providers.len(), fetched.listing.is_degraded), (1, true));
    let told: BTreeSet<bool> =
        fetched.listing.warnings.iter().map(|text| text.en.contains("the time allowed is over")).collect();
    assert_eq!(told, [true].into());
}
