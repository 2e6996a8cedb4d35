//! The walk through the questions with a person: forward to the first one without an answer, back on demand.

use super::opening::Opened;
use super::progress::{is_about_the_usage, progress};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::prompt::{Asked, Menu, NamedTool, Picked, Prompter, Reply, uninterrupted};
use crate::dossier::Dossier;
use crate::questionnaire::{
    Answer, Choice, Kind, Mode, Position, Question, Slot, TOOL_PRODUCT, ToolAnswers, apply, next, previous,
    sequence,
};
use crate::store::DossierFile;
use crate::text::{Lang, Text, clean};

/// The questions that may be answered on the line that names a tool.
const CELLS: [&str; 4] = ["tool.status", "tool.users", "tool.freq", "tool.target"];
/// What a dossier keeps when a tool feeds no other.
const NO_LINK: &str = "none";

/// How an interview ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Every question has an answer.
    Finished,
    /// Every question has an answer, and the report is wanted now.
    Report,
    /// The person stopped.
    Interrupted,
}

/// An interview under way. What it holds is on the disk whenever a question is on the screen.
pub(super) struct Interview<'a> {
    pub(super) context: &'a Context,
    pub(super) file: DossierFile,
    pub(super) dossier: Dossier,
    /// The heading shown last.
    heading: Option<String>,
}

impl<'a> Interview<'a> {
    pub(super) fn new(context: &'a Context, opened: Opened) -> Self {
        Self { context, file: opened.file, dossier: opened.dossier, heading: None }
    }

    /// Asks until the end or until the person stops.
    pub(super) fn run(&mut self, prompter: &mut dyn Prompter) -> Result<End, Failure> {
        loop {
            let Some(slot) = self.slot() else {
                match self.close(prompter)? {
                    Some(end) => return Ok(end),
                    None => continue,
                }
            };
            let question = self.put(&slot);
            let asked = self.asked(&slot, &question);
            let heading = asked.heading.clone();
            let reply = prompter.ask(&asked)?;
            self.heading = heading.or(self.heading.take());
            match reply {
                // Whoever passes over an answer of before is not asked again.
                Reply::Answer(answer) if slot.answer(&self.dossier.answers) == Some(&answer) => {
                    self.answer(&slot, answer)?;
                }
                Reply::Answer(answer) => match self.doubt(slot.question, &answer, prompter)? {
                    Picked::Item(0) => self.answer(&slot, answer)?,
                    Picked::Item(_) | Picked::Back => {}
                    Picked::Interrupted => return Ok(End::Interrupted),
                },
                Reply::Tools(tools) => match self.certain(tools, prompter)? {
                    Some(tools) => self.tools(&slot, tools)?,
                    None => return Ok(End::Interrupted),
                },
                Reply::Back => self.back(&slot, prompter)?,
                Reply::Interrupted => return Ok(End::Interrupted),
            }
        }
    }

    /// Returns the question to ask: the one gone back to, else the first without an answer.
    fn slot(&self) -> Option<Slot<'a>> {
        let (questionnaire, answers) = (&self.context.bundle.questionnaire, &self.dossier.answers);
        let at = self.dossier.at.as_ref().and_then(|at| {
            sequence(questionnaire, answers, self.dossier.mode)
                .into_iter()
                .find(|slot| slot.position() == *at)
        });
        at.or_else(|| next(questionnaire, answers, self.dossier.mode))
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

    /// Asks whether an unusual number is right; the first item keeps it.
    fn doubt(
        &self,
        question: &Question,
        answer: &Answer,
        prompter: &mut dyn Prompter,
    ) -> Result<Picked, Failure> {
        let (Some(usual), Some(number)) = (&question.usual, answer.as_number()) else {
            return Ok(Picked::Item(0));
        };
        if usual.fits(number, &self.dossier.answers) {
            return Ok(Picked::Item(0));
        }
        let lang = self.context.lang;
        let shown = lang.integer(number);
        let items = [
            lang.typeset(&lang.pick(format!("garder {shown}"), format!("keep {shown}"))),
            lang.pick("corriger", "correct it").to_owned(),
        ];
        let title = lang.typeset(usual.message.get(lang));
        Ok(prompter.pick(&Menu { title: &title, items: &items, lang })?)
    }

    /// Takes out of a line the numbers that are to be corrected: they are asked for next. `None` when the person stops.
    fn certain(
        &self,
        mut tools: Vec<NamedTool>,
        prompter: &mut dyn Prompter,
    ) -> Result<Option<Vec<NamedTool>>, Failure> {
        for tool in &mut tools {
            let mut kept = Vec::new();
            for (id, answer) in std::mem::take(&mut tool.answers) {
                let question = self.context.bundle.questionnaire.question(&id);
                let picked =
                    question.map_or(Ok(Picked::Item(0)), |question| self.doubt(question, &answer, prompter));
                match picked? {
                    Picked::Item(0) => kept.push((id, answer)),
                    Picked::Item(_) | Picked::Back => {}
                    Picked::Interrupted => return Ok(None),
                }
            }
            tool.answers = kept;
        }
        Ok(Some(tools))
    }

    /// Writes the first tool of a line where the question stands, the others after all that are known.
    fn tools(&mut self, slot: &Slot<'_>, tools: Vec<NamedTool>) -> Result<(), Failure> {
        let usage = slot.tool.as_ref().map(|tool| tool.usage.clone()).unwrap_or_default();
        for (rank, named) in tools.into_iter().enumerate() {
            let answers = &mut self.dossier.answers;
            let known = answers.tools.len();
            let index = slot.tool.as_ref().map_or(known, |tool| if rank == 0 { tool.index } else { known });
            if index >= known {
                answers.tools.push(ToolAnswers { usage: usage.clone(), ..ToolAnswers::default() });
            }
            if let Some(tool) = answers.tools.get_mut(index) {
                tool.answers.insert(TOOL_PRODUCT.to_owned(), Answer::Text(named.product));
                tool.answers.extend(named.answers);
            }
        }
        if self.dossier.at.take().is_some() {
            self.dossier.at = self.after(slot);
        }
        self.save()
    }

    fn answer(&mut self, slot: &Slot<'_>, answer: Answer) -> Result<(), Failure> {
        apply(&mut self.dossier.answers, slot, answer);
        if self.dossier.at.take().is_some() {
            self.dossier.at = self.after(slot);
        }
        self.save()
    }

    /// Returns the question after one that was gone back to, when it has an answer: whoever went back comes forward
    /// through the same questions, so that none is left behind half changed.
    fn after(&self, slot: &Slot<'_>) -> Option<Position> {
        let (questionnaire, answers) = (&self.context.bundle.questionnaire, &self.dossier.answers);
        let slots = sequence(questionnaire, answers, self.dossier.mode);
        let here = slots.iter().position(|known| known.position() == slot.position())?;
        let next = slots.get(here + 1)?;
        next.answer(answers).is_some().then(|| next.position())
    }

    fn back(&mut self, slot: &Slot<'_>, prompter: &mut dyn Prompter) -> Result<(), Failure> {
        let questionnaire = &self.context.bundle.questionnaire;
        match previous(questionnaire, &self.dossier.answers, self.dossier.mode, &slot.position()) {
            Some(before) => {
                self.dossier.at = Some(before.position());
                self.save()
            }
            None => {
                let lang = self.context.lang;
                let text = lang.pick("C'est la première question.", "This is the first question.");
                prompter.say(&format!("  {}", lang.typeset(text)));
                Ok(())
            }
        }
    }

    /// Offers what can come now; returns how it ends, or `None` to go on.
    fn close(&mut self, prompter: &mut dyn Prompter) -> Result<Option<End>, Failure> {
        let lang = self.context.lang;
        let title =
            lang.pick("C'était la dernière question. Que faire ?", "That was the last question. What next?");
        let mut items = vec![
            lang.pick("terminer", "finish"),
            lang.pick("revenir à la dernière réponse", "go back to the last answer"),
            lang.pick("faire le rapport PDF maintenant", "make the PDF report now"),
        ];
        if self.dossier.mode == Mode::Express {
            items.push(lang.pick(
                "répondre aux questions détaillées, pour un plan plus précis",
                "answer the detailed questions, for a more precise plan",
            ));
        }
        let items: Vec<String> = items.into_iter().map(|item| lang.typeset(item)).collect();
        prompter.say("");
        match prompter.pick(&Menu { title: &lang.typeset(title), items: &items, lang })? {
            // Everything is answered and saved: stopping here is finishing.
            Picked::Item(0) | Picked::Interrupted => return Ok(Some(End::Finished)),
            Picked::Item(2) => return Ok(Some(End::Report)),
            Picked::Item(3) => self.dossier.mode = Mode::Full,
            Picked::Item(_) | Picked::Back => {
                let slots =
                    sequence(&self.context.bundle.questionnaire, &self.dossier.answers, self.dossier.mode);
                self.dossier.at = slots.last().map(Slot::position);
            }
        }
        self.save()?;
        Ok(None)
    }

    /// On return the dossier is on the disk; a request to end the program waits until it is.
    fn save(&mut self) -> Result<(), Failure> {
        let questionnaire = &self.context.bundle.questionnaire;
        Ok(uninterrupted(|| self.file.save(&self.dossier, questionnaire))?)
    }

    /// Returns a question with the choices that the other answers leave: the usages in use, the other tools.
    fn put(&self, slot: &Slot<'a>) -> Question {
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
            let here = slot.tool.as_ref().map(|tool| tool.index);
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

    fn asked<'s>(&'s self, slot: &'s Slot<'a>, question: &'s Question) -> Asked<'s> {
        let (lang, bundle) = (self.context.lang, &self.context.bundle);
        let heading = self.heading_of(slot);
        Asked {
            question,
            hints: self.hints(slot, self.heading.as_ref() != Some(&heading)),
            cells: if slot.question.id == TOOL_PRODUCT {
                CELLS.iter().filter_map(|id| bundle.questionnaire.question(id)).collect()
            } else {
                Vec::new()
            },
            current: slot.answer(&self.dossier.answers),
            heading: (self.heading.as_ref() != Some(&heading)).then_some(heading),
            subject: self.subject(slot),
            usage: slot.tool.as_ref().map(|tool| tool.usage.as_str()),
            progress: progress(&bundle.questionnaire, &self.dossier.answers, self.dossier.mode, slot, lang),
            catalog: &bundle.catalog,
            lang,
        }
    }

    /// Returns the title of the section, with the usage for the questions about tools.
    fn heading_of(&self, slot: &Slot<'_>) -> String {
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
        let (lang, catalog) = (self.context.lang, &self.context.bundle.catalog);
        let tool = slot.tool.as_ref()?;
        let usage = catalog.usage(&tool.usage).map(|usage| lang.typeset(usage.label.get(lang)));
        if is_about_the_usage(slot) {
            return usage;
        }
        let answers = self.dossier.answers.tools.get(tool.index).map(|tool| &tool.answers);
        let name = answers.and_then(|answers| answers.get(TOOL_PRODUCT)).and_then(Answer::as_str);
        let name = name.map(|name| clean(catalog.resolve(name).map_or(name, |subject| subject.name(lang))));
        name.filter(|name| !name.is_empty()).or(usage)
    }
}
