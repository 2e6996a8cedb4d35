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
    let row = |(index, (url, day)): (usize, &(String, Date))| {
        let number = Span::plain(lang.integer(i64::try_from(index + 1).unwrap_or(i64::MAX)));
        vec![vec![number], vec![Span::url(url.as_str(), url.as_str())], vec![Span::plain(lang.date(*day))]]
    };
    vec![
        writer.heading(Level::Two, writer.say("Sources", "Sources"), "sources"),
        Block::text(writer.say(
            "Les numéros entre crochets du document renvoient à cette liste. La date est celle de la lecture :",
            "The numbers in square brackets lead to this list. The date is the day on which the page was read:",
        )),
        Block::Table {
            columns: vec![
                column(writer.say("N°", "No."), 6, Align::Right),
                column(writer.say("Adresse", "Address"), 68, Align::Left),
                column(writer.say("Lue le", "Read on"), 26, Align::Left),
            ],
            rows: cited.iter().enumerate().map(row).collect(),
        },
    ]
}
