//! The end of the questions, and the first result: the plan as it stands, what would change it most, what can come now.

use super::interview::{End, Interview};
use crate::cli::commands::{Analysis, plan};
use crate::cli::failure::Failure;
use crate::cli::page::Page;
use crate::cli::prompt::{Picked, Prompter};
use crate::diagnosis::assumptions;
use crate::questionnaire::{Mode, Position, Slot, sequence};
use crate::roadmap::{Informative, worth_asking};
use crate::text::day_tenths;

/// How many answers that would change the plan are proposed.
const WANTED: usize = 5;

/// A line of the closing menu.
#[derive(Clone, Copy)]
enum Item {
    Finish,
    Report,
    Wanted,
    Skipped,
    Full,
    Review,
    Add,
    Back,
}

impl Interview<'_> {
    /// Shows the plan and offers what can come now; returns how it ends, or `None` to go on.
    pub(super) fn close(&mut self, prompter: &mut dyn Prompter) -> Result<Option<End>, Failure> {
        let lang = self.context.lang;
        let title =
            lang.pick("C'était la dernière question. Que faire ?", "That was the last question. What next?");
        let skipped = self.skipped.len();
        let mut items = vec![(Item::Finish, lang.pick("terminer", "finish").to_owned())];
        items.push((
            Item::Report,
            lang.pick("faire le rapport PDF maintenant", "make the PDF report now").to_owned(),
        ));
        if skipped > 0 {
            let s = if skipped > 1 { "s" } else { "" };
            let text = lang.pick(
                format!("répondre à ce qui a été passé ({skipped} question{s})"),
                format!("answer what was skipped ({skipped} question{s})"),
            );
            items.push((Item::Skipped, text));
        }
        prompter.say("");
        let useful = self.tell_first_result(prompter);
        if !useful.is_empty() {
            let count = useful.len();
            let text = if count == 1 {
                lang.pick("répondre à cette question".to_owned(), "answer this question".to_owned())
            } else {
                lang.pick(
                    format!("répondre à ces {count} questions"),
                    format!("answer these {count} questions"),
                )
            };
            items.push((Item::Wanted, text));
        }
        if self.dossier.mode == Mode::Express {
            let text =
                lang.pick("répondre à toutes les questions détaillées", "answer all the detailed questions");
            items.push((Item::Full, text.to_owned()));
        }
        let review = lang.pick(
            "revoir ou corriger une réponse, retirer un outil",
            "review or correct an answer, remove a tool",
        );
        items.push((Item::Review, review.to_owned()));
        items.push((Item::Add, lang.pick("ajouter un outil oublié", "add a forgotten tool").to_owned()));
        items.push((
            Item::Back,
            lang.pick("revenir à la dernière réponse", "go back to the last answer").to_owned(),
        ));
        let labels: Vec<&str> = items.iter().map(|(_, label)| label.as_str()).collect();
        let picked = match self.pick(title, &labels, prompter)? {
            Picked::Item(index) => items[index].0,
            Picked::Back => Item::Back,
            // Everything is answered and saved: stopping here is finishing.
            Picked::Interrupted => Item::Finish,
        };
        match picked {
            Item::Finish => return Ok(Some(End::Finished)),
            Item::Report => return Ok(Some(End::Report)),
            Item::Wanted => self.wanted = useful,
            Item::Skipped => self.skipped.clear(),
            Item::Full => self.dossier.mode = Mode::Full,
            Item::Review | Item::Add => {
                let flow = if let Item::Add = picked { self.add(prompter)? } else { self.review(prompter)? };
                if flow.is_break() {
                    return Ok(Some(End::Finished));
                }
            }
            Item::Back => {
                let slots =
                    sequence(&self.context.bundle.questionnaire, &self.dossier.answers, self.dossier.mode);
                self.dossier.at = slots.last().map(Slot::position);
            }
        }
        self.save()?;
        Ok(None)
    }

    /// Shows the plan, then the questions whose answers would change it most; returns these.
    fn tell_first_result(&self, prompter: &mut dyn Prompter) -> Vec<Position> {
        if self.dossier.answers.tools.is_empty() {
            return Vec::new();
        }
        let (context, bundle) = (self.context, &self.context.bundle);
        let lang = context.lang;
        prompter.say(&self.first_plan());
        let useful =
            worth_asking(&bundle.catalog, &bundle.questionnaire, &self.dossier, context.date, WANTED);
        let slots = sequence(&bundle.questionnaire, &self.dossier.answers, Mode::Full);
        let slot = |one: &Informative| slots.iter().find(|slot| slot.position() == one.position);
        let mut page = Page::new(context);
        let count = useful.len();
        if count > 0 {
            page.title(&if count == 1 {
                lang.pick(
                    "La réponse qui changerait le plus votre plan",
                    "The answer that would change your plan most",
                )
                .to_owned()
            } else {
                lang.pick(
                    format!("Les {count} réponses qui changeraient le plus votre plan"),
                    format!("The {count} answers that would change your plan most"),
                )
            });
        }
        for slot in useful.iter().filter_map(slot) {
            let question = self.put(slot);
            page.item(&self.asked(slot, &question).wording());
        }
        if count > 0 {
            prompter.say(&page.finish());
        }
        useful.into_iter().map(|one| one.position).collect()
    }

    /// Returns the plan after the answers so far, in a few lines.
    pub(super) fn first_plan(&self) -> String {
        let lang = self.context.lang;
        let Analysis { diagnosis, roadmap, .. } = Analysis::of(self.context, &self.dossier);
        let mut page = Page::new(self.context);
        page.title(lang.pick("Votre plan, d'après vos réponses", "Your plan, after your answers"));
        page.paragraph(&plan::summary(&roadmap, lang));
        for phase in &roadmap.phases {
            page.title(&plan::phase_title(phase, lang));
            for (index, step) in
                roadmap.steps.iter().enumerate().filter(|(index, _)| phase.steps.contains(index))
            {
                let days = |minutes: i64| lang.tenths(day_tenths(minutes));
                let (low, high) = (days(step.effort.low), days(step.effort.high));
                let total = lang.days(step.effort.total);
                let range = lang.pick(format!("de {low} à {high}"), format!("{low} to {high}"));
                page.under(&format!("{}. {} – {total} ({range})", index + 1, step.title.get(lang)));
            }
        }
        let watched = roadmap.watches.iter().map(|(of, _)| diagnosis.uses[*of].label(lang).to_owned());
        let watched: Vec<String> = watched.collect();
        if !watched.is_empty() {
            let names = lang.enumerate(&watched);
            page.paragraph(&lang.pick(
                format!("À surveiller, rien à changer maintenant : {names}."),
                format!("To watch, nothing to change now: {names}."),
            ));
        }
        let questionnaire = &self.context.bundle.questionnaire;
        let assumed = assumptions(&self.context.bundle.catalog, questionnaire, &self.dossier.answers).len();
        if assumed > 0 {
            page.paragraph(&lang.pick(
                format!("Ce plan s'appuie aussi sur {assumed} hypothèses, que vos réponses remplaceront."),
                format!("This plan also rests on {assumed} assumptions, which your answers will replace."),
            ));
        }
        page.finish()
    }
}
