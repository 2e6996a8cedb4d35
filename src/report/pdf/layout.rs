//! Rows to pages.
//!
//! Rows are placed one group after the other. A group is a run of rows that hold to each other;
//! it starts a new page if it does not fit the current one, and it is taken apart, soft holds
//! first, only if it is taller than a page.

use std::collections::BTreeMap;

use super::PdfError;
use super::compose::{ARTIFACT, Composer, Frame, FrameLook};
use super::cover::cover_shapes;
use super::font::{Faces, Typesetter};
use super::row::{Form, Keep, Mark, Node, Paint, Rect, Row, Shape, TextBox};
use super::style::{BODY_HEIGHT, BODY_WIDTH, FOOTER, FOOTER_TOP, Ink, MARGIN_SIDE, MARGIN_TOP};
use super::text::{Line, break_lines};
use crate::report::block::{Document, Level, Span, Tone, Turn};

/// Extra tint above and below the text where a card goes on to the next page.
const CARD_BLEED: f32 = 6.0;
/// Width of the rule on the left of a card.
const CARD_RULE: f32 = 3.0;

/// A document set on pages. Positions are in points from the top left corner of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The logical structure; the first node is the document.
    pub nodes: Vec<Node>,
    /// The headings, in order.
    pub bookmarks: Vec<Bookmark>,
    /// Where the anchors of headings are.
    pub anchors: BTreeMap<String, Anchor>,
    /// Characters that were replaced because no face draws them.
    pub missing_glyphs: Vec<char>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Whether the page is a cover, which has no footer.
    pub cover: bool,
    /// What is painted below the text, in painting order.
    pub shapes: Vec<Shape>,
    /// Lines of text, in reading order.
    pub texts: Vec<TextBox>,
}

/// A heading and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Rank of the heading.
    pub level: Level,
    /// Text of the heading.
    pub title: String,
    /// Place of the heading.
    pub target: Anchor,
}

/// A place that a link may lead to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// Index of the page, from 0.
    pub page: usize,
    /// Distance from the top of the page, in points.
    pub y: f32,
}

/// Sets a document on pages.
///
/// # Errors
///
/// Returns [`PdfError::DuplicateAnchor`] if two headings have the same anchor,
/// [`PdfError::Font`] if an embedded font is damaged and [`PdfError::Shape`] if the shaper
/// refuses a text.
pub fn layout(document: &Document) -> Result<Pages, PdfError> {
    let faces = Faces::load()?;
    let mut typesetter = Typesetter::new(&faces);
    let mut composer = Composer::new(&mut typesetter);
    let rows = composer.document(&document.blocks)?;
    let Composer { nodes, frames, headers, .. } = composer;

    let mut paginator = Paginator::new(&frames, &headers);
    paginator.place(&rows, Keep::Soft)?;
    paginator.close_frame(false);
    let Paginator { mut pages, bookmarks, anchors, .. } = paginator;
    let total = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        if page.cover {
            let paint =
                |(rect, ink)| Shape { rect, form: Form::Rectangle, paint: Paint::Fill(ink), node: ARTIFACT };
            page.shapes.splice(0..0, cover_shapes().map(paint));
        } else {
            add_footer(&mut typesetter, document, (index + 1, total), page)?;
        }
    }
    let missing_glyphs = typesetter.into_missing();
    Ok(Pages { pages, nodes, bookmarks, anchors, missing_glyphs })
}

/// Places rows on pages.
struct Paginator<'c> {
    frames: &'c [Frame],
    headers: &'c [Row],
    pages: Vec<Page>,
    /// Height used on the last page.
    used: f32,
    /// Whether the last page has no row yet, apart from a repeated header.
    fresh: bool,
    open: Option<OpenFrame>,
    bookmarks: Vec<Bookmark>,
    anchors: BTreeMap<String, Anchor>,
}

/// A card that the last page has not left yet.
#[derive(Clone, Copy)]
struct OpenFrame {
    index: usize,
    top: f32,
}

impl<'c> Paginator<'c> {
    fn new(frames: &'c [Frame], headers: &'c [Row]) -> Self {
        Self {
            frames,
            headers,
            pages: vec![Page::default()],
            used: 0.0,
            fresh: true,
            open: None,
            bookmarks: Vec::new(),
            anchors: BTreeMap::new(),
        }
    }

    /// Places rows, group by group.
    fn place(&mut self, mut rows: &[Row], keep: Keep) -> Result<(), PdfError> {
        while !rows.is_empty() {
            let (group, rest) = rows.split_at(group_length(rows, keep));
            self.place_group(group, keep)?;
            rows = rest;
        }
        Ok(())
    }

    fn place_group(&mut self, group: &[Row], keep: Keep) -> Result<(), PdfError> {
        let Some(first) = group.first() else {
            return Ok(());
        };
        let full = self.used > BODY_HEIGHT * 0.7;
        let turns =
            first.cover != self.page().cover || first.turn.is_some_and(|turn| turn == Turn::Always || full);
        if turns && !self.fresh {
            self.break_page(first);
        }
        if self.fresh {
            self.page().cover = first.cover;
        }
        let height: f32 = group.iter().map(|row| row.gap + row.height).sum();
        let needed = height - if self.fresh { first.gap } else { 0.0 };
        if self.used + needed <= BODY_HEIGHT {
            return group.iter().try_for_each(|row| self.put(row));
        }
        let blank = |row: &Row| row.texts.is_empty() && row.shapes.is_empty();
        if group.iter().all(blank) {
            // The padding of a card is not worth a page.
            return Ok(());
        }
        let header = first.header.map_or(0.0, |header| self.headers[header].height);
        if !self.fresh && header + height - first.gap <= BODY_HEIGHT {
            self.break_page(first);
            return group.iter().try_for_each(|row| self.put(row));
        }
        match (keep, group) {
            (Keep::Soft, _) => self.place(group, Keep::Hard),
            (_, [row]) => {
                if !self.fresh {
                    self.break_page(row);
                }
                self.put(row)
            }
            _ => group.chunks(1).try_for_each(|row| self.place_group(row, Keep::Hard)),
        }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Starts a page for `row`, under the header of its table.
    fn break_page(&mut self, row: &Row) {
        let continues = row.frame.is_some() && row.frame == self.open.map(|open| open.index);
        self.close_frame(continues);
        self.pages.push(Page { cover: row.cover, ..Page::default() });
        self.used = 0.0;
        if let Some(index) = row.frame.filter(|_| continues) {
            self.open = Some(OpenFrame { index, top: MARGIN_TOP - CARD_BLEED });
        }
        if let Some(header) = row.header {
            let header = self.headers[header].clone();
            self.draw(&header, true);
        }
        self.fresh = true;
    }

    /// Puts a row below the last one.
    fn put(&mut self, row: &Row) -> Result<(), PdfError> {
        if self.open.map(|open| open.index) != row.frame {
            self.close_frame(false);
        }
        if !self.fresh {
            self.used += row.gap;
        }
        let top = MARGIN_TOP + self.used;
        if let (None, Some(index)) = (self.open, row.frame) {
            self.open = Some(OpenFrame { index, top });
        }
        if let Some(mark) = &row.mark {
            self.mark(mark, top)?;
        }
        self.draw(row, false);
        self.fresh = false;
        Ok(())
    }

    /// Copies the content of a row to the page and moves below it.
    fn draw(&mut self, row: &Row, artifact: bool) {
        let top = MARGIN_TOP + self.used;
        let page = self.page();
        page.shapes.extend(row.shapes.iter().map(|shape| Shape {
            rect: Rect { y: shape.rect.y + top, ..shape.rect },
            node: if artifact { ARTIFACT } else { shape.node },
            ..*shape
        }));
        page.texts.extend(row.texts.iter().map(|text| TextBox {
            rect: Rect { y: text.rect.y + top, ..text.rect },
            baseline: text.baseline + top,
            node: if artifact { ARTIFACT } else { text.node },
            ..text.clone()
        }));
        self.used += row.height;
    }

    fn mark(&mut self, mark: &Mark, y: f32) -> Result<(), PdfError> {
        let target = Anchor { page: self.pages.len() - 1, y };
        let title = mark.text.clone();
        self.bookmarks.push(Bookmark { level: mark.level, title, target });
        if let Some(anchor) = &mark.anchor
            && self.anchors.insert(anchor.clone(), target).is_some()
        {
            return Err(PdfError::DuplicateAnchor { anchor: anchor.clone() });
        }
        Ok(())
    }

    /// Draws the open card, below everything else on the page.
    fn close_frame(&mut self, continues: bool) {
        let Some(OpenFrame { index, top }) = self.open.take() else {
            return;
        };
        let Frame { x, width, look } = self.frames[index];
        let bottom = MARGIN_TOP + self.used + if continues { CARD_BLEED } else { 0.0 };
        let rect = Rect::new(x, top, width, bottom - top);
        let shape = |rect, paint| Shape { rect, form: Form::Rectangle, paint, node: ARTIFACT };
        let shapes = match look {
            FrameLook::Card(tone) => {
                let (tint, ink) = match tone {
                    Tone::Calm => (Ink::CalmTint, Ink::Primary),
                    Tone::Alert => (Ink::AlertTint, Ink::Secondary),
                };
                let rule = Rect { width: CARD_RULE, ..rect };
                vec![shape(rect, Paint::Fill(tint)), shape(rule, Paint::Fill(ink))]
            }
            FrameLook::Outline => vec![shape(rect, Paint::Stroke(Ink::Primary, 1.0))],
        };
        self.page().shapes.splice(0..0, shapes);
    }
}

/// Returns how many of the first rows hold to each other at least as firmly as `keep`.
fn group_length(rows: &[Row], keep: Keep) -> usize {
    let holds =
        |pair: &&[Row]| pair[0].keep >= keep && pair[1].turn.is_none() && pair[0].cover == pair[1].cover;
    1 + rows.windows(2).take_while(holds).count()
}

/// Writes the footer of page `number` of `total`.
fn add_footer(
    typesetter: &mut Typesetter<'_>,
    document: &Document,
    (number, total): (usize, usize),
    page: &mut Page,
) -> Result<(), PdfError> {
    let label =
        document.page_label.replace("{n}", &number.to_string()).replace("{total}", &total.to_string());
    let right = one_line(typesetter, &label, BODY_WIDTH / 2.0)?;
    let right_width = right.as_ref().map_or(0.0, |line| line.width);
    let left = one_line(typesetter, &document.footer, BODY_WIDTH - right_width - 24.0)?;
    let mut footer = Row::default();
    for (line, from_right) in [(left, false), (right, true)] {
        if let Some(line) = line {
            let x = if from_right { MARGIN_SIDE + BODY_WIDTH - line.width } else { MARGIN_SIDE };
            footer.write(line, FOOTER, (x, FOOTER_TOP), ARTIFACT);
        }
    }
    footer.fill(Rect::new(MARGIN_SIDE, FOOTER_TOP - 6.0, BODY_WIDTH, 0.5), Ink::Hairline, ARTIFACT);
    page.texts.append(&mut footer.texts);
    page.shapes.append(&mut footer.shapes);
    Ok(())
}

/// Sets a text on one line, shortened with an ellipsis if it must be.
fn one_line(typesetter: &mut Typesetter<'_>, text: &str, width: f32) -> Result<Option<Line>, PdfError> {
    let mut kept = text.trim().to_owned();
    let mut shown = kept.clone();
    loop {
        let lines = break_lines(typesetter, &[Span::plain(shown.as_str())], FOOTER, width)?;
        if lines.len() < 2 || kept.pop().is_none() {
            return Ok(lines.into_iter().next());
        }
        shown = format!("{}…", kept.trim_end());
    }
}
