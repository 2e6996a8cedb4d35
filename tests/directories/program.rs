//! The program as a person or a script runs it, with a directory on this machine.

use std::net::TcpStream;

use lopdf::Document;

use crate::support::pty::Desk;
use crate::support::server::{Server, say_nothing, send};
use crate::support::{DAY, Diaglibre, Outcome, example, plain};

const LIST: &str = r#"{"name": "Annuaire des Tests", "licence": "CC0-1.0", "providers": [
    {"name": "Exemple SCOP", "website": "https://exemple.example/", "support_types": ["training"], "department": "44",
     "services": [{"name": "Nuage", "software": "NextCloud"}]}]}"#;
const MLC44: &str = "mlc44";

/// A folder for the copies and the reports of a test.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Runs a command on a published case, in this folder.
    fn run(&self, command: &str, arguments: &[&str]) -> Outcome {
        let copies = self.folder.path().join("copies");
        Diaglibre::new([command, &example(MLC44), "--date", DAY, "--allow-loopback"])
            .args(arguments)
            .env("XDG_CACHE_HOME", &copies.display().to_string())
            .in_folder(&self.folder)
            .run()
    }

    fn report(&self) -> String {
        let bytes = std::fs::read(self.folder.path().join("a.pdf")).expect("the report is made");
        let file = Document::load_mem(&bytes).expect("a PDF");
        let pages: Vec<u32> = file.get_pages().into_keys().collect();
        plain(&file.extract_text(&pages).expect("a PDF with text"))
    }
}

/// A server that serves the list once, then does something else.
fn good_once(then: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Server {
    let times = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |_, stream| match times.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => send(stream, "200 OK", &[], LIST.as_bytes()),
        _ => then(stream),
    })
}

#[test]
fn a_directory_is_read_joined_to_the_catalogue_and_told_with_its_day() {
    let server = Server::of(&[("/list.json", LIST)]);
    let url = server.url("/list.json");
    Place::new()
        .run("providers", &["--directory", &url, "--yes"])
        .exits(0)
        .shows("Annuaire des Tests : 1 structure, liste lue le")
        .shows("Licence : CC0-1.0.")
        .shows("Exemple SCOP")
        .shows("Répond à : formation, Nextcloud")
        .fits(80);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn nothing_is_asked_without_consent() {
    let server = Server::of(&[("/list.json", LIST)]);
    let place = Place::new();
    for command in ["providers", "report"] {
        place
            .run(command, &["--directory", &server.url("/list.json")])
            .exits(2)
            .says("lire un annuaire en ligne demande votre accord")
            .says("ajoutez --yes");
    }
    place.run("providers", &[]).exits(0).shows("Rien n'est envoyé sur Internet");
    place.run("providers", &["--directory", &server.url("/list.json"), "--offline"]).exits(4);
    assert_eq!(server.asked(), []);
}

#[test]
fn a_report_fetches_only_when_it_is_asked_to() {
    let server = Server::of(&[("/list.json", LIST)]);
    let place = Place::new();
    place.run("report", &["--output", "a.pdf", "--quiet"]).exits(0);
    assert!(!place.report().contains("Annuaire des Tests"));
    place
        .run("report", &["--output", "a.pdf", "--quiet", "--directory", &server.url("/list.json"), "--yes"])
        .exits(0)
        .says("Annuaire des Tests : 1 structure");
    let text = place.report();
    assert!(text.contains("Annuaire des Tests") && text.contains("Exemple SCOP"), "{text}");
}

#[test]
fn a_directory_that_died_leaves_its_copy_and_the_report_says_so() {
    let server = good_once(say_nothing);
    let (url, place) = (server.url("/list.json"), Place::new());
    place.run("providers", &["--directory", &url, "--yes"]).exits(0);
    let again = ["--directory", &url, "--yes", "--refresh", "--timeout", "1"];
    place
        .run("providers", &again)
        .exits(4)
        .shows("le temps prévu est écoulé. Une copie du")
        .shows("sert à la place")
        .shows("Exemple SCOP");
    place
        .run("report", &[&["--output", "a.pdf", "--quiet"][..], &again].concat())
        .exits(4)
        .says("Une copie du")
        .says("Rapport écrit");
    let text = place.report();
    assert!(text.contains("sert à la place") && text.contains("Exemple SCOP"), "{text}");
}

#[test]
fn a_directory_that_was_never_read_leaves_the_list_of_the_program() {
    let server =
        Server::start(|_, stream| send(stream, "503 Service Unavailable", &[("retry-after", "9")], b""));
    let place = Place::new();
    let arguments = ["--directory", &server.url("/list.json"), "--yes", "--timeout", "1"];
    place
        .run("providers", &arguments)
        .exits(4)
        .shows("le site est en panne (code 503). Aucune copie n'est gardée")
        .shows("Alolise");
    place.run("report", &[&["--output", "a.pdf", "--quiet"][..], &arguments].concat()).exits(4);
    assert!(place.report().contains("Alolise"));
}

#[test]
fn this_machine_is_refused_unless_it_is_allowed() {
    let server = Server::of(&[("/list.json", LIST)]);
    let folder = tempfile::tempdir().unwrap();
    Diaglibre::new(["providers", &example(MLC44), "--directory", &server.url("/list.json"), "--yes"])
        .in_folder(&folder)
        .run()
        .exits(4)
        .shows("adresse refusée");
    assert_eq!(server.asked(), []);
}

#[test]
fn a_folder_that_cannot_keep_copies_is_no_failure() {
    let server = Server::of(&[("/list.json", LIST)]);
    let place = Place::new();
    std::fs::write(place.folder.path().join("copies"), "a file, not a folder").unwrap();
    place
        .run("providers", &["--directory", &server.url("/list.json"), "--yes"])
        .exits(0)
        .shows("Exemple SCOP");
}

#[test]
fn names_of_directories_are_known_or_corrected() {
    let place = Place::new();
    place
        .run("providers", &["--directory", "chaton", "--yes"])
        .exits(2)
        .says("ni un annuaire connu, ni une adresse, ni un fichier")
        .says("vouliez-vous dire « chatons »")
        .says("annuaires connus : chatons, emancipasso, cnll, comptoir, librehosters");
    place.run("providers", &["--directory", "no-such.yaml", "--yes"]).exits(1).says("impossible de lire");
    std::fs::write(place.folder.path().join("bad.yaml"), "id: a\nname: A\nform: json\nurl: ftp://a\n")
        .unwrap();
    place.run("providers", &["--directory", "bad.yaml", "--yes"]).exits(3).says("bad.yaml:4:");
}

#[test]
fn a_file_describes_a_directory_of_another_shape() {
    let server =
        Server::of(&[("/other.json", r#"{"membres": [{"nom": "Exemple SCOP", "aide": ["Formation"]}]}"#)]);
    let place = Place::new();
    let description = format!(
        "id: ess\nname: Réseau\nform: json\nurl: {}\nmapping:\n  records: /membres/*\n  fields: {{name: [/nom], support_types: [/aide]}}\n",
        server.url("/other.json")
    );
    std::fs::write(place.folder.path().join("ess.yaml"), description).unwrap();
    place
        .run("providers", &["--directory", "ess.yaml", "--yes"])
        .exits(0)
        .shows("Réseau : 1 structure")
        .shows("Exemple SCOP Répond à : formation");
}

/// What a hostile editor puts in a sheet: each mark must be nowhere in what the program writes.
const HOSTILE: &str = r#"{"name": "Mal\u001b]8;;https://evil.example\u0007", "providers": [
    {"name": "=cmd|' /C calc'!A0\u001b[31mRouge\u202eegrof\u0000<script>alert(1)</script>&#x1b;[2J",
     "website": "javascript:alert(1)", "support_types": ["training", "\u001b[5mclignote"], "city": "Nan\u0008tes\r\nX",
     "department": "44", "description": "a\u0085b\u2066c", "software": ["Next\u200bcloud\u001b[0m"]},
    {"name": "\u001b\u202e", "support_types": ["training"]}]}"#;

fn is_hostile(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r'))
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[test]
fn hostile_names_come_out_clean_everywhere() {
    let server = Server::of(&[("/list.json", HOSTILE)]);
    let place = Place::new();
    let asked = ["--directory", &server.url("/list.json"), "--yes"];
    for format in ["text", "csv", "json"] {
        let outcome = place.run("providers", &[&asked[..], &["--format", format]].concat()).exits(0);
        for stream in [&outcome.stdout, &outcome.stderr] {
            let found = stream.trim_start_matches('\u{feff}').chars().find(|c| is_hostile(*c));
            assert_eq!(found, None, "{format}: {stream}");
            assert!(!stream.contains("javascript:") && !stream.contains("<script>"), "{format}: {stream}");
        }
        assert!(outcome.stdout.contains("Rouge"), "{format}: the entry itself stays");
        if format == "csv" {
            let is_formula = |line: &str| line.trim_start_matches('"').starts_with('=');
            assert!(!outcome.stdout.lines().any(is_formula), "{}", outcome.stdout);
        }
    }
    let forms = ["a.pdf", "a.html", "a.md", "a.json", "a.csv", "a.ics"];
    let outputs: Vec<&str> = forms.iter().flat_map(|form| ["--output", form]).collect();
    place.run("report", &[&["--quiet"][..], &outputs, &asked].concat()).exits(0);
    let written = |form: &str| std::fs::read_to_string(place.folder.path().join(form)).unwrap();
    let mut texts = vec![("a.pdf", place.report())];
    texts.extend(forms[1..].iter().map(|form| (*form, written(form))));
    for (form, text) in texts {
        // The steps and the calendar name no provider.
        assert!(text.contains("Rouge") || matches!(form, "a.csv" | "a.ics"), "{form}: {text}");
        assert!(!text.contains("javascript:") && !text.contains("<script>alert"), "{form}");
        let found = text.trim_start_matches('\u{feff}').chars().find(|c| is_hostile(*c));
        assert_eq!(found, None, "{form}");
    }
    let bytes = std::fs::read(place.folder.path().join("a.pdf")).unwrap();
    assert!(!bytes.windows(11).any(|window| window == b"javascript:"));
}

#[test]
fn the_lists_and_their_remarks_are_in_the_output_for_programs() {
    let list = r#"{"providers": [{"name": "A", "support_types": ["training"]}, {"nom": "B"}]}"#;
    let server = Server::of(&[("/list.json?token=s3cret", list)]);
    let url = server.url("/list.json?token=s3cret");
    let outcome =
        Place::new().run("providers", &["--directory", &format!("json:{url}"), "--yes", "--json"]).exits(0);
    let json = outcome.json();
    let told = &json["lists"][0];
    assert_eq!((&told["obtained"], &told["providers"]), (&"online".into(), &1.into()));
    assert_eq!(told["warnings"][0]["en"], "a record without a name is left out");
    // What opens the door of a directory is told to nobody.
    outcome.never_says("s3cret");
}

#[cfg(unix)]
#[test]
fn on_a_terminal_the_addresses_are_shown_first_and_a_no_asks_nothing() {
    let server = Server::of(&[("/list.json", LIST)]);
    let desk = Desk::new(100);
    let url = server.url("/list.json");
    let arguments = [
        "providers",
        &example(MLC44),
        "--directory",
        &url,
        "--allow-loopback",
        "--lang",
        "fr",
        "--date",
        DAY,
    ];
    let mut terminal = desk.start(&arguments);
    terminal.wait("D’accord");
    assert_eq!(server.asked(), []);
    terminal.keys("\x1b[B\r");
    assert_eq!(terminal.end(), 4);
    assert_eq!(server.asked(), []);
    let mut terminal = desk.start(&arguments);
    terminal.wait(&url);
    terminal.wait("D’accord");
    terminal.keys("\r");
    assert_eq!(terminal.end(), 0);
    assert_eq!(server.asked().len(), 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_the_wait_for_a_directory() {
    let server = Server::start(|_, stream| say_nothing(stream));
    let desk = Desk::new(100);
    let mut terminal = desk.start(&[
        "providers",
        &example(MLC44),
        "--directory",
        &server.url("/list.json"),
        "--allow-loopback",
        "--yes",
        "--lang",
        "fr",
    ]);
    terminal.wait("Ctrl-C pour arrêter");
    terminal.keys("\x03");
    terminal.wait("Ce qui est déjà lu est gardé");
    assert_eq!(terminal.end(), 130);
}
