//! When a question is asked: structured data, checked when it is loaded, never text to parse.

use serde::Deserialize;

use super::answer::{Answer, Scoped};

/// A condition on earlier answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawCondition")]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A test of one answer.
    Test {
        /// The question tested; `tool.usage` is the usage of the tool at hand.
        question: String,
        /// The test.
        test: Test,
    },
}

/// A test of one answer. A missing answer passes only [`Test::IsNot`] and [`Test::NoneOf`]; « je ne sais pas » is
/// the choice `unknown`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The answer is, or holds, this choice.
    Is(String),
    /// The answer is not, and does not hold, this choice.
    IsNot(String),
    /// The answer is, or holds, one of these choices.
    AnyOf(Vec<String>),
    /// The answer is none, and holds none, of these choices.
    NoneOf(Vec<String>),
    /// The number is at least this.
    AtLeast(i64),
    /// The number is at most this.
    AtMost(i64),
    /// The question has an answer other than « je ne sais pas » (true), or has none (false).
    Answered(bool),
}

impl Condition {
    /// Tells whether the condition holds for these answers.
    pub fn holds(&self, answers: Scoped<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Self::Not(part) => !part.holds(answers),
            Self::Test { question, test } if question == super::TOOL_USAGE => {
                test.passes(answers.usage().map(|usage| Answer::Choice(usage.to_owned())).as_ref())
            }
            Self::Test { question, test } => test.passes(answers.get(question)),
        }
    }

    /// Returns every test with the question it looks at, from left to right.
    pub fn tests(&self) -> Vec<(&str, &Test)> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
            Self::Test { question, test } => vec![(question, test)],
        }
    }
}

impl Test {
    /// Returns the choices that the test names.
    pub fn choices(&self) -> &[String] {
        match self {
            Self::Is(choice) | Self::IsNot(choice) => std::slice::from_ref(choice),
            Self::AnyOf(choices) | Self::NoneOf(choices) => choices,
            _ => &[],
        }
    }

    fn passes(&self, answer: Option<&Answer>) -> bool {
        let holds = |choice: &String| answer.is_some_and(|answer| answer.holds_choice(choice));
        let number = answer.and_then(Answer::as_number);
        match self {
            Self::Is(choice) => holds(choice),
            Self::IsNot(choice) => !holds(choice),
            Self::AnyOf(choices) => choices.iter().any(holds),
            Self::NoneOf(choices) => !choices.iter().any(holds),
            Self::AtLeast(bound) => number.is_some_and(|number| number >= *bound),
            Self::AtMost(bound) => number.is_some_and(|number| number <= *bound),
            Self::Answered(wanted) => answer.is_some_and(Answer::is_informative) == *wanted,
        }
    }
}

/// The form of a condition in a file: exactly one of `all`, `any`, `not`, or `question` with one test.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCondition {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    question: Option<String>,
    is: Option<String>,
    is_not: Option<String>,
    any_of: Option<Vec<String>>,
    none_of: Option<Vec<String>>,
    at_least: Option<i64>,
    at_most: Option<i64>,
    answered: Option<bool>,
}

impl TryFrom<RawCondition> for Condition {
    type Error = &'static str;

    fn try_from(raw: RawCondition) -> Result<Self, Self::Error> {
        let tests: Vec<Test> = [
            raw.is.map(Test::Is),
            raw.is_not.map(Test::IsNot),
            raw.any_of.map(Test::AnyOf),
            raw.none_of.map(Test::NoneOf),
            raw.at_least.map(Test::AtLeast),
            raw.at_most.map(Test::AtMost),
            raw.answered.map(Test::Answered),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (raw.all, raw.any, raw.not, raw.question, tests.as_slice()) {
            (Some(parts), None, None, None, []) => Ok(Self::All(parts)),
            (None, Some(parts), None, None, []) => Ok(Self::Any(parts)),
            (None, None, Some(part), None, []) => Ok(Self::Not(part)),
            (None, None, None, Some(question), [test]) => Ok(Self::Test { question, test: test.clone() }),
            _ => Err("a condition holds one of `all`, `any`, `not`, or `question` with exactly one test"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Answers;
    use super::*;

    fn condition(text: &str) -> Condition {
        serde_yaml::from_str(text).unwrap()
    }

    fn answers(id: &str, answer: Answer) -> Answers {
        Answers { general: [(id.to_owned(), answer)].into(), tools: Vec::new() }
    }

    #[test]
    fn an_unknown_answer_passes_only_the_negative_tests() {
        let answers = answers("a.b", Answer::Unknown);
        assert!(!condition("{question: a.b, is: x}").holds(answers.general_scope()));
        assert!(!condition("{question: a.b, at_most: 3}").holds(answers.general_scope()));
        assert!(condition("{question: a.b, none_of: [x]}").holds(answers.general_scope()));
    }

    #[test]
    fn parts_combine() {
        let answers = answers("a.b", Answer::Number(3));
        let both = condition("all: [{question: a.b, at_least: 3}, {not: {question: a.b, at_least: 4}}]");
        assert!(both.holds(answers.general_scope()));
    }

    #[test]
    fn two_tests_in_one_condition_are_refused() {
        assert!(serde_yaml::from_str::<Condition>("{question: a.b, is: x, is_not: y}").is_err());
    }
}
