//! What every chapter writes with: the report, its language, and the sources cited so far.

use jiff::civil::Date;

use super::citations::Citations;
use super::words::sentence;
use crate::catalog::{Reserve, SourceRef};
use crate::diagnosis::{Product, State, Use};
use crate::questionnaire::Answer;
use crate::report::Report;
use crate::report::block::{Block, Level, Link, Span, SpanStyle};
use crate::roadmap::{Phase, Step};
use crate::text::{Lang, clean, day_tenths};

/// The report that is being written.
pub(super) struct Writer<'a> {
    /// What there is to say.
    pub(super) report: &'a Report<'a>,
    /// The language.
    pub(super) lang: Lang,
    /// What was cited, in order.
    pub(super) citations: Citations,
}

impl<'a> Writer<'a> {
    pub(super) fn new(report: &'a Report<'a>) -> Self {
        Self { report, lang: report.lang, citations: Citations::default() }
    }

    /// Returns the French text or the English one.
    pub(super) fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(fr, en)
    }

    /// Returns the name of a tool to show, also of one that nobody could name.
    pub(super) fn name_of<'u>(&self, one: &'u Use) -> &'u str {
        match &one.product {
            Product::Unknown => self.lang.pick("Outil à nommer", "Tool to be named"),
            _ if one.name.is_incomplete() => self.lang.pick("Outil à nommer", "Tool to be named"),
            _ => one.name.get(self.lang),
        }
    }

    /// Returns the name of a tool with its usage, for a heading or a list.
    pub(super) fn name_with_usage(&self, one: &'a Use) -> String {
        format!("{} ({})", self.name_of(one), lower(self.report.usage_label(&one.usage)))
    }

    /// Returns the name of a tool as a dossier has it, with its usage.
    pub(super) fn name_in_dossier(&self, product: Option<&Answer>, usage: &str) -> String {
        let catalog = self.report.catalog;
        let typed = product.and_then(Answer::as_str).map(clean).filter(|name| !name.trim().is_empty());
        let name = match &typed {
            Some(typed) => catalog.resolve(typed).map_or(typed.as_str(), |subject| subject.name(self.lang)),
            None => self.say("Outil à nommer", "Tool to be named"),
        };
        let usage = catalog.usage(usage).map_or(usage, |known| known.label.get(self.lang));
        format!("{name} ({})", lower(usage))
    }

    /// Returns the name of the libre software that the association chose.
    pub(super) fn target_of<'u>(&self, one: &'u Use) -> Option<&'u str> {
        one.target_name.as_ref().map(|name| name.get(self.lang)).filter(|name| !name.trim().is_empty())
    }

    /// Returns the months of a phase: « novembre 2026 à janvier 2027 ».
    pub(super) fn months_of(&self, phase: &Phase) -> String {
        let (first, last) = (self.lang.month(phase.start), self.lang.month(phase.last_month()));
        if first == last {
            return first;
        }
        self.lang.pick(format!("{first} à {last}"), format!("{first} to {last}"))
    }

    /// Returns the phase in which a step stands.
    pub(super) fn phase_of(&self, step: usize) -> Option<&'a Phase> {
        self.report.roadmap.phases.iter().find(|phase| phase.steps.contains(&step))
    }

    /// Returns what some steps cost: « 2,5 jours (entre 1,4 et 4,4) ».
    pub(super) fn days_with_range(&self, steps: &[Step]) -> String {
        let sum = |minutes: fn(&Step) -> i64| steps.iter().map(minutes).sum::<i64>();
        let tenths = |minutes| self.lang.tenths(day_tenths(minutes));
        let (low, high) = (tenths(sum(|step| step.effort.low)), tenths(sum(|step| step.effort.high)));
        let days = self.lang.days(sum(|step| step.effort.total));
        self.lang
            .pick(format!("{days} (entre {low} et {high})"), format!("{days} (between {low} and {high})"))
    }

    /// Returns a link to the sheet of a step.
    pub(super) fn link_to_step(&self, index: usize) -> Span {
        let title = self.report.roadmap.steps.get(index).map_or("", |step| step.title.get(self.lang));
        Span::anchor(title, step_anchor(index))
    }

    /// Cites a source: its number, which opens it.
    pub(super) fn cite(&mut self, source: &SourceRef) -> [Span; 2] {
        self.cite_address(&source.url, source.checked_on)
    }

    /// Cites an address that was read on a day.
    pub(super) fn cite_address(&mut self, url: &str, checked_on: Date) -> [Span; 2] {
        let number = format!("[{}]", self.citations.number(url, checked_on));
        // The number never starts a line.
        [
            Span::plain("\u{a0}"),
            Span { text: number, style: SpanStyle::Muted, link: Some(Link::Url(url.to_owned())) },
        ]
    }

    /// Returns what the association noted about a tool, as a fact.
    pub(super) fn note_of(&self, one: &Use) -> Option<(String, Vec<Span>)> {
        let note = one.note.as_deref().filter(|note| !note.trim().is_empty())?;
        let label = self.say("Votre remarque", "Your remark");
        Some((
            label.to_owned(),
            vec![Span::plain(self.lang.pick(format!("« {} »", note.trim()), format!("“{}”", note.trim())))],
        ))
    }

    /// Returns caveats, each with its source, then the day on which they were read.
    pub(super) fn dated(&mut self, reserves: &[&Reserve]) -> Vec<Span> {
        let mut spans = Vec::new();
        for reserve in reserves {
            let start = if spans.is_empty() { "" } else { " " };
            spans.push(Span::plain(format!("{start}{}", sentence(reserve.text.get(self.lang)))));
            spans.extend(self.cite(&reserve.source));
        }
        if let Some(day) = reserves.iter().map(|reserve| reserve.source.checked_on).min() {
            let day = self.lang.date(day);
            spans.push(Span::muted(
                self.lang.pick(format!(" Lu\u{a0}le\u{a0}{day}."), format!(" Read on {day}.")),
            ));
        }
        spans
    }

    /// Returns a heading that links may point to.
    pub(super) fn heading(&self, level: Level, text: impl Into<String>, anchor: impl Into<String>) -> Block {
        Block::Heading { level, text: text.into(), anchor: Some(anchor.into()) }
    }
}

/// Returns the anchor of the sheet of a step.
pub(super) fn step_anchor(index: usize) -> String {
    format!("step-{}", index + 1)
}

/// Returns the anchor of a phase.
pub(super) fn phase_anchor(phase: &Phase) -> String {
    format!("phase-{}", phase.number)
}

/// Returns a fact of plain sentences.
pub(super) fn fact(label: &str, text: impl Into<String>) -> (String, Vec<Span>) {
    (label.to_owned(), vec![Span::plain(text)])
}

/// Returns a fact, its text made a sentence.
pub(super) fn stated(label: &str, text: &str) -> (String, Vec<Span>) {
    fact(label, sentence(text))
}

/// Tells whether a tool is behind the association or was libre from the start.
pub(super) fn is_achieved(one: &Use) -> bool {
    matches!(one.state, State::Replaced | State::Libre)
}

/// Returns a label that starts a phrase in the middle of a sentence.
pub(super) fn lower(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}
