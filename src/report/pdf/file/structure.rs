//! Writes the logical structure: its elements, and the way back to them from pages and links.

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::super::PdfError;
use super::super::row::{Rect, Role};
use super::super::style::PAGE_HEIGHT;
use super::tags::{Element, Kid, Kind, Tags};

/// Adds the structure to a file whose links are `annotations`, page by page.
///
/// # Errors
///
/// Returns [`PdfError::Assemble`] if an object is not where it was put.
pub(super) fn add(
    file: &mut lopdf::Document,
    page_ids: &[ObjectId],
    tags: &Tags,
    annotations: &[Vec<ObjectId>],
) -> Result<(), PdfError> {
    let root = file.new_object_id();
    let ids: Vec<Option<ObjectId>> = (0..tags.elements.len())
        .map(|element| tags.is_worth_writing(element).then(|| file.new_object_id()))
        .collect();
    let writer = Writer { tags, ids: &ids, root, page_ids, annotations };
    for (element, id) in tags.elements.iter().zip(&ids) {
        if let Some(id) = id {
            file.set_object(*id, writer.element(element));
        }
    }

    // The first keys are those of the pages, the next ones those of the links.
    let mut numbers: Vec<Object> = Vec::new();
    for (page, (marks, id)) in tags.marks.iter().zip(page_ids).enumerate() {
        let elements: Vec<Object> = marks.iter().map(|element| writer.reference(*element)).collect();
        numbers.extend([(page as i64).into(), Object::Reference(file.add_object(elements))]);
        let page_entries = file.get_object_mut(*id)?.as_dict_mut()?;
        page_entries.set("StructParents", page as i64);
        page_entries.set("Tabs", "S");
    }
    let mut key = page_ids.len() as i64;
    for (places, ids) in tags.places.iter().zip(annotations) {
        for (place, id) in places.iter().zip(ids) {
            numbers.extend([key.into(), writer.reference(place.element)]);
            file.get_object_mut(*id)?.as_dict_mut()?.set("StructParent", key);
            key += 1;
        }
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => writer.reference(0),
        "ParentTree" => parents,
        "ParentTreeNextKey" => key,
    };
    file.set_object(root, tree);
    let catalog = file.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

struct Writer<'w> {
    tags: &'w Tags,
    ids: &'w [Option<ObjectId>],
    root: ObjectId,
    page_ids: &'w [ObjectId],
    annotations: &'w [Vec<ObjectId>],
}

impl Writer<'_> {
    fn reference(&self, element: usize) -> Object {
        self.ids.get(element).copied().flatten().map_or(Object::Null, Object::Reference)
    }

    fn page(&self, page: usize) -> Object {
        self.page_ids.get(page).copied().map_or(Object::Null, Object::Reference)
    }

    fn element(&self, element: &Element) -> Dictionary {
        let Element { kind, parent, kids, drawing } = element;
        let mut entries = dictionary! {
            "S" => kind.name(self.tags.titled),
            "P" => parent.map_or(self.root.into(), |parent| self.reference(parent)),
        };
        // The page of the first mark: marks of that page are then plain numbers.
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Mark { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = home {
            entries.set("Pg", self.page(page));
        }
        let mut written: Vec<Object> = kids.iter().filter_map(|kid| self.kid(kid, home)).collect();
        match written.len() {
            0 => {}
            1 => entries.set("K", written.remove(0)),
            _ => entries.set("K", written),
        }
        if let Some(attributes) = attributes(kind) {
            entries.set("A", attributes);
        }
        if let Some((alternative, place)) = drawing {
            entries.set("Alt", text_string(alternative));
            entries.set("A", figure_attributes(*place));
        }
        entries
    }

    fn kid(&self, kid: &Kid, home: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Element(below) => self.ids.get(*below).copied().flatten().map(Object::Reference),
            Kid::Mark { page, mark } if home == Some(*page) => Some((*mark as i64).into()),
            Kid::Mark { page, mark } => {
                let pointer =
                    dictionary! { "Type" => "MCR", "Pg" => self.page(*page), "MCID" => *mark as i64 };
                Some(pointer.into())
            }
            Kid::Place { page, place } => {
                let annotation = *self.annotations.get(*page)?.get(*place)?;
                let pointer = dictionary! { "Type" => "OBJR", "Pg" => self.page(*page), "Obj" => annotation };
                Some(pointer.into())
            }
        }
    }
}

fn attributes(kind: &Kind) -> Option<Dictionary> {
    let Kind::Node(role) = kind else { return None };
    match role {
        Role::List(true) => Some(dictionary! { "O" => "List", "ListNumbering" => "Decimal" }),
        Role::List(false) => Some(dictionary! { "O" => "List", "ListNumbering" => "Disc" }),
        Role::ColumnHeader => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::RowHeader => Some(dictionary! { "O" => "Table", "Scope" => "Row" }),
        _ => None,
    }
}

fn figure_attributes(place: Rect) -> Dictionary {
    let corners = [place.x, PAGE_HEIGHT - place.bottom(), place.right(), PAGE_HEIGHT - place.y];
    let corners: Vec<Object> = corners.map(|length| Object::Real(length.round())).into();
    dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => corners }
}
