//! What the association decided by hand, put on the tools that it is about.

use serde::Serialize;

use super::Use;
use super::usage::Product;
use crate::catalog::{Catalog, Subject};
use crate::dossier::Decisions;
use crate::text::{Lang, Text, clean, fold};

/// What was decided about steps, which are not known yet, and what could not be heeded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// Words for steps to be done before the rest.
    pub pin: Vec<String>,
    /// Words for steps to be left out.
    pub exclude: Vec<String>,
    /// What could not be heeded.
    pub unheeded: Vec<Unheeded>,
}

/// A decision that could not be heeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "unheeded")]
pub enum Unheeded {
    /// The word names no step of the plan, nor a tool that has one.
    NoStep {
        /// The word.
        word: String,
    },
    /// The software does not replace the tool.
    NoMove {
        /// The name of the tool.
        tool: Text,
        /// The software, as it was named.
        word: String,
        /// The software that does, by name.
        known: Vec<Text>,
    },
}

impl Unheeded {
    /// Returns what is wrong, as a half-sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoStep { word } => lang.pick(
                format!("« {word} » ne désigne ni une étape du plan, ni un outil à quitter"),
                format!("“{word}” names neither a step of the plan nor a tool to leave"),
            ),
            Self::NoMove { tool, word, .. } => lang.pick(
                format!("le catalogue ne décrit pas le passage de {} à « {word} »", tool.fr),
                format!("the catalogue does not describe the move from {} to “{word}”", tool.en),
            ),
        }
    }

    /// Returns what the board should know of it, as a sentence.
    pub fn finding(&self, lang: Lang) -> String {
        let text = self.text(lang);
        lang.pick(format!("Décision sans effet : {text}."), format!("Decision without effect: {text}."))
    }
}

/// Puts the decisions on the tools; what names no tool is left for the steps.
pub(super) fn apply(catalog: &Catalog, decisions: &Decisions, uses: &mut [Use]) -> Decided {
    let mut decided = Decided::default();
    for word in &decisions.pin {
        let named = named(catalog, uses, word);
        if named.is_empty() {
            decided.pin.push(clean(word));
        }
        named.into_iter().for_each(|of| uses[of].pinned = true);
    }
    for word in &decisions.exclude {
        let named = named(catalog, uses, word);
        if named.is_empty() {
            decided.exclude.push(clean(word));
        }
        named.into_iter().for_each(|of| uses[of].excluded = true);
    }
    for chosen in &decisions.choose {
        let named = named(catalog, uses, &chosen.tool);
        if named.is_empty() {
            decided.unheeded.push(Unheeded::NoStep { word: clean(&chosen.tool) });
        } else if !choose(catalog, uses, &named, &chosen.alternative) {
            decided.unheeded.push(no_move(catalog, &uses[named[0]], &chosen.alternative));
        }
    }
    decided
}

/// Returns the tools that a word names: by the name that is shown, by their record, or by another name of it.
fn named(catalog: &Catalog, uses: &[Use], word: &str) -> Vec<usize> {
    let folded = fold(&clean(word));
    let record = match catalog.resolve(word) {
        Some(Subject::Tool(tool)) => Some(Product::Tool(tool.id.clone())),
        _ => None,
    };
    let is_named = |one: &Use| {
        let shown =
            !folded.is_empty() && [&one.name.fr, &one.name.en].iter().any(|name| fold(name) == folded);
        one.state.is_open() && (shown || record.as_ref() == Some(&one.product))
    };
    (0..uses.len()).filter(|of| is_named(&uses[*of])).collect()
}

/// Chooses a software wherever the catalogue describes the move; tells whether it does for one tool at least.
fn choose(catalog: &Catalog, uses: &mut [Use], named: &[usize], word: &str) -> bool {
    let Some(Subject::Alternative(to)) = catalog.resolve(word) else { return false };
    let mut done = false;
    for of in named {
        let one = &mut uses[*of];
        let known = one
            .tool(catalog)
            .is_some_and(|tool| tool.migrations_for(&one.usage).any(|migration| migration.to == to.id));
        if known {
            one.target = Some(to.id.clone());
            one.target_name = Some(to.name.clone());
            done = true;
        }
    }
    done
}

fn no_move(catalog: &Catalog, one: &Use, word: &str) -> Unheeded {
    let known = one.tool(catalog).into_iter().flat_map(|tool| tool.migrations_for(&one.usage));
    let known = known.filter_map(|migration| Some(catalog.alternatives.get(&migration.to)?.name.clone()));
    Unheeded::NoMove { tool: one.name.clone(), word: clean(word), known: known.collect() }
}
