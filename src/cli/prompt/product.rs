//! Names of tools: what the catalogue knows under a typed name, and what to suggest.

use crate::catalog::{Catalog, Subject};
use crate::questionnaire::Scope;
use crate::text::{Lang, fold};

/// How many names are suggested at once.
const SUGGESTED: usize = 6;

/// What the catalogue makes of a typed name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// Certain: what to write in the dossier, the id where there is one.
    Known(String),
    /// Not certain: the names that come near.
    Near(Vec<String>),
    /// Nothing comes near: the name is kept as typed.
    Unknown,
}

impl Product {
    /// Tells whether there is no doubt.
    pub(super) fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

/// Looks a typed name up.
pub(super) fn look_up(
    catalog: &Catalog,
    scope: Scope,
    usage: Option<&str>,
    typed: &str,
    lang: Lang,
) -> Product {
    let found = catalog.search(typed);
    let found: Vec<_> = found.into_iter().filter(|found| is_in(scope, found.subject)).collect();
    let mut same = found.iter().filter(|found| found.distance == 0).map(|found| found.subject);
    match (same.next(), same.next()) {
        (Some(subject), None) => return Product::Known(stored(subject)),
        (Some(first), Some(_)) if fold(first.name(lang)) == fold(typed) => {
            return Product::Known(stored(first));
        }
        _ => {}
    }
    match suggest(catalog, scope, usage, typed, lang) {
        names if names.is_empty() => Product::Unknown,
        names => Product::Near(names),
    }
}

/// Returns the names to suggest for what is typed so far; for nothing yet, those of the usage at hand.
pub(super) fn suggest(
    catalog: &Catalog,
    scope: Scope,
    usage: Option<&str>,
    typed: &str,
    lang: Lang,
) -> Vec<String> {
    let serves =
        |subject: Subject<'_>| usage.is_some_and(|usage| subject.usages().iter().any(|own| own == usage));
    let mut subjects: Vec<Subject<'_>> = if fold(typed).is_empty() {
        usage.map(|usage| usual(catalog, scope, usage)).unwrap_or_default()
    } else {
        let found = catalog.search(typed);
        found.into_iter().map(|found| found.subject).filter(|subject| is_in(scope, *subject)).collect()
    };
    // The sort is stable: within each half the nearest stay first.
    subjects.sort_by_key(|subject| !serves(*subject));
    let mut names: Vec<String> = subjects.iter().map(|subject| subject.name(lang).to_owned()).collect();
    names.dedup();
    names.truncate(SUGGESTED);
    names
}

/// Returns the records of a usage, those that are met most first: tools as the catalogue ranks them, software by
/// how many tools can go to it.
fn usual<'c>(catalog: &'c Catalog, scope: Scope, usage: &str) -> Vec<Subject<'c>> {
    let mut subjects: Vec<Subject<'c>> =
        all(catalog, scope).filter(|subject| subject.usages().iter().any(|own| own == usage)).collect();
    let ranked = catalog.usage(usage).map(|known| known.usual.as_slice()).unwrap_or_default();
    let moves = |id: &str| {
        let moves = catalog.tools.values().flat_map(|tool| tool.migrations_for(usage));
        moves.filter(|migration| migration.to == id).count()
    };
    subjects.sort_by_cached_key(|subject| match scope {
        Scope::Products => ranked.iter().position(|id| id == subject.id()).unwrap_or(ranked.len()),
        Scope::Alternatives => usize::MAX - moves(subject.id()),
    });
    subjects
}

/// Returns what a dossier keeps for a name that was chosen in a list of suggestions.
pub(super) fn keep(catalog: &Catalog, scope: Scope, name: &str, lang: Lang) -> String {
    let found = catalog.search(name);
    let chosen = found.iter().find(|found| found.subject.name(lang) == name && is_in(scope, found.subject));
    chosen.map_or_else(|| name.to_owned(), |found| stored(found.subject))
}

fn all<'a>(catalog: &'a Catalog, scope: Scope) -> impl Iterator<Item = Subject<'a>> {
    let tools = catalog.tools.values().map(Subject::Tool).filter(move |_| scope == Scope::Products);
    tools.chain(
        catalog.alternatives.values().map(Subject::Alternative).filter(move |_| scope == Scope::Alternatives),
    )
}

/// Any software can be in use today, ended or not; what replaces it is proposed only among the alternatives.
fn is_in(scope: Scope, subject: Subject<'_>) -> bool {
    scope == Scope::Products || matches!(subject, Subject::Alternative(_))
}

/// Ids stay when names change; a record that dossiers do not resolve is kept by its name.
fn stored(subject: Subject<'_>) -> String {
    match subject {
        Subject::Tool(_) | Subject::Alternative(_) => subject.id().to_owned(),
        Subject::Rejected(_) | Subject::Retired(_) => subject.name(Lang::Fr).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        crate::store::bundled_catalog().unwrap()
    }

    #[test]
    fn a_known_name_or_alias_becomes_its_id() {
        let known = |typed| look_up(&catalog(), Scope::Products, None, typed, Lang::Fr);
        assert_eq!(known("GMAIL"), Product::Known("gmail".into()));
        assert_eq!(known("le drive"), Product::Known("google-drive".into()));
    }

    #[test]
    fn a_near_name_is_never_replaced_in_silence() {
        let near = look_up(&catalog(), Scope::Products, None, "gmial", Lang::Fr);
        assert!(matches!(&near, Product::Near(names) if names.contains(&"Gmail".to_owned())), "{near:?}");
    }

    #[test]
    fn nothing_typed_yet_suggests_what_is_met_most() {
        let tools = suggest(&catalog(), Scope::Products, Some("file-sharing"), "", Lang::Fr);
        assert_eq!(tools.first().map(String::as_str), Some("Google Drive"), "{tools:?}");
        let software = suggest(&catalog(), Scope::Alternatives, Some("file-sharing"), "", Lang::Fr);
        assert_eq!(software.first().map(String::as_str), Some("Nextcloud"), "{software:?}");
    }

    #[test]
    fn a_name_from_nowhere_is_unknown() {
        assert_eq!(look_up(&catalog(), Scope::Products, None, "Zorglub 3000", Lang::Fr), Product::Unknown);
    }

    #[test]
    fn what_replaces_a_tool_is_looked_for_among_the_alternatives() {
        let found = look_up(&catalog(), Scope::Alternatives, None, "gmail", Lang::Fr);
        assert!(!matches!(found, Product::Known(_)), "{found:?}");
    }
}
