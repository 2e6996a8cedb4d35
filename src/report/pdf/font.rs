//! The embedded faces, and the shaping of words into glyphs.
//!
//! A character that no face draws becomes [`REPLACEMENT`] and is reported; it is never dropped.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use harfrust::{Buffer, Feature, Font, ShapeOptions, ShaperFont, Tag};

use super::PdfError;

/// What is drawn in place of a character that the faces lack.
pub const REPLACEMENT: char = '□';

/// A face of the embedded family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Upright, normal weight.
    Regular,
    /// Upright, semi-bold weight.
    Bold,
    /// Slanted, normal weight.
    Italic,
}

impl Face {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    /// Returns the font file.
    pub(super) const fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-Regular.ttf"))
            }
            Self::Bold => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-SemiBold.ttf"))
            }
            Self::Italic => {
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-Italic.ttf"))
            }
        }
    }

    /// Returns the PostScript name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "Inter-Regular",
            Self::Bold => "Inter-SemiBold",
            Self::Italic => "Inter-Italic",
        }
    }
}

/// A glyph placed by the shaper. Advances are in thousandths of the size.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Number of the glyph in its face.
    pub id: u16,
    /// Distance to the next glyph, kerning included.
    pub advance: f32,
    /// Width of the glyph in the face, without kerning.
    pub natural: f32,
    /// Characters that the glyph stands for.
    pub text: String,
}

/// The parsed font files.
pub(super) struct Faces(Vec<Font>);

impl Faces {
    /// Parses the embedded font files.
    pub(super) fn load() -> Result<Self, PdfError> {
        Face::ALL
            .iter()
            .map(|face| Font::new(face.data(), 0).ok_or(PdfError::Font { name: face.name() }))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

type Shaped = Rc<Vec<Glyph>>;

/// Shapes words, remembers them, and collects the characters that cannot be drawn.
pub(super) struct Typesetter<'a> {
    shapers: Vec<ShaperFont<'a, 'static>>,
    known: HashMap<(Face, bool), HashMap<String, Shaped>>,
    missing: BTreeSet<char>,
}

impl<'a> Typesetter<'a> {
    /// Returns a typesetter for the given faces.
    pub(super) fn new(faces: &'a Faces) -> Self {
        Self {
            shapers: faces.0.iter().map(ShaperFont::new).collect(),
            known: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Returns the characters that were replaced so far, in order.
    pub(super) fn into_missing(self) -> Vec<char> {
        self.missing.into_iter().collect()
    }

    /// Returns the text as it can be drawn with `face`: white space becomes a space, invisible
    /// format characters go, characters that the face lacks are replaced and noted.
    pub(super) fn drawable(&mut self, face: Face, text: &str) -> String {
        let shaper = &self.shapers[face as usize];
        let mut drawable = String::with_capacity(text.len());
        for c in text.chars() {
            if is_format(c) {
                continue;
            } else if c.is_whitespace() && shaper.nominal_glyph(c.into()).is_none() {
                drawable.push(' ');
            } else if shaper.nominal_glyph(c.into()).is_some() {
                drawable.push(c);
            } else {
                self.missing.insert(c);
                drawable.push(REPLACEMENT);
            }
        }
        drawable
    }

    /// Shapes a text that [`Typesetter::drawable`] returned.
    ///
    /// # Errors
    ///
    /// Returns [`PdfError::Shape`] if the shaper refuses the text.
    pub(super) fn shape(&mut self, face: Face, tabular: bool, text: &str) -> Result<Shaped, PdfError> {
        let known = self.known.entry((face, tabular)).or_default();
        if let Some(shaped) = known.get(text) {
            return Ok(Rc::clone(shaped));
        }
        let shaped = Rc::new(shape(&self.shapers[face as usize], tabular, text)?);
        known.insert(text.to_owned(), Rc::clone(&shaped));
        Ok(shaped)
    }
}

/// Tells whether a character has no shape of its own and may go without loss.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn shape(font: &ShaperFont<'_, '_>, tabular: bool, text: &str) -> Result<Vec<Glyph>, PdfError> {
    let features = [Feature::new(Tag::new(b"tnum"), 1, ..)];
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(harfrust::Direction::LeftToRight);
    let options = ShapeOptions::new().features(if tabular { &features } else { &[] });
    harfrust::shape(font, &mut buffer, options).map_err(|_| PdfError::Shape { text: text.to_owned() })?;

    let scale = 1000.0 / f32::from(font.units_per_em());
    let mut texts = ClusterTexts::new(text, buffer.glyph_infos().iter().map(|info| info.cluster));
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    Ok(glyphs
        .map(|(info, position)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance as f32 * scale,
            natural: font.glyph_h_advance(info.glyph_id.into()) as f32 * scale,
            text: texts.take(info.cluster),
        })
        .collect())
}

/// Hands out the characters of each cluster to its glyphs: one each, all the rest to the last.
struct ClusterTexts<'t> {
    text: &'t str,
    /// Start of each glyph's cluster, in glyph order.
    starts: Vec<u32>,
    next: usize,
    given: usize,
}

impl<'t> ClusterTexts<'t> {
    fn new(text: &'t str, starts: impl Iterator<Item = u32>) -> Self {
        Self { text, starts: starts.collect(), next: 0, given: 0 }
    }

    fn take(&mut self, start: u32) -> String {
        self.next += 1;
        let from = self.given.max(start as usize);
        let following = self.starts.get(self.next).copied();
        let to = if following == Some(start) {
            from + self.text[from..].chars().next().map_or(0, char::len_utf8)
        } else {
            following.map_or(self.text.len(), |next| next as usize)
        };
        self.given = to.max(from);
        self.text[from..self.given].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_french_typography() {
        let faces = Faces::load().unwrap();
        let mut typesetter = Typesetter::new(&faces);
        let text = "éèêëàâçùûïîôÉœŒæÆ€«»’…·ᵉʳ\u{A0}\u{202F}\u{2011}−→✓☐–—≥≤×•²°№";
        for face in Face::ALL {
            assert_eq!(typesetter.drawable(face, text), text, "{face:?}");
        }
        assert!(typesetter.into_missing().is_empty());
    }

    #[test]
    fn replaces_and_reports_what_it_cannot_draw() {
        let faces = Faces::load().unwrap();
        let mut typesetter = Typesetter::new(&faces);
        assert_eq!(typesetter.drawable(Face::Bold, "a🦀b\tc\u{AD}d日"), "a□b cd□");
        assert_eq!(typesetter.into_missing(), ['日', '🦀']);
    }

    #[test]
    fn kerns_and_keeps_each_character_once() {
        let faces = Faces::load().unwrap();
        let mut typesetter = Typesetter::new(&faces);
        let glyphs = typesetter.shape(Face::Regular, false, "AVATo\u{301}e\u{301}x\u{327}!").unwrap();
        assert!(glyphs.iter().any(|glyph| glyph.advance < glyph.natural));
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, "AVATo\u{301}e\u{301}x\u{327}!");
    }

    #[test]
    fn embedded_faces_stay_small() {
        for face in Face::ALL {
            assert!(face.data().len() < 120_000, "{face:?}");
        }
    }
}
