//! What local records add to the facts that a plan rests on, so that a reader can tell them from the bundled ones.

use crate::catalog::{Catalog, Origin};
use crate::diagnosis::Diagnosis;
use crate::matching::{Match, Outcome};
use crate::text::Text;

/// Returns a sentence for each record of a local catalogue that bears on a plan: the tools in use, the moves and
/// the libre software proposed for them; in the order of the diagnosis, each once.
pub fn local_facts(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match]) -> Vec<Text> {
    let mut facts: Vec<Text> = Vec::new();
    let mut add = |fact: Option<Text>| {
        if let Some(fact) = fact
            && !facts.contains(&fact)
        {
            facts.push(fact);
        }
    };
    for one in matches {
        let Some(used) = diagnosis.uses.get(one.of) else { continue };
        let Some(tool) = used.tool(catalog) else { continue };
        add(about_record(tool.origin, &tool.name));
        let Outcome::Move { candidates } = &one.outcome else { continue };
        for candidate in candidates {
            let to = catalog.alternatives.get(&candidate.alternative);
            let migration =
                tool.migrations_for(&used.usage).find(|migration| migration.to == candidate.alternative);
            if let (Some(to), Some(migration)) = (to, migration) {
                add(about_record(to.origin, &to.name));
                // That a new tool has new moves goes without saying.
                if tool.origin != Origin::Added {
                    add(about_record(
                        migration.origin,
                        &Text::new(
                            format!("{} → {}", tool.name.fr, to.name.fr),
                            format!("{} → {}", tool.name.en, to.name.en),
                        ),
                    ));
                }
            }
        }
    }
    facts
}

fn about_record(origin: Origin, name: &Text) -> Option<Text> {
    match origin {
        Origin::Bundled => None,
        Origin::Added => Some(Text::new(
            format!("{} : fiche ajoutée par vous.", name.fr),
            format!("{}: a record of your own.", name.en),
        )),
        Origin::Extended => Some(Text::new(
            format!("{} : fiche du catalogue, complétée ou corrigée par vous.", name.fr),
            format!("{}: a record of the catalogue, extended or corrected by you.", name.en),
        )),
    }
}
