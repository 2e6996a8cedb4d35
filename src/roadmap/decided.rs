//! What the association decided by hand about steps: which come first, which are left out, and what that costs.

use serde::Serialize;

use super::{Kind, Step};
use crate::catalog::Lot;
use crate::diagnosis::{Decided, Unheeded, Use};
use crate::text::{Lang, Text, fold};

/// A step that was left out of the plan by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// The id of the step.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it would have brought, in points out of 100.
    pub points: i64,
    /// The step whose exclusion takes this one along.
    pub because: Option<Text>,
}

impl Excluded {
    /// Returns why the step is not in the plan, and what that leaves, as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let why = match &self.because {
            None => {
                lang.pick("Vous l'avez écartée du plan".to_owned(), "You left it out of the plan".to_owned())
            }
            Some(title) => lang.pick(
                format!("Elle dépend de « {} », que vous avez écartée", title.fr),
                format!("It depends on “{}”, which you left out", title.en),
            ),
        };
        let points = self.points;
        match (lang, points) {
            (_, 0) => format!("{why}."),
            (Lang::Fr, 1) => format!("{why} : 1 point d'impact sur 100 reste à gagner."),
            (Lang::Fr, _) => format!("{why} : {points} points d'impact sur 100 restent à gagner."),
            (Lang::En, 1) => format!("{why}: 1 point of impact out of 100 is left to win."),
            (Lang::En, _) => format!("{why}: {points} points of impact out of 100 are left to win."),
        }
    }
}

/// Marks the pinned steps, takes out those that are left out, and returns them with what could not be heeded.
pub(super) fn apply(
    decided: &Decided,
    uses: &[Use],
    steps: Vec<Step>,
) -> (Vec<Step>, Vec<Excluded>, Vec<Unheeded>) {
    let mut unheeded = decided.unheeded.clone();
    let mut find = |word: &String| {
        let found = steps.iter().position(|step| is_named(step, word));
        if found.is_none() {
            unheeded.push(Unheeded::NoStep { word: word.clone() });
        }
        found
    };
    let mut pinned: Vec<bool> =
        steps.iter().map(|step| step.use_index().is_some_and(|of| uses[of].pinned)).collect();
    decided.pin.iter().filter_map(&mut find).for_each(|step| pinned[step] = true);
    let mut gone: Vec<Option<Option<usize>>> = vec![None; steps.len()];
    decided.exclude.iter().filter_map(&mut find).for_each(|step| gone[step] = Some(None));
    // What cannot be done without a step that is left out is left out with it.
    let mut pending: Vec<usize> = (0..steps.len()).filter(|step| gone[*step].is_some()).collect();
    while let Some(before) = pending.pop() {
        for (after, step) in steps.iter().enumerate() {
            let waits = step.after.iter().any(|link| link.step == before);
            if gone[after].is_none() && waits && is_needed(&steps[before], step) {
                gone[after] = Some(Some(before));
                pending.push(after);
            }
        }
    }
    for (of, one) in uses.iter().enumerate().filter(|(_, one)| one.pinned) {
        if !steps.iter().zip(&gone).any(|(step, gone)| gone.is_none() && step.use_index() == Some(of)) {
            unheeded.push(Unheeded::NoStep { word: one.name.fr.clone() });
        }
    }
    let excluded = steps.iter().zip(&gone).filter_map(|(step, gone)| {
        Some(Excluded {
            id: step.id.clone(),
            title: step.title.clone(),
            points: step.impact.points(),
            because: (*gone)?.map(|before| steps[before].title.clone()),
        })
    });
    let excluded = excluded.collect();
    let kept: Vec<usize> = (0..steps.len()).filter(|step| gone[*step].is_none()).collect();
    let mut steps = super::step::rearrange(steps, &kept);
    for (step, old) in steps.iter_mut().zip(&kept) {
        step.pinned = pinned[*old];
    }
    (steps, excluded, unheeded)
}

fn is_named(step: &Step, word: &str) -> bool {
    let folded = fold(word);
    step.id == word || fold(&step.title.fr) == folded || fold(&step.title.en) == folded
}

/// Tells whether a step is impossible without another one; the rules of order only bind steps that are both there.
fn is_needed(before: &Step, after: &Step) -> bool {
    match (&before.kind, &after.kind) {
        (Kind::Platform { .. } | Kind::Recovery { .. }, _) => true,
        (Kind::Move { of, lot: Some(Lot::First), .. }, Kind::Move { of: other, .. }) => of == other,
        _ => false,
    }
}
