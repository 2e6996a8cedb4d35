//! What the association decided by hand about its plan.

use serde::{Deserialize, Serialize};

/// What the association decided by hand about its plan. Nothing here is an answer to a question: it overrules what the
/// plan would propose, and the plan says what that costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// Steps, by id, or tools, by name, to be done before the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pin: Vec<String>,
    /// Steps, by id, or tools, by name, to be left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// The software to go to instead of the one that the plan would propose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choose: Vec<Chosen>,
}

/// A software chosen for a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// The tool, by name.
    pub tool: String,
    /// The software, by name.
    pub alternative: String,
}

impl Decisions {
    /// Tells whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many decisions there are.
    pub fn len(&self) -> usize {
        self.pin.len() + self.exclude.len() + self.choose.len()
    }

    /// Takes over the decisions of another dossier that are not there yet; what was chosen first stays.
    pub fn join(&mut self, other: &Self) {
        let missing = |known: &[String], more: &[String]| -> Vec<String> {
            more.iter().filter(|word| !known.contains(word)).cloned().collect()
        };
        self.pin.extend(missing(&self.pin, &other.pin));
        self.exclude.extend(missing(&self.exclude, &other.exclude));
        for chosen in &other.choose {
            if !self.choose.iter().any(|known| known.tool == chosen.tool) {
                self.choose.push(chosen.clone());
            }
        }
    }
}
