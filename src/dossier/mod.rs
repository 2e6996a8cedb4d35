//! A dossier: one association's answers, as a readable YAML file.
//!
//! Comes in: the text of a dossier and the questionnaire. Goes out: a [`Dossier`] whose answers all fit their
//! questions, or every problem with its place. Writing gives back a text that reads as the same dossier.
//! It touches no file. The format is documented in `questionnaires/README.md`.

mod decisions;
mod disagreement;
mod draft;
mod merge;
mod raw;
mod review;
mod settle;
mod spread;
#[cfg(test)]
mod tests;
mod upgrade;
mod voices;

use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

pub use decisions::{Chosen, Decisions};
pub use disagreement::{Disagreement, disagreements};
pub use draft::{Draft, Left};
pub use merge::merge;
pub(crate) use raw::MAX_TOOLS;
pub use raw::parse_dossier;
pub use review::review;
pub use settle::{Outcome, Rule, settle};
pub use spread::{WHOLE, spread};
pub use upgrade::{Rename, parse_renames};
pub use voices::{ToolVoices, Voice, Voices};

use crate::catalog::Catalog;
use crate::questionnaire::{Answer, Answers, Mode, Position, Questionnaire, TOOL_PRODUCT, ToolAnswers};
use crate::text::fold;

/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// One association's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// How far the questionnaire goes.
    pub mode: Mode,
    /// The day on which the dossier was begun.
    pub created: Date,
    /// The answers, hidden ones included.
    pub answers: Answers,
    /// The question to come back to, when it is not the first one without an answer.
    pub at: Option<Position>,
    /// What was decided by hand about the plan.
    pub decisions: Decisions,
    /// What was left at questions without being confirmed.
    pub drafts: Vec<Draft>,
    /// What was noted to be taken up later, in the words of the person.
    pub notes: Vec<String>,
    /// What each person said, when several dossiers were merged into this one.
    pub voices: Option<Voices>,
}

/// Returns what makes a tool the same as another: its usage, and its record or else its name; no name for a tool that
/// nobody could name.
pub fn identity(tool: &ToolAnswers, catalog: &Catalog) -> (String, String) {
    let name = match tool.answers.get(TOOL_PRODUCT).and_then(Answer::as_str) {
        // No id begins so: a name that the catalogue does not know is no record.
        Some(name) => match catalog.resolve(name) {
            Some(subject) => subject.id().to_owned(),
            None => format!("={}", fold(name)),
        },
        None => String::new(),
    };
    (tool.usage.clone(), name)
}

impl Dossier {
    /// Makes an empty dossier.
    pub fn new(questionnaire: &Questionnaire, mode: Mode, created: Date) -> Self {
        Self {
            questionnaire: questionnaire.id.clone(),
            mode,
            created,
            answers: Answers::default(),
            at: None,
            decisions: Decisions::default(),
            drafts: Vec::new(),
            notes: Vec::new(),
            voices: None,
        }
    }

    /// Returns the text of the dossier, answers in the order of the questionnaire.
    pub fn to_yaml(&self, questionnaire: &Questionnaire) -> String {
        let mut root = Mapping::new();
        let mut put = |key: &str, value: Value| root.insert(Value::from(key), value);
        put("format", Value::from(FORMAT));
        put("questionnaire", Value::from(self.questionnaire.as_str()));
        put("mode", Value::from(self.mode.word()));
        put("created", Value::from(self.created.to_string()));
        let word = "words, numbers and lists always serialise";
        if let Some(position) = &self.at {
            put("at", serde_yaml::to_value(position).expect(word));
        }
        if !self.notes.is_empty() {
            put("notes", serde_yaml::to_value(&self.notes).expect(word));
        }
        if !self.drafts.is_empty() {
            put("drafts", serde_yaml::to_value(&self.drafts).expect(word));
        }
        let answers = |find: &dyn Fn(&str) -> Option<Answer>, prefix: &str| {
            let mut mapping = Mapping::new();
            for question in &questionnaire.questions {
                let key = question.id.strip_prefix(prefix).unwrap_or(&question.id);
                if let Some(answer) = find(&question.id) {
                    mapping.insert(Value::from(key), answer.to_value());
                }
            }
            mapping
        };
        put("answers", Value::Mapping(answers(&|id| self.answers.general.get(id).cloned(), "")));
        let tools = self.answers.tools.iter().map(|tool| {
            let mut mapping = Mapping::new();
            mapping.insert(Value::from("usage"), Value::from(tool.usage.as_str()));
            mapping.extend(answers(&|id| tool.answers.get(id).cloned(), raw::TOOL_PREFIX));
            Value::Mapping(mapping)
        });
        put("tools", Value::Sequence(tools.collect()));
        if !self.decisions.is_empty() {
            put("decisions", serde_yaml::to_value(&self.decisions).expect("lists of words always serialise"));
        }
        if let Some(voices) = &self.voices {
            put("voices", voices.to_value(questionnaire));
        }
        serde_yaml::to_string(&Value::Mapping(root)).expect(word)
    }
}
