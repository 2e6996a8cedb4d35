//! How far an interview is. The number of questions is not known before the usages are; it is never guessed too low
//! without saying so.

use crate::questionnaire::{
    Answers, Kind, Mode, Questionnaire, Slot, TOOL_MORE, TOOL_PRODUCT, ToolAnswers, USE_LIST, sequence,
};
use crate::text::Lang;

/// Returns « question 4 sur 19, partie 2 sur 5, encore 6 min environ ».
pub(super) fn progress(
    questionnaire: &Questionnaire,
    answers: &Answers,
    mode: Mode,
    slot: &Slot<'_>,
    lang: Lang,
) -> String {
    let planned = planned(questionnaire, answers, mode);
    let slots = sequence(questionnaire, &planned, mode);
    let here = slots.iter().position(|other| is_same(other, slot, answers.tools.len())).unwrap_or(0);
    let (number, total) = (here + 1, slots.len());
    let text = lang.pick(format!("question {number} sur {total}"), format!("question {number} of {total}"));
    if !answers.general.contains_key(USE_LIST) {
        return text + lang.pick(", puis vos outils", ", then your tools");
    }
    let section = |slot: &Slot<'_>| questionnaire.section(slot.question).map(|section| section.id.as_str());
    let mut parts: Vec<_> = slots.iter().map(section).collect();
    parts.dedup();
    let part = parts.iter().position(|part| *part == section(slot)).unwrap_or(0) + 1;
    let parts = parts.len();
    let open = slots
        .iter()
        .enumerate()
        .skip(here)
        .filter(|(at, slot)| *at == here || slot.answer(&planned).is_none());
    let seconds: u32 = open.map(|(_, slot)| seconds(&slot.question.kind)).sum();
    let minutes = seconds.div_ceil(60);
    text + &lang.pick(
        format!(", partie {part} sur {parts}, encore {minutes} min environ"),
        format!(", part {part} of {parts}, about {minutes} min left"),
    )
}

/// Returns how long a question takes, in seconds: an assumption, to be measured with people.
fn seconds(kind: &Kind) -> u32 {
    match kind {
        Kind::Boolean => 8,
        Kind::Single(_) => 12,
        Kind::Number { .. } | Kind::Search(_) | Kind::Date => 15,
        Kind::Multiple(_) | Kind::Links | Kind::Text { .. } => 20,
        Kind::Rank(_) => 45,
    }
}

/// Returns the answers with the tools that are about to be named, so that their questions count already.
fn planned(questionnaire: &Questionnaire, answers: &Answers, mode: Mode) -> Answers {
    let slots = sequence(questionnaire, answers, mode);
    let coming = slots.iter().filter_map(|slot| slot.tool.as_ref()).filter(|tool| tool.index.is_none());
    let mut planned = answers.clone();
    planned
        .tools
        .extend(coming.map(|tool| ToolAnswers { usage: tool.usage.clone(), ..ToolAnswers::default() }));
    planned
}

/// A tool about to be named has a place of its own among the planned ones, after those `known`: its usage tells which.
fn is_same(planned: &Slot<'_>, slot: &Slot<'_>, known: usize) -> bool {
    match (&planned.tool, &slot.tool) {
        (Some(there), Some(here)) if here.index.is_none() => {
            there.index >= Some(known) && there.usage == here.usage && planned.question.id == slot.question.id
        }
        _ => planned.position() == slot.position(),
    }
}

/// Tells whether a question is about a usage rather than about the tool that serves it.
pub(super) fn is_about_the_usage(slot: &Slot<'_>) -> bool {
    matches!(slot.question.id.as_str(), TOOL_PRODUCT | TOOL_MORE)
}
