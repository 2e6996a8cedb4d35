//! How a directory is read: what to ask for, and what to do with each answer. No network here: somebody else asks.
//!
//! A [`Reader`] says which addresses it begins with; each answer may name others; at the end it hands over the
//! providers. The order in which the answers come changes nothing.

use jiff::civil::Date;

use super::{Provider, Trouble};
use crate::text::Text;

/// The most providers that one directory gives.
pub const MOST_RECORDS: usize = 10_000;
/// The most remarks that are kept from one directory; the rest are counted.
const MOST_WARNINGS: usize = 20;

/// What is expected at an address; it bounds the size of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// JSON, at most eight mebibytes.
    Json,
    /// `key = value` lines, at most 256 kibibytes.
    Properties,
    /// The home page of a site, of which only the headers are of use.
    Page,
}

impl Format {
    /// Returns the most bytes of an answer, after decompression.
    pub fn most_bytes(self) -> u64 {
        match self {
            Self::Json => 8 * 1024 * 1024,
            Self::Properties => 256 * 1024,
            Self::Page => 2 * 1024 * 1024,
        }
    }

    /// Returns the media types that are asked for.
    pub fn accept(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Properties => "text/plain",
            Self::Page => "text/html",
        }
    }
}

/// An address to ask for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// The address, absolute, `http` or `https`.
    pub url: String,
    /// What is expected there.
    pub format: Format,
    /// Whether the list stands without it.
    pub is_part: bool,
}

impl Ask {
    /// Makes a request for an address without which there is no list.
    pub fn new(url: impl Into<String>, format: Format) -> Self {
        Self { url: url.into(), format, is_part: false }
    }

    /// Makes a request for a part of a list.
    pub fn part(url: impl Into<String>, format: Format) -> Self {
        Self { is_part: true, ..Self::new(url, format) }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The address that answered at last, after redirections.
    pub url: String,
    /// The body, decompressed and within its bound.
    pub body: Vec<u8>,
    /// The `Link` header, empty when there is none.
    pub links: String,
    /// The `X-WP-TotalPages` header.
    pub pages: Option<usize>,
    /// The day on which it was read at its source.
    pub day: Date,
}

/// A kind of directory at work.
pub trait Reader {
    /// Returns the addresses to begin with.
    fn start(&mut self) -> Vec<Ask>;
    /// Takes what came back, and returns what to ask next.
    ///
    /// # Errors
    /// It is not what was expected: nothing of it was kept, and an older copy may do better.
    fn read(&mut self, ask: &Ask, answer: &Answer) -> Result<Vec<Ask>, Trouble>;
    /// Takes note that an address gives nothing, and returns what to ask instead.
    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask>;
    /// Returns what was read.
    fn finish(self: Box<Self>) -> Decoded;
}

/// What a directory gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The providers, by id.
    pub providers: Vec<Provider>,
    /// What was left out, and why.
    pub warnings: Warnings,
    /// Whether everything that the directory names could be read.
    pub complete: bool,
    /// Why there is no list at all.
    pub trouble: Option<Trouble>,
    /// The name that the list gives itself.
    pub name: Option<String>,
    /// The licence that it gives itself.
    pub licence: Option<String>,
}

impl Decoded {
    /// Makes the result of a directory of which nothing could be read.
    pub fn failed(trouble: Trouble) -> Self {
        Self { trouble: Some(trouble), ..Self::default() }
    }
}

/// Remarks for the reader, bounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The first ones.
    pub told: Vec<Text>,
    /// How many more there were.
    pub more: usize,
}

impl Warnings {
    /// Adds a remark.
    pub fn add(&mut self, fr: impl Into<String>, en: impl Into<String>) {
        if self.told.len() < MOST_WARNINGS {
            self.told.push(Text::new(fr, en));
        } else {
            self.more += 1;
        }
    }
}

/// Runs a reader on answers that are at hand, as tests and documentation do.
pub fn run(mut reader: Box<dyn Reader>, mut get: impl FnMut(&Ask) -> Result<Answer, Trouble>) -> Decoded {
    let mut asks = reader.start();
    while let Some(ask) = asks.pop() {
        let next = get(&ask).and_then(|answer| reader.read(&ask, &answer));
        asks.extend(next.unwrap_or_else(|trouble| reader.miss(&ask, &trouble)));
    }
    reader.finish()
}

#[cfg(test)]
pub(super) mod fixture {
    //! Answers that are at hand, for the tests of the readers.

    use super::{Answer, Ask, Decoded, Reader, run};
    use crate::providers::Trouble;

    /// Reads documents by their address; the others are missing. Each has a body, a `Link` header and a number of pages.
    pub(in crate::providers) fn read(
        reader: Box<dyn Reader>,
        pages: &[(&str, &str, &str, Option<usize>)],
    ) -> Decoded {
        run(reader, |ask: &Ask| {
            let found = pages.iter().find(|(url, ..)| *url == ask.url).ok_or(Trouble::Status(404))?;
            Ok(Answer {
                url: ask.url.clone(),
                body: found.1.as_bytes().to_vec(),
                links: found.2.to_owned(),
                pages: found.3,
                day: jiff::civil::date(2026, 11, 23),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::providers::{Form, Publisher};
    use crate::text::clean;

    const URL: &str = "https://a.example/list";

    fn reader(form: &Form) -> Box<dyn Reader> {
        let publisher = Publisher::of_address(URL).expect("a web address");
        Publisher { form: *form, ..publisher }.reader()
    }

    /// Gives the same answer to everything, a bounded number of times.
    fn answered(form: &Form, body: &[u8], links: &str) -> Decoded {
        let mut left = 50;
        run(reader(form), |ask| {
            left -= 1;
            if left < 0 {
                return Err(Trouble::OutOfTime);
            }
            let (body, links) = (body.to_vec(), links.to_owned());
            Ok(Answer {
                url: ask.url.clone(),
                body,
                links,
                pages: None,
                day: jiff::civil::date(2026, 11, 23),
            })
        })
    }

    /// Returns every text that a reader gave.
    fn texts(decoded: &Decoded) -> Vec<String> {
        fn gather(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::String(text) => found.push(text.clone()),
                Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
                Value::Object(items) => items.values().for_each(|item| gather(item, found)),
                _ => {}
            }
        }
        let mut found: Vec<String> = decoded.name.iter().chain(&decoded.licence).cloned().collect();
        gather(&serde_json::to_value(&decoded.providers).expect("providers have a form in JSON"), &mut found);
        found
    }

    fn any_form() -> impl Strategy<Value = Form> {
        proptest::sample::select(vec![Form::Chatonsinfos, Form::Wordpress, Form::Gogocarto, Form::Json])
    }

    /// Texts in which marks of terminals, of direction and of markup are frequent.
    fn any_text() -> impl Strategy<Value = String> {
        let hostile = [
            "\u{1b}[31m",
            "\u{202e}",
            "<b>",
            "&#27;",
            "&lt;",
            "https://b.example/",
            "\u{200b}",
            "\0",
            "=",
            "44000",
        ];
        proptest::collection::vec(
            prop_oneof![any::<String>(), proptest::sample::select(hostile.to_vec()).prop_map(str::to_owned)],
            0..4,
        )
        .prop_map(|parts| parts.concat())
    }

    /// Documents with the names that readers look for, and anything under them.
    fn any_document() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any_text().prop_map(Value::from),
        ];
        let names = vec![
            "providers",
            "data",
            "name",
            "id",
            "title",
            "rendered",
            "website",
            "services",
            "software",
            "audience_sizes",
            "label",
            "from",
            "support_types",
            "geo",
            "latitude",
            "longitude",
            "categories",
            "postal_code",
            "prestataire",
            "rest_base",
            "description",
            "on_site",
            "department",
            "_embedded",
            "wp:term",
            "taxonomy",
        ];
        leaf.prop_recursive(5, 60, 6, move |inner| {
            let name = proptest::sample::select(names.clone()).prop_map(str::to_owned);
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((name, inner), 0..6).prop_map(|items| items.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_bytes_stop_a_reader(form in any_form(), body: Vec<u8>, links in any_text()) {
            let decoded = answered(&form, &body, &links);
            prop_assert!(texts(&decoded).iter().all(|text| clean(text) == *text));
        }

        #[test]
        fn no_document_stops_a_reader_or_comes_out_unclean(form in any_form(), document in any_document()) {
            for document in [document.clone(), json!({"providers": [document], "data": [document]})] {
                let decoded = answered(&form, document.to_string().as_bytes(), "");
                prop_assert!(texts(&decoded).iter().all(|text| clean(text) == *text));
                let ids: std::collections::BTreeSet<&str> =
                    decoded.providers.iter().map(|one| one.id.as_str()).collect();
                prop_assert_eq!(ids.len(), decoded.providers.len());
            }
        }

        #[test]
        fn no_property_file_comes_out_unclean(name in any_text(), value in any_text(), path in "(organization|service|software|subs|file)\\.[a-z.]{1,12}") {
            let body = format!("organization.name = {name}\n{path} = {value}\norganization.description = {value}\n");
            let decoded = answered(&Form::Chatonsinfos, body.as_bytes(), "");
            prop_assert!(texts(&decoded).iter().all(|text| clean(text) == *text));
        }
    }
}
