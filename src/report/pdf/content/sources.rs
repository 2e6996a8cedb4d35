//! The last chapter: every address on which the document stands, with the day on which it was read.

use jiff::civil::Date;

use super::super::{Align, Block, Column, Level, Span};
use super::writer::Writer;

/// The addresses cited, numbered in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Each address with the latest day on which it was read.
    cited: Vec<(String, Date)>,
}

impl Sources {
    /// Returns the number of an address, a new one if it was not cited yet.
    pub(super) fn number(&mut self, url: &str, checked_on: Date) -> usize {
        match self.cited.iter().position(|(known, _)| known == url) {
            Some(index) => {
                let day = &mut self.cited[index].1;
                *day = checked_on.max(*day);
                index + 1
            }
            None => {
                self.cited.push((url.to_owned(), checked_on));
                self.cited.len()
            }
        }
    }

    /// Returns the oldest and the latest day.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let days = || self.cited.iter().map(|(_, day)| *day);
        Some((days().min()?, days().max()?))
    }
}

pub(super) fn chapter(writer: &Writer<'_>) -> Vec<Block> {
    let cited = &writer.sources.cited;
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
