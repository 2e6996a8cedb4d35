//! Questions on a terminal: lists to move in, names completed while typing.
//!
//! Esc always goes back and never validates; `?` then Enter explains; « je ne sais pas » is a line of every list.

mod canvas;
mod checklist;
mod filter;
mod line;
mod list;
mod rank;

use std::io::Write as _;

use ::inquire::InquireError;
use ::inquire::ui::{RenderConfig, Styled};

use self::list::{List, Row};
use super::check::{in_words, label, yes_no};
use super::layout::{Screen, wrap};
use super::words::{Aside, aside_of};
use super::{Asked, Menu, Picked, PromptError, Prompter, Reply, Way, signal};
use crate::questionnaire::{Answer, Kind};
use crate::text::{Lang, clean};

/// Lists longer than this are searched rather than walked through.
const LONG: usize = 12;

/// Asks with the lists of the `inquire` library, on the error stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inquire {
    color: bool,
}

/// What came out of one prompt of the library.
enum Outcome<T> {
    Done(T),
    Left(Way),
}

impl Inquire {
    /// Makes the prompter; without colours, nothing is lost: marks say the same.
    pub(crate) fn new(color: bool) -> Self {
        Self { color }
    }

    fn look(self, lang: Lang) -> RenderConfig<'static> {
        let mut look = if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        look.answer_from_new_line = true;
        look.prompt_prefix.content = "?";
        look.answered_prompt_prefix.content = "·";
        look.canceled_prompt_indicator = Styled::new(back_mark(lang));
        look.error_message = look.error_message.with_prefix(Styled::new("!"));
        look
    }

    fn single(
        self,
        asked: &Asked<'_>,
        choices: Vec<(Answer, String)>,
        fallback: usize,
    ) -> Result<Reply, PromptError> {
        let asides = Aside::of(asked.question);
        let why = explanation(asked);
        let mut rows: Vec<Row> = choices.iter().map(|(_, label)| Row::new(label.clone())).collect();
        rows.extend(asides.iter().map(|aside| Row::aside(*aside, asked.lang, &why)));
        let here = asked.current.and_then(|current| {
            let aside = aside_of(current).and_then(|own| asides.iter().position(|aside| *aside == own));
            choices
                .iter()
                .position(|(answer, _)| answer == current)
                .or(aside.map(|index| choices.len() + index))
        });
        let list =
            List { message: asked.wording(), rows, start: here.unwrap_or(fallback), help: help(asked) };
        loop {
            let index = match list.select(self.look(asked.lang), asked.lang)? {
                Outcome::Done(index) => index,
                Outcome::Left(way) => return Ok(Reply::Leave(way, None)),
            };
            let aside = index.checked_sub(choices.len()).and_then(|index| asides.get(index));
            let answer = match aside {
                Some(Aside::Menu) => return Ok(Reply::Leave(Way::Menu, None)),
                Some(aside) => aside.answer(),
                None => choices.get(index).map(|(answer, _)| answer.clone()),
            };
            if let Some(answer) = answer {
                return Ok(Reply::Answer(answer));
            }
        }
    }
}

impl Prompter for Inquire {
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Reply, PromptError> {
        if let Some(heading) = &asked.heading {
            self.say(&format!("\n{}", rule(heading, Screen::now().columns)));
        }
        for hint in &asked.hints {
            self.say(&wrap(hint, Screen::now().columns, "· ", "  "));
        }
        let lang = asked.lang;
        match &asked.question.kind {
            Kind::Single(choices) => {
                let choice = |id: &String| (Answer::Choice(id.clone()), label(asked, id));
                self.single(asked, choices.iter().map(|known| choice(&known.id)).collect(), 0)
            }
            // « Non » is where the cursor starts: pressing Enter by habit never commits to anything.
            Kind::Boolean => self.single(
                asked,
                [true, false].map(|yes| (Answer::Boolean(yes), yes_no(yes, lang))).into(),
                1,
            ),
            Kind::Multiple(choices) => checklist::ask(*self, asked, choices),
            // The interview puts it as a list of the tools that are there.
            Kind::Links => checklist::ask(*self, asked, &[]),
            Kind::Rank(choices) => rank::ask(*self, asked, choices),
            Kind::Number { .. } | Kind::Text { .. } | Kind::Date | Kind::Search(_) => line::ask(*self, asked),
        }
    }

    fn pick(&mut self, menu: &Menu<'_>) -> Result<Picked, PromptError> {
        let list = List {
            message: menu.title.to_owned(),
            rows: menu.items.iter().map(|item| Row::new(item.clone())).collect(),
            start: 0,
            help: menu
                .lang
                .pick("↑↓ choisir · Entrée valider · Échap revenir", "↑↓ choose · Enter confirm · Esc back")
                .to_owned(),
        };
        Ok(match list.select(self.look(menu.lang), menu.lang)? {
            Outcome::Done(index) => Picked::Item(index),
            Outcome::Left(Way::Stop) => Picked::Interrupted,
            Outcome::Left(_) => Picked::Back,
        })
    }

    fn write(&mut self, title: &str, lang: Lang) -> Result<Result<String, Way>, PromptError> {
        let text = message(title, 20);
        let help = lang.pick("Entrée valider · Échap revenir", "Enter confirm · Esc back");
        let formatter = |line: &str| indented(&clean(line));
        let line = ::inquire::Text::new(&text)
            .with_formatter(&formatter)
            .with_help_message(help)
            .with_render_config(self.look(lang));
        Ok(match outcome(line.prompt())? {
            Outcome::Done(line) => match clean(&line).trim() {
                "" => Err(Way::Back),
                line => Ok(line.to_owned()),
            },
            Outcome::Left(way) => Err(way),
        })
    }

    fn say(&mut self, text: &str) {
        // A closed stream cannot be told anything, and loses nothing.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    fn manual(&self, lang: Lang) -> Vec<String> {
        let lines = lang.pick(
            ["Échap : question précédente. Ctrl-C : arrêter, tout est gardé."],
            ["Esc: previous question. Ctrl-C: stop, everything is kept."],
        );
        lines.map(|line| lang.typeset(line)).into()
    }

    fn protect(&mut self, farewell: Option<&str>) {
        signal::protect(farewell);
    }
}

/// Returns what stays under a question that was left for the one before.
fn back_mark(lang: Lang) -> &'static str {
    lang.pick("\n  (retour)", "\n  (back)")
}

/// Tells apart the three ways out of a prompt, and real errors.
fn outcome<T>(result: Result<T, InquireError>) -> Result<Outcome<T>, PromptError> {
    match result {
        Ok(value) => Ok(Outcome::Done(value)),
        Err(InquireError::OperationCanceled) => Ok(Outcome::Left(Way::Back)),
        Err(InquireError::OperationInterrupted) => Ok(Outcome::Left(Way::Stop)),
        Err(InquireError::IO(error)) => Err(PromptError::Io(error)),
        Err(InquireError::NotTTY) => Err(PromptError::Refused("not a terminal".to_owned())),
        Err(InquireError::InvalidConfiguration(why)) => Err(PromptError::Refused(why)),
        Err(InquireError::Custom(error)) => Err(PromptError::Refused(error.to_string())),
    }
}

/// Returns the help of a list with one answer.
fn help(asked: &Asked<'_>) -> String {
    let keys = asked
        .lang
        .pick("↑↓ choisir · Entrée valider · Échap revenir", "↑↓ choose · Enter confirm · Esc back");
    help_lines(asked, &format!("{}{keys}", search_keys(asked)))
}

/// Returns how to move in a list that is longer than the screen.
fn search_keys(asked: &Asked<'_>) -> &'static str {
    if asked.question.choices().len() <= LONG {
        return "";
    }
    asked.lang.pick(
        "tapez pour chercher · ↑ fin de liste (je ne sais pas) · ",
        "type to search · ↑ end of the list (I don't know) · ",
    )
}

/// Returns the explanation, set as the text of an answer.
fn explanation(asked: &Asked<'_>) -> String {
    indented(&asked.explanation())
}

/// Returns an answer in words, set under its question.
fn echo(asked: &Asked<'_>, answer: &Answer) -> String {
    indented(&in_words(asked, answer))
}

fn indented(text: &str) -> String {
    wrap(text, Screen::now().columns - 1, "  ", "  ")
}

/// Returns what is wrong with an answer, broken at words behind its mark.
fn mistake(text: &str) -> String {
    wrap(text, Screen::now().columns.saturating_sub(3), "", "  ")
}

/// Returns a wording broken so that `room` columns are left for what is typed behind it.
fn message(text: &str, room: usize) -> String {
    // Two columns are taken by the mark in front.
    let columns = Screen::now().columns;
    wrap(text, columns.saturating_sub(2 + room.min(columns / 4)), "", "  ")
}

/// Returns the help under a question: how far, then the keys, broken at words inside their brackets.
fn help_lines(asked: &Asked<'_>, keys: &str) -> String {
    // A key stays beside what it does.
    let keys: Vec<String> =
        keys.split(" · ").map(|key| asked.lang.typeset(key).replace(' ', "\u{a0}")).collect();
    let keys = keys.join("\u{a0}· ");
    let assumed = asked.assumed.as_deref().filter(|_| asked.current.is_none());
    let lines = [assumed, Some(asked.progress.as_str()), Some(&keys)].into_iter().flatten();
    let width = Screen::now().columns.saturating_sub(2);
    // The bracket in front takes one column of the first line.
    let starts = std::iter::once("").chain(std::iter::repeat(" "));
    lines.zip(starts).map(|(line, start)| wrap(line, width, start, " ")).collect::<Vec<_>>().join("\n")
}

fn rule(heading: &str, columns: usize) -> String {
    let lines = wrap(heading, columns.saturating_sub(4), "── ", "   ");
    let last = unicode_width::UnicodeWidthStr::width(lines.lines().next_back().unwrap_or_default());
    format!("{lines} {}", "─".repeat(columns.saturating_sub(last + 2)))
}
