//! What an SVG logo may hold: shapes, and nothing that asks for a file, a font, a script or an hour of work.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::text::{Text, clean};

/// The deepest nesting.
const MAX_DEPTH: usize = 48;
/// The most elements.
const MAX_ELEMENTS: usize = 5_000;
/// The most copies of other elements: copies of copies grow fast.
const MAX_COPIES: usize = 16;

/// What is drawn.
const DRAWN: [&str; 22] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "style",
    "title",
    "desc",
    "metadata",
    "a",
];

/// Why an SVG file is not drawn.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VectorError {
    /// It is no SVG at all.
    #[error("the file is neither PNG nor SVG")]
    NoSvg,
    /// It is not well formed.
    #[error("the SVG file is damaged: {0}")]
    Damaged(String),
    /// It holds an element that is not drawn.
    #[error("an SVG logo holds no <{0}>")]
    Element(String),
    /// It holds a definition of entities.
    #[error("an SVG logo holds no definition of entities")]
    Entities,
    /// It is too complicated.
    #[error("the SVG file is too complicated")]
    TooComplicated,
}

impl VectorError {
    /// Returns what is wrong and what to do, in both languages.
    pub(super) fn message(&self) -> Text {
        match self {
            Self::NoSvg => {
                Text::new("ce fichier n'est ni un PNG ni un SVG", "this file is neither PNG nor SVG")
            }
            Self::Damaged(error) => {
                Text::new(format!("ce SVG est abîmé : {error}"), format!("this SVG is damaged: {error}"))
            }
            Self::Element(name) if name == "text" => Text::new(
                "ce SVG contient du texte, qui demanderait une police : transformez-le en tracés, ou donnez un PNG",
                "this SVG contains text, which would need a font: turn it into paths, or give a PNG",
            ),
            Self::Element(name) => Text::new(
                format!(
                    "ce SVG contient « <{name}> », qui n'est pas dessiné : simplifiez-le, ou donnez un PNG"
                ),
                format!("this SVG contains `<{name}>`, which is not drawn: simplify it, or give a PNG"),
            ),
            Self::Entities => Text::new(
                "ce SVG définit des entités : enregistrez-le sans elles, ou donnez un PNG",
                "this SVG defines entities: save it without them, or give a PNG",
            ),
            Self::TooComplicated => Text::new(
                "ce SVG est trop compliqué pour un logo : simplifiez-le, ou donnez un PNG",
                "this SVG is too complicated for a logo: simplify it, or give a PNG",
            ),
        }
    }
}

/// Checks that a text is an SVG drawing that can be drawn safely.
///
/// # Errors
/// The first thing that is refused.
pub(super) fn check(text: &str) -> Result<(), VectorError> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements, mut copies) = (0_usize, 0_usize, 0_usize);
    // The depth of the mask around, and whether a style sheet is read.
    let (mut mask, mut in_style): (Option<usize>, bool) = (None, false);
    loop {
        let event = reader.read_event().map_err(|error| match elements {
            0 => VectorError::NoSvg,
            _ => VectorError::Damaged(clean(&error.to_string())),
        })?;
        let (start, opens) = match &event {
            Event::Start(start) => (start, true),
            Event::Empty(start) => (start, false),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                mask = mask.filter(|from| *from <= depth);
                in_style = false;
                continue;
            }
            // A declaration of entities stands in the document type; one without them does no harm.
            Event::DocType(kind) if kind.contains('[') => return Err(VectorError::Entities),
            Event::Text(sheet) if in_style && names_masks(sheet) => return Err(VectorError::TooComplicated),
            Event::GeneralRef(_) if in_style => return Err(VectorError::TooComplicated),
            Event::CData(sheet) if in_style && names_masks(sheet) => return Err(VectorError::TooComplicated),
            Event::Eof => break,
            _ => continue,
        };
        let name = start.name().as_ref().to_owned();
        if elements == 0 && name != "svg" {
            return Err(VectorError::NoSvg);
        }
        elements += 1;
        if binds_another_prefix(start) {
            return Err(VectorError::TooComplicated);
        }
        // What drawing programs note for themselves has a prefix.
        let is_drawn = DRAWN.contains(&name.as_str());
        if !is_drawn && (!name.contains(':') || name.starts_with("svg:")) {
            return Err(VectorError::Element(clean(&name)));
        }
        copies += usize::from(name == "use");
        let is_mask = name == "mask" || name == "clipPath";
        if (is_mask || mask.is_some()) && (is_masked(start) || is_mask && mask.is_some()) {
            return Err(VectorError::TooComplicated);
        }
        if depth >= MAX_DEPTH || elements > MAX_ELEMENTS || copies > MAX_COPIES {
            return Err(VectorError::TooComplicated);
        }
        if opens {
            depth += 1;
            in_style = name == "style";
            mask = mask.or(is_mask.then_some(depth));
        }
    }
    if elements == 0 { Err(VectorError::NoSvg) } else { Ok(()) }
}

/// Tells whether the names of SVG get a second prefix, under which elements would hide.
fn binds_another_prefix(start: &BytesStart<'_>) -> bool {
    start.attributes().flatten().any(|attribute| {
        let key = attribute.key.as_ref();
        key.starts_with("xmlns:") && key != "xmlns:svg" && &*attribute.value == "http://www.w3.org/2000/svg"
    })
}

/// Tells whether an element is drawn through a mask: masks inside masks grow fast.
fn is_masked(start: &BytesStart<'_>) -> bool {
    start.attributes().flatten().any(|attribute| {
        let key = attribute.key.as_ref();
        key == "mask" || key == "clip-path" || (key == "style" && names_masks(&attribute.value))
    })
}

/// Tells whether a style draws through a mask, or may say so in disguise.
fn names_masks(style: &str) -> bool {
    ["mask", "clip-path", "&", "\\"].iter().any(|words| style.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(content: &str) -> Result<(), VectorError> {
        check(&format!("<svg xmlns='http://www.w3.org/2000/svg'>{content}</svg>"))
    }

    #[test]
    fn a_logo_as_drawing_programs_save_it_is_accepted() {
        let saved = "<?xml version='1.0'?><!-- a --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg xmlns='http://www.w3.org/2000/svg'><metadata><rdf:RDF><cc:Work/></rdf:RDF></metadata><sodipodi:namedview><inkscape:grid/></sodipodi:namedview><style>.a{fill:#fff}</style><defs><clipPath id='c'><path d='M0 0h1'/></clipPath></defs><g clip-path='url(#c)'><path class='a' d='M0 0h1v1z'/></g></svg>";
        assert_eq!(check(saved), Ok(()));
    }

    #[test]
    fn what_is_not_drawn_is_named() {
        for name in ["text", "image", "script", "foreignObject", "filter", "pattern", "animate"] {
            assert_eq!(inside(&format!("<{name}/>")), Err(VectorError::Element(name.to_owned())));
        }
    }

    #[test]
    fn entities_are_refused() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg/>";
        assert_eq!(check(bomb), Err(VectorError::Entities));
    }

    #[test]
    fn what_would_take_an_hour_is_refused() {
        let deep = format!("{}{}", "<g>".repeat(60), "</g>".repeat(60));
        let masks = "<mask id='a'><g mask='url(#b)'/></mask>";
        let styled = "<mask id='a'><g style='mask:url(#b)'/></mask>";
        let sheet = "<style>g{mask:url(#a)}</style>";
        for content in [deep.as_str(), &"<g/>".repeat(6_000), &"<use/>".repeat(17), masks, styled, sheet] {
            assert_eq!(
                inside(content),
                Err(VectorError::TooComplicated),
                "{}",
                &content[..40.min(content.len())]
            );
        }
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        for text in ["", "bonjour", "<html/>", "\u{feff}{}"] {
            assert_eq!(check(text), Err(VectorError::NoSvg), "{text:?}");
        }
    }
}
