//! « À surveiller »: the tools for which no step is proposed now, and what would change that.

use super::words::{sentence, sentences};
use super::writer::{Writer, fact, stated};
use crate::diagnosis::Use;
use crate::matching::Watch;
use crate::report::block::{Block, Level, Span};

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    if report.roadmap.watches.is_empty() && report.roadmap.excluded.is_empty() {
        return Vec::new();
    }
    let intro = vec![
        writer.heading(Level::One, writer.say("À surveiller", "To watch"), "watch"),
        Block::text(writer.say(
            "Pour ces outils, aucun départ n'est proposé aujourd'hui. Relisez cette liste une fois par an.",
            "For these tools, no move is proposed today. Read this list again once a year.",
        )),
    ];
    let mut blocks = intro;
    for (of, watch) in &report.roadmap.watches {
        let Some(one) = report.diagnosis.uses.get(*of) else { continue };
        let title = writer.name_with_usage(one);
        blocks.extend([Block::heading(Level::Two, title), Block::Facts(facts(writer, one, watch))]);
    }
    for step in &report.roadmap.excluded {
        let why = stated(writer.say("Pourquoi attendre", "Why wait"), &step.text(writer.lang));
        let title = step.title.get(writer.lang);
        blocks.extend([Block::heading(Level::Two, title), Block::Facts(vec![why])]);
    }
    blocks
}

fn facts(writer: &mut Writer<'_>, one: &Use, watch: &Watch) -> Vec<(String, Vec<Span>)> {
    let (report, lang) = (writer.report, writer.lang);
    let record = one.tool(report.catalog).and_then(|tool| tool.no_alternative_for(&one.usage));
    let mut why = stated(writer.say("Pourquoi attendre", "Why wait"), &watch.gate.text(lang));
    if let Some(record) = record {
        // What was decided hides what the catalogue knows; a reader wants both.
        let reason = sentence(record.reason.get(lang));
        if why.1.iter().all(|span| span.text != reason) {
            why.1.push(Span::plain(format!(" {reason}")));
        }
        why.1.extend(writer.cite(&record.source));
    }
    let mut facts =
        vec![why, stated(writer.say("Quand y revenir", "When to come back"), watch.condition.get(lang))];
    if !watch.mitigation.is_empty() {
        facts.push(fact(writer.say("En attendant", "Meanwhile"), sentences(&watch.mitigation, lang)));
    }
    facts.extend(candidate(writer, watch));
    if let Some(tool) = one.tool(report.catalog) {
        let spans = writer.dated(&tool.reserves.iter().collect::<Vec<_>>());
        if !spans.is_empty() {
            facts.push((writer.say("À savoir", "To know").to_owned(), spans));
        }
    }
    facts.extend(writer.note_of(one));
    facts
}

fn candidate(writer: &mut Writer<'_>, watch: &Watch) -> Option<(String, Vec<Span>)> {
    let lang = writer.lang;
    let software = writer.report.catalog.alternatives.get(watch.candidate.as_ref()?)?;
    let summary = sentence(software.summary.get(lang));
    let mut spans = vec![
        Span::url(software.name.get(lang), software.website.as_str()),
        Span::plain(format!(". {summary}")),
    ];
    if let Some(reserve) = software.libre.reserve() {
        spans.push(Span::plain(format!(" {}", sentence(reserve.get(lang)))));
    }
    if !software.reserves.is_empty() {
        spans.push(Span::plain(" "));
        spans.extend(writer.dated(&software.reserves.iter().collect::<Vec<_>>()));
    }
    Some((writer.say("Candidat", "Candidate").to_owned(), spans))
}
