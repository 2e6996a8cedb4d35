//! Where to get a software: in an installation that the plan opens, or the ways that the catalogue knows.

use super::words::sentence;
use super::writer::Writer;
use crate::catalog::{Alternative, Hosting};
use crate::report::block::{Block, Span};
use crate::roadmap::{Kind, Step};

/// Returns the step that opens the installation on which a software stands.
pub(super) fn platform_step(writer: &Writer<'_>, software: &Alternative) -> Option<usize> {
    let wanted = software.platform.as_ref()?;
    let opens = |step: &Step| matches!(&step.kind, Kind::Platform { platform } if platform == wanted);
    writer.report.roadmap.steps.iter().position(opens)
}

pub(super) fn in_the_platform(writer: &Writer<'_>, platform: usize) -> Vec<Block> {
    vec![Block::Paragraph(vec![
        Span::bold(writer.say("Où l'obtenir : ", "Where to get it: ")),
        Span::plain(writer.say("dans l'installation de l'étape « ", "in the installation of the step “")),
        writer.link_to_step(platform),
        Span::plain(writer.say(" ».", "”.")),
    ])]
}

/// Returns the ways of getting a software, best first.
pub(super) fn hosting(writer: &mut Writer<'_>, ways: &[Hosting], website: &str) -> Vec<Block> {
    let lang = writer.lang;
    let title = Block::Paragraph(vec![Span::bold(writer.say("Où l'obtenir :", "Where to get it:"))]);
    if ways.is_empty() {
        let text = writer
            .say("Aucun hébergeur n'est connu du catalogue ; voir ", "The catalogue knows no host; see ");
        return vec![
            title,
            Block::Paragraph(vec![Span::plain(text), Span::url(website, website), Span::plain(".")]),
        ];
    }
    let mut items = Vec::new();
    for way in ways {
        let mut spans = vec![Span::plain(sentence(way.mode.label(lang)).trim_end_matches('.'))];
        let name = way.name.as_ref().map(|name| name.get(lang));
        match (name, &way.url) {
            (Some(name), Some(url)) => {
                spans.push(Span::plain(writer.say(" : ", ": ")));
                spans.push(Span::url(name, url.as_str()));
            }
            (Some(name), None) => {
                spans.push(Span::plain(lang.pick(format!(" : {name}"), format!(": {name}"))))
            }
            (None, Some(url)) => {
                spans.push(Span::plain(writer.say(" : ", ": ")));
                spans.push(Span::url(url.as_str(), url.as_str()));
            }
            (None, None) => {}
        }
        spans.push(Span::plain("."));
        if let Some(note) = &way.note {
            spans.push(Span::plain(format!(" {}", sentence(note.get(lang)))));
        }
        if way.assumed {
            spans.push(Span::muted(writer.say(" À vérifier.", " To be checked.")));
        }
        spans.extend(way.source.as_ref().map(|source| writer.cite(source)).into_iter().flatten());
        items.push(spans);
    }
    vec![title, Block::List { ordered: false, items }]
}
