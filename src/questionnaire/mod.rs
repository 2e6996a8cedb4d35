//! The questionnaire: questions as data, and the walk through them.
//!
//! Comes in: a definition file and the lists it borrows from the catalogue. Goes out: a [`Questionnaire`] whose
//! references all resolve, and from answers the next [`Slot`]. It reads no file and asks nobody anything.

mod answer;
mod condition;
mod day;
mod lint;
mod question;
mod session;
mod written;

pub use answer::{Answer, Answers, NOT_APPLICABLE, Scoped, ToolAnswers, UNKNOWN};
pub use condition::{Condition, Test};
pub use day::read_day;
pub use lint::{Lists, extend_questionnaire, parse_questionnaire};
pub use question::{Choice, Kind, Mode, Question, Scope, Usual};
pub use session::{Position, Slot, apply, next, previous, sequence, visible};
pub use written::Mistake;

use crate::text::Text;

/// The pseudo-question of a condition that stands for the usage of the tool at hand.
pub const TOOL_USAGE: &str = "tool.usage";
/// The question that says which usages the association has; each is followed by its tools.
pub const USE_LIST: &str = "use.list";
/// The question that asks for one more tool of the same usage.
pub const TOOL_MORE: &str = "tool.more";
/// The question that names a tool.
pub const TOOL_PRODUCT: &str = "tool.product";

/// A checked questionnaire.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    /// The id, written in the dossiers.
    pub id: String,
    /// The id of the questionnaire that this one adds to; its dossiers are read too.
    pub extends: Option<String>,
    /// The ids of the questions that it adds to that one.
    pub added: Vec<String>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
}

/// A group of questions with a title.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The part of the question ids before the dot.
    pub id: String,
    /// The title.
    pub title: Text,
    /// How long a workshop gives to it, in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// What helps a facilitator, shown in a workshop.
    #[serde(default)]
    pub hint: Option<Text>,
}

impl Questionnaire {
    /// Returns the question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Returns the section of a question.
    pub fn section(&self, question: &Question) -> Option<&Section> {
        let section = question.id.split('.').next()?;
        self.sections.iter().find(|known| known.id == section)
    }
}
