//! Who controls a tool, and which licences are libre.

use serde::{Deserialize, Serialize};

use super::record::SourceRef;
use crate::text::Lang;

/// Who controls a tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The immutable id.
    pub id: String,
    /// The name.
    pub name: String,
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
    /// Returns the family in words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Apple => "Apple",
            Self::Meta => "Meta",
            Self::Amazon => "Amazon",
            Self::Microsoft => "Microsoft",
            Self::OtherUs => lang.pick("États-Unis", "United States"),
            Self::Fr => "France",
            Self::Eu => lang.pick("Union européenne", "European Union"),
            Self::Other => lang.pick("hors de l'Union européenne", "outside the European Union"),
        }
    }

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
