//! One run: a queue of addresses, a worker for each host that is spoken to, the copies where nobody answers.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

use super::{Fetched, Limits, Mode, Observer, Page, Reply, Transport, Validators};
use crate::providers::cache::{Cache, Copied};
use crate::providers::reader::{Ask, Reader};
use crate::providers::{Listing, Obtained, Publisher, Trouble};
use crate::text::Text;

/// A run under way.
pub(super) struct Run {
    cache: Cache,
    transport: Arc<dyn Transport>,
    mode: Mode,
    at_once: usize,
    now: Timestamp,
    deadline: Instant,
    readings: Vec<Reading>,
    waiting: VecDeque<Request>,
    /// The hosts that are spoken to, each with what is asked of it.
    busy: HashMap<String, Request>,
    read: usize,
}

/// An address that a reading asks for.
#[derive(Clone)]
struct Request {
    reading: usize,
    host: String,
    ask: Ask,
}

/// What a worker brings back.
struct Brought {
    request: Request,
    got: Result<Got, Trouble>,
}

/// An answer, and the copy of before.
struct Got {
    copied: Copied,
    is_new: bool,
    /// Why an older copy serves.
    instead_of: Option<Trouble>,
    /// What serves if the new answer is not what was expected.
    older: Option<Copied>,
}

impl Got {
    fn older(copied: Copied, instead_of: Option<Trouble>) -> Self {
        Self { copied, is_new: false, instead_of, older: None }
    }
}

impl Run {
    pub(super) fn new(
        publishers: &[Publisher],
        transport: Arc<dyn Transport>,
        cache: &Cache,
        limits: Limits,
        mode: Mode,
    ) -> Self {
        Self {
            cache: cache.clone(),
            transport,
            mode,
            at_once: limits.at_once,
            now: Timestamp::now(),
            deadline: Instant::now() + limits.run,
            readings: publishers.iter().map(Reading::new).collect(),
            waiting: VecDeque::new(),
            busy: HashMap::new(),
            read: 0,
        }
    }

    /// Reads every list, and returns what each publisher gave.
    pub(super) fn go(mut self, publishers: &[Publisher], observer: &mut dyn Observer) -> Vec<Fetched> {
        for index in 0..self.readings.len() {
            let asks = self.readings[index].reader.start();
            self.queue(index, asks);
        }
        self.ask_all(observer);
        observer.progress(self.read, 0);
        self.readings.into_iter().zip(publishers).map(|(reading, of)| reading.finish(of)).collect()
    }

    fn ask_all(&mut self, observer: &mut dyn Observer) {
        let (sender, receiver) = mpsc::channel();
        while !self.waiting.is_empty() || !self.busy.is_empty() {
            observer.progress(self.read, self.waiting.len() + self.busy.len());
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return self.give_up(observer);
            }
            if let Some(request) = self.take_ready() {
                self.begin(request, &sender, observer);
                continue;
            }
            match receiver.recv_timeout(left) {
                Ok(Brought { request, got }) => {
                    self.busy.remove(&request.host);
                    self.pass_on(request, got, observer);
                }
                Err(_) => return self.give_up(observer),
            }
        }
    }

    fn queue(&mut self, reading: usize, asks: Vec<Ask>) {
        let request = |ask: Ask| Request { reading, host: authority(&ask.url), ask };
        self.waiting.extend(asks.into_iter().map(request));
    }

    /// Takes the first request whose host is not spoken to.
    fn take_ready(&mut self) -> Option<Request> {
        if self.busy.len() >= self.at_once {
            return None;
        }
        let at = self.waiting.iter().position(|request| !self.busy.contains_key(&request.host))?;
        self.waiting.remove(at)
    }

    /// Answers a request from its copy when that will do, else sends somebody.
    fn begin(&mut self, request: Request, sender: &mpsc::Sender<Brought>, observer: &mut dyn Observer) {
        let copied = self.cache.get(&request.ask.url, request.ask.format);
        let is_enough = copied.as_ref().is_some_and(|copied| self.is_enough(copied));
        if self.mode == Mode::Offline || is_enough {
            let instead_of = (!is_enough).then_some(Trouble::Offline);
            let got = copied.map(|copied| Got::older(copied, instead_of)).ok_or(Trouble::Offline);
            return self.pass_on(request, got, observer);
        }
        self.busy.insert(request.host.clone(), request.clone());
        let (transport, sender, deadline, now) =
            (Arc::clone(&self.transport), sender.clone(), self.deadline, self.now);
        // A worker that is still waiting at the end of the run is left behind: nobody waits for it.
        thread::spawn(move || {
            let got = retrieve(&*transport, &request.ask, copied, deadline, now);
            let _ = sender.send(Brought { request, got });
        });
    }

    /// Tells whether a copy needs no asking again.
    fn is_enough(&self, copied: &Copied) -> bool {
        copied.is_fresh(self.now) && self.mode != Mode::Refresh
    }

    /// Hands what came to its reader, keeps it if that can read it, and queues what it asks next.
    fn pass_on(&mut self, request: Request, got: Result<Got, Trouble>, observer: &mut dyn Observer) {
        self.read += 1;
        let reading = &mut self.readings[request.reading];
        let ask = &request.ask;
        let next = match got {
            Ok(got) => reading.take(ask, got, &mut |copied| {
                // Without a copy the list is as good; it is only asked for again next time.
                observer.uninterrupted(&mut || drop(self.cache.put(copied)));
            }),
            Err(trouble) => reading.miss(ask, &trouble),
        };
        self.queue(request.reading, next);
    }

    /// The time is over: what still waits is served from copies, or not at all.
    fn give_up(&mut self, observer: &mut dyn Observer) {
        self.waiting.extend(self.busy.drain().map(|(_, request)| request));
        while let Some(request) = self.waiting.pop_front() {
            let copied = self.cache.get(&request.ask.url, request.ask.format);
            let got = copied.map(|copied| {
                let is_enough = self.is_enough(&copied);
                Got::older(copied, (!is_enough).then_some(Trouble::OutOfTime))
            });
            self.pass_on(request, got.ok_or(Trouble::OutOfTime), observer);
        }
    }
}

/// Asks for an address; the copy serves when nobody answers, unless the answer is that there is nothing.
fn retrieve(
    transport: &dyn Transport,
    ask: &Ask,
    copied: Option<Copied>,
    deadline: Instant,
    now: Timestamp,
) -> Result<Got, Trouble> {
    let known = copied
        .as_ref()
        .map(|copied| Validators { etag: copied.etag.clone(), last_modified: copied.last_modified.clone() });
    match (transport.get(ask, &known.unwrap_or_default(), deadline), copied) {
        (Ok(Reply::Page(page)), older) => {
            let Page { url, body, etag, last_modified, links, pages } = page;
            let asked = ask.url.clone();
            let copied = Copied { asked, url, at: now.as_second(), etag, last_modified, links, pages, body };
            Ok(Got { copied, is_new: true, instead_of: None, older })
        }
        (Ok(Reply::NotModified), Some(copied)) => {
            let copied = Copied { at: now.as_second(), ..copied };
            Ok(Got { copied, is_new: true, instead_of: None, older: None })
        }
        (Ok(Reply::NotModified), None) => Err(Trouble::Status(304)),
        (Err(trouble), Some(copied)) if !trouble.is_definite() => Ok(Got::older(copied, Some(trouble))),
        (Err(trouble), _) => Err(trouble),
    }
}

/// A publisher whose list is being read.
struct Reading {
    reader: Box<dyn Reader>,
    /// The day of the oldest answer without which there is no list.
    day: Option<Date>,
    /// Why such an answer is an older copy; the first reason is told, the others mostly follow from it.
    instead_of: Option<Trouble>,
    /// How many parts are older copies.
    older_parts: usize,
    /// Whether more than single parts are missing.
    is_cut: bool,
}

impl Reading {
    fn new(publisher: &Publisher) -> Self {
        Self { reader: publisher.reader(), day: None, instead_of: None, older_parts: 0, is_cut: false }
    }

    /// Reads an answer, else its older copy; what is new and good is kept.
    fn take(&mut self, ask: &Ask, got: Got, keep: &mut dyn FnMut(&Copied)) -> Vec<Ask> {
        let answer = got.copied.answer();
        match (self.reader.read(ask, &answer), got.older) {
            (Ok(next), _) => {
                if got.is_new {
                    keep(&got.copied);
                }
                self.note(ask, answer.day, got.instead_of);
                next
            }
            (Err(trouble), Some(older)) => self.take(ask, Got::older(older, Some(trouble)), keep),
            (Err(trouble), None) => self.miss(ask, &trouble),
        }
    }

    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask> {
        self.is_cut |= !ask.is_part || *trouble == Trouble::OutOfTime;
        self.reader.miss(ask, trouble)
    }

    fn note(&mut self, ask: &Ask, day: Date, instead_of: Option<Trouble>) {
        if ask.is_part {
            self.older_parts += usize::from(instead_of.is_some());
            return;
        }
        self.day = Some(self.day.map_or(day, |oldest| oldest.min(day)));
        self.instead_of = self.instead_of.take().or(instead_of);
    }

    fn finish(self, publisher: &Publisher) -> Fetched {
        let decoded = self.reader.finish();
        let obtained = match (&decoded.trouble, &self.instead_of) {
            (Some(_), _) => Obtained::Missing,
            (None, Some(_)) => Obtained::Kept,
            (None, None) => Obtained::Online,
        };
        let is_degraded = match obtained {
            Obtained::Missing => true,
            Obtained::Kept => self.instead_of != Some(Trouble::Offline),
            Obtained::Online => self.is_cut,
        };
        let trouble = decoded.trouble.as_ref().or(self.instead_of.as_ref());
        let listing = Listing {
            name: decoded.name.clone().unwrap_or_else(|| publisher.name.clone()),
            url: publisher.shown_url(),
            obtained,
            day: self.day.filter(|_| obtained != Obtained::Missing),
            licence: decoded.licence.clone().map(Text::same).or_else(|| publisher.licence.clone()),
            providers: decoded.providers.len(),
            complete: decoded.complete,
            older_parts: self.older_parts,
            is_degraded,
            trouble: trouble.map(Trouble::text),
            warnings: decoded.warnings.told.clone(),
            more_warnings: decoded.warnings.more,
        };
        Fetched { decoded, listing }
    }
}

/// Returns what tells a server from another: its host and port.
fn authority(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host =
        url.as_ref().and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
    host.unwrap_or_default()
}
