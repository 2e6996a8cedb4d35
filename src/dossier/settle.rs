//! From what several people answered to one question to one answer.

use crate::questionnaire::{Answer, Kind, Question};
use crate::text::Text;

/// An answer, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The answer that is kept.
    pub answer: Answer,
    /// The rule that gave it.
    pub rule: Rule,
}

/// How an answer was found among several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Everybody who answered says the same.
    Same,
    /// The one in the middle.
    Median,
    /// The lower of the two in the middle.
    LowerMedian,
    /// The one that most people gave.
    MostFrequent,
    /// Several were given as often: the first in the order of the questionnaire, or of the oldest dossier.
    FirstOfEqual,
    /// All that was said.
    Union,
    /// What most people said, as much as the question takes.
    Most,
    /// By the mean rank.
    MeanRank,
    /// All the texts, one after the other.
    Joined,
    /// As many of the texts as the question takes.
    JoinedInPart,
}

impl Rule {
    /// Returns how the answer was found, in a few words.
    pub fn words(self) -> Text {
        match self {
            Self::Same => Text::new(
                "la seule réponse : les autres ne savent pas",
                "the only answer: the others do not know",
            ),
            Self::Median => Text::new("la réponse du milieu", "the answer in the middle"),
            Self::LowerMedian => {
                Text::new("la plus basse des deux du milieu", "the lower of the two in the middle")
            }
            Self::MostFrequent => Text::new("la réponse la plus fréquente", "the most frequent answer"),
            Self::FirstOfEqual => {
                Text::new("à égalité : la première du questionnaire", "a tie: the first of the questionnaire")
            }
            Self::Union => Text::new("tout ce qui a été dit", "all that was said"),
            Self::Most => Text::new(
                "ce que le plus de personnes ont dit, la question en limite le nombre",
                "what most people said, as many as the question takes",
            ),
            Self::MeanRank => Text::new("selon le rang moyen", "by the mean rank"),
            Self::Joined => Text::new("tous les textes, bout à bout", "all the texts, one after the other"),
            Self::JoinedInPart => Text::new(
                "les textes qui tiennent ; les autres sont sous `voices`",
                "the texts that fit; the others are under `voices`",
            ),
        }
    }
}

/// From this length on, a text is a remark: several are joined.
const REMARK: usize = 200;
/// What stands between two remarks.
const BETWEEN: &str = " / ";

/// Settles one question; `None` when nobody answered it.
///
/// « Je ne sais pas » counts only where nobody says anything else. « Non concerné » must be said by more people than
/// answered.
pub fn settle(question: &Question, said: &[&Answer]) -> Option<Outcome> {
    let mut given: Vec<&Answer> = said.iter().copied().filter(|answer| answer.is_informative()).collect();
    // A text that was left empty says nothing against one that was not.
    let is_empty = |answer: &&Answer| answer.as_str().is_some_and(|text| text.trim().is_empty());
    if !given.iter().all(is_empty) {
        given.retain(|answer| !is_empty(answer));
    }
    let aside = said.iter().filter(|answer| ***answer == Answer::NotApplicable).count();
    let only = |answer: Answer, rule| Some(Outcome { answer, rule });
    if aside > given.len() {
        let rule = if given.is_empty() { Rule::Same } else { Rule::MostFrequent };
        return only(Answer::NotApplicable, rule);
    }
    let Some(first) = given.first() else {
        return said.first().and_then(|_| only(Answer::Unknown, Rule::Same));
    };
    if given.iter().all(|answer| answer == first) {
        return only((*first).clone(), Rule::Same);
    }
    Some(match &question.kind {
        Kind::Number { .. } => median(given, |answer| answer.as_number()),
        Kind::Date => median(given, |answer| answer.as_date()),
        Kind::Single(_) if question.ordered => median(given, |answer| place(question, answer)),
        Kind::Single(_) | Kind::Boolean => most_frequent(given, |answer| place(question, answer)),
        Kind::Multiple(_) | Kind::Links => union(question, &given),
        Kind::Rank(_) => mean_rank(question, &given),
        Kind::Text { max_length } if *max_length >= REMARK => joined(&given, *max_length),
        Kind::Text { .. } | Kind::Search(_) => most_frequent(given, |_| 0),
    })
}

/// Returns the place of an answer in the order of the questionnaire; yes comes first.
fn place(question: &Question, answer: &Answer) -> usize {
    match answer {
        Answer::Boolean(yes) => usize::from(!yes),
        _ => {
            let place = question.choices().iter().position(|choice| answer.holds_choice(&choice.id));
            place.unwrap_or(usize::MAX)
        }
    }
}

fn median<K: Ord>(mut given: Vec<&Answer>, key: impl Fn(&Answer) -> K) -> Outcome {
    given.sort_by_key(|answer| key(answer));
    let middle = (given.len() - 1) / 2;
    let even = given.len().is_multiple_of(2) && given[middle] != given[middle + 1];
    Outcome { answer: given[middle].clone(), rule: if even { Rule::LowerMedian } else { Rule::Median } }
}

fn most_frequent(given: Vec<&Answer>, place: impl Fn(&Answer) -> usize) -> Outcome {
    let count = |answer: &Answer| given.iter().filter(|other| **other == answer).count();
    let most = given.iter().map(|answer| count(answer)).max().unwrap_or(0);
    let best: Vec<&Answer> = given.iter().copied().filter(|answer| count(answer) == most).collect();
    // The first of the least: the oldest dossier where the questionnaire gives no order.
    let answer = best.iter().copied().min_by_key(|answer| place(answer)).unwrap_or(given[0]);
    let alone = best.iter().all(|other| *other == answer);
    Outcome { answer: answer.clone(), rule: if alone { Rule::MostFrequent } else { Rule::FirstOfEqual } }
}

/// Returns all that was said; a choice that rules out the others does not, when somebody said another one.
fn union(question: &Question, given: &[&Answer]) -> Outcome {
    let mut counted: Vec<(&String, usize)> = Vec::new();
    for id in given.iter().flat_map(|answer| answer.as_choices()) {
        match counted.iter_mut().find(|(known, _)| *known == id) {
            Some((_, count)) => *count += 1,
            None => counted.push((id, 1)),
        }
    }
    let place = |id: &String| question.choices().iter().position(|choice| choice.id == *id);
    let is_alone = |id: &String| question.choice(id).is_some_and(|choice| choice.exclusive);
    if counted.iter().any(|(id, _)| !is_alone(id)) {
        counted.retain(|(id, _)| !is_alone(id));
    }
    // The most frequent first; the sort is stable, for the links that have no order.
    counted.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), place(id)));
    let all_alone = counted.iter().all(|(id, _)| is_alone(id));
    let most = question.max_choices.unwrap_or(usize::MAX).min(if all_alone { 1 } else { usize::MAX });
    let rule = if counted.len() > most { Rule::Most } else { Rule::Union };
    counted.truncate(most);
    counted.sort_by_key(|(id, _)| place(id));
    Outcome { answer: Answer::Choices(counted.into_iter().map(|(id, _)| id.clone()).collect()), rule }
}

fn mean_rank(question: &Question, given: &[&Answer]) -> Outcome {
    let sum = |id: &String| -> usize { given.iter().map(|answer| twice_rank(answer, id)).sum() };
    let mut ranked: Vec<(usize, &String)> =
        question.choices().iter().map(|choice| (sum(&choice.id), &choice.id)).collect();
    ranked.sort_by_key(|(sum, _)| *sum);
    let groups = ranked.chunk_by(|a, b| a.0 == b.0);
    let groups = groups.map(|group| group.iter().map(|(_, id)| (*id).clone()).collect());
    Outcome { answer: Answer::Rank(groups.collect()), rule: Rule::MeanRank }
}

/// Returns twice the rank of a choice, so that the middle of a tie is a whole number.
fn twice_rank(answer: &Answer, id: &String) -> usize {
    let Answer::Rank(groups) = answer else { return 0 };
    let mut before = 0;
    for group in groups {
        if group.contains(id) {
            return 2 * before + group.len() + 1;
        }
        before += group.len();
    }
    2 * before + 1
}

/// Joins the different texts, as many as fit; the empty ones say nothing.
fn joined(given: &[&Answer], max_length: usize) -> Outcome {
    let mut texts: Vec<&str> = Vec::new();
    for text in given.iter().filter_map(|answer| answer.as_str()).filter(|text| !text.trim().is_empty()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let mut all = String::new();
    let mut left_out = false;
    for text in texts {
        let between = if all.is_empty() { "" } else { BETWEEN };
        let length = all.chars().count() + between.chars().count() + text.chars().count();
        if length > max_length {
            left_out = true;
            continue;
        }
        all.push_str(between);
        all.push_str(text);
    }
    let rule = if left_out { Rule::JoinedInPart } else { Rule::Joined };
    Outcome { answer: Answer::Text(all), rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Choice;
    use crate::text::Text;

    fn choices() -> Vec<Choice> {
        let mut choices = ["a", "b", "c", "none"].map(|id| Choice::new(id, Text::same(id))).to_vec();
        choices[3].exclusive = true;
        choices
    }

    fn of(kind: Kind, answers: &[Answer]) -> (Answer, Rule) {
        outcome(&Question::plain("x.y", kind), answers)
    }

    fn outcome(question: &Question, answers: &[Answer]) -> (Answer, Rule) {
        let outcome = settle(question, &answers.iter().collect::<Vec<_>>()).unwrap();
        (outcome.answer, outcome.rule)
    }

    fn numbers(numbers: &[i64]) -> (Answer, Rule) {
        let answers: Vec<Answer> = numbers.iter().copied().map(Answer::Number).collect();
        of(Kind::Number { min: 0, max: 100, unit: None }, &answers)
    }

    fn choice(id: &str) -> Answer {
        Answer::Choice(id.into())
    }

    fn list(ids: &[&str]) -> Answer {
        Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
    }

    #[test]
    fn numbers_give_the_median_and_the_lower_one_of_two() {
        assert_eq!(numbers(&[20, 4, 10]), (Answer::Number(10), Rule::Median));
        assert_eq!(numbers(&[20, 4]), (Answer::Number(4), Rule::LowerMedian));
        assert_eq!(numbers(&[1, 5, 5, 9]), (Answer::Number(5), Rule::Median));
    }

    #[test]
    fn levels_give_the_median_and_other_choices_the_most_frequent() {
        let mut question = Question::plain("x.y", Kind::Single(choices()));
        let said = [choice("a"), choice("c"), choice("c"), choice("b"), choice("a")];
        assert_eq!(outcome(&question, &said), (choice("a"), Rule::FirstOfEqual));
        assert_eq!(outcome(&question, &said[1..]), (choice("c"), Rule::MostFrequent));
        question.ordered = true;
        assert_eq!(outcome(&question, &said), (choice("b"), Rule::Median));
    }

    #[test]
    fn lists_give_everything_and_none_only_when_nobody_says_more() {
        let multiple = || Kind::Multiple(choices());
        let (answer, rule) = of(multiple(), &[list(&["c"]), list(&["a"]), list(&["none"])]);
        assert_eq!((answer, rule), (list(&["a", "c"]), Rule::Union));
        assert_eq!(of(multiple(), &[list(&["none"]), list(&[])]).0, list(&["none"]));
    }

    #[test]
    fn a_list_with_a_limit_keeps_what_most_people_say() {
        let mut question = Question::plain("x.y", Kind::Multiple(choices()));
        question.max_choices = Some(2);
        let said = [list(&["a", "b"]), list(&["b", "c"]), list(&["c"])];
        assert_eq!(outcome(&question, &said), (list(&["b", "c"]), Rule::Most));
    }

    #[test]
    fn rankings_give_the_mean_rank_and_equal_means_are_tied() {
        let rank = |groups: &[&[&str]]| {
            Answer::Rank(
                groups.iter().map(|group| group.iter().map(|id| (*id).to_owned()).collect()).collect(),
            )
        };
        let said = [rank(&[&["a"], &["b"], &["c"], &["none"]]), rank(&[&["b"], &["a"], &["none"], &["c"]])];
        assert_eq!(of(Kind::Rank(choices()), &said).0, rank(&[&["a", "b"], &["c", "none"]]));
    }

    #[test]
    fn remarks_are_joined_as_far_as_they_fit_and_names_are_chosen() {
        let text = |text: &str| Answer::Text(text.into());
        let said = [text("un"), text(""), text("deux"), text("un")];
        assert_eq!(of(Kind::Text { max_length: 500 }, &said), (text("un / deux"), Rule::Joined));
        let said = [text("un"), Answer::Text("x".repeat(199))];
        assert_eq!(of(Kind::Text { max_length: 200 }, &said), (text("un"), Rule::JoinedInPart));
        let said = [text("Le Four"), text("Four"), text("Four")];
        assert_eq!(of(Kind::Text { max_length: 80 }, &said), (text("Four"), Rule::MostFrequent));
    }

    #[test]
    fn not_knowing_never_outvotes_an_answer() {
        let said = [Answer::Unknown, Answer::Unknown, Answer::Boolean(false)];
        assert_eq!(of(Kind::Boolean, &said), (Answer::Boolean(false), Rule::Same));
        assert_eq!(of(Kind::Boolean, &said[..2]), (Answer::Unknown, Rule::Same));
        let said = [Answer::Unknown, Answer::NotApplicable];
        assert_eq!(of(Kind::Boolean, &said).0, Answer::NotApplicable);
    }

    #[test]
    fn not_applicable_must_be_said_by_more_people_than_answered() {
        let said = [Answer::NotApplicable, Answer::Boolean(true), Answer::NotApplicable];
        assert_eq!(of(Kind::Boolean, &said).0, Answer::NotApplicable);
        assert_eq!(of(Kind::Boolean, &said[..2]).0, Answer::Boolean(true));
    }
}
