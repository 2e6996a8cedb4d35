//! Tests of the whole document: the three published cases, and a dossier with nothing in it.

use std::collections::BTreeSet;

use super::paged;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::dossier::{Dossier, parse_dossier};
use crate::matching::{Match, match_tools};
use crate::providers::{Needs, match_providers};
use crate::report::block::{Block, Cell, Document, Level, Link, Span};
use crate::report::chart::{CHART_WIDTH, Mark, label_room, meet};
use crate::report::pdf::tests::check_geometry;
use crate::report::pdf::{PdfError, Rendered, layout, render};
use crate::report::{Report, needs};
use crate::roadmap::{Roadmap, plan};
use crate::store::{Bundle, bundled};
use crate::text::{Lang, fold};
use crate::yaml::Source;

const MLC44: &str = include_str!("../../../examples/mlc44.diaglibre.yaml");
const ATELIER: &str = include_str!("../../../examples/atelier-en-sante.diaglibre.yaml");
const ZIKAPANAM: &str = include_str!("../../../examples/zikapanam.diaglibre.yaml");
const EMPTY: &str =
    "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers: {}\ntools: []\n";
const CASES: [&str; 3] = [MLC44, ATELIER, ZIKAPANAM];

/// A dossier taken through every stage before the report.
struct Case {
    bundle: Bundle,
    dossier: Dossier,
    diagnosis: Diagnosis,
    matches: Vec<Match>,
    roadmap: Roadmap,
    needs: Needs,
}

impl Case {
    fn of(text: &str) -> Self {
        let bundle = bundled().unwrap();
        let dossier =
            parse_dossier(Source::new("dossier", text), &bundle.questionnaire, &bundle.renames).unwrap();
        let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
        let matches = match_tools(&bundle.catalog, &diagnosis);
        let roadmap = plan(&bundle.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
        let needs = needs(&bundle.catalog, &diagnosis, &roadmap);
        Self { bundle, dossier, diagnosis, matches, roadmap, needs }
    }

    fn with<T>(&self, lang: Lang, then: impl FnOnce(&Report<'_>) -> T) -> T {
        let bundle = &self.bundle;
        let shortlist = match_providers(&bundle.directory, &bundle.places, &self.needs);
        then(&Report {
            lang,
            date: jiff::civil::date(2026, 11, 23),
            catalog: &bundle.catalog,
            questionnaire: &bundle.questionnaire,
            dossier: &self.dossier,
            diagnosis: &self.diagnosis,
            matches: &self.matches,
            roadmap: &self.roadmap,
            directory: &bundle.directory,
            shortlist: &shortlist,
            brand: None,
        })
    }

    fn document(&self, lang: Lang) -> Document {
        let fits = |page: &Document| Ok::<_, PdfError>(layout(page)?.pages.len() == 1);
        self.with(lang, |report| paged(report, fits).unwrap())
    }

    fn render(&self, lang: Lang) -> Result<Rendered, PdfError> {
        self.with(lang, render)
    }
}

/// Every block of a document, those inside others included.
fn flat(blocks: &[Block]) -> Vec<&Block> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::KeepTogether(inner) => flat(inner),
            Block::Note { blocks: inner, .. } => [vec![block], flat(inner)].concat(),
            block => vec![block],
        })
        .collect()
}

fn spans(block: &Block) -> Vec<&Span> {
    match block {
        Block::Paragraph(spans) => spans.iter().collect(),
        Block::List { items, .. } => items.iter().flatten().collect(),
        Block::Table { rows, .. } => rows.iter().flat_map(|row: &Vec<Cell>| row.iter().flatten()).collect(),
        Block::Facts(facts) => facts.iter().flat_map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

fn text(document: &Document) -> String {
    let mut text = String::new();
    for block in flat(&document.blocks) {
        if let Block::Heading { text: heading, .. } = block {
            text += heading;
        }
        spans(block).iter().for_each(|span| text += &span.text);
        text.push('\n');
    }
    text
}

#[test]
fn every_tool_of_the_diagnosis_is_in_the_document() {
    for source in CASES {
        let case = Case::of(source);
        for lang in [Lang::Fr, Lang::En] {
            let document = case.document(lang);
            let inventory = flat(&document.blocks).into_iter().find_map(|block| match block {
                Block::Table { rows, .. } => Some(rows.len()),
                _ => None,
            });
            assert_eq!(inventory, Some(case.diagnosis.uses.len()));
            let text = fold(&text(&document));
            for one in &case.diagnosis.uses {
                // Once in the inventory, and once where its fate is told.
                let name = one.name.get(lang);
                assert!(text.matches(&fold(name)).count() >= 2, "{name} {lang}");
            }
        }
    }
}

#[test]
fn what_the_association_noted_is_repeated() {
    for source in CASES {
        let case = Case::of(source);
        let text = fold(&text(&case.document(Lang::Fr)));
        for note in case.diagnosis.uses.iter().filter_map(|one| one.note.as_deref()) {
            assert!(text.contains(&fold(note)), "{note}");
        }
    }
}

#[test]
fn every_step_has_a_sheet_and_every_link_a_target() {
    for source in CASES.into_iter().chain([EMPTY]) {
        let case = Case::of(source);
        let document = case.document(Lang::Fr);
        let blocks = flat(&document.blocks);
        let anchors: BTreeSet<&str> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { anchor, .. } => anchor.as_deref(),
                _ => None,
            })
            .collect();
        for index in 1..=case.roadmap.steps.len() {
            assert!(anchors.contains(format!("step-{index}").as_str()), "step {index}");
        }
        for span in blocks.iter().flat_map(|block| spans(block)) {
            if let Some(Link::Anchor(anchor)) = &span.link {
                assert!(anchors.contains(anchor.as_str()), "{anchor}");
            }
        }
    }
}

#[test]
fn the_page_for_the_board_is_one_page() {
    for source in CASES {
        for lang in [Lang::Fr, Lang::En] {
            let pages = layout(&Case::of(source).document(lang)).unwrap();
            let chapters: Vec<usize> = pages
                .bookmarks
                .iter()
                .filter(|mark| mark.level == Level::One)
                .map(|mark| mark.target.page)
                .collect();
            assert_eq!(
                chapters[..2],
                [1, 2],
                "the board has the second page, the inventory begins the third"
            );
        }
    }
}

#[test]
fn the_page_for_the_board_holds_whatever_the_dossier_says() {
    let mut case = Case::of(MLC44);
    let tools: Vec<crate::text::Text> = (0..60)
        .map(|index| crate::text::Text::same(format!("Un outil au nom plutôt long, numéro {index}")))
        .collect();
    case.diagnosis.findings = vec![
        crate::diagnosis::Finding::LostAccount { tools: tools.clone() },
        crate::diagnosis::Finding::OneAdministrator { tools: tools.clone() },
        crate::diagnosis::Finding::PersonalAccount { tools: tools.clone() },
        crate::diagnosis::Finding::Unlisted { tools },
    ];
    let pages = layout(&case.document(Lang::Fr)).unwrap();
    assert_eq!(pages.anchors["board"].page, 1);
    assert_eq!(pages.anchors["inventory"].page, 2);
}

#[test]
fn no_heading_stands_over_nothing() {
    for source in CASES.into_iter().chain([EMPTY]) {
        let document = Case::of(source).document(Lang::Fr);
        let blocks = flat(&document.blocks);
        for pair in blocks.windows(2) {
            if let [Block::Heading { level, text, .. }, next] = pair {
                let deeper = matches!(next, Block::Heading { level: below, .. } if below > level);
                let filled = match next {
                    Block::Heading { .. } => deeper,
                    Block::PageBreak(_) => false,
                    Block::List { items, .. } => !items.is_empty(),
                    Block::Table { rows, .. } => !rows.is_empty(),
                    Block::Facts(facts) => !facts.is_empty(),
                    _ => true,
                };
                assert!(filled, "« {text} » is empty");
            }
        }
        assert!(!matches!(blocks.last(), Some(Block::Heading { .. })));
        for block in blocks {
            match block {
                Block::Paragraph(spans) => assert!(spans.iter().any(|span| !span.text.trim().is_empty())),
                Block::Facts(facts) => {
                    assert!(facts.iter().all(|(label, value)| !label.is_empty() && !value.is_empty()))
                }
                _ => {}
            }
        }
    }
}

#[test]
fn an_association_that_is_libre_already_reads_as_such() {
    let case = Case::of(ATELIER);
    assert!(case.roadmap.steps.is_empty());
    let text = text(&case.document(Lang::Fr));
    assert!(text.contains("Bravo"));
    assert!(text.contains("Une seule personne administre Nextcloud"));
    assert!(!text.contains("phase 1"));
}

#[test]
fn both_languages_build_and_draw_every_character() {
    for source in CASES.into_iter().chain([EMPTY]) {
        let case = Case::of(source);
        for lang in [Lang::Fr, Lang::En] {
            let rendered = case.render(lang).unwrap();
            assert!(rendered.pages > 3);
            assert_eq!(rendered.missing_glyphs, Vec::<char>::new());
        }
    }
}

#[test]
fn same_dossier_gives_same_bytes() {
    assert_eq!(Case::of(MLC44).render(Lang::Fr).unwrap(), Case::of(MLC44).render(Lang::Fr).unwrap());
}

#[test]
fn french_typography_is_set_once_everywhere() {
    let text = text(&Case::of(MLC44).document(Lang::Fr));
    assert!(!text.contains('\''), "straight apostrophe");
    for wrong in [" :", " ;", " ?", " !", "« ", " »", "\u{a0}\u{a0}", "..", " .", " ,"] {
        let found = text.find(wrong).map(|at| text[at..].chars().take(40).collect::<String>());
        assert_eq!(found, None, "{wrong:?}");
    }
}

/// Returns a dossier that uses the first tools of the catalogue, one usage each.
fn large(count: usize) -> String {
    let catalog = bundled().unwrap().catalog;
    let all = catalog.tools.values().filter_map(|tool| Some((&tool.id, tool.usages.first()?)));
    let tools: Vec<_> = all.take(count).collect();
    let usages: BTreeSet<&str> = tools.iter().map(|(_, usage)| usage.as_str()).collect();
    let usages: Vec<&str> = usages.into_iter().collect();
    let lines: String =
        tools.iter().map(|(tool, usage)| format!("  - usage: {usage}\n    product: {tool}\n")).collect();
    EMPTY.replace(
        "answers: {}\ntools: []\n",
        &format!("answers:\n  use.list: [{}]\ntools:\n{lines}", usages.join(", ")),
    )
}

#[test]
fn no_text_overlaps_another_nor_leaves_its_page() {
    let sizes = [1, 8, 40].map(large);
    for source in CASES.into_iter().chain([EMPTY]).chain(sizes.iter().map(String::as_str)) {
        let case = Case::of(source);
        for lang in [Lang::Fr, Lang::En] {
            assert_eq!(check_geometry(&layout(&case.document(lang)).unwrap()), Ok(()));
        }
    }
}

#[test]
fn every_drawing_has_a_table_that_says_the_same() {
    let document = Case::of(MLC44).document(Lang::Fr);
    let blocks = flat(&document.blocks);
    let drawings: Vec<usize> =
        (0..blocks.len()).filter(|index| matches!(blocks[*index], Block::Chart(_))).collect();
    assert_eq!(drawings.len(), 2);
    for index in drawings {
        assert!(matches!(blocks.get(index + 1), Some(Block::Table { .. })));
    }
}

#[test]
fn labels_of_a_drawing_stay_clear_of_each_other() {
    for count in [2, 8, 40, 150] {
        let document = Case::of(&large(count)).document(Lang::Fr);
        for block in flat(&document.blocks) {
            let Block::Chart(chart) = block else { continue };
            let rooms: Vec<_> = chart
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Label { at, side, text, strong } => Some(label_room(*at, *side, text, *strong)),
                    _ => None,
                })
                .collect();
            for (index, room) in rooms.iter().enumerate() {
                assert!(room.0 >= 0 && room.2 <= CHART_WIDTH && room.3 <= chart.height, "{count}: {room:?}");
                assert!(!rooms[index + 1..].iter().any(|other| meet(*room, *other)), "{count}: {room:?}");
            }
        }
    }
}
