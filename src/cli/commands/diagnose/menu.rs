//! What can be done at a question beside answering it.

use std::ops::ControlFlow;

use super::interview::{End, Interview};
use super::part::Part;
use crate::cli::failure::Failure;
use crate::cli::prompt::{Menu, Picked, Prompter, Way};
use crate::questionnaire::{Slot, sequence};
use crate::text::clean;

/// Tells what a person who left a prompt of the menu wants: to go on, or to stop.
pub(super) fn left(way: Way) -> ControlFlow<()> {
    if way == Way::Stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn ended(flow: ControlFlow<()>) -> Option<End> {
    flow.is_break().then_some(End::Interrupted)
}

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// A line of the menu.
#[derive(Clone, Copy)]
enum Item {
    Resume,
    Skip,
    Jump,
    Review,
    Add,
    Note,
    Plan,
    Stop,
}

impl<'a> Interview<'a> {
    /// Offers the menu at a question; returns how the interview ends, or `None` to go on.
    pub(super) fn menu(
        &mut self,
        slot: &Slot<'a>,
        prompter: &mut dyn Prompter,
    ) -> Result<Option<End>, Failure> {
        let mut items = vec![
            (Item::Resume, "revenir à la question", "go back to the question"),
            (Item::Skip, "passer cette question pour l'instant", "skip this question for now"),
            (Item::Jump, "aller à une partie", "go to a part"),
            (
                Item::Review,
                "revoir ou corriger une réponse, retirer un outil",
                "review or correct an answer, remove a tool",
            ),
            (Item::Add, "ajouter un outil oublié", "add a forgotten tool"),
            (Item::Note, "noter un point à reprendre plus tard", "note something to take up later"),
        ];
        if !self.dossier.answers.tools.is_empty() {
            items.push((
                Item::Plan,
                "voir le plan d'après les réponses de maintenant",
                "see the plan after the answers so far",
            ));
        }
        items.push((Item::Stop, "arrêter ici, tout est gardé", "stop here, everything is kept"));
        let lang = self.context.lang;
        let labels: Vec<&str> = items.iter().map(|(_, fr, en)| lang.pick(*fr, *en)).collect();
        let picked = match self.pick(lang.pick("Que faire ?", "What to do?"), &labels, prompter)? {
            Picked::Item(index) => items[index].0,
            Picked::Back => Item::Resume,
            Picked::Interrupted => Item::Stop,
        };
        match picked {
            Item::Resume => {}
            Item::Skip => self.skip(slot)?,
            Item::Plan => prompter.say(&self.first_plan()),
            Item::Jump => return Ok(ended(self.jump(prompter)?)),
            Item::Review => return Ok(ended(self.review(prompter)?)),
            Item::Add => return Ok(ended(self.add(prompter)?)),
            Item::Note => return Ok(ended(self.note(prompter)?)),
            Item::Stop => return Ok(Some(End::Interrupted)),
        }
        Ok(None)
    }

    /// Shows a menu.
    pub(super) fn pick(
        &self,
        title: &str,
        items: &[&str],
        prompter: &mut dyn Prompter,
    ) -> Result<Picked, Failure> {
        let lang = self.context.lang;
        let items: Vec<String> = items.iter().map(|item| lang.typeset(item)).collect();
        Ok(prompter.pick(&Menu { title: &lang.typeset(title), items: &items, lang })?)
    }

    fn skip(&mut self, slot: &Slot<'a>) -> Result<(), Failure> {
        let here = slot.position();
        self.wanted.retain(|wanted| *wanted != here);
        if self.dossier.at.take().is_some() {
            self.dossier.at = self.after(&here);
        }
        if !self.skipped.contains(&here) {
            self.skipped.push(here);
        }
        self.save()
    }

    fn jump(&mut self, prompter: &mut dyn Prompter) -> Result<ControlFlow<()>, Failure> {
        let (questionnaire, answers) = (&self.context.bundle.questionnaire, &self.dossier.answers);
        let slots = sequence(questionnaire, answers, self.dossier.mode);
        let mut parts: Vec<(Part, Vec<&Slot<'_>>)> = Vec::new();
        for slot in &slots {
            let part = Part::of(slot);
            match parts.last_mut() {
                Some((last, own)) if *last == part => own.push(slot),
                _ => parts.push((part, vec![slot])),
            }
        }
        let lang = self.context.lang;
        let label = |(_, own): &(Part, Vec<&Slot<'a>>)| {
            let open = own.iter().filter(|slot| slot.answer(answers).is_none()).count();
            let title = own.first().map(|slot| self.heading_of(slot)).unwrap_or_default();
            match open {
                0 => lang.pick(format!("{title} – terminé"), format!("{title} – done")),
                1 => lang.pick(format!("{title} – 1 question"), format!("{title} – 1 question")),
                _ => format!("{title} – {open} questions"),
            }
        };
        let labels: Vec<String> = parts.iter().map(label).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let picked = self.pick(lang.pick("À quelle partie ?", "To which part?"), &labels, prompter)?;
        let index = match picked {
            Picked::Item(index) => index,
            Picked::Back => return Ok(ControlFlow::Continue(())),
            Picked::Interrupted => return Ok(ControlFlow::Break(())),
        };
        let (part, own) = &parts[index];
        let open = own.iter().find(|slot| slot.answer(answers).is_none());
        let at = open.or(own.first()).map(|slot| slot.position());
        (self.part, self.dossier.at) = (Some(part.clone()), at);
        // What is gone to is asked, even if it was passed over before.
        self.skipped.retain(|skipped| !own.iter().any(|slot| slot.position() == *skipped));
        self.save()?;
        Ok(ControlFlow::Continue(()))
    }

    fn note(&mut self, prompter: &mut dyn Prompter) -> Result<ControlFlow<()>, Failure> {
        let lang = self.context.lang;
        let title = lang.pick("Que faut-il noter ?", "What is to be noted?");
        let note = match prompter.write(&lang.typeset(title), lang)? {
            Ok(note) => note,
            Err(way) => return Ok(left(way)),
        };
        self.dossier.notes.push(clean(&note).chars().take(LONGEST_NOTE).collect());
        self.save()?;
        let kept = lang.pick("Noté : le rapport le rappellera.", "Noted: the report will recall it.");
        prompter.say(&format!("  {}", lang.typeset(kept)));
        Ok(ControlFlow::Continue(()))
    }
}
