//! Several dossiers of one association in one: what each person said is settled, and the spread is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::settle::settle;
use super::voices::{ToolVoices, Voice, Voices};
use super::{Decisions, Dossier, identity};
use crate::catalog::Catalog;
use crate::questionnaire::{Answer, Answers, Questionnaire, TOOL_MORE, TOOL_PRODUCT, ToolAnswers};

/// Merges dossiers that answer the same questionnaire; their order does not matter.
///
/// Numbers, days and levels: the median, the lower one of two. Other choices: the most frequent, the first of the
/// questionnaire at equality. Lists: everything. Rankings: by the mean rank, equal means tied. Texts: the most
/// frequent, then that of the oldest dossier; remarks are joined. « Je ne sais pas » never outvotes an answer.
/// Tools are the same by their usage and their record, else their name. What differs is in
/// [`Dossier::voices`]; a dossier that was merged before counts as one.
///
/// ```
/// use diaglibre::{dossier, store, yaml::Source};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let read = |hours: u32| {
///     let text = format!("format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {{means.hours: {hours}}}\n");
///     dossier::parse_dossier(Source::new("a.yaml", &text), &data.questionnaire, &[]).expect("it is valid")
/// };
/// let merged = dossier::merge(&[read(4), read(20), read(10)], &data.questionnaire, &data.catalog);
/// assert_eq!(merged.answers.general["means.hours"].as_number(), Some(10));
/// ```
pub fn merge(dossiers: &[Dossier], questionnaire: &Questionnaire, catalog: &Catalog) -> Dossier {
    // The oldest first; their text makes the order total.
    let mut ordered: Vec<&Dossier> = dossiers.iter().collect();
    ordered.sort_by_cached_key(|dossier| (dossier.created, dossier.to_yaml(questionnaire)));
    let mut voices = Voices { dossiers: ordered.len(), ..Voices::default() };
    let general: Vec<&BTreeMap<String, Answer>> =
        ordered.iter().map(|dossier| &dossier.answers.general).collect();
    let mut answers =
        Answers { general: settled(&general, questionnaire, &mut voices.general), tools: Vec::new() };
    for group in groups(&ordered, catalog) {
        let all: Vec<&BTreeMap<String, Answer>> = group.iter().map(|tool| &tool.answers).collect();
        let mut of_tool = BTreeMap::new();
        let mut tool = ToolAnswers {
            usage: group[0].usage.clone(),
            answers: settled(&all, questionnaire, &mut of_tool),
        };
        // The same tool may be written in several ways: that is no disagreement.
        of_tool.remove(TOOL_PRODUCT);
        of_tool.remove(TOOL_MORE);
        let product = group[0].answers.get(TOOL_PRODUCT).cloned();
        tool.answers.extend(product.clone().map(|product| (TOOL_PRODUCT.to_owned(), product)));
        let is_a_doubt = is_blank(&tool) && group.iter().all(|tool| is_doubtful(tool, &ordered));
        if group.len() < ordered.len() || !of_tool.is_empty() {
            let product = product.unwrap_or(Answer::Unknown);
            voices.tools.push(ToolVoices {
                usage: tool.usage.clone(),
                product,
                count: group.len(),
                answers: of_tool,
            });
        }
        if !is_a_doubt {
            answers.tools.push(tool);
        }
    }
    close_usages(&mut answers.tools, &ordered, catalog);
    let mut decisions = Decisions::default();
    ordered.iter().for_each(|dossier| decisions.join(&dossier.decisions));
    let mut notes: Vec<String> = Vec::new();
    for note in ordered.iter().flat_map(|dossier| &dossier.notes) {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    // A place in one dossier is none in another.
    let same = ordered.first().filter(|first| answers == first.answers);
    Dossier {
        questionnaire: questionnaire.id.clone(),
        mode: ordered.iter().map(|dossier| dossier.mode).max_by_key(|mode| *mode as u8).unwrap_or_default(),
        created: ordered.first().map_or_else(Default::default, |dossier| dossier.created),
        at: same.and_then(|first| first.at.clone()),
        drafts: same.map(|first| first.drafts.clone()).unwrap_or_default(),
        notes,
        answers,
        decisions,
        voices: Some(voices),
    }
}

/// Settles every question, and keeps the voices of those that did not get one and the same answer.
fn settled(
    all: &[&BTreeMap<String, Answer>],
    questionnaire: &Questionnaire,
    voices: &mut BTreeMap<String, Vec<Voice>>,
) -> BTreeMap<String, Answer> {
    let mut settled = BTreeMap::new();
    for question in &questionnaire.questions {
        let said: Vec<&Answer> = all.iter().filter_map(|answers| answers.get(&question.id)).collect();
        let Some(outcome) = settle(question, &said) else { continue };
        settled.insert(question.id.clone(), outcome.answer);
        let mut distinct: Vec<Voice> = Vec::new();
        for answer in said {
            match distinct.iter_mut().find(|voice| voice.answer == *answer) {
                Some(voice) => voice.count += 1,
                None => distinct.push(Voice { answer: answer.clone(), count: 1 }),
            }
        }
        // The sort is stable: at equality, the oldest dossier first.
        distinct.sort_by_key(|voice| std::cmp::Reverse(voice.count));
        if distinct.len() > 1 {
            voices.insert(question.id.clone(), distinct);
        }
    }
    settled
}

/// Brings together what the dossiers say of each tool, in the order in which the tools were first named. Where one
/// dossier has the same tool twice, its second meets the second of the others.
fn groups<'d>(dossiers: &[&'d Dossier], catalog: &Catalog) -> Vec<Vec<&'d ToolAnswers>> {
    let mut groups: Vec<Vec<&ToolAnswers>> = Vec::new();
    let mut known: BTreeMap<((String, String), usize), usize> = BTreeMap::new();
    for dossier in dossiers {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for tool in &dossier.answers.tools {
            let identity = identity(tool, catalog);
            let rank = seen.entry(identity.clone()).and_modify(|rank| *rank += 1).or_insert(0);
            let index = *known.entry((identity, *rank)).or_insert(groups.len());
            match groups.get_mut(index) {
                Some(group) => group.push(tool),
                None => groups.push(vec![tool]),
            }
        }
    }
    groups
}

/// Tells whether nothing is known of a tool, not even its name.
fn is_blank(tool: &ToolAnswers) -> bool {
    tool.answers.iter().all(|(id, answer)| id == TOOL_MORE || !answer.is_informative())
}

/// Tells whether somebody only did not know which tool serves a usage, and somebody else did.
fn is_doubtful(tool: &ToolAnswers, dossiers: &[&Dossier]) -> bool {
    let names = |dossier: &&&Dossier| {
        let of_usage = dossier.answers.tools.iter().filter(|other| other.usage == tool.usage);
        of_usage
            .map(|other| other.answers.get(TOOL_PRODUCT))
            .any(|name| name.is_some_and(Answer::is_informative))
    };
    let own =
        dossiers.iter().find(|dossier| dossier.answers.tools.iter().any(|other| std::ptr::eq(other, tool)));
    own.is_some_and(|own| !names(&own)) && dossiers.iter().any(|dossier| names(&dossier))
}

/// A tool that announced another one and is now the last of its usage announces none: the other one is there.
fn close_usages(tools: &mut [ToolAnswers], dossiers: &[&Dossier], catalog: &Catalog) {
    let usages: BTreeSet<String> = tools.iter().map(|tool| tool.usage.clone()).collect();
    for usage in usages {
        let Some(last) = tools.iter_mut().rfind(|tool| tool.usage == usage) else { continue };
        let wanted = identity(last, catalog);
        let was_followed = |dossier: &&Dossier| {
            let tools = dossier.answers.tools.iter().filter(|tool| tool.usage == usage);
            let of_usage: Vec<_> = tools.collect();
            // The same tool may be named twice: its last place is the one that counts.
            let place = of_usage.iter().rposition(|tool| identity(tool, catalog) == wanted);
            place.is_some_and(|place| place + 1 < of_usage.len())
        };
        let announces = last.answers.get(TOOL_MORE) == Some(&Answer::Boolean(true));
        if announces && dossiers.iter().any(was_followed) {
            last.answers.insert(TOOL_MORE.to_owned(), Answer::Boolean(false));
        }
    }
}
