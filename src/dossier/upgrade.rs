//! Question ids that changed: old dossiers go on being read.

use jiff::civil::Date;
use serde::Deserialize;

use crate::problem::Problem;
use crate::yaml::Source;

/// A question id that changed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The old id.
    pub from: String,
    /// The id of today.
    pub to: String,
    /// The day of the change.
    pub since: Date,
}

/// Reads `questionnaires/renames.yaml`.
///
/// # Errors
/// A problem of code `yaml`.
pub fn parse_renames(source: Source<'_>) -> Result<Vec<Rename>, Problem> {
    source.parse()
}

/// Follows the renames from an id to the one of today; a rename is followed once, so that no circle is possible.
pub(super) fn current_id(renames: &[Rename], id: String) -> String {
    renames.iter().fold(id, |id, rename| if rename.from == id { rename.to.clone() } else { id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_successive_renames() {
        let text = "- {from: a, to: b, since: 2026-01-01}\n- {from: b, to: c, since: 2026-02-01}\n";
        let renames = parse_renames(Source::new("renames.yaml", text)).unwrap();
        assert_eq!(current_id(&renames, "a".into()), "c");
        assert_eq!(current_id(&renames, "z".into()), "z");
    }
}
