//! For each tool in use, the libre software that can replace it, best first, or why nothing is proposed now.
//!
//! Comes in: the diagnosis and the catalogue. Goes out: one [`Match`] for each tool, so that none is dropped.

mod bundle;
mod fit;
mod gate;

use serde::Serialize;

pub use bundle::Installations;
pub use fit::Candidate;
pub use gate::Gate;

use crate::catalog::Catalog;
use crate::diagnosis::{Diagnosis, State, Use};
use crate::text::Text;

/// What is proposed for one tool.
#[derive(Clone, Debug, Serialize)]
pub struct Match {
    /// The tool, as an index into [`Diagnosis::uses`].
    pub of: usize,
    /// What is proposed.
    pub outcome: Outcome,
}

/// What is proposed for one tool.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// To move, to the first candidate; the others can be chosen instead.
    Move {
        /// The candidates, best first, never empty.
        candidates: Vec<Candidate>,
    },
    /// Nothing now: to be watched.
    Watch(Watch),
    /// Libre, or replaced.
    Achieved,
    /// A libre presence stands beside it, for good.
    Parallel,
    /// Given up.
    Abandoned,
}

/// A tool for which no step is proposed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Watch {
    /// Why.
    pub gate: Gate,
    /// What would change that, as a sentence.
    pub condition: Text,
    /// What to do meanwhile.
    pub mitigation: Vec<Text>,
    /// The candidate that waits, by id.
    pub candidate: Option<String>,
}

/// Returns what is proposed for each tool, in the order of the diagnosis.
pub fn match_tools(catalog: &Catalog, diagnosis: &Diagnosis) -> Vec<Match> {
    let installations = Installations::count(catalog, diagnosis);
    diagnosis
        .uses
        .iter()
        .enumerate()
        .map(|(of, one)| Match { of, outcome: outcome(catalog, diagnosis, &installations, one) })
        .collect()
}

fn outcome(catalog: &Catalog, diagnosis: &Diagnosis, installations: &Installations, one: &Use) -> Outcome {
    match one.state {
        State::Replaced | State::Libre => return Outcome::Achieved,
        State::Parallel if catalog.usage(&one.usage).is_some_and(|usage| usage.audience) => {
            return Outcome::Parallel;
        }
        State::Abandoned => return Outcome::Abandoned,
        // Where there is no public to reach, two tools side by side are a move that is not over.
        State::InUse | State::Testing | State::InProgress(_) | State::Parallel | State::Kept => {}
    }
    let mut candidates = fit::candidates(catalog, diagnosis, installations, one);
    let check = |candidate| gate::check(catalog, diagnosis, one, candidate);
    let Some(watch) = check(candidates.first()) else { return Outcome::Move { candidates } };
    // The second best that can be begun is worth more than the best that must wait, unless the best was chosen.
    let open = candidates.iter().position(|candidate| check(Some(candidate)).is_none());
    match open {
        Some(open) if watch.gate.is_about_the_candidate() && one.target.is_none() => {
            candidates[..=open].rotate_right(1);
            Outcome::Move { candidates }
        }
        _ => Outcome::Watch(watch),
    }
}
