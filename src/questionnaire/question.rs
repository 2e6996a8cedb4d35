//! What one question is: its wording, its kind of answer, its choices and its bounds.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::text::Text;

/// How far the questionnaire goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The shortest way to a first plan: the questions marked `express`.
    #[default]
    Express,
    /// Every question.
    Full,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The immutable id, such as `org.staff`; the part before the dot is its section.
    pub id: String,
    /// The kind of answer.
    pub kind: Kind,
    /// The wording.
    pub text: Text,
    /// Why it is asked, shown on demand.
    pub why: Text,
    /// Where the answer can be found, shown on demand.
    pub where_to_find: Option<Text>,
    /// Whether the express mode asks it.
    pub express: bool,
    /// Whether « non concerné » is an answer.
    pub not_applicable: bool,
    /// When it is asked; always, when absent.
    pub condition: Option<Condition>,
}

/// The kind of answer that a question takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One choice.
    Single(Vec<Choice>),
    /// Any number of choices.
    Multiple(Vec<Choice>),
    /// All choices in order of importance, ties allowed.
    Rank(Vec<Choice>),
    /// A whole number within bounds, both allowed.
    Number {
        /// The smallest answer.
        min: i64,
        /// The greatest answer.
        max: i64,
        /// What is counted.
        unit: Option<Text>,
    },
    /// Free text.
    Text {
        /// The greatest length, in characters.
        max_length: usize,
    },
    /// Yes or no.
    Boolean,
    /// Something of the catalogue.
    Search(Scope),
}

/// What a search question looks among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Tools and alternatives; a name that the catalogue does not know is kept as it was typed.
    Products,
    /// Alternatives only; a name that the catalogue does not know is kept as well.
    Alternatives,
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The immutable id, written in the dossier.
    pub id: String,
    /// What is shown.
    pub label: Text,
    /// Whether it rules out every other choice of a multiple question.
    #[serde(default)]
    pub exclusive: bool,
}

impl Question {
    /// Tells whether the question is asked once for each tool.
    pub fn is_about_a_tool(&self) -> bool {
        self.id.starts_with("tool.")
    }

    /// Tells whether a mode asks the question, its condition left aside.
    pub fn is_in(&self, mode: Mode) -> bool {
        self.express || mode == Mode::Full
    }

    /// Returns the choices, empty for the kinds that have none.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Single(choices) | Kind::Multiple(choices) | Kind::Rank(choices) => choices,
            _ => &[],
        }
    }

    /// Returns the choice with this id.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id == id)
    }
}
