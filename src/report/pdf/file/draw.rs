//! The drawing of the pages, through printpdf: each text and drawing inside the mark of its
//! element, everything else marked as an artifact.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, Line, LinePoint, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt,
    RawImage, RawImageData, RawImageFormat, Rgb, TextItem, WindingOrder, XObject, XObjectId,
    XObjectTransform,
};
use subsetter::GlyphRemapper;

use super::super::PdfError;
use super::super::font::{Face, Glyph};
use super::super::layout::{Page, Pages};
use super::super::row::{Form, Paint, Rect, Shape, TextBox};
use super::super::style::{Ink, PAGE_HEIGHT, PAGE_WIDTH};
use super::super::text::Run;
use super::metadata::Digest;
use super::tags::Tags;
use crate::brand::{Logo, Palette};
use crate::report::block::{Block, Cover, Document};

/// Draws pages, and returns the file with the elements to which its marks belong.
///
/// # Errors
///
/// Returns [`PdfError::Subset`] if a font cannot be reduced.
pub(super) fn draw(document: &Document, pages: &Pages) -> Result<(lopdf::Document, Tags), PdfError> {
    let fonts = FontUse::collect(pages)?;
    let mut tags = Tags::new(pages);
    let mut pdf = PdfDocument::new(&document.title);
    for (face, font) in &fonts.0 {
        // A fixed name: printpdf's own ones come from a counter that outlives the document.
        pdf.resources.fonts.map.insert(font_id(*face), PdfFont::new(font.parsed(*face)));
    }
    if let Some(logo) = logo_of(document) {
        pdf.resources.xobjects.map.insert(logo_id(), XObject::Image(image(logo)));
    }
    let sheets = pages.pages.iter().enumerate();
    pdf.pages = sheets.map(|(index, page)| draw_page((index, page), document, &fonts, &mut tags)).collect();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    Ok((pdf.to_lopdf_document(&options, &mut Vec::new()), tags))
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

fn draw_page(
    (index, page): (usize, &Page),
    document: &Document,
    fonts: &FontUse,
    tags: &mut Tags,
) -> PdfPage {
    let palette = document.palette;
    let mut painter = Painter { page: index, palette, fonts, tags, ops: Vec::new(), fill: None, open: None };
    for shape in &page.shapes {
        painter.shape(shape);
    }
    for text in &page.texts {
        painter.text(text);
    }
    painter.close();
    let ops = painter.ops;
    let sheet = printpdf::Rect::from_wh(Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

/// Collects the operations of a page.
struct Painter<'p> {
    page: usize,
    palette: Palette,
    fonts: &'p FontUse,
    tags: &'p mut Tags,
    ops: Vec<Op>,
    /// Ink that fills at the moment.
    fill: Option<Ink>,
    /// What the operations belong to at the moment.
    open: Option<Owner>,
}

/// What operations belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Artifact,
    Mark(usize),
}

impl Painter<'_> {
    /// Starts the operations of an owner, unless they go on.
    fn open(&mut self, owner: Owner, name: &str) {
        if self.open == Some(owner) {
            return;
        }
        self.close();
        self.ops.push(match owner {
            Owner::Artifact => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Owner::Mark(mark) => {
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mark as i64))]);
                let properties = DictItem::Dict { map };
                Op::BeginMarkedContentWithProperties { tag: name.to_owned(), properties }
            }
        });
        self.open = Some(owner);
    }

    /// Ends the operations of the owner.
    fn close(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink, &self.palette) });
            self.fill = Some(ink);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        if self.tags.is_drawing(shape.node) {
            self.tags.widen(shape.node, shape.rect);
            let mark = self.tags.mark(self.page, shape.node);
            self.open(Owner::Mark(mark), "Figure");
        } else {
            self.open(Owner::Artifact, "");
        }
        let mode = match shape.paint {
            Paint::Fill(ink) => {
                self.fill_with(ink);
                PaintMode::Fill
            }
            Paint::Stroke(ink, width) => {
                self.ops.push(Op::SetOutlineColor { col: color(ink, &self.palette) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
                PaintMode::Stroke
            }
            Paint::Logo => {
                self.ops.push(Op::UseXobject { id: logo_id(), transform: placed(shape.rect) });
                return;
            }
        };
        let rect = shape.rect;
        self.ops.push(match shape.form {
            Form::Rectangle => {
                let mut rectangle = rectangle(rect);
                rectangle.mode = Some(mode);
                Op::DrawRectangle { rectangle }
            }
            Form::Ellipse => {
                let rings = vec![PolygonRing { points: ellipse(rect) }];
                Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } }
            }
            Form::Falling => segment((rect.x, rect.y), (rect.right(), rect.bottom())),
            Form::Rising => segment((rect.x, rect.bottom()), (rect.right(), rect.y)),
        });
    }

    fn text(&mut self, text: &TextBox) {
        let artifact = self.tags.is_artifact(text.node);
        self.tags.widen(text.node, text.rect);
        for runs in text.runs.chunk_by(|a, b| a.link == b.link) {
            match runs.first().and_then(|run| run.link.as_ref()) {
                _ if artifact => self.open(Owner::Artifact, ""),
                Some(link) => {
                    let mark = self.tags.mark_link(self.page, text, runs, link);
                    self.open(Owner::Mark(mark), "Link");
                }
                None => {
                    let mark = self.tags.mark(self.page, text.node);
                    let name = self.tags.name(text.node);
                    self.open(Owner::Mark(mark), name);
                }
            }
            for run in runs {
                self.run(text, run);
            }
        }
    }

    fn run(&mut self, text: &TextBox, run: &Run) {
        let Some(font) = self.fonts.0.get(&run.style.face) else { return };
        self.fill_with(run.style.ink);
        let handle = PdfFontHandle::External(font_id(run.style.face));
        let pos = point(text.rect.x + run.x, text.baseline);
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont { font: handle, size: Pt(run.style.size) },
            Op::SetTextCursor { pos },
            Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(run, font))] },
            Op::EndTextSection,
        ]);
    }
}

/// Returns the points of four curves that are an ellipse to a thousandth.
fn ellipse(rect: Rect) -> Vec<LinePoint> {
    const HANDLE: f32 = 0.5523;
    let (rx, ry) = (rect.width / 2.0, rect.height / 2.0);
    let (cx, cy) = (rect.x + rx, rect.y + ry);
    let at = |x: f32, y: f32, bezier| LinePoint { p: point(cx + x * rx, cy + y * ry), bezier };
    let corners: [(f32, f32); 5] = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    let mut points = vec![at(1.0, 0.0, false)];
    for pair in corners.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        points.extend([
            at(from.0 + to.0 * HANDLE, from.1 + to.1 * HANDLE, true),
            at(to.0 + from.0 * HANDLE, to.1 + from.1 * HANDLE, true),
            at(to.0, to.1, false),
        ]);
    }
    points
}

fn segment(from: (f32, f32), to: (f32, f32)) -> Op {
    let points = [from, to].map(|(x, y)| LinePoint { p: point(x, y), bezier: false });
    Op::DrawLine { line: Line { points: points.into(), is_closed: false } }
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(round(x)), y: Pt(round(PAGE_HEIGHT - y)) }
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

fn color(ink: Ink, palette: &Palette) -> Color {
    let [r, g, b] = ink.rgb(palette).map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Returns the logo on the cover of a document.
fn logo_of(document: &Document) -> Option<&Logo> {
    document.blocks.iter().find_map(|block| match block {
        Block::Cover(Cover { logo: Some(picture), .. }) => Some(&picture.logo),
        _ => None,
    })
}

/// A fixed name, as for fonts.
fn logo_id() -> XObjectId {
    XObjectId("logo".to_owned())
}

fn image(logo: &Logo) -> RawImage {
    RawImage {
        pixels: RawImageData::U8(logo.dots.clone()),
        width: logo.width as usize,
        height: logo.height as usize,
        data_format: RawImageFormat::RGB8,
        tag: Vec::new(),
    }
}

/// Returns how a picture, which is one point wide and high by itself, comes to its place.
fn placed(rect: Rect) -> XObjectTransform {
    XObjectTransform {
        translate_x: Some(Pt(round(rect.x))),
        translate_y: Some(Pt(round(PAGE_HEIGHT - rect.bottom()))),
        scale_x: Some(round(rect.width)),
        scale_y: Some(round(rect.height)),
        no_auto_scale: true,
        ..XObjectTransform::default()
    }
}

/// Rounds to a hundredth: finer than any printer, and shorter in the file.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}
