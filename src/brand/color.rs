//! Colours of a brand, and how readable they are.

use std::fmt;

/// The least contrast of a text with its ground, in tenths: that of WCAG 2.2, level AA.
pub(super) const LEAST_CONTRAST: u32 = 45;
/// How much of a colour is in its tint, in percent.
const TINT: u32 = 7;

/// A colour: red, green and blue, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

/// The two accents of a report, and the grounds of its cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The first accent: headings, links, figures.
    pub first: Color,
    /// The second accent: bars, warnings.
    pub second: Color,
    /// The ground of a calm card.
    pub calm: Color,
    /// The ground of an alert card.
    pub alert: Color,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            first: Color([0x0e, 0x4a, 0x5a]),
            second: Color([0xa8, 0x42, 0x12]),
            calm: Color([0xee, 0xf4, 0xf5]),
            alert: Color([0xfb, 0xf2, 0xea]),
        }
    }
}

impl Palette {
    /// Returns the palette of two accents.
    pub fn of(first: Color, second: Color) -> Self {
        Self { first, second, calm: first.tint(), alert: second.tint() }
    }

    /// Puts these colours in place of the usual ones in a text that names them as `#rrggbb`.
    pub fn recolor(&self, text: &str) -> String {
        let usual = Self::default();
        if *self == usual {
            return text.to_owned();
        }
        // By way of names that no text holds: a new colour may be one of the usual ones.
        let pairs = [
            (usual.first, self.first),
            (usual.second, self.second),
            (usual.calm, self.calm),
            (usual.alert, self.alert),
        ];
        let mark = |index: usize| format!("\0{index}\0");
        let marked = pairs
            .iter()
            .enumerate()
            .fold(text.to_owned(), |text, (index, (old, _))| text.replace(&old.to_string(), &mark(index)));
        pairs
            .iter()
            .enumerate()
            .fold(marked, |text, (index, (_, new))| text.replace(&mark(index), &new.to_string()))
    }
}

impl Color {
    /// Reads `#rrggbb`, in capitals or not.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Returns the pale colour of a ground.
    fn tint(self) -> Self {
        let part = |part: u8| (u32::from(part) * TINT + 255 * (100 - TINT)) / 100;
        Self(self.0.map(|own| u8::try_from(part(own)).unwrap_or(255)))
    }

    /// Returns the least contrast with the grounds on which a text of this colour stands, in tenths, rounded down.
    pub(super) fn weakest_contrast(self) -> u32 {
        let usual = Palette::default();
        let grounds = [Self([255; 3]), usual.calm, usual.alert, self.tint()];
        let weakest = grounds.map(|ground| self.contrast(ground)).into_iter().fold(21.0, f64::min);
        (weakest * 10.0) as u32
    }

    /// Returns the same colour, as dark as it must be to be read.
    pub(super) fn readable(self) -> Self {
        let darker = |percent: u32| {
            Self(self.0.map(|part| u8::try_from(u32::from(part) * percent / 100).unwrap_or(0)))
        };
        let found = (0..100).rev().map(darker).find(|color| color.weakest_contrast() >= LEAST_CONTRAST);
        found.unwrap_or(Self([0; 3]))
    }

    /// Returns the contrast with a paler colour, by WCAG 2.2.
    fn contrast(self, ground: Self) -> f64 {
        (ground.luminance() + 0.05) / (self.luminance() + 0.05)
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_colours_can_be_read() {
        let usual = Palette::default();
        for color in [usual.first, usual.second] {
            assert!(color.weakest_contrast() >= LEAST_CONTRAST, "{color}");
        }
    }

    #[test]
    fn black_on_white_has_the_greatest_contrast() {
        assert_eq!((Color([0; 3]).contrast(Color([255; 3])) * 10.0) as u32, 210);
    }

    #[test]
    fn a_darker_colour_that_is_proposed_can_be_read() {
        for color in [[255, 204, 0], [255, 255, 255], [0, 255, 0], [255, 0, 255]] {
            assert!(Color(color).readable().weakest_contrast() >= LEAST_CONTRAST, "{color:?}");
        }
    }

    #[test]
    fn two_colours_may_change_places() {
        let usual = Palette::default();
        let turned = Palette::of(usual.second, usual.first);
        assert_eq!(turned.recolor("#0e4a5a #a84212"), "#a84212 #0e4a5a");
    }
}
