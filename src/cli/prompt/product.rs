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
        let main =
            |subject: &Subject<'_>| usage.is_some() && subject.usages().first().map(String::as_str) == usage;
        all(catalog, scope).filter(main).collect()
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
    fn a_name_from_nowhere_is_unknown() {
        assert_eq!(look_up(&catalog(), Scope::Products, None, "Zorglub 3000", Lang::Fr), Product::Unknown);
    }

    #[test]
    fn what_replaces_a_tool_is_looked_for_among_the_alternatives() {
        let found = look_up(&catalog(), Scope::Alternatives, None, "gmail", Lang::Fr);
        assert!(!matches!(found, Product::Known(_)), "{found:?}");
    }
}
