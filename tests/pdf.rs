//! The real PDF of each published case, read back with another reader than the one that wrote it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use lopdf::{Dictionary, Document, Object, ObjectId};
use serde_json::Value;

use crate::support::{DAY, Diaglibre, EXAMPLES, Outcome, example, plain};

/// The largest file that is sent by e-mail without a second thought.
const MAX_BYTES: usize = 150_000;

/// The report of a case, and what the program says of the same case.
struct Report {
    name: &'static str,
    bytes: Vec<u8>,
    file: Document,
    outcome: Outcome,
    plan: Value,
}

fn make(name: &'static str, lang: &str) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let common = ["--date", DAY, "--lang", lang];
    let outcome = Diaglibre::new(["report", &example(name), "--output", "a.pdf", "--quiet"])
        .args(common)
        .in_folder(&folder)
        .run();
    let outcome = outcome.exits(0);
    let bytes = std::fs::read(folder.path().join("a.pdf")).unwrap();
    let file = Document::load_mem(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let plan = Diaglibre::new(["plan", &example(name), "--json"]).args(common).run().exits(0).json();
    Report { name, bytes, file, outcome, plan }
}

/// Returns the French report of each case, made once.
fn reports() -> &'static [Report] {
    static REPORTS: OnceLock<Vec<Report>> = OnceLock::new();
    REPORTS.get_or_init(|| EXAMPLES.map(|name| make(name, "fr")).into())
}

impl Report {
    fn object<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(id) => {
                self.file.get_object(*id).unwrap_or_else(|error| panic!("{}: {error}", self.name))
            }
            direct => direct,
        }
    }

    fn get<'a>(&'a self, parent: &'a Dictionary, key: &str) -> Option<&'a Object> {
        parent.get(key.as_bytes()).ok().map(|object| self.object(object))
    }

    fn dict<'a>(&'a self, parent: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(parent, key).and_then(|object| object.as_dict().ok())
    }

    fn words(&self, parent: &Dictionary, key: &str) -> String {
        let object = self.get(parent, key).unwrap_or_else(|| panic!("{}: no /{key}", self.name));
        lopdf::decode_text_string(object).unwrap_or_else(|error| panic!("{}: /{key}: {error}", self.name))
    }

    /// Returns the text of each page. The reader that finds the words puts spaces of its own between the runs.
    fn pages(&self) -> Vec<String> {
        let numbers = self.file.get_pages().into_keys();
        numbers.map(|number| self.file.extract_text(&[number]).unwrap_or_default()).collect()
    }

    /// Returns the whole text without any space, so that neither line breaks nor those of the reader hide a name.
    fn text(&self) -> String {
        self.pages().join(" ").split(|c: char| c.is_whitespace()).collect()
    }

    fn assert_text_holds(&self, words: &str) {
        let squeezed: String = plain(words).split(' ').collect();
        let text = self.text().replace('’', "'");
        assert!(text.contains(&squeezed), "{}: {words:?} is not in the report", self.name);
    }

    /// Returns the page and the words of each bookmark, with its depth.
    fn bookmarks(&self) -> Vec<(usize, String, ObjectId)> {
        let root = self.file.catalog().unwrap();
        let outlines = self.dict(root, "Outlines").unwrap_or_else(|| panic!("{}: no bookmark", self.name));
        let mut found = Vec::new();
        let mut pending = vec![(0, self.dict(outlines, "First"))];
        while let Some((depth, item)) = pending.pop() {
            let Some(item) = item else { continue };
            found.push((depth, self.words(item, "Title"), self.destination(item)));
            pending.push((depth, self.dict(item, "Next")));
            pending.push((depth + 1, self.dict(item, "First")));
        }
        found
    }

    /// Returns the page that a bookmark or an internal link leads to.
    fn destination(&self, item: &Dictionary) -> ObjectId {
        let direct = self.get(item, "Dest");
        let action = self.dict(item, "A").and_then(|action| self.get(action, "D"));
        let target = direct.or(action).unwrap_or_else(|| panic!("{}: {item:?} leads nowhere", self.name));
        target.as_array().unwrap()[0].as_reference().unwrap()
    }

    /// Returns the fonts that the pages name.
    fn fonts(&self) -> Vec<&Dictionary> {
        let pages = self.file.page_iter().map(|id| self.file.get_dictionary(id).unwrap());
        let resources = pages.filter_map(|page| self.dict(page, "Resources"));
        let fonts = resources.filter_map(|resources| self.dict(resources, "Font"));
        fonts.flat_map(|fonts| fonts.iter()).map(|(_, font)| self.object(font).as_dict().unwrap()).collect()
    }

    fn annotations(&self) -> Vec<&Dictionary> {
        let pages = self.file.page_iter().map(|id| self.file.get_dictionary(id).unwrap());
        let lists = pages.filter_map(|page| self.get(page, "Annots"));
        lists
            .flat_map(|list| list.as_array().unwrap())
            .map(|one| self.object(one).as_dict().unwrap())
            .collect()
    }
}

#[test]
fn a_report_is_small_enough_for_an_e_mail() {
    for report in reports() {
        let size = report.bytes.len();
        assert!(size < MAX_BYTES, "{}: {size} bytes", report.name);
    }
}

#[test]
fn the_program_says_how_many_pages_it_wrote() {
    for report in reports() {
        let pages = report.file.get_pages().len();
        if !report.outcome.stderr.contains(&format!("({pages} pages)")) {
            report.outcome.fail(&format!("the file has {pages} pages"));
        }
    }
}

#[test]
fn a_report_names_its_language() {
    for report in reports() {
        assert_eq!(report.words(report.file.catalog().unwrap(), "Lang"), "fr", "{}", report.name);
    }
    let english = make("mlc44", "en");
    assert_eq!(english.words(english.file.catalog().unwrap(), "Lang"), "en");
}

#[test]
fn the_title_names_the_association() {
    for report in reports() {
        let info = report.dict(&report.file.trailer, "Info").unwrap();
        let (title, name) = (report.words(info, "Title"), report.plan["association"].as_str().unwrap());
        assert!(title.contains(&name.replace('\'', "’")), "{title:?} does not name {name:?}");
    }
}

#[test]
fn a_report_is_dated_by_its_day_and_not_by_the_clock() {
    for report in reports() {
        let info = report.dict(&report.file.trailer, "Info").unwrap();
        assert!(report.words(info, "CreationDate").starts_with("D:20261123"), "{}", report.name);
    }
}

#[test]
fn bookmarks_are_nested_and_lead_to_pages() {
    for report in reports() {
        let bookmarks = report.bookmarks();
        assert!(bookmarks.iter().any(|(depth, ..)| *depth > 0), "{}: {bookmarks:?}", report.name);
        for (_, title, page) in bookmarks {
            assert!(
                report.file.page_iter().any(|id| id == page),
                "{}: {title:?} leads to no page",
                report.name
            );
        }
    }
}

#[test]
fn each_step_has_its_bookmark() {
    let squeeze = |text: &str| plain(text).replace(' ', "");
    for report in reports() {
        let titles: Vec<String> = report.bookmarks().iter().map(|(_, title, _)| squeeze(title)).collect();
        for step in report.plan["roadmap"]["steps"].as_array().unwrap() {
            let title = step["title"]["fr"].as_str().unwrap();
            let found = titles.iter().any(|known| known.contains(&squeeze(title)));
            assert!(found, "{}: no bookmark for {title:?} in {titles:?}", report.name);
        }
    }
}

#[test]
fn every_font_is_embedded() {
    for report in reports() {
        let fonts = report.fonts();
        assert!(!fonts.is_empty(), "{}: no font", report.name);
        for font in fonts {
            // A composite font has its file below its descendant.
            let below =
                report.get(font, "DescendantFonts").map(|list| report.object(&list.as_array().unwrap()[0]));
            let font = below.map_or(font, |font| font.as_dict().unwrap());
            let descriptor = report.dict(font, "FontDescriptor");
            let file = |key: &str| descriptor.and_then(|descriptor| report.get(descriptor, key)).is_some();
            assert!(
                ["FontFile", "FontFile2", "FontFile3"].into_iter().any(file),
                "{}: {font:?}",
                report.name
            );
        }
    }
}

#[test]
fn every_character_has_a_glyph() {
    for report in reports() {
        assert!(!report.text().contains('□'), "{}: a character was replaced", report.name);
        assert!(!report.outcome.stderr.contains("attention"), "{}", report.outcome.stderr);
    }
}

#[test]
fn links_lead_to_web_addresses_or_to_pages() {
    for report in reports() {
        let mut outside = 0;
        for annotation in report.annotations() {
            assert_eq!(annotation.get(b"Subtype").unwrap().as_name().unwrap(), b"Link", "{}", report.name);
            match report.dict(annotation, "A").filter(|action| action.has(b"URI")) {
                Some(action) => {
                    let address = report.words(action, "URI");
                    assert!(address.starts_with("https://") || address.starts_with("http://"), "{address:?}");
                    outside += 1;
                }
                None => {
                    let page = report.destination(annotation);
                    assert!(report.file.page_iter().any(|id| id == page), "{}: {annotation:?}", report.name);
                }
            }
        }
        assert!(outside > 0, "{}: no source can be followed", report.name);
    }
}

#[test]
fn no_page_is_without_text() {
    for report in reports() {
        for (index, text) in report.pages().iter().enumerate() {
            assert!(text.trim().len() > 40, "{}: page {} has only {text:?}", report.name, index + 1);
        }
    }
}

#[test]
fn every_tool_of_the_dossier_is_in_the_report() {
    for report in reports() {
        for one in report.plan["uses"].as_array().unwrap() {
            report.assert_text_holds(one["name"]["fr"].as_str().unwrap());
        }
    }
}

#[test]
fn every_step_of_the_plan_is_in_the_report() {
    for report in reports() {
        for step in report.plan["roadmap"]["steps"].as_array().unwrap() {
            report.assert_text_holds(step["title"]["fr"].as_str().unwrap());
        }
    }
}

#[test]
fn an_english_report_has_no_french_heading() {
    let english = make("mlc44", "en");
    let titles: Vec<String> = english.bookmarks().into_iter().map(|(_, title, _)| title).collect();
    let french = titles.iter().filter(|title| title.contains(['é', 'è', 'à', 'ç', '«', '\u{a0}']));
    assert_eq!(french.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_three_reports_differ() {
    let texts: BTreeMap<String, &str> = reports().iter().map(|report| (report.text(), report.name)).collect();
    assert_eq!(texts.len(), EXAMPLES.len());
}
