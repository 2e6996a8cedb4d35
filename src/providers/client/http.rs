//! One address over HTTP: checked machines only, bounded sizes and times, few retries, certificates always verified.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, ErrorKind, Read as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::dns::{Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::guard::is_public;
use super::{Limits, Page, Reply, Transport, Validators};
use crate::providers::Trouble;
use crate::providers::reader::{Ask, Format};
use crate::providers::untrusted::shown;

/// How the program presents itself.
const AGENT: &str = concat!("diaglibre/", env!("CARGO_PKG_VERSION"), " (directory reader)");

/// Finds the machines of a name.
pub type Lookup = fn(&str) -> io::Result<Vec<IpAddr>>;

/// Asks over HTTP.
pub struct Http {
    client: Client,
    names: Arc<Names>,
    limits: Limits,
    lookup: Lookup,
    /// Whether this very machine may be asked: for tests only, and by 127.0.0.1 only.
    allows_loopback: bool,
}

/// The names that were looked up, with the addresses that were found good: the only ones that are connected to.
#[derive(Default)]
struct Names(Mutex<HashMap<String, Vec<IpAddr>>>);

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name.as_str()).cloned();
        Box::pin(std::future::ready(match found {
            Some(found) => Ok(Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Box<_>),
            None => Err("a name that was not checked".into()),
        }))
    }
}

/// Why a request ended, and whether it may be tried again after some time.
struct Ended {
    trouble: Trouble,
    again: Option<Duration>,
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, again: None }
    }
}

impl Http {
    /// Makes a client; `authorities` are certificates, as PEM text, that are trusted beside those of the system.
    ///
    /// # Errors
    /// The certificates cannot be read, or the system has none.
    pub fn new(limits: Limits, authorities: Option<&[u8]>, allows_loopback: bool) -> Result<Self, Trouble> {
        Self::with_lookup(limits, authorities, allows_loopback, system)
    }

    /// Makes a client that finds machines in its own way, as tests do.
    ///
    /// # Errors
    /// As for [`Http::new`].
    pub fn with_lookup(
        limits: Limits,
        authorities: Option<&[u8]>,
        allows_loopback: bool,
        lookup: Lookup,
    ) -> Result<Self, Trouble> {
        // Somebody else in this process may have chosen already: theirs will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let names = Arc::new(Names::default());
        let mut builder = Client::builder()
            .user_agent(AGENT)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            // A proxy would look up the names by itself, unchecked.
            .no_proxy()
            .connect_timeout(limits.connect)
            .timeout(limits.read)
            .pool_max_idle_per_host(1)
            .dns_resolver(Arc::clone(&names));
        if let Some(pem) = authorities {
            let certificates =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|_| Trouble::Certificate)?;
            if certificates.is_empty() {
                return Err(Trouble::Certificate);
            }
            builder = builder.tls_certs_merge(certificates);
        }
        let client = builder.build().map_err(|_| Trouble::Certificate)?;
        Ok(Self { client, names, limits, lookup, allows_loopback })
    }

    /// Follows an address to its answer, every hop checked anew.
    fn follow(&self, ask: &Ask, known: &Validators, deadline: Instant) -> Result<Reply, Ended> {
        let mut url = Url::parse(&ask.url).map_err(|_| refused(&ask.url))?;
        let mut seen = HashSet::new();
        loop {
            if !seen.insert(url.clone()) || seen.len() > self.limits.hops + 1 {
                return Err(Trouble::Redirects.into());
            }
            self.check(&url, deadline)?;
            let response = self.send(&url, ask.format, known, deadline)?;
            let status = response.status();
            let place = response.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
            match place.filter(|_| status.is_redirection() && status != StatusCode::NOT_MODIFIED) {
                Some(place) => url = next_hop(&url, place)?,
                None if status == StatusCode::NOT_MODIFIED && known.is_some() => {
                    return Ok(Reply::NotModified);
                }
                None if status == StatusCode::OK => {
                    return Ok(Reply::Page(self.page(response, &url, ask.format, deadline)?));
                }
                None => return Err(self.refusal(status, response.headers())),
            }
        }
    }

    /// Checks the machine behind an address, and keeps what it is reached by.
    fn check(&self, url: &Url, deadline: Instant) -> Result<(), Trouble> {
        let is_plain =
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        let found = match url.host() {
            Some(_) if !is_plain => return Err(refused(url.as_str())),
            Some(Host::Ipv4(ip)) => vec![IpAddr::V4(ip)],
            Some(Host::Ipv6(ip)) => vec![IpAddr::V6(ip)],
            Some(Host::Domain(name)) => self.look_up(name, deadline)?,
            None => return Err(refused(url.as_str())),
        };
        let good: Vec<IpAddr> = found.into_iter().filter(|ip| self.allows(*ip)).collect();
        if good.is_empty() {
            return Err(refused(url.as_str()));
        }
        if let Some(Host::Domain(name)) = url.host() {
            self.names.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), good);
        }
        Ok(())
    }

    fn allows(&self, ip: IpAddr) -> bool {
        is_public(ip) || (self.allows_loopback && ip == IpAddr::V4(Ipv4Addr::LOCALHOST))
    }

    /// Looks a name up, for as long as a connection may take: the system has no bound of its own.
    fn look_up(&self, name: &str, deadline: Instant) -> Result<Vec<IpAddr>, Trouble> {
        let (sender, receiver) = mpsc::channel();
        let (lookup, owned) = (self.lookup, name.to_owned());
        thread::spawn(move || sender.send(lookup(&owned)));
        let patience = self.limits.connect.min(left(deadline)?);
        match receiver.recv_timeout(patience) {
            Ok(Ok(found)) if !found.is_empty() => Ok(found),
            _ => Err(Trouble::Name),
        }
    }

    fn send(
        &self,
        url: &Url,
        format: Format,
        known: &Validators,
        deadline: Instant,
    ) -> Result<Response, Ended> {
        let mut request = self.client.get(url.clone()).header(header::ACCEPT, format.accept());
        for (name, value) in
            [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)]
        {
            request = value.iter().fold(request, |request, value| request.header(name.clone(), value));
        }
        left(deadline)?;
        // A long list may take its time as long as something comes; a short file that drips is left.
        if format != Format::Json {
            request = request.timeout(self.limits.read);
        }
        request.send().map_err(|error| match trouble_of(&error) {
            Trouble::Connect => Ended { trouble: Trouble::Connect, again: Some(Duration::ZERO) },
            trouble => trouble.into(),
        })
    }

    /// Reads a body as far as its bound, whatever its headers say of its length.
    fn page(
        &self,
        mut response: Response,
        url: &Url,
        format: Format,
        deadline: Instant,
    ) -> Result<Page, Trouble> {
        let headers = response.headers();
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut page = Page {
            url: url.to_string(),
            body: Vec::new(),
            etag: text("etag"),
            last_modified: text("last-modified"),
            links: text("link").unwrap_or_default(),
            pages: text("x-wp-totalpages").and_then(|pages| pages.trim().parse().ok()),
        };
        if format == Format::Page {
            return Ok(page);
        }
        let most = format.most_bytes();
        let mut chunk = vec![0; 16 * 1024];
        loop {
            left(deadline)?;
            match response.read(&mut chunk) {
                Ok(0) => return Ok(page),
                Ok(read) => page.body.extend_from_slice(&chunk[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(trouble_of_reading(&error)),
            }
            if page.body.len() as u64 > most {
                return Err(Trouble::TooLarge(most / 1024));
            }
        }
    }

    /// Says what a refusal means, and whether to come back: only when the server is busy.
    fn refusal(&self, status: StatusCode, headers: &HeaderMap) -> Ended {
        let again = matches!(status.as_u16(), 429 | 502..=504).then(|| {
            let asked =
                headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(retry_after);
            asked.unwrap_or_default().min(self.limits.retry_after)
        });
        Ended { trouble: Trouble::Status(status.as_u16()), again }
    }
}

impl Transport for Http {
    fn get(&self, ask: &Ask, known: &Validators, deadline: Instant) -> Result<Reply, Trouble> {
        let mut tries = 0;
        loop {
            match self.follow(ask, known, deadline) {
                Ok(reply) => return Ok(reply),
                Err(Ended { trouble, again }) => {
                    let Some(asked) = again.filter(|_| tries < self.limits.retries) else {
                        return Err(trouble);
                    };
                    let pause = self.limits.backoff * 2_u32.pow(tries);
                    let pause = asked.max(pause + pause.mul_f64(chance() / 2.0));
                    // Waiting beyond the end of the run would help nobody.
                    if left(deadline)? <= pause {
                        return Err(trouble);
                    }
                    thread::sleep(pause);
                    tries += 1;
                }
            }
        }
    }
}

/// Returns where a redirection leads; never out of an encrypted line.
fn next_hop(url: &Url, place: &str) -> Result<Url, Trouble> {
    let next = url.join(place).map_err(|_| refused(place))?;
    if url.scheme() == "https" && next.scheme() == "http" {
        return Err(Trouble::Downgrade);
    }
    Ok(next)
}

fn refused(url: &str) -> Trouble {
    Trouble::Refused(shown(url))
}

/// Returns the time that is left.
fn left(deadline: Instant) -> Result<Duration, Trouble> {
    deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or(Trouble::OutOfTime)
}

fn system(name: &str) -> io::Result<Vec<IpAddr>> {
    Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

/// Reads a number of seconds or a date.
fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    Duration::try_from(at.duration_since(Timestamp::now())).ok()
}

/// Returns a number from 0 to 1 that differs from one program to the next, so that they do not come back together.
fn chance() -> f64 {
    (RandomState::new().hash_one(0) >> 11) as f64 / (1_u64 << 53) as f64
}

fn trouble_of(error: &reqwest::Error) -> Trouble {
    if is_of_tls(error) {
        return Trouble::Certificate;
    }
    if error.is_connect() {
        Trouble::Connect
    } else if error.is_timeout() {
        Trouble::Slow
    } else {
        Trouble::Cut
    }
}

/// Tells whether the encrypted line is the cause. An error of the system hides the one that it holds from `source`.
fn is_of_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is::<rustls::Error>()
        || held.is_some_and(|held| is_of_tls(held))
        || error.source().is_some_and(is_of_tls)
}

fn trouble_of_reading(error: &io::Error) -> Trouble {
    let is_late = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
        .is_some_and(reqwest::Error::is_timeout);
    if is_late || error.kind() == ErrorKind::TimedOut { Trouble::Slow } else { Trouble::Cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_wait_is_read_as_seconds_or_as_a_date() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("soon"), None);
        // That day is over.
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), None);
        assert!(
            retry_after("Fri, 21 Oct 2140 07:28:00 GMT")
                .is_some_and(|wait| wait > Duration::from_secs(3_600))
        );
    }

    #[test]
    fn a_redirection_never_leaves_an_encrypted_line() {
        let url = Url::parse("https://a.example/b/c").unwrap();
        assert_eq!(next_hop(&url, "http://a.example/b/c"), Err(Trouble::Downgrade));
        assert_eq!(next_hop(&url, "../d").map(String::from), Ok("https://a.example/d".to_owned()));
    }

    #[test]
    fn chance_stays_between_none_and_one() {
        assert!((0..1_000).map(|_| chance()).all(|chance| (0.0..1.0).contains(&chance)));
    }
}
