//! The drawing back end: pages to PDF operations, through printpdf.
//!
//! This file and [`finish`](super::finish) are the only ones that know a PDF library.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, FontId, FontMetrics, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Pt, Rgb, TextItem,
};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::finish::{Digest, finish};
use super::font::{Face, Glyph};
use super::layout::{Page, Pages};
use super::row::{Paint, Rect, Shape, TextBox};
use super::style::{Ink, PAGE_HEIGHT, PAGE_WIDTH};
use super::text::Run;
use crate::report::block::Document;

/// Draws pages and returns the bytes of the file.
///
/// # Errors
///
/// Returns [`PdfError::Subset`] if a font cannot be reduced, and what `finish` returns.
pub(super) fn draw(document: &Document, pages: &Pages) -> Result<Vec<u8>, PdfError> {
    let fonts = FontUse::collect(pages)?;
    let mut pdf = PdfDocument::new(&document.title);
    for (face, font) in &fonts.0 {
        // A fixed name: printpdf's own ones come from a counter that outlives the document.
        pdf.resources.fonts.map.insert(font_id(*face), PdfFont::new(font.parsed(*face)));
    }
    pdf.pages = pages.pages.iter().map(|page| draw_page(page, &fonts)).collect();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let file = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish(file, document, pages)
}

/// The fonts of a document, reduced to the glyphs in use.
struct FontUse(BTreeMap<Face, ReducedFont>);

/// A font file that holds some glyphs only, under new numbers.
struct ReducedFont {
    data: Vec<u8>,
    numbers: GlyphRemapper,
    /// Advance of each glyph by new number, in thousandths of the size.
    widths: BTreeMap<u16, u16>,
    /// Six letters that tell subsets of one font apart, as PDF asks for.
    tag: String,
}

impl FontUse {
    fn collect(pages: &Pages) -> Result<Self, PdfError> {
        let mut used: BTreeMap<Face, BTreeMap<u16, u16>> = BTreeMap::new();
        let texts = pages.pages.iter().flat_map(|page| &page.texts);
        for run in texts.flat_map(|text| &text.runs) {
            let widths = run.glyphs.iter().map(|glyph| (glyph.id, glyph.natural.round() as u16));
            used.entry(run.style.face).or_default().extend(widths);
        }
        let reduce = |(face, widths)| Ok((face, ReducedFont::new(face, &widths)?));
        used.into_iter().map(reduce).collect::<Result<_, _>>().map(Self)
    }
}

impl ReducedFont {
    fn new(face: Face, widths: &BTreeMap<u16, u16>) -> Result<Self, PdfError> {
        let glyphs: BTreeSet<u16> = widths.keys().copied().collect();
        let sorted: Vec<u16> = glyphs.into_iter().collect();
        let numbers = GlyphRemapper::new_from_glyphs_sorted(&sorted);
        let data = subsetter::subset(face.data(), 0, &numbers)
            .map_err(|source| PdfError::Subset { name: face.name(), source })?;
        let renumber = |(glyph, width): (&u16, &u16)| Some((numbers.get(*glyph)?, *width));
        let widths = widths.iter().filter_map(renumber).collect();
        let mut digest = Digest::new();
        sorted.iter().for_each(|glyph| digest.add(&glyph.to_be_bytes()));
        Ok(Self { data, numbers, widths, tag: digest.letters(6) })
    }

    /// Returns the font as printpdf wants it. Widths are in thousandths, so is the em.
    fn parsed(&self, face: Face) -> ParsedFont {
        let name = Some(format!("{}+{}", self.tag, face.name()));
        let metrics = FontMetrics { ascent: 969, descent: -241 };
        let widths = self.widths.clone();
        let mut font =
            ParsedFont::with_glyph_data(self.data.clone(), 0, name, BTreeMap::new(), widths, 1000, metrics);
        font.pdf_font_metrics = PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: -609,
            y_min: -257,
            x_max: 1248,
            y_max: 1106,
            caret_slope_rise: 1000,
            // The slant of Inter Italic is 9.4 degrees.
            caret_slope_run: if face == Face::Italic { 166 } else { 0 },
            us_weight_class: if face == Face::Bold { 600 } else { 400 },
        };
        font
    }
}

fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

fn draw_page(page: &Page, fonts: &FontUse) -> PdfPage {
    let mut painter = Painter { ops: Vec::new(), fill: None };
    for shape in &page.shapes {
        painter.shape(shape);
    }
    for text in &page.texts {
        painter.text(text, fonts);
    }
    let sheet = printpdf::Rect::from_wh(Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: painter.ops }
}

/// Collects the operations of a page.
struct Painter {
    ops: Vec<Op>,
    /// Ink that fills at the moment.
    fill: Option<Ink>,
}

impl Painter {
    fn fill_with(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink) });
            self.fill = Some(ink);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let mode = match shape.paint {
            Paint::Fill(ink) => {
                self.fill_with(ink);
                PaintMode::Fill
            }
            Paint::Stroke(ink, width) => {
                self.ops.push(Op::SetOutlineColor { col: color(ink) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
                PaintMode::Stroke
            }
        };
        let mut rectangle = rectangle(shape.rect);
        rectangle.mode = Some(mode);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn text(&mut self, text: &TextBox, fonts: &FontUse) {
        for run in &text.runs {
            let Some(font) = fonts.0.get(&run.style.face) else {
                continue;
            };
            self.fill_with(run.style.ink);
            let handle = PdfFontHandle::External(font_id(run.style.face));
            let x = Pt(round(text.rect.x + run.x));
            let y = Pt(round(PAGE_HEIGHT - text.baseline));
            self.ops.extend([
                Op::StartTextSection,
                Op::SetFont { font: handle, size: Pt(run.style.size) },
                Op::SetTextCursor { pos: Point { x, y } },
                Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(run, font))] },
                Op::EndTextSection,
            ]);
        }
    }
}

/// Renumbers the glyphs of a run and turns kerning into offsets.
fn codepoints(run: &Run, font: &ReducedFont) -> Vec<Codepoint> {
    let codepoint = |glyph: &Glyph| {
        let number = font.numbers.get(glyph.id).unwrap_or(0);
        let width = f32::from(font.widths.get(&number).copied().unwrap_or(0));
        // An offset moves the next glyph to the left.
        let offset = round(width - glyph.advance - run.style.tracking);
        Codepoint { gid: number, offset, cid: (!glyph.text.is_empty()).then(|| glyph.text.clone()) }
    };
    run.glyphs.iter().map(codepoint).collect()
}

fn rectangle(rect: Rect) -> printpdf::Rect {
    printpdf::Rect {
        x: Pt(round(rect.x)),
        y: Pt(round(PAGE_HEIGHT - rect.bottom())),
        width: Pt(round(rect.width)),
        height: Pt(round(rect.height)),
        mode: None,
        winding_order: None,
    }
}

fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Rounds to a hundredth: finer than any printer, and shorter in the file.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}
