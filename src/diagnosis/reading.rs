//! A value with its interval and where it comes from.

use serde::Serialize;

use crate::catalog::Level;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "from", content = "question")]
pub enum Basis {
    /// The answer to this question.
    Answer(&'static str),
    /// The usual case of the catalogue, which an answer to this question would replace.
    Catalogue(&'static str),
    /// A default of the model, which an answer to this question would replace.
    Assumption(&'static str),
    /// « Je ne sais pas » to this question: the value is the end of the interval that favours the step least.
    Unknown(&'static str),
}

/// A value, the interval in which it lies, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading<T> {
    /// The value that the computation uses.
    pub value: T,
    /// The lowest value that the answers allow.
    pub low: T,
    /// The highest value that the answers allow.
    pub high: T,
    /// Where it comes from.
    pub basis: Basis,
}

impl<T: Copy> Reading<T> {
    /// Makes a certain value out of an answer.
    pub fn answered(value: T, question: &'static str) -> Self {
        Self { value, low: value, high: value, basis: Basis::Answer(question) }
    }

    /// Makes a value out of a default of the model.
    pub fn assumed(value: T, low: T, high: T, question: &'static str) -> Self {
        Self { value, low, high, basis: Basis::Assumption(question) }
    }

    /// Makes a value out of « je ne sais pas ».
    pub fn unknown(value: T, low: T, high: T, question: &'static str) -> Self {
        Self { value, low, high, basis: Basis::Unknown(question) }
    }

    /// Returns the question that would make the value certain, when it is not.
    pub fn open_question(&self) -> Option<&'static str> {
        match self.basis {
            Basis::Answer(_) => None,
            Basis::Catalogue(question) | Basis::Assumption(question) | Basis::Unknown(question) => {
                Some(question)
            }
        }
    }
}

impl Reading<Level> {
    /// Makes a level out of the usual case of the catalogue, one step wide on each side.
    pub fn usual(level: Level, question: &'static str) -> Self {
        let (low, high) = (Level::clamped(level.get() - 1), Level::clamped(level.get() + 1));
        Self { value: level, low, high, basis: Basis::Catalogue(question) }
    }

    /// Makes a level of impact out of « je ne sais pas »: it counts as the lowest, so that it never helps a rank.
    pub fn unknown_impact(question: &'static str) -> Self {
        Self::unknown(Level::MIN, Level::MIN, Level::MAX, question)
    }

    /// Makes a level of effort out of « je ne sais pas »: it counts as the highest, so that it never helps a rank.
    pub fn unknown_effort(question: &'static str) -> Self {
        Self::unknown(Level::MAX, Level::MIN, Level::MAX, question)
    }
}
