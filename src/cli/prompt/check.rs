//! From what was typed to an answer that fits the question; one set of rules for every way of asking.

use super::Asked;
use super::product::{Product, look_up};
use super::row::{NamedTool, read_row};
use super::words::{Aside, aside_of};
use crate::questionnaire::{Answer, Kind, Question, read_day};
use crate::text::{Lang, NBSP, Text, clean, fold};

/// What a typed line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// The person asks why.
    Why,
    /// The person asks for the menu.
    Menu,
    /// An answer.
    Answer(Answer),
    /// Tools, some of whose names the catalogue may not know.
    Row(Vec<NamedTool>),
    /// A name that the catalogue does not know, and the names it knows that come near.
    Near(Vec<String>),
}

/// Checks an answer by the rules of the dossiers, and by those that only a new answer must respect.
pub(super) fn check(question: &Question, answer: Answer) -> Result<Answer, Text> {
    if let Some(most) = question.max_choices.filter(|most| answer.as_choices().len() > *most) {
        return Err(Text::new(format!("{most} choix au plus"), format!("{most} choices at most")));
    }
    Answer::from_value(&answer.to_value(), question).map_err(|(_, message)| message)
}

/// Reads a line typed for a question that is not a list: a number, a text or a name.
pub(super) fn read(asked: &Asked<'_>, line: &str) -> Result<Typed, Text> {
    let line = clean(line);
    let line = line.trim();
    match Aside::typed(asked.question, asked.lang, line) {
        Some(Aside::Why) => return Ok(Typed::Why),
        Some(Aside::Menu) => return Ok(Typed::Menu),
        Some(aside) => {
            if let Some(answer) = aside.answer() {
                return Ok(Typed::Answer(answer));
            }
        }
        None => {}
    }
    match &asked.question.kind {
        Kind::Number { min, max, unit } => number(line, (*min, *max), unit.as_ref()).map(Typed::Answer),
        Kind::Date => date(line).map(Typed::Answer),
        Kind::Search(scope) => {
            if line.is_empty() {
                return Err(Text::new(
                    "tapez un nom, ou choisissez « je ne sais pas »",
                    "type a name, or choose “I don't know”",
                ));
            }
            if !asked.cells.is_empty()
                && let Some(row) = read_row(asked.catalog, &asked.cells, asked.usage, line, asked.lang)?
            {
                return Ok(Typed::Row(row));
            }
            check(asked.question, Answer::Text(line.to_owned()))?;
            match look_up(asked.catalog, *scope, asked.usage, line, asked.lang) {
                Product::Known(stored) => Ok(Typed::Answer(Answer::Text(stored))),
                Product::Near(names) => Ok(Typed::Near(names)),
                Product::Unknown => Ok(Typed::Answer(Answer::Text(line.to_owned()))),
            }
        }
        _ => check(asked.question, Answer::Text(line.to_owned())).map(Typed::Answer),
    }
}

/// Reads a whole number: spaces between the digits and the unit behind them are accepted.
pub(super) fn number(line: &str, (min, max): (i64, i64), unit: Option<&Text>) -> Result<Answer, Text> {
    let packed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let end = packed.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(packed.len());
    let (digits, rest) = packed.split_at(end);
    let is_unit = |unit: &str| fold(unit).replace(' ', "").starts_with(&fold(rest)) && !fold(rest).is_empty();
    let known =
        matches!(rest, "" | "€" | "%") || unit.is_some_and(|unit| is_unit(&unit.fr) || is_unit(&unit.en));
    let number = digits.parse::<i64>().ok().filter(|number| known && (min..=max).contains(number));
    number.map(Answer::Number).ok_or_else(|| {
        let bounds = |lang: Lang| (lang.integer(min), lang.integer(max));
        let (fr, en) = (bounds(Lang::Fr), bounds(Lang::En));
        Text::new(
            format!("tapez un nombre entier de {} à {}, ou choisissez « je ne sais pas »", fr.0, fr.1),
            format!("type a whole number from {} to {}, or choose “I don't know”", en.0, en.1),
        )
    })
}

/// Reads a day.
fn date(line: &str) -> Result<Answer, Text> {
    read_day(line).map(Answer::Date).ok_or_else(|| {
        Text::new(
            "tapez un jour comme 31/03/2027, ou un mois comme 03/2027, ou choisissez « je ne sais pas »",
            "type a day such as 31/03/2027, or a month such as 03/2027, or choose “I don't know”",
        )
    })
}

/// Returns an answer in words, as it is repeated to the person.
pub(super) fn in_words(asked: &Asked<'_>, answer: &Answer) -> String {
    let lang = asked.lang;
    if let Some(aside) = aside_of(answer) {
        return aside.label(lang);
    }
    match answer {
        Answer::Number(number) => with_unit(asked, lang.integer(*number)),
        Answer::Text(text) => text_in_words(asked, text),
        Answer::Boolean(yes) => yes_no(*yes, lang),
        Answer::Date(date) => lang.date(*date),
        Answer::Rank(groups) => rank_in_words(asked, groups),
        _ => answer.as_choices().iter().map(|id| label(asked, id)).collect::<Vec<_>>().join(", "),
    }
}

/// Returns the label of a choice, ready to show.
pub(super) fn label(asked: &Asked<'_>, id: &str) -> String {
    let choice = asked.question.choice(id);
    choice.map_or_else(|| clean(id), |choice| asked.lang.typeset(choice.label.get(asked.lang)))
}

/// Returns « oui » or « non ».
pub(super) fn yes_no(yes: bool, lang: Lang) -> String {
    if yes { lang.pick("oui", "yes") } else { lang.pick("non", "no") }.to_owned()
}

fn with_unit(asked: &Asked<'_>, number: String) -> String {
    match &asked.question.kind {
        Kind::Number { unit: Some(unit), .. } => {
            format!("{number}{NBSP}{}", asked.lang.typeset(unit.get(asked.lang)))
        }
        _ => number,
    }
}

fn text_in_words(asked: &Asked<'_>, text: &str) -> String {
    let lang = asked.lang;
    if !matches!(asked.question.kind, Kind::Search(_)) {
        return if text.is_empty() {
            lang.pick("(laissé vide)", "(left empty)").to_owned()
        } else {
            clean(text)
        };
    }
    match asked.catalog.resolve(text) {
        Some(subject) => clean(subject.name(lang)),
        None if asked.catalog.search(text).iter().any(|found| found.subject.name(lang) == text) => {
            clean(text)
        }
        None => {
            let kept =
                lang.pick("(inconnu du catalogue : gardé tel quel)", "(not in the catalogue: kept as typed)");
            format!("{} {}", clean(text), lang.typeset(kept))
        }
    }
}

fn rank_in_words(asked: &Asked<'_>, groups: &[Vec<String>]) -> String {
    let lang = asked.lang;
    let mut place = 1;
    let groups = groups.iter().map(|group| {
        let labels: Vec<String> = group.iter().map(|id| label(asked, id)).collect();
        let tied = if group.len() > 1 { lang.pick(", à égalité", ", tied") } else { "" };
        let words = format!("{place}.{NBSP}{}{tied}", lang.enumerate(&labels));
        place += group.len();
        words
    });
    groups.collect::<Vec<_>>().join(lang.pick("\u{202f}; ", "; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_number(line: &str) -> Option<i64> {
        number(line, (0, 5000), Some(&Text::new("heures par mois", "hours per month"))).ok()?.as_number()
    }

    #[test]
    fn a_number_may_have_spaces_and_its_unit() {
        assert_eq!(read_number("1 200"), Some(1200));
        assert_eq!(read_number("1\u{202f}200 €"), Some(1200));
        assert_eq!(read_number("10 heures"), Some(10));
        assert_eq!(read_number("10h"), Some(10));
    }

    #[test]
    fn a_new_answer_holds_no_more_choices_than_allowed() {
        let question = |most| Question { max_choices: Some(most), ..Question::plain("a.b", Kind::Links) };
        let answer = Answer::Choices(vec!["x".into(), "y".into()]);
        check(&question(2), answer.clone()).unwrap();
        check(&question(1), answer).unwrap_err();
    }

    #[test]
    fn what_is_not_one_whole_number_within_bounds_is_refused() {
        for line in ["", "dix", "10-15", "12,5", "10k", "-1", "5001", "99999999999999999999"] {
            assert_eq!(read_number(line), None, "{line}");
        }
    }
}
