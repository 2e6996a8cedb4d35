//! Charts: their marks set on one row.

use super::PdfError;
use super::compose::{Composer, Place};
use super::row::{Form, Paint, Rect, Role, Row, Shape};
use super::style::{CHART_LABEL, CHART_STRONG, Ink};
use super::text::break_lines;
use crate::report::block::Span;
use crate::report::chart::{Chart, Mark, Point, Side, Stroke};

impl Composer<'_, '_> {
    pub(super) fn chart(&mut self, chart: &Chart, place: Place) -> Result<Vec<Row>, PdfError> {
        let node = self.node(Role::Chart, place.parent);
        self.nodes[node.0].alternative = Some(chart.alternative.clone());
        let mut row = Row::space(points(chart.height));
        for mark in &chart.marks {
            match mark {
                Mark::Line { from, to, look } => {
                    row.shapes.push(Shape { node, ..line(*from, *to, *look, place.x) })
                }
                Mark::Dot { at, radius, accent } => {
                    let (x, y, radius) = (place.x + points(at.0), points(at.1), points(*radius));
                    let rect = Rect::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius);
                    let ink = if *accent { Ink::Secondary } else { Ink::Primary };
                    row.shapes.push(Shape { rect, form: Form::Ellipse, paint: Paint::Fill(ink), node });
                }
                Mark::Label { at, side, text, strong } => {
                    let style = if *strong { CHART_STRONG } else { CHART_LABEL };
                    let lines =
                        break_lines(self.typesetter, &[Span::plain(text.as_str())], style, place.width)?;
                    let Some(line) = lines.into_iter().next() else { continue };
                    let left = match side {
                        Side::Start => 0.0,
                        Side::Middle => line.width / 2.0,
                        Side::End => line.width,
                    };
                    let x =
                        (place.x + points(at.0) - left).clamp(place.x, place.x + place.width - line.width);
                    row.write(line, style, (x, points(at.1) - style.leading / 2.0), node);
                }
            }
        }
        Ok(vec![row])
    }
}

fn line(from: Point, to: Point, look: Stroke, x: f32) -> Shape {
    let (ink, width) = match look {
        Stroke::Axis => (Ink::Muted, 0.8),
        Stroke::Grid => (Ink::Hairline, 0.6),
        Stroke::Main => (Ink::Primary, 2.0),
        Stroke::Thread => (Ink::Muted, 0.7),
    };
    let (left, right) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    let form = if left.1 <= right.1 { Form::Falling } else { Form::Rising };
    let (top, bottom) = (left.1.min(right.1), left.1.max(right.1));
    let rect = Rect::new(x + points(left.0), points(top), points(right.0 - left.0), points(bottom - top));
    Shape { rect, form, paint: Paint::Stroke(ink, width), node: super::compose::ARTIFACT }
}

fn points(tenths: i32) -> f32 {
    tenths as f32 / 10.0
}
