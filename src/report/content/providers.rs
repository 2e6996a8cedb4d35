//! « Qui peut vous aider »: the providers that answer the needs, each with what its sources say and do not say.

use jiff::civil::Date;

use super::words::{count, ended, sentence};
use super::writer::Writer;
use crate::providers::{Criterion, Evidence, Matched, Value};
use crate::report::block::{Align, Block, Cell, Column, Level, Span};

/// How many providers have an entry of their own.
const MOST: usize = 12;
/// How many more are named; a list of hundreds helps nobody.
const MOST_NAMED: usize = 40;

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let matched = &report.shortlist.matched;
    let lists = &report.directory.lists;
    if matched.is_empty() && lists.is_empty() {
        return Vec::new();
    }
    let (useful, silent): (Vec<&Matched<'_>>, Vec<&Matched<'_>>) =
        matched.iter().partition(|one| one.score > 0);
    let (shown, more) = useful.split_at(useful.len().min(MOST));
    let (day, note) = (lang.date(report.directory.compiled), sentence(report.directory.note.get(lang)));
    let listed = count(
        lang,
        report.directory.providers.len(),
        ["structure", "structures"],
        ["structure", "structures"],
    );
    let mut blocks = vec![
        writer.heading(Level::One, writer.say("Qui peut vous aider", "Who can help you"), "providers"),
        Block::text(if lists.is_empty() {
            lang.pick(
                format!("Annuaire du {day}, {listed}. {note}"),
                format!("Directory of {day}, {listed}. {note}"),
            )
        } else {
            lang.pick(
                format!("{listed}, de plusieurs listes. Celle du programme, du {day} : {note}"),
                format!("{listed}, out of several lists. That of the program, of {day}: {note}"),
            )
        }),
    ];
    // A list that could not be had is told with the reason: it is no « nobody found ».
    blocks.extend(lists.iter().map(|list| Block::text(list.text(lang))));
    for widening in &report.shortlist.widened {
        blocks.push(Block::text(widening.text(lang)));
    }
    let mut days: Vec<Date> = shown.iter().map(|one| one.provider.checked_on).collect();
    days.dedup();
    let rows: Vec<Vec<Cell>> = shown.iter().map(|one| row(writer, one, days.len() > 1)).collect();
    if let Some(day) = days.first() {
        let day = lang.date(*day);
        let read = if days.len() > 1 {
            String::new()
        } else {
            lang.pick(format!(" Sources lues le\u{a0}{day}."), format!(" Sources read on {day}."))
        };
        blocks.push(Block::text(lang.pick(
            format!("Les premières répondent à plus de besoins, ou sont plus proches.{read} « À demander » : leurs sources n'en parlent pas. Répondent à au moins un de vos besoins :"),
            format!("The first ones answer more needs, or are nearer.{read} “To be asked”: their sources do not speak of it. These answer at least one of your needs:"),
        )));
    }
    // The title of the chapter and what it says stay with the table.
    let mut blocks = vec![Block::KeepTogether(blocks)];
    if !rows.is_empty() {
        let column = |title: &str, weight| Column { title: title.to_owned(), weight, align: Align::Left };
        blocks.push(Block::Table {
            columns: vec![
                column(writer.say("Structure", "Structure"), 37),
                column(writer.say("Répond à", "Answers"), 20),
                column(writer.say("Non cité par leurs sources", "Not named by their sources"), 21),
                column(writer.say("À demander", "To be asked"), 22),
            ],
            rows,
        });
    }
    blocks.extend(others(
        writer,
        more,
        writer.say("Répondent aussi à un de vos besoins : ", "These answer one of your needs too: "),
    ));
    if report.shortlist.more > 0 {
        let more = lang.integer(i64::try_from(report.shortlist.more).unwrap_or(i64::MAX));
        blocks.push(Block::text(lang.pick(
            format!("Structures qui répondent moins bien, non nommées : {more}."),
            format!("Structures that answer less well, not named: {more}."),
        )));
    }
    blocks.extend(others(
        writer,
        &silent,
        writer.say(
            "À vérifier, car leurs sources ne disent rien de vos besoins : ",
            "To be checked, as their sources say nothing of your needs: ",
        ),
    ));
    blocks
}

fn row(writer: &mut Writer<'_>, one: &Matched<'_>, with_day: bool) -> Vec<Cell> {
    let cell = |criteria: &[Criterion], hidden: fn(&Criterion) -> bool| {
        let told: Vec<&Criterion> = criteria.iter().filter(|criterion| !hidden(criterion)).collect();
        match phrases(writer, &told) {
            told if told.is_empty() => vec![Span::plain("–")],
            told => vec![Span::plain(told.join(", "))],
        }
    };
    let [met, unmet, unknown] =
        [cell(&one.met, is_told_above), cell(&one.unmet, is_place), cell(&one.unknown, |_| false)];
    vec![identity(writer, one, with_day), met, unmet, unknown]
}

/// Tells whether a criterion stands under the name.
fn is_told_above(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Value(Value::Chatons) | Criterion::EmancipAsso(_))
}

fn is_place(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Department { .. } | Criterion::Region { .. })
}

/// Returns what the structure is, where it is, its website, and where that was read.
fn identity(writer: &mut Writer<'_>, one: &Matched<'_>, with_day: bool) -> Vec<Span> {
    let (lang, provider) = (writer.lang, one.provider);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(provider.kind.map(|kind| kind.label(lang).to_owned()));
    let away = if one.unmet.iter().any(is_place) {
        writer.say(", hors de votre région", ", outside your region")
    } else {
        ""
    };
    match (&provider.city, &provider.department) {
        (Some(city), Some(department)) => parts.push(format!("{city} ({department}){away}")),
        (Some(city), None) => parts.push(format!("{city}{away}")),
        (None, Some(department)) => parts.push(
            lang.pick(format!("département {department}{away}"), format!("department {department}{away}")),
        ),
        (None, None) => parts.push(writer.say("lieu non précisé", "place not stated").to_owned()),
    }
    if provider.local {
        parts.push(writer.say("liste locale", "local list").to_owned());
    }
    let told: Vec<&Criterion> = one.met.iter().filter(|criterion| is_told_above(criterion)).collect();
    parts.extend(phrases(writer, &told));
    let mut spans =
        vec![Span::bold(provider.name.as_str()), Span::plain(format!(". {}", sentence(&parts.join(", "))))];
    if let Some(price) = &provider.price {
        let price = ended(price.get(lang));
        spans.push(Span::plain(lang.pick(format!(" Prix : {price}"), format!(" Price: {price}"))));
    }
    if let Some(website) = provider.website.as_ref().or(provider.sheet.as_ref()) {
        spans.push(Span::plain(" "));
        spans.push(Span::url(website.as_str(), website.as_str()));
        spans.push(Span::plain("."));
        spans.extend(
            provider.website_note.as_ref().map(|note| Span::plain(format!(" {}", sentence(note.get(lang))))),
        );
    }
    if with_day {
        let day = lang.date(provider.checked_on);
        spans.push(Span::muted(lang.pick(format!(" Lu\u{a0}le\u{a0}{day}."), format!(" Read on {day}."))));
    }
    spans.extend(where_to_read(writer, one));
    spans
}

fn phrases(writer: &Writer<'_>, criteria: &[&Criterion]) -> Vec<String> {
    let name_of = |id: &str| {
        writer.report.catalog.alternatives.get(id).map_or(id, |known| known.name.get(writer.lang)).to_owned()
    };
    criteria.iter().map(|criterion| criterion.text_with(writer.lang, name_of)).collect()
}

/// Returns the sources, and whether they leave much open.
fn where_to_read(writer: &mut Writer<'_>, one: &Matched<'_>) -> Vec<Span> {
    let (lang, provider) = (writer.lang, one.provider);
    let mut spans = Vec::new();
    for source in &provider.sources {
        match (&source.url, &source.document) {
            (Some(url), _) => {
                let [_, number] = writer.cite_address(url, provider.checked_on);
                spans.extend([Span::plain(" "), number]);
            }
            (None, Some(document)) => spans.push(Span::muted(format!(
                " Source{}{}",
                lang.pick(" : ", ": "),
                ended(document.get(lang))
            ))),
            (None, None) => {}
        }
    }
    if provider.evidence != Evidence::Strong {
        spans.push(Span::muted(writer.say(" Fiche incomplète.", " Incomplete entry.")));
    }
    spans
}

/// Returns the names of providers on one line, each with its website.
fn others(writer: &Writer<'_>, all: &[&Matched<'_>], title: &str) -> Option<Block> {
    if all.is_empty() {
        return None;
    }
    let mut spans = vec![Span::plain(title)];
    let more = all.len().saturating_sub(MOST_NAMED);
    for (index, one) in all.iter().take(MOST_NAMED).enumerate() {
        let between = match index {
            0 => "",
            _ if index + 1 == all.len() => writer.say(" et ", " and "),
            _ => ", ",
        };
        spans.push(Span::plain(between));
        spans.push(match one.provider.website.as_ref().or(one.provider.sheet.as_ref()) {
            Some(website) => Span::url(one.provider.name.as_str(), website.as_str()),
            None => Span::plain(one.provider.name.as_str()),
        });
    }
    let more = match more {
        0 => String::new(),
        more => writer.lang.pick(format!(" et {more} autres"), format!(" and {more} others")),
    };
    spans.push(Span::plain(format!("{more}.")));
    Some(Block::Paragraph(spans))
}
