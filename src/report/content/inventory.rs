//! « Où vous en êtes »: every tool of the diagnosis, who controls it and how far the association is.

use super::words::count;
use super::writer::{Writer, is_achieved};
use crate::catalog::{Hosting, HostingMode, country};
use crate::diagnosis::{Basis, Product, State, Use};
use crate::report::block::{Align, Block, Column, Level, Span, Tone, Turn};

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    if report.diagnosis.uses.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::PageBreak(Turn::Always),
        writer.heading(Level::One, writer.say("Où vous en êtes", "Where you stand"), "inventory"),
        Block::text(overview(writer)),
    ];
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    blocks.push(Block::Table {
        columns: vec![
            column(writer.say("Usage", "Usage"), 21, Align::Left),
            column(writer.say("Outil", "Tool"), 19, Align::Left),
            column(writer.say("Qui le contrôle", "Who controls it"), 27, Align::Left),
            column(writer.say("État", "State"), 21, Align::Left),
            column(writer.say("Personnes", "People"), 12, Align::Right),
        ],
        rows: report.diagnosis.uses.iter().map(|one| row(writer, one)).collect(),
    });
    blocks.extend(legend(writer));
    let findings = &report.diagnosis.findings;
    let unheeded = &report.roadmap.unheeded;
    if !findings.is_empty() || !unheeded.is_empty() {
        blocks.push(writer.heading(
            Level::Two,
            writer.say("Points d'attention", "Points to watch"),
            "findings",
        ));
        let unheeded = unheeded.iter().map(|decision| decision.finding(writer.lang));
        let told = findings.iter().map(|finding| finding.text(writer.lang)).chain(unheeded);
        let items = told.map(|text| vec![Span::plain(text)]).collect();
        blocks.push(Block::Note {
            tone: Tone::Alert,
            title: None,
            blocks: vec![Block::List { ordered: false, items }],
        });
    }
    blocks
}

/// Says how much of what is in use depends on whom.
fn overview(writer: &Writer<'_>) -> String {
    let (report, lang) = (writer.report, writer.lang);
    let in_use: Vec<&Use> = report
        .diagnosis
        .uses
        .iter()
        .filter(|one| !matches!(one.state, State::Replaced | State::Abandoned))
        .collect();
    let vendor = |one: &Use| one.tool(report.catalog).and_then(|tool| report.catalog.vendor_of(tool));
    let number = |keep: &dyn Fn(&Use) -> bool| in_use.iter().filter(|one| keep(one)).count();
    let american = number(&|one| vendor(one).is_some_and(|vendor| vendor.jurisdiction == "US"));
    let giants = number(&|one| vendor(one).is_some_and(|vendor| vendor.group.is_giant()));
    let libre = number(&|one| one.state == State::Libre);
    let unknown = number(&|one| matches!(one.product, Product::Unknown | Product::Unlisted(_)));
    let total =
        count(lang, in_use.len(), ["outil en usage", "outils en usage"], ["tool in use", "tools in use"]);
    let mut sentences = vec![match american {
        0 => lang.pick(
            format!("Sur {total}, aucun ne dépend, à notre connaissance, d'une entreprise américaine."),
            format!("Out of {total}, none depends on a US company as far as we know."),
        ),
        _ => {
            let companies = count(
                lang,
                american,
                ["dépend d'une entreprise américaine", "dépendent d'entreprises américaines"],
                ["depends on a US company", "depend on US companies"],
            );
            lang.pick(format!("Sur {total}, {companies}."), format!("Out of {total}, {companies}."))
        }
    }];
    if giants > 0 {
        let them = count(lang, giants, ["d'entre eux", "d'entre eux"], ["of them", "of them"]);
        sentences.push(if giants == american && giants > 1 {
            writer
                .say(
                    "Toutes sont parmi les cinq géants du web.",
                    "All of these are among the five giants of the web.",
                )
                .to_owned()
        } else {
            lang.pick(
                format!("Pour {them}, c'est l'un des cinq géants du web."),
                format!("For {them}, it is one of the five giants of the web."),
            )
        });
    }
    if libre > 0 {
        let libre = count(
            lang,
            libre,
            ["est déjà libre", "sont déjà libres"],
            ["is libre already", "are libre already"],
        );
        sentences.push(lang.pick(format!("Et {libre}."), format!("And {libre}.")));
    }
    if unknown > 0 {
        let unknown = count(
            lang,
            unknown,
            ["reste à vérifier", "restent à vérifier"],
            ["is still to be checked", "are still to be checked"],
        );
        sentences.push(lang.pick(format!("Et {unknown}."), format!("And {unknown}.")));
    }
    sentences.join(" ")
}

fn row(writer: &Writer<'_>, one: &Use) -> Vec<Vec<Span>> {
    let usage = writer
        .report
        .catalog
        .usage(&one.usage)
        .map_or(one.usage.as_str(), |usage| usage.label.get(writer.lang));
    vec![
        vec![Span::plain(usage)],
        vec![Span::bold(writer.name_of(one))],
        vec![Span::plain(control(writer, one))],
        vec![Span::plain(state(writer, one))],
        vec![Span::plain(people(writer, one))],
    ]
}

/// Who controls a libre software: its users, their host, or the only service that there is.
fn libre_control(writer: &Writer<'_>, hosting: &[Hosting]) -> String {
    let offers = |modes: &[HostingMode]| hosting.iter().any(|way| modes.contains(&way.mode));
    let hosted = [
        HostingMode::Framasoft,
        HostingMode::Chatons,
        HostingMode::Provider,
        HostingMode::Yunohost,
        HostingMode::SelfHosted,
    ];
    if offers(&hosted) {
        writer.say("vous et votre hébergeur", "you and your host").to_owned()
    } else if offers(&[HostingMode::Mobile, HostingMode::VendorCloud]) {
        writer.say("vous et le service de son éditeur", "you and its publisher's service").to_owned()
    } else {
        writer.say("vous", "you").to_owned()
    }
}

fn control(writer: &Writer<'_>, one: &Use) -> String {
    let (report, lang) = (writer.report, writer.lang);
    match &one.product {
        Product::Unknown | Product::Unlisted(_) => {
            return writer.say("à vérifier", "to be checked").to_owned();
        }
        Product::Libre(id) => {
            let hosting = report.catalog.alternatives.get(id).map(|libre| libre.hosting.as_slice());
            return libre_control(writer, hosting.unwrap_or_default());
        }
        Product::Tool(_) => {}
    }
    let vendor = one.tool(report.catalog).and_then(|tool| report.catalog.vendor_of(tool));
    let who = vendor.map_or_else(
        || writer.say("à vérifier", "to be checked").to_owned(),
        |vendor| format!("{} ({})", vendor.name.get(lang), country(&vendor.jurisdiction, lang)),
    );
    if is_achieved(one) || one.state == State::Abandoned {
        return who;
    }
    let exposure = exposure(writer, one.levels.exposure.value.get());
    lang.pick(format!("{who}, exposition {exposure}"), format!("{who}, {exposure} exposure"))
}

fn exposure(writer: &Writer<'_>, level: i64) -> &'static str {
    match level {
        0 => writer.say("nulle", "no"),
        1 => writer.say("faible", "low"),
        2 => writer.say("moyenne", "medium"),
        3 => writer.say("forte", "high"),
        _ => writer.say("très forte", "very high"),
    }
}

/// Explains the words for the exposure that the table uses.
fn legend(writer: &Writer<'_>) -> Option<Block> {
    let mut levels: Vec<i64> = writer
        .report
        .diagnosis
        .uses
        .iter()
        .filter(|one| matches!(one.product, Product::Tool(_)) && one.state.is_open())
        .map(|one| one.levels.exposure.value.get())
        .collect();
    levels.sort_unstable_by_key(|level| std::cmp::Reverse(*level));
    levels.dedup();
    if levels.is_empty() {
        return None;
    }
    let meaning = |level: i64| match level {
        0 => writer.say(
            "le logiciel est libre et vous choisissez l'hébergeur",
            "the software is libre and you choose the host",
        ),
        1 => writer.say(
            "l'entreprise est européenne et on en sort facilement",
            "the company is European and leaving is easy",
        ),
        2 => writer.say(
            "le logiciel est fermé, ou les données sont en Europe sous un contrôle extérieur",
            "the software is closed, or the data is in Europe under outside control",
        ),
        3 => writer
            .say("la loi européenne ne protège que sur le papier", "European law protects on paper only"),
        _ => writer.say(
            "l'entreprise obéit d'abord à la loi d'un pays hors de l'Union européenne",
            "the company first obeys the law of a country outside the European Union",
        ),
    };
    let label = writer.say("Exposition", "Exposure");
    let mut spans = Vec::new();
    for level in levels {
        let word = exposure(writer, level);
        let start = if spans.is_empty() { "" } else { " " };
        spans.push(Span::bold(
            writer.lang.pick(format!("{start}{label} {word}"), format!("{start}{} exposure", capital(word))),
        ));
        spans.push(Span::plain(
            writer.lang.pick(format!(" : {}.", meaning(level)), format!(": {}.", meaning(level))),
        ));
    }
    Some(Block::Paragraph(spans))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn state(writer: &Writer<'_>, one: &Use) -> String {
    let lang = writer.lang;
    let target = writer.target_of(one);
    let with = |fr: &str, en: &str, fr_alone: &str, en_alone: &str| match target {
        Some(target) => format!("{} {target}", lang.pick(fr, en)),
        None => lang.pick(fr_alone, en_alone).to_owned(),
    };
    match one.state {
        State::InUse => writer.say("en usage", "in use").to_owned(),
        State::Testing => with(
            "en usage, essai de",
            "in use, trial of",
            "en usage, essai d'un autre",
            "in use, trial of another",
        ),
        State::InProgress(percent) => {
            let to = with("en route vers", "on the way to", "départ commencé", "leaving has begun");
            match percent {
                Some(percent) => lang.pick(format!("{to} ({percent} %)"), format!("{to} ({percent}%)")),
                None => to,
            }
        }
        State::Parallel => {
            with("gardé, avec", "kept, with", "gardé, avec un outil libre", "kept, with a libre tool")
        }
        State::Replaced => with("remplacé par", "replaced by", "remplacé", "replaced"),
        State::Libre => writer.say("libre", "libre").to_owned(),
        State::Kept => writer.say("gardé pour l'instant", "kept for now").to_owned(),
        State::Abandoned => writer.say("abandonné", "given up").to_owned(),
    }
}

fn people(writer: &Writer<'_>, one: &Use) -> String {
    let number = writer.lang.integer(one.users.value);
    match one.users.basis {
        Basis::Answer(_) => number,
        Basis::Unknown(_) => writer.say("à vérifier", "to be checked").to_owned(),
        // A tool that is behind, or libre, is not asked about.
        _ if is_achieved(one) || one.state == State::Abandoned => "–".to_owned(),
        Basis::Assumption(_) | Basis::Catalogue(_) => {
            writer.lang.pick(format!("{number} (supposé)"), format!("{number} (assumed)"))
        }
    }
}
