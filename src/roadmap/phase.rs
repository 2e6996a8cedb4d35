//! From an order to a calendar: phases that the group's means allow.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::Serialize;

use super::Step;
use super::difficulty::Band;
use crate::catalog::Model;
use crate::diagnosis::{Basis, Diagnosis};

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
    /// How many months it lasts, at least 1.
    pub months: i64,
    /// Its steps, as a range of the roadmap's.
    pub steps: Range<usize>,
    /// What it costs, in minutes.
    pub minutes: i64,
    /// The share of the plan's impact that is obtained at its end, in percent.
    pub gained_percent: i64,
}

impl Phase {
    /// Returns the last month of the phase, as one of its days.
    pub fn last_month(&self) -> Date {
        after_months(self.start, self.months - 1)
    }
}

/// Walks the order and cuts where the means of a phase are used up.
///
/// The first phase takes no demanding step that is not under way, and few steps. A step larger than a whole phase
/// is a phase of its own, as long as it needs.
pub(super) fn cut(model: &Model, capacity: &Capacity, steps: &[Step], start: Date) -> Vec<Phase> {
    let minutes_a_month = capacity.minutes_a_month;
    let total: i64 = steps.iter().map(|step| step.impact.total()).sum();
    let mut phases: Vec<Phase> = Vec::new();
    let (mut begin, mut gained, mut day) = (0, 0, start);
    while begin < steps.len() {
        let length = phase_months(model, phases.len());
        let end = phase_end(model, phases.is_empty(), length * minutes_a_month, steps, begin);
        let minutes: i64 = steps[begin..end].iter().map(|step| step.effort.total).sum();
        gained += steps[begin..end].iter().map(|step| step.impact.total()).sum::<i64>();
        // A phase ends when its work does: the next one begins the month after.
        let months = ((minutes + minutes_a_month - 1) / minutes_a_month).max(1);
        phases.push(Phase {
            number: phases.len() + 1,
            start: day,
            months,
            steps: begin..end,
            minutes,
            gained_percent: if total == 0 { 100 } else { (gained * 100 + total / 2) / total },
        });
        day = after_months(day, months);
        begin = end;
    }
    phases
}

fn phase_months(model: &Model, index: usize) -> i64 {
    let months = &model.phases.months;
    months.get(index).or(months.last()).copied().unwrap_or(12).max(1)
}

fn phase_end(model: &Model, first_phase: bool, means: i64, steps: &[Step], begin: usize) -> usize {
    let mut used = 0;
    let mut end = begin;
    for step in &steps[begin..] {
        let too_hard = first_phase && step.difficulty.band == Band::Hard && !step.in_progress;
        let too_many = first_phase && end - begin >= model.phases.first_phase_steps;
        if end > begin && (used + step.effort.total > means || too_hard || too_many) {
            break;
        }
        used += step.effort.total;
        end += 1;
    }
    end
}

fn after_months(day: Date, months: i64) -> Date {
    // A plan of many years stays inside the calendar of the library.
    let span: Span = months.clamp(0, 12_000).months();
    day.checked_add(span).unwrap_or(Date::MAX)
}
