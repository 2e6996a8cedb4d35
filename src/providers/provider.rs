//! What is known of one structure, and how well.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use super::Support;
use crate::text::{Lang, Text};

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
    /// Whether it helps on site.
    pub on_site: Option<bool>,
    /// The sizes of the associations that it helps.
    pub audience_sizes: Vec<AudienceSize>,
    /// Whether one pays what one can.
    pub free_price: Option<bool>,
    /// Whether it writes quotes and invoices.
    pub invoice: Option<bool>,
    /// The services that it runs for others, with their software.
    pub hosted: Vec<Hosted>,
    /// The address of its sheet in a directory.
    pub sheet: Option<String>,
    /// Where it is, in degrees.
    pub position: Option<Position>,
    /// Whether some of what its directory says of it could not be read: what is not named may be there.
    pub partial: bool,
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
            on_site: None,
            audience_sizes: Vec::new(),
            free_price: None,
            invoice: None,
            hosted: Vec::new(),
            sheet: None,
            position: None,
            partial: false,
            note: None,
            sources: Vec::new(),
            checked_on,
        }
    }
}

impl Provider {
    /// Tells whether it helps associations of this many people; nothing when its sources give no number.
    pub(super) fn serves(&self, people: u32) -> Option<bool> {
        let holds = |size: &AudienceSize| {
            let is_counted = size.from.is_some() || size.to.is_some();
            let is_in = size.from.is_none_or(|from| from <= people) && size.to.is_none_or(|to| people <= to);
            is_counted.then_some(is_in)
        };
        let sizes: Vec<Option<bool>> = self.audience_sizes.iter().map(holds).collect();
        if sizes.contains(&Some(true)) {
            return Some(true);
        }
        (!sizes.is_empty() && !sizes.contains(&None)).then_some(false)
    }
}

/// A service that a provider runs for others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hosted {
    /// Its name.
    pub name: String,
    /// The name of its software, as the directory gives it.
    pub software: Option<String>,
    /// The id of the alternative that this is, once it was found in the catalogue.
    pub alternative: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who may have an account, in the word of the directory.
    pub registration: Option<String>,
    /// Whether it still takes newcomers.
    pub open: Option<bool>,
}

/// A size of the associations that a provider helps, in the words of its directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AudienceSize {
    /// The words.
    pub label: String,
    /// The fewest people, when the words are known to mean a number.
    pub from: Option<u32>,
    /// The most people.
    pub to: Option<u32>,
}

/// A place on the earth, in millionths of a degree: no decimal number decides anything here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// North of the equator.
    pub latitude: i32,
    /// East of Greenwich.
    pub longitude: i32,
}

impl Position {
    /// Reads two numbers of degrees, with a point or a comma; nothing when they are no place on the earth.
    ///
    /// ```
    /// let position = diaglibre::providers::Position::parse("48,85", "2.35").unwrap();
    /// assert_eq!((position.latitude, position.longitude), (48_850_000, 2_350_000));
    /// assert_eq!(diaglibre::providers::Position::parse("NaN", "2"), None);
    /// ```
    pub fn parse(latitude: &str, longitude: &str) -> Option<Self> {
        Some(Self { latitude: millionths(latitude, 90)?, longitude: millionths(longitude, 180)? })
    }
}

fn millionths(text: &str, most: i32) -> Option<i32> {
    let text = text.trim().replace(',', ".");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let value = whole.parse::<i32>().ok()? * 1_000_000 + part.parse::<i32>().ok()?;
    (value <= most * 1_000_000).then_some(sign * value)
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

pub(super) fn iso_date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_out_of_the_earth_are_no_place() {
        for (latitude, longitude) in
            [("91", "0"), ("0", "-180.5"), ("", ""), ("1e3", "0"), ("NaN", "0"), ("4.8.5", "0")]
        {
            assert_eq!(Position::parse(latitude, longitude), None, "{latitude} {longitude}");
        }
    }

    #[test]
    fn degrees_keep_their_sign_below_one() {
        assert_eq!(
            Position::parse("-0,5", "+1").map(|place| (place.latitude, place.longitude)),
            Some((-500_000, 1_000_000))
        );
    }
}
