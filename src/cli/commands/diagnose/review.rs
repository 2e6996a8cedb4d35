//! The answers again, part by part and tool by tool: one is corrected where it stands, a tool is taken out.

use std::ops::ControlFlow;

use super::interview::{Interview, Turn};
use super::part::Part;
use crate::cli::failure::Failure;
use crate::cli::prompt::{Asked, Picked, Prompter, Way};
use crate::questionnaire::{Answer, Kind, Position, Slot, TOOL_PRODUCT, sequence};

/// Questions that are looked at together: those of a part, or those about one tool.
struct Group {
    part: Part,
    tool: Option<usize>,
    title: String,
}

impl<'a> Interview<'a> {
    /// Shows the answers until the person has seen enough.
    pub(super) fn review(&mut self, prompter: &mut dyn Prompter) -> Result<ControlFlow<()>, Failure> {
        loop {
            let groups = self.groups();
            if groups.is_empty() {
                let none =
                    self.context.lang.pick("Il n'y a pas encore de réponse.", "There is no answer yet.");
                prompter.say(&format!("  {}", self.context.lang.typeset(none)));
                return Ok(ControlFlow::Continue(()));
            }
            let titles: Vec<&str> = groups.iter().map(|group| group.title.as_str()).collect();
            let lang = self.context.lang;
            let title = lang.pick("Quelles réponses revoir ?", "Which answers to review?");
            let flow = match self.pick(title, &titles, prompter)? {
                Picked::Item(index) => self.group(&groups[index], prompter)?,
                Picked::Back => return Ok(ControlFlow::Continue(())),
                Picked::Interrupted => ControlFlow::Break(()),
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }

    /// Returns every group that has an answer.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for slot in self.answered() {
            let (part, tool) = (Part::of(&slot), slot.tool.as_ref().and_then(|tool| tool.index));
            if groups.last().is_some_and(|last| last.part == part && last.tool == tool) {
                continue;
            }
            let usage = slot.tool.as_ref().and_then(|tool| self.usage_label(&tool.usage)).unwrap_or_default();
            let lang = self.context.lang;
            let title = match tool {
                Some(index) => {
                    let unnamed = || lang.pick("un outil à nommer", "a tool to be named").to_owned();
                    format!("{} ({usage})", self.tool_name(index).unwrap_or_else(unnamed))
                }
                None => self.heading_of(&slot),
            };
            groups.push(Group { part, tool, title });
        }
        groups
    }

    fn answered(&self) -> Vec<Slot<'a>> {
        let answers = &self.dossier.answers;
        let slots = sequence(&self.context.bundle.questionnaire, answers, self.dossier.mode);
        slots.into_iter().filter(|slot| slot.answer(answers).is_some()).collect()
    }

    /// Shows the answers of a group until the person has seen enough.
    fn group(&mut self, group: &Group, prompter: &mut dyn Prompter) -> Result<ControlFlow<()>, Failure> {
        let lang = self.context.lang;
        loop {
            let is_here = |slot: &Slot<'_>| {
                Part::of(slot) == group.part && slot.tool.as_ref().and_then(|tool| tool.index) == group.tool
            };
            let slots: Vec<Slot<'a>> = self.answered().into_iter().filter(|slot| is_here(slot)).collect();
            let mut lines: Vec<String> = slots.iter().map(|slot| self.line(slot)).collect();
            if group.tool.is_some() {
                lines.push(lang.pick("retirer cet outil", "remove this tool").to_owned());
            }
            let items: Vec<&str> = lines.iter().map(String::as_str).collect();
            let index = match self.pick(&group.title, &items, prompter)? {
                Picked::Item(index) => index,
                Picked::Back => return Ok(ControlFlow::Continue(())),
                Picked::Interrupted => return Ok(ControlFlow::Break(())),
            };
            match (slots.get(index), group.tool) {
                (Some(slot), _) => match self.turn(slot, prompter)? {
                    Turn::Answered(_) => self.save()?,
                    Turn::Left(Way::Stop) => return Ok(ControlFlow::Break(())),
                    Turn::Left(_) | Turn::Again => {}
                },
                (None, Some(tool)) => {
                    if self.remove(tool, &group.title, prompter)? {
                        return Ok(ControlFlow::Continue(()));
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// Returns a question and its answer on one line.
    fn line(&self, slot: &Slot<'a>) -> String {
        let (lang, question) = (self.context.lang, self.put(slot));
        let asked = Asked::alone(&question, &self.context.bundle.catalog, lang);
        let answer =
            slot.answer(&self.dossier.answers).map(|answer| asked.in_words(answer)).unwrap_or_default();
        format!("{} {answer}", question.text.get(lang))
    }

    /// Takes a tool out, if the person is sure; returns whether it is out.
    fn remove(&mut self, index: usize, title: &str, prompter: &mut dyn Prompter) -> Result<bool, Failure> {
        let lang = self.context.lang;
        let sure = lang.pick(
            format!("Retirer {title} ? Ses réponses seront effacées."),
            format!("Remove {title}? Its answers will be erased."),
        );
        let items = lang.pick(["garder", "retirer"], ["keep", "remove"]);
        if self.pick(&sure, &items, prompter)? != Picked::Item(1) {
            return Ok(false);
        }
        let answers = &mut self.dossier.answers;
        let gone = answers.tools.remove(index);
        let name = gone.answers.get(TOOL_PRODUCT).and_then(Answer::as_str).unwrap_or_default();
        let is_named = answers
            .tools
            .iter()
            .any(|tool| tool.answers.get(TOOL_PRODUCT).and_then(Answer::as_str) == Some(name));
        if !is_named {
            let questions = &self.context.bundle.questionnaire.questions;
            let links = questions.iter().filter(|question| question.kind == Kind::Links);
            for link in links {
                for tool in &mut answers.tools {
                    let Some(Answer::Choices(names)) = tool.answers.get_mut(&link.id) else { continue };
                    names.retain(|other| other != name);
                    if names.is_empty() {
                        tool.answers.remove(&link.id);
                    }
                }
            }
        }
        // Whatever stands at a later tool goes with it.
        let moved = |at: &Position| match at.tool {
            Some(tool) if tool == index => None,
            Some(tool) if tool > index => Some(Position { tool: Some(tool - 1), ..at.clone() }),
            _ => Some(at.clone()),
        };
        self.dossier.at = self.dossier.at.as_ref().and_then(moved);
        self.skipped = self.skipped.iter().filter_map(moved).collect();
        self.wanted = self.wanted.iter().filter_map(moved).collect();
        let drafts = std::mem::take(&mut self.dossier.drafts).into_iter();
        self.dossier.drafts = drafts
            .filter_map(|draft| Some(crate::dossier::Draft { at: moved(&draft.at)?, ..draft }))
            .collect();
        self.save()?;
        Ok(true)
    }
}
