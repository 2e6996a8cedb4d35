//! The forms in which a report is written. A form is one file of this folder, and one line in each list below.

use super::pdf::{self, PdfError};
use super::{Report, content, csv, html, ics, json, markdown, odt};

/// A form in which a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// To print, to vote on, to archive; read by screen readers.
    Pdf,
    /// One page for a browser, with tables to sort and to filter.
    Html,
    /// A text to change in a word processor.
    Odt,
    /// A text for a wiki, a pad or a forge.
    Markdown,
    /// The steps, for a spreadsheet.
    Csv,
    /// The phases, for a calendar.
    Ics,
    /// The plan, for a program.
    Json,
}

impl Format {
    /// Every form, the most used first.
    pub const ALL: [Self; 7] =
        [Self::Pdf, Self::Html, Self::Odt, Self::Markdown, Self::Csv, Self::Ics, Self::Json];

    /// Returns the end of the names of such files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Odt => "odt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Json => "json",
        }
    }

    /// Returns the form that an extension or a name stands for, in capitals or not.
    ///
    /// ```
    /// use diaglibre::report::Format;
    /// assert_eq!(Format::named("HTM"), Some(Format::Html));
    /// assert_eq!(Format::named("docx"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let other = match name.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            _ => None,
        };
        other.or_else(|| Self::ALL.into_iter().find(|format| format.extension() == name))
    }
}

/// A report in one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Content of the file.
    pub bytes: Vec<u8>,
    /// Number of pages, for a form that has pages.
    pub pages: Option<usize>,
    /// Characters that could not be drawn and were replaced by a square, in order.
    pub missing_glyphs: Vec<char>,
}

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The PDF cannot be made.
    #[error("the PDF cannot be made")]
    Pdf(#[from] PdfError),
    /// The archive that an ODT file is cannot be made.
    #[error("the ODT file cannot be made")]
    Odt(#[from] odt::OdtError),
    /// A value has no form in JSON.
    #[error("the JSON text cannot be made")]
    Json(#[from] serde_json::Error),
}

/// Writes a report in a form.
///
/// # Errors
///
/// Returns an error if a library fails; the same report in another form may still be written.
pub fn render(report: &Report<'_>, format: Format) -> Result<Rendered, RenderError> {
    let lang = report.lang;
    let text = match format {
        Format::Pdf => {
            let pdf::Rendered { bytes, missing_glyphs, pages } = pdf::render(report)?;
            return Ok(Rendered { bytes, pages: Some(pages), missing_glyphs });
        }
        Format::Odt => {
            let bytes = odt::render(&content::document(report), lang)?;
            return Ok(Rendered { bytes, pages: None, missing_glyphs: Vec::new() });
        }
        Format::Html => html::render(&content::document(report), lang),
        Format::Markdown => markdown::render(&content::document(report), lang),
        Format::Csv => csv::render(report),
        Format::Ics => ics::render(report),
        Format::Json => json::render(report)?,
    };
    Ok(Rendered { bytes: text.into_bytes(), pages: None, missing_glyphs: Vec::new() })
}
