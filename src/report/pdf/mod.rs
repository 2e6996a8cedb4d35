//! The PDF engine: blocks of text in, pages and then the bytes of a PDF file out.
//!
//! [`layout`] sets the blocks on A4 pages and knows nothing of PDF; `file` turns pages into a
//! tagged file (PDF/UA-1 and PDF/A-2a). Every text box and shape refers to a node of the
//! document's logical structure, from which the tags are made.
//!
//! The engine does no I/O and reads no clock: the same document gives the same bytes. It never
//! drops a character in silence and never lets a text leave the margins.

mod chart;
mod compose;
mod cover;
mod file;
mod font;
mod grid;
mod layout;
mod row;
mod style;
mod text;

#[cfg(test)]
pub(super) mod tests;

pub use font::{Face, Glyph, REPLACEMENT};
pub use layout::{Anchor, Bookmark, Page, Pages, layout};
pub use row::{Form, Node, NodeId, Paint, Rect, Role, Shape, TextBox};
pub use style::{
    BODY_HEIGHT, BODY_WIDTH, Ink, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH, TextStyle,
};
pub use text::Run;

use crate::report::block::Document;

/// A finished PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Content of the file.
    pub bytes: Vec<u8>,
    /// Characters that no embedded face draws, in order; [`REPLACEMENT`] stands for them.
    pub missing_glyphs: Vec<char>,
    /// Number of pages, cover included.
    pub pages: usize,
}

/// Why a document cannot become a PDF file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// An embedded font file is damaged.
    #[error("the embedded font {name} cannot be read")]
    Font {
        /// Name of the face.
        name: &'static str,
    },
    /// The shaper refused a text.
    #[error("the text {text:?} cannot be shaped")]
    Shape {
        /// The text.
        text: String,
    },
    /// A link leads to an anchor that no heading has.
    #[error("no heading has the anchor `{anchor}`")]
    UnknownAnchor {
        /// The anchor.
        anchor: String,
    },
    /// Two headings have the same anchor.
    #[error("two headings have the anchor `{anchor}`")]
    DuplicateAnchor {
        /// The anchor.
        anchor: String,
    },
    /// The date of the document is not a day of the calendar.
    #[error("{year}-{month}-{day} is not a date")]
    Date {
        /// Year of the document.
        year: u16,
        /// Month of the document.
        month: u8,
        /// Day of the document.
        day: u8,
    },
    /// A font file could not be reduced to the glyphs in use.
    #[error("the font {name} cannot be subset")]
    Subset {
        /// Name of the face.
        name: &'static str,
        /// What the subsetter says.
        #[source]
        source: subsetter::Error,
    },
    /// The PDF objects could not be assembled.
    #[error("the PDF file cannot be assembled")]
    Assemble(#[from] lopdf::Error),
    /// The PDF objects could not be written to memory.
    #[error("the PDF file cannot be written")]
    Write(#[from] std::io::Error),
}

/// Lays a document out and draws it.
///
/// # Errors
///
/// Returns [`PdfError::UnknownAnchor`] or [`PdfError::DuplicateAnchor`] if the links of the
/// document are wrong, [`PdfError::Date`] if its date is, and the other variants if an embedded
/// font or the PDF library fails.
pub fn render_pdf(document: &Document) -> Result<Rendered, PdfError> {
    draw(document, layout(document)?)
}

fn draw(document: &Document, pages: Pages) -> Result<Rendered, PdfError> {
    let bytes = file::write(document, &pages)?;
    Ok(Rendered { bytes, pages: pages.pages.len(), missing_glyphs: pages.missing_glyphs })
}

/// Writes a report and draws it.
///
/// # Errors
///
/// Those of [`render_pdf`]; its links and its date are right by construction.
pub fn render(report: &super::Report<'_>) -> Result<Rendered, PdfError> {
    let one_page = |page: &Document| Ok::<_, PdfError>(layout(page)?.pages.len() == 1);
    let mut document = super::content::paged(report, one_page)?;
    let mut pages = layout(&document)?;
    if !pages.missing_glyphs.is_empty() {
        super::content::tell_replaced(report.lang, &mut document, &pages.missing_glyphs);
        pages = layout(&document)?;
    }
    draw(&document, pages)
}
