//! Every PDF keeps the rules of accessibility (PDF/UA-1) and of archiving (PDF/A-2a): the published cases, dossiers of
//! every size, and names that no face draws.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use diaglibre::store::bundled;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::support::{DAY, Diaglibre, EXAMPLES, example};

/// Returns the broken rules of a file, none if it conforms.
pub(crate) fn broken(bytes: &[u8]) -> Vec<String> {
    [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a]
        .into_iter()
        .flat_map(|profile| {
            let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
            report.failures.into_iter().map(move |failure| format!("{profile}: {failure}"))
        })
        .collect()
}

fn report(dossier: &str, lang: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let command =
        Diaglibre::new(["report", dossier, "--output", "a.pdf", "--quiet", "--date", DAY, "--lang", lang]);
    command.in_folder(&folder).run().exits(0);
    std::fs::read(folder.path().join("a.pdf")).unwrap()
}

fn report_of(text: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.diaglibre.yaml");
    std::fs::write(&path, text).unwrap();
    report(&path.display().to_string(), "fr")
}

/// Returns a dossier that uses the first tools of the catalogue, `count` of them.
fn dossier(count: usize) -> String {
    let catalog = bundled().unwrap().catalog;
    let all = catalog.tools.values().filter_map(|tool| Some((&tool.id, tool.usages.first()?)));
    let tools: Vec<_> = all.take(count).collect();
    let usages: BTreeSet<&str> = tools.iter().map(|(_, usage)| usage.as_str()).collect();
    let usages: Vec<&str> = usages.into_iter().collect();
    let mut text = format!(
        "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers:\n  use.list: [{}]\ntools:\n",
        usages.join(", ")
    );
    for (tool, usage) in tools {
        writeln!(text, "  - usage: {usage}\n    product: {tool}").unwrap();
    }
    text
}

#[test]
fn the_published_cases_conform_in_both_languages() {
    for name in EXAMPLES {
        for lang in ["fr", "en"] {
            assert_eq!(broken(&report(&example(name), lang)), Vec::<String>::new(), "{name} {lang}");
        }
    }
}

#[test]
fn reports_of_every_size_conform() {
    for count in [0, 1, 8, 40, 150] {
        assert_eq!(broken(&report_of(&dossier(count))), Vec::<String>::new(), "{count} tools");
    }
}

#[test]
fn names_that_no_face_draws_are_replaced_in_sight_and_told() {
    let text = "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers: {org.name: 'جمعية 你好 🎉', use.list: [email]}\ntools:\n- {usage: email, product: '메일 gmail'}\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), text).unwrap();
    let run = |file: &str| {
        Diaglibre::new(["report", "a.yaml", "--output", file, "--quiet", "--date", DAY])
            .in_folder(&folder)
            .run()
    };
    run("a.pdf").exits(0).says("la police n'a pas ces caractères").says("ج");
    let bytes = std::fs::read(folder.path().join("a.pdf")).unwrap();
    assert_eq!(broken(&bytes), Vec::<String>::new());
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let read = crate::support::plain(&file.extract_text(&pages).unwrap());
    for words in
        ["□□□□□ □□ □", "Caractères remplacés", "arabe : U+0629", "coréen : U+BA54", "pictogrammes : U+1F389"]
    {
        assert!(read.contains(words), "no {words:?} in {read}");
    }
    // The other forms keep them.
    run("a.html").exits(0);
    let page = std::fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(page.contains("جمعية 你好 🎉") && !page.contains('□'), "a character was lost");
}

#[test]
fn a_file_without_its_tags_is_caught() {
    let mut file = lopdf::Document::load_mem(&report(&example("zikapanam"), "fr")).unwrap();
    file.catalog_mut().unwrap().remove(b"StructTreeRoot");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert!(!broken(&bytes).is_empty());
}
