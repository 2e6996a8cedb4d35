//! The bundled list of providers: text in, a checked [`Directory`] out.

mod lint;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use self::lint::{Lint, line, lines};
use super::{Directory, EmancipAsso, Evidence, Kind, Places, Provider, Reference, Size, Support};
use crate::path;
use crate::problem::{self, Problem};
use crate::text::Text;
use crate::yaml::{Segment, Source};

/// The number of the format that this version reads.
pub const FORMAT: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDirectory {
    format: u32,
    compiled: String,
    note: Text,
    #[serde(default)]
    sectors: BTreeMap<String, Text>,
    providers: Vec<RawProvider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvider {
    id: String,
    name: String,
    full_name: Option<String>,
    evidence: Evidence,
    emancipasso: Option<EmancipAsso>,
    kind: Option<Kind>,
    #[serde(default)]
    carried_by: Vec<String>,
    website: Option<String>,
    website_note: Option<Text>,
    country: Option<String>,
    city: Option<String>,
    postal_code: Option<String>,
    department: Option<String>,
    founded: Option<u16>,
    size: Option<Size>,
    chatons: Option<bool>,
    chatons_since: Option<String>,
    chatonsinfos_url: Option<String>,
    #[serde(default)]
    audience: Vec<Text>,
    #[serde(default)]
    sectors: Vec<String>,
    support_types: Option<BTreeSet<Support>>,
    remote: Option<bool>,
    hosting: Option<bool>,
    software: Option<BTreeSet<String>>,
    #[serde(default)]
    other_software: Vec<String>,
    #[serde(default)]
    services: Vec<Text>,
    price: Option<Text>,
    note: Option<Text>,
    sources: Vec<RawReference>,
    checked_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReference {
    url: Option<String>,
    document: Option<Text>,
    gives: Vec<String>,
    note: Option<Text>,
}

/// Reads a list of providers; departments are checked when `places` is given.
///
/// # Errors
/// All the problems of the text, sorted by place: `yaml` or `too-large` alone (a kind of support or a field that
/// does not exist is a `yaml` problem), else `wrong-format`, `bad-id`, `duplicate-id`, `missing-text`, `bad-url`,
/// `bad-date`, `unknown-department`, `unknown-sector` and `missing-source`.
pub fn parse_snapshot(source: Source<'_>, places: Option<&Places>) -> Result<Directory, Vec<Problem>> {
    let raw: RawDirectory = source.parse().map_err(|problem| vec![problem])?;
    let mut lint =
        Lint { source, places, sectors: BTreeMap::new(), ids: BTreeSet::new(), problems: Vec::new() };
    if raw.format != FORMAT {
        let (fr, en) = (format!("format {} inconnu", raw.format), format!("unknown format {}", raw.format));
        lint.report("wrong-format", path!["format"], Text::new(fr, en));
    }
    for (id, label) in raw.sectors {
        let label = lint.text(path!["sectors", id.as_str()], label);
        lint.sectors.insert(id, label);
    }
    let directory = Directory {
        compiled: lint.date(path!["compiled"], &raw.compiled),
        note: lint.text(path!["note"], raw.note),
        providers: raw.providers.into_iter().enumerate().map(|(i, p)| lint.provider(i, p)).collect(),
        lists: Vec::new(),
    };
    if lint.problems.is_empty() {
        Ok(directory)
    } else {
        problem::sort(&mut lint.problems);
        Err(lint.problems)
    }
}

impl Lint<'_> {
    fn provider(&mut self, index: usize, raw: RawProvider) -> Provider {
        let base = path!["providers", index].to_vec();
        let at = |tail: &[Segment]| [base.as_slice(), tail].concat();
        self.id(&at(path!["id"]), &raw.id);
        if let Some(code) = &raw.department {
            self.department(&at(path!["department"]), code);
        }
        if raw.evidence != Evidence::None && raw.sources.is_empty() {
            self.source_is_missing(&at(path!["sources"]));
        }
        Provider {
            local: false,
            name: self.name(&at(path!["name"]), &raw.name),
            full_name: raw.full_name.as_deref().map(line),
            evidence: raw.evidence,
            emancipasso: raw.emancipasso,
            kind: raw.kind,
            carried_by: lines(&raw.carried_by),
            website: raw.website.map(|url| self.url(&at(path!["website"]), url)),
            website_note: raw.website_note.map(|text| self.text(&at(path!["website_note"]), text)),
            country: raw.country.as_deref().map(line),
            city: raw.city.as_deref().map(line),
            postal_code: raw.postal_code.as_deref().map(line),
            department: raw.department,
            founded: raw.founded,
            size: raw.size,
            chatons: raw.chatons,
            chatons_since: raw.chatons_since.as_deref().map(line),
            chatonsinfos_url: raw.chatonsinfos_url.map(|url| self.url(&at(path!["chatonsinfos_url"]), url)),
            audience: self.texts(&at(path!["audience"]), raw.audience),
            sectors: self.sectors(&at(path!["sectors"]), raw.sectors),
            support_types: raw.support_types,
            remote: raw.remote,
            hosting: raw.hosting,
            software: raw.software.map(|ids| ids.iter().map(|id| line(id)).collect()),
            other_software: lines(&raw.other_software),
            services: self.texts(&at(path!["services"]), raw.services),
            price: raw.price.map(|text| self.text(&at(path!["price"]), text)),
            on_site: None,
            audience_sizes: Vec::new(),
            free_price: None,
            invoice: None,
            hosted: Vec::new(),
            sheet: None,
            position: None,
            partial: false,
            note: raw.note.map(|text| self.text(&at(path!["note"]), text)),
            sources: (raw.sources.into_iter().enumerate())
                .map(|(number, reference)| self.reference(&at(path!["sources", number]), reference))
                .collect(),
            checked_on: self.date(&at(path!["checked_on"]), &raw.checked_on),
            id: raw.id,
        }
    }

    fn reference(&mut self, path: &[Segment], raw: RawReference) -> Reference {
        if raw.url.is_none() && raw.document.is_none() {
            self.source_is_missing(path);
        }
        let at = |key: &str| [path, path![key]].concat();
        Reference {
            url: raw.url.map(|url| self.url(&at("url"), url)),
            document: raw.document.map(|text| self.text(&at("document"), text)),
            gives: lines(&raw.gives),
            note: raw.note.map(|text| self.text(&at("note"), text)),
        }
    }
}

#[cfg(test)]
mod tests;
