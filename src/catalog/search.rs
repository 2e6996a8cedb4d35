//! Finding a record by what people say: id, name, alias, accents and case ignored, a typo or two tolerated.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::{Alternative, Catalog, Origin, Rejected, Retired, Tool, Usage};
use crate::text::{Lang, Text, fold};

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A tool in use.
    Tool(&'a Tool),
    /// A libre software.
    Alternative(&'a Alternative),
    /// A software that is not proposed.
    Rejected(&'a Rejected),
    /// A software or a service that ended.
    Retired(&'a Retired),
}

/// A record found, with how near it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The record.
    pub subject: Subject<'a>,
    /// How near, 0 the nearest: same words, start of the name, start of a word, inside, one typo, two, one typo in
    /// one of its words, most of the words and nothing else, most of the words.
    pub distance: u8,
}

/// What each record is looked up by, in the order of the records: folded once, at the first look-up, since a
/// search runs at each key that is pressed.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(OnceLock<Vec<Vec<String>>>);

impl<'a> Subject<'a> {
    /// Returns the id.
    pub fn id(self) -> &'a str {
        match self {
            Self::Tool(tool) => &tool.id,
            Self::Alternative(alternative) => &alternative.id,
            Self::Rejected(rejected) => &rejected.id,
            Self::Retired(retired) => &retired.id,
        }
    }

    /// Returns the name.
    pub fn name(self, lang: Lang) -> &'a str {
        match self {
            Self::Tool(tool) => tool.name.get(lang),
            Self::Alternative(alternative) => alternative.name.get(lang),
            Self::Rejected(rejected) => &rejected.name,
            Self::Retired(retired) => &retired.name,
        }
    }

    /// Returns where the record comes from.
    pub fn origin(self) -> Origin {
        match self {
            Self::Tool(tool) => tool.origin,
            Self::Alternative(alternative) => alternative.origin,
            Self::Rejected(_) | Self::Retired(_) => Origin::Bundled,
        }
    }

    /// Returns the usages, the main one first.
    pub fn usages(self) -> &'a [String] {
        match self {
            Self::Tool(tool) => &tool.usages,
            Self::Alternative(alternative) => &alternative.usages,
            Self::Rejected(_) | Self::Retired(_) => &[],
        }
    }

    fn words(self) -> impl Iterator<Item = &'a str> {
        let aliases: &[String] = match self {
            Self::Tool(tool) => &tool.aliases,
            Self::Alternative(alternative) => &alternative.aliases,
            Self::Rejected(_) | Self::Retired(_) => &[],
        };
        [self.name(Lang::Fr), self.name(Lang::En), self.id()]
            .into_iter()
            .chain(aliases.iter().map(String::as_str))
    }
}

impl Catalog {
    /// Returns every record that a name can mean, nearest first, then by name and id.
    ///
    /// ```
    /// let catalog = diaglibre::store::bundled_catalog().expect("the bundled catalogue is checked by the tests");
    /// let found = catalog.search("le drive");
    /// assert_eq!(found[0].subject.id(), "google-drive");
    /// ```
    pub fn search(&self, words: &str) -> Vec<Found<'_>> {
        let wanted = key(words);
        if wanted.is_empty() || wanted.len() > LONGEST {
            return Vec::new();
        }
        let mut found: Vec<Found<'_>> = self
            .keyed()
            .filter_map(|(subject, keys)| {
                let distance = keys.iter().filter_map(|key| distance(&wanted, key)).min()?;
                Some(Found { subject, distance })
            })
            .collect();
        if found.is_empty() {
            found = self.search_words(&wanted);
        }
        found.sort_by_key(|found| (found.distance, fold(found.subject.name(Lang::Fr)), found.subject.id()));
        found
    }

    /// Returns the records that have most of the words of a longer phrase: « zoom gratuit », « word 2010 ».
    fn search_words(&self, phrase: &str) -> Vec<Found<'_>> {
        if !phrase.contains(' ') {
            return Vec::new();
        }
        let said: Vec<&str> = phrase.split(' ').filter(|word| word.chars().count() >= 3).collect();
        let shared: Vec<(Subject<'_>, Shared)> = self
            .keyed()
            .filter_map(|(subject, keys)| {
                Some((subject, keys.iter().filter_map(|key| shared(&said, key)).max()?))
            })
            .collect();
        let Some(most) = shared.iter().map(|(_, shared)| *shared).max() else { return Vec::new() };
        let of_most = shared.into_iter().filter(|(_, shared)| shared.words == most.words);
        of_most
            .map(|(subject, shared)| Found { subject, distance: if shared == most { 7 } else { 8 } })
            .collect()
    }

    /// Returns the usage with this id or this label, case, accents and article apart.
    pub fn usage_named(&self, words: &str) -> Option<&Usage> {
        let wanted = key(words);
        let same = |label: &str| key(label) == wanted;
        self.usages.iter().find(|usage| usage.id == words || same(&usage.label.fr) || same(&usage.label.en))
    }

    /// Returns the usages that these words speak of: their id, or the start of a word of their label or of its gloss.
    pub fn usages_about(&self, words: &str) -> Vec<&Usage> {
        let wanted = key(words);
        if wanted.chars().count() < 3 {
            return Vec::new();
        }
        let speaks = |text: &str| format!(" {}", fold(text)).contains(&format!(" {wanted}"));
        let texts = |usage: &Usage| {
            [&usage.label, &usage.gloss].iter().any(|text| speaks(&text.fr) || speaks(&text.en))
        };
        self.usages.iter().filter(|usage| usage.id == words || texts(usage)).collect()
    }

    /// Returns the tool or the alternative that a name certainly means: its id, its name or an alias.
    pub fn resolve(&self, words: &str) -> Option<Subject<'_>> {
        if let Some(tool) = self.tools.get(words) {
            return Some(Subject::Tool(tool));
        }
        if let Some(alternative) = self.alternatives.get(words) {
            return Some(Subject::Alternative(alternative));
        }
        let wanted = key(words);
        self.keyed()
            .filter(|(subject, _)| matches!(subject, Subject::Tool(_) | Subject::Alternative(_)))
            .find(|(_, keys)| keys.contains(&wanted))
            .map(|(subject, _)| subject)
    }

    /// Returns why a software is not proposed, or what became of it, when a name certainly means such a one.
    pub fn refusal(&self, words: &str) -> Option<&Text> {
        let wanted = key(words);
        self.keyed().filter(|(_, keys)| keys.contains(&wanted)).find_map(|(subject, _)| match subject {
            Subject::Rejected(record) => Some(&record.reason),
            Subject::Retired(record) => Some(&record.reason),
            Subject::Tool(_) | Subject::Alternative(_) => None,
        })
    }

    /// Returns every record with what it is looked up by.
    fn keyed(&self) -> impl Iterator<Item = (Subject<'_>, &Vec<String>)> {
        let keys = self
            .keys
            .0
            .get_or_init(|| self.subjects().map(|subject| subject.words().map(key).collect()).collect());
        self.subjects().zip(keys)
    }

    fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let tools = self.tools.values().map(Subject::Tool);
        let alternatives = self.alternatives.values().map(Subject::Alternative);
        let rejected = self.rejected.iter().map(Subject::Rejected);
        let retired = self.retired.iter().map(Subject::Retired);
        tools.chain(alternatives).chain(rejected).chain(retired)
    }
}

/// What a name has in common with a phrase; the greater, the nearer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    /// Words of the phrase that are in the name.
    words: usize,
    /// Those of them that are spelled the same.
    exact: usize,
    /// Words of the name that are not in the phrase.
    others: Reverse<usize>,
}

/// No name is longer than this many bytes.
const LONGEST: usize = 200;

/// From this many letters on, a word that is one typo away is taken for another.
const LONG_WORD: usize = 5;

/// What people say before a name, and that is no part of it.
const ARTICLES: [&str; 14] =
    ["le", "la", "les", "l", "un", "une", "des", "d", "du", "notre", "nos", "mon", "the", "a"];

/// Returns what a name is looked up by: folded, without the article before it.
fn key(words: &str) -> String {
    let folded = fold(words);
    match folded.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest.to_owned(),
        _ => folded,
    }
}

fn distance(wanted: &str, word: &str) -> Option<u8> {
    if word == wanted {
        Some(0)
    } else if word.starts_with(wanted) {
        Some(1)
    } else if word.split(' ').any(|part| part.starts_with(wanted)) {
        Some(2)
    } else if wanted.len() >= 3 && word.contains(wanted) {
        Some(3)
    } else {
        // One typo from four letters on, two from six on.
        let allowed = match wanted.chars().count().min(word.chars().count()) {
            0..=3 => 0,
            4..=5 => 1,
            _ => 2,
        };
        let typos = strsim::damerau_levenshtein(wanted, word);
        if (1..=allowed).contains(&typos) {
            return Some(if typos == 1 { 4 } else { 5 });
        }
        // One word of a longer name, one letter wrong: « gogle » for Google Drive.
        let one_typo =
            |part: &str| part.chars().count() >= LONG_WORD && strsim::damerau_levenshtein(wanted, part) == 1;
        let is_one_word = wanted.chars().count() >= LONG_WORD && !wanted.contains(' ');
        (is_one_word && word.split(' ').any(one_typo)).then_some(6)
    }
}

/// Returns what a name has in common with the words of a phrase, if anything.
fn shared(said: &[&str], name: &str) -> Option<Shared> {
    let nearness = |word: &&str| name.split(' ').filter_map(|part| distance(word, part)).min();
    let near: Vec<u8> = said.iter().filter_map(nearness).filter(|near| matches!(near, 0 | 1 | 4)).collect();
    let others = Reverse(name.split(' ').count().saturating_sub(near.len()));
    let exact = near.iter().filter(|near| **near == 0).count();
    (!near.is_empty()).then_some(Shared { words: near.len(), exact, others })
}
