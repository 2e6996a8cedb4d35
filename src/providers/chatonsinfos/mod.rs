//! ChatonsInfos: a file of a federation names those of its members, each of which names those of its services.
//!
//! The format is that of StatoolInfos. Files come from as many sites as there are members, so each of them may
//! be missing, old, in another encoding, or point back at where one comes from.

mod organization;
mod properties;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use self::properties::Properties;
use super::reader::{Answer, Ask, Decoded, Format, MOST_RECORDS, Reader, Warnings};
use super::untrusted::{address, name};
use super::{Ids, Trouble, text_of};

/// The most files of one federation.
pub const MOST_FILES: usize = 2_000;

/// A file that was read.
struct File {
    class: Class,
    properties: Properties,
    day: Date,
    /// The files that it names.
    subs: Vec<String>,
}

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Federation,
    Organization,
    Service,
    /// A machine: nothing that helps an association.
    Device,
}

impl Class {
    /// Returns what a file says that it is, else what its sections tell.
    fn of(properties: &Properties) -> Option<Self> {
        match properties.get("file.class").map(str::to_lowercase).as_deref() {
            Some("federation") => return Some(Self::Federation),
            Some("organization" | "organisation") => return Some(Self::Organization),
            Some("service") => return Some(Self::Service),
            Some("device") => return Some(Self::Device),
            _ => {}
        }
        let sections = [
            ("federation.", Self::Federation),
            ("organization.", Self::Organization),
            ("service.", Self::Service),
        ];
        sections.into_iter().find(|(section, _)| properties.has(section)).map(|(_, class)| class)
    }
}

/// Reads a federation, or the file of one member.
pub struct Chatonsinfos {
    /// The start of the ids.
    prefix: String,
    root: String,
    seen: BTreeSet<String>,
    files: BTreeMap<String, File>,
    /// The files that could not be read.
    lost: BTreeMap<String, Trouble>,
    /// What each address is looked for instead of: the other way of writing the usual folder.
    instead: BTreeMap<String, String>,
    warnings: BTreeSet<(String, String)>,
    is_cut: bool,
}

impl Chatonsinfos {
    /// Makes a reader of a file and of those that it names.
    pub fn new(prefix: &str, url: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            root: url.to_owned(),
            seen: BTreeSet::new(),
            files: BTreeMap::new(),
            lost: BTreeMap::new(),
            instead: BTreeMap::new(),
            warnings: BTreeSet::new(),
            is_cut: false,
        }
    }

    fn warn(&mut self, fr: String, en: String) {
        self.warnings.insert((fr, en));
    }

    /// Returns a request for a file, once.
    fn ask(&mut self, url: String) -> Option<Ask> {
        if self.seen.contains(&url) {
            return None;
        }
        if self.seen.len() >= MOST_FILES {
            self.is_cut = true;
            return None;
        }
        self.seen.insert(url.clone());
        let is_part = url != self.root;
        Some(Ask { is_part, ..Ask::new(url, Format::Properties) })
    }

    /// Follows a file to those that it names, as far as its class allows: a circle ends by itself.
    fn follow(&mut self, class: Class, properties: &Properties, url: &str) -> (Vec<String>, Vec<Ask>) {
        if matches!(class, Class::Service | Class::Device) {
            return (Vec::new(), Vec::new());
        }
        let mut subs = Vec::new();
        let mut asks = Vec::new();
        for value in properties.below("subs.") {
            match address(value) {
                Some(sub) => {
                    asks.extend(self.ask(sub.clone()));
                    subs.push(sub);
                }
                None => {
                    let (value, url) = (name(value), text_of(url));
                    self.warn(
                        format!("{url} : « {value} » n'est pas une adresse web"),
                        format!("{url}: `{value}` is not a web address"),
                    );
                }
            }
        }
        subs.sort();
        subs.dedup();
        (subs, asks)
    }
}

impl Reader for Chatonsinfos {
    fn start(&mut self) -> Vec<Ask> {
        self.ask(self.root.clone()).into_iter().collect()
    }

    fn read(&mut self, ask: &Ask, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        let properties = Properties::parse(&answer.body);
        let Some(class) = Class::of(&properties) else {
            let what = super::what_it_is(&answer.body, "un fichier ChatonsInfos", "a ChatonsInfos file");
            return Err(Trouble::NotData(what));
        };
        let url = self.instead.remove(&ask.url).unwrap_or_else(|| ask.url.clone());
        self.lost.remove(&url);
        if properties.is_windows {
            let shown = text_of(&url);
            self.warn(
                format!("{shown} : encodage Windows-1252 au lieu d'UTF-8"),
                format!("{shown}: Windows-1252 encoding instead of UTF-8"),
            );
        }
        // Only the file that one begins with may be a federation: members are no federations in turn.
        if class == Class::Federation && url != self.root {
            let shown = text_of(&url);
            self.warn(
                format!("{shown} : fédération dans une fédération, laissée de côté"),
                format!("{shown}: a federation within a federation, left out"),
            );
            return Ok(Vec::new());
        }
        let (subs, asks) = self.follow(class, &properties, &url);
        self.files.insert(url, File { class, properties, day: answer.day, subs });
        Ok(asks)
    }

    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask> {
        let url = ask.url.as_str();
        if !self.instead.contains_key(url)
            && let Some(other) = other_folder(url)
            && let Some(ask) = self.ask(other.clone())
        {
            self.instead.insert(other, url.to_owned());
            self.lost.insert(url.to_owned(), trouble.clone());
            return vec![ask];
        }
        // The address that the member gave is the one to tell.
        if !self.instead.contains_key(url) {
            self.lost.insert(url.to_owned(), trouble.clone());
        }
        Vec::new()
    }

    fn finish(self: Box<Self>) -> Decoded {
        if let Some(trouble) = self.lost.get(&self.root) {
            return Decoded::failed(trouble.clone());
        }
        let mut decoded = Decoded { complete: !self.is_cut && self.lost.is_empty(), ..Decoded::default() };
        let mut told = Warnings::default();
        self.warnings.iter().for_each(|(fr, en)| told.add(fr.as_str(), en.as_str()));
        for (url, trouble) in &self.lost {
            let (url, why) = (text_of(url), trouble.text());
            told.add(format!("{url} : {}", why.fr), format!("{url}: {}", why.en));
        }
        let mut ids = Ids::default();
        for (url, file) in self.files.iter().filter(|(_, file)| file.class == Class::Organization) {
            if decoded.providers.len() == MOST_RECORDS {
                decoded.complete = false;
                break;
            }
            match organization::provider(&self, url, file) {
                Ok(mut provider) => {
                    provider.id = ids.free(&self.prefix, &provider.name);
                    decoded.providers.push(provider);
                }
                Err(why) => told.add(why.fr, why.en),
            }
        }
        decoded.warnings = told;
        let root = self.files.get(&self.root);
        decoded.name = root.and_then(|file| file.properties.get("federation.name")).map(name);
        decoded
    }
}

/// Returns the same address with the other way of writing the usual folder: one generator writes an underscore.
fn other_folder(url: &str) -> Option<String> {
    [("/.well_known/", "/.well-known/"), ("/.well-known/", "/.well_known/")]
        .into_iter()
        .find(|(one, _)| url.contains(one))
        .map(|(one, other)| url.replacen(one, other, 1))
}

#[cfg(test)]
mod tests;
