//! An answer that is typed: a number, a text, a name completed from the catalogue.

use std::cell::RefCell;

use ::inquire::validator::Validation;
use ::inquire::{CustomUserError, Text};

use super::super::check::{Typed, read};
use super::super::product::suggest;
use super::super::row::settle;
use super::super::which::Near;
use super::super::words::{Aside, aside_of};
use super::super::{Asked, PromptError, Reply, Way};
use super::list::{ERROR, page_size};
use super::{Inquire, Outcome, echo, explanation, help_lines, indented, message, mistake, outcome};
use crate::dossier::Left;
use crate::questionnaire::{Answer, Kind, Scope};
use crate::text::{clean, fold};

/// Columns kept for what is typed.
const ROOM: usize = 20;

/// Asks a question whose answer is typed.
pub(super) fn ask(mut prompter: Inquire, asked: &Asked<'_>) -> Result<Reply, PromptError> {
    let before = asked.current.map(|answer| in_field(asked, answer)).unwrap_or_default();
    let mut initial = match asked.left {
        Some(Left::Typed(typed)) => clean(typed),
        _ => before.clone(),
    };
    let left = |typed: String| (typed != before && !typed.is_empty()).then_some(Left::Typed(typed));
    // Enter alone keeps « je ne sais pas », and typing replaces it.
    let kept = asked.current.and_then(aside_of).map(|aside| aside.label(asked.lang));
    loop {
        let typed = RefCell::new(initial.clone());
        let line = match show(prompter, asked, &initial, kept.as_deref(), &typed)? {
            Outcome::Done(line) => line,
            Outcome::Left(way) => return Ok(Reply::Leave(way, left(typed.into_inner()))),
        };
        match read(asked, &line) {
            Ok(Typed::Answer(answer)) => return Ok(Reply::Answer(answer)),
            Ok(Typed::Near(names)) => {
                let near = Near { typed: &line, names: &names, scope: scope(asked) };
                match near.ask(&mut prompter, asked.catalog, asked.lang)? {
                    Ok(stored) => return Ok(Reply::Answer(Answer::Text(stored))),
                    Err(Way::Stop) => return Ok(Reply::Leave(Way::Stop, left(line))),
                    Err(_) => initial = line,
                }
            }
            Ok(Typed::Row(tools)) => match settle(&mut prompter, asked.catalog, tools, asked.lang)? {
                Ok(tools) => return Ok(Reply::Tools(tools)),
                Err(Way::Stop) => return Ok(Reply::Leave(Way::Stop, left(line))),
                Err(_) => initial = line,
            },
            Ok(Typed::Menu) => return Ok(Reply::Leave(Way::Menu, None)),
            Ok(Typed::Why) | Err(_) => {}
        }
    }
}

fn show(
    prompter: Inquire,
    asked: &Asked<'_>,
    initial: &str,
    kept: Option<&str>,
    typed: &RefCell<String>,
) -> Result<Outcome<String>, PromptError> {
    let (text, help) = (message(&asked.wording(), ROOM), help(asked));
    let validator = |line: &str| -> Result<Validation, CustomUserError> {
        Ok(match read(asked, line) {
            Ok(_) => Validation::Valid,
            Err(text) => Validation::Invalid(mistake(&asked.lang.typeset(text.get(asked.lang))).into()),
        })
    };
    let formatter = |line: &str| match read(asked, line) {
        Ok(Typed::Answer(answer)) => echo(asked, &answer),
        Ok(Typed::Why) => explanation(asked),
        Ok(Typed::Row(tools)) => {
            let lines: Vec<String> = tools.iter().map(|tool| indented(&asked.cells_in_words(tool))).collect();
            lines.join("\n")
        }
        _ => indented(&clean(line)),
    };
    // The library tells what is typed to whoever suggests, and to nobody when the question is left.
    let suggestions = |line: &str| -> Result<Vec<String>, CustomUserError> {
        typed.replace(line.to_owned());
        Ok(suggestions(asked, line))
    };
    let prompt = Text { default: kept, ..Text::new(&text) }
        .with_initial_value(initial)
        .with_autocomplete(suggestions)
        .with_validator(validator)
        .with_formatter(&formatter)
        .with_page_size(page_size(std::iter::empty(), &[&text, &help, ERROR]))
        .with_help_message(&help)
        .with_render_config(prompter.look(asked.lang));
    outcome(prompt.prompt())
}

/// Returns the lines proposed under what is typed so far.
fn suggestions(asked: &Asked<'_>, typed: &str) -> Vec<String> {
    let mut lines = match asked.question.kind {
        Kind::Search(scope) => suggest(asked.catalog, scope, asked.usage, typed, asked.lang),
        _ => Vec::new(),
    };
    let start = fold(typed);
    let labels = Aside::of(asked.question).into_iter().map(|aside| (aside, aside.label(asked.lang)));
    let fits = |aside: Aside, label: &str| match typed.trim() {
        "?" => aside == Aside::Why,
        "" => true,
        _ => !start.is_empty() && fold(label).starts_with(&start),
    };
    lines.extend(labels.filter(|(aside, label)| fits(*aside, label)).map(|(_, label)| label));
    lines
}

fn scope(asked: &Asked<'_>) -> Scope {
    match asked.question.kind {
        Kind::Search(scope) => scope,
        _ => Scope::Products,
    }
}

/// Returns an earlier answer as it is typed again.
fn in_field(asked: &Asked<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => number.to_string(),
        Answer::Text(text) => match asked.question.kind {
            Kind::Search(_) => {
                clean(asked.catalog.resolve(text).map_or(text, |subject| subject.name(asked.lang)))
            }
            _ => clean(text),
        },
        _ => String::new(),
    }
}

fn help(asked: &Asked<'_>) -> String {
    let lang = asked.lang;
    let what = match &asked.question.kind {
        Kind::Number { min, max, .. } => {
            let (min, max) = (lang.integer(*min), lang.integer(*max));
            lang.pick(format!("un nombre de {min} à {max} · "), format!("a number from {min} to {max} · "))
        }
        Kind::Search(_) => {
            lang.pick("tapez les premières lettres · ", "type the first letters · ").to_owned()
        }
        _ => String::new(),
    };
    let keys = lang.pick(
        "↓ prendre une ligne · Entrée valider · Échap revenir",
        "↓ take a line · Enter confirm · Esc back",
    );
    help_lines(asked, &format!("{what}{keys}"))
}
