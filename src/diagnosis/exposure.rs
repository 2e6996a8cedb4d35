//! The readings behind the impact of leaving a tool: sensitivity, exposure, lock-in, visibility, cost, pain.

use serde::Serialize;

use super::reading::{Basis, Reading};
use crate::catalog::{Level, Tool};
use crate::questionnaire::{Answer, Answers, ToolAnswers};

/// The readings behind the impact, each from 0 to 4; `scoring` anchors are in ARCHITECTURE.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Levels {
    /// Sensitivity of the data (GDPR article 9; the CNIL asks to begin with the risk to people).
    pub sensitivity: Reading<Level>,
    /// Who controls it (EU Cloud Sovereignty Framework, turned over: 4 is no European control).
    pub exposure: Reading<Level>,
    /// How hard it holds.
    pub lock_in: Reading<Level>,
    /// Who sees that it is used.
    pub visibility: Reading<Level>,
    /// What it costs, by steps of 20, 100, 300 and 1 000 euros a year.
    pub cost: Reading<Level>,
    /// How much it hinders the work.
    pub pain: Reading<Level>,
}

/// Reads the levels of one tool; a tool that the catalogue does not know has wide intervals and a low value.
pub(super) fn read(known: Option<&Tool>, answers: &Answers, tool: &ToolAnswers) -> Levels {
    let get = |id: &str| tool.answers.get(id);
    let usual = |pick: fn(&Tool) -> Level, question: &'static str| match known {
        Some(tool) => Reading::usual(pick(tool), question),
        None => Reading { basis: Basis::Assumption(question), ..Reading::unknown_impact(question) },
    };
    Levels {
        sensitivity: sensitivity(
            get("tool.data"),
            usual(|tool| tool.levels.data, "tool.data"),
            answers.general.get("rules.sensitive"),
        ),
        // The catalogue knows who controls a tool: no question asks for it.
        exposure: match known {
            Some(tool) => Reading {
                basis: Basis::Catalogue("tool.product"),
                ..Reading::answered(tool.levels.exposure, "tool.product")
            },
            None => Reading {
                basis: Basis::Assumption("tool.product"),
                ..Reading::unknown_impact("tool.product")
            },
        },
        lock_in: lock_in(get("tool.outside"), usual(|tool| tool.levels.lock_in, "tool.outside")),
        visibility: visibility(get("tool.who"), usual(|tool| tool.levels.visibility, "tool.who")),
        cost: cost(get("tool.cost")),
        pain: pain(get("tool.pain")),
    }
}

fn sensitivity(data: Option<&Answer>, usual: Reading<Level>, sensitive: Option<&Answer>) -> Reading<Level> {
    match data {
        Some(Answer::Unknown) => Reading::unknown_impact("tool.data"),
        Some(answer) => {
            let level = |choice: &String| match choice.as_str() {
                "public" => 1,
                "contacts" => 2,
                "members" | "money" | "hr" => 3,
                "sensitive" => 4,
                _ => 0,
            };
            let highest = answer.as_choices().iter().map(level).max().unwrap_or(0);
            Reading::answered(Level::clamped(highest), "tool.data")
        }
        None => {
            let people_at_risk = ["minors", "health", "opinions", "at-risk"];
            let raised = people_at_risk
                .iter()
                .any(|choice| sensitive.is_some_and(|answer| answer.holds_choice(choice)));
            if raised && usual.value.get() >= 3 { Reading { value: Level::MAX, ..usual } } else { usual }
        }
    }
}

fn lock_in(outside: Option<&Answer>, usual: Reading<Level>) -> Reading<Level> {
    match outside.and_then(Answer::as_str) {
        Some("all") => Reading::answered(Level::MAX, "tool.outside"),
        Some(_) => {
            Reading { basis: Basis::Catalogue("tool.outside"), low: usual.value, high: usual.value, ..usual }
        }
        None => usual,
    }
}

fn visibility(who: Option<&Answer>, usual: Reading<Level>) -> Reading<Level> {
    match who {
        Some(Answer::Unknown) => Reading::unknown_impact("tool.who"),
        Some(answer) => {
            let level = |choice: &String| match choice.as_str() {
                "team" | "volunteers" => 1,
                "members" => 2,
                // The public face is read in the catalogue: a site is, a mailbox is not.
                "public" => usual.value.get().max(3),
                "partners" => 3,
                _ => 0,
            };
            let highest = answer.as_choices().iter().map(level).max().unwrap_or(0);
            Reading::answered(Level::clamped(highest), "tool.who")
        }
        None => usual,
    }
}

fn cost(answer: Option<&Answer>) -> Reading<Level> {
    match answer {
        Some(Answer::Number(euros)) => {
            let steps = [20, 100, 300, 1_000];
            let level = steps.iter().filter(|step| euros >= step).count();
            Reading::answered(Level::clamped(i64::try_from(level).unwrap_or(4)), "tool.cost")
        }
        Some(Answer::Unknown) => Reading::unknown_impact("tool.cost"),
        _ => Reading::assumed(Level::MIN, Level::MIN, Level::clamped(2), "tool.cost"),
    }
}

fn pain(answer: Option<&Answer>) -> Reading<Level> {
    match answer {
        Some(Answer::Unknown) => Reading::unknown_impact("tool.pain"),
        Some(answer) => {
            let level = match answer.as_str() {
                Some("annoying") => 2,
                Some("blocking") => 4,
                _ => 0,
            };
            Reading::answered(Level::clamped(level), "tool.pain")
        }
        None => Reading::assumed(Level::MIN, Level::MIN, Level::clamped(2), "tool.pain"),
    }
}
