//! A forgotten tool, in one line: « Signal, 12, tous les jours », or « documents : Google Drive, 5 ».

use super::asked::CELLS;
use super::interview::Interview;
use crate::catalog::Catalog;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::prompt::{NamedTool, Picked, Prompter, read_tools, settle};
use crate::questionnaire::{Answer, Answers, Question, TOOL_PRODUCT, ToolAnswers, USE_LIST};
use crate::text::{Lang, Text, fold};

/// A line about tools, as far as it was understood.
pub(super) struct Line {
    /// The usage that the line begins with.
    pub(super) usage: Option<String>,
    /// The tools.
    pub(super) tools: Vec<NamedTool>,
}

/// Reads a line about tools.
///
/// # Errors
/// A part of it is no answer.
pub(super) fn read(context: &Context, line: &str) -> Result<Line, Text> {
    let (catalog, lang) = (&context.bundle.catalog, context.lang);
    let cells: Vec<&Question> =
        CELLS.iter().filter_map(|id| context.bundle.questionnaire.question(id)).collect();
    let begun = line.split_once(':').and_then(|(usage, rest)| Some((usage_named(catalog, usage)?, rest)));
    let (usage, rest) = begun.map_or((None, line), |(usage, rest)| (Some(usage), rest));
    let tools = read_tools(catalog, &cells, usage.as_deref(), rest.trim(), lang)?;
    Ok(Line { usage, tools })
}

/// Finds a usage by its id or its label.
fn usage_named(catalog: &Catalog, typed: &str) -> Option<String> {
    let typed = fold(typed);
    let is_named = |label: &Text| fold(&label.fr) == typed || fold(&label.en) == typed;
    let found = catalog.usages.iter().find(|usage| fold(&usage.id) == typed || is_named(&usage.label));
    found.map(|usage| usage.id.clone())
}

/// Returns the usages that a tool may serve, those in use first; every usage for a tool that the catalogue does not
/// know.
pub(super) fn usages_of(catalog: &Catalog, answers: &Answers, product: &str) -> Vec<String> {
    let listed = answers.general.get(USE_LIST);
    let mut usages: Vec<String> = match catalog.resolve(product) {
        Some(subject) => subject.usages().to_vec(),
        None => catalog.usages.iter().map(|usage| usage.id.clone()).collect(),
    };
    usages.sort_by_key(|usage| !listed.is_some_and(|list| list.holds_choice(usage)));
    usages
}

/// Adds a tool, and its usage where it is new.
pub(super) fn push(answers: &mut Answers, list: &Question, usage: &str, tool: NamedTool) {
    let listed = answers.general.get(USE_LIST).map(Answer::as_choices).unwrap_or_default();
    if !listed.iter().any(|known| known == usage) {
        let choices = list.choices().iter().map(|choice| &choice.id);
        let listed = choices.filter(|id| *id == usage || listed.contains(id)).cloned().collect();
        answers.general.insert(USE_LIST.to_owned(), Answer::Choices(listed));
    }
    let mut own: std::collections::BTreeMap<String, Answer> = tool.answers.into_iter().collect();
    own.insert(TOOL_PRODUCT.to_owned(), Answer::Text(tool.product));
    answers.tools.push(ToolAnswers { usage: usage.to_owned(), answers: own });
}

impl Interview<'_> {
    /// Asks for a forgotten tool and for the usage that it serves.
    pub(super) fn add(&mut self, prompter: &mut dyn Prompter) -> Result<(), Failure> {
        let (context, lang) = (self.context, self.context.lang);
        let title = lang.pick(
            "Quel outil ? Par exemple : Signal, 12, tous les jours",
            "Which tool? For example: Signal, 12, every day",
        );
        let Some(line) = prompter.write(&lang.typeset(title), lang)? else { return Ok(()) };
        let Line { usage, tools } = match read(context, &line) {
            Ok(line) => line,
            Err(mistake) => {
                prompter.say(&format!("  {}", lang.typeset(mistake.get(lang))));
                return Ok(());
            }
        };
        let Ok(tools) = settle(prompter, &context.bundle.catalog, tools, lang)? else { return Ok(()) };
        for tool in tools {
            let usage = match &usage {
                Some(usage) => Some(usage.clone()),
                None => self.usage_for(&tool.product, prompter)?,
            };
            let list = context.bundle.questionnaire.question(USE_LIST);
            if let (Some(usage), Some(list)) = (usage, list) {
                push(&mut self.dossier.answers, list, &usage, tool);
                self.save()?;
                let index = self.dossier.answers.tools.len() - 1;
                let name = self.tool_name(index).unwrap_or_default();
                prompter.say(&format!(
                    "  {}",
                    lang.typeset(&added(&name, &usage, &context.bundle.catalog, lang))
                ));
            }
        }
        Ok(())
    }

    fn usage_for(&self, product: &str, prompter: &mut dyn Prompter) -> Result<Option<String>, Failure> {
        let lang = self.context.lang;
        let usages = usages_of(&self.context.bundle.catalog, &self.dossier.answers, product);
        if let [only] = usages.as_slice() {
            return Ok(Some(only.clone()));
        }
        let labels: Vec<String> =
            usages.iter().map(|usage| self.usage_label(usage).unwrap_or_else(|| usage.clone())).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let title = lang.pick("Pour quel usage ?", "For which usage?");
        Ok(match self.pick(title, &labels, prompter)? {
            Picked::Item(index) => usages.get(index).cloned(),
            Picked::Back | Picked::Interrupted => None,
        })
    }
}

/// Says that a tool was added.
pub(super) fn added(name: &str, usage: &str, catalog: &Catalog, lang: Lang) -> String {
    let label = catalog.usage(usage).map_or(usage, |usage| usage.label.get(lang));
    lang.pick(
        format!("Ajouté : {name}, pour l'usage « {label} »."),
        format!("Added: {name}, for the usage “{label}”."),
    )
}
