//! From tables to the archive: a head, lists to choose from, the same bytes each time.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::MIMETYPE;
use crate::inventory::sheet::letters;

/// How many empty rows below the last one have their lists too.
const ROOM: usize = 300;

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3""#;

const PROLOGUE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// The head is told apart by its weight and its ground; every cell shows its whole text.
const CELL_STYLES: &str = r##"<style:style style:name="body" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style><style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:background-color="#e8e8e8" fo:border-bottom="0.5pt solid #444444"/><style:text-properties fo:font-weight="bold"/></style:style>"##;

/// One sheet of the file; its first row is its head.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// How a column looks and what it takes.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// Its width, in millimetres.
    pub(crate) width: usize,
    /// What can be picked from a list; something else can be typed.
    pub(crate) choices: Vec<String>,
    /// Whether whole numbers are written as such, so that they can be added up.
    pub(crate) holds_numbers: bool,
}

/// Writes tables as a spreadsheet in a language, such as `fr`.
pub(crate) fn write(tables: &[Table], lang: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, method: CompressionMethod, text: &str| {
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(name, options).expect("each entry has a short name of its own");
        archive.write_all(text.as_bytes()).expect("memory takes what is written");
    };
    // The first entry says what the file is, as it is: programs look for it at a fixed place.
    put("mimetype", CompressionMethod::Stored, MIMETYPE);
    put("META-INF/manifest.xml", CompressionMethod::Deflated, &manifest());
    put("content.xml", CompressionMethod::Deflated, &content(tables));
    put("styles.xml", CompressionMethod::Deflated, &styles(lang));
    archive.finish().expect("memory takes what is written").into_inner()
}

fn manifest() -> String {
    let mut text = format!(
        r#"{PROLOGUE}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>"#
    );
    for name in ["content.xml", "styles.xml"] {
        let _ = write!(
            text,
            r#"<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>"#
        );
    }
    text + "</manifest:manifest>"
}

fn styles(lang: &str) -> String {
    format!(
        r#"{PROLOGUE}<office:document-styles {NAMESPACES}><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="{lang}"/></style:default-style></office:styles></office:document-styles>"#
    )
}

fn content(tables: &[Table]) -> String {
    let mut text =
        format!("{PROLOGUE}<office:document-content {NAMESPACES}><office:automatic-styles>{CELL_STYLES}");
    for (sheet, table) in tables.iter().enumerate() {
        for (index, column) in table.columns.iter().enumerate() {
            let _ = write!(
                text,
                r#"<style:style style:name="c{sheet}-{index}" style:family="table-column"><style:table-column-properties style:column-width="{}mm"/></style:style>"#,
                column.width
            );
        }
    }
    text.push_str("</office:automatic-styles><office:body><office:spreadsheet>");
    validations(&mut text, tables);
    for (sheet, table) in tables.iter().enumerate() {
        let _ = write!(text, r#"<table:table table:name="{}">"#, escape(&table.name));
        for index in 0..table.columns.len() {
            let _ = write!(text, r#"<table:table-column table:style-name="c{sheet}-{index}"/>"#);
        }
        for (index, row) in table.rows.iter().enumerate() {
            text.push_str("<table:table-row>");
            for (at, column) in table.columns.iter().enumerate() {
                let filled = row.get(at).map_or("", String::as_str);
                cell(&mut text, (sheet, at), column, (index == 0, filled));
            }
            text.push_str("</table:table-row>");
        }
        if table.columns.iter().any(|column| !column.choices.is_empty()) {
            let _ = write!(text, r#"<table:table-row table:number-rows-repeated="{ROOM}">"#);
            for (at, column) in table.columns.iter().enumerate() {
                cell(&mut text, (sheet, at), column, (false, ""));
            }
            text.push_str("</table:table-row>");
        }
        text.push_str("</table:table>");
    }
    text + "</office:spreadsheet></office:body></office:document-content>"
}

/// What each column with choices proposes; what is typed besides is accepted.
fn validations(text: &mut String, tables: &[Table]) {
    let mut lists = String::new();
    for (sheet, table) in tables.iter().enumerate() {
        for (index, column) in table.columns.iter().enumerate().filter(|(_, c)| !c.choices.is_empty()) {
            let quoted = column.choices.iter().map(|choice| format!("\"{}\"", choice.replace('"', "\"\"")));
            let condition = format!("of:cell-content-is-in-list({})", quoted.collect::<Vec<_>>().join(";"));
            let _ = write!(
                lists,
                r#"<table:content-validation table:name="v{sheet}-{index}" table:condition="{}" table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address="{}"><table:error-message table:display="false"/></table:content-validation>"#,
                escape(&condition),
                escape(format!("$'{}'.${}$2", table.name.replace('\'', "''"), letters(index))),
            );
        }
    }
    if !lists.is_empty() {
        let _ = write!(text, "<table:content-validations>{lists}</table:content-validations>");
    }
}

fn cell(text: &mut String, (sheet, at): (usize, usize), column: &Column, (is_head, filled): (bool, &str)) {
    let style = if is_head { "head" } else { "body" };
    let _ = write!(text, r#"<table:table-cell table:style-name="{style}""#);
    if !is_head && !column.choices.is_empty() {
        let _ = write!(text, r#" table:content-validation-name="v{sheet}-{at}""#);
    }
    if filled.is_empty() {
        text.push_str("/>");
        return;
    }
    match filled.parse::<i64>() {
        Ok(number) if column.holds_numbers && !is_head => {
            let _ = write!(text, r#" office:value-type="float" office:value="{number}">"#);
        }
        _ => text.push_str(r#" office:value-type="string">"#),
    }
    let _ = write!(text, "<text:p>{}</text:p></table:table-cell>", spaced(&escape(filled)));
}

/// Writes runs of spaces, and those at the ends, so that they are not taken for layout.
fn spaced(text: &str) -> String {
    let inner = text.replace("  ", " <text:s/>");
    let inner = inner.strip_prefix(' ').map(|rest| format!("<text:s/>{rest}")).unwrap_or(inner);
    inner.strip_suffix(' ').map(|rest| format!("{rest}<text:s/>")).unwrap_or(inner)
}
