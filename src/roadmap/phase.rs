//! From an order to a calendar: phases that the group's means allow.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::Step;
use super::calendar::{Calendar, after_months};
use super::difficulty::Band;
use crate::catalog::Model;
use crate::diagnosis::{Basis, Diagnosis, Use};
use crate::text::Lang;

/// What the group can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Capacity {
    /// Minutes a month that the calendar counts on, never zero.
    pub minutes_a_month: i64,
    /// Whether nobody said: the calendar stands on an assumption.
    pub assumed: bool,
    /// Whether the group has no time at all: somebody must go with it, and the calendar is only an order of size.
    pub accompanied: bool,
}

impl Capacity {
    pub(super) fn of(model: &Model, diagnosis: &Diagnosis) -> Self {
        let hours = diagnosis.hours.value;
        let counted = if hours == 0 { model.phases.default_hours } else { hours };
        Self {
            minutes_a_month: counted.max(1) * 60,
            assumed: !matches!(diagnosis.hours.basis, Basis::Answer(_)),
            accompanied: hours == 0,
        }
    }
}

/// Some months of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phase {
    /// The number, from 1.
    pub number: usize,
    /// The first day.
    pub start: Date,
    /// How many months it lasts, at least 1, pauses included.
    pub months: i64,
    /// The months in which nothing changes, each as one of its days; at most twelve are told.
    pub pauses: Vec<Date>,
    /// Its steps, as a range of the roadmap's.
    pub steps: Range<usize>,
    /// What it costs, in minutes.
    pub minutes: i64,
    /// Whether it ends to leave people the time to settle in, though the means would allow more.
    pub settling: bool,
    /// The share of the plan's impact that is obtained at its end, in percent.
    pub gained_percent: i64,
}

impl Phase {
    /// Returns the last month of the phase, as one of its days.
    pub fn last_month(&self) -> Date {
        after_months(self.start, self.months - 1)
    }

    /// Returns what the calendar of the phase makes room for, in sentences; nothing in the usual case.
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        let pauses: Vec<String> = self.pauses.iter().map(|month| lang.month(*month)).collect();
        let pauses = lang.enumerate(&pauses);
        let pauses = (!pauses.is_empty())
            .then(|| lang.pick(format!("Pause en {pauses}."), format!("Pause in {pauses}.")));
        let settling = self.settling.then(|| {
            lang.pick(
                "La phase s'arrête là, pour ne pas trop changer à la fois pour les mêmes personnes."
                    .to_owned(),
                "The phase ends there, so that the same people do not change too much at once.".to_owned(),
            )
        });
        pauses.into_iter().chain(settling).collect()
    }
}

/// Months of a quarter, for which the model counts changes.
const QUARTER: i64 = 3;

/// Walks the order and cuts where the means of a phase are used up, or where the same people would change too much.
///
/// The first phase takes no demanding step that is not under way, and few steps. A step larger than a whole phase
/// is a phase of its own, as long as it needs. Latest dates are told to be kept or not.
pub(super) fn cut(
    model: &Model,
    capacity: &Capacity,
    calendar: &Calendar,
    uses: &[Use],
    steps: &mut [Step],
) -> Vec<Phase> {
    let total: i64 = steps.iter().map(|step| step.impact.total()).sum();
    let sequence: Vec<usize> = (0..steps.len()).collect();
    let minutes: Vec<i64> = steps.iter().map(|step| step.effort.total).collect();
    let mut phases: Vec<Phase> = Vec::new();
    let (mut begin, mut gained, mut month) = (0, 0, 0);
    for (end, settling) in cuts(model, capacity, uses, steps, &sequence, &minutes) {
        let minutes: i64 = minutes[begin..end].iter().sum();
        gained += steps[begin..end].iter().map(|step| step.impact.total()).sum::<i64>();
        date(calendar, month, &mut steps[begin..end]);
        // A phase ends when its work does: the next one begins the month after.
        let months = calendar.months_for(month, minutes).max(settling.unwrap_or(0));
        phases.push(Phase {
            number: phases.len() + 1,
            start: calendar.day(month),
            months,
            pauses: calendar.pauses(month, months),
            steps: begin..end,
            minutes,
            settling: settling.is_some(),
            gained_percent: if total == 0 { 100 } else { (gained * 100 + total / 2) / total },
        });
        month += months;
        begin = end;
    }
    phases
}

/// Returns where each phase of a sequence ends, as a place in it, when the steps take some minutes; and how many months
/// people need to settle in, when that is what ends it.
pub(super) fn cuts(
    model: &Model,
    capacity: &Capacity,
    uses: &[Use],
    steps: &[Step],
    sequence: &[usize],
    minutes: &[i64],
) -> Vec<(usize, Option<i64>)> {
    let mut ends: Vec<(usize, Option<i64>)> = Vec::new();
    let mut begin = 0;
    while begin < sequence.len() {
        let length = phase_months(model, ends.len());
        let means = length * capacity.minutes_a_month;
        let walk = Walk { model, first: ends.is_empty(), length, means, uses, steps, sequence, minutes };
        let end = walk.end(begin);
        begin = end.0;
        ends.push(end);
    }
    ends
}

/// Says of the latest dates of some steps, that begin in a month, whether they are kept.
fn date(calendar: &Calendar, month: i64, steps: &mut [Step]) {
    let mut spent = 0;
    for step in steps {
        spent += step.effort.total;
        let end = calendar.day(month + calendar.months_for(month, spent));
        if let Some(deadline) = &mut step.deadline {
            deadline.kept = end <= deadline.date;
        }
    }
}

fn phase_months(model: &Model, index: usize) -> i64 {
    let months = &model.phases.months;
    months.get(index).or(months.last()).copied().unwrap_or(12).max(1)
}

/// How far one phase goes.
struct Walk<'a> {
    model: &'a Model,
    first: bool,
    length: i64,
    means: i64,
    uses: &'a [Use],
    steps: &'a [Step],
    sequence: &'a [usize],
    minutes: &'a [i64],
}

impl Walk<'_> {
    /// Returns the end of the phase, and how many months people need to settle in when that is what ends it.
    fn end(&self, begin: usize) -> (usize, Option<i64>) {
        let phases = &self.model.phases;
        let most = phases.changes * self.length / QUARTER;
        let mut changes: BTreeMap<&str, i64> = BTreeMap::new();
        let mut changed: BTreeSet<usize> = BTreeSet::new();
        let mut used = 0;
        for (end, index) in self.sequence.iter().enumerate().skip(begin) {
            let (step, minutes) = (&self.steps[*index], self.minutes[*index]);
            let of = step.use_index();
            let counted = if of.is_some_and(|of| changed.contains(&of)) { 0 } else { step.change };
            let groups = of.filter(|_| counted > 0).map(|of| &self.uses[of].groups).into_iter().flatten();
            let groups: Vec<&str> = groups.map(String::as_str).collect();
            let too_hard = self.first && step.difficulty.band == Band::Hard && !step.in_progress;
            let too_many = self.first && end - begin >= phases.first_phase_steps;
            let too_much = groups.iter().any(|group| changes.get(group).unwrap_or(&0) + counted > most);
            if end > begin && (used + minutes > self.means || too_hard || too_many) {
                return (end, None);
            }
            if end > begin && too_much {
                let busiest = changes.values().max().copied().unwrap_or(0);
                return (end, Some((busiest * QUARTER + phases.changes - 1) / phases.changes));
            }
            groups.into_iter().for_each(|group| *changes.entry(group).or_default() += counted);
            changed.extend(of);
            used += minutes;
        }
        (self.sequence.len(), None)
    }
}
