//! Nested bookmarks, which printpdf has flat.

use lopdf::{Object, ObjectId, dictionary, text_string};

use super::super::PdfError;
use super::super::layout::{Anchor, Bookmark};
use super::super::style::{MARGIN_SIDE, PAGE_HEIGHT};

/// Space left above the target of a link or bookmark.
const TARGET_GAP: f32 = 12.0;

/// Returns where a link or bookmark leads.
pub(super) fn destination(target: Anchor, page_ids: &[ObjectId]) -> Object {
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

/// Adds the bookmarks, if there is any, and has them shown when the file opens.
///
/// # Errors
///
/// Returns [`PdfError::Assemble`] if the file has no catalogue.
pub(super) fn add(
    file: &mut lopdf::Document,
    page_ids: &[ObjectId],
    bookmarks: &[Bookmark],
) -> Result<(), PdfError> {
    let branches = branches(bookmarks);
    let root = file.new_object_id();
    let Some((first, last)) = add_branches(file, page_ids, &branches, root) else { return Ok(()) };
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => first,
        "Last" => last,
        "Count" => branches.len() as i64,
    };
    file.set_object(root, outline);
    let catalog = file.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    Ok(())
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
