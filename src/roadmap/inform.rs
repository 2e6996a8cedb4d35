//! The answers worth asking next: those whose extremes move most steps of the plan.
//!
//! For each open question, the plan is made again with the extremes of what could be answered. What an answer can
//! move is measured on the plan itself, so that no question is said to matter by opinion.

mod extreme;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::Serialize;

use super::Draft;
use super::layout::Layout;
use crate::catalog::Catalog;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::dossier::Dossier;
use crate::matching::{Match, match_tools};
use crate::questionnaire::{Answer, Answers, Mode, Position, Questionnaire, Slot, sequence};

/// How many steps one answer, among those that are possible, can move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Informative {
    /// The question, and the tool that it is about, as an index among the tools of the dossier.
    #[serde(flatten)]
    pub position: Position,
    /// Steps that would come, go, change phase or lead to another software, at most.
    pub moved: usize,
    /// Steps that would change place in the order, at most, by the same answer.
    pub shifted: usize,
}

/// The most answers tried for a dossier of [`EASY_TOOLS`] tools or fewer, and the least for a larger one.
const MOST_TRIED: usize = 3_000;
/// The most plans made for a dossier of [`EASY_TOOLS`] tools or fewer.
const MOST_PLANS: usize = 1_000;
/// The fewest plans that are allowed, however large the dossier.
const FEWEST_PLANS: usize = 20;
/// From this many tools on, fewer plans are made, since each one costs more: the time stays bounded. The questions on
/// the association come first, then those on the tools, in the order of the walk.
const EASY_TOOLS: usize = 20;

/// Returns the open questions that would change the plan most, greatest first, at most `limit`.
///
/// A question is open when the answers call for it, in whatever mode, and it has no answer yet or « je ne sais pas ».
/// In a workshop, private questions are left out. What is equal stays in the order of the questionnaire. A question
/// that moves nothing is never returned.
///
/// ```
/// use diaglibre::{dossier, roadmap, store, yaml::Source};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let text = include_str!("../../examples/mlc44.diaglibre.yaml");
/// let dossier = dossier::parse_dossier(Source::new("mlc44", text), &data.questionnaire, &data.renames).expect("valid");
/// let day = jiff::civil::date(2026, 11, 23);
/// let asked = roadmap::worth_asking(&data.catalog, &data.questionnaire, &dossier, day, 5);
/// assert!(asked.len() <= 5 && asked.iter().all(|one| one.moved + one.shifted > 0));
/// ```
pub fn worth_asking(
    catalog: &Catalog,
    questionnaire: &Questionnaire,
    dossier: &Dossier,
    start: Date,
    limit: usize,
) -> Vec<Informative> {
    let mut trial =
        Trial { catalog, questionnaire, dossier: Dossier { voices: None, at: None, ..dossier.clone() } };
    let (diagnosis, matches) = trial.read();
    let draft = Draft::of(catalog, &diagnosis, &matches, start);
    let today = trial.layout(&diagnosis, &matches, Draft::of(catalog, &diagnosis, &matches, start));
    let size = dossier.answers.tools.len().max(EASY_TOOLS);
    let mut tried = MOST_TRIED * EASY_TOOLS / size;
    let mut plans = (MOST_PLANS * EASY_TOOLS * EASY_TOOLS / (size * size)).max(FEWEST_PLANS);
    let mut found = Vec::new();
    let (mut slots, about_tools) =
        open(questionnaire, dossier).into_iter().partition::<Vec<_>, _>(|slot| slot.tool.is_none());
    slots.extend(about_tools);
    for slot in slots {
        let position = slot.position();
        let mut most = (0, 0);
        for value in extreme::answers(catalog, &diagnosis, &dossier.answers, &slot) {
            if tried == 0 || plans == 0 {
                break;
            }
            tried -= 1;
            put(&mut trial.dossier.answers, &position, Some(value));
            let (diagnosis, matches) = trial.read();
            let other = Draft::of(catalog, &diagnosis, &matches, start);
            // What leaves the steps as they are leaves the plan as it is.
            if other != draft {
                plans -= 1;
                most = most.max(today.difference(&trial.layout(&diagnosis, &matches, other)));
            }
        }
        put(&mut trial.dossier.answers, &position, slot.answer(&dossier.answers).cloned());
        if most > (0, 0) {
            found.push(Informative { position, moved: most.0, shifted: most.1 });
        }
    }
    found.sort_by_key(|one| {
        let place = questionnaire.questions.iter().position(|question| question.id == one.position.question);
        (std::cmp::Reverse((one.moved, one.shifted)), place, one.position.tool)
    });
    found.truncate(limit);
    found
}

/// The plan of a dossier whose answers are changed one by one.
struct Trial<'a> {
    catalog: &'a Catalog,
    questionnaire: &'a Questionnaire,
    dossier: Dossier,
}

impl Trial<'_> {
    fn read(&self) -> (Diagnosis, Vec<Match>) {
        let diagnosis = diagnose(self.catalog, self.questionnaire, &self.dossier);
        let matches = match_tools(self.catalog, &diagnosis);
        (diagnosis, matches)
    }

    fn layout(&self, diagnosis: &Diagnosis, matches: &[Match], draft: Draft) -> Layout {
        Layout::of(diagnosis, &draft.into_roadmap(self.catalog, diagnosis, matches))
    }
}

/// Returns the questions that are called for and whose answer is missing or unknown.
fn open<'q>(questionnaire: &'q Questionnaire, dossier: &Dossier) -> Vec<Slot<'q>> {
    let mode = if dossier.mode == Mode::Workshop { Mode::Workshop } else { Mode::Full };
    let answers = &dossier.answers;
    let is_open = |slot: &Slot<'_>| {
        // The slot that would name one more tool is about no tool yet.
        slot.tool.as_ref().is_none_or(|tool| tool.index.is_some())
            && slot.question.no_effect.is_none()
            && slot.answer(answers).is_none_or(|answer| *answer == Answer::Unknown)
    };
    sequence(questionnaire, answers, mode).into_iter().filter(is_open).collect()
}

/// Writes an answer at a place, or takes it away.
fn put(answers: &mut Answers, position: &Position, answer: Option<Answer>) {
    let map = match position.tool {
        None => &mut answers.general,
        Some(index) => match answers.tools.get_mut(index) {
            Some(tool) => &mut tool.answers,
            None => return,
        },
    };
    match answer {
        Some(answer) => map.insert(position.question.clone(), answer),
        None => map.remove(&position.question),
    };
}
