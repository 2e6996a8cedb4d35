//! Which column of a sheet answers what, by the names that people give to columns.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Rules;
use super::sheet::{Row, Sheet};
use crate::problem::Problem;
use crate::questionnaire::{Question, TOOL_MORE, TOOL_PRODUCT};
use crate::text::{Text, fold};
use crate::yaml::Source;

/// How a column is headed, and what else people write over it and in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// `usage`, or the key that the answer has in the tools of a dossier, such as `users`.
    pub column: String,
    /// The short label that an exported sheet shows.
    pub label: Text,
    /// Other names of the column.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Other words for the choices of the question, by their ids.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
}

/// Reads `questionnaires/columns.yaml`.
///
/// # Errors
/// A problem of code `yaml`.
pub fn parse_headings(source: Source<'_>) -> Result<Vec<Heading>, Problem> {
    source.parse()
}

/// What the cells of a column say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning<'a> {
    /// The usage that the tool serves.
    Usage,
    /// The answer to a question about the tool.
    Answer(&'a Question),
}

/// A column that is known.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    pub(super) meaning: Meaning<'a>,
    pub(super) label: Text,
    /// Every name of the column, folded.
    names: Vec<String>,
    heading: Option<&'a Heading>,
}

impl Column<'_> {
    /// Returns other words for a choice.
    pub(super) fn words(&self, choice: &str) -> &[String] {
        self.heading.and_then(|heading| heading.words.get(choice)).map(Vec::as_slice).unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn is_usage(&self) -> bool {
        matches!(self.meaning, Meaning::Usage)
    }

    pub(super) fn is_product(&self) -> bool {
        matches!(self.meaning, Meaning::Answer(question) if question.id == TOOL_PRODUCT)
    }
}

/// Returns every column of a sheet, in order: the usage, then the questions about tools.
pub(super) fn columns<'a>(rules: &Rules<'a>) -> Vec<Column<'a>> {
    let usage = Text::same("usage");
    let questions = rules.questionnaire.questions.iter().filter(|question| question.is_about_a_tool());
    // Another tool is another row.
    let questions = questions.filter(|question| question.id != TOOL_MORE);
    let asked = questions.map(|question| {
        let key = question.id.split('.').nth(1).unwrap_or(&question.id);
        column(rules, Meaning::Answer(question), key, &question.text)
    });
    std::iter::once(column(rules, Meaning::Usage, "usage", &usage)).chain(asked).collect()
}

fn column<'a>(rules: &Rules<'a>, meaning: Meaning<'a>, key: &str, wording: &Text) -> Column<'a> {
    let heading = rules.headings.iter().find(|heading| heading.column == key);
    let label = heading.map_or(wording, |heading| &heading.label).clone();
    let aliases = heading.map(|heading| heading.aliases.as_slice()).unwrap_or_default();
    let mut names: Vec<String> =
        [key, &format!("tool.{key}"), &label.fr, &label.en, &wording.fr, &wording.en]
            .into_iter()
            .chain(aliases.iter().map(String::as_str))
            .map(fold)
            .collect();
    names.sort();
    names.dedup();
    Column { meaning, label, names, heading }
}

/// The row over the columns, and what each column means.
#[derive(Debug)]
pub(super) struct Header<'r, 'c, 'a> {
    pub(super) row: &'r Row,
    /// One entry a column of the sheet; none where the name is not known.
    pub(super) columns: Vec<Option<&'c Column<'a>>>,
}

/// How many rows are looked at to find the header: there may be a title and explanations above.
const DEEPEST: usize = 60;

/// Finds the row of a sheet that names the most columns, the first of them.
pub(super) fn header<'r, 'c, 'a>(sheet: &'r Sheet, known: &'c [Column<'a>]) -> Option<Header<'r, 'c, 'a>> {
    let mut best: Option<(usize, Header<'r, 'c, 'a>)> = None;
    for row in sheet.rows.iter().take(DEEPEST) {
        let columns: Vec<_> = row.cells.iter().map(|cell| named(cell, known)).collect();
        let count = columns.iter().flatten().count();
        if count > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((count, Header { row, columns }));
        }
    }
    best.map(|(_, header)| header)
}

/// Returns the column that a cell of a header names; what stands in brackets after a name does not count.
fn named<'c, 'a>(cell: &str, known: &'c [Column<'a>]) -> Option<&'c Column<'a>> {
    let find = |name: &str| {
        let name = fold(name);
        known.iter().find(|column| column.names.contains(&name))
    };
    find(cell).or_else(|| find(cell.split(['(', '[']).next()?))
}

impl Header<'_, '_, '_> {
    /// Tells how well the header is understood: whether a column names the tools, then how many columns are known.
    pub(super) fn score(&self) -> (bool, usize) {
        let names_tools = self.columns.iter().flatten().any(|column| column.is_product());
        (names_tools, self.columns.iter().flatten().count())
    }
}
