//! Who controls a tool, and which licences are libre.

use serde::{Deserialize, Serialize};

use super::record::{SourceRef, name};
use crate::text::{Lang, Text};

/// Who controls a tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The immutable id.
    pub id: String,
    /// The name.
    #[serde(deserialize_with = "name")]
    pub name: Text,
    /// The family that it belongs to.
    pub group: Group,
    /// The ISO 3166-1 country of the mother company.
    pub jurisdiction: String,
    /// Where that was read.
    #[serde(default)]
    pub source: Option<SourceRef>,
    /// Whether nobody could check it.
    #[serde(default)]
    pub assumed: bool,
}

/// The family of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Group {
    Google,
    Apple,
    Meta,
    Amazon,
    Microsoft,
    OtherUs,
    Fr,
    Eu,
    Other,
}

impl Group {
    /// Tells whether the vendor is one of the five giants that the French acronym GAFAM names.
    pub fn is_giant(self) -> bool {
        matches!(self, Self::Google | Self::Apple | Self::Meta | Self::Amazon | Self::Microsoft)
    }
}

/// A licence that a record may name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// The SPDX id.
    pub spdx: String,
    /// The name.
    pub name: String,
    /// Whether it gives the four freedoms.
    pub libre: bool,
}

/// Returns the name of a country out of its ISO 3166-1 code, or the code.
pub fn country(code: &str, lang: Lang) -> &str {
    let (fr, en) = match code {
        "AE" => ("Émirats arabes unis", "United Arab Emirates"),
        "AT" => ("Autriche", "Austria"),
        "AU" => ("Australie", "Australia"),
        "BE" => ("Belgique", "Belgium"),
        "BG" => ("Bulgarie", "Bulgaria"),
        "CA" => ("Canada", "Canada"),
        "CH" => ("Suisse", "Switzerland"),
        "CN" => ("Chine", "China"),
        "CY" => ("Chypre", "Cyprus"),
        "CZ" => ("Tchéquie", "Czechia"),
        "DE" => ("Allemagne", "Germany"),
        "DK" => ("Danemark", "Denmark"),
        "EE" => ("Estonie", "Estonia"),
        "ES" => ("Espagne", "Spain"),
        "FI" => ("Finlande", "Finland"),
        "FR" => ("France", "France"),
        "GB" => ("Royaume-Uni", "United Kingdom"),
        "HK" => ("Hong Kong", "Hong Kong"),
        "IE" => ("Irlande", "Ireland"),
        "IL" => ("Israël", "Israel"),
        "IN" => ("Inde", "India"),
        "IT" => ("Italie", "Italy"),
        "JP" => ("Japon", "Japan"),
        "KR" => ("Corée du Sud", "South Korea"),
        "LT" => ("Lituanie", "Lithuania"),
        "LU" => ("Luxembourg", "Luxembourg"),
        "MT" => ("Malte", "Malta"),
        "NL" => ("Pays-Bas", "Netherlands"),
        "NO" => ("Norvège", "Norway"),
        "NZ" => ("Nouvelle-Zélande", "New Zealand"),
        "PL" => ("Pologne", "Poland"),
        "PT" => ("Portugal", "Portugal"),
        "RO" => ("Roumanie", "Romania"),
        "RU" => ("Russie", "Russia"),
        "SE" => ("Suède", "Sweden"),
        "TW" => ("Taïwan", "Taiwan"),
        "US" => ("États-Unis", "United States"),
        "ZZ" => ("plusieurs pays", "several countries"),
        other => (other, other),
    };
    lang.pick(fr, en)
}
