//! An answer that is typed: a number, a text, a name completed from the catalogue.

use ::inquire::validator::Validation;
use ::inquire::{CustomUserError, Text};

use super::super::check::{Typed, read};
use super::super::product::{keep, suggest};
use super::super::row::NamedTool;
use super::super::words::{Aside, aside_of};
use super::super::{Asked, Menu, Picked, PromptError, Prompter as _, Reply};
use super::list::{ERROR, page_size};
use super::{Inquire, Outcome, echo, explanation, help_lines, indented, message, mistake, outcome};
use crate::questionnaire::{Answer, Kind, Scope};
use crate::text::{clean, fold};

/// Columns kept for what is typed.
const ROOM: usize = 20;

/// Asks a question whose answer is typed.
pub(super) fn ask(mut prompter: Inquire, asked: &Asked<'_>) -> Result<Reply, PromptError> {
    let mut initial = asked.current.map(|answer| in_field(asked, answer)).unwrap_or_default();
    // Enter alone keeps « je ne sais pas », and typing replaces it.
    let kept = asked.current.and_then(aside_of).map(|aside| aside.label(asked.lang));
    loop {
        let line = match show(prompter, asked, &initial, kept.as_deref())? {
            Outcome::Done(line) => line,
            Outcome::Back => return Ok(Reply::Back),
            Outcome::Interrupted => return Ok(Reply::Interrupted),
        };
        match read(asked, &line) {
            Ok(Typed::Answer(answer)) => return Ok(Reply::Answer(answer)),
            Ok(Typed::Near(names)) => match choose(&mut prompter, asked, &line, &names)? {
                Outcome::Done(answer) => return Ok(Reply::Answer(answer)),
                Outcome::Back => initial = line,
                Outcome::Interrupted => return Ok(Reply::Interrupted),
            },
            Ok(Typed::Row(tools)) => match settle(&mut prompter, asked, tools)? {
                Outcome::Done(tools) => return Ok(Reply::Tools(tools)),
                Outcome::Back => initial = line,
                Outcome::Interrupted => return Ok(Reply::Interrupted),
            },
            Ok(Typed::Why) | Err(_) => {}
        }
    }
}

/// Asks of each name that the catalogue does not know which one was meant.
fn settle(
    prompter: &mut Inquire,
    asked: &Asked<'_>,
    mut tools: Vec<NamedTool>,
) -> Result<Outcome<Vec<NamedTool>>, PromptError> {
    for tool in tools.iter_mut().filter(|tool| !tool.near.is_empty()) {
        match choose(prompter, asked, &tool.product, &tool.near)? {
            Outcome::Done(answer) => tool.settle(&answer),
            Outcome::Back => return Ok(Outcome::Back),
            Outcome::Interrupted => return Ok(Outcome::Interrupted),
        }
    }
    Ok(Outcome::Done(tools))
}

fn show(
    prompter: Inquire,
    asked: &Asked<'_>,
    initial: &str,
    kept: Option<&str>,
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
    let suggestions = |typed: &str| -> Result<Vec<String>, CustomUserError> { Ok(suggestions(asked, typed)) };
    let typed = Text { default: kept, ..Text::new(&text) }
        .with_initial_value(initial)
        .with_autocomplete(suggestions)
        .with_validator(validator)
        .with_formatter(&formatter)
        .with_page_size(page_size(std::iter::empty(), &[&text, &help, ERROR]))
        .with_help_message(&help)
        .with_render_config(prompter.look(asked.lang));
    outcome(typed.prompt())
}

/// Asks which of the near names was meant, or whether the name is kept as it was typed.
fn choose(
    prompter: &mut Inquire,
    asked: &Asked<'_>,
    typed: &str,
    names: &[String],
) -> Result<Outcome<Answer>, PromptError> {
    let lang = asked.lang;
    let typed = clean(typed);
    let typed = typed.trim();
    let title = lang.pick(format!("« {typed} » : lequel est-ce ?"), format!("“{typed}”: which one is it?"));
    let kept =
        lang.pick(format!("aucun : garder « {typed} » tel quel"), format!("none: keep “{typed}” as it is"));
    let mut items: Vec<String> = names.iter().map(|name| clean(name)).collect();
    items.push(lang.typeset(&kept));
    Ok(match prompter.pick(&Menu { title: &lang.typeset(&title), items: &items, lang })? {
        Picked::Item(index) => {
            let stored = names.get(index).map(|name| keep(asked.catalog, scope(asked), name, asked.lang));
            Outcome::Done(Answer::Text(stored.unwrap_or_else(|| typed.to_owned())))
        }
        Picked::Back => Outcome::Back,
        Picked::Interrupted => Outcome::Interrupted,
    })
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
