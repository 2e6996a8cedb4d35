//! The addresses on which the document stands, numbered as they are cited.

use jiff::civil::Date;

/// The addresses cited, numbered in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Citations {
    /// Each address with the latest day on which it was read.
    pub(super) cited: Vec<(String, Date)>,
}

impl Citations {
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
