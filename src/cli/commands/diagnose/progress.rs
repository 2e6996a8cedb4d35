//! How far an interview is. The number of questions is not known before the usages are; it is never guessed too low
//! without saying so.

use crate::questionnaire::{
    Answers, Mode, Questionnaire, Slot, TOOL_MORE, TOOL_PRODUCT, ToolAnswers, USE_LIST, sequence,
};
use crate::text::Lang;

/// Returns « question 4 sur 19 ».
pub(super) fn progress(
    questionnaire: &Questionnaire,
    answers: &Answers,
    mode: Mode,
    slot: &Slot<'_>,
    lang: Lang,
) -> String {
    let planned = planned(questionnaire, answers, mode);
    let slots = sequence(questionnaire, &planned, mode);
    let number = slots.iter().position(|other| is_same(other, slot, answers.tools.len())).unwrap_or(0) + 1;
    let total = slots.len();
    let text = lang.pick(format!("question {number} sur {total}"), format!("question {number} of {total}"));
    if answers.general.contains_key(USE_LIST) {
        text
    } else {
        text + lang.pick(", puis vos outils", ", then your tools")
    }
}

/// Returns the answers with the tools that are about to be named, so that their questions count already.
fn planned(questionnaire: &Questionnaire, answers: &Answers, mode: Mode) -> Answers {
    let known = answers.tools.len();
    let slots = sequence(questionnaire, answers, mode);
    let coming = slots.iter().filter_map(|slot| slot.tool.as_ref()).filter(|tool| tool.index == known);
    let mut planned = answers.clone();
    planned
        .tools
        .extend(coming.map(|tool| ToolAnswers { usage: tool.usage.clone(), ..ToolAnswers::default() }));
    planned
}

/// A tool about to be named has a place of its own among the planned ones: its usage tells which.
fn is_same(planned: &Slot<'_>, slot: &Slot<'_>, known: usize) -> bool {
    match (&planned.tool, &slot.tool) {
        (Some(there), Some(here)) if here.index >= known => {
            there.index >= known && there.usage == here.usage && planned.question.id == slot.question.id
        }
        _ => planned.position() == slot.position(),
    }
}

/// Tells whether a question is about a usage rather than about the tool that serves it.
pub(super) fn is_about_the_usage(slot: &Slot<'_>) -> bool {
    matches!(slot.question.id.as_str(), TOOL_PRODUCT | TOOL_MORE)
}
