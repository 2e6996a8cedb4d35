//! Sheets as text: any of the usual delimiters, UTF-8 or what an older spreadsheet writes.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::sheet::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Sheet};
use crate::text::Lang;

/// The delimiters that are tried; a tie goes to the first.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// The mark by which a spreadsheet knows that a text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text that was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Whether its encoding was guessed: the accents may be wrong.
    pub(super) guessed: bool,
}

/// Decodes a text: UTF-8, UTF-16 with its mark, else Windows-1252, which French spreadsheets wrote for long.
/// `None` for what is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let decoded = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => Decoded { text: encoding.decode(bytes).0.into_owned(), guessed: false },
        (None, Ok(text)) => Decoded { text: text.to_owned(), guessed: false },
        (None, Err(_)) => Decoded { text: WINDOWS_1252.decode(bytes).0.into_owned(), guessed: true },
    };
    // One kind of line end, so that rows can be counted.
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    (!text.contains('\0')).then_some(Decoded { text, ..decoded })
}

/// Reads the text with each delimiter; the reader of the columns tells which one is right.
pub(super) fn readings(text: &str) -> Vec<Sheet> {
    DELIMITERS.map(|delimiter| Sheet { rows: rows(text, delimiter) }).into()
}

fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut number = 0;
    for record in reader.records() {
        // The text is UTF-8 and in memory: no record fails.
        let Ok(record) = record else { break };
        number += 1 + blank_lines_before(text, record.position());
        let cells: Vec<String> = record.iter().take(MAX_COLUMNS).map(bounded).collect();
        let row = Row { number, cells };
        if !row.is_blank() {
            rows.push(row);
        }
        if rows.len() > MAX_ROWS {
            break;
        }
    }
    rows
}

/// Counts the empty lines that the parser skips and a spreadsheet shows.
fn blank_lines_before(text: &str, position: Option<&csv::Position>) -> usize {
    let start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(text.len());
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    rest.iter().take_while(|byte| **byte == b'\n').count()
}

fn bounded(cell: &str) -> String {
    let end = (0..=cell.len().min(MAX_CELL)).rev().find(|at| cell.is_char_boundary(*at)).unwrap_or(0);
    cell[..end].to_owned()
}

/// Tells whether a quotation mark was opened and never closed: the rest of the file is then one cell.
pub(super) fn has_open_quote(text: &str, sheet: &Sheet) -> bool {
    let last = sheet.rows.last().and_then(|row| row.cells.last());
    text.matches('"').count() % 2 == 1 && last.is_some_and(|cell| cell.contains('\n'))
}

/// Writes rows with the delimiter that spreadsheets of the language expect, and the mark of UTF-8.
pub(super) fn write(rows: &[Vec<String>], lang: Lang) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(lang.pick(b';', b','))
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).expect("rows of any length are written to memory");
    }
    writer.into_inner().expect("memory takes what is written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_encoding_is_read_and_told() {
        let decoded = decode(b"caf\xe9 \x80").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.guessed), ("café €", true));
    }

    #[test]
    fn the_marks_of_unicode_are_no_text() {
        assert_eq!(decode("\u{feff}été".as_bytes()).unwrap().text, "été");
        assert_eq!(decode(b"\xff\xfea\0;\0b\0").unwrap().text, "a;b");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"\x00\x01\x02"), None);
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let text = b"a;b\r\n\r\n;\r\n\"c\r\nd\";e\r\nf\r\n";
        let found = rows(&decode(text).unwrap().text, b';');
        let numbers: Vec<usize> = found.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
        assert_eq!(found[1].cells, ["c\nd", "e"]);
    }
}
