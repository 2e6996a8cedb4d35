//! Asking directories: which address when, what is kept of it, what serves when nobody answers.
//!
//! The only place of this module with a network and a clock. Readers say what to ask for; a [`Transport`] asks; the
//! [`Cache`] keeps. At most four requests at once, one for each host, and an end to the whole run: when it is
//! over, whatever still waits is left behind.

mod guard;
mod http;
mod run;

use std::sync::Arc;
use std::time::{Duration, Instant};

pub use self::http::{Http, Lookup};
use super::cache::Cache;
use super::reader::{Ask, Decoded};
use super::{Listing, Publisher, Trouble};

/// The bounds of a run; sizes are those of [`super::reader::Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a connection, and as long again for the look-up of its name.
    pub connect: Duration,
    /// Between two parts of an answer, and for the whole of a short one.
    pub read: Duration,
    /// For the whole run.
    pub run: Duration,
    /// The most a server can make one wait.
    pub retry_after: Duration,
    /// The first pause before trying again; it doubles each time.
    pub backoff: Duration,
    /// How many times a request is tried again.
    pub retries: u32,
    /// How many redirections are followed.
    pub hops: usize,
    /// How many requests run at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(15),
            run: Duration::from_secs(60),
            retry_after: Duration::from_secs(30),
            backoff: Duration::from_millis(500),
            retries: 3,
            hops: 5,
            at_once: 4,
        }
    }
}

/// What is known of the version that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` of it.
    pub etag: Option<String>,
    /// The `Last-Modified` of it.
    pub last_modified: Option<String>,
}

impl Validators {
    fn is_some(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

/// What a server gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The version that is kept is still the last one.
    NotModified,
    /// A new version.
    Page(Page),
}

/// One answer in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address that answered.
    pub url: String,
    /// The body.
    pub body: Vec<u8>,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
    /// The `Link` header.
    pub links: String,
    /// The `X-WP-TotalPages` header.
    pub pages: Option<usize>,
}

/// A way of asking.
pub trait Transport: Send + Sync {
    /// Asks for an address.
    ///
    /// # Errors
    /// Why nothing came.
    fn get(&self, ask: &Ask, known: &Validators, deadline: Instant) -> Result<Reply, Trouble>;
}

/// Somebody who watches a run.
pub trait Observer {
    /// Takes note of how many addresses were read and how many wait.
    fn progress(&mut self, read: usize, waiting: usize);
    /// Does a piece of work that must not be cut in the middle.
    fn uninterrupted(&mut self, work: &mut dyn FnMut());
}

/// How copies are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A copy younger than a day serves; others are asked for.
    Normal,
    /// Everything is asked for.
    Refresh,
    /// Nothing is asked for.
    Offline,
}

/// What a publisher gave.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The providers, and what was left out.
    pub decoded: Decoded,
    /// How the list was had.
    pub listing: Listing,
}

/// Asks every publisher, and returns what each gave, in the same order.
pub fn fetch(
    publishers: &[Publisher],
    transport: Arc<dyn Transport>,
    cache: &Cache,
    limits: Limits,
    mode: Mode,
    observer: &mut dyn Observer,
) -> Vec<Fetched> {
    run::Run::new(publishers, transport, cache, limits, mode).go(publishers, observer)
}
