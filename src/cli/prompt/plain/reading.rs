//! From a typed line to an answer, for the kinds that other prompters show as lists.

use super::super::Asked;
use super::super::check::{self, Typed, check};
use super::super::row::NamedTool;
use super::super::words::Aside;
use super::LISTED;
use crate::questionnaire::{Answer, Choice, Kind};
use crate::text::{Lang, Text, fold};

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// An answer.
    Answer(Answer),
    /// The person asks why.
    Why,
    /// The person asks for the menu.
    Menu,
    /// Names of the catalogue that come near an unknown one.
    Near(Vec<String>),
    /// Tools, some of whose names the catalogue may not know.
    Row(Vec<NamedTool>),
}

/// Reads a line.
pub(super) fn read(asked: &Asked<'_>, line: &str) -> Result<Reading, Text> {
    match Aside::typed(asked.question, asked.lang, line) {
        Some(Aside::Menu) => return Ok(Reading::Menu),
        Some(aside) => return Ok(aside.answer().map_or(Reading::Why, Reading::Answer)),
        None => {}
    }
    let answer = match &asked.question.kind {
        Kind::Single(choices) => one(choices, asked.lang, line).map(Answer::Choice)?,
        Kind::Multiple(choices) => Answer::Choices(many(choices, asked.lang, line)?),
        Kind::Rank(choices) => Answer::Rank(rank(choices, asked.lang, line)?),
        Kind::Boolean => boolean(line)?,
        Kind::Links => Answer::Choices(many(&[], asked.lang, line)?),
        Kind::Number { .. } | Kind::Text { .. } | Kind::Date | Kind::Search(_) => {
            return Ok(match check::read(asked, line)? {
                Typed::Answer(answer) => Reading::Answer(answer),
                Typed::Why => Reading::Why,
                Typed::Menu => Reading::Menu,
                Typed::Near(names) => Reading::Near(names),
                Typed::Row(tools) => Reading::Row(tools),
            });
        }
    };
    check(asked.question, answer).map(Reading::Answer)
}

/// Finds a choice by its number, its label, or the only label that begins with or holds what is typed.
fn one(choices: &[Choice], lang: Lang, typed: &str) -> Result<String, Text> {
    let typed = typed.trim();
    // The entries of a long list have codes, such as those of departments: a number there is a code.
    if choices.len() <= LISTED
        && let Ok(number) = typed.parse::<usize>()
    {
        let choice = number.checked_sub(1).and_then(|index| choices.get(index));
        return choice.map(|choice| choice.id.clone()).ok_or_else(|| out_of(choices.len()));
    }
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Err(out_of(choices.len()));
    }
    let label = |choice: &Choice| fold(choice.label.get(lang));
    if let Some(choice) = choices.iter().find(|choice| fold(&choice.id) == wanted || label(choice) == wanted)
    {
        return Ok(choice.id.clone());
    }
    let among = |fits: &dyn Fn(&str) -> bool| {
        choices.iter().filter(|choice| fits(&label(choice))).collect::<Vec<_>>()
    };
    let mut found = among(&|label| label.starts_with(&wanted));
    if found.is_empty() {
        found = among(&|label| label.contains(&wanted));
    }
    match found.as_slice() {
        [only] => Ok(only.id.clone()),
        [] => Err(Text::new(
            format!("Rien ne correspond à « {typed} »."),
            format!("Nothing corresponds to “{typed}”."),
        )),
        several => {
            let names = |lang: Lang| {
                let names: Vec<&str> = several.iter().take(8).map(|choice| choice.label.get(lang)).collect();
                format!("{}{}", names.join(", "), if several.len() > 8 { "…" } else { "" })
            };
            Err(Text::new(
                format!("Plusieurs réponses possibles : {}. Tapez-en plus.", names(Lang::Fr)),
                format!("Several answers are possible: {}. Type more of it.", names(Lang::En)),
            ))
        }
    }
}

fn many(choices: &[Choice], lang: Lang, line: &str) -> Result<Vec<String>, Text> {
    let items = line.split([',', ';']).flat_map(|item| {
        // « 1 3 5 » is a list of numbers; « mots de passe » is one label.
        let numbers = item.split_whitespace().all(|word| word.parse::<usize>().is_ok());
        if numbers { item.split_whitespace().collect() } else { vec![item] }
    });
    let mut ids: Vec<String> = Vec::new();
    for item in items {
        let id = one(choices, lang, item)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() { Err(out_of(choices.len())) } else { Ok(ids) }
}

fn rank(choices: &[Choice], lang: Lang, line: &str) -> Result<Vec<Vec<String>>, Text> {
    if line.trim().is_empty() {
        return Err(out_of(choices.len()));
    }
    let group = |tied: &str| tied.split('=').map(|item| one(choices, lang, item)).collect();
    line.split(['>', ',', ';']).map(group).collect()
}

fn boolean(line: &str) -> Result<Answer, Text> {
    match fold(line).as_str() {
        "o" | "oui" | "y" | "yes" => Ok(Answer::Boolean(true)),
        "n" | "non" | "no" => Ok(Answer::Boolean(false)),
        _ => Err(Text::new("Tapez oui ou non.", "Type yes or no.")),
    }
}

fn out_of(count: usize) -> Text {
    if count > LISTED {
        return Text::new("Tapez un nom ou un code de la liste.", "Type a name or a code of the list.");
    }
    Text::new(format!("Tapez un numéro de 1 à {count}."), format!("Type a number from 1 to {count}."))
}
