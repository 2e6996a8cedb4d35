//! The report in its other forms: each says the same, and is well formed for whoever reads it.

use std::io::Read as _;

use crate::support::{DAY, Diaglibre, EXAMPLES, Outcome, example, plain};

/// Every form besides PDF.
const FORMS: [&str; 6] = ["html", "odt", "md", "csv", "ics", "json"];

fn bytes(dossier: &str, form: &str, lang: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("a.{form}");
    let common = ["--date", DAY, "--lang", lang, "--quiet"];
    Diaglibre::new(["report", dossier, "--output", &name]).args(common).in_folder(&folder).run().exits(0);
    std::fs::read(folder.path().join(name)).unwrap()
}

fn text(name: &str, form: &str) -> String {
    let bytes = bytes(&example(name), form, "fr");
    if form != "odt" {
        return String::from_utf8(bytes).unwrap();
    }
    odt_part(bytes, "content.xml")
}

fn odt_part(bytes: Vec<u8>, part: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn plan(name: &str) -> serde_json::Value {
    Diaglibre::new(["plan", &example(name), "--json", "--date", DAY]).run().exits(0).json()
}

#[test]
fn every_form_names_every_step_and_every_tool() {
    // A calendar holds the plan alone.
    for name in EXAMPLES {
        let plan = plan(name);
        let steps = plan["roadmap"]["steps"].as_array().unwrap();
        for form in FORMS {
            // What marks a text up is taken out, and a calendar folds its lines.
            let text = text(name, form).replace("\r\n ", "").replace('\\', "");
            let text = plain(&text.replace("&quot;", "\"").replace("&amp;", "&"));
            for step in steps {
                let title = step["title"]["fr"].as_str().unwrap();
                assert!(text.contains(&plain(title)), "{name}.{form}: no {title:?}");
            }
            for one in plan["uses"].as_array().unwrap().iter().filter(|_| form != "ics") {
                let tool = one["name"]["fr"].as_str().unwrap();
                assert!(text.contains(&plain(tool)), "{name}.{form}: no {tool:?}");
            }
        }
    }
}

#[test]
fn same_dossier_gives_same_bytes_in_every_form() {
    for form in FORMS {
        let dossier = example("mlc44");
        assert!(bytes(&dossier, form, "fr") == bytes(&dossier, form, "fr"), "{form}");
    }
}

#[test]
fn a_page_asks_nothing_of_the_network() {
    for name in EXAMPLES {
        let page = text(name, "html");
        assert!(page.contains("default-src 'none'"), "{name}");
        for wrong in ["src=\"http", "@import", "url(", "<link", "<iframe", "<img", " onclick", " style=\""] {
            assert!(!page.contains(wrong), "{name}: {wrong}");
        }
    }
}

#[test]
fn every_link_inside_a_page_has_its_target_and_every_id_is_there_once() {
    for name in EXAMPLES {
        let page = text(name, "html");
        let after = |words: &str| -> Vec<String> {
            page.split(words).skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect()
        };
        let ids = after(" id=\"");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}: #{id}");
        }
        for target in after("href=\"#") {
            assert!(ids.contains(&target), "{name}: #{target}");
        }
    }
}

/// A dossier whose texts try to be something else than texts.
fn hostile() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.diaglibre.yaml");
    let text = "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers:\n  \
        org.name: \"<script>alert(1)</script> & =cmd | `x`\"\n  use.list: [chat]\ntools:\n  \
        - usage: chat\n    product: \"=HYPERLINK(\\\"http://a\\\")<b>]]>\"\n    note: \"-->\\\"'<img src=x onerror=alert(1)>\"\n";
    std::fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn what_people_typed_is_text_in_every_form() {
    let (_folder, dossier) = hostile();
    let page = String::from_utf8(bytes(&dossier, "html", "fr")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("<script>alert") && !page.contains("<img"));
    let markdown = String::from_utf8(bytes(&dossier, "md", "fr")).unwrap();
    assert!(!markdown.contains("<script>") && markdown.contains("\\<script\\>"));
    let csv = String::from_utf8(bytes(&dossier, "csv", "fr")).unwrap();
    assert!(csv.contains("\"'=HYPERLINK(") && !csv.contains("\"=HYPERLINK"));
    let json: serde_json::Value = serde_json::from_slice(&bytes(&dossier, "json", "fr")).unwrap();
    assert_eq!(json["association"], "<script>alert(1)</script> & =cmd | `x`");
    let content = odt_part(bytes(&dossier, "odt", "fr"), "content.xml");
    assert!(content.contains("&lt;script&gt;") && !content.contains("<script"));
    bytes(&dossier, "pdf", "fr");
}

#[test]
fn lines_of_a_table_have_as_many_cells_as_its_header() {
    for name in EXAMPLES {
        let csv = text(name, "csv");
        let cells = |line: &str| line.split("\";\"").count();
        let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
        assert!(lines.iter().all(|line| cells(line) == cells(lines[0])), "{name}: {csv}");
    }
}

#[test]
fn a_calendar_opens_and_closes_each_event() {
    for name in EXAMPLES {
        let calendar = text(name, "ics");
        let phases = plan(name)["roadmap"]["phases"].as_array().unwrap().len();
        let count = |words: &str| calendar.split("\r\n").filter(|line| *line == words).count();
        assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"), "{name}");
        // Each phase and its review, and the yearly reading of what is watched.
        assert!((2 * phases..=2 * phases + 1).contains(&count("BEGIN:VEVENT")), "{name}: {calendar}");
        assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "{name}");
    }
}

#[test]
fn a_phase_begins_the_day_after_the_one_before() {
    for name in EXAMPLES {
        let report: serde_json::Value = serde_json::from_str(&text(name, "json")).unwrap();
        let day = |phase: &serde_json::Value, key: &str| -> jiff::civil::Date {
            phase[key].as_str().unwrap().parse().unwrap()
        };
        for pair in report["phases"].as_array().unwrap().windows(2) {
            assert_eq!(day(&pair[0], "end").tomorrow().unwrap(), day(&pair[1], "start"), "{name}");
        }
    }
}

#[test]
fn two_lists_of_markdown_never_become_one() {
    let text = text("mlc44", "md");
    let parts: Vec<&str> = text.split("\n\n").collect();
    for pair in parts.windows(2).filter(|pair| pair[0].starts_with("- ")) {
        assert!(!pair[1].starts_with("- "), "{}\n\n{}", pair[0], pair[1]);
    }
}

#[test]
fn every_column_of_an_odt_file_has_its_width() {
    let content = text("mlc44", "odt");
    let used = content.split("<table:table-column table:style-name=\"").skip(1);
    let used: std::collections::BTreeSet<&str> = used.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(used.len() > 3, "{used:?}");
    for name in used {
        let style = content.split(&format!("style:name=\"{name}\"")).nth(1).unwrap();
        assert!(style.split("</style:style>").next().unwrap().contains("style:column-width"), "{name}");
    }
}

#[test]
fn an_odt_file_starts_with_its_kind() {
    let odt = bytes(&example("mlc44"), "odt", "en");
    assert_eq!(&odt[30..38], b"mimetype");
    assert_eq!(&odt[38..77], b"application/vnd.oasis.opendocument.text");
    assert!(odt_part(odt, "styles.xml").contains("fo:language=\"en\""));
}

/// Runs `report` on MLC44 in a new folder, and returns what it said and the files that it wrote.
fn written(arguments: &[&str]) -> (Outcome, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let outcome = Diaglibre::new(["report", &example("mlc44"), "--quiet", "--date", DAY])
        .args(arguments)
        .in_folder(&folder)
        .run();
    let names = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        names.map(|one| one.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    (outcome, names)
}

#[test]
fn several_forms_are_written_at_once() {
    let (outcome, names) = written(&["--format", "csv,ICS"]);
    outcome.exits(0);
    assert_eq!(names, ["mlc44-2026-11-23.csv", "mlc44-2026-11-23.ics"]);
    let (outcome, names) = written(&["-o", "a.pdf", "-o", "b.HTM"]);
    outcome.exits(0);
    assert_eq!(names, ["a.pdf", "b.HTM"]);
    let (outcome, names) = written(&["-o", "plan.txt", "-f", "md"]);
    outcome.exits(0);
    assert_eq!(names, ["plan.txt"]);
}

#[test]
fn an_unclear_form_is_refused_and_nothing_is_written() {
    for arguments in
        [&["-o", "a.pdf", "-o", "b.md", "-f", "html"][..], &["-f", "docx"], &["-o", "a.pdf", "-o", "b"]]
    {
        let (outcome, names) = written(arguments);
        outcome.exits(2);
        assert_eq!(names, Vec::<String>::new());
    }
}
