//! What several people do not agree about, the widest first.

use super::settle::{Rule, settle};
use super::spread::spread;
use super::voices::{ToolVoices, Voice, Voices};
use crate::questionnaire::{Answer, Question, Questionnaire};

/// A question that was not answered the same by all.
#[derive(Clone, Debug)]
pub struct Disagreement<'a> {
    /// The question.
    pub question: &'a Question,
    /// The tool that it is about.
    pub tool: Option<&'a ToolVoices>,
    /// What was said.
    pub voices: &'a [Voice],
    /// How far the answers are apart, out of [`WHOLE`](super::WHOLE).
    pub spread: u64,
    /// How the answer that is kept was found.
    pub rule: Rule,
    /// The answer that is kept.
    pub kept: Answer,
}

/// Returns what was not answered the same by all, the widest spread first, then in the order of the questionnaire.
pub fn disagreements<'a>(questionnaire: &'a Questionnaire, voices: &'a Voices) -> Vec<Disagreement<'a>> {
    let general = voices.general.iter().map(|(id, voices)| (id, None, voices));
    let about_tools = voices
        .tools
        .iter()
        .flat_map(|tool| tool.answers.iter().map(move |(id, voices)| (id, Some(tool), voices)));
    let questions = &questionnaire.questions;
    let mut all: Vec<(usize, Disagreement<'_>)> = general
        .chain(about_tools)
        .filter_map(|(id, tool, voices)| {
            let place = questions.iter().position(|question| question.id == *id)?;
            let question = &questions[place];
            let said: Vec<&Answer> =
                voices.iter().flat_map(|voice| std::iter::repeat_n(&voice.answer, voice.count)).collect();
            let outcome = settle(question, &said)?;
            let (rule, kept) = (outcome.rule, outcome.answer);
            let spread = spread(question, voices);
            Some((place, Disagreement { question, tool, voices, spread, rule, kept }))
        })
        .collect();
    all.sort_by_key(|(place, one)| (std::cmp::Reverse(one.spread), *place));
    all.into_iter().map(|(_, one)| one).collect()
}
