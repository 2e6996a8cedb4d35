//! Two plans of one association side by side: what moves, and what the other one costs.

use serde::Serialize;

use super::Roadmap;
use super::layout::{Layout, Spot};
use crate::diagnosis::Diagnosis;
use crate::text::Text;

/// What another plan changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The steps that come, go, or stand elsewhere, in the order of the other plan; those that go are last.
    pub steps: Vec<Shift>,
    /// The work of each plan, in minutes.
    pub minutes: [i64; 2],
    /// The length of each plan, in months.
    pub months: [i64; 2],
    /// What the other plan obtains in the end, in hundredths of a percent of what this one does.
    pub obtained: i64,
    /// What the other plan adds to the exposure over the same time, in hundredths of a percent; negative when it
    /// spares some. The exposure is the sum of impact × time until it is obtained; what is never obtained counts
    /// until the later end of both plans.
    pub exposure: i64,
}

/// A step that does not stand where it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// What it is called, in the other plan if it is there.
    pub title: Text,
    /// Where it stands in this plan.
    pub before: Option<Spot>,
    /// Where it stands in the other one.
    pub after: Option<Spot>,
}

/// Compares the plan of today with another one of the same association.
pub fn compare(today: (&Diagnosis, &Roadmap), other: (&Diagnosis, &Roadmap)) -> Difference {
    let (before, after) = (today.1, other.1);
    let layouts = [Layout::of(today.0, before), Layout::of(other.0, after)];
    let (mut steps, mut pairs) = (Vec::new(), Vec::new());
    for (ours, theirs) in layouts[0].beside(&layouts[1]) {
        pairs.push((ours.map(|spot| spot.place - 1), theirs.map(|spot| spot.place - 1)));
        if ours != theirs {
            let of = |roadmap: &Roadmap, spot: &Spot| roadmap.steps[spot.place - 1].title.clone();
            let title = theirs.map(|spot| of(after, spot)).or(ours.map(|spot| of(before, spot)));
            let (before, after) = (ours.cloned(), theirs.cloned());
            steps.push(Shift { title: title.unwrap_or_default(), before, after });
        }
    }
    let place = |spot: &Option<Spot>| spot.as_ref().map_or(usize::MAX, |spot| spot.place);
    steps.sort_by_key(|shift| (place(&shift.after), place(&shift.before)));
    let impact = |roadmap: &Roadmap| roadmap.steps.iter().map(|step| i128::from(step.impact.total())).sum();
    let [base, obtained]: [i128; 2] = [impact(before), impact(after)];
    Difference {
        steps,
        minutes: [before, after].map(|plan| plan.steps.iter().map(|step| step.effort.total).sum()),
        months: [before, after].map(|plan| plan.phases.iter().map(|phase| phase.months).sum()),
        obtained: if base == 0 { 10_000 } else { share(obtained, base) },
        exposure: exposure(before, after, &pairs),
    }
}

/// Both plans on one clock, which counts minutes of work multiplied by the pace of the other plan.
fn exposure(before: &Roadmap, after: &Roadmap, pairs: &[(Option<usize>, Option<usize>)]) -> i64 {
    let pace = |plan: &Roadmap| i128::from(plan.capacity.minutes_a_month);
    let ours = completions(before, pace(after));
    let theirs = completions(after, pace(before));
    let end = ours.last().max(theirs.last()).copied().unwrap_or(0);
    let (mut spent, mut other) = (0, 0);
    for (left, right) in pairs {
        let weight = |plan: &Roadmap, step: &Option<usize>| {
            step.map(|step| i128::from(plan.steps[step].impact.total()))
        };
        let (left_weight, right_weight) = (weight(before, left), weight(after, right));
        spent += left_weight.or(right_weight).unwrap_or(0) * left.map_or(end, |step| ours[step]);
        other += right_weight.or(left_weight).unwrap_or(0) * right.map_or(end, |step| theirs[step]);
    }
    if spent == 0 { 0 } else { share(other - spent, spent) }
}

fn completions(plan: &Roadmap, scale: i128) -> Vec<i128> {
    let mut clock = 0;
    let times = plan.steps.iter().map(|step| {
        clock += i128::from(step.effort.total) * scale;
        clock
    });
    times.collect()
}

/// Returns a share in hundredths of a percent.
fn share(part: i128, whole: i128) -> i64 {
    i64::try_from(part * 10_000 / whole).unwrap_or(i64::MAX)
}
