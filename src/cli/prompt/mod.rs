//! How questions are put to a person: one trait, three ways.
//!
//! Comes in: a question at its place ([`Asked`]) or a short menu ([`Menu`]). Goes out: a checked [`Reply`], never
//! an answer that the question does not take. [`Inquire`] draws lists on a terminal, [`Plain`] reads one line for
//! one question (screen readers, pipes), `Scripted` replays prepared replies for the tests.
//! Nothing here reads or writes a dossier, and nothing is written to the standard output.

mod check;
mod inquire;
mod layout;
mod plain;
mod product;
mod row;
#[cfg(test)]
mod scripted;
mod signal;
mod which;
mod words;

use std::io::IsTerminal as _;

use self::inquire::Inquire;
pub(crate) use self::layout::wrap;
use self::plain::Plain;
pub(crate) use self::row::{NamedTool, read_tools, settle};
#[cfg(test)]
pub(crate) use self::scripted::{Scripted, Step};
pub(crate) use self::signal::{protect, uninterrupted};
use crate::catalog::Catalog;
use crate::dossier::Left;
use crate::questionnaire::{Answer, Question};
use crate::text::{Lang, clean};

/// A question at its place in the interview.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    /// The question.
    pub(crate) question: &'a Question,
    /// The answer given before, to start from.
    pub(crate) current: Option<&'a Answer>,
    /// What was left here without being confirmed; it goes before the answer.
    pub(crate) left: Option<&'a Left>,
    /// What is assumed as long as there is no answer, ready to show.
    pub(crate) assumed: Option<String>,
    /// The title to show above, when the section or the usage changes.
    pub(crate) heading: Option<String>,
    /// What helps a facilitator, in a workshop, shown under the title.
    pub(crate) hints: Vec<String>,
    /// The questions whose answers may follow the name of a tool on its line; none for the other questions.
    pub(crate) cells: Vec<&'a Question>,
    /// What the question is about: the tool at hand, or the usage whose tool is asked for.
    pub(crate) subject: Option<String>,
    /// The id of the usage at hand: its tools are suggested first.
    pub(crate) usage: Option<&'a str>,
    /// How far the interview is: « question 4 sur 19 ».
    pub(crate) progress: String,
    /// The catalogue, for the questions that look something up.
    pub(crate) catalog: &'a Catalog,
    /// The language.
    pub(crate) lang: Lang,
}

/// What a person does with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Answers it; the answer fits the question.
    Answer(Answer),
    /// Names several tools at once, or a tool with some answers about it.
    Tools(Vec<NamedTool>),
    /// Leaves the question without answering it; what was typed, ticked or placed comes along.
    Leave(Way, Option<Left>),
}

/// Where a person goes from a question that they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the question before.
    Back,
    /// To the menu.
    Menu,
    /// Away.
    Stop,
}

/// A choice outside the questionnaire, such as what to do at the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Menu<'a> {
    /// The title, ready to show.
    pub(crate) title: &'a str,
    /// The items, ready to show; the first one is proposed.
    pub(crate) items: &'a [String],
    /// The language.
    pub(crate) lang: Lang,
}

/// What a person does with a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// Takes the item of this index.
    Item(usize),
    /// Goes back, taking nothing.
    Back,
    /// Stops here.
    Interrupted,
}

/// Why a question could not be asked. Going back and stopping are not errors: see [`Way`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum PromptError {
    /// The terminal or the stream does not answer.
    #[error("the terminal does not answer")]
    Io(#[from] std::io::Error),
    /// The question cannot be shown, or a script does not fit it.
    #[error("the prompt cannot be shown: {0}")]
    Refused(String),
}

/// A way of asking questions.
pub(crate) trait Prompter {
    /// Asks one question.
    ///
    /// # Errors
    /// The terminal does not answer.
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Reply, PromptError>;

    /// Shows a menu.
    ///
    /// # Errors
    /// The terminal does not answer.
    fn pick(&mut self, menu: &Menu<'_>) -> Result<Picked, PromptError>;

    /// Reads a line that answers no question, or where the person goes instead.
    ///
    /// # Errors
    /// The terminal does not answer.
    fn write(&mut self, title: &str, lang: Lang) -> Result<Result<String, Way>, PromptError>;

    /// Shows lines as they are.
    fn say(&mut self, text: &str);

    /// Returns how to go back, to stop and to say « je ne sais pas ».
    fn manual(&self, lang: Lang) -> Vec<String>;

    /// Keeps what to say if the program is asked to end between two questions; `None` when there is nothing to say.
    fn protect(&mut self, farewell: Option<&str>) {
        let _ = farewell;
    }
}

/// Returns the way of asking that suits the streams: lists on a terminal, lines everywhere else.
pub(crate) fn prompter(plain: bool, lang: Lang, color: bool) -> Box<dyn Prompter> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if plain || dumb || !terminal {
        Box::new(Plain::new(std::io::stdin().lock(), std::io::stderr(), lang))
    } else {
        Box::new(Inquire::new(color))
    }
}

impl<'a> Asked<'a> {
    /// Makes a question that stands alone, outside any interview.
    pub(crate) fn alone(question: &'a Question, catalog: &'a Catalog, lang: Lang) -> Self {
        Self {
            question,
            current: None,
            left: None,
            assumed: None,
            heading: None,
            hints: Vec::new(),
            cells: Vec::new(),
            subject: None,
            usage: None,
            progress: String::new(),
            catalog,
            lang,
        }
    }

    /// Returns an answer in words, as it is repeated to the person.
    pub(crate) fn in_words(&self, answer: &Answer) -> String {
        check::in_words(self, answer)
    }

    /// Returns the wording, with what it is about.
    pub(crate) fn wording(&self) -> String {
        let text = self.lang.typeset(self.question.text.get(self.lang));
        match &self.subject {
            Some(subject) => format!("{subject} · {text}"),
            None => text,
        }
    }

    /// Returns why the question is asked, where the answer can be found, and why it changes nothing if so.
    fn explanation(&self) -> String {
        let (lang, question) = (self.lang, self.question);
        let texts = [Some(&question.why), question.where_to_find.as_ref(), question.no_effect.as_ref()];
        let sentences: Vec<String> =
            texts.into_iter().flatten().map(|text| lang.typeset(text.get(lang))).collect();
        sentences.join(" ")
    }

    /// Returns the answers about a tool in words, in the order of its line.
    fn cells_in_words(&self, tool: &NamedTool) -> String {
        let words = tool.answers.iter().filter_map(|(id, answer)| {
            let question = self.cells.iter().find(|question| question.id == *id)?;
            Some(Asked::alone(question, self.catalog, self.lang).in_words(answer))
        });
        let name =
            self.catalog.resolve(&tool.product).map_or(tool.product.as_str(), |one| one.name(self.lang));
        let words: Vec<String> = std::iter::once(clean(name)).chain(words).collect();
        words.join(", ")
    }
}
