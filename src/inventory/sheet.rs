//! The cells of a sheet, whatever its file was.

use crate::problem::Place;
use crate::text::clean;

/// The most rows with something in them: far above the tools of any association.
pub(super) const MAX_ROWS: usize = 2_000;
/// The most columns that are looked at; what stands further right is not read.
pub(super) const MAX_COLUMNS: usize = 200;
/// The longest cell that is kept, in bytes: above the longest answer, so that the reader can say that it is too long.
pub(super) const MAX_CELL: usize = 8_000;

/// A sheet: its rows that have something in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The rows, from top to bottom.
    pub(super) rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number in the spreadsheet, from 1.
    pub(super) number: usize,
    /// Its cells, from the left.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// Returns the text of a cell, empty beyond the last one.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Tells whether no cell says anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Returns the place of a cell; its line is the row, its column counts from 1.
pub(super) fn place(file: &str, row: usize, column: usize) -> Place {
    Place { file: clean(file), line: row, column: column + 1 }
}

/// Returns the letters over a column of a spreadsheet, counted from 0: A, B… Z, AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_columns_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
