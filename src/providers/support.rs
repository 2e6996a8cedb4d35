//! The kinds of support that an association can ask for.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// A kind of support, out of the eight that the Emancip'Asso articles name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// Finding out what the association needs.
    Needs,
    /// Making its objectives clear.
    Objectives,
    /// Raising awareness.
    Awareness,
    /// Writing the roadmap.
    Roadmap,
    /// Looking at the tools and practices of today.
    Diagnosis,
    /// Recommending tools.
    ToolChoice,
    /// Going with the people through the change.
    Change,
    /// Training.
    Training,
}

impl Support {
    /// Every kind of support, in the order in which an association meets them.
    pub const ALL: [Self; 8] = [
        Self::Needs,
        Self::Objectives,
        Self::Awareness,
        Self::Roadmap,
        Self::Diagnosis,
        Self::ToolChoice,
        Self::Change,
        Self::Training,
    ];

    /// Returns the name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Needs => lang.pick("identification des besoins", "identifying needs"),
            Self::Objectives => lang.pick("clarification des objectifs", "clarifying objectives"),
            Self::Awareness => lang.pick("sensibilisation", "awareness-raising"),
            Self::Roadmap => lang.pick("feuille de route", "roadmap"),
            Self::Diagnosis => lang.pick("diagnostic numérique", "digital diagnosis"),
            Self::ToolChoice => {
                lang.pick("conseil pour le choix des outils", "advice on the choice of tools")
            }
            Self::Change => lang.pick("accompagnement au changement", "change management"),
            Self::Training => lang.pick("formation", "training"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_kind_once_in_its_order() {
        assert!(Support::ALL.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn gives_every_kind_a_label_of_its_own() {
        for lang in [Lang::Fr, Lang::En] {
            let labels: std::collections::BTreeSet<_> = Support::ALL.map(|kind| kind.label(lang)).into();
            assert_eq!(labels.len(), Support::ALL.len());
        }
    }
}
