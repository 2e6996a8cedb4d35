//! The walk through the questions with a person: forward to the first one without an answer, back on demand.

use super::opening::Keep;
use super::part::Part;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::prompt::{Menu, NamedTool, Picked, Prompter, Reply, Way, uninterrupted};
use crate::dossier::{Dossier, Draft, Left};
use crate::questionnaire::{
    Answer, Mode, Position, Question, Slot, TOOL_PRODUCT, ToolAnswers, apply, previous, sequence,
};
use crate::text::clean;

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

/// What came of one question.
pub(super) enum Turn {
    /// It has an answer, at this place.
    Answered(Position),
    /// It is to be asked again.
    Again,
    /// The person left it.
    Left(Way),
}

/// An interview under way. What it holds is on the disk whenever a question is on the screen.
pub(super) struct Interview<'a> {
    pub(super) context: &'a Context,
    pub(super) file: &'a mut dyn Keep,
    pub(super) dossier: Dossier,
    /// The heading shown last.
    pub(super) heading: Option<String>,
    /// Questions passed over for now.
    pub(super) skipped: Vec<Position>,
    /// The part gone to: at its end comes the first question without an answer.
    pub(super) part: Option<Part>,
    /// The questions that would change the plan most, those that are wanted before any other.
    pub(super) wanted: Vec<Position>,
    /// How long the present part lasts, in a workshop.
    pub(super) timer: Option<super::part::Timer>,
}

impl<'a> Interview<'a> {
    pub(super) fn new(context: &'a Context, file: &'a mut dyn Keep, dossier: Dossier) -> Self {
        Self {
            context,
            file,
            dossier,
            heading: None,
            skipped: Vec::new(),
            part: None,
            wanted: Vec::new(),
            timer: None,
        }
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
            match self.turn(&slot, prompter)? {
                Turn::Answered(position) => self.advance(&slot, &position)?,
                Turn::Again => {}
                Turn::Left(Way::Back) => self.back(&slot, prompter)?,
                Turn::Left(Way::Menu) => {
                    if let Some(end) = self.menu(&slot, prompter)? {
                        return Ok(end);
                    }
                }
                Turn::Left(Way::Stop) => return Ok(End::Interrupted),
            }
        }
    }

    /// Returns the question to ask: the one gone to, else one that is wanted, else the first without an answer.
    fn slot(&self) -> Option<Slot<'a>> {
        let (questionnaire, answers) = (&self.context.bundle.questionnaire, &self.dossier.answers);
        let slots = sequence(questionnaire, answers, self.dossier.mode);
        let at = self.dossier.at.as_ref().and_then(|at| slots.iter().find(|slot| slot.position() == *at));
        at.cloned().or_else(|| self.wanted_slot()).or_else(|| {
            let is_open =
                |slot: &Slot<'_>| slot.answer(answers).is_none() && !self.skipped.contains(&slot.position());
            slots.into_iter().find(is_open)
        })
    }

    /// Returns the first question of those that are wanted; the mode does not matter.
    fn wanted_slot(&self) -> Option<Slot<'a>> {
        let slots = sequence(&self.context.bundle.questionnaire, &self.dossier.answers, Mode::Full);
        // One that an answer has hidden since is passed over.
        self.wanted.iter().find_map(|wanted| slots.iter().find(|slot| slot.position() == *wanted)).cloned()
    }

    /// Asks one question; its answer is in the dossier on return, and not saved yet.
    pub(super) fn turn(&mut self, slot: &Slot<'a>, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
        self.time(slot, prompter);
        let question = self.put(slot);
        let asked = self.asked(slot, &question);
        let heading = asked.heading.clone();
        let reply = prompter.ask(&asked)?;
        self.heading = heading.or(self.heading.take());
        match reply {
            Reply::Answer(answer) => {
                // Whoever passes over an answer of before is not asked again.
                let is_new = slot.answer(&self.dossier.answers) != Some(&answer);
                let doubt =
                    if is_new { self.doubt(slot.question, &answer, prompter)? } else { Picked::Item(0) };
                if doubt == Picked::Item(0) {
                    self.drop_draft(slot);
                    return Ok(Turn::Answered(self.write(slot, answer)));
                }
                self.keep_draft(slot, answer.as_number().map(|number| Left::Typed(number.to_string())))?;
                Ok(if doubt == Picked::Interrupted { Turn::Left(Way::Stop) } else { Turn::Again })
            }
            Reply::Tools(tools) => {
                let (tools, stops) = self.certain(tools, prompter)?;
                self.drop_draft(slot);
                let position = self.write_tools(slot, tools);
                if stops {
                    self.save()?;
                    return Ok(Turn::Left(Way::Stop));
                }
                Ok(Turn::Answered(position))
            }
            Reply::Leave(way, left) => {
                self.keep_draft(slot, left)?;
                Ok(Turn::Left(way))
            }
        }
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

    /// Takes out of a line the numbers that are to be corrected: they are asked for next. When the person stops, the
    /// number in doubt is taken out as well, and the second value says so.
    fn certain(
        &self,
        mut tools: Vec<NamedTool>,
        prompter: &mut dyn Prompter,
    ) -> Result<(Vec<NamedTool>, bool), Failure> {
        let mut stops = false;
        for tool in &mut tools {
            let mut kept = Vec::new();
            for (id, answer) in std::mem::take(&mut tool.answers) {
                let question = self.context.bundle.questionnaire.question(&id).filter(|_| !stops);
                let picked = question
                    .map_or(Ok(Picked::Item(0)), |question| self.doubt(question, &answer, prompter))?;
                stops |= picked == Picked::Interrupted;
                if picked == Picked::Item(0) {
                    kept.push((id, answer));
                }
            }
            tool.answers = kept;
        }
        Ok((tools, stops))
    }

    /// Writes an answer; returns where it stands.
    fn write(&mut self, slot: &Slot<'_>, answer: Answer) -> Position {
        apply(&mut self.dossier.answers, slot, answer);
        let known = self.dossier.answers.tools.len();
        let tool = slot.tool.as_ref().map(|tool| tool.index.unwrap_or(known.saturating_sub(1)));
        Position { question: slot.question.id.clone(), tool, usage: None }
    }

    /// Writes the first tool of a line where the question stands, the others after all that are known.
    fn write_tools(&mut self, slot: &Slot<'_>, tools: Vec<NamedTool>) -> Position {
        let answers = &mut self.dossier.answers;
        let usage = slot.tool.as_ref().map(|tool| tool.usage.clone()).unwrap_or_default();
        let first = slot.tool.as_ref().and_then(|tool| tool.index).unwrap_or(answers.tools.len());
        for (rank, named) in tools.into_iter().enumerate() {
            let index = if rank == 0 { first } else { answers.tools.len() };
            if index >= answers.tools.len() {
                answers.tools.push(ToolAnswers { usage: usage.clone(), ..ToolAnswers::default() });
            }
            if let Some(tool) = answers.tools.get_mut(index) {
                tool.answers.insert(TOOL_PRODUCT.to_owned(), Answer::Text(named.product));
                tool.answers.extend(named.answers);
            }
        }
        Position { question: TOOL_PRODUCT.to_owned(), tool: Some(first), usage: None }
    }

    /// Goes on after a question that got an answer at a position.
    fn advance(&mut self, slot: &Slot<'_>, position: &Position) -> Result<(), Failure> {
        self.wanted.retain(|wanted| *wanted != slot.position());
        if self.dossier.at.take().is_some() {
            self.dossier.at = self.after(position);
        }
        self.save()
    }

    /// Returns the question after one that was gone to, when it has an answer: whoever went back comes forward through
    /// the same questions, so that none is left behind half changed. Whoever went to a part stays in it to its end.
    pub(super) fn after(&mut self, position: &Position) -> Option<Position> {
        let (questionnaire, answers) = (&self.context.bundle.questionnaire, &self.dossier.answers);
        let slots = sequence(questionnaire, answers, self.dossier.mode);
        let here = slots.iter().position(|known| known.position() == *position)?;
        let next = slots.get(here + 1);
        if let Some(part) = self.part.take() {
            let next = next.filter(|next| Part::of(next) == part)?;
            self.part = Some(part);
            return Some(next.position());
        }
        next.filter(|next| next.answer(answers).is_some()).map(Slot::position)
    }

    fn back(&mut self, slot: &Slot<'_>, prompter: &mut dyn Prompter) -> Result<(), Failure> {
        if self.wanted.contains(&slot.position()) && self.dossier.at.is_none() {
            // These questions come from the closing menu: it is what stands before them.
            self.wanted.clear();
            return Ok(());
        }
        let questionnaire = &self.context.bundle.questionnaire;
        match previous(questionnaire, &self.dossier.answers, self.dossier.mode, &slot.position()) {
            Some(before) => {
                // Whoever leaves the part by its start comes forward again as from anywhere else.
                self.part = self.part.take().filter(|part| *part == Part::of(&before));
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

    fn drop_draft(&mut self, slot: &Slot<'_>) {
        let here = slot.position();
        self.dossier.drafts.retain(|draft| draft.at != here);
    }

    fn keep_draft(&mut self, slot: &Slot<'_>, left: Option<Left>) -> Result<(), Failure> {
        let before = self.dossier.drafts.clone();
        self.drop_draft(slot);
        if let Some(left) = left {
            let left = match left {
                Left::Typed(text) => Left::Typed(clean(&text)),
                Left::Placed(groups) => Left::Placed(groups),
            };
            self.dossier.drafts.push(Draft { at: slot.position(), left });
        }
        if self.dossier.drafts == before { Ok(()) } else { self.save() }
    }

    /// On return the dossier is on the disk; a request to end the program waits until it is.
    pub(super) fn save(&mut self) -> Result<(), Failure> {
        let questionnaire = &self.context.bundle.questionnaire;
        Ok(uninterrupted(|| self.file.keep(&self.dossier, questionnaire))?)
    }
}
