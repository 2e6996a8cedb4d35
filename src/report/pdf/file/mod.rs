//! Pages to the bytes of a PDF file, tagged as PDF/UA-1 and PDF/A-2a ask for.
//!
//! The files of this folder are the only ones that know a PDF library: printpdf draws, lopdf
//! adds all that printpdf does not write. Another library would replace this folder and
//! nothing else.

mod draw;
mod links;
mod metadata;
mod outline;
mod save;
mod structure;
mod tags;

use lopdf::{Object, dictionary};

use super::PdfError;
use super::layout::Pages;
use crate::report::block::Document;

/// Draws pages and returns the bytes of the file.
///
/// # Errors
///
/// Returns [`PdfError::UnknownAnchor`] if a link leads nowhere, [`PdfError::Date`] if the date
/// of the document is wrong, [`PdfError::Subset`] if a font cannot be reduced, and
/// [`PdfError::Assemble`] or [`PdfError::Write`] if lopdf fails.
pub(super) fn write(document: &Document, pages: &Pages) -> Result<Vec<u8>, PdfError> {
    let (mut file, mut tags) = draw::draw(document, pages)?;
    tags.part_words_from_links();
    file.version = "1.7".to_owned();
    let page_ids: Vec<lopdf::ObjectId> = file.get_pages().into_values().collect();
    let annotations = links::add(&mut file, &page_ids, pages, &tags)?;
    structure::add(&mut file, &page_ids, &tags, &annotations)?;
    outline::add(&mut file, &page_ids, &pages.bookmarks)?;
    metadata::add(&mut file, document, pages)?;
    label_pages(&mut file, pages)?;
    save::save(file)
}

/// Gives each page the number that its footer shows.
fn label_pages(file: &mut lopdf::Document, pages: &Pages) -> Result<(), PdfError> {
    let mut ranges: Vec<Object> = vec![0.into(), dictionary! { "S" => "D", "St" => 1 }.into()];
    if pages.pages.first().is_some_and(|page| page.cover) {
        let cover = dictionary! { "P" => lopdf::text_string("1") };
        ranges = vec![0.into(), cover.into(), 1.into(), dictionary! { "S" => "D", "St" => 2 }.into()];
    }
    file.catalog_mut()?.set("PageLabels", dictionary! { "Nums" => ranges });
    Ok(())
}
