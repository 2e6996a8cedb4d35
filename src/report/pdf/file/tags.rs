//! The logical structure of a file: elements, and the marks on the pages that belong to each.
//!
//! Elements are made from the nodes of the layout; marks are added while the pages are drawn. A
//! link is an element of its own, below the one whose text it is.

use super::super::layout::Pages;
use super::super::row::{NodeId, Rect, Role, TextBox};
use super::super::text::Run;
use crate::report::block::{Level, Link};

/// An element of the structure.
#[derive(Debug)]
pub(super) struct Element {
    /// What it is.
    pub(super) kind: Kind,
    /// The element that it belongs to; none for the document itself.
    pub(super) parent: Option<usize>,
    /// What it holds, in reading order.
    pub(super) kids: Vec<Kid>,
    /// What is said in place of a drawing, and where the drawing is.
    pub(super) drawing: Option<(String, Rect)>,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A node of the layout.
    Node(Role),
    /// A link.
    Link(Link),
    /// Words beside a link.
    Words,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kid {
    /// Another element.
    Element(usize),
    /// A mark on a page.
    Mark { page: usize, mark: usize },
    /// The clickable place of a link: a page and the index of the place on it.
    Place { page: usize, place: usize },
}

/// A clickable place.
#[derive(Debug)]
pub(super) struct LinkPlace {
    pub(super) rect: Rect,
    pub(super) link: Link,
    pub(super) words: String,
    pub(super) element: usize,
}

/// The elements, with the marks and links of each page.
#[derive(Debug)]
pub(super) struct Tags {
    pub(super) elements: Vec<Element>,
    /// Element of each mark, page by page.
    pub(super) marks: Vec<Vec<usize>>,
    /// Clickable places, page by page.
    pub(super) places: Vec<Vec<LinkPlace>>,
    /// Whether the document has a title above its headings.
    pub(super) titled: bool,
}

impl Tags {
    /// Returns the elements of the nodes, without marks.
    pub(super) fn new(pages: &Pages) -> Self {
        let mut elements: Vec<Element> = Vec::with_capacity(pages.nodes.len());
        for (index, node) in pages.nodes.iter().enumerate() {
            let parent = node.parent.map(|NodeId(parent)| parent);
            if let Some(above) = parent.and_then(|parent| elements.get_mut(parent)) {
                above.kids.push(Kid::Element(index));
            }
            let drawing = node.alternative.clone().map(|text| (text, Rect::default()));
            elements.push(Element { kind: Kind::Node(node.role), parent, kids: Vec::new(), drawing });
        }
        Self {
            elements,
            marks: pages.pages.iter().map(|_| Vec::new()).collect(),
            places: pages.pages.iter().map(|_| Vec::new()).collect(),
            titled: pages.nodes.iter().any(|node| node.role == Role::Title),
        }
    }

    /// Tells whether a node is not part of the content.
    pub(super) fn is_artifact(&self, node: NodeId) -> bool {
        matches!(self.elements.get(node.0).map(|one| &one.kind), None | Some(Kind::Node(Role::Artifact)))
    }

    /// Tells whether a node is a drawing.
    pub(super) fn is_drawing(&self, node: NodeId) -> bool {
        self.elements.get(node.0).is_some_and(|one| one.drawing.is_some())
    }

    /// Returns the standard structure type of a node.
    pub(super) fn name(&self, node: NodeId) -> &'static str {
        self.elements.get(node.0).map_or("P", |one| one.kind.name(self.titled))
    }

    /// Returns the mark for text or shapes of a node that are drawn next on a page: the last one
    /// of the page goes on if it belongs to the same node.
    pub(super) fn mark(&mut self, page: usize, node: NodeId) -> usize {
        self.mark_element(page, node.0)
    }

    /// Returns the mark for the words of a link, and notes where to click.
    pub(super) fn mark_link(&mut self, page: usize, text: &TextBox, runs: &[Run], link: &Link) -> usize {
        let element = self.link_element(text.node, link);
        let left = text.rect.x + runs.first().map_or(0.0, |run| run.x);
        let right = text.rect.x + runs.last().map_or(0.0, |run| run.x + run.width);
        let rect = Rect::new(left, text.rect.y, right - left, text.rect.height);
        let words = runs.iter().map(Run::text).collect();
        let mark = self.mark_element(page, element);
        self.places[page].push(LinkPlace { rect, link: link.clone(), words, element });
        let place = self.places[page].len() - 1;
        self.elements[element].kids.push(Kid::Place { page, place });
        mark
    }

    /// Widens the place of a drawing.
    pub(super) fn widen(&mut self, node: NodeId, rect: Rect) {
        if let Some(Element { drawing: Some((_, place)), .. }) = self.elements.get_mut(node.0) {
            *place = if place.width == 0.0 && place.height == 0.0 { rect } else { union(*place, rect) };
        }
    }

    fn mark_element(&mut self, page: usize, element: usize) -> usize {
        let marks = &mut self.marks[page];
        let last = Kid::Mark { page, mark: marks.len().saturating_sub(1) };
        if marks.last() == Some(&element) && self.elements[element].kids.last() == Some(&last) {
            return marks.len() - 1;
        }
        marks.push(element);
        let mark = marks.len() - 1;
        self.elements[element].kids.push(Kid::Mark { page, mark });
        mark
    }

    /// Returns the element of a link: the last one of the node if the link goes on from the line
    /// before.
    fn link_element(&mut self, node: NodeId, link: &Link) -> usize {
        if let Some(Kid::Element(last)) = self.elements[node.0].kids.last()
            && self.elements[*last].kind == Kind::Link(link.clone())
        {
            return *last;
        }
        let kind = Kind::Link(link.clone());
        self.elements.push(Element { kind, parent: Some(node.0), kids: Vec::new(), drawing: None });
        let element = self.elements.len() - 1;
        self.elements[node.0].kids.push(Kid::Element(element));
        element
    }

    /// Puts the words between links into elements of their own, so that elements in their order are
    /// the text in its order.
    pub(super) fn part_words_from_links(&mut self) {
        let is_element = |kid: &Kid| matches!(kid, Kid::Element(_));
        for parent in 0..self.elements.len() {
            let kids = &self.elements[parent].kids;
            if kids.iter().all(is_element) || !kids.iter().any(is_element) {
                continue;
            }
            let kids = std::mem::take(&mut self.elements[parent].kids);
            let mut parted = Vec::with_capacity(kids.len());
            for run in kids.chunk_by(|a, b| !is_element(a) && !is_element(b)) {
                if run.iter().all(is_element) {
                    parted.extend_from_slice(run);
                    continue;
                }
                let span = self.elements.len();
                self.elements.push(Element {
                    kind: Kind::Words,
                    parent: Some(parent),
                    kids: run.to_vec(),
                    drawing: None,
                });
                for kid in run {
                    if let Kid::Mark { page, mark } = kid {
                        self.marks[*page][*mark] = span;
                    }
                }
                parted.push(Kid::Element(span));
            }
            self.elements[parent].kids = parted;
        }
    }

    /// Tells whether an element says something or holds one that does; cells hold their place.
    pub(super) fn is_worth_writing(&self, element: usize) -> bool {
        let Element { kind, kids, .. } = &self.elements[element];
        match kind {
            Kind::Node(Role::Artifact) => false,
            Kind::Node(Role::TableCell | Role::ColumnHeader | Role::RowHeader | Role::Document) => true,
            _ => kids.iter().any(|kid| match kid {
                Kid::Element(below) => self.is_worth_writing(*below),
                Kid::Mark { .. } | Kid::Place { .. } => true,
            }),
        }
    }
}

impl Kind {
    /// Returns the standard structure type.
    pub(super) fn name(&self, titled: bool) -> &'static str {
        match self {
            Self::Link(_) => "Link",
            Self::Words => "Span",
            Self::Node(role) => match role {
                Role::Document => "Document",
                Role::Title => "H1",
                Role::Heading(level) => match (level, titled) {
                    (Level::One, false) => "H1",
                    (Level::One, true) | (Level::Two, false) => "H2",
                    (Level::Two, true) | (Level::Three, false) => "H3",
                    (Level::Three, true) => "H4",
                },
                Role::Artifact
                | Role::Paragraph
                | Role::NoteTitle
                | Role::FigureValue
                | Role::FigureLabel => "P",
                Role::List(_) | Role::Figures => "L",
                Role::ListItem | Role::FigureItem => "LI",
                Role::ListLabel => "Lbl",
                Role::ListBody => "LBody",
                Role::Table => "Table",
                Role::TableHead => "THead",
                Role::TableBody => "TBody",
                Role::TableRow => "TR",
                Role::ColumnHeader | Role::RowHeader => "TH",
                Role::TableCell => "TD",
                Role::Cover | Role::Note => "Div",
                Role::Chart => "Figure",
            },
        }
    }
}

fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
}
