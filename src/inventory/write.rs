//! From a dossier, or nothing, to a sheet to fill: one row a tool, one row a usage without a tool, and the words
//! that the columns take.

use super::cell::{self, accepted};
use super::columns::{Column, Meaning, columns};
use super::{Format, Rules, csv, ods};
use crate::questionnaire::{Answers, Kind, Question, TOOL_PRODUCT};
use crate::text::Lang;

/// Returns a sheet with the tools of a dossier, if one is given, and an empty row for every usage without a tool.
///
/// The tools come usage by usage, in the order of the questionnaire. The same dossier gives the same bytes.
pub fn export(answers: Option<&Answers>, rules: &Rules<'_>, lang: Lang, format: Format) -> Vec<u8> {
    let columns = columns(rules);
    let head = columns.iter().map(|column| lang.typeset(column.label.get(lang))).collect();
    let mut rows = vec![head];
    rows.extend(body(answers, &columns, rules, lang));
    match format {
        Format::Csv => {
            let mut all: Vec<Vec<String>> =
                guide_lines(&columns, rules, lang).into_iter().map(|line| vec![line]).collect();
            all.push(Vec::new());
            all.extend(rows);
            csv::write(&all, lang)
        }
        Format::Ods => {
            ods::write(&[inventory(rows, &columns, rules, lang), guide(&columns, rules, lang)], lang.code())
        }
    }
}

/// Returns the rows below the header.
fn body(
    answers: Option<&Answers>,
    columns: &[Column<'_>],
    rules: &Rules<'_>,
    lang: Lang,
) -> Vec<Vec<String>> {
    let tools = answers.map(|answers| answers.tools.as_slice()).unwrap_or_default();
    let mut rows = Vec::new();
    for usage in &rules.catalog.usages {
        let of_usage: Vec<_> = tools.iter().filter(|tool| tool.usage == usage.id).collect();
        let label = lang.typeset(usage.label.get(lang));
        if of_usage.is_empty() {
            rows.push(vec![label.clone()]);
        }
        for tool in of_usage {
            rows.push(
                columns
                    .iter()
                    .map(|column| match column.meaning {
                        Meaning::Usage => label.clone(),
                        Meaning::Answer(question) => tool
                            .answers
                            .get(&question.id)
                            .map(|answer| cell::write(answer, question, rules, lang))
                            .unwrap_or_default(),
                    })
                    .collect(),
            );
        }
    }
    rows
}

fn inventory(rows: Vec<Vec<String>>, columns: &[Column<'_>], rules: &Rules<'_>, lang: Lang) -> ods::Table {
    let column = |column: &Column<'_>| match column.meaning {
        Meaning::Usage => ods::Column { width: 50, choices: usages(rules, lang), holds_numbers: false },
        Meaning::Answer(question) => ods::Column {
            width: width(question),
            choices: if matches!(question.kind, Kind::Single(_) | Kind::Boolean) {
                accepted(question, lang)
            } else {
                Vec::new()
            },
            holds_numbers: matches!(question.kind, Kind::Number { .. }),
        },
    };
    ods::Table {
        name: lang.pick("outils", "tools").to_owned(),
        columns: columns.iter().map(column).collect(),
        rows,
    }
}

/// Returns the width of a column, in millimetres.
fn width(question: &Question) -> usize {
    match question.kind {
        Kind::Number { .. } | Kind::Boolean => 24,
        Kind::Text { .. } => 70,
        Kind::Multiple(_) | Kind::Search(_) | Kind::Links => 45,
        _ => 36,
    }
}

fn usages(rules: &Rules<'_>, lang: Lang) -> Vec<String> {
    rules.catalog.usages.iter().map(|usage| lang.typeset(usage.label.get(lang))).collect()
}

/// Returns what is said once, above the words of the columns.
fn general(lang: Lang) -> Vec<String> {
    let lines = lang.pick(
        [
            "Une ligne par outil. Plusieurs outils pour un usage : plusieurs lignes. Laissez vide ce que vous n'utilisez pas.",
            "Seul l'outil est obligatoire. Une case vide n'est pas une réponse ; ? veut dire « je ne sais pas ».",
            "Dans une case à plusieurs réponses, séparez-les par des points-virgules.",
            "Pour reprendre la feuille : diaglibre inventory import FEUILLE DOSSIER",
        ],
        [
            "One row a tool. Several tools for one usage: several rows. Leave empty what you do not use.",
            "Only the tool is required. An empty cell is no answer; ? means “I don't know”.",
            "In a cell with several answers, put semicolons between them.",
            "To take the sheet in: diaglibre inventory import SHEET DOSSIER",
        ],
    );
    lines.iter().map(|line| lang.typeset(line)).collect()
}

/// Returns what a column takes, in words.
fn takes(question: &Question, lang: Lang) -> String {
    let list = || accepted(question, lang).join(" ; ");
    match &question.kind {
        Kind::Single(_) | Kind::Boolean => list(),
        Kind::Multiple(_) | Kind::Rank(_) => {
            lang.pick(format!("une ou plusieurs : {}", list()), format!("one or several: {}", list()))
        }
        Kind::Number { min, max, unit } => {
            let unit = unit.as_ref().map(|unit| format!(" {}", unit.get(lang))).unwrap_or_default();
            let (min, max) = (lang.integer(*min), lang.integer(*max));
            lang.pick(
                format!("un nombre de {min} à {max}{unit}"),
                format!("a number from {min} to {max}{unit}"),
            )
        }
        Kind::Search(_) => lang.pick(
            "un nom ; un nom que le catalogue ne connaît pas est gardé tel quel".to_owned(),
            "a name; one that the catalogue does not know is kept as it is".to_owned(),
        ),
        Kind::Links => lang.pick("les noms d'autres outils", "the names of other tools").to_owned(),
        Kind::Date => {
            lang.pick("une date : 31/03/2027, ou 03/2027", "a day: 31/03/2027, or 03/2027").to_owned()
        }
        Kind::Text { .. } => lang.pick("un texte", "a text").to_owned(),
    }
}

/// Returns the rows of the guide below its head: the column, its question, what it takes, where to find it.
fn explained(columns: &[Column<'_>], rules: &Rules<'_>, lang: Lang) -> Vec<[String; 4]> {
    let row = |column: &Column<'_>| {
        let label = column.label.get(lang).to_owned();
        match column.meaning {
            Meaning::Usage => {
                let question = lang.pick("À quoi l'outil sert-il ?", "What is the tool used for?");
                [label, question.to_owned(), usages(rules, lang).join(" ; "), String::new()]
            }
            Meaning::Answer(question) => {
                let find = question.where_to_find.as_ref().map(|text| text.get(lang)).unwrap_or_default();
                let required = lang.pick(" (obligatoire)", " (required)");
                let required = if question.id == TOOL_PRODUCT { required } else { "" };
                let takes = format!("{}{required}", takes(question, lang));
                [label, question.text.get(lang).to_owned(), takes, find.to_owned()]
            }
        }
    };
    columns.iter().map(|column| row(column).map(|text| lang.typeset(&text))).collect()
}

/// The guide as lines above the header: a text has one sheet only.
fn guide_lines(columns: &[Column<'_>], rules: &Rules<'_>, lang: Lang) -> Vec<String> {
    let title = lang.pick("Inventaire des outils numériques", "Inventory of the digital tools");
    let mut lines = vec![title.to_owned()];
    lines.extend(general(lang));
    // The rows below give the usages.
    let explained = explained(columns, rules, lang).into_iter().zip(columns);
    let others = explained.filter(|(_, column)| !column.is_usage());
    lines.extend(others.map(|([label, _, takes, _], _)| lang.typeset(&format!("{label} : {takes}"))));
    lines.iter().map(|line| format!("# {line}")).collect()
}

/// The guide as a second sheet.
fn guide(columns: &[Column<'_>], rules: &Rules<'_>, lang: Lang) -> ods::Table {
    let head = lang.pick(
        ["colonne", "question", "ce qu'on y écrit", "où le trouver"],
        ["column name", "question", "what to write", "where to find it"],
    );
    let mut rows = vec![head.map(|text| lang.typeset(text)).to_vec()];
    rows.extend(explained(columns, rules, lang).into_iter().map(Vec::from));
    rows.push(Vec::new());
    rows.extend(general(lang).into_iter().map(|line| vec![String::new(), line]));
    let column = |width: usize| ods::Column { width, ..ods::Column::default() };
    ods::Table {
        name: lang.pick("mode d'emploi", "how to fill it").to_owned(),
        columns: [35, 70, 100, 90].map(column).into(),
        rows,
    }
}
