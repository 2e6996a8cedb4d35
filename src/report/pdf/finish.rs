//! What printpdf does not write: nested bookmarks, links as objects, language, viewer
//! preferences, and properties that come from the document alone.

use lopdf::{Dictionary, Object, ObjectId, SaveOptions, dictionary, text_string};

use super::PdfError;
use super::layout::{Anchor, Bookmark, Pages};
use super::row::TextBox;
use super::style::{MARGIN_SIDE, PAGE_HEIGHT};
use super::text::Run;
use crate::report::block::{Date, Document, Link};

/// Space left above the target of a link or bookmark.
const TARGET_GAP: f32 = 12.0;

/// Completes a file and writes it.
///
/// # Errors
///
/// Returns [`PdfError::UnknownAnchor`] if a link leads nowhere, [`PdfError::Date`] if the date
/// of the document is wrong, [`PdfError::Assemble`] or [`PdfError::Write`] if lopdf fails.
pub(super) fn finish(
    mut file: lopdf::Document,
    document: &Document,
    pages: &Pages,
) -> Result<Vec<u8>, PdfError> {
    file.version = "1.7".to_owned();
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    add_links(&mut file, &page_ids, pages)?;
    let outline = add_outline(&mut file, &page_ids, &pages.bookmarks);

    let catalog = file.catalog_mut()?;
    catalog.set("Lang", text_string(&document.lang));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    set_properties(&mut file, document, pages)?;
    file.compress();
    let mut bytes = Vec::new();
    // The many small objects of links and bookmarks weigh a third of the file unless they are packed.
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9);
    file.save_with_options(&mut bytes, options.build())?;
    Ok(bytes)
}

/// Adds the links of each page as annotations.
fn add_links(file: &mut lopdf::Document, page_ids: &[ObjectId], pages: &Pages) -> Result<(), PdfError> {
    for (page, id) in pages.pages.iter().zip(page_ids) {
        let mut annotations: Vec<Object> = Vec::new();
        for text in &page.texts {
            for run in &text.runs {
                if let Some(link) = &run.link {
                    let action = action(link, page_ids, pages)?;
                    let annotation = annotation(text, run, action, link);
                    annotations.push(file.add_object(annotation).into());
                }
            }
        }
        let page = file.get_object_mut(*id)?.as_dict_mut()?;
        if annotations.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", annotations);
        }
    }
    Ok(())
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

fn annotation(text: &TextBox, run: &Run, action: Dictionary, link: &Link) -> Dictionary {
    let left = text.rect.x + run.x;
    let corners = [left, PAGE_HEIGHT - text.rect.bottom(), left + run.width, PAGE_HEIGHT - text.rect.y];
    let rect: Vec<Object> = corners.map(|length| Object::Real((length * 100.0).round() / 100.0)).into();
    let contents = match link {
        Link::Url(url) => text_string(url),
        Link::Anchor(_) => text_string(run.text().trim()),
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

fn destination(target: Anchor, page_ids: &[ObjectId]) -> Object {
    let page = page_ids.get(target.page).copied().map_or(Object::Null, Object::Reference);
    let top = (PAGE_HEIGHT - target.y + TARGET_GAP).min(PAGE_HEIGHT).round();
    let left = (MARGIN_SIDE - TARGET_GAP).round();
    let zoom = Object::Null;
    Object::Array(vec![page, Object::Name(b"XYZ".to_vec()), left.into(), top.into(), zoom])
}

/// A bookmark with those below it.
struct Branch<'b> {
    bookmark: &'b Bookmark,
    children: Vec<Branch<'b>>,
}

/// Nests bookmarks: each goes below the last one before it that has a higher rank.
fn branches(mut bookmarks: &[Bookmark]) -> Vec<Branch<'_>> {
    let mut branches = Vec::new();
    while let Some((bookmark, rest)) = bookmarks.split_first() {
        let below = rest.iter().take_while(|next| next.level > bookmark.level).count();
        let (children, following) = rest.split_at(below);
        branches.push(Branch { bookmark, children: self::branches(children) });
        bookmarks = following;
    }
    branches
}

fn add_outline(file: &mut lopdf::Document, page_ids: &[ObjectId], bookmarks: &[Bookmark]) -> Option<Object> {
    let branches = branches(bookmarks);
    if branches.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let (first, last) = add_branches(file, page_ids, &branches, root)?;
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => first,
        "Last" => last,
        "Count" => branches.len() as i64,
    };
    file.set_object(root, outline);
    Some(root.into())
}

/// Adds sibling bookmarks, closed, and returns the first and the last.
fn add_branches(
    file: &mut lopdf::Document,
    page_ids: &[ObjectId],
    branches: &[Branch<'_>],
    parent: ObjectId,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = branches.iter().map(|_| file.new_object_id()).collect();
    for (index, branch) in branches.iter().enumerate() {
        let mut item = dictionary! {
            "Title" => text_string(&branch.bookmark.title),
            "Parent" => parent,
            "Dest" => destination(branch.bookmark.target, page_ids),
        };
        if let Some(previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            item.set("Prev", *previous);
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", *next);
        }
        if let Some((first, last)) = add_branches(file, page_ids, &branch.children, ids[index]) {
            item.set("First", first);
            item.set("Last", last);
            // A negative count: the children do not show until the reader asks.
            item.set("Count", -(branch.children.len() as i64));
        }
        file.set_object(ids[index], item);
    }
    Some((*ids.first()?, *ids.last()?))
}

/// Sets title, author, date and identifier.
fn set_properties(file: &mut lopdf::Document, document: &Document, pages: &Pages) -> Result<(), PdfError> {
    let date = Object::string_literal(pdf_date(document.date)?);
    let properties = dictionary! {
        "Title" => text_string(&document.title),
        "Author" => text_string(&document.author),
        "Producer" => text_string("diaglibre"),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    let properties = file.add_object(properties);
    file.trailer.set("Info", properties);

    let mut digest = Digest::new();
    for part in [&document.title, &document.author, &document.lang] {
        digest.add(part.as_bytes());
    }
    for text in pages.pages.iter().flat_map(|page| &page.texts) {
        digest.add(text.text.as_bytes());
    }
    let id = Object::String(digest.bytes().to_vec(), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn pdf_date(date: Date) -> Result<String, PdfError> {
    let Date { year, month, day } = date;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if year > 9999 || !(1..=days).contains(&day) {
        return Err(PdfError::Date { year, month, day });
    }
    Ok(format!("D:{year:04}{month:02}{day:02}000000Z"))
}

/// A 128-bit FNV-1a digest: the same on every machine, and no secret to keep.
pub(super) struct Digest(u128);

impl Digest {
    pub(super) const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        // The extra byte, which UTF-8 never has, parts one text from the next.
        for byte in bytes.iter().chain(&[0xFF]) {
            self.0 ^= u128::from(*byte);
            self.0 = self.0.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
        }
    }

    pub(super) const fn bytes(&self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Returns the first capital letters that the digest stands for.
    pub(super) fn letters(&self, count: usize) -> String {
        self.bytes().iter().take(count).map(|byte| char::from(b'A' + byte % 26)).collect()
    }
}
