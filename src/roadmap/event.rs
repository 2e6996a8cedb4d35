//! Occasions: what makes a change easier when both come in the same month, such as a new website.

use jiff::civil::Date;
use serde::Serialize;

use super::calendar::Calendar;
use super::{Effort, Kind, Step, step};
use crate::catalog::Model;
use crate::diagnosis::Diagnosis;
use crate::text::Lang;

/// Something in the year that makes a step easier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occasion {
    /// A choice of `events.list`.
    pub event: String,
    /// Its month, as one of its days.
    pub month: Date,
    /// What set-up and training cost then, in percent.
    pub percent: i64,
}

impl Occasion {
    /// Returns what happens, as the questionnaire says it.
    pub fn label(&self, lang: Lang) -> &str {
        match self.event.as_str() {
            "website" => lang.pick("la refonte du site", "the new website"),
            "computers" => lang.pick("de nouveaux ordinateurs", "the new computers"),
            "arrival" => lang.pick("l'arrivée d'une personne dans l'équipe", "somebody joining the team"),
            "bank" => {
                lang.pick("un changement de banque ou de comptabilité", "the change of bank or of accounting")
            }
            other => other,
        }
    }
}

/// Beyond so many steps, a step takes an occasion that falls on it and is not moved to meet one.
const MOVABLE: usize = 100;

/// Lets steps take the occasions of the year: in its month, one costs less. A step is moved to meet its occasion when
/// that keeps as many latest dates and leaves less exposure, over all; one at a time, in their order.
///
/// Returns the steps in their sequence, and whether one takes an occasion.
pub(super) fn ride(
    model: &Model,
    diagnosis: &Diagnosis,
    calendar: &Calendar,
    steps: Vec<Step>,
) -> (Vec<Step>, bool) {
    let wanted: Vec<Option<(&String, i64)>> =
        steps.iter().map(|step| occasion(model, diagnosis, calendar, step)).collect();
    if wanted.iter().all(Option::is_none) {
        return (steps, false);
    }
    let ride = Ride { calendar, percent: model.events.percent, steps: &steps, wanted: &wanted };
    let mut sequence: Vec<usize> = (0..steps.len()).collect();
    // What is under way or pinned is not overtaken.
    let fixed = steps.iter().rposition(|step| step.in_progress || step.pinned).map_or(0, |last| last + 1);
    let movable = (fixed..steps.len()).filter(|index| wanted[*index].is_some());
    for index in movable.filter(|_| steps.len() <= MOVABLE) {
        sequence = ride.best(sequence, fixed, index);
    }
    let (_, taken) = ride.walk(&sequence);
    let occasions = wanted.iter().zip(&taken).map(|(wanted, taken)| {
        let (event, month) = wanted.filter(|_| *taken)?;
        let percent = model.events.percent;
        Some(Occasion { event: event.clone(), month: calendar.day(month), percent })
    });
    let occasions: Vec<Option<Occasion>> = occasions.collect();
    let mut ridden = steps;
    for (step, occasion) in ridden.iter_mut().zip(occasions) {
        if let Some(occasion) = occasion {
            step.effort = step.effort.eased(occasion.percent);
            step.occasion = Some(occasion);
        }
    }
    (step::rearrange(ridden, &sequence), taken.contains(&true))
}

/// Returns the first occasion of the year that suits a step, and in how many months it comes.
fn occasion<'d>(
    model: &Model,
    diagnosis: &'d Diagnosis,
    calendar: &Calendar,
    step: &Step,
) -> Option<(&'d String, i64)> {
    let Kind::Move { of, .. } = step.kind else { return None };
    let usage = &diagnosis.uses[of].usage;
    let suits = |event: &String| model.events.usages.get(event).is_some_and(|usages| usages.contains(usage));
    let coming = diagnosis.events.iter().filter(|(event, _)| suits(event) && !step.in_progress);
    coming.map(|(event, month)| (event, calendar.next(*month))).min_by_key(|(_, months)| *months)
}

struct Ride<'a> {
    calendar: &'a Calendar,
    percent: i64,
    steps: &'a [Step],
    wanted: &'a [Option<(&'a String, i64)>],
}

impl Ride<'_> {
    /// Walks a sequence: the latest dates missed and the exposure, and which steps take their occasion.
    fn walk(&self, sequence: &[usize]) -> ((usize, i128), Vec<bool>) {
        let mut taken = vec![false; self.steps.len()];
        let (mut clock, mut missed, mut exposure) = (0, 0, 0);
        for index in sequence {
            let step = &self.steps[*index];
            let mut minutes = step.effort.total;
            if let Some((_, month)) = self.wanted[*index] {
                let eased = step.effort.eased(self.percent).total;
                let span = self.calendar.month_after(clock)..=self.calendar.month_after(clock + eased - 1);
                if span.contains(&month) {
                    taken[*index] = true;
                    minutes = eased;
                }
            }
            clock += minutes;
            let due = step.deadline.as_ref().map(|deadline| self.calendar.minutes_before(deadline.date));
            missed += usize::from(due.is_some_and(|due| clock > due));
            exposure += i128::from(step.impact.total()) * i128::from(clock);
        }
        ((missed, exposure), taken)
    }

    /// Puts one step where it costs least, after what it waits for and before what waits for it; where it stands at
    /// equality.
    fn best(&self, sequence: Vec<usize>, fixed: usize, index: usize) -> Vec<usize> {
        let mut best = (self.walk(&sequence).0, sequence.clone());
        let without: Vec<usize> = sequence.into_iter().filter(|other| *other != index).collect();
        let waits =
            |after: usize, before: usize| self.steps[after].after.iter().any(|link| link.step == before);
        let first =
            without.iter().rposition(|other| waits(index, *other)).map_or(0, |last| last + 1).max(fixed);
        let last = without.iter().position(|other| waits(*other, index)).unwrap_or(without.len());
        for place in first..=last {
            let mut candidate = without.clone();
            candidate.insert(place, index);
            let cost = self.walk(&candidate).0;
            if cost < best.0 {
                best = (cost, candidate);
            }
        }
        best.1
    }
}

impl Effort {
    /// Returns the same work when set-up and training cost a part of what they do.
    fn eased(self, percent: i64) -> Self {
        let (setup, people) = (self.setup * percent / 100, self.people * percent / 100);
        let total = (setup + self.content + people).max(1);
        let scaled = |end: i64| end * total / self.total.max(1);
        Self { setup, people, total, low: scaled(self.low), high: scaled(self.high), ..self }
    }
}
