//! The report: everything that a reader is told, assembled once; each format renders it and returns bytes.
//!
//! Comes in: what the earlier stages found. Goes out: a [`Report`], then a document. It asks nothing of the
//! network: the providers come in as values.

pub mod block;
pub mod chart;
mod content;
mod csv;
mod format;
mod html;
mod ics;
mod json;
mod local;
mod markdown;
mod needs;
mod odt;
pub mod pdf;
mod svg;

use jiff::civil::Date;

pub use format::{Format, RenderError, Rendered, render};
pub use local::local_facts;
pub use needs::needs;
pub use odt::OdtError;

use crate::brand::Brand;
use crate::catalog::Catalog;
use crate::diagnosis::{Basis, Diagnosis, Use};
use crate::dossier::Dossier;
use crate::matching::{Candidate, Match, Outcome};
use crate::providers::{Directory, Shortlist};
use crate::questionnaire::Questionnaire;
use crate::roadmap::{Kind, Phase, Roadmap, Step};
use crate::text::Lang;

/// The most candidates that a report names beside the one that it proposes; `catalog show` has them all.
const MOST_OTHERS: usize = 2;

/// Everything that a reader is told.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The language.
    pub lang: Lang,
    /// The day of the report, on which the plan begins.
    pub date: Date,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The questionnaire, for the words of the questions.
    pub questionnaire: &'a Questionnaire,
    /// The answers, for what is told as it was said.
    pub dossier: &'a Dossier,
    /// What follows from the answers.
    pub diagnosis: &'a Diagnosis,
    /// What is proposed for each tool.
    pub matches: &'a [Match],
    /// The plan.
    pub roadmap: &'a Roadmap,
    /// Where the providers come from.
    pub directory: &'a Directory,
    /// The providers that match.
    pub shortlist: &'a Shortlist<'a>,
    /// Who hands the report over.
    pub brand: Option<&'a Brand>,
}

/// A value that stands on no answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenAnswer {
    /// The question that would settle it.
    pub question: &'static str,
    /// Whether somebody said « je ne sais pas »; otherwise it was not asked.
    pub unknown: bool,
}

impl<'a> Report<'a> {
    /// Returns the name of the association, or words that stand for it.
    pub fn name(&self) -> &str {
        match self.diagnosis.name.trim() {
            "" => self.lang.pick("Votre association", "Your association"),
            name => name,
        }
    }

    /// Returns the tools that somebody outside controls: neither libre, nor replaced, nor given up.
    pub fn open_uses(&self) -> impl Iterator<Item = &'a Use> {
        self.diagnosis.uses.iter().filter(|one| one.state.is_open())
    }

    /// Returns the tool that a step is about.
    pub fn use_of(&self, step: &Step) -> Option<&'a Use> {
        self.diagnosis.uses.get(step.use_index()?)
    }

    /// Returns the candidate that a step goes to.
    pub fn candidate_of(&self, step: &Step) -> Option<&'a Candidate> {
        let Kind::Move { of, alternative, .. } = &step.kind else { return None };
        let found = self.matches.iter().find(|one| one.of == *of)?;
        match &found.outcome {
            Outcome::Move { candidates } => {
                candidates.iter().find(|candidate| candidate.alternative == *alternative)
            }
            _ => None,
        }
    }

    /// Returns the next best candidates for the tool of a step, best first: more choice is not more help.
    pub fn other_candidates(&self, step: &Step) -> &'a [Candidate] {
        let found = step.use_index().and_then(|of| self.matches.iter().find(|one| one.of == of));
        match found.map(|one| &one.outcome) {
            Some(Outcome::Move { candidates }) => {
                let others = candidates.get(1..).unwrap_or_default();
                &others[..others.len().min(MOST_OTHERS)]
            }
            _ => &[],
        }
    }

    /// Returns the label of a usage.
    pub fn usage_label(&self, usage: &'a str) -> &'a str {
        self.catalog.usage(usage).map_or(usage, |known| known.label.get(self.lang))
    }

    /// Returns the values of a tool that stand on no answer, sorted.
    pub fn open_answers(&self, one: &Use) -> Vec<OpenAnswer> {
        let levels = &one.levels;
        let bases = [
            &levels.sensitivity.basis,
            &levels.visibility.basis,
            &levels.cost.basis,
            &levels.pain.basis,
            &one.users.basis,
            &one.volume.basis,
            &one.resistance.basis,
        ];
        let mut open: Vec<OpenAnswer> = bases
            .into_iter()
            .chain(one.outsiders.as_ref().map(|reading| &reading.basis))
            .filter_map(|basis| match basis {
                Basis::Unknown(question) => Some(OpenAnswer { question, unknown: true }),
                Basis::Assumption(question) | Basis::Catalogue(question) => {
                    Some(OpenAnswer { question, unknown: false })
                }
                Basis::Answer(_) => None,
            })
            .collect();
        open.sort();
        open.dedup();
        open
    }

    /// Returns the effort of the whole plan, in minutes.
    pub fn total_minutes(&self) -> i64 {
        self.roadmap.steps.iter().map(|step| step.effort.total).sum()
    }

    /// Returns the first and the last day of a phase. The first phase begins on the day of the report, the others with
    /// a month.
    pub fn days_of(&self, phase: &Phase) -> (Date, Date) {
        let first = if phase.number == 1 { phase.start } else { phase.start.first_of_month() };
        (first, phase.last_month().last_of_month())
    }

    /// Returns how many months the plan lasts.
    pub fn total_months(&self) -> i64 {
        self.roadmap.phases.iter().map(|phase| phase.months).sum()
    }
}
