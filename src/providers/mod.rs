//! Who can help: the structures that host libre services or go with associations that change their tools.
//!
//! Comes in: the text of a directory ([`snapshot`]) and of the departments ([`place`]). Goes out: a checked
//! [`Directory`], then a [`Shortlist`] of the providers that answer the needs of one association, with reasons.
//! Invariants: a field that is absent is not documented and never means « no »; nothing unknown counts as a
//! match; the order does not depend on the order of the directory. No file, no network, no clock, no terminal.

mod address;
mod criterion;
pub mod place;
mod shortlist;
pub mod snapshot;
mod support;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

pub use address::is_web_address;
pub use criterion::Criterion;
pub use place::{Department, Places};
pub use shortlist::{Distance, Matched, Needs, Shortlist, Widening, match_providers};
pub use support::Support;

use crate::text::{Lang, Text};

/// A dated list of providers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Directory {
    /// The day on which the list was made.
    #[serde(serialize_with = "iso_date")]
    pub compiled: Date,
    /// What a reader must know before trusting it.
    pub note: Text,
    /// The providers, in the order of the file; ids are unique.
    pub providers: Vec<Provider>,
}

impl Directory {
    /// Adds the providers of a local list, whose ids are new.
    pub fn add_local(&mut self, list: Self) {
        let local = list.providers.into_iter().map(|provider| Provider { local: true, ..provider });
        self.providers.extend(local);
    }
}

/// A structure that can help, as far as public documents tell.
///
/// An absent option is not documented; `Some` of an empty set means that a source says « none ».
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provider {
    /// The immutable id, in kebab-case.
    pub id: String,
    /// Whether a local list adds it, or corrects it.
    pub local: bool,
    /// The usual name.
    pub name: String,
    /// The name of the statutes, when it differs.
    pub full_name: Option<String>,
    /// How well the entry is documented.
    pub evidence: Evidence,
    /// What ties it to the Emancip'Asso directory.
    pub emancipasso: Option<EmancipAsso>,
    /// The legal or actual form.
    pub kind: Option<Kind>,
    /// The structures that carry a project.
    pub carried_by: Vec<String>,
    /// The address of the site, absolute, `http` or `https`.
    pub website: Option<String>,
    /// What is uncertain about that address.
    pub website_note: Option<Text>,
    /// The ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The INSEE code of the department.
    pub department: Option<String>,
    /// The year of foundation.
    pub founded: Option<u16>,
    /// How many people work in it.
    pub size: Option<Size>,
    /// Whether it is a member of the CHATONS collective.
    pub chatons: Option<bool>,
    /// The year, or year and month, since when it is.
    pub chatons_since: Option<String>,
    /// The address of its ChatonsInfos file.
    pub chatonsinfos_url: Option<String>,
    /// Whom it serves, in the words of the sources.
    pub audience: Vec<Text>,
    /// The fields to which a source limits its audience; no limit is known when this is empty.
    pub sectors: Vec<Sector>,
    /// The kinds of support that it offers.
    pub support_types: Option<BTreeSet<Support>>,
    /// Whether it helps from a distance.
    pub remote: Option<bool>,
    /// Whether it hosts services for others.
    pub hosting: Option<bool>,
    /// The ids of the alternatives that its sources name.
    pub software: Option<BTreeSet<String>>,
    /// The names of other software, without a record in the catalogue.
    pub other_software: Vec<String>,
    /// What it offers, in the words of the sources.
    pub services: Vec<Text>,
    /// What it costs, in the words of the sources.
    pub price: Option<Text>,
    /// What else a reader should know.
    pub note: Option<Text>,
    /// Where the facts come from.
    pub sources: Vec<Reference>,
    /// The day on which the sources were read, or looked for.
    #[serde(serialize_with = "iso_date")]
    pub checked_on: Date,
}

impl Provider {
    /// Makes a provider of which nothing more is known.
    pub fn new(id: impl Into<String>, name: impl Into<String>, evidence: Evidence, checked_on: Date) -> Self {
        Self {
            local: false,
            id: id.into(),
            name: name.into(),
            full_name: None,
            evidence,
            emancipasso: None,
            kind: None,
            carried_by: Vec::new(),
            website: None,
            website_note: None,
            country: None,
            city: None,
            postal_code: None,
            department: None,
            founded: None,
            size: None,
            chatons: None,
            chatons_since: None,
            chatonsinfos_url: None,
            audience: Vec::new(),
            sectors: Vec::new(),
            support_types: None,
            remote: None,
            hosting: None,
            software: None,
            other_software: Vec::new(),
            services: Vec::new(),
            price: None,
            note: None,
            sources: Vec::new(),
            checked_on,
        }
    }
}

/// How well an entry is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The identity, the website and at least one of place and services have a source.
    Strong,
    /// A part of that has a source, or the identity is in some doubt.
    Partial,
    /// Only a name is known: the entry is kept and never proposed.
    None,
}

/// What ties a provider to the Emancip'Asso directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmancipAsso {
    /// Articles about Emancip'Asso name it.
    Seed,
    /// It says so itself.
    Yes,
}

/// The form of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An association.
    Association,
    /// A co-operative.
    Cooperative,
    /// A company.
    Company,
    /// One person.
    Individual,
    /// A group without statutes.
    Informal,
    /// A project carried by other structures.
    Project,
}

impl Kind {
    /// Returns the name shown to a reader.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Association => lang.pick("association", "non-profit association"),
            Self::Cooperative => lang.pick("coopérative", "co-operative"),
            Self::Company => lang.pick("entreprise", "company"),
            Self::Individual => lang.pick("personne seule", "one person"),
            Self::Informal => lang.pick("collectif informel", "informal group"),
            Self::Project => lang.pick("projet associatif", "non-profit project"),
        }
    }
}

/// A field of activity to which an audience is limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sector {
    /// The id, such as `health`.
    pub id: String,
    /// The name shown to a reader.
    pub label: Text,
}

/// How many people work in a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The number of employees.
    pub employees: Option<u32>,
    /// The number of volunteers.
    pub volunteers: Option<u32>,
}

/// A document on which facts stand; it has an address, a description, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The address, absolute, `http` or `https`.
    pub url: Option<String>,
    /// What the document is, when its address is not known.
    pub document: Option<Text>,
    /// The fields that it documents.
    pub gives: Vec<String>,
    /// What limits it.
    pub note: Option<Text>,
}

fn iso_date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
