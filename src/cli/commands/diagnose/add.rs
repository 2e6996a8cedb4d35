//! A forgotten tool, in one line: « Signal, 12, tous les jours », or « documents : Google Drive, 5 ».

use std::ops::ControlFlow;

use super::asked::CELLS;
use super::interview::Interview;
use super::menu::left;
use crate::catalog::Catalog;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::prompt::{NamedTool, Picked, Prompter, Way, read_tools, settle};
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

/// Finds a usage by its id, its label, or the only label that begins with what is typed.
fn usage_named(catalog: &Catalog, typed: &str) -> Option<String> {
    let typed = fold(typed);
    let named = |fits: &dyn Fn(&str) -> bool| {
        let all = catalog.usages.iter();
        let mut found = all.filter(|usage| {
            fits(&fold(&usage.id)) || fits(&fold(&usage.label.fr)) || fits(&fold(&usage.label.en))
        });
        found.next().filter(|_| found.next().is_none()).map(|usage| usage.id.clone())
    };
    named(&|name| name == typed).or_else(|| named(&|name| !typed.is_empty() && name.starts_with(&typed)))
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
    pub(super) fn add(&mut self, prompter: &mut dyn Prompter) -> Result<ControlFlow<()>, Failure> {
        let (context, lang) = (self.context, self.context.lang);
        let title = lang.pick(
            "Quel outil ? Par exemple : Signal, 12, tous les jours",
            "Which tool? For example: Signal, 12, every day",
        );
        let line = match prompter.write(&lang.typeset(title), lang)? {
            Ok(line) => line,
            Err(way) => return Ok(left(way)),
        };
        let Line { usage, tools } = match read(context, &line) {
            Ok(line) => line,
            Err(mistake) => {
                prompter.say(&format!("  {}", lang.typeset(mistake.get(lang))));
                return Ok(ControlFlow::Continue(()));
            }
        };
        let tools = match settle(prompter, &context.bundle.catalog, tools, lang)? {
            Ok(tools) => tools,
            Err(way) => return Ok(left(way)),
        };
        for tool in tools {
            let usage = match &usage {
                Some(usage) => usage.clone(),
                None => match self.usage_for(&tool.product, prompter)? {
                    Ok(usage) => usage,
                    Err(way) => return Ok(left(way)),
                },
            };
            if let Some(list) = context.bundle.questionnaire.question(USE_LIST) {
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
        Ok(ControlFlow::Continue(()))
    }

    fn usage_for(&self, product: &str, prompter: &mut dyn Prompter) -> Result<Result<String, Way>, Failure> {
        let lang = self.context.lang;
        let usages = usages_of(&self.context.bundle.catalog, &self.dossier.answers, product);
        if let [only] = usages.as_slice() {
            return Ok(Ok(only.clone()));
        }
        let labels: Vec<String> =
            usages.iter().map(|usage| self.usage_label(usage).unwrap_or_else(|| usage.clone())).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let title = lang.pick("Pour quel usage ?", "For which usage?");
        Ok(match self.pick(title, &labels, prompter)? {
            Picked::Item(index) => Ok(usages[index].clone()),
            Picked::Back => Err(Way::Back),
            Picked::Interrupted => Err(Way::Stop),
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
