//! The checks of the values of a list: each cleans its value and files what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::path;
use crate::problem::{Problem, did_you_mean};
use crate::providers::{Places, Sector, is_web_address};
use crate::text::{Text, clean};
use crate::yaml::{Segment, Source};

/// The checks, and the problems that they found so far.
pub(super) struct Lint<'s> {
    pub(super) source: Source<'s>,
    pub(super) places: Option<&'s Places>,
    pub(super) sectors: BTreeMap<String, Text>,
    pub(super) ids: BTreeSet<String>,
    pub(super) problems: Vec<Problem>,
}

impl Lint<'_> {
    pub(super) fn id(&mut self, path: &[Segment], id: &str) {
        let shown = clean(id);
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !id.split('-').all(is_part) {
            let (fr, en) = (
                format!("l'id « {shown} » n'est pas en kebab-case"),
                format!("the id `{shown}` is not in kebab-case"),
            );
            self.report("bad-id", path, Text::new(fr, en));
        } else if !self.ids.insert(id.to_owned()) {
            let (fr, en) =
                (format!("l'id « {shown} » est déjà pris"), format!("the id `{shown}` is already taken"));
            self.report("duplicate-id", path, Text::new(fr, en));
        }
    }

    pub(super) fn department(&mut self, path: &[Segment], code: &str) {
        if self.places.is_some_and(|places| places.department(code).is_none()) {
            let shown = clean(code);
            let (fr, en) =
                (format!("département « {shown} » inconnu"), format!("unknown department `{shown}`"));
            self.report("unknown-department", path, Text::new(fr, en));
        }
    }

    pub(super) fn sectors(&mut self, path: &[Segment], ids: Vec<String>) -> Vec<Sector> {
        let mut sectors = Vec::new();
        for (index, id) in ids.into_iter().enumerate() {
            if let Some(label) = self.sectors.get(&id) {
                sectors.push(Sector { label: label.clone(), id });
                continue;
            }
            let shown = clean(&id);
            let (fr, en) = (format!("domaine « {shown} » inconnu"), format!("unknown field `{shown}`"));
            let place = self.source.place(&[path, path![index]].concat());
            let problem = Problem::error("unknown-sector", place, Text::new(fr, en));
            self.problems.push(match did_you_mean(&id, self.sectors.keys().map(String::as_str)) {
                Some(hint) => problem.with_hint(hint),
                None => problem,
            });
        }
        sectors
    }

    pub(super) fn name(&mut self, path: &[Segment], name: &str) -> String {
        self.text(path, Text::same(name)).fr
    }

    pub(super) fn texts(&mut self, path: &[Segment], texts: Vec<Text>) -> Vec<Text> {
        let texts = texts.into_iter().enumerate();
        texts.map(|(index, text)| self.text(&[path, path![index]].concat(), text)).collect()
    }

    pub(super) fn text(&mut self, path: &[Segment], text: Text) -> Text {
        let text = Text::new(line(&text.fr), line(&text.en));
        if text.is_incomplete() {
            self.report("missing-text", path, Text::new("texte vide", "empty text"));
        }
        text
    }

    pub(super) fn url(&mut self, path: &[Segment], url: String) -> String {
        if !is_web_address(&url) {
            let shown = clean(&url);
            let (fr, en) =
                (format!("« {shown} » n'est pas une adresse web"), format!("`{shown}` is not a web address"));
            self.report("bad-url", path, Text::new(fr, en));
        }
        url
    }

    pub(super) fn date(&mut self, path: &[Segment], date: &str) -> Date {
        date.parse().unwrap_or_else(|_| {
            let shown = clean(date);
            let (fr, en) = (format!("« {shown} » n'est pas une date"), format!("`{shown}` is not a date"));
            self.report("bad-date", path, Text::new(fr, en));
            Date::ZERO
        })
    }

    pub(super) fn source_is_missing(&mut self, path: &[Segment]) {
        let message = Text::new("source manquante", "missing source");
        self.report("missing-source", path, message);
    }

    pub(super) fn report(&mut self, code: &'static str, path: &[Segment], message: Text) {
        self.problems.push(Problem::error(code, self.source.place(path), message));
    }
}

/// Returns a text without control characters and outer spaces.
pub(super) fn line(text: &str) -> String {
    clean(text).trim().to_owned()
}

pub(super) fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| line(text)).collect()
}
