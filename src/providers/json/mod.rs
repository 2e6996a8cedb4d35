//! JSON directories: the open schema as it is, others through a [`Mapping`].

pub mod mapping;
pub(super) mod pointer;
pub(super) mod record;

use std::collections::BTreeMap;

use serde_json::Value;

pub use self::mapping::{Field, Mapping};
use self::pointer::Node;
use super::reader::{Answer, Ask, Decoded, Format, MOST_RECORDS, Reader, Warnings};
use super::untrusted::{self, joined, shown};
use super::{Ids, Provider, Trouble, text_of, what_it_is};
use crate::text::Text;

/// The deepest nesting that is read.
pub const DEEPEST: usize = 64;
/// The most documents that a list of addresses leads to.
const MOST_DOCUMENTS: usize = 500;

/// Reads one document, or a list of the addresses of documents.
pub struct Json {
    prefix: String,
    root: String,
    mapping: Mapping,
    /// The documents read, by the address that was asked for.
    read: BTreeMap<String, (Value, String, jiff::civil::Date)>,
    lost: BTreeMap<String, Trouble>,
    is_cut: bool,
}

impl Json {
    /// Makes a reader of an address.
    pub fn new(prefix: &str, url: &str, mapping: Mapping) -> Self {
        Self {
            prefix: prefix.to_owned(),
            root: url.to_owned(),
            mapping,
            read: BTreeMap::new(),
            lost: BTreeMap::new(),
            is_cut: false,
        }
    }
}

impl Reader for Json {
    fn start(&mut self) -> Vec<Ask> {
        vec![Ask::new(self.root.as_str(), Format::Json)]
    }

    fn read(&mut self, ask: &Ask, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        let value = value_of(&answer.body)?;
        if self.mapping.follow.is_none() && !self.has_its_list(&value) {
            let place = self.mapping.records.as_str();
            return Err(Trouble::NotData(Text::new(
                format!("le document n'a pas de liste à l'endroit attendu ({place})"),
                format!("the document has no list at the expected place ({place})"),
            )));
        }
        let mut asks = Vec::new();
        if let Some(place) = self.mapping.follow.as_deref().filter(|_| ask.url == self.root) {
            for node in Node::top(&value).find(place) {
                asks.extend(
                    node.value
                        .as_str()
                        .and_then(|url| joined(&answer.url, url))
                        .map(|url| Ask::part(url, Format::Json)),
                );
            }
            asks.sort();
            asks.dedup();
            asks.retain(|ask| ask.url != self.root);
            self.is_cut = asks.len() > MOST_DOCUMENTS;
            asks.truncate(MOST_DOCUMENTS);
        }
        self.read.insert(ask.url.clone(), (value, shown(&answer.url), answer.day));
        Ok(asks)
    }

    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask> {
        self.lost.insert(ask.url.clone(), trouble.clone());
        Vec::new()
    }

    fn finish(self: Box<Self>) -> Decoded {
        if let Some(trouble) = self.lost.get(&self.root) {
            return Decoded::failed(trouble.clone());
        }
        let mut warnings = Warnings::default();
        let mut list = List::new(&self.prefix, self.mapping.repeated);
        for (url, (value, page, day)) in &self.read {
            if self.mapping.follow.is_some() && *url == self.root {
                continue;
            }
            for node in Node::top(value).find(&self.mapping.records) {
                list.add(record::provider(&node, &self.mapping, page, *day), &mut warnings);
            }
        }
        for (url, trouble) in &self.lost {
            let (url, why) = (text_of(url), trouble.text());
            warnings.add(format!("{url} : {}", why.fr), format!("{url}: {}", why.en));
        }
        let complete = !self.is_cut && self.lost.is_empty() && !list.is_cut;
        let own = |key: &str| {
            let (value, ..) = self.read.get(&self.root).filter(|_| self.mapping.is_open())?;
            value.get(key)?.as_str().map(untrusted::name).filter(|text| !text.is_empty())
        };
        let (name, licence) = (own("name"), own("licence"));
        Decoded { providers: list.providers, warnings, complete, name, licence, ..Decoded::default() }
    }
}

impl Json {
    /// Tells whether the list itself is there: an empty list is an answer, another shape is none.
    fn has_its_list(&self, value: &Value) -> bool {
        let place = self.mapping.records.split("/*").next().unwrap_or_default();
        Node::top(value).find(place).iter().any(|node| node.value.is_array() || node.value.is_object())
    }
}

/// Reads JSON: UTF-8, with or without a byte order mark, nested at most [`DEEPEST`] times.
pub(super) fn value_of(body: &[u8]) -> Result<Value, Trouble> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let not_json = || Trouble::NotData(what_it_is(body, "un document JSON", "a JSON document"));
    if depth(body) > DEEPEST {
        return Err(Trouble::NotData(Text::new(
            "le document est trop imbriqué",
            "the document is nested too deep",
        )));
    }
    match serde_json::from_slice(body) {
        // A sentence between quotation marks is JSON too, and no directory.
        Ok(value @ (Value::Object(_) | Value::Array(_))) => Ok(value),
        Ok(_) => Err(not_json()),
        Err(error) if matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) => {
            let (line, column) = (error.line(), error.column());
            Err(Trouble::NotData(Text::new(
                format!("le JSON est abîmé, ligne {line}, colonne {column}"),
                format!("the JSON is broken, line {line}, column {column}"),
            )))
        }
        Err(_) => Err(not_json()),
    }
}

/// Returns how deep the brackets are nested, strings apart.
fn depth(body: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut is_escaped) = (0_usize, 0, false, false);
    for byte in body {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Providers under construction, each id once.
pub(super) struct List {
    prefix: String,
    repeated: bool,
    ids: Ids,
    /// Where the provider with an id of the directory stands.
    known: BTreeMap<String, usize>,
    pub(super) providers: Vec<Provider>,
    pub(super) is_cut: bool,
}

impl List {
    pub(super) fn new(prefix: &str, repeated: bool) -> Self {
        Self {
            prefix: prefix.to_owned(),
            repeated,
            ids: Ids::default(),
            known: BTreeMap::new(),
            providers: Vec::new(),
            is_cut: false,
        }
    }

    /// Adds a record; one whose id is known already is joined to it where the directory repeats its providers.
    pub(super) fn add(&mut self, read: Result<(String, Provider), Text>, warnings: &mut Warnings) {
        let (id, mut provider) = match read {
            Ok(read) => read,
            Err(why) => return warnings.add(why.fr, why.en),
        };
        let key = match (id.as_str(), self.repeated) {
            ("", true) => untrusted::slug(&provider.name),
            ("", false) => String::new(),
            (id, _) => id.to_owned(),
        };
        if let Some(at) = self.known.get(&key) {
            if self.repeated {
                self.providers[*at].absorb(provider);
            } else {
                let name = &provider.name;
                warnings.add(
                    format!("{name} : identifiant déjà pris dans cet annuaire, fiche laissée de côté"),
                    format!("{name}: its id is taken already in this directory, record left out"),
                );
            }
            return;
        }
        if self.providers.len() >= MOST_RECORDS {
            self.is_cut = true;
            return;
        }
        if !key.is_empty() {
            self.known.insert(key, self.providers.len());
        }
        provider.id = self.ids.free(&self.prefix, &provider.name);
        self.providers.push(provider);
    }
}

#[cfg(test)]
mod tests;
