//! What was typed, ticked or placed at a question and not confirmed: no answer yet, and not lost either.

use serde::{Deserialize, Serialize};

use crate::questionnaire::Position;

/// What a person left at a question, kept beside the answers until the question has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The question.
    pub at: Position,
    /// What was left.
    pub left: Left,
}

/// What is left of an answer that was not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Left {
    /// A text.
    Typed(String),
    /// Groups of choices in their order; one group holds all that was ticked in a list.
    Placed(Vec<Vec<String>>),
}
