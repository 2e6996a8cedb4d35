//! What is won: tools replaced or libre from the start, libre presences beside the giants, tools given up.

use super::words::{count, sentence};
use super::writer::{Writer, lower};
use crate::diagnosis::{State, Use};
use crate::matching::Outcome;
use crate::report::block::{Block, Level, Span};

pub(super) fn chapters(writer: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = achieved(writer);
    blocks.extend(parallel(writer));
    blocks.extend(given_up(writer));
    blocks
}

fn achieved(writer: &Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let (lang, all) = (writer.lang, &report.roadmap.achieved);
    if all.is_empty() {
        return Vec::new();
    }
    let uses: Vec<&Use> = all.iter().filter_map(|of| report.diagnosis.uses.get(*of)).collect();
    let number = count(
        lang,
        uses.len(),
        ["outil est déjà libre ou remplacé", "outils sont déjà libres ou remplacés"],
        ["tool is libre or replaced already", "tools are libre or replaced already"],
    );
    let praise = lang.pick(
        format!("Bravo : {number}. Ce travail compte, et il s'entretient : des sauvegardes, des accès notés, deux personnes aux commandes."),
        format!("Well done: {number}. This work counts, and it needs upkeep: backups, access codes written down, two people in charge."),
    );
    vec![
        writer.heading(
            Level::One,
            writer.say("Déjà libre, déjà gagné", "Libre already, won already"),
            "achieved",
        ),
        Block::text(praise),
        Block::List { ordered: false, items: uses.iter().map(|one| entry(writer, one)).collect() },
    ]
}

fn entry(writer: &Writer<'_>, one: &Use) -> Vec<Span> {
    let usage = lower(writer.report.usage_label(&one.usage));
    let name = match (one.state, writer.target_of(one)) {
        (State::Replaced, Some(target)) => format!("{} → {target}", writer.name_of(one)),
        _ => writer.name_of(one).to_owned(),
    };
    let how = match one.state {
        State::Replaced => writer.say("remplacé", "replaced"),
        _ => writer.say("libre", "libre"),
    };
    let mut spans = vec![Span::bold(name), Span::plain(format!(" ({usage}), {how}."))];
    if one.admins == Some(1) {
        spans.push(Span::plain(writer.say(
            " Une seule personne l'administre : nommez-en une deuxième.",
            " One person alone administers it: name a second one.",
        )));
    }
    spans.extend(remark(writer, one));
    spans
}

fn remark(writer: &Writer<'_>, one: &Use) -> Option<Span> {
    let note = one.note.as_deref().map(str::trim).filter(|note| !note.is_empty())?;
    Some(Span::muted(writer.lang.pick(format!(" « {note} »"), format!(" “{note}”"))))
}

fn parallel(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    if report.roadmap.parallel.is_empty() {
        return Vec::new();
    }
    let mut items = Vec::new();
    for one in report.roadmap.parallel.iter().filter_map(|of| report.diagnosis.uses.get(*of)) {
        let usage = lower(report.usage_label(&one.usage));
        let beside = match writer.target_of(one) {
            Some(target) => writer.lang.pick(
                format!(" ({usage}) est gardé, avec {target} à côté."),
                format!(" ({usage}) is kept, with {target} beside it."),
            ),
            None => writer.lang.pick(
                format!(" ({usage}) est gardé, avec une présence libre à côté."),
                format!(" ({usage}) is kept, with a libre presence beside it."),
            ),
        };
        let mut spans = vec![Span::bold(writer.name_of(one)), Span::plain(beside)];
        if let Some(software) = one.target.as_ref().and_then(|id| report.catalog.alternatives.get(id)) {
            spans.push(Span::plain(format!(" {}", sentence(software.summary.get(writer.lang)))));
        }
        spans.extend(remark(writer, one));
        items.push(spans);
    }
    vec![
        writer.heading(Level::One, writer.say("À côté des géants", "Beside the giants"), "parallel"),
        Block::text(writer.say(
            "Quand le public est chez un géant, on peut y rester et publier d'abord ailleurs. Chaque publication libre se lit sans compte ni publicité.",
            "When the public is at a giant's, one can stay there and publish elsewhere first. Each libre post can be read without account or advertising.",
        )),
        Block::List { ordered: false, items },
    ]
}

/// Says which tools were given up, and whatever stands in no other chapter.
fn given_up(writer: &Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let names: Vec<String> = report
        .matches
        .iter()
        .filter(|one| matches!(one.outcome, Outcome::Abandoned))
        .filter_map(|one| report.diagnosis.uses.get(one.of))
        .map(|one| writer.name_with_usage(one))
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let names = writer.lang.enumerate(&names);
    vec![Block::text(writer.lang.pick(
        format!(
            "Vous n'utilisez plus : {names}. Pensez à y fermer les comptes et à récupérer ce qui doit l'être."
        ),
        format!("You no longer use: {names}. Remember to close the accounts and to take out what you need."),
    ))]
}
