//! Who can help: the structures that host libre services or go with associations that change their tools.
//!
//! Comes in: the text of a directory ([`snapshot`]) and of the departments ([`place`]). Goes out: a checked
//! [`Directory`], then a [`Shortlist`] of the providers that answer the needs of one association, with reasons.
//! Online directories come in through a [`reader`] for each form, which says what to ask and reads what came; the
//! [`client`] asks and the [`cache`] keeps: they alone meet the network, the clock and the disk.
//! Invariants: a field that is absent is not documented and never means « no »; nothing unknown counts as a
//! match; the order does not depend on the order of the directory.

mod address;
pub mod cache;
pub mod chatonsinfos;
pub mod client;
mod criterion;
pub mod gogocarto;
pub mod json;
mod listing;
mod merge;
pub mod place;
mod provider;
mod publisher;
pub mod reader;
mod shortlist;
pub mod snapshot;
mod software;
mod support;
mod trouble;
mod untrusted;
pub mod wordpress;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

pub use address::is_web_address;
pub use criterion::{Criterion, Value};
pub use listing::{Listing, Obtained};
pub use place::{Department, Places};
use provider::iso_date;
pub use provider::{
    AudienceSize, EmancipAsso, Evidence, Hosted, Kind, Position, Provider, Reference, Sector, Size,
};
pub use publisher::{Form, Publisher, parse_publisher, parse_publishers};
pub use shortlist::{Distance, MOST_MATCHED, Matched, Needs, Shortlist, Widening, match_providers};
pub use support::Support;
pub use trouble::Trouble;

use crate::text::{Text, verbatim};

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
    /// The other lists that were asked for, and how each was had.
    pub lists: Vec<Listing>,
}

impl Directory {
    /// Adds the providers of a local list, whose ids are new.
    pub fn add_local(&mut self, list: Self) {
        let local = list.providers.into_iter().map(|provider| Provider { local: true, ..provider });
        self.providers.extend(local);
    }
}

/// Returns an address as it stands in a sentence: typography leaves it alone.
fn text_of(url: &str) -> String {
    verbatim(untrusted::shown(url))
}

/// Gives each provider of a directory an id of its own, out of its name.
#[derive(Debug, Default)]
struct Ids(BTreeMap<String, usize>);

impl Ids {
    fn free(&mut self, prefix: &str, name: &str) -> String {
        let id = format!("{prefix}-{}", untrusted::slug(name));
        let count = self.0.entry(id.clone()).or_default();
        *count += 1;
        // Two hyphens stand in no slug, so the number cannot meet a name.
        if *count == 1 { id } else { format!("{id}--{count}") }
    }
}

/// Says what a body is instead of what was expected.
fn what_it_is(body: &[u8], fr: &str, en: &str) -> Text {
    let start = String::from_utf8_lossy(&body[..body.len().min(300)]).trim().to_owned();
    if start.is_empty() {
        return Text::new(
            format!("la réponse est vide au lieu d'être {fr}"),
            format!("the answer is empty instead of {en}"),
        );
    }
    if start.starts_with('<') {
        return Text::new(
            format!("une page web est venue au lieu d'{}", fr),
            format!("a web page came instead of {en}"),
        );
    }
    let start: String = untrusted::line(&start).chars().take(80).collect();
    Text::new(
        format!("la réponse n'est pas {fr} ; elle commence par « {start} »"),
        format!("the answer is not {en}; it begins with “{start}”"),
    )
}
