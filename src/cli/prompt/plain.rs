//! One line read for one question: for screen readers, braille displays, pipes and terminals that cannot redraw.
//!
//! Nothing is drawn over, nothing is coloured, no line is broken: the reader does it better. The end of the input
//! counts as an interruption: everything answered before is kept.

mod command;
mod reading;

use std::io::{BufRead, Read as _, Write};

use self::command::Command;
use self::reading::{Reading, read};
use super::check::in_words;
use super::row::settle;
use super::which::Near;
use super::{Asked, Menu, Picked, PromptError, Prompter, Reply, Way, signal};
use crate::questionnaire::{Answer, Kind, Question, Scope};
use crate::text::{Lang, clean};

/// The longest line that is read, in bytes; the rest of it is left out.
const LONGEST: u64 = 16 * 1024;
/// Lists longer than this are not read out: a name is typed instead.
const LISTED: usize = 40;

/// A line is an answer or nothing: nothing is left unconfirmed.
const STOP: Reply = Reply::Leave(Way::Stop, None);

/// Asks line by line.
#[derive(Debug)]
pub(crate) struct Plain<R, W> {
    input: R,
    output: W,
    lang: Lang,
}

/// A line that was read.
enum Line {
    Text(String),
    Command(Command),
    End,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Makes the prompter out of where lines come from and where questions go.
    pub(crate) fn new(input: R, output: W, lang: Lang) -> Self {
        Self { input, output, lang }
    }

    /// Writes a line in the typography of the language.
    fn tell(&mut self, fr: &str, en: &str) {
        let text = self.lang.typeset(self.lang.pick(fr, en));
        self.say(&text);
    }

    fn line(&mut self) -> Result<Line, PromptError> {
        let _ = write!(self.output, "> ").and_then(|()| self.output.flush());
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            self.say("");
            return Ok(Line::End);
        }
        if !bytes.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
        }
        let text = clean(&String::from_utf8_lossy(&bytes));
        let text = text.trim();
        if let Some(quoted) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            return Ok(Line::Text(quoted.to_owned()));
        }
        Ok(match Command::parse(text, self.lang) {
            Some(command) => Line::Command(command),
            None => Line::Text(text.to_owned()),
        })
    }

    fn introduce(&mut self, asked: &Asked<'_>) {
        if let Some(heading) = &asked.heading {
            self.say(&format!("\n== {heading} =="));
        }
        asked.hints.iter().for_each(|hint| self.say(hint));
        let mut progress = asked.progress.chars();
        let start = progress.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        self.say(&format!("\n{start}{}", progress.as_str()));
        self.say(&asked.wording());
        self.list(asked, LISTED);
        if let (None, Some(assumed)) = (asked.current, &asked.assumed) {
            self.say(assumed);
        }
        if let Some(current) = asked.current {
            let words = in_words(asked, current);
            let (fr, en) = (
                format!("Réponse actuelle : {words}. Entrée seule la garde."),
                format!("Current answer: {words}. Enter alone keeps it."),
            );
            self.tell(&fr, &en);
        }
        let (fr, en) = expected(asked.question);
        self.tell(&fr, &en);
    }

    fn list(&mut self, asked: &Asked<'_>, longest: usize) {
        let choices = asked.question.choices();
        if choices.len() <= longest {
            for (index, choice) in choices.iter().enumerate() {
                let label = self.lang.typeset(choice.label.get(self.lang));
                self.say(&format!("{}. {label}", index + 1));
            }
        }
    }

    fn answer(&mut self, asked: &Asked<'_>, text: &str) -> Result<Option<Reply>, PromptError> {
        if let (true, Some(current)) = (text.is_empty(), asked.current) {
            return Ok(Some(Reply::Answer(current.clone())));
        }
        match read(asked, text) {
            Ok(Reading::Answer(answer)) => Ok(Some(self.noted(asked, answer))),
            Ok(Reading::Why) => {
                self.say(&asked.explanation());
                Ok(None)
            }
            Ok(Reading::Menu) => Ok(Some(Reply::Leave(Way::Menu, None))),
            Ok(Reading::Near(names)) => {
                let scope =
                    if let Kind::Search(scope) = asked.question.kind { scope } else { Scope::Products };
                Ok(
                    match (Near { typed: text, names: &names, scope }).ask(self, asked.catalog, asked.lang)? {
                        Ok(stored) => Some(self.noted(asked, Answer::Text(stored))),
                        Err(Way::Stop) => Some(STOP),
                        Err(_) => None,
                    },
                )
            }
            Ok(Reading::Row(tools)) => match settle(self, asked.catalog, tools, asked.lang)? {
                Ok(tools) => {
                    for tool in &tools {
                        let label = self.lang.typeset(self.lang.pick("Noté :", "Noted:"));
                        self.say(&format!("{label} {}", asked.cells_in_words(tool)));
                    }
                    Ok(Some(Reply::Tools(tools)))
                }
                Err(Way::Stop) => Ok(Some(STOP)),
                Err(_) => Ok(None),
            },
            Err(mistake) => {
                self.tell(&mistake.fr, &mistake.en);
                Ok(None)
            }
        }
    }

    fn noted(&mut self, asked: &Asked<'_>, answer: Answer) -> Reply {
        let words = in_words(asked, &answer);
        let label = self.lang.typeset(self.lang.pick("Noté :", "Noted:"));
        self.say(&format!("{label} {words}"));
        Reply::Answer(answer)
    }
}

impl<R: BufRead, W: Write> Prompter for Plain<R, W> {
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Reply, PromptError> {
        self.introduce(asked);
        loop {
            let reply = match self.line()? {
                Line::End | Line::Command(Command::Stop) => Some(STOP),
                Line::Command(Command::Back) => Some(Reply::Leave(Way::Back, None)),
                Line::Command(Command::Menu) => Some(Reply::Leave(Way::Menu, None)),
                Line::Command(Command::Unknown) => Some(self.noted(asked, Answer::Unknown)),
                Line::Command(Command::NotApplicable) if asked.question.not_applicable => {
                    Some(self.noted(asked, Answer::NotApplicable))
                }
                Line::Command(Command::NotApplicable) => {
                    self.tell(
                        "Cette question concerne tout le monde : répondez, ou tapez nsp.",
                        "This question is for everyone: answer it, or type dk.",
                    );
                    None
                }
                Line::Command(Command::List) => {
                    self.list(asked, usize::MAX);
                    None
                }
                Line::Command(Command::Why) => {
                    self.say(&asked.explanation());
                    None
                }
                Line::Text(text) => self.answer(asked, &text)?,
            };
            if let Some(reply) = reply {
                return Ok(reply);
            }
        }
    }

    fn pick(&mut self, menu: &Menu<'_>) -> Result<Picked, PromptError> {
        self.say(&format!("\n{}", menu.title));
        for (index, item) in menu.items.iter().enumerate() {
            self.say(&format!("{}. {item}", index + 1));
        }
        loop {
            match self.line()? {
                Line::End | Line::Command(Command::Stop) => return Ok(Picked::Interrupted),
                Line::Command(Command::Back) => return Ok(Picked::Back),
                Line::Text(text) => match text.parse::<usize>() {
                    Ok(number) if (1..=menu.items.len()).contains(&number) => {
                        return Ok(Picked::Item(number - 1));
                    }
                    _ => {}
                },
                Line::Command(_) => {}
            }
            let last = menu.items.len();
            self.tell(
                &format!("Tapez un numéro de 1 à {last}."),
                &format!("Type a number from 1 to {last}."),
            );
        }
    }

    fn write(&mut self, title: &str, _: Lang) -> Result<Result<String, Way>, PromptError> {
        self.say(&format!("\n{title}"));
        Ok(match self.line()? {
            Line::Text(text) if !text.is_empty() => Ok(text),
            Line::End | Line::Command(Command::Stop) => Err(Way::Stop),
            _ => Err(Way::Back),
        })
    }

    fn say(&mut self, text: &str) {
        // A closed stream cannot be told anything, and loses nothing.
        let _ = writeln!(self.output, "{text}").and_then(|()| self.output.flush());
    }

    fn manual(&self, lang: Lang) -> Vec<String> {
        command::manual(lang)
    }

    fn protect(&mut self, farewell: Option<&str>) {
        signal::protect(farewell);
    }
}

/// Returns what to type.
fn expected(question: &Question) -> (String, String) {
    let pair = |fr: &str, en: &str| (fr.to_owned(), en.to_owned());
    match &question.kind {
        Kind::Single(choices) if choices.len() > LISTED => pair(
            "Tapez un nom ou un code ; liste les montre tous.",
            "Type a name or a code; list shows them all.",
        ),
        Kind::Single(_) => pair("Tapez un numéro.", "Type a number."),
        Kind::Multiple(_) | Kind::Links => pair(
            "Tapez un ou plusieurs numéros, par exemple : 1, 3",
            "Type one or more numbers, for example: 1, 3",
        ),
        Kind::Rank(_) => pair(
            "Tapez les numéros du plus au moins important, par exemple : 3 > 1 = 2 > 4 (= pour une égalité)",
            "Type the numbers from most to least important, for example: 3 > 1 = 2 > 4 (= for a tie)",
        ),
        Kind::Number { min, max, unit } => {
            let number = |lang: Lang| {
                let bounds =
                    format!("{} {} {}", lang.integer(*min), lang.pick("à", "to"), lang.integer(*max));
                unit.as_ref().map_or(bounds.clone(), |unit| format!("{bounds} {}", unit.get(lang)))
            };
            (
                format!("Tapez un nombre de {}.", number(Lang::Fr)),
                format!("Type a number from {}.", number(Lang::En)),
            )
        }
        Kind::Text { .. } => pair("Tapez votre réponse.", "Type your answer."),
        Kind::Boolean => pair("Tapez oui ou non.", "Type yes or no."),
        Kind::Date => pair("Tapez un jour, par exemple : 31/03/2027", "Type a day, for example: 31/03/2027"),
        Kind::Search(_) => pair("Tapez un nom.", "Type a name."),
    }
}

#[cfg(test)]
mod tests;
