//! Reading of YAML text with the place of every value.
//!
//! The parser gives the place of an error only. [`Source::place`] uses that: it walks the text again along a
//! path, raises an error on arrival and reads its place. The second reading costs only those who have a problem.

mod message;

use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::problem::{Place, Problem};
use crate::text::{Text, clean};

/// The largest file that is read, in bytes: far above any real dossier or catalogue record.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// One step of a path in a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// The value of a key.
    Key(String),
    /// The item of a list, from 0.
    Index(usize),
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Makes a path out of keys and indexes: `path!["migrations", 2, "to"]`.
#[macro_export]
macro_rules! path {
    ($($segment:expr),* $(,)?) => { &[$($crate::yaml::Segment::from($segment)),*][..] };
}

/// A YAML text and the name of the file it came from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The path shown to the user.
    pub file: &'a str,
    /// The text.
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// Pairs a text with the name of its file.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// Reads the text as a value of type `T`.
    ///
    /// # Errors
    /// A problem of code `too-large` above [`MAX_BYTES`], else `yaml` with the place and the parser's words.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        if self.text.len() > MAX_BYTES {
            let message = Text::new(
                format!("fichier de {} octets, la limite est {MAX_BYTES}", self.text.len()),
                format!("file of {} bytes, the limit is {MAX_BYTES}", self.text.len()),
            );
            return Err(Problem::error("too-large", self.whole(), message));
        }
        serde_yaml::from_str(self.text).map_err(|error| self.syntax_problem(&error))
    }

    /// Returns the place of the value at a path, or of the nearest part of the path that exists.
    pub fn place(&self, path: &[Segment]) -> Place {
        let found = (0..=path.len()).rev().find_map(|length| {
            let seeker = Seeker { path: &path[..length] };
            let error = seeker.deserialize(serde_yaml::Deserializer::from_str(self.text)).err()?;
            error.to_string().contains(ARRIVED).then(|| error.location()).flatten()
        });
        match found {
            Some(location) => self.at(location.line(), location.column()),
            None => self.whole(),
        }
    }

    /// Returns the place that means the whole file.
    pub fn whole(&self) -> Place {
        self.at(0, 0)
    }

    fn at(&self, line: usize, column: usize) -> Place {
        Place { file: clean(self.file), line, column }
    }

    fn syntax_problem(&self, error: &serde_yaml::Error) -> Problem {
        let words = clean(&error.to_string());
        // The place is told apart.
        let words = words.split(" at line ").next().unwrap_or(&words);
        let place = match error.location() {
            Some(location) => self.at(location.line(), location.column()),
            None => self.second_document().unwrap_or_else(|| self.whole()),
        };
        let (message, hint) = message::explain(words);
        let problem = Problem::error("yaml", place, message);
        match hint {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        }
    }

    /// Returns where a second document begins: the one mistake for which the parser gives no place.
    fn second_document(&self) -> Option<Place> {
        let marks = |line: &str| line == "..." || line.starts_with("---");
        let begun =
            |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#') && !marks(line);
        let first = self.text.lines().position(begun)?;
        let second = self.text.lines().skip(first).position(marks)?;
        Some(self.at(first + second + 1, 1))
    }
}

/// The word by which a seeker says that it stands on the value it looked for.
const ARRIVED: &str = "diaglibre-arrived";

struct Seeker<'p> {
    path: &'p [Segment],
}

impl Seeker<'_> {
    fn arrive<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.path.is_empty() { Err(E::custom(ARRIVED)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Seeker<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seeker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Segment::Key(wanted), rest)) = self.path.split_first() else {
            return Err(A::Error::custom(ARRIVED));
        };
        while let Some(key) = map.next_key::<String>()? {
            if &key == wanted {
                return map.next_value_seed(Seeker { path: rest });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Segment::Index(wanted), rest)) = self.path.split_first() else {
            return Err(A::Error::custom(ARRIVED));
        };
        for _ in 0..*wanted {
            seq.next_element::<IgnoredAny>()?;
        }
        seq.next_element_seed(Seeker { path: rest })?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.arrive()
    }
    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.arrive()
    }
    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.arrive()
    }
    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.arrive()
    }
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.arrive()
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.arrive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "a: 1\nlist:\n  - id: x\n    to: nextcloud\n  - id: y\n    to:   foo\n    tags: [a, bb, ccc]\n";

    fn at(path: &[Segment]) -> (usize, usize) {
        let place = Source::new("f.yaml", TEXT).place(path);
        (place.line, place.column)
    }

    #[test]
    fn finds_the_place_of_a_value() {
        assert_eq!(at(path!["a"]), (1, 4));
        assert_eq!(at(path!["list", 1, "to"]), (6, 11));
        assert_eq!(at(path!["list", 1, "tags", 2]), (7, 19));
    }

    #[test]
    fn falls_back_to_the_nearest_parent_that_exists() {
        assert_eq!(at(path!["list", 1, "missing"]), at(path!["list", 1]));
    }

    #[test]
    fn refuses_a_hostile_text_without_panic() {
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\n".to_owned() + &"[".repeat(20_000);
        assert_eq!(Source::new("f", &bomb).parse::<serde_yaml::Value>().unwrap_err().code, "yaml");
    }
}
