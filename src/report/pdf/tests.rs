//! Tests of whole documents: geometry of the pages, and what a reader of the file finds.

use lopdf::{Dictionary, Object};
use proptest::prelude::*;

use super::*;
use crate::brand::Palette;
use crate::report::block::*;

const LOREM: &str = "Le groupe de travail s’est réuni en présence de sept bénévoles. Après un tour \
    de table, chacune et chacun a pu essayer les nouveaux outils sur un poste mis à disposition. \
    Une seconde séance est prévue le mois prochain pour trancher, puis la formation commencera.";

fn document(blocks: Vec<Block>) -> Document {
    Document {
        palette: Palette::default(),
        title: "Feuille de route de l’Œuvre".into(),
        author: "diaglibre".into(),
        lang: "fr".into(),
        date: Date { year: 2026, month: 11, day: 23 },
        footer: "Les Jardins partagés".into(),
        page_label: "page {n} / {total}".into(),
        blocks,
    }
}

fn pages(blocks: Vec<Block>) -> Pages {
    layout(&document(blocks)).unwrap()
}

fn open(blocks: Vec<Block>) -> lopdf::Document {
    lopdf::Document::load_mem(&render_pdf(&document(blocks)).unwrap().bytes).unwrap()
}

fn heading(level: Level, text: &str) -> Block {
    Block::Heading { level, text: text.into(), anchor: Some(text.into()) }
}

fn table(rows: usize) -> Block {
    let column = |title: &str, align| Column { title: title.into(), weight: 1, align };
    let row = |index: usize| {
        let texts = [
            format!("Outil {index}"),
            LOREM.chars().take(index * 7 % 80).collect(),
            "12\u{202F}450\u{A0}€".into(),
        ];
        texts.map(|text| vec![Span::from(text)]).to_vec()
    };
    Block::Table {
        columns: vec![
            column("Besoin", Align::Left),
            column("Remplaçant", Align::Left),
            column("Coût annuel", Align::Right),
        ],
        rows: (0..rows).map(row).collect(),
    }
}

fn note(lines: usize) -> Block {
    let blocks = (0..lines).map(|_| Block::text(LOREM)).collect();
    Block::Note { tone: Tone::Alert, title: Some("À noter".into()), blocks }
}

/// Texts of a page without its footer.
fn body(page: &Page) -> impl Iterator<Item = &TextBox> {
    page.texts.iter().filter(|text| text.rect.bottom() <= PAGE_HEIGHT - MARGIN_BOTTOM + 0.1)
}

/// Fails if a text leaves the margins, if two texts overlap or if a page is blank.
pub(in crate::report) fn check_geometry(pages: &Pages) -> Result<(), String> {
    for (number, page) in pages.pages.iter().enumerate() {
        if body(page).count() == 0 && !page.cover && pages.pages.len() > 1 {
            return Err(format!("page {number} is blank"));
        }
        for (index, text) in page.texts.iter().enumerate() {
            let rect = text.rect;
            let footer = rect.y > PAGE_HEIGHT - MARGIN_BOTTOM;
            let bottom = PAGE_HEIGHT - if footer { 30.0 } else { MARGIN_BOTTOM };
            let inside = rect.x >= MARGIN_SIDE - 0.1
                && rect.right() <= PAGE_WIDTH - MARGIN_SIDE + 0.1
                && rect.y >= MARGIN_TOP - 0.1
                && rect.bottom() <= bottom + 0.1;
            if !inside {
                return Err(format!("{:?} leaves page {number}: {rect:?}", text.text));
            }
            let overlaps = |other: &&TextBox| {
                let (a, b) = (rect, other.rect);
                a.x + 0.1 < b.right()
                    && b.x + 0.1 < a.right()
                    && a.y + 0.1 < b.bottom()
                    && b.y + 0.1 < a.bottom()
            };
            if let Some(other) = page.texts[index + 1..].iter().find(overlaps) {
                return Err(format!("{:?} overlaps {:?} on {number}", text.text, other.text));
            }
        }
    }
    Ok(())
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-zéœ’«»]{1,12}",
        1 => "[a-z]{60,140}",
        1 => "https://[a-z]{20}/[a-z]{30}\\?[a-z=&]{20,60}",
        1 => "[0-9]{1,3}\u{202F}[0-9]{3}\u{A0}€",
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| format!("Un {}", words.join(" ")))
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (words(), 0..5).prop_map(|(text, style)| match style {
        0 => Span::bold(text),
        1 => Span::italic(text),
        2 => Span::url(text, "https://exemple.org/é"),
        _ => Span::plain(text),
    });
    prop::collection::vec(span, 0..3)
}

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let figure = ("[0-9]{1,30}", words()).prop_map(|(value, label)| Figure { value, label });
    prop::collection::vec(figure, 0..6)
}

fn leaf() -> impl Strategy<Value = Block> {
    let level = prop_oneof![Just(Level::One), Just(Level::Two), Just(Level::Three)];
    let table = (1..7_usize, prop::collection::vec(prop::collection::vec(spans(), 0..7), 0..12));
    prop_oneof![
        (level, words()).prop_map(|(level, text)| Block::heading(level, text)),
        spans().prop_map(Block::Paragraph),
        (any::<bool>(), prop::collection::vec(spans(), 0..14))
            .prop_map(|(ordered, items)| Block::List { ordered, items }),
        table.prop_map(|(count, rows)| {
            let column = |index: usize| Column {
                title: format!("Colonne {index}"),
                weight: index as u16,
                align: if index.is_multiple_of(3) { Align::Right } else { Align::Left },
            };
            Block::Table { columns: (0..count).map(column).collect(), rows }
        }),
        prop::collection::vec((words(), spans()), 0..8).prop_map(Block::Facts),
        figures().prop_map(Block::Figures),
        (words(), prop::collection::vec(words(), 0..5), prop::collection::vec(words(), 0..3))
            .prop_map(|(title, options, lines)| Block::VoteBox { title, options, lines }),
        Just(Block::PageBreak(Turn::Always)),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let group = || prop::collection::vec(leaf(), 0..4);
    prop_oneof![
        6 => leaf(),
        1 => group().prop_map(Block::KeepTogether),
        1 => (group(), words()).prop_map(|(blocks, title)| Block::Note {
            tone: Tone::Calm,
            title: Some(title),
            blocks,
        }),
        1 => (words(), figures()).prop_map(|(title, figures)| Block::Cover(Cover {
            title: title.chars().take(200).collect(),
            figures,
            ..Cover::default()
        })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn texts_never_overlap_nor_leave_the_margins(blocks in prop::collection::vec(block(), 0..9)) {
        prop_assert_eq!(check_geometry(&pages(blocks)), Ok(()));
    }
}

#[test]
fn headings_never_end_a_page() {
    for filler in 30..52 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::text("Une ligne.")).collect();
        blocks.push(heading(Level::Two, "Section"));
        blocks.push(heading(Level::Three, "Partie"));
        blocks.push(if filler % 2 == 0 { Block::text(LOREM) } else { table(9) });
        let pages = pages(blocks);
        for page in &pages.pages {
            let last = body(page).last().unwrap();
            let role = pages.nodes[last.node.0].role;
            assert!(!matches!(role, Role::Heading(_) | Role::ColumnHeader), "{filler} {role:?}");
        }
    }
}

#[test]
fn pages_neither_take_nor_leave_a_single_line() {
    for filler in 25..45 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::text("Une ligne.")).collect();
        blocks.push(Block::text(LOREM.repeat(2)));
        let pages = pages(blocks);
        let node = NodeId(pages.nodes.len() - 1);
        for page in &pages.pages {
            let lines = body(page).filter(|text| text.node == node).count();
            assert_ne!(lines, 1, "{filler}");
        }
    }
}

#[test]
fn table_headers_come_back_on_each_page() {
    let pages = pages(vec![heading(Level::One, "Outils"), table(90)]);
    assert!(pages.pages.len() > 2);
    for page in &pages.pages {
        assert!(body(page).any(|text| text.text == "Remplaçant"));
    }
    let headers = pages.pages.iter().flat_map(|page| &page.texts);
    let headers = headers.filter(|text| pages.nodes[text.node.0].role == Role::ColumnHeader);
    assert_eq!(headers.count(), 3, "a repeated header is not content");
    check_geometry(&pages).unwrap();
}

#[test]
fn rows_and_cards_are_cut_only_beyond_a_page() {
    let tall = vec![vec![LOREM.repeat(30).as_str().into()], vec!["court".into()]];
    let mut blocks = vec![table(2)];
    if let Block::Table { rows, .. } = &mut blocks[0] {
        rows.push(tall);
    }
    blocks.push(note(40));
    let long = pages(blocks);
    assert!(long.pages.len() > 3);
    check_geometry(&long).unwrap();

    let mut blocks: Vec<Block> = (0..12).map(|_| Block::text(LOREM)).collect();
    blocks.push(note(3));
    let short = pages(blocks);
    let tinted = |page: &&Page| page.shapes.iter().any(|shape| shape.paint == Paint::Fill(Ink::AlertTint));
    assert_eq!(short.pages.iter().filter(tinted).count(), 1);
}

#[test]
fn covers_stand_alone_without_footer() {
    let cover = Cover { title: "Feuille de route".into(), lines: vec!["2026".into()], ..Cover::default() };
    let pages = pages(vec![Block::Cover(cover), Block::text(LOREM), Block::PageBreak(Turn::Always)]);
    assert_eq!(pages.pages.len(), 2);
    assert!(pages.pages[0].cover);
    let footers = |page: &Page| page.texts.iter().filter(|text| text.text.starts_with("page ")).count();
    assert_eq!(pages.pages.iter().map(footers).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn long_footers_are_shortened() {
    let document = Document { footer: LOREM.into(), ..document(vec![Block::text("Bonjour")]) };
    let pages = layout(&document).unwrap();
    assert!(pages.pages[0].texts.iter().any(|text| text.text.ends_with('…')));
    check_geometry(&pages).unwrap();
}

#[test]
fn empty_documents_have_one_page() {
    let rendered = render_pdf(&document(vec![])).unwrap();
    assert_eq!(rendered.pages, 1);
    lopdf::Document::load_mem(&rendered.bytes).unwrap();
}

#[test]
fn same_document_gives_same_bytes() {
    let blocks = || vec![heading(Level::One, "Outils"), table(20), note(2)];
    let first = render_pdf(&document(blocks())).unwrap();
    render_pdf(&document(vec![Block::text("un autre document")])).unwrap();
    assert_eq!(render_pdf(&document(blocks())).unwrap(), first);
    assert!(first.bytes.len() < 60_000);
}

fn dict(file: &lopdf::Document, parent: &Dictionary, key: &str) -> Dictionary {
    let id = parent.get(key.as_bytes()).unwrap().as_reference().unwrap();
    file.get_dictionary(id).unwrap().clone()
}

fn title(item: &Dictionary) -> String {
    lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap()
}

#[test]
fn bookmarks_are_nested() {
    let file = open(vec![
        heading(Level::One, "Étapes"),
        heading(Level::Two, "Messagerie"),
        heading(Level::Three, "Marche à suivre"),
        heading(Level::Two, "Fichiers"),
        heading(Level::One, "Décider"),
        Block::text(LOREM),
    ]);
    let outline = dict(&file, file.catalog().unwrap(), "Outlines");
    let first = dict(&file, &outline, "First");
    let child = dict(&file, &first, "First");
    assert_eq!(title(&first), "Étapes");
    assert_eq!(title(&child), "Messagerie");
    assert_eq!(title(&dict(&file, &child, "First")), "Marche à suivre");
    assert_eq!(title(&dict(&file, &child, "Next")), "Fichiers");
    assert_eq!(title(&dict(&file, &first, "Next")), "Décider");
    assert_eq!(title(&dict(&file, &outline, "Last")), "Décider");
}

#[test]
fn links_lead_outside_and_inside() {
    let file = open(vec![
        Block::Paragraph(vec![
            Span::url("le site", "https://exemple.org/où aller"),
            " puis ".into(),
            Span::anchor("décider", "Décider"),
        ]),
        Block::PageBreak(Turn::Always),
        heading(Level::One, "Décider"),
    ]);
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let annotations = file.get_page_annotations(pages[0]).unwrap();
    let actions: Vec<&Dictionary> =
        annotations.iter().map(|link| link.get(b"A").unwrap().as_dict().unwrap()).collect();
    assert_eq!(actions.len(), 2);
    let url = actions[0].get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(url, b"https://exemple.org/o%C3%B9%20aller");
    let target = actions[1].get(b"D").unwrap().as_array().unwrap();
    assert_eq!(target[0], Object::Reference(pages[1]));
}

#[test]
fn wrong_anchors_and_dates_are_refused() {
    let lost = document(vec![Block::Paragraph(vec![Span::anchor("ici", "nulle part")])]);
    assert!(matches!(render_pdf(&lost), Err(PdfError::UnknownAnchor { .. })));
    let twice = document(vec![heading(Level::One, "a"), heading(Level::One, "a")]);
    assert!(matches!(render_pdf(&twice), Err(PdfError::DuplicateAnchor { .. })));
    for (year, month, day) in [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0)] {
        let date = Date { year, month, day };
        let wrong = Document { date, ..document(vec![]) };
        assert!(matches!(render_pdf(&wrong), Err(PdfError::Date { .. })), "{date:?}");
    }
}

#[test]
fn properties_come_from_the_document() {
    let file = open(vec![Block::text(LOREM)]);
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let info = dict(&file, &file.trailer, "Info");
    assert_eq!(title(&info), "Feuille de route de l’Œuvre");
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20261123000000Z");
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert_eq!(preferences.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
}

#[test]
fn text_comes_back_from_the_file() {
    let signs = "éèœŒæÆ€«»’…·ᵉʳ −→✓☐–—≥≤×•° 12\u{202F}450,50\u{A0}€ peut\u{2011}être";
    let rendered = render_pdf(&document(vec![
        Block::Paragraph(vec![signs.into(), Span::bold(" À l’Œuvre"), Span::italic(" ça et là")]),
        Block::text(LOREM),
        Block::text("🦀"),
    ]))
    .unwrap();
    assert_eq!(rendered.missing_glyphs, ['🦀']);
    let file = lopdf::Document::load_mem(&rendered.bytes).unwrap();
    let text = file.extract_text(&[1]).unwrap().replace('\n', "");
    // This reader puts a space of its own after each run.
    let text = text.replace("  ", " ");
    for expected in [signs, "À l’Œuvre ça et là", LOREM, "□", "page 1 / 1"] {
        assert!(text.contains(expected), "{expected:?} is not in {text:?}");
    }
}
