//! The roadmap: what is proposed, cut into steps, put in the best order, cut into phases, each with its reasons.
//!
//! Comes in: the diagnosis, the matches, the catalogue and the day on which the plan begins. Goes out: a
//! [`Roadmap`]. The arithmetic is exact: no float decides an order. Every tool is in a step, in a watch, or among
//! what is achieved, parallel or abandoned.

mod calendar;
mod compare;
mod decided;
mod difficulty;
mod effort;
mod event;
pub mod explain;
mod impact;
mod inform;
mod layout;
mod order;
mod phase;
mod random;
mod stability;
mod step;
mod switch;

use jiff::civil::Date;
use serde::Serialize;

pub use switch::{Switch, switch};

use calendar::Calendar;
pub use compare::{Difference, Shift, compare};
pub use decided::Excluded;
pub use difficulty::{Band, Difficulty};
pub use effort::Effort;
pub use event::Occasion;
pub use impact::{IMPACT_UNIT, Impact};
pub use inform::{Informative, worth_asking};
pub use layout::Spot;
pub use order::{EXACT_LIMIT, Job, Order, objective, order};
pub use phase::{Capacity, Phase};
pub use random::Random;
pub use stability::{DRAWS, Solidity, stability};
pub use step::{Deadline, Kind, Link, Step};

use crate::catalog::Catalog;
use crate::diagnosis::{Diagnosis, Unheeded};
use crate::matching::{Match, Outcome, Watch};

/// The plan of one association.
#[derive(Clone, Debug, Serialize)]
pub struct Roadmap {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The phases, in order; each holds a range of [`Roadmap::steps`].
    pub phases: Vec<Phase>,
    /// What the group can give.
    pub capacity: Capacity,
    /// Whether the order is proved to be the best one.
    pub exact: bool,
    /// The steps that were left out by hand.
    pub excluded: Vec<Excluded>,
    /// The decisions that could not be heeded.
    pub unheeded: Vec<Unheeded>,
    /// What the pinned steps add to the exposure of the best order, in hundredths of a percent; nothing without any.
    pub pins_cost: Option<i64>,
    /// The tools to watch, as indexes into [`Diagnosis::uses`].
    pub watches: Vec<(usize, Watch)>,
    /// What is libre or replaced already, as indexes into [`Diagnosis::uses`].
    pub achieved: Vec<usize>,
    /// What was given up, as indexes into [`Diagnosis::uses`].
    pub abandoned: Vec<usize>,
    /// The tools beside which a libre presence stands, as indexes into [`Diagnosis::uses`].
    pub parallel: Vec<usize>,
}

/// Returns the plan of one association, beginning on a day.
///
/// ```
/// use diaglibre::{diagnosis, dossier, matching, roadmap, store, yaml::Source};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let text = include_str!("../../examples/mlc44.diaglibre.yaml");
/// let dossier = dossier::parse_dossier(Source::new("mlc44", text), &data.questionnaire, &data.renames).expect("valid");
/// let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
/// let matches = matching::match_tools(&data.catalog, &diagnosis);
/// let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
/// assert!(plan.exact && !plan.steps.is_empty());
/// ```
pub fn plan(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match], start: Date) -> Roadmap {
    Draft::of(catalog, diagnosis, matches, start).into_roadmap(catalog, diagnosis, matches)
}

/// All that the order and the calendar are made of, before they are computed.
#[derive(Debug, PartialEq, Eq)]
struct Draft {
    /// The steps, in no particular order.
    steps: Vec<Step>,
    excluded: Vec<Excluded>,
    unheeded: Vec<Unheeded>,
    capacity: Capacity,
    calendar: Calendar,
}

impl Draft {
    fn of(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match], start: Date) -> Self {
        let steps = step::steps(catalog, diagnosis, matches, start);
        let (steps, excluded, unheeded) = decided::apply(&diagnosis.decided, &diagnosis.uses, steps);
        let capacity = Capacity::of(&catalog.model, diagnosis);
        let calendar = Calendar::of(diagnosis, capacity.minutes_a_month, start);
        Self { steps, excluded, unheeded, capacity, calendar }
    }

    fn into_roadmap(self, catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match]) -> Roadmap {
        let (sequence, exact) = in_order(&self.steps, &self.calendar, true);
        let pins_cost = pins_cost(&self.steps, &self.calendar, &sequence);
        let steps = step::rearrange(self.steps, &sequence);
        let (mut steps, rides) = event::ride(&catalog.model, diagnosis, &self.calendar, steps);
        // No order is proved to be the best one when its efforts depend on the month.
        let exact = exact && !rides;
        let phases = phase::cut(&catalog.model, &self.capacity, &self.calendar, &diagnosis.uses, &mut steps);
        let with = |keep: fn(&Outcome) -> bool| {
            matches.iter().filter(move |one| keep(&one.outcome)).map(|one| one.of)
        };
        Roadmap {
            phases,
            capacity: self.capacity,
            exact,
            excluded: self.excluded,
            unheeded: self.unheeded,
            pins_cost,
            watches: matches
                .iter()
                .filter_map(|one| match &one.outcome {
                    Outcome::Watch(watch) => Some((one.of, watch.clone())),
                    _ => None,
                })
                .collect(),
            achieved: with(|outcome| matches!(outcome, Outcome::Achieved)).collect(),
            abandoned: with(|outcome| matches!(outcome, Outcome::Abandoned)).collect(),
            parallel: with(|outcome| matches!(outcome, Outcome::Parallel)).collect(),
            steps,
        }
    }
}

/// Puts the steps in the best order: what is under way first, then what is pinned, each with all that it waits for,
/// then the rest.
fn in_order(steps: &[Step], calendar: &Calendar, with_pins: bool) -> (Vec<usize>, bool) {
    let all: Vec<usize> = (0..steps.len()).collect();
    let mut jobs = jobs(steps, &all);
    for (job, step) in jobs.iter_mut().zip(steps) {
        job.due = step.deadline.as_ref().map(|deadline| calendar.minutes_before(deadline.date));
    }
    in_groups(&jobs, &groups(steps, with_pins))
}

/// Returns the group of each step: what comes before the rest, with all that it waits for.
fn groups(steps: &[Step], with_pins: bool) -> Vec<usize> {
    const REST: usize = 2;
    let mut groups = vec![REST; steps.len()];
    let wanted: [&dyn Fn(&Step) -> bool; REST] = [&|step| step.in_progress, &|step| with_pins && step.pinned];
    for (group, is_wanted) in wanted.into_iter().enumerate() {
        let mut pending: Vec<usize> = (0..steps.len()).filter(|index| is_wanted(&steps[*index])).collect();
        while let Some(index) = pending.pop() {
            if groups[index] == REST {
                groups[index] = group;
                pending.extend(steps[index].after.iter().map(|link| link.step));
            }
        }
    }
    groups
}

/// Puts jobs in the best order, one group after the other; tells whether that is proved of each.
fn in_groups(all: &[Job], groups: &[usize]) -> (Vec<usize>, bool) {
    let (mut sequence, mut exact, mut clock) = (Vec::with_capacity(all.len()), true, 0);
    for group in 0..=groups.iter().max().copied().unwrap_or(0) {
        let members: Vec<usize> = (0..all.len()).filter(|index| groups[*index] == group).collect();
        if members.is_empty() {
            continue;
        }
        let mut place = vec![None; all.len()];
        members.iter().enumerate().for_each(|(rank, index)| place[*index] = Some(rank));
        let member = |index: &usize| {
            let job = &all[*index];
            let after = job.after.iter().filter_map(|before| place[*before]).collect();
            Job { due: job.due.map(|due| due - clock), after, ..job.clone() }
        };
        let jobs: Vec<Job> = members.iter().map(member).collect();
        let found = order(&jobs);
        clock += jobs.iter().map(|job| job.time).sum::<i64>();
        exact &= found.exact;
        sequence.extend(found.sequence.into_iter().map(|index| members[index]));
    }
    (sequence, exact)
}

/// Returns what the pins add to the exposure of the best order, in hundredths of a percent; nothing without pins.
fn pins_cost(steps: &[Step], calendar: &Calendar, sequence: &[usize]) -> Option<i64> {
    if !steps.iter().any(|step| step.pinned) {
        return None;
    }
    let all: Vec<usize> = (0..steps.len()).collect();
    let jobs = jobs(steps, &all);
    let (pinned, free) = (objective(&jobs, sequence), objective(&jobs, &in_order(steps, calendar, false).0));
    i64::try_from((pinned - free) * 10_000 / free.max(1)).ok()
}

/// Returns some steps as jobs to be put in order; what the others have to do first is not their concern.
pub fn jobs(steps: &[Step], members: &[usize]) -> Vec<Job> {
    let mut place = vec![None; steps.len()];
    members.iter().enumerate().for_each(|(rank, index)| place[*index] = Some(rank));
    let job = |index: &usize| {
        let step = &steps[*index];
        Job {
            weight: step.impact.total(),
            time: step.effort.total,
            due: None,
            tie: (step.difficulty.total, step.id.clone()),
            after: step.after.iter().filter_map(|link| place[link.step]).collect(),
        }
    };
    members.iter().map(job).collect()
}
