//! The last chapter: every address on which the document stands, with the day on which it was read.

use jiff::civil::Date;

use super::writer::Writer;
use crate::report::block::{Align, Block, Column, Level, Span};

pub(super) fn chapter(writer: &Writer<'_>) -> Vec<Block> {
    let cited = &writer.citations.cited;
    if cited.is_empty() {
        return Vec::new();
    }
    let lang = writer.lang;
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    // One day for all is said once.
    let first = cited.first().map(|(_, day)| *day);
    let one_day = first.filter(|first| cited.iter().all(|(_, day)| day == first));
    let row = |(index, (url, day)): (usize, &(String, Date))| {
        let number = Span::plain(lang.integer(i64::try_from(index + 1).unwrap_or(i64::MAX)));
        let mut cells = vec![vec![number], vec![Span::url(url.as_str(), url.as_str())]];
        if one_day.is_none() {
            cells.push(vec![Span::plain(lang.date(*day))]);
        }
        cells
    };
    let mut columns = vec![
        column(writer.say("N°", "No."), 6, Align::Right),
        column(writer.say("Adresse", "Address"), 75, Align::Left),
    ];
    let intro = writer.say(
        "Les numéros entre crochets du document renvoient à cette liste.",
        "The numbers in square brackets lead to this list.",
    );
    let days = match one_day {
        Some(day) => {
            let day = lang.date(day);
            lang.pick(
                format!("Toutes ces pages ont été lues le {day} :"),
                format!("All these pages were read on {day}:"),
            )
        }
        None => {
            columns.push(column(writer.say("Lue le", "Read on"), 19, Align::Left));
            writer
                .say("La date est celle de la lecture :", "The date is the day on which the page was read:")
                .to_owned()
        }
    };
    vec![
        writer.heading(Level::Two, writer.say("Sources", "Sources"), "sources"),
        Block::text(format!("{intro} {days}")),
        Block::Table { columns, rows: cited.iter().enumerate().map(row).collect() },
    ]
}
