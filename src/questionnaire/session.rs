//! The walk through the questions: which come, in which order, and which is next. No state but the answers.

use super::{
    Answer, Answers, Kind, Mode, Question, Questionnaire, Scoped, TOOL_MORE, TOOL_PRODUCT, ToolAnswers,
    USE_LIST,
};

/// A question at its place in the walk.
#[derive(Clone, Debug)]
pub struct Slot<'q> {
    /// The question.
    pub question: &'q Question,
    /// The tool it is about.
    pub tool: Option<ToolSlot>,
}

/// Which tool a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolSlot {
    /// The index among the tools of the dossier; `None` for a tool that is about to be named.
    pub index: Option<usize>,
    /// The usage that the tool serves.
    pub usage: String,
}

/// A slot by its ids, as a dossier keeps it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The question id.
    pub question: String,
    /// The index of the tool, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<usize>,
    /// The usage, when the question names its next tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
}

impl Slot<'_> {
    /// Returns the slot by its ids.
    pub fn position(&self) -> Position {
        let index = self.tool.as_ref().and_then(|tool| tool.index);
        let usage = self.tool.as_ref().filter(|tool| tool.index.is_none()).map(|tool| tool.usage.clone());
        Position { question: self.question.id.clone(), tool: index, usage }
    }

    /// Returns the answer given here so far.
    pub fn answer<'a>(&self, answers: &'a Answers) -> Option<&'a Answer> {
        match &self.tool {
            None => answers.general.get(&self.question.id),
            Some(tool) => answers.tools.get(tool.index?)?.answers.get(&self.question.id),
        }
    }
}

/// Returns every question that these answers call for, in order, answered or not.
///
/// The questions about tools are repeated for each tool of each usage, usages in the order of the questionnaire.
/// A usage without a tool, or whose last tool says that there is one more, ends with the question that names it.
pub fn sequence<'q>(questionnaire: &'q Questionnaire, answers: &Answers, mode: Mode) -> Vec<Slot<'q>> {
    let mut slots = Vec::new();
    let mut tools_done = false;
    for question in &questionnaire.questions {
        if question.is_about_a_tool() {
            if !tools_done {
                tools_done = true;
                for usage in usages(answers) {
                    push_tools(&mut slots, questionnaire, answers, mode, usage);
                }
            }
        } else if is_asked(question, mode, answers.general_scope()) {
            slots.push(Slot { question, tool: None });
        }
    }
    slots
}

/// Returns the first question without an answer, or `None` at the end.
pub fn next<'q>(questionnaire: &'q Questionnaire, answers: &Answers, mode: Mode) -> Option<Slot<'q>> {
    sequence(questionnaire, answers, mode).into_iter().find(|slot| slot.answer(answers).is_none())
}

/// Returns the question before a position, or `None` at the start.
pub fn previous<'q>(
    questionnaire: &'q Questionnaire,
    answers: &Answers,
    mode: Mode,
    position: &Position,
) -> Option<Slot<'q>> {
    let mut slots = sequence(questionnaire, answers, mode);
    let here = slots.iter().position(|slot| slot.position() == *position)?;
    here.checked_sub(1).map(|before| slots.swap_remove(before))
}

/// Writes an answer at its place; the answer that names a new tool adds the tool.
pub fn apply(answers: &mut Answers, slot: &Slot<'_>, answer: Answer) {
    let id = slot.question.id.clone();
    match &slot.tool {
        None => {
            answers.general.insert(id, answer);
        }
        Some(tool) => {
            let index = tool.index.unwrap_or(answers.tools.len());
            if tool.index.is_none() {
                answers.tools.push(ToolAnswers { usage: tool.usage.clone(), ..ToolAnswers::default() });
            }
            if let Some(entry) = answers.tools.get_mut(index) {
                entry.answers.insert(id, answer);
            }
        }
    }
}

/// Returns the answers that count: those of questions whose condition holds, about tools of usages in use.
///
/// Answers of hidden questions stay in the dossier and enter no computation.
pub fn visible(questionnaire: &Questionnaire, answers: &Answers) -> Answers {
    let mut kept = Answers::default();
    for (id, answer) in &answers.general {
        let shown =
            questionnaire.question(id).is_some_and(|question| holds(question, answers.general_scope()));
        if shown {
            kept.general.insert(id.clone(), answer.clone());
        }
    }
    for tool in &answers.tools {
        if !usages(answers).any(|usage| usage == tool.usage) {
            continue;
        }
        let scope = answers.tool_scope(tool);
        let shown = |id: &str| questionnaire.question(id).is_some_and(|question| holds(question, scope));
        let answers = tool.answers.iter().filter(|(id, _)| shown(id)).map(|(id, a)| (id.clone(), a.clone()));
        kept.tools.push(ToolAnswers { usage: tool.usage.clone(), answers: answers.collect() });
    }
    kept
}

fn usages(answers: &Answers) -> impl Iterator<Item = &str> {
    answers.general.get(USE_LIST).map(Answer::as_choices).unwrap_or_default().iter().map(String::as_str)
}

fn is_asked(question: &Question, mode: Mode, scope: Scoped<'_>) -> bool {
    question.is_in(mode) && holds(question, scope)
}

fn holds(question: &Question, scope: Scoped<'_>) -> bool {
    question.condition.as_ref().is_none_or(|condition| condition.holds(scope))
}

fn push_tools<'q>(
    slots: &mut Vec<Slot<'q>>,
    questionnaire: &'q Questionnaire,
    answers: &Answers,
    mode: Mode,
    usage: &str,
) {
    let mut wants_one_more = true;
    for (index, tool) in answers.tools.iter().enumerate().filter(|(_, tool)| tool.usage == usage) {
        let questions = questionnaire.questions.iter().filter(|question| question.is_about_a_tool());
        // A tool alone feeds no other.
        let questions = questions.filter(|question| question.kind != Kind::Links || answers.tools.len() > 1);
        for question in questions.filter(|question| is_asked(question, mode, answers.tool_scope(tool))) {
            slots.push(Slot {
                question,
                tool: Some(ToolSlot { index: Some(index), usage: usage.to_owned() }),
            });
        }
        wants_one_more = tool.answers.get(TOOL_MORE) == Some(&Answer::Boolean(true));
    }
    if wants_one_more && let Some(question) = questionnaire.question(TOOL_PRODUCT) {
        slots.push(Slot { question, tool: Some(ToolSlot { index: None, usage: usage.to_owned() }) });
    }
}
