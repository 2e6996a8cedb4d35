//! What one question is: its wording, its kind of answer, its choices and its bounds.

use serde::{Deserialize, Serialize};

use super::answer::Answers;
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
    /// Every question that may be put in front of a group, with what a facilitator needs.
    Workshop,
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
    /// What helps a facilitator to put it to a group, shown in a workshop.
    pub hint: Option<Text>,
    /// Why the answer changes nothing in the plan, when it changes nothing; shown on demand.
    pub no_effect: Option<Text>,
    /// Whether the express mode asks it.
    pub express: bool,
    /// Whether « non concerné » is an answer.
    pub not_applicable: bool,
    /// Whether it is left out of a screen that a group looks at.
    pub private: bool,
    /// Whether the choices are levels, from one end to the other.
    pub ordered: bool,
    /// What a number usually is; another one is asked again, and accepted.
    pub usual: Option<Usual>,
    /// The question whose choices are the only ones proposed here.
    pub within: Option<String>,
    /// The most choices that an answer holds.
    pub max_choices: Option<usize>,
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
    /// A day.
    Date,
    /// Something of the catalogue.
    Search(Scope),
    /// Any number of the other tools of the dossier, by what they are kept as.
    Links,
}

/// Bounds that a number usually respects.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usual {
    /// The smallest usual answer.
    pub min: Option<i64>,
    /// The greatest usual answer.
    pub max: Option<i64>,
    /// Questions whose answers, added up, are usually not exceeded.
    #[serde(default)]
    pub at_most_sum_of: Vec<String>,
    /// What is said of another answer.
    pub message: Text,
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
    /// Why it changes nothing in the plan, when it changes nothing.
    #[serde(default)]
    pub no_effect: Option<Text>,
}

impl Usual {
    /// Tells whether a number is usual, given the other answers: a sum of which a part is not known, or that is
    /// nothing, says nothing.
    pub fn fits(&self, number: i64, answers: &Answers) -> bool {
        let known = |id: &String| answers.general.get(id)?.as_number();
        let parts: Option<Vec<i64>> = self.at_most_sum_of.iter().map(known).collect();
        let sum: i64 = parts.unwrap_or_default().iter().sum();
        let most = self.max.into_iter().chain((sum > 0).then_some(sum)).min();
        most.is_none_or(|most| number <= most) && self.min.is_none_or(|least| number >= least)
    }
}

impl Choice {
    /// Makes a choice.
    pub fn new(id: impl Into<String>, label: Text) -> Self {
        Self { id: id.into(), label, exclusive: false, no_effect: None }
    }
}

impl Mode {
    /// Returns the word of a dossier and of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Full => "full",
            Self::Workshop => "workshop",
        }
    }
}

impl Question {
    /// Makes a question that is always asked, in every mode; the texts are its id.
    #[cfg(test)]
    pub(crate) fn plain(id: &str, kind: Kind) -> Self {
        let text = Text::same(id);
        Self {
            id: id.to_owned(),
            kind,
            text: text.clone(),
            why: text,
            where_to_find: None,
            hint: None,
            no_effect: None,
            express: true,
            not_applicable: false,
            private: false,
            ordered: false,
            usual: None,
            within: None,
            max_choices: None,
            condition: None,
        }
    }

    /// Tells whether the question is asked once for each tool.
    pub fn is_about_a_tool(&self) -> bool {
        self.id.starts_with("tool.")
    }

    /// Tells whether a mode asks the question, its condition left aside.
    pub fn is_in(&self, mode: Mode) -> bool {
        match mode {
            Mode::Express => self.express,
            Mode::Full => true,
            Mode::Workshop => !self.private,
        }
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
