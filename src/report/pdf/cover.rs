//! The cover: title above the middle of the page, figures and lines at its foot.

use super::PdfError;
use super::compose::{Composer, Place};
use super::row::{Form, Keep, Paint, Rect, Role, Row, Shape, hold, line_rows};
use super::style::{BODY_HEIGHT, COVER_KICKER, COVER_LINE, COVER_SUBTITLE, COVER_TITLE, Ink, PAGE_HEIGHT};
use super::text::balance_lines;
use crate::report::block::{Cover, Picture, Span};

/// Sizes tried for the title, largest first.
const TITLE_SIZES: [f32; 4] = [40.0, 34.0, 28.0, 22.0];
/// The title gets smaller rather than longer than this.
const TITLE_LINES: usize = 4;
/// Room of the logo.
const LOGO_SIZE: (f32, f32) = (180.0, 72.0);
/// Width of the band along the left edge of the cover.
const BAND_WIDTH: f32 = 18.0;

impl Composer<'_, '_> {
    pub(super) fn cover(&mut self, cover: &Cover, place: Place) -> Result<Vec<Row>, PdfError> {
        let parent = self.node(Role::Cover, place.parent);
        let place = Place { parent, ..place };
        let mut head = self.cover_head(cover, place)?;
        let mut foot = self.cover_foot(cover, place)?;

        if let Some(Picture { logo, alternative }) = &cover.logo {
            let node = self.node(Role::Chart, parent);
            self.nodes[node.0].alternative = Some(alternative.clone());
            let (width, height) = logo.fit(LOGO_SIZE);
            let rect = Rect::new(place.x, 0.0, width, height);
            let mut row = Row::space(height);
            row.shapes.push(Shape { rect, form: Form::Rectangle, paint: Paint::Logo, node });
            head.insert(0, row);
        }
        let logos = usize::from(cover.logo.is_some());

        let used: f32 = head.iter().chain(&foot).map(|row| row.gap + row.height).sum();
        let free = (BODY_HEIGHT - used - 1.0).max(0.0);
        let above = (free * 0.32).min(190.0);
        head.insert(logos, Row::space(above));
        head.push(Row::space(free - above));
        head.append(&mut foot);
        hold(&mut head, Keep::Soft);
        for row in &mut head {
            row.cover = true;
        }
        Ok(head)
    }

    fn cover_head(&mut self, cover: &Cover, place: Place) -> Result<Vec<Row>, PdfError> {
        let kicker = [Span::plain(cover.kicker.as_str())];
        let mut rows = self.paragraph(&kicker, COVER_KICKER, Role::Paragraph, place)?;

        let spans = [Span::plain(cover.title.as_str())];
        let mut style = COVER_TITLE;
        let mut lines = Vec::new();
        for size in TITLE_SIZES {
            style = COVER_TITLE.sized(size);
            lines = balance_lines(self.typesetter, &spans, style, place.width)?;
            if lines.len() <= TITLE_LINES {
                break;
            }
        }
        let node = self.node(Role::Title, place.parent);
        let title = line_rows(lines, style, place.x, node);
        let subtitle = [Span::plain(cover.subtitle.as_str())];
        let subtitle = self.paragraph(&subtitle, COVER_SUBTITLE, Role::Paragraph, place)?;
        for (mut part, gap) in [(title, 14.0), (subtitle, 16.0)] {
            if let Some(first) = part.first_mut().filter(|_| !rows.is_empty()) {
                first.gap = gap;
            }
            rows.append(&mut part);
        }
        Ok(rows)
    }

    fn cover_foot(&mut self, cover: &Cover, place: Place) -> Result<Vec<Row>, PdfError> {
        let mut rows =
            if cover.figures.is_empty() { Vec::new() } else { self.figures(&cover.figures, place)? };
        for (index, line) in cover.lines.iter().enumerate() {
            let spans = [Span::plain(line.as_str())];
            let mut own = self.paragraph(&spans, COVER_LINE, Role::Paragraph, place)?;
            if let Some(first) = own.first_mut().filter(|_| index == 0 && !rows.is_empty()) {
                first.gap = 30.0;
            }
            rows.append(&mut own);
        }
        Ok(rows)
    }
}

/// Returns what is painted behind the text of a cover.
pub(super) fn cover_shapes() -> [(Rect, Ink); 2] {
    let band = Rect::new(0.0, 0.0, BAND_WIDTH, PAGE_HEIGHT);
    let accent = Rect::new(0.0, 0.0, BAND_WIDTH, PAGE_HEIGHT * 0.18);
    [(band, Ink::Primary), (accent, Ink::Secondary)]
}
