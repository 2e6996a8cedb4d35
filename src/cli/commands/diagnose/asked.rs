//! A question as it is put to a person: its choices, its title, what is known around it.

use super::interview::Interview;
use super::progress::{is_about_the_usage, progress};
use crate::cli::prompt::Asked;
use crate::diagnosis::assumed;
use crate::questionnaire::{Choice, Kind, Mode, Question, Slot, TOOL_PRODUCT};
use crate::text::{Lang, Text, clean};

/// The questions that may be answered on the line that names a tool.
pub(super) const CELLS: [&str; 5] =
    ["tool.status", "tool.progress", "tool.users", "tool.freq", "tool.target"];
/// What a dossier keeps when a tool feeds no other.
const NO_LINK: &str = "none";

impl<'a> Interview<'a> {
    /// Returns a question with the choices that the other answers leave: the usages in use, the other tools.
    pub(super) fn put(&self, slot: &Slot<'a>) -> Question {
        let (answers, catalog) = (&self.dossier.answers, &self.context.bundle.catalog);
        let mut question = slot.question.clone();
        if let Some(list) = question.within.as_ref().and_then(|id| answers.general.get(id))
            && let Kind::Single(choices) | Kind::Multiple(choices) = &mut question.kind
        {
            // Those that are not borrowed, such as « aucun », stay.
            let borrowed = |id: &str| catalog.usage(id).is_some();
            choices.retain(|choice| list.holds_choice(&choice.id) || !borrowed(&choice.id));
        }
        if question.kind == Kind::Links {
            let here = slot.tool.as_ref().and_then(|tool| tool.index);
            let others = answers.tools.iter().enumerate().filter(|(index, _)| Some(*index) != here);
            let mut choices: Vec<Choice> = Vec::new();
            for name in others.filter_map(|(_, tool)| tool.answers.get(TOOL_PRODUCT)?.as_str()) {
                if !choices.iter().any(|known| known.id == name) {
                    let label =
                        |lang| catalog.resolve(name).map_or(name, |subject| subject.name(lang)).to_owned();
                    choices.push(Choice::new(name, Text::new(label(Lang::Fr), label(Lang::En))));
                }
            }
            choices.push(Choice { exclusive: true, ..Choice::new(NO_LINK, Text::new("aucun", "none")) });
            question.kind = Kind::Multiple(choices);
        }
        question
    }

    pub(super) fn asked<'s>(&'s self, slot: &'s Slot<'a>, question: &'s Question) -> Asked<'s> {
        let (lang, bundle) = (self.context.lang, &self.context.bundle);
        let heading = self.heading_of(slot);
        let here = slot.position();
        Asked {
            hints: self.hints(slot, self.heading.as_ref() != Some(&heading)),
            cells: if slot.question.id == TOOL_PRODUCT { self.cells() } else { Vec::new() },
            current: slot.answer(&self.dossier.answers),
            left: self.dossier.drafts.iter().find(|draft| draft.at == here).map(|draft| &draft.left),
            assumed: self.assumed(slot),
            heading: (self.heading.as_ref() != Some(&heading)).then_some(heading),
            subject: self.subject(slot),
            usage: slot.tool.as_ref().map(|tool| tool.usage.as_str()),
            progress: if self.wanted.contains(&here) {
                let count = self.wanted.len();
                let s = if count > 1 { "s" } else { "" };
                lang.pick(
                    format!("encore {count} réponse{s} utile{s}"),
                    format!("{count} useful answer{s} left"),
                )
            } else {
                progress(&bundle.questionnaire, &self.dossier.answers, self.dossier.mode, slot, lang)
            },
            ..Asked::alone(question, &bundle.catalog, lang)
        }
    }

    /// Returns the questions that may be answered on the line that names a tool.
    pub(super) fn cells(&self) -> Vec<&'a Question> {
        CELLS.iter().filter_map(|id| self.context.bundle.questionnaire.question(id)).collect()
    }

    /// Returns what is assumed as long as a question has no answer.
    fn assumed(&self, slot: &Slot<'_>) -> Option<String> {
        let (lang, bundle) = (self.context.lang, &self.context.bundle);
        let tool = slot.tool.as_ref().and_then(|tool| tool.index);
        let answers = &self.dossier.answers;
        let answer = assumed(&bundle.catalog, &bundle.questionnaire, answers, slot.question, tool)?;
        let words = Asked::alone(slot.question, &bundle.catalog, lang).in_words(&answer);
        Some(lang.typeset(&lang.pick(
            format!("sans réponse, on suppose : {words}"),
            format!("without an answer, assumed: {words}"),
        )))
    }

    /// Returns what helps the facilitator of a workshop: about the section when it begins, then about the question.
    fn hints(&self, slot: &Slot<'_>, begins: bool) -> Vec<String> {
        if self.dossier.mode != Mode::Workshop {
            return Vec::new();
        }
        let lang = self.context.lang;
        // The usages of the tools have titles of their own, inside one section.
        let same =
            |title: &str| self.heading.as_ref().is_some_and(|last| last.starts_with(&lang.typeset(title)));
        let section = self.context.bundle.questionnaire.section(slot.question);
        let section = section.filter(|section| begins && !same(section.title.get(lang)));
        let minutes = section.and_then(|section| section.minutes).map(|minutes| {
            lang.pick(format!("Comptez {minutes} minutes."), format!("Allow {minutes} minutes."))
        });
        let hints = [section.and_then(|section| section.hint.as_ref()), slot.question.hint.as_ref()];
        let hints = hints.into_iter().flatten().map(|hint| hint.get(lang).to_owned());
        minutes.into_iter().chain(hints).map(|hint| lang.typeset(&hint)).collect()
    }

    /// Returns the title of the section, with the usage for the questions about tools.
    pub(super) fn heading_of(&self, slot: &Slot<'_>) -> String {
        let lang = self.context.lang;
        let section = self.context.bundle.questionnaire.section(slot.question);
        let title = section.map(|section| section.title.get(lang)).unwrap_or_default();
        let usage = slot.tool.as_ref().and_then(|tool| self.context.bundle.catalog.usage(&tool.usage));
        lang.typeset(&match usage {
            Some(usage) => format!("{title}: {} ({})", usage.label.get(lang), usage.gloss.get(lang)),
            None => title.to_owned(),
        })
    }

    /// Returns the usage or the tool that a question is about.
    fn subject(&self, slot: &Slot<'_>) -> Option<String> {
        let tool = slot.tool.as_ref()?;
        let usage = self.usage_label(&tool.usage);
        if is_about_the_usage(slot) {
            return usage;
        }
        tool.index.and_then(|index| self.tool_name(index)).or(usage)
    }

    /// Returns the label of a usage.
    pub(super) fn usage_label(&self, usage: &str) -> Option<String> {
        let lang = self.context.lang;
        self.context.bundle.catalog.usage(usage).map(|usage| lang.typeset(usage.label.get(lang)))
    }

    /// Returns the name of a tool, unless nobody could name it.
    pub(super) fn tool_name(&self, index: usize) -> Option<String> {
        let (lang, catalog) = (self.context.lang, &self.context.bundle.catalog);
        let name = self.dossier.answers.tools.get(index)?.answers.get(TOOL_PRODUCT)?.as_str()?;
        let name = clean(catalog.resolve(name).map_or(name, |subject| subject.name(lang)));
        (!name.is_empty()).then_some(name)
    }
}
