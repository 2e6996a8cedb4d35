//! Where the facts stand in the JSON of a directory, as data: a new directory needs no line of Rust.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A fact of a provider that a directory can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What tells it from the others in its directory.
    Id,
    /// Its name.
    Name,
    /// Its legal form.
    Kind,
    /// Its site.
    Website,
    /// Its sheet in the directory.
    Sheet,
    /// The code of its country.
    Country,
    /// Its town.
    City,
    /// Its postal code.
    PostalCode,
    /// The INSEE code of its department.
    Department,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// What it does, in its own words.
    Description,
    /// The kinds of support that it offers.
    SupportTypes,
    /// Whom it serves.
    Audience,
    /// The sizes of the associations that it helps.
    AudienceSizes,
    /// Whether it helps on site, from a distance, or both, as words.
    Modalities,
    /// Whether it helps on site.
    OnSite,
    /// Whether it helps from a distance.
    Remote,
    /// The software that it knows.
    Software,
    /// Whether it hosts services.
    Hosting,
    /// The services that it runs: objects with `name`, `software`, `url`, `registration`, `open`.
    Services,
    /// Whether it is a member of the CHATONS collective.
    Chatons,
    /// Whether one pays what one can.
    FreePrice,
    /// Whether it writes quotes and invoices.
    Invoice,
    /// What it costs.
    Price,
    /// Whether its sheet is closed to readers: an empty content says nothing then.
    Protected,
}

/// Where the records stand, and in each of them the facts.
///
/// A place is a JSON Pointer (RFC 6901) in which `*` stands for every item of an array or of an object. It counts
/// from the record; one that begins with a number goes up first: `2/name` is the name two levels above
/// (Relative JSON Pointer).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Where the records stand in the document; empty for the document itself.
    #[serde(default)]
    pub records: String,
    /// Where the addresses of more documents stand, each of them a record.
    pub follow: Option<String>,
    /// The places of each fact; the first that holds something gives it.
    pub fields: BTreeMap<Field, Vec<String>>,
    /// What the words of the directory mean, word by word, case and accents apart.
    #[serde(default)]
    pub words: BTreeMap<Field, BTreeMap<String, String>>,
    /// Facts that hold for every record, such as the country.
    #[serde(default)]
    pub always: BTreeMap<Field, String>,
    /// Whether one provider stands in several records, whose lists are joined.
    #[serde(default)]
    pub repeated: bool,
    /// For WordPress: the name of the list of sheets in the addresses.
    pub list: Option<String>,
}

impl Mapping {
    /// Returns the mapping of the open schema, where each fact has its own name.
    pub fn open() -> Self {
        use Field as F;
        let name = |field: &F| serde_json::to_value(field).ok()?.as_str().map(str::to_owned);
        let all = [
            F::Id,
            F::Name,
            F::Kind,
            F::Website,
            F::Sheet,
            F::Country,
            F::City,
            F::PostalCode,
            F::Department,
            F::Latitude,
            F::Longitude,
            F::Description,
            F::SupportTypes,
            F::Audience,
            F::AudienceSizes,
            F::OnSite,
            F::Remote,
            F::Software,
            F::Hosting,
            F::Services,
            F::Chatons,
            F::FreePrice,
            F::Invoice,
            F::Price,
        ];
        let fields =
            all.into_iter().filter_map(|field| Some((field, vec![format!("/{}", name(&field)?)]))).collect();
        Self { records: "/providers/*".to_owned(), fields, ..Self::default() }
    }

    /// Returns whether a directory without a mapping can be read by the rules of the open schema.
    pub fn is_open(&self) -> bool {
        *self == Self::open()
    }
}
