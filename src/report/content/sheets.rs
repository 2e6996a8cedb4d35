//! One sheet a step: why, how long, what is lost and kept, how to do it, when it is over, how to return.

use super::facts::{
    Facts, caveats, common_facts, irreplaceable, lost_and_kept, open_questions, other_candidates,
    software_fact, sources, way_back,
};
use super::guide;
use super::hosting::{hosting, in_the_platform, platform_step};
use super::words::sentence;
use super::writer::{Writer, fact, stated, step_anchor};
use crate::catalog::{Lot, Migration, Platform};
use crate::report::block::{Block, Level, Span, Turn};
use crate::roadmap::{Kind, Step};

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let steps = &writer.report.roadmap.steps;
    if steps.is_empty() {
        return Vec::new();
    }
    let intro = vec![
        writer.heading(Level::One, writer.say("Une fiche par étape", "One sheet per step"), "sheets"),
        Block::text(writer.say(
            "Chaque fiche se lit seule. Donnez-la à la personne qui mène l'étape.",
            "Each sheet stands alone. Give it to the person who leads the step.",
        )),
    ];
    let mut blocks = vec![Block::PageBreak(Turn::NearEnd)];
    blocks.extend(intro);
    for index in 0..steps.len() {
        if index > 0 {
            // A sheet is handed to somebody, and half a page left empty on each is too much.
            blocks.push(Block::PageBreak(Turn::NearEnd));
        }
        blocks.extend(sheet(writer, index));
    }
    blocks.push(Block::PageBreak(Turn::NearEnd));
    blocks
}

fn sheet(writer: &mut Writer<'_>, index: usize) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let Some(step) = report.roadmap.steps.get(index) else { return Vec::new() };
    let (ordinal, title) = (lang.ordinal(index + 1), step.title.get(lang));
    let title = lang.pick(format!("{ordinal} étape : {title}"), format!("{ordinal} step: {title}"));
    let mut blocks = vec![writer.heading(Level::Two, title, step_anchor(index))];
    blocks.extend(match &step.kind {
        Kind::Move { .. } => move_sheet(writer, index, step),
        Kind::Platform { platform } => platform_sheet(writer, index, step, platform),
        Kind::Recovery { of } => recovery_sheet(writer, index, step, *of),
    });
    blocks
}

fn move_sheet(writer: &mut Writer<'_>, index: usize, step: &Step) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let (Some(one), Kind::Move { of, alternative, lot }) = (report.use_of(step), &step.kind) else {
        return Vec::new();
    };
    let Some(tool) = one.tool(report.catalog) else { return Vec::new() };
    let Some(migration) = tool.migrations_for(&one.usage).find(|migration| migration.to == *alternative)
    else {
        return Vec::new();
    };
    let Some(software) = report.catalog.alternatives.get(alternative) else { return Vec::new() };
    let first = first_part(writer, index, *of, *lot);
    let lots = report.catalog.usage(&one.usage).and_then(|usage| usage.lots);
    let part = lot.map(|lot| guide::part(lang, lots, lot, one.name.get(lang)));

    let mut blocks = Vec::new();
    let mut facts = Facts::new();
    facts.extend(part.as_ref().map(|part| about_part(writer, part.what, *lot, first)));
    facts.push(software_fact(writer, step, software));
    facts.extend(common_facts(writer, index, step));
    if first.is_none() {
        facts.extend(lost_and_kept(writer, migration));
        facts.extend(irreplaceable(writer, one));
    }
    blocks.push(Block::Facts(facts));

    if let Some(first) = first {
        blocks.push(Block::Paragraph(vec![
            Span::bold(writer.say("Comment faire : ", "How to do it: ")),
            Span::plain(
                writer.say("les mêmes actions que dans la fiche « ", "the same actions as in the sheet “"),
            ),
            writer.link_to_step(first),
            Span::plain(writer.say(
                " », pour tout ce qui reste. Elle dit aussi ce qui se perd et ce qui se garde.",
                "”, for all that is left. It also says what is lost and what is kept.",
            )),
        ]));
    } else {
        blocks.extend(actions(writer, report.catalog.guide(migration).iter().map(|text| text.get(lang))));
        blocks.extend(documentation(writer, migration));
    }

    let mut end = Facts::new();
    let of_move = || report.catalog.done_when(migration).map(|text| text.get(lang).to_owned());
    let done = part.and_then(|part| part.done_when).or_else(of_move);
    end.extend(done.map(|done| stated(writer.say("C'est fini quand", "It is over when"), &done)));
    end.extend(way_back(writer, migration));
    if first.is_none() {
        end.extend(caveats(writer, one, software));
        blocks.push(Block::Facts(std::mem::take(&mut end)));
        blocks.extend(match platform_step(writer, software) {
            Some(platform) => in_the_platform(writer, platform),
            None => hosting(writer, &software.hosting, &software.website),
        });
        end.extend(other_candidates(writer, step));
        end.extend(open_questions(writer, one));
        end.extend(writer.note_of(one));
        end.extend(sources(writer, migration));
    }
    if !end.is_empty() {
        blocks.push(Block::Facts(end));
    }
    blocks
}

/// Returns the earlier step that is the first part of the same move.
fn first_part(writer: &Writer<'_>, index: usize, of: usize, lot: Option<Lot>) -> Option<usize> {
    if lot != Some(Lot::Rest) {
        return None;
    }
    let is_first =
        |step: &Step| matches!(step.kind, Kind::Move { of: other, lot: Some(Lot::First), .. } if other == of);
    writer.report.roadmap.steps[..index].iter().position(is_first)
}

/// Says which part of the move the sheet is about.
fn about_part(
    writer: &Writer<'_>,
    what: &str,
    lot: Option<Lot>,
    first: Option<usize>,
) -> (String, Vec<Span>) {
    let then = match (lot, first) {
        (Some(Lot::First), _) => writer.say(
            " C'est un essai : faites les mêmes actions, en petit. Le reste suit dans une autre étape.",
            " It is a trial: the same actions, on a small scale. The rest follows in another step.",
        ),
        (_, None) => writer.say(
            " D'après l'avancement compté, la première partie est faite.",
            " By the progress that is counted, the first part is done.",
        ),
        (_, Some(_)) => "",
    };
    fact(writer.say("Partie concernée", "Part concerned"), format!("{what}{then}"))
}

/// Returns the actions, one an item.
fn actions<'t>(writer: &Writer<'_>, texts: impl Iterator<Item = &'t str>) -> Vec<Block> {
    let items: Vec<Vec<Span>> = texts.map(|text| vec![Span::plain(sentence(text))]).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let title = writer.say("Comment faire :", "How to do it:");
    vec![Block::Paragraph(vec![Span::bold(title)]), Block::List { ordered: true, items }]
}

/// Says whether the actions are those of this very move, and where the move is documented.
fn documentation(writer: &mut Writer<'_>, migration: &Migration) -> Vec<Block> {
    let mut spans = Vec::new();
    if migration.steps.is_empty() {
        spans.push(Span::muted(writer.say(
            "Ces actions sont générales : personne n'a encore décrit ce passage en détail.",
            "These actions are general: nobody has described this very move in detail yet.",
        )));
    }
    if let Some(page) = &migration.documentation {
        spans.push(Span::plain(writer.say(" Documentation : ", " Documentation: ")));
        spans.push(Span::url(page.url.as_str(), page.url.as_str()));
        spans.push(Span::plain("."));
        spans.extend(writer.cite(page));
    }
    if spans.is_empty() { Vec::new() } else { vec![Block::Paragraph(spans)] }
}

fn platform_sheet(writer: &mut Writer<'_>, index: usize, step: &Step, id: &str) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let Some(platform) = report.catalog.platform(id) else { return Vec::new() };
    let Platform { serves, steps, done_when, way_back, source, .. } = platform;
    let mut facts = vec![stated(writer.say("À quoi il sert", "What it is for"), serves.get(lang))];
    facts.extend(common_facts(writer, index, step));
    let mut blocks = vec![Block::Facts(facts)];
    blocks.extend(actions(writer, steps.iter().map(|text| text.get(lang))));
    let software = report.catalog.alternatives.get(id);
    let mut end = vec![
        stated(writer.say("C'est fini quand", "It is over when"), done_when.get(lang)),
        stated(writer.say("Retour possible", "Way back"), way_back.get(lang)),
    ];
    let day = lang.date(source.checked_on);
    let mut read =
        vec![Span::plain(lang.pick(format!("Lue\u{a0}le\u{a0}{day} :"), format!("Read on {day}:")))];
    read.extend(writer.cite(source));
    read.push(Span::plain("."));
    end.push((writer.say("Source", "Source").to_owned(), read));
    blocks.push(Block::Facts(end));
    if let Some(software) = software {
        blocks.extend(hosting(writer, &software.hosting, &software.website));
    }
    blocks
}

fn recovery_sheet(writer: &mut Writer<'_>, index: usize, step: &Step, of: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(common_facts(writer, index, step))];
    blocks.extend(actions(writer, guide::recovery_steps(writer).into_iter()));
    let mut end = vec![
        fact(
            writer.say("C'est fini quand", "It is over when"),
            writer.say(
                "Deux personnes de l'association ouvrent le compte, avec une adresse de l'association.",
                "Two people of the association open the account, with an address of the association.",
            ),
        ),
        fact(
            writer.say("Si c'est impossible", "If it cannot be done"),
            writer.say(
                "Notez-le, prévenez le conseil, et repartez d'un compte neuf : le plan se refait sans le contenu ancien.",
                "Write it down, tell the board, and start from a new account: the plan is made again without the old content.",
            ),
        ),
    ];
    if let Some(one) = writer.report.diagnosis.uses.get(of) {
        end.extend(writer.note_of(one));
    }
    blocks.push(Block::Facts(end));
    blocks
}
