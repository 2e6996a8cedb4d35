//! From the archive to rows. What a file repeats is bounded before it is kept.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::inventory::sheet::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Sheet};

/// The largest content that is unpacked, in bytes: a small file must not fill the memory.
const MAX_CONTENT: u64 = 32 * 1024 * 1024;
/// The most sheets of a file that are looked at.
const MAX_SHEETS: usize = 50;

/// Why a file is not read as a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OdsError {
    /// The archive or its content is damaged, or locked by a password.
    #[error("damaged or locked")]
    Damaged,
    /// It is the spreadsheet of another program.
    #[error("another format")]
    OtherFormat,
    /// More is in it than is read.
    #[error("too large")]
    TooLarge,
}

/// Reads every sheet of a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, OdsError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OdsError::Damaged)?;
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Err(OdsError::OtherFormat);
    }
    let content = archive.by_name("content.xml").map_err(|_| OdsError::Damaged)?;
    let mut text = String::new();
    content.take(MAX_CONTENT + 1).read_to_string(&mut text).map_err(|_| OdsError::Damaged)?;
    if text.len() as u64 > MAX_CONTENT {
        return Err(OdsError::TooLarge);
    }
    let mut content = Content::default();
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().map_err(|_| OdsError::Damaged)? {
            Event::Start(element) => content.open(&element)?,
            Event::Empty(element) => {
                content.open(&element)?;
                content.close(element.name().as_ref())?;
            }
            Event::End(element) => content.close(element.name().as_ref())?,
            Event::Text(text) => content.text(&text.xml10_content()),
            Event::CData(text) => content.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = reference.resolve_char_ref().ok().flatten();
                let named = || quick_xml::escape::resolve_predefined_entity(reference.as_ref());
                match known {
                    Some(character) => content.text(character.encode_utf8(&mut [0; 4])),
                    None => content.text(named().unwrap_or_default()),
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    Ok(content.sheets)
}

/// What was read so far.
#[derive(Debug, Default)]
struct Content {
    sheets: Vec<Sheet>,
    /// The number of the next row.
    next_row: usize,
    row: Option<Repeated<Vec<String>>>,
    cell: Option<Cell>,
    /// How deep we are in remarks pinned on a cell, which are no content of it.
    remarks: usize,
}

/// Something and how often it stands there.
#[derive(Debug)]
struct Repeated<T> {
    item: T,
    times: usize,
}

#[derive(Debug)]
struct Cell {
    text: String,
    /// The value behind what is shown: `12` for « 12,00 € ».
    value: Option<String>,
    times: usize,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Content {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), OdsError> {
        match element.name().as_ref() {
            "office:annotation" => self.remarks += 1,
            _ if self.remarks > 0 => {}
            "table:table" if self.row.is_none() => {
                if self.sheets.len() >= MAX_SHEETS {
                    return Err(OdsError::TooLarge);
                }
                self.sheets.push(Sheet::default());
                self.next_row = 1;
            }
            "table:table-row" => {
                let times = count(element, "table:number-rows-repeated");
                self.row = Some(Repeated { item: Vec::new(), times });
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(Cell {
                    text: String::new(),
                    value: value(element),
                    times: count(element, "table:number-columns-repeated"),
                    paragraphs: 0,
                    in_paragraph: false,
                });
            }
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.push("\n");
                    }
                    cell.paragraphs += 1;
                    cell.in_paragraph = true;
                }
            }
            "text:s" => self.text(&" ".repeat(count(element, "text:c").min(MAX_CELL))),
            "text:tab" => self.text(" "),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), OdsError> {
        match name {
            "office:annotation" => self.remarks = self.remarks.saturating_sub(1),
            _ if self.remarks > 0 => {}
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
                    let room = MAX_COLUMNS.saturating_sub(row.item.len());
                    let text = cell.value.unwrap_or(cell.text);
                    row.item.extend(std::iter::repeat_n(text, cell.times.min(room)));
                }
            }
            "table:table-row" => {
                if let Some(row) = self.row.take() {
                    self.end_row(row)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, Repeated { mut item, times }: Repeated<Vec<String>>) -> Result<(), OdsError> {
        let first = self.next_row;
        self.next_row = first.saturating_add(times);
        let kept = item.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        item.truncate(kept);
        let Some(sheet) = self.sheets.last_mut().filter(|_| kept > 0) else { return Ok(()) };
        if times > MAX_ROWS.saturating_sub(sheet.rows.len()) {
            return Err(OdsError::TooLarge);
        }
        sheet.rows.extend((0..times).map(|index| Row { number: first + index, cells: item.clone() }));
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_paragraph && self.remarks == 0) {
            cell.push(text);
        }
    }
}

impl Cell {
    fn push(&mut self, text: &str) {
        if self.text.len() < MAX_CELL {
            self.text.push_str(text);
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok()?.into_owned())
}

/// Returns how often an element stands there: once, when it does not say.
fn count(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Returns the value of a cell that holds a number, a day or a yes-or-no: what is shown depends on the language.
fn value(element: &BytesStart<'_>) -> Option<String> {
    match attribute(element, "office:value-type")?.as_str() {
        "float" | "currency" => attribute(element, "office:value"),
        "boolean" => attribute(element, "office:boolean-value"),
        "date" => attribute(element, "office:date-value"),
        _ => None,
    }
}
