//! OpenDocument spreadsheets: an archive whose `content.xml` holds the cells.

mod read;
mod write;

pub(super) use read::{OdsError, read};
pub(super) use write::{Column, Table, write};

/// What an archive says it is, in its first entry.
const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
