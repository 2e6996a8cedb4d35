//! What a person answered, and the three ways of having no answer: not asked (absent), « je ne sais pas »
//! ([`Answer::Unknown`]), « non concerné » ([`Answer::NotApplicable`]).

use std::collections::BTreeMap;

use jiff::civil::Date;

/// The word of a dossier for « je ne sais pas ».
pub const UNKNOWN: &str = "unknown";
/// The word of a dossier for « non concerné ».
pub const NOT_APPLICABLE: &str = "not-applicable";

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The id of a choice.
    Choice(String),
    /// The ids of several choices, in the order of the question.
    Choices(Vec<String>),
    /// Groups of choices, most important first; a group holds what is tied.
    Rank(Vec<Vec<String>>),
    /// A whole number.
    Number(i64),
    /// Free text, or a name of the catalogue.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// « Je ne sais pas ».
    Unknown,
    /// « Non concerné ».
    NotApplicable,
}

/// Every answer of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Answers about the association, by question id.
    pub general: BTreeMap<String, Answer>,
    /// Answers about each tool, in the order in which the tools were named.
    pub tools: Vec<ToolAnswers>,
}

/// The answers about one tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolAnswers {
    /// The usage that the tool serves.
    pub usage: String,
    /// Answers by question id, such as `tool.users`.
    pub answers: BTreeMap<String, Answer>,
}

/// Answers as one question sees them: those of the association, and those of the tool at hand.
#[derive(Clone, Copy, Debug)]
pub struct Scoped<'a> {
    answers: &'a Answers,
    tool: Option<&'a ToolAnswers>,
}

impl<'a> Scoped<'a> {
    /// Returns the answer to a question.
    pub fn get(&self, question: &str) -> Option<&'a Answer> {
        if question.starts_with("tool.") {
            self.tool?.answers.get(question)
        } else {
            self.answers.general.get(question)
        }
    }

    /// Returns the usage of the tool at hand.
    pub fn usage(&self) -> Option<&'a str> {
        self.tool.map(|tool| tool.usage.as_str())
    }
}

impl Answers {
    /// Returns the answers as a question about the association sees them.
    pub fn general_scope(&self) -> Scoped<'_> {
        Scoped { answers: self, tool: None }
    }

    /// Returns the answers as a question about one tool sees them.
    pub fn tool_scope<'a>(&'a self, tool: &'a ToolAnswers) -> Scoped<'a> {
        Scoped { answers: self, tool: Some(tool) }
    }
}

impl Answer {
    /// Tells whether the answer says something: neither unknown nor not applicable.
    pub fn is_informative(&self) -> bool {
        !matches!(self, Self::Unknown | Self::NotApplicable)
    }

    /// Tells whether the answer is, or holds, a choice; `unknown` and `not-applicable` name the absent answers.
    pub fn holds_choice(&self, id: &str) -> bool {
        match self {
            Self::Choice(choice) => choice == id,
            Self::Choices(choices) => choices.iter().any(|choice| choice == id),
            Self::Boolean(yes) => id == if *yes { "true" } else { "false" },
            Self::Unknown => id == UNKNOWN,
            Self::NotApplicable => id == NOT_APPLICABLE,
            _ => false,
        }
    }

    /// Returns the number, if it is one.
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the day, if it is one.
    pub fn as_date(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Returns the text or the choice, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Choice(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the choices, one or several.
    pub fn as_choices(&self) -> &[String] {
        match self {
            Self::Choice(choice) => std::slice::from_ref(choice),
            Self::Choices(choices) => choices,
            _ => &[],
        }
    }
}
