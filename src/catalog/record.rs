//! What every kind of record shares: levels, sources, dates.

use std::fmt;

use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A reading on an anchored scale from 0 to 4; the anchors stand where each level is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct Level(u8);

impl Level {
    /// The lowest level.
    pub const MIN: Self = Self(0);
    /// The highest level.
    pub const MAX: Self = Self(4);

    /// Makes a level, held between 0 and 4.
    pub fn clamped(value: i64) -> Self {
        Self(u8::try_from(value.clamp(0, 4)).unwrap_or(4))
    }

    /// Returns the level as a number from 0 to 4.
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }

    /// Returns the level as an index into a table of five values.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl TryFrom<u8> for Level {
    type Error = String;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        if value <= 4 { Ok(Self(value)) } else { Err(format!("a level is between 0 and 4, not {value}")) }
    }
}

/// Reads a name: one word for both languages, or a text in each where it describes more than it names.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    struct Name;
    impl<'de> Visitor<'de> for Name {
        type Value = Text;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a name, or {fr, en}")
        }
        fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Text, E> {
            Ok(Text::same(name))
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
            Text::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_any(Name)
}

/// Reads a name that may be absent.
pub(super) fn optional_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    name(deserializer).map(Some)
}

/// Where a fact was read, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The address of the page or file.
    pub url: String,
    /// The day on which it was read.
    pub checked_on: Date,
    /// What to know about the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl SourceRef {
    /// Returns how many whole months passed since it was read.
    pub fn age_in_months(&self, today: Date) -> i32 {
        months_between(self.checked_on, today)
    }
}

/// Returns how many whole months lie between two days.
pub fn months_between(then: Date, today: Date) -> i32 {
    let months = i32::from(today.year() - then.year()) * 12 + i32::from(today.month() - then.month());
    if today.day() < then.day() { months - 1 } else { months }
}

/// A dated, sourced caveat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reserve {
    /// What to know before choosing.
    pub text: Text,
    /// Where it was read.
    pub source: SourceRef,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The catalogue that the program carries.
    #[default]
    Bundled,
    /// A local catalogue, which adds it.
    Added,
    /// The bundled catalogue, extended or corrected by a local one.
    Extended,
}

impl Origin {
    /// Tells whether a local catalogue says a part of it, or all.
    pub fn is_local(self) -> bool {
        self != Self::Bundled
    }
}
