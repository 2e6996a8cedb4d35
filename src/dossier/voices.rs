//! Who said what: the spread of the answers that were merged into one dossier.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::raw::TOOL_PREFIX;
use crate::questionnaire::{Answer, Questionnaire};

/// The answers behind a merged dossier, where they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// How many dossiers were merged.
    pub dossiers: usize,
    /// The questions about the association that did not get one and the same answer, by their ids.
    pub general: BTreeMap<String, Vec<Voice>>,
    /// The tools that not everybody named, or about which the answers differ.
    pub tools: Vec<ToolVoices>,
}

/// One answer and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The answer.
    pub answer: Answer,
    /// How many dossiers have it.
    pub count: usize,
}

/// The voices about one tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolVoices {
    /// The usage that the tool serves.
    pub usage: String,
    /// What names the tool, as the merged dossier has it.
    pub product: Answer,
    /// How many dossiers name it.
    pub count: usize,
    /// The questions that did not get one and the same answer, by their ids.
    pub answers: BTreeMap<String, Vec<Voice>>,
}

/// The form of the voices in a file, before their answers are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVoices {
    pub(super) dossiers: usize,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Vec<RawVoice>>,
    #[serde(default)]
    pub(super) tools: Vec<RawToolVoices>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVoice {
    pub(super) answer: Value,
    pub(super) count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawToolVoices {
    pub(super) usage: String,
    pub(super) product: Value,
    pub(super) count: usize,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Vec<RawVoice>>,
}

impl Voices {
    /// Returns the form that the voices have in a dossier, in the order of the questionnaire.
    pub(super) fn to_value(&self, questionnaire: &Questionnaire) -> Value {
        let mut root = Mapping::new();
        root.insert(Value::from("dossiers"), Value::from(self.dossiers));
        if !self.general.is_empty() {
            root.insert(Value::from("answers"), list(&self.general, questionnaire, ""));
        }
        let tools = self.tools.iter().map(|tool| {
            let mut mapping = Mapping::new();
            mapping.insert(Value::from("usage"), Value::from(tool.usage.as_str()));
            mapping.insert(Value::from("product"), tool.product.to_value());
            mapping.insert(Value::from("count"), Value::from(tool.count));
            if !tool.answers.is_empty() {
                mapping.insert(Value::from("answers"), list(&tool.answers, questionnaire, TOOL_PREFIX));
            }
            Value::Mapping(mapping)
        });
        let tools: Vec<Value> = tools.collect();
        if !tools.is_empty() {
            root.insert(Value::from("tools"), Value::Sequence(tools));
        }
        Value::Mapping(root)
    }
}

fn list(voices: &BTreeMap<String, Vec<Voice>>, questionnaire: &Questionnaire, prefix: &str) -> Value {
    let mut mapping = Mapping::new();
    let asked = questionnaire.questions.iter();
    for (question, voices) in asked.filter_map(|question| Some((question, voices.get(&question.id)?))) {
        let voices = voices.iter().map(|voice| {
            let mut mapping = Mapping::new();
            mapping.insert(Value::from("answer"), voice.answer.to_value());
            mapping.insert(Value::from("count"), Value::from(voice.count));
            Value::Mapping(mapping)
        });
        let key = question.id.strip_prefix(prefix).unwrap_or(&question.id);
        mapping.insert(Value::from(key), Value::Sequence(voices.collect()));
    }
    Value::Mapping(mapping)
}
