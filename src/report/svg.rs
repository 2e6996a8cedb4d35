//! Charts as SVG: inside a page, or as a file of its own.

use std::fmt::Write as _;

use super::chart::{CHART_WIDTH, Chart, Mark, Side, Stroke};
use crate::brand::Palette;

const TEXT: &str = "#1e252d";
const GRID: &str = "#cbd3d8";
const AXIS: &str = "#55606b";

/// Returns a drawing. `start` is what its first tag says besides its size: a name space, a role, a label.
pub(super) fn svg(chart: &Chart, palette: &Palette, start: &str) -> String {
    let (first, second) = (palette.first.to_string(), palette.second.to_string());
    let (width, height) = (points(CHART_WIDTH), points(chart.height));
    let mut svg = format!(
        "<svg {start} viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"Inter, 'Noto Sans', 'Liberation Sans', Arial, sans-serif\" font-size=\"8\" fill=\"{TEXT}\">"
    );
    for mark in &chart.marks {
        // Writing to a string cannot fail.
        let _ = match mark {
            Mark::Line { from, to, look } => {
                let (color, width) = match look {
                    Stroke::Axis => (AXIS, "0.8"),
                    Stroke::Grid => (GRID, "0.6"),
                    Stroke::Main => (first.as_str(), "2"),
                    Stroke::Thread => (AXIS, "0.7"),
                };
                let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(points);
                write!(
                    svg,
                    "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-linecap=\"round\"/>"
                )
            }
            Mark::Dot { at, radius, accent } => {
                let [x, y, radius] = [at.0, at.1, *radius].map(points);
                let color = if *accent { &second } else { &first };
                write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{color}\"/>")
            }
            Mark::Label { at, side, text, strong } => {
                let anchor = match side {
                    Side::Start => "start",
                    Side::Middle => "middle",
                    Side::End => "end",
                };
                let weight = if *strong { " font-weight=\"600\"" } else { "" };
                // The middle of the letters is three points above their line.
                let [x, y] = [at.0, at.1 + 28].map(points);
                write!(
                    svg,
                    "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{weight}>{}</text>",
                    escape(text)
                )
            }
        };
    }
    svg + "</svg>"
}

/// Returns tenths of a point as points.
fn points(tenths: i32) -> String {
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, (tenths % 10).abs())
    }
}

/// Escapes a text for XML or HTML, attributes included; what XML does not allow is replaced.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
