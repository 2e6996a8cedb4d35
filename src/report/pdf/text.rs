//! Spans of text to lines that fit a width.
//!
//! Lines break at U+0020 only; U+00A0, U+202F and U+2011 hold words together. A word longer
//! than the line is cut, after a separator if there is one. A line that ends at a space keeps
//! that space in its content, so that text taken from the page does not glue words.

use super::PdfError;
use super::font::{Face, Glyph, Typesetter};
use super::style::{Ink, TextStyle};
use crate::report::block::{Link, Span, SpanStyle};

/// Glyphs of one look, set side by side on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Distance from the start of the line, in points.
    pub x: f32,
    /// Width without a space at the end of the line, in points.
    pub width: f32,
    /// Look of the glyphs.
    pub style: TextStyle,
    /// Where a click leads.
    pub link: Option<Link>,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// Returns the characters of the run.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// Width without the space at its end, in points.
    pub(super) width: f32,
}

/// What may stand on a line: part of a word, or a space.
#[derive(Clone)]
struct Piece {
    span: usize,
    glyphs: Vec<Glyph>,
}

/// Pieces that no line break may part.
#[derive(Clone, Default)]
struct Word {
    /// Span of the space before the word, if it is not the first.
    space: Option<usize>,
    pieces: Vec<Piece>,
}

/// Breaks text into lines, `width` points at most.
///
/// # Errors
///
/// Returns [`PdfError::Shape`] if the shaper refuses a word.
pub(super) fn break_lines(
    typesetter: &mut Typesetter<'_>,
    spans: &[Span],
    style: TextStyle,
    width: f32,
) -> Result<Vec<Line>, PdfError> {
    let looks = looks(typesetter, spans, style)?;
    let words = split_words(typesetter, spans, &looks)?;
    // A hundredth of a point makes up for rounding.
    let limit = width + 0.01;
    let mut filler = Filler { looks: &looks, limit, lines: Vec::new(), line: Vec::new() };
    for word in words {
        filler.push(word);
    }
    filler.close(false);
    Ok(filler.lines)
}

/// Breaks text into as few lines as [`break_lines`], of lengths as even as can be.
///
/// # Errors
///
/// Returns [`PdfError::Shape`] if the shaper refuses a word.
pub(super) fn balance_lines(
    typesetter: &mut Typesetter<'_>,
    spans: &[Span],
    style: TextStyle,
    width: f32,
) -> Result<Vec<Line>, PdfError> {
    let mut best = break_lines(typesetter, spans, style, width)?;
    let (mut low, mut high) = (longest_word(typesetter, spans, style)?.min(width), width);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        let lines = break_lines(typesetter, spans, style, middle)?;
        if lines.len() <= best.len() {
            (best, high) = (lines, middle);
        } else {
            low = middle;
        }
    }
    Ok(best)
}

/// Breaks text like [`break_lines`], a little narrower if that spares a last line of one
/// short word.
///
/// # Errors
///
/// Returns [`PdfError::Shape`] if the shaper refuses a word.
pub(super) fn flow_lines(
    typesetter: &mut Typesetter<'_>,
    spans: &[Span],
    style: TextStyle,
    width: f32,
) -> Result<Vec<Line>, PdfError> {
    let lines = break_lines(typesetter, spans, style, width)?;
    let ends_well = |lines: &[Line]| lines.last().is_none_or(|last| last.width > width * 0.16);
    if lines.len() < 2 || ends_well(&lines) {
        return Ok(lines);
    }
    for share in [0.97, 0.94, 0.91, 0.88] {
        let narrower = break_lines(typesetter, spans, style, width * share)?;
        if narrower.len() == lines.len() && ends_well(&narrower) {
            return Ok(narrower);
        }
    }
    Ok(lines)
}

/// Returns the width of the longest word, in points.
///
/// # Errors
///
/// Returns [`PdfError::Shape`] if the shaper refuses a word.
pub(super) fn longest_word(
    typesetter: &mut Typesetter<'_>,
    spans: &[Span],
    style: TextStyle,
) -> Result<f32, PdfError> {
    let looks = looks(typesetter, spans, style)?;
    let words = split_words(typesetter, spans, &looks)?;
    Ok(words.iter().map(|word| pieces_width(&looks, &word.pieces)).fold(0.0, f32::max))
}

/// Style and link of a span, with the space that suits them.
struct Look {
    style: TextStyle,
    link: Option<Link>,
    space: Vec<Glyph>,
}

fn looks(typesetter: &mut Typesetter<'_>, spans: &[Span], style: TextStyle) -> Result<Vec<Look>, PdfError> {
    spans.iter().map(|span| Look::new(typesetter, style, span)).collect()
}

impl Look {
    fn new(typesetter: &mut Typesetter<'_>, base: TextStyle, span: &Span) -> Result<Self, PdfError> {
        let style = match span.style {
            SpanStyle::Plain => base,
            SpanStyle::Bold => TextStyle { face: Face::Bold, ..base },
            SpanStyle::Italic => TextStyle { face: Face::Italic, ..base },
            SpanStyle::Muted => base.inked(Ink::Muted),
        };
        let style = if span.link.is_some() { style.inked(Ink::Primary) } else { style };
        let space = typesetter.shape(style.face, style.tabular, " ")?.to_vec();
        Ok(Self { style, link: span.link.clone(), space })
    }

    fn advance(&self, glyph: &Glyph) -> f32 {
        (glyph.advance + self.style.tracking) * self.style.size / 1000.0
    }
}

fn glyphs_width(look: &Look, glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|glyph| look.advance(glyph)).sum()
}

fn pieces_width(looks: &[Look], pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| glyphs_width(&looks[piece.span], &piece.glyphs)).sum()
}

fn split_words(
    typesetter: &mut Typesetter<'_>,
    spans: &[Span],
    looks: &[Look],
) -> Result<Vec<Word>, PdfError> {
    let mut words: Vec<Word> = Vec::new();
    // Span of the space that waits for a word; runs of spaces count once.
    let mut space = None;
    let mut joins = false;
    for (span, (content, look)) in spans.iter().zip(looks).enumerate() {
        let TextStyle { face, tabular, .. } = look.style;
        let text = typesetter.drawable(face, &content.text);
        for (index, part) in text.split(' ').enumerate() {
            if index > 0 {
                space = space.or(Some(span));
                joins = false;
            }
            if part.is_empty() {
                continue;
            }
            let piece = Piece { span, glyphs: typesetter.shape(face, tabular, part)?.to_vec() };
            match words.last_mut() {
                Some(word) if joins => word.pieces.push(piece),
                last => {
                    let space = space.filter(|_| last.is_some());
                    words.push(Word { space, pieces: vec![piece] });
                }
            }
            space = None;
            joins = true;
        }
    }
    Ok(words)
}

/// Fills lines one word after the other.
struct Filler<'l> {
    looks: &'l [Look],
    limit: f32,
    lines: Vec<Line>,
    line: Vec<Piece>,
}

impl Filler<'_> {
    fn push(&mut self, word: Word) {
        let space = word.space.map(|span| Piece { span, glyphs: self.looks[span].space.clone() });
        let gap = pieces_width(self.looks, space.as_slice());
        let width = pieces_width(self.looks, &word.pieces);
        let before = pieces_width(self.looks, &self.line);
        if !self.line.is_empty() && before + gap + width <= self.limit {
            self.line.extend(space);
            self.line.extend(word.pieces);
        } else {
            self.close(true);
            self.push_on_empty_line(word.pieces);
        }
    }

    /// Puts a word on an empty line, cut into several lines if it is too long for one.
    fn push_on_empty_line(&mut self, mut pieces: Vec<Piece>) {
        while pieces_width(self.looks, &pieces) > self.limit {
            let Some(rest) = self.cut(&mut pieces) else {
                break;
            };
            self.line = pieces;
            self.close(false);
            pieces = rest;
        }
        self.line = pieces;
    }

    /// Shortens `pieces` to what fits a line and returns the rest, or `None` for one glyph.
    fn cut(&self, pieces: &mut Vec<Piece>) -> Option<Vec<Piece>> {
        let glyphs: Vec<(usize, Glyph)> = pieces
            .iter()
            .flat_map(|piece| piece.glyphs.iter().map(|glyph| (piece.span, glyph.clone())))
            .collect();
        let mut width = 0.0;
        let fitting = glyphs.iter().take_while(|(span, glyph)| {
            width += self.looks[*span].advance(glyph);
            width <= self.limit
        });
        let fitting = fitting.count().max(1);
        if fitting >= glyphs.len() {
            return None;
        }
        let at = cut_point(&glyphs, fitting);
        *pieces = regroup(&glyphs[..at]);
        Some(regroup(&glyphs[at..]))
    }

    /// Ends the line, with a space that is not drawn but read if it was broken `at_space`.
    fn close(&mut self, at_space: bool) {
        let Some(last) = self.line.last().map(|piece| piece.span) else {
            return;
        };
        let mut line = Line::default();
        for piece in self.line.drain(..) {
            line.append(self.looks, piece);
        }
        if let (true, Some(run)) = (at_space, line.runs.last_mut()) {
            run.glyphs.extend(self.looks[last].space.iter().cloned());
        }
        self.lines.push(line);
    }
}

/// Returns where to cut a word of which `fitting` glyphs fit: after a separator in the second
/// half, or else at the last glyph that does not carry a mark.
fn cut_point(glyphs: &[(usize, Glyph)], fitting: usize) -> usize {
    let separates = |glyph: &Glyph| glyph.text.ends_with(['/', '-', '.', '_', '?', '&', '=', '@']);
    let separator = (fitting.div_ceil(2)..=fitting).rev().find(|&at| separates(&glyphs[at - 1].1));
    let starts = |glyph: &Glyph| !matches!(glyph.text.chars().next(), None | Some('\u{300}'..='\u{36F}'));
    let cluster = || (1..=fitting).rev().find(|&at| starts(&glyphs[at].1));
    separator.or_else(cluster).unwrap_or(fitting)
}

fn regroup(glyphs: &[(usize, Glyph)]) -> Vec<Piece> {
    glyphs
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|chunk| Piece {
            span: chunk[0].0,
            glyphs: chunk.iter().map(|(_, glyph)| glyph.clone()).collect(),
        })
        .collect()
}

impl Line {
    /// Adds a piece at the end, to the last run if it has the same look.
    fn append(&mut self, looks: &[Look], piece: Piece) {
        let look = &looks[piece.span];
        let width = glyphs_width(look, &piece.glyphs);
        match self.runs.last_mut() {
            Some(run) if run.style == look.style && run.link == look.link => {
                run.glyphs.extend(piece.glyphs);
                run.width += width;
            }
            _ => self.runs.push(Run {
                x: self.width,
                width,
                style: look.style,
                link: look.link.clone(),
                glyphs: piece.glyphs,
            }),
        }
        self.width += width;
    }

    /// Returns the characters of the line, with the space at its end if it has one.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(Run::text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::font::Faces;
    use super::super::style::BODY;
    use super::*;

    fn lines(spans: &[Span], width: f32) -> Vec<Line> {
        let faces = Faces::load().unwrap();
        break_lines(&mut Typesetter::new(&faces), spans, BODY, width).unwrap()
    }

    fn texts(spans: &[Span], width: f32) -> Vec<String> {
        lines(spans, width).iter().map(Line::text).collect()
    }

    #[test]
    fn keeps_the_space_where_a_line_breaks() {
        let spans = ["Le bureau vote ".into(), Span::bold("à l’unanimité"), ".".into()];
        assert_eq!(texts(&spans, 90.0), ["Le bureau vote à ", "l’unanimité."]);
    }

    #[test]
    fn never_breaks_at_french_spaces() {
        let spans = ["Total des frais\u{A0}: 12\u{202F}450\u{A0}€ par an".into()];
        for width in [40.0, 60.0, 80.0, 100.0] {
            for text in texts(&spans, width) {
                assert!(!text.starts_with([':', '€', '4']) || width < 60.0, "{text:?} {width}");
            }
        }
    }

    #[test]
    fn cuts_words_longer_than_the_line() {
        let url = "https://exemple.org/documentation/association/mise-en-route?langue=fr";
        let spans = [Span::url(url, url)];
        let lines = lines(&spans, 120.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| line.width <= 120.01));
        assert_eq!(lines.iter().map(Line::text).collect::<String>(), url);
    }

    #[test]
    fn collapses_spaces_across_spans() {
        let spans = ["un ".into(), Span::bold(" deux"), " ".into(), "trois".into()];
        assert_eq!(texts(&spans, 400.0), ["un deux trois"]);
        assert!(texts(&["  ".into()], 400.0).is_empty());
    }

    #[test]
    fn balances_headings() {
        let faces = Faces::load().unwrap();
        let mut typesetter = Typesetter::new(&faces);
        let spans = ["Passer des outils fermés aux logiciels libres en un an".into()];
        let lines = balance_lines(&mut typesetter, &spans, BODY, 220.0).unwrap();
        assert_eq!(lines.len(), 2);
        assert!((lines[0].width - lines[1].width).abs() < 50.0);
    }
}
