//! The extremes of what a question could be answered.

use crate::catalog::Catalog;
use crate::diagnosis::Diagnosis;
use crate::questionnaire::{Answer, Answers, Choice, Kind, Question, Slot, USE_LIST};

/// The most answers tried for one question.
const MOST: usize = 12;

/// Returns answers that between them stand for all that could be said, in the order of the question.
pub(super) fn answers(
    catalog: &Catalog,
    diagnosis: &Diagnosis,
    answers: &Answers,
    slot: &Slot<'_>,
) -> Vec<Answer> {
    let question = slot.question;
    let tool = slot.tool.as_ref().and_then(|tool| tool.index);
    let mut values = match &question.kind {
        // What people do decides which tools there are: the interview asks it before any other.
        _ if question.id == USE_LIST => return Vec::new(),
        Kind::Single(choices) => {
            counted(choices).take(MOST).map(|choice| Answer::Choice(choice.id.clone())).collect()
        }
        Kind::Multiple(choices) => several(question, choices, answers),
        Kind::Rank(choices) => choices.iter().map(|first| leading(choices, first)).collect(),
        Kind::Number { min, max, .. } => numbers(diagnosis, answers, question, tool, *min, *max),
        Kind::Boolean => vec![Answer::Boolean(false), Answer::Boolean(true)],
        // A text says at most that there is something.
        Kind::Text { .. } => vec![Answer::Text("…".to_owned())],
        Kind::Search(_) => targets(catalog, diagnosis, question, tool),
        Kind::Date | Kind::Links => Vec::new(),
    };
    if question.not_applicable {
        values.push(Answer::NotApplicable);
    }
    values
}

/// Returns the choices that can change something.
fn counted(choices: &[Choice]) -> impl Iterator<Item = &Choice> {
    choices.iter().filter(|choice| choice.no_effect.is_none())
}

/// Returns each choice alone, and all those that go together.
fn several(question: &Question, choices: &[Choice], answers: &Answers) -> Vec<Answer> {
    let offered = question.within.as_ref().and_then(|within| answers.general.get(within));
    let is_offered = |choice: &&Choice| {
        offered.is_none_or(|offered| choice.exclusive || offered.as_choices().contains(&choice.id))
    };
    let kept: Vec<&Choice> = counted(choices).filter(is_offered).collect();
    let together: Vec<String> =
        kept.iter().filter(|choice| !choice.exclusive).map(|choice| choice.id.clone()).collect();
    let alone = kept.iter().take(MOST).map(|choice| vec![choice.id.clone()]);
    let most = question.max_choices.unwrap_or(usize::MAX);
    let all = (together.len() > 1).then(|| together.into_iter().take(most).collect());
    alone.chain(all).map(Answer::Choices).collect()
}

/// Returns the ranking that puts one choice first and the others together.
fn leading(choices: &[Choice], first: &Choice) -> Answer {
    let others = choices.iter().filter(|choice| choice.id != first.id).map(|choice| choice.id.clone());
    Answer::Rank(vec![vec![first.id.clone()], others.collect()])
}

/// Returns the ends of what a number can be, and one near its lower end: zero is often a case of its own.
fn numbers(
    diagnosis: &Diagnosis,
    answers: &Answers,
    question: &Question,
    tool: Option<usize>,
    min: i64,
    max: i64,
) -> Vec<Answer> {
    let one = tool.and_then(|index| diagnosis.uses.iter().find(|one| one.index == index));
    // The interval that the diagnosis reckons with, where it has one; else what is usual; else what is allowed.
    let interval = match (question.id.as_str(), one) {
        ("means.hours", _) => Some((diagnosis.hours.low, diagnosis.hours.high)),
        ("org.staff" | "org.volunteers", _) => Some((0, diagnosis.people.high - diagnosis.people.low)),
        ("tool.users", Some(one)) => Some((one.users.low, one.users.high)),
        _ => None,
    };
    let usual = question.usual.as_ref();
    let known = |id: &String| answers.general.get(id)?.as_number();
    let sum: i64 = usual.map_or(0, |usual| usual.at_most_sum_of.iter().filter_map(known).sum());
    let most = usual.and_then(|usual| usual.max).or((sum > 0).then_some(sum)).unwrap_or(max);
    let least = usual.and_then(|usual| usual.min).unwrap_or(min);
    let (low, high) = interval.unwrap_or((least, most));
    let (low, high) = (low.clamp(min, max), high.clamp(min, max));
    let mut numbers = vec![low, low + (high - low) / 4, high];
    numbers.dedup();
    numbers.into_iter().map(Answer::Number).collect()
}

/// Returns the first software that a tool could be replaced with.
fn targets(
    catalog: &Catalog,
    diagnosis: &Diagnosis,
    question: &Question,
    tool: Option<usize>,
) -> Vec<Answer> {
    let one = tool.and_then(|index| diagnosis.uses.iter().find(|one| one.index == index));
    let Some(one) = one.filter(|_| question.id == "tool.target") else { return Vec::new() };
    let Some(tool) = one.tool(catalog) else { return Vec::new() };
    let known = tool.migrations_for(&one.usage).take(4);
    known.map(|migration| Answer::Text(migration.to.clone())).collect()
}
