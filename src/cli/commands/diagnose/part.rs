//! The parts of the questionnaire: a section, or the tools of one usage.

use std::time::{Duration, Instant};

use super::interview::Interview;
use crate::cli::prompt::Prompter;
use crate::questionnaire::{Mode, Slot};
use crate::text::Lang;

/// A section by its id; the usage, among the questions about tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    section: String,
    usage: Option<String>,
}

impl Part {
    /// Returns the part of a question.
    pub(super) fn of(slot: &Slot<'_>) -> Self {
        let section = slot.question.id.split('.').next().unwrap_or_default().to_owned();
        Self { section, usage: slot.tool.as_ref().map(|tool| tool.usage.clone()) }
    }
}

/// How long a section of a workshop lasts.
pub(super) struct Timer {
    section: String,
    since: Instant,
}

impl Interview<'_> {
    /// In a workshop, says how long the section before took when another one begins.
    pub(super) fn time(&mut self, slot: &Slot<'_>, prompter: &mut dyn Prompter) {
        if self.dossier.mode != Mode::Workshop {
            return;
        }
        let sections = &self.context.bundle.questionnaire.sections;
        let now = Part::of(slot).section;
        if self.timer.as_ref().is_some_and(|timer| timer.section == now) {
            return;
        }
        let timer = self.timer.replace(Timer { section: now, since: Instant::now() });
        let Some(timer) = timer else { return };
        if let Some(section) = sections.iter().find(|section| section.id == timer.section) {
            let lang = self.context.lang;
            let line = spent(section.title.get(lang), timer.since.elapsed(), section.minutes, lang);
            prompter.say(&format!("\n{}", lang.typeset(&line)));
        }
    }
}

/// Returns « Vos moyens : 7 min, sur 5 prévues ».
fn spent(title: &str, time: Duration, planned: Option<u32>, lang: Lang) -> String {
    let minutes = (time.as_secs() + 30) / 60;
    let planned = planned
        .map(|planned| lang.pick(format!(", sur {planned} prévues"), format!(", of {planned} planned")));
    let colon = lang.pick(" :", ":");
    format!("{title}{colon} {minutes} min{}.", planned.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_section_is_said_beside_what_was_planned() {
        let said = spent("Vos moyens", Duration::from_secs(400), Some(5), Lang::Fr);
        assert_eq!(said, "Vos moyens : 7 min, sur 5 prévues.");
    }
}
