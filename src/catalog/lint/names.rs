//! Names that lead to two records, and names that nearly do.

use std::collections::{BTreeMap, BTreeSet};

use super::Linter;
use crate::catalog::Catalog;
use crate::catalog::raw::RawCatalog;
use crate::path;
use crate::text::{Text, fold};
use crate::yaml::Source;

/// Shorter names are too near to one another for a typo to mean anything.
const MIN_LETTERS: usize = 6;

/// What one record is called, and where that stands; a record of the catalogue beneath has no place.
struct Named<'a> {
    source: Option<Source<'a>>,
    /// A tool and a software are two records, whatever their ids.
    is_tool: bool,
    id: &'a str,
    words: Vec<&'a str>,
    distinct_from: &'a [String],
}

impl Linter {
    /// Checks that a record is told apart from records that exist.
    pub(super) fn check_distinct(&mut self, source: Source<'_>, others: &[String]) {
        for (index, other) in others.iter().enumerate() {
            if !self.known.alternatives.contains(other) {
                self.check_reference("unknown-tool", source, path!["distinct_from", index], other);
            }
        }
    }

    /// Checks that no name leads to two records, and that no two records are one typo apart unless they say so.
    pub(super) fn check_names(&mut self, base: &Catalog, raw: &RawCatalog<'_>) {
        let mut owners: BTreeMap<String, (bool, &str)> = BTreeMap::new();
        // Two words that are one typo apart have a form in common once a letter is taken out of each.
        let mut forms: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        let records = records(base, raw);
        let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (index, record) in records.iter().enumerate() {
            for word in &record.words {
                let folded = fold(word);
                let own = (record.is_tool, record.id);
                let owner = *owners.entry(folded.clone()).or_insert(own);
                if owner != own {
                    self.report("duplicate-alias", record, word, owner.1);
                } else if folded.chars().count() >= MIN_LETTERS {
                    let near = shortened(&folded).find_map(|form| {
                        let others = forms.entry(form).or_default();
                        let near = others.iter().find(|(other, at)| {
                            let other_record = &records[*at];
                            other_record.id != record.id
                                && is_typo(other, &folded)
                                && !record.distinct_from.iter().any(|id| id == other_record.id)
                                && !other_record.distinct_from.iter().any(|id| id == record.id)
                        });
                        let near = near.map(|(_, at)| records[*at].id);
                        others.push((folded.clone(), index));
                        near
                    });
                    if let Some(other) = near.filter(|other| told.insert((record.id, *other))) {
                        self.report("near-duplicate", record, word, other);
                    }
                }
            }
        }
    }

    fn report(&mut self, code: &'static str, record: &Named<'_>, word: &str, other: &str) {
        let Some(source) = record.source else { return };
        let (fr, en) = match code {
            "duplicate-alias" => {
                (format!("« {word} » désigne déjà « {other} »"), format!("`{word}` already means `{other}`"))
            }
            _ => (
                format!("« {word} » ressemble à « {other} » : même chose, ou `distinct_from: [{other}]`"),
                format!("`{word}` looks like `{other}`: the same, or `distinct_from: [{other}]`"),
            ),
        };
        self.error(code, source, path!["aliases"], fr, en);
    }
}

/// Returns what every record is called, those of the catalogue beneath first.
fn records<'a>(base: &'a Catalog, raw: &'a RawCatalog<'_>) -> Vec<Named<'a>> {
    fn named<'a>(
        (source, is_tool): (Option<Source<'a>>, bool),
        id: &'a str,
        name: Option<&'a Text>,
        aliases: &'a [String],
        distinct_from: &'a [String],
    ) -> Named<'a> {
        let names = name.into_iter().flat_map(|name| [name.fr.as_str(), name.en.as_str()]);
        let words = std::iter::once(id).chain(names).chain(aliases.iter().map(String::as_str)).collect();
        Named { source, is_tool, id, words, distinct_from }
    }
    let tools =
        base.tools.values().map(|t| named((None, true), &t.id, Some(&t.name), &t.aliases, &t.distinct_from));
    let alternatives = base
        .alternatives
        .values()
        .map(|a| named((None, false), &a.id, Some(&a.name), &a.aliases, &a.distinct_from));
    let new_tools = raw.tools.iter().map(|located| {
        let tool = &located.record;
        named((Some(located.source), true), &tool.id, Some(&tool.name), &tool.aliases, &tool.distinct_from)
    });
    let new_alternatives = raw.alternatives.iter().map(|located| {
        let one = &located.record;
        named((Some(located.source), false), &one.id, Some(&one.name), &one.aliases, &one.distinct_from)
    });
    let tool_extensions = raw.tool_extensions.iter().map(|located| {
        let tool = &located.record;
        named((Some(located.source), true), &tool.id, tool.name.as_ref(), &tool.aliases, &[])
    });
    let alternative_extensions = raw.alternative_extensions.iter().map(|located| {
        let one = &located.record;
        named((Some(located.source), false), &one.id, one.name.as_ref(), &one.aliases, &[])
    });
    tools
        .chain(alternatives)
        .chain(new_tools)
        .chain(new_alternatives)
        .chain(tool_extensions)
        .chain(alternative_extensions)
        .collect()
}

/// Returns a word and what it becomes without one of its letters.
fn shortened(word: &str) -> impl Iterator<Item = String> {
    let without = word.char_indices().map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]));
    std::iter::once(word.to_owned()).chain(without)
}

/// Tells whether two words are one typo apart; a number is no typo (Windows 10, Windows 11).
fn is_typo(a: &str, b: &str) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    a != b && digits(a) == digits(b) && strsim::damerau_levenshtein(a, b) == 1
}
