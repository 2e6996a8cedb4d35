//! The tools of a sheet in a dossier: new ones are added, known ones get what was filled in, nothing is erased.

use std::collections::BTreeMap;

use super::Rules;
use super::read::{Problems, ToolRow};
use crate::dossier::{Dossier, MAX_TOOLS, identity};
use crate::problem::Problem;
use crate::questionnaire::{Answer, TOOL_MORE, TOOL_PRODUCT, ToolAnswers, USE_LIST};
use crate::text::{Text, clean};

/// A dossier with the tools of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The dossier.
    pub dossier: Dossier,
    /// What became of each row that names a tool, in the order of the sheet.
    pub tools: Vec<ImportedTool>,
    /// The usages that were added to those of the association, in the order of the questionnaire.
    pub usages: Vec<String>,
    /// What should be looked at.
    pub warnings: Vec<Problem>,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedTool {
    /// The index among the tools of the dossier.
    pub index: usize,
    /// What changed.
    pub change: Change,
}

/// What a row changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The tool is new.
    Added,
    /// The tool was there; these answers are new, in the order of their ids. None when it said nothing new.
    Updated(Vec<Edit>),
}

/// An answer that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The id of the question.
    pub question: String,
    /// What the dossier said.
    pub before: Option<Answer>,
    /// What the sheet says.
    pub after: Answer,
}

/// Puts rows into a copy of a dossier.
pub(super) fn update(
    dossier: &Dossier,
    rules: &Rules<'_>,
    rows: Vec<ToolRow>,
    problems: &mut Problems<'_>,
) -> Import {
    let mut import =
        Import { dossier: dossier.clone(), tools: Vec::new(), usages: Vec::new(), warnings: Vec::new() };
    // The tools of the dossier that no row has met yet, by usage and name.
    let mut waiting: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, tool) in dossier.answers.tools.iter().enumerate().rev() {
        waiting.entry(identity(tool, rules.catalog)).or_default().push(index);
    }
    let mut rows_of: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in rows {
        let identity = identity(&row.tool, rules.catalog);
        let known = waiting.get_mut(&identity).and_then(Vec::pop);
        let first = *rows_of.entry(identity).or_insert(row.number);
        check_name(&row, first, known, rules, problems);
        let tools = &mut import.dossier.answers.tools;
        match known {
            Some(index) => {
                let change = Change::Updated(fill(&mut tools[index], row.tool, rules));
                import.tools.push(ImportedTool { index, change });
            }
            None if tools.len() >= MAX_TOOLS => {
                let text = Text::new(
                    format!("plus de {MAX_TOOLS} outils dans un dossier"),
                    format!("more than {MAX_TOOLS} tools in one dossier"),
                );
                let place = problems.at(row.number, row.column);
                problems.push(Problem::error("too-many-tools", place, text));
                break;
            }
            None => {
                announce_another(tools, &row.tool.usage);
                import.tools.push(ImportedTool { index: tools.len(), change: Change::Added });
                tools.push(row.tool);
            }
        }
    }
    tick_usages(&mut import, rules);
    import
}

/// Tells of a name that the catalogue does not know, and of a tool that has two rows.
fn check_name(
    row: &ToolRow,
    first: usize,
    known: Option<usize>,
    rules: &Rules<'_>,
    problems: &mut Problems<'_>,
) {
    let Some(name) = row.tool.answers.get(TOOL_PRODUCT).and_then(Answer::as_str) else { return };
    let place = problems.at(row.number, row.column);
    if rules.catalog.resolve(name).is_none() {
        let text = Text::new(
            format!("« {name} » n'est pas dans le catalogue : gardé tel quel, sans étape proposée"),
            format!("“{name}” is not in the catalogue: kept as typed, no step proposed"),
        );
        let problem = Problem::warning("unknown-product", place.clone(), text);
        let near = rules.catalog.search(name).first().map(|found| found.subject);
        problems.push(match near {
            Some(subject) => {
                let [fr, en] = [crate::text::Lang::Fr, crate::text::Lang::En].map(|lang| subject.name(lang));
                problem.with_hint(Text::new(
                    format!("vouliez-vous dire « {fr} » ?"),
                    format!("did you mean “{en}”?"),
                ))
            }
            None => problem,
        });
    }
    if first != row.number && known.is_none() {
        let text = Text::new(
            format!("« {name} » est déjà à la ligne {first} pour le même usage : les deux sont gardés"),
            format!("“{name}” is in row {first} already for the same usage: both are kept"),
        );
        problems.push(Problem::warning("duplicate-row", place, text));
    }
}

/// Gives a tool the answers of a row and returns those that are new.
fn fill(tool: &mut ToolAnswers, row: ToolAnswers, rules: &Rules<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (question, after) in row.answers {
        let before = tool.answers.get(&question).cloned();
        if before.as_ref().is_none_or(|before| !is_same(before, &after, rules)) {
            tool.answers.insert(question.clone(), after.clone());
            edits.push(Edit { question, before, after });
        }
    }
    edits
}

/// Tells whether two answers say the same: a name by its record, a text whatever its layout.
fn is_same(before: &Answer, after: &Answer, rules: &Rules<'_>) -> bool {
    let (Answer::Text(before), Answer::Text(after)) = (before, after) else { return before == after };
    let id = |name: &str| rules.catalog.resolve(name).map(|subject| subject.id());
    clean(before).trim() == after || (id(before).is_some() && id(before) == id(after))
}

/// The last tool of a usage says that there is one more.
fn announce_another(tools: &mut [ToolAnswers], usage: &str) {
    if let Some(last) = tools.iter_mut().rfind(|tool| tool.usage == usage) {
        last.answers.insert(TOOL_MORE.to_owned(), Answer::Boolean(true));
    }
}

/// Adds the usages of the rows to those of the association.
fn tick_usages(import: &mut Import, rules: &Rules<'_>) {
    let Some(list) = rules.questionnaire.question(USE_LIST) else { return };
    let answers = &mut import.dossier.answers;
    let ticked = answers.general.get(USE_LIST).map(Answer::as_choices).unwrap_or_default();
    let used = |id: &str| import.tools.iter().any(|tool| answers.tools[tool.index].usage == id);
    let ids = || list.choices().iter().map(|choice| &choice.id);
    let is_missing = |id: &&String| used(id) && !ticked.contains(id);
    let missing: Vec<String> = ids().filter(is_missing).cloned().collect();
    if !missing.is_empty() {
        let all = ids().filter(|id| ticked.contains(id) || missing.contains(id)).cloned().collect();
        answers.general.insert(USE_LIST.to_owned(), Answer::Choices(all));
    }
    import.usages = missing;
}
