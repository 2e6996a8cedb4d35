//! Links: the places of a page that a click opens.

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::super::PdfError;
use super::super::layout::Pages;
use super::super::style::PAGE_HEIGHT;
use super::outline::destination;
use super::tags::{LinkPlace, Tags};
use crate::report::block::Link;

/// Adds the links of each page, and returns them page by page.
///
/// # Errors
///
/// Returns [`PdfError::UnknownAnchor`] if a link leads nowhere.
pub(super) fn add(
    file: &mut lopdf::Document,
    page_ids: &[ObjectId],
    pages: &Pages,
    tags: &Tags,
) -> Result<Vec<Vec<ObjectId>>, PdfError> {
    let mut all = Vec::with_capacity(page_ids.len());
    for (places, id) in tags.places.iter().zip(page_ids) {
        let mut annotations = Vec::with_capacity(places.len());
        for place in places {
            let action = action(&place.link, page_ids, pages)?;
            annotations.push(file.add_object(annotation(place, action)));
        }
        let page = file.get_object_mut(*id)?.as_dict_mut()?;
        if annotations.is_empty() {
            page.remove(b"Annots");
        } else {
            let list: Vec<Object> = annotations.iter().map(|id| Object::Reference(*id)).collect();
            page.set("Annots", list);
        }
        all.push(annotations);
    }
    Ok(all)
}

fn action(link: &Link, page_ids: &[ObjectId], pages: &Pages) -> Result<Dictionary, PdfError> {
    match link {
        Link::Url(url) => Ok(dictionary! {
            "S" => "URI",
            "URI" => Object::string_literal(ascii_url(url)),
        }),
        Link::Anchor(anchor) => {
            let unknown = || PdfError::UnknownAnchor { anchor: anchor.clone() };
            let target = *pages.anchors.get(anchor).ok_or_else(unknown)?;
            Ok(dictionary! { "S" => "GoTo", "D" => destination(target, page_ids) })
        }
    }
}

fn annotation(place: &LinkPlace, action: Dictionary) -> Dictionary {
    let rect = place.rect;
    let corners = [rect.x, PAGE_HEIGHT - rect.bottom(), rect.right(), PAGE_HEIGHT - rect.y];
    let rect: Vec<Object> = corners.map(|length| Object::Real((length * 100.0).round() / 100.0)).into();
    let contents = match &place.link {
        Link::Url(url) => text_string(url),
        Link::Anchor(_) => text_string(place.words.trim()),
    };
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rect,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Bit 3: the annotation is printed with the page.
        "F" => 4,
        "Contents" => contents,
        "A" => action,
    }
}

/// Escapes what may not stand in a URI: anything but visible ASCII.
fn ascii_url(url: &str) -> String {
    url.bytes().fold(String::with_capacity(url.len()), |mut escaped, byte| {
        if byte.is_ascii_graphic() {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
        escaped
    })
}
