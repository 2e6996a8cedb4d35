//! Replies prepared in advance, for the tests: no terminal, no time, every question remembered.

use std::collections::VecDeque;

use super::{Asked, Menu, Picked, PromptError, Prompter, Reply, Way, check};
use crate::questionnaire::Answer;
use crate::text::Lang;

/// One prepared reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The reply to a question.
    Reply(Reply),
    /// The reply to a menu.
    Pick(Picked),
    /// The reply to what is written freely.
    Write(String),
}

/// Replays replies in order and remembers what was asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scripted {
    steps: VecDeque<Step>,
    /// The ids of the questions asked, in order, with the answer each started from.
    pub(crate) asked: Vec<(String, Option<Answer>)>,
    /// The progress shown with each question.
    pub(crate) progress: Vec<String>,
    /// The headings shown.
    pub(crate) headings: Vec<String>,
    /// Everything said, titles of menus included.
    pub(crate) said: Vec<String>,
}

impl Scripted {
    /// Takes the replies, in order. Once they are used up, the person stops.
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: steps.into_iter().collect(), ..Self::default() }
    }

    /// Returns how many replies were not used.
    pub(crate) fn left(&self) -> usize {
        self.steps.len()
    }
}

impl Prompter for Scripted {
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Reply, PromptError> {
        self.asked.push((asked.question.id.clone(), asked.current.cloned()));
        self.progress.push(asked.progress.clone());
        self.headings.extend(asked.heading.clone());
        self.said.extend(asked.hints.iter().cloned());
        match self.steps.pop_front() {
            Some(Step::Reply(Reply::Answer(answer))) => {
                let checked = check::check(asked.question, answer);
                checked
                    .map(Reply::Answer)
                    .map_err(|text| PromptError::Refused(format!("{}: {}", asked.question.id, text.en)))
            }
            Some(Step::Reply(reply)) => Ok(reply),
            Some(step) => Err(PromptError::Refused(format!("{}: {step:?}", asked.question.id))),
            None => Ok(Reply::Leave(Way::Stop, None)),
        }
    }

    fn pick(&mut self, menu: &Menu<'_>) -> Result<Picked, PromptError> {
        self.said.push(menu.title.to_owned());
        match self.steps.pop_front() {
            Some(Step::Pick(picked)) => Ok(picked),
            Some(step) => Err(PromptError::Refused(format!("{}: {step:?}", menu.title))),
            None => Ok(Picked::Interrupted),
        }
    }

    fn write(&mut self, title: &str, _: Lang) -> Result<Result<String, Way>, PromptError> {
        self.said.push(title.to_owned());
        match self.steps.pop_front() {
            Some(Step::Write(text)) => Ok(Ok(text)),
            Some(step) => Err(PromptError::Refused(format!("{title}: {step:?}"))),
            None => Ok(Err(Way::Stop)),
        }
    }

    fn say(&mut self, text: &str) {
        self.said.push(text.to_owned());
    }

    fn manual(&self, _: Lang) -> Vec<String> {
        Vec::new()
    }
}
