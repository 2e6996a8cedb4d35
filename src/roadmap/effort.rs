//! What a step costs: set-up, content to bring along, people to train. Minutes; a person-day has 420.

use serde::Serialize;

use crate::catalog::{Alternative, EffortModel, Migration, Model, Setup};
use crate::diagnosis::{Diagnosis, Frequency, Use};

/// What a step costs, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effort {
    /// To set the new tool up.
    pub setup: i64,
    /// To bring the content along.
    pub content: i64,
    /// For the people who change, all together.
    pub people: i64,
    /// In all, at least one minute.
    pub total: i64,
    /// The lower end of the range that holds nine real efforts out of ten.
    pub low: i64,
    /// The upper end.
    pub high: i64,
}

/// What a step handles, before the prices of the model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    /// Minutes of set-up, before any help.
    pub(super) setup: i64,
    /// Minutes of content, by hand in a standard format.
    pub(super) content: i64,
    /// People who change.
    pub(super) users: i64,
}

impl Effort {
    /// Prices the work of a migration.
    pub(super) fn of(
        model: &EffortModel,
        diagnosis: &Diagnosis,
        one: &Use,
        migration: &Migration,
        work: Work,
    ) -> Self {
        let help = help_percent(model, diagnosis);
        let ease = match diagnosis.ease.as_deref() {
            Some("help-needed") => model.ease_percent.help_needed,
            Some("at-ease") => model.ease_percent.at_ease,
            _ => model.ease_percent.half,
        };
        // What is used once a month changes fewer gestures than what is used every day.
        let seldom = matches!(one.frequency, Some(Frequency::Monthly | Frequency::Rarely));
        let habit = migration.habit.index().saturating_sub(usize::from(seldom));
        Self::sum(
            model,
            diagnosis,
            work.setup * help / 100,
            work.content * model.path_percent.percent(migration.path) / 100,
            work.users * model.habit[habit] * ease * help / 10_000,
        )
    }

    /// Prices a set-up that serves several steps, or the recovery of an account.
    pub(super) fn of_setup(model: &EffortModel, diagnosis: &Diagnosis, minutes: i64) -> Self {
        Self::sum(model, diagnosis, minutes * help_percent(model, diagnosis) / 100, 0, 0)
    }

    /// Returns what is left when some minutes are done already, set-up first, then content, then people.
    pub(super) fn remaining(self, model: &EffortModel, diagnosis: &Diagnosis, mut done: i64) -> Self {
        let mut left = |part: i64| {
            let taken = part.min(done);
            done -= taken;
            part - taken
        };
        let (setup, content, people) = (left(self.setup), left(self.content), left(self.people));
        Self::sum(model, diagnosis, setup, content, people)
    }

    fn sum(model: &EffortModel, diagnosis: &Diagnosis, setup: i64, content: i64, people: i64) -> Self {
        let total = (setup + content + people).max(1);
        let (low, high) = match diagnosis.confidence.as_deref() {
            Some("sure") => (model.sure_low_percent, model.sure_high_percent),
            _ => (model.low_percent, model.high_percent),
        };
        Self { setup, content, people, total, low: total * low / 100, high: total * high / 100 }
    }
}

/// A network that brings tutorials and people lightens set-up and training.
fn help_percent(model: &EffortModel, diagnosis: &Diagnosis) -> i64 {
    if diagnosis.network.is_some() { model.network_percent } else { 100 }
}

/// Returns the minutes of set-up that an alternative asks for a number of machines.
pub(super) fn setup_minutes(model: &Model, alternative: &Alternative, machines: i64) -> i64 {
    let minutes = model.effort.setup.minutes(alternative.setup);
    if alternative.setup == Setup::Workstation { minutes * machines } else { minutes }
}
