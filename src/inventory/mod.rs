//! An inventory as a sheet: what an association has in a spreadsheet comes in, a sheet to fill goes out.
//!
//! Comes in: the bytes of a CSV or ODS file, or a dossier. Goes out: the dossier with the tools of the sheet, what
//! changed in it and every problem with its row and column, or the bytes of a sheet. The columns are found by name,
//! in both languages; `questionnaires/columns.yaml` holds the names. Nothing that a dossier holds is ever erased,
//! and it touches no file.

mod cell;
mod columns;
mod csv;
mod ods;
mod read;
mod sheet;
#[cfg(test)]
mod tests;
mod update;
mod write;

pub use cell::in_words;
pub use columns::{Heading, parse_headings};
pub use read::import;
pub use update::{Change, Edit, Import, ImportedTool};
pub use write::export;

use crate::catalog::Catalog;
use crate::questionnaire::Questionnaire;

/// What the cells of a sheet are read and written by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The questions about tools: one column each.
    pub questionnaire: &'a Questionnaire,
    /// The names of tools and usages.
    pub catalog: &'a Catalog,
    /// How the columns are headed.
    pub headings: &'a [Heading],
}

/// The kind of file of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a delimiter.
    Csv,
    /// The OpenDocument spreadsheet, as LibreOffice writes it.
    Ods,
}

/// The largest file that is read, in bytes: an inventory of hundreds of tools has a tenth of it.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
