//! What a report says, whatever its format: a [`Report`] in, blocks in reading order out, one file a chapter.
//!
//! Texts are written with plain spaces and quotes; [`typeset`] sets the typography of the language once, when the
//! document is whole. No chapter is empty, and every tool of the diagnosis stands in the inventory and in the
//! chapter that says what becomes of it.

mod board;
mod charts;
mod citations;
mod cover;
mod facts;
mod foreword;
mod gains;
mod guide;
mod hosting;
mod inventory;
mod method;
mod parameters;
mod phases;
mod providers;
mod replaced;
mod said;
mod sheets;
mod sources;
mod typeset;
mod voices;
mod watches;
mod words;
mod writer;

#[cfg(test)]
mod tests;

use std::convert::Infallible;

use super::Report;
use super::block::{Block, Date, Document};
use crate::text::Lang;
use writer::Writer;

/// Writes the whole document, for a form without pages.
pub(super) fn document(report: &Report<'_>) -> Document {
    match paged(report, |_| Ok::<bool, Infallible>(true)) {
        Ok(document) => document,
    }
}

/// Writes the whole document; the page for the board is shortened until it `fits` one page.
///
/// # Errors
///
/// Returns the error of whoever measures the page.
pub(super) fn paged<E>(
    report: &Report<'_>,
    fits: impl Fn(&Document) -> Result<bool, E>,
) -> Result<Document, E> {
    let mut writer = Writer::new(report);
    let mut blocks = cover::blocks(&writer);
    blocks.extend(board::page(&writer, fits)?);
    blocks.extend(foreword::chapter(&writer));
    blocks.extend(inventory::chapter(&mut writer));
    blocks.extend(said::chapter(&writer));
    blocks.extend(phases::chapter(&mut writer));
    blocks.extend(sheets::chapter(&mut writer));
    blocks.extend(gains::chapters(&mut writer));
    blocks.extend(watches::chapter(&mut writer));
    blocks.extend(providers::chapter(&mut writer));
    blocks.extend(method::chapter(&mut writer));
    // The last chapter lists what the others have cited.
    blocks.extend(sources::chapter(&writer));
    Ok(typeset::document(report.lang, frame(report, blocks)))
}

/// Tells, at the end of a document, which characters its form replaces.
pub(super) fn tell_replaced(lang: Lang, document: &mut Document, missing: &[char]) {
    let section = Document { blocks: replaced::section(lang, missing), ..Document::default() };
    document.blocks.extend(typeset::document(lang, section).blocks);
}

/// Puts the blocks in a document with its properties and footers.
fn frame(report: &Report<'_>, blocks: Vec<Block>) -> Document {
    let lang = report.lang;
    let title = lang.pick("Feuille de route vers des outils libres", "Roadmap to libre tools");
    let number = |value: i8| u8::try_from(value).unwrap_or(1);
    Document {
        title: format!("{} – {title}", report.name()),
        author: report.name().to_owned(),
        lang: lang.code().to_owned(),
        date: Date {
            year: u16::try_from(report.date.year()).unwrap_or(1),
            month: number(report.date.month()),
            day: number(report.date.day()),
        },
        footer: format!("{} – {title}, {}", report.name(), lang.date(report.date)),
        palette: report.brand.map(|brand| brand.palette).unwrap_or_default(),
        page_label: lang.pick("page {n} sur {total}", "page {n} of {total}").to_owned(),
        blocks,
    }
}
