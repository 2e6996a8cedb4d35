//! The look of the document: page grid, inks and scale of type. All lengths are in points.

use super::font::Face;
use crate::brand::Palette;

/// Width of an A4 page.
pub const PAGE_WIDTH: f32 = 595.28;
/// Height of an A4 page.
pub const PAGE_HEIGHT: f32 = 841.89;
/// Left and right margins.
pub const MARGIN_SIDE: f32 = 62.0;
/// Top margin.
pub const MARGIN_TOP: f32 = 64.0;
/// Bottom margin, which holds the footer.
pub const MARGIN_BOTTOM: f32 = 78.0;
/// Width between the side margins.
pub const BODY_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN_SIDE;
/// Height between the top and bottom margins.
pub const BODY_HEIGHT: f32 = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM;

/// Longest line of running text: about 80 letters of body text.
pub(super) const MEASURE: f32 = 440.0;
/// Distance from the top of the page to the top of the footer line.
pub(super) const FOOTER_TOP: f32 = PAGE_HEIGHT - 48.0;
/// Space between two columns of a table.
pub(super) const COLUMN_GAP: f32 = 14.0;

/// A colour of the palette.
///
/// Inks used for text have a contrast of at least 4.5 on white and on both tints, and differ
/// from the tints in grey print too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Running text.
    Text,
    /// Labels and footers.
    Muted,
    /// First accent: headings, links, figures.
    Primary,
    /// Second accent: bars, warnings.
    Secondary,
    /// Thin lines between rows.
    Hairline,
    /// Background of a calm card.
    CalmTint,
    /// Background of an alert card.
    AlertTint,
}

impl Ink {
    /// Returns the red, green and blue parts, 0 to 255, with the accents of a palette.
    pub const fn rgb(self, palette: &Palette) -> [u8; 3] {
        match self {
            Self::Text => [0x1E, 0x25, 0x2D],
            Self::Muted => [0x55, 0x60, 0x6B],
            Self::Primary => palette.first.0,
            Self::Secondary => palette.second.0,
            Self::Hairline => [0xCB, 0xD3, 0xD8],
            Self::CalmTint => palette.calm.0,
            Self::AlertTint => palette.alert.0,
        }
    }
}

/// Everything that decides how a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Face of the letters.
    pub face: Face,
    /// Size of the letters, in points.
    pub size: f32,
    /// Distance between two baselines, in points.
    pub leading: f32,
    /// Colour of the letters.
    pub ink: Ink,
    /// Space added after each letter, in thousandths of the size.
    pub tracking: f32,
    /// Whether figures all have the same width.
    pub tabular: bool,
}

impl TextStyle {
    const fn new(face: Face, size: f32, leading: f32, ink: Ink) -> Self {
        Self { face, size, leading, ink, tracking: 0.0, tabular: false }
    }

    const fn tracked(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }

    pub(super) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) const fn tabular(self) -> Self {
        Self { tabular: true, ..self }
    }

    /// Returns the style at another size, with the leading in proportion.
    pub(super) fn sized(self, size: f32) -> Self {
        Self { size, leading: self.leading * size / self.size, ..self }
    }

    /// Distance from the top of the line to the baseline, so that capitals look centred.
    pub(super) fn baseline(self) -> f32 {
        (self.leading + CAP_HEIGHT * self.size) / 2.0
    }
}

/// Height of capitals in Inter, relative to the size.
const CAP_HEIGHT: f32 = 0.727;

pub(super) const BODY: TextStyle = TextStyle::new(Face::Regular, 10.0, 15.0, Ink::Text);
pub(super) const CELL: TextStyle = TextStyle::new(Face::Regular, 9.0, 13.0, Ink::Text);
pub(super) const CELL_HEADER: TextStyle = TextStyle::new(Face::Bold, 8.5, 12.0, Ink::Primary);
pub(super) const FACT_LABEL: TextStyle = TextStyle::new(Face::Bold, 9.0, 14.0, Ink::Muted);
pub(super) const FACT_VALUE: TextStyle = TextStyle::new(Face::Regular, 9.5, 14.0, Ink::Text);
pub(super) const HEADING_1: TextStyle = TextStyle::new(Face::Bold, 24.0, 30.0, Ink::Primary).tracked(-18.0);
pub(super) const HEADING_2: TextStyle = TextStyle::new(Face::Bold, 15.0, 20.0, Ink::Primary).tracked(-10.0);
pub(super) const HEADING_3: TextStyle = TextStyle::new(Face::Bold, 11.5, 16.0, Ink::Text).tracked(-4.0);
pub(super) const NOTE_TITLE: TextStyle = TextStyle::new(Face::Bold, 10.0, 15.0, Ink::Primary);
pub(super) const VOTE_TITLE: TextStyle = TextStyle::new(Face::Bold, 11.0, 16.0, Ink::Text);
pub(super) const FIGURE_VALUE: TextStyle =
    TextStyle::new(Face::Bold, 26.0, 31.0, Ink::Primary).tracked(-12.0);
pub(super) const FIGURE_LABEL: TextStyle = TextStyle::new(Face::Regular, 9.0, 13.0, Ink::Muted);
pub(super) const CHART_LABEL: TextStyle = TextStyle::new(Face::Regular, 8.0, 10.0, Ink::Text);
pub(super) const CHART_STRONG: TextStyle = TextStyle::new(Face::Bold, 8.0, 10.0, Ink::Text);
pub(super) const FOOTER: TextStyle = TextStyle::new(Face::Regular, 8.0, 12.0, Ink::Muted);
pub(super) const COVER_KICKER: TextStyle =
    TextStyle::new(Face::Bold, 11.0, 15.0, Ink::Secondary).tracked(10.0);
pub(super) const COVER_TITLE: TextStyle = TextStyle::new(Face::Bold, 40.0, 46.0, Ink::Primary).tracked(-24.0);
pub(super) const COVER_SUBTITLE: TextStyle =
    TextStyle::new(Face::Regular, 15.0, 22.0, Ink::Muted).tracked(-6.0);
pub(super) const COVER_LINE: TextStyle = TextStyle::new(Face::Regular, 9.5, 14.5, Ink::Muted);

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(ink: [u8; 3]) -> f64 {
        let [r, g, b] = ink.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(ink: Ink, ground: [u8; 3]) -> f64 {
        (luminance(ground) + 0.05) / (luminance(ink.rgb(&Palette::default())) + 0.05)
    }

    #[test]
    fn text_inks_are_readable_on_white_and_on_the_tints() {
        let usual = Palette::default();
        for ink in [Ink::Text, Ink::Muted, Ink::Primary, Ink::Secondary] {
            for ground in [[255; 3], Ink::CalmTint.rgb(&usual), Ink::AlertTint.rgb(&usual)] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
            }
        }
    }
}
