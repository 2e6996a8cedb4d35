//! How far the answers to one question are from one another, on one scale for every kind of question.

use super::voices::Voice;
use crate::questionnaire::{Answer, Kind, Question};

/// What the scale counts in: 0 where everybody agrees, 1000 where any two answers are as far apart as can be.
pub const WHOLE: u64 = 1000;

/// Returns the mean distance between the answers of two people taken at random, in thousandths.
///
/// « Je ne sais pas » takes no side and does not count; « non concerné » is at the other end of any answer. Between
/// two answers, the distance is
///
/// - for levels, the steps between them over the steps of the scale;
/// - for numbers, their difference over the greater one plus one: 0 and 1 are not as far apart as 0 and 100;
/// - for days, a year or more apart is as far as can be;
/// - for lists, what only one of them has over all that they have (Jaccard);
/// - for rankings, the share of the pairs that they put in another order, a tie half (Kendall);
/// - for any other answer, none when they are the same, and the whole scale when they are not.
///
/// Free texts have no distance: they are read, not measured.
pub fn spread(question: &Question, voices: &[Voice]) -> u64 {
    if matches!(question.kind, Kind::Text { .. }) {
        return 0;
    }
    let sides: Vec<&Voice> = voices.iter().filter(|voice| voice.answer != Answer::Unknown).collect();
    let people: u64 = sides.iter().map(|voice| count(voice)).sum();
    let mut apart: u64 = 0;
    for (index, voice) in sides.iter().enumerate() {
        for other in &sides[index + 1..] {
            let pairs = count(voice).saturating_mul(count(other));
            apart =
                apart.saturating_add(pairs.saturating_mul(distance(question, &voice.answer, &other.answer)));
        }
    }
    let pairs = people.saturating_mul(people.saturating_sub(1)) / 2;
    apart.checked_div(pairs).unwrap_or(0)
}

/// A file may say any number; a workshop has fewer people than this.
fn count(voice: &Voice) -> u64 {
    voice.count.min(100_000) as u64
}

fn distance(question: &Question, a: &Answer, b: &Answer) -> u64 {
    match (a, b) {
        (Answer::Number(a), Answer::Number(b)) => {
            let (low, high) = (a.min(b), a.max(b));
            share(low.abs_diff(*high), a.unsigned_abs().max(b.unsigned_abs()).saturating_add(1))
        }
        (Answer::Date(a), Answer::Date(b)) => {
            let days = a.duration_until(*b).as_hours().unsigned_abs() / 24;
            share(days.min(365), 365)
        }
        (Answer::Choice(a), Answer::Choice(b)) if question.ordered => {
            let place = |id: &str| question.choices().iter().position(|choice| choice.id == id).unwrap_or(0);
            let steps = question.choices().len().saturating_sub(1).max(1);
            share(place(a).abs_diff(place(b)) as u64, steps as u64)
        }
        (Answer::Choices(a), Answer::Choices(b)) => {
            let common = a.iter().filter(|id| b.contains(id)).count() as u64;
            let all = (a.len() + b.len()) as u64 - common;
            share(all - common, all)
        }
        (Answer::Rank(a), Answer::Rank(b)) => disorder(a, b),
        _ if a == b => 0,
        _ => WHOLE,
    }
}

fn share(part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(part) * u128::from(WHOLE) / u128::from(whole.max(1))).unwrap_or(WHOLE).min(WHOLE)
}

/// Returns the share of the pairs of choices that two rankings put in another order.
fn disorder(a: &[Vec<String>], b: &[Vec<String>]) -> u64 {
    let place = |groups: &[Vec<String>], id: &String| groups.iter().position(|group| group.contains(id));
    let ids: Vec<&String> = a.iter().flatten().collect();
    let (mut halves, mut pairs) = (0, 0);
    for (index, first) in ids.iter().enumerate() {
        for second in &ids[index + 1..] {
            let (in_a, in_b) =
                (place(a, first).cmp(&place(a, second)), place(b, first).cmp(&place(b, second)));
            pairs += 1;
            halves += match (in_a == in_b, in_a.is_eq() || in_b.is_eq()) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
        }
    }
    share(halves, 2 * pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Choice;
    use crate::text::Text;

    fn choices() -> Vec<Choice> {
        ["a", "b", "c"].map(|id| Choice::new(id, Text::same(id))).to_vec()
    }

    fn of(question: &Question, answers: &[Answer]) -> u64 {
        let voices: Vec<Voice> =
            answers.iter().map(|answer| Voice { answer: answer.clone(), count: 1 }).collect();
        spread(question, &voices)
    }

    #[test]
    fn the_ends_of_a_scale_are_as_far_apart_as_can_be() {
        let mut question = Question::plain("x.y", Kind::Single(choices()));
        let choice = |id: &str| Answer::Choice(id.into());
        question.ordered = true;
        assert_eq!(of(&question, &[choice("a"), choice("c")]), WHOLE);
        assert_eq!(of(&question, &[choice("a"), choice("b")]), WHOLE / 2);
        question.ordered = false;
        assert_eq!(of(&question, &[choice("a"), choice("b")]), WHOLE);
    }

    #[test]
    fn not_knowing_takes_no_side() {
        let question = Question::plain("x.y", Kind::Boolean);
        assert_eq!(of(&question, &[Answer::Boolean(true), Answer::Unknown]), 0);
        assert_eq!(of(&question, &[Answer::Unknown]), 0);
    }

    #[test]
    fn numbers_are_compared_by_their_size() {
        let question = Question::plain("x.y", Kind::Number { min: 0, max: 1000, unit: None });
        let spread = |a, b| of(&question, &[Answer::Number(a), Answer::Number(b)]);
        assert_eq!(spread(0, 1), 500);
        assert_eq!(spread(0, 99), 990);
        assert!(spread(11, 12) < spread(4, 10));
    }

    #[test]
    fn lists_and_rankings_are_compared_part_by_part() {
        let list = |ids: &[&str]| Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect());
        let question = Question::plain("x.y", Kind::Multiple(choices()));
        assert_eq!(of(&question, &[list(&["a", "b"]), list(&["b", "c"])]), 666);
        let rank = |groups: &[&[&str]]| {
            Answer::Rank(
                groups.iter().map(|group| group.iter().map(|id| (*id).to_owned()).collect()).collect(),
            )
        };
        let question = Question::plain("x.y", Kind::Rank(choices()));
        assert_eq!(of(&question, &[rank(&[&["a"], &["b"], &["c"]]), rank(&[&["c"], &["b"], &["a"]])]), WHOLE);
        assert_eq!(of(&question, &[rank(&[&["a"], &["b"], &["c"]]), rank(&[&["a", "b"], &["c"]])]), 166);
    }

    #[test]
    fn one_voice_against_many_weighs_less_than_an_even_split() {
        let question = Question::plain("x.y", Kind::Boolean);
        let split = |yes, no| {
            let voice = |answer, count| Voice { answer: Answer::Boolean(answer), count };
            spread(&question, &[voice(true, yes), voice(false, no)])
        };
        assert!(split(9, 1) < split(5, 5));
    }
}
