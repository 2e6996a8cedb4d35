//! Rows: strips of the body that go to a page whole, and what stands in them.

use super::style::{Ink, TextStyle};
use super::text::{Line, Run};
use crate::report::block::{Level, Turn};

/// A rectangle in points, measured from the top left corner of the page or row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Distance from the left.
    pub x: f32,
    /// Distance from the top.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Returns a rectangle.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// Returns the right edge.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// Returns the lower edge.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }
}

/// Index of a node in [`Pages::nodes`](super::Pages::nodes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A node of the logical structure; children come after their parent, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What the node is.
    pub role: Role,
    /// The node it belongs to; none for the document itself.
    pub parent: Option<NodeId>,
    /// What is said in place of a drawing.
    pub alternative: Option<String>,
}

/// What a node of the logical structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The document.
    Document,
    /// Footers, repeated headers, rules and backgrounds: not part of the content.
    Artifact,
    /// Cover of the document.
    Cover,
    /// Title of the document.
    Title,
    /// Heading.
    Heading(Level),
    /// Paragraph.
    Paragraph,
    /// List, and whether it is ordered.
    List(bool),
    /// Item of a list.
    ListItem,
    /// Bullet or number of an item.
    ListLabel,
    /// Text of an item.
    ListBody,
    /// Table.
    Table,
    /// Header of a table.
    TableHead,
    /// Rows of a table below its header.
    TableBody,
    /// Row of a table.
    TableRow,
    /// Header cell of a column.
    ColumnHeader,
    /// Header cell of a row: the label of a fact.
    RowHeader,
    /// Cell of a table.
    TableCell,
    /// Group of large figures.
    Figures,
    /// One large figure with what it counts.
    FigureItem,
    /// One large figure.
    FigureValue,
    /// What a large figure counts.
    FigureLabel,
    /// Drawing, told by its alternative.
    Chart,
    /// Card or ballot.
    Note,
    /// Title of a card or ballot.
    NoteTitle,
}

/// One line of text of one block or cell.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// Room that the line takes: its letters in width, its leading in height.
    pub rect: Rect,
    /// Position of the baseline.
    pub baseline: f32,
    /// The characters, with the space at which the line was broken.
    pub text: String,
    /// The glyphs; [`Run::x`] counts from the left of `rect`.
    pub runs: Vec<Run>,
    /// Node that the text belongs to.
    pub node: NodeId,
}

/// What is painted: background, rule, frame, or a part of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Where it is.
    pub rect: Rect,
    /// What fills that place.
    pub form: Form,
    /// How it is painted.
    pub paint: Paint,
    /// Node that the shape belongs to.
    pub node: NodeId,
}

/// What fills the place of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// The whole rectangle.
    #[default]
    Rectangle,
    /// The largest ellipse inside.
    Ellipse,
    /// A line from corner to corner, from the upper left one.
    Falling,
    /// A line from corner to corner, from the lower left one.
    Rising,
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// Filled with an ink.
    Fill(Ink),
    /// Outlined with an ink, by a line of this width in points.
    Stroke(Ink, f32),
    /// Filled with the logo of the cover.
    Logo,
}

/// How firmly a row holds to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Keep {
    /// A page may end after the row.
    #[default]
    Free,
    /// A page ends after the row only if the whole group is taller than a page.
    Soft,
    /// As soft, and the last to give way.
    Hard,
}

/// A heading to be listed in the bookmarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) level: Level,
    pub(super) text: String,
    pub(super) anchor: Option<String>,
}

/// A strip of the body. Its texts and shapes are placed from the top of the row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Space above the row, dropped at the top of a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    pub(super) keep: Keep,
    /// Whether a page starts before the row.
    pub(super) turn: Option<Turn>,
    /// Whether the row belongs to the cover.
    pub(super) cover: bool,
    /// Index of the card around the row.
    pub(super) frame: Option<usize>,
    /// Index of the header to repeat above the row at the top of a page.
    pub(super) header: Option<usize>,
    pub(super) mark: Option<Mark>,
    pub(super) texts: Vec<TextBox>,
    pub(super) shapes: Vec<Shape>,
}

impl Row {
    /// Returns an empty row.
    pub(super) fn space(height: f32) -> Self {
        Self { height, ..Self::default() }
    }

    /// Adds a line of text whose top left corner is given, underlined where it is a link.
    pub(super) fn write(&mut self, line: Line, style: TextStyle, at: (f32, f32), node: NodeId) {
        let (x, y) = at;
        let baseline = y + style.baseline();
        for run in line.runs.iter().filter(|run| run.link.is_some()) {
            let rect = Rect::new(x + run.x, baseline + 1.6, run.width, 0.5);
            self.shapes.push(Shape { rect, form: Form::Rectangle, paint: Paint::Fill(run.style.ink), node });
        }
        self.texts.push(TextBox {
            rect: Rect::new(x, y, line.width, style.leading),
            baseline,
            text: line.text(),
            runs: line.runs,
            node,
        });
    }

    /// Cuts the row into slices that are at most `limit` high, between lines of text.
    pub(super) fn cut(mut self, limit: f32) -> Vec<Self> {
        let mut slices = Vec::new();
        while self.height > limit {
            let fits = |text: &TextBox| text.rect.bottom() <= limit;
            let beyond = self.texts.iter().filter(|text| !fits(text));
            let edge = beyond.map(|text| text.rect.y).fold(f32::INFINITY, f32::min);
            // The next slice starts a little below the header of its table.
            let shift = edge - 4.0;
            if shift <= 0.0 || shift.is_infinite() {
                break;
            }
            let mut rest = Row { height: self.height - shift, ..self.clone() };
            (rest.gap, rest.turn, rest.mark) = (0.0, None, None);
            rest.texts.retain(|text| !fits(text));
            rest.shapes.retain(|shape| shape.rect.y >= edge);
            for text in &mut rest.texts {
                text.rect.y -= shift;
                text.baseline -= shift;
            }
            rest.shapes.iter_mut().for_each(|shape| shape.rect.y -= shift);
            self.texts.retain(fits);
            self.shapes.retain(|shape| shape.rect.y < edge);
            self.height = self.texts.iter().map(|text| text.rect.bottom()).fold(edge, f32::max);
            self.keep = Keep::Free;
            slices.push(std::mem::replace(&mut self, rest));
        }
        slices.push(self);
        slices
    }

    /// Adds a filled rectangle.
    pub(super) fn fill(&mut self, rect: Rect, ink: Ink, node: NodeId) {
        self.shapes.push(Shape { rect, form: Form::Rectangle, paint: Paint::Fill(ink), node });
    }
}

/// Turns lines into one row each, such that a page never takes or leaves a single line.
pub(super) fn line_rows(lines: Vec<Line>, style: TextStyle, x: f32, node: NodeId) -> Vec<Row> {
    let count = lines.len();
    let row = |(index, line)| {
        let held = index == 0 || index + 2 == count;
        let keep = if held && index + 1 < count { Keep::Hard } else { Keep::Free };
        let mut row = Row { keep, ..Row::space(style.leading) };
        row.write(line, style, (x, 0.0), node);
        row
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// Raises how firmly rows hold to each other; the last row is left as it is.
pub(super) fn hold(rows: &mut [Row], keep: Keep) {
    if let Some((_, rows)) = rows.split_last_mut() {
        for row in rows {
            row.keep = row.keep.max(keep);
        }
    }
}

/// Sets how firmly the last row holds to what comes next.
pub(super) fn hold_last(rows: &mut [Row], keep: Keep) {
    if let Some(row) = rows.last_mut() {
        row.keep = row.keep.max(keep);
    }
}

/// Shares a width between columns by weight, but gives each its least width if that is possible.
pub(super) fn share_width(weights: &[u16], least: &[f32], gap: f32, width: f32) -> Vec<f32> {
    let count = weights.len() as f32;
    let width = width - gap * (count - 1.0);
    // No column may ask for more than its even share and half of the rest.
    let cap = width / count * 1.5;
    let least: Vec<f32> = least.iter().map(|least| least.min(cap).min(width)).collect();
    let scale = (width / least.iter().sum::<f32>().max(1.0)).min(1.0);
    let total: f32 = weights.iter().map(|weight| f32::from((*weight).max(1))).sum();
    let wanted = weights.iter().map(|weight| f32::from((*weight).max(1)) / total * width);
    let mut shares: Vec<f32> = wanted.zip(&least).map(|(wanted, least)| wanted.max(least * scale)).collect();
    // What the widened columns took is taken back from the slack of the others.
    let excess = shares.iter().sum::<f32>() - width;
    let slack = |share: f32, least: f32| (share - least * scale).max(0.0);
    let slacks: f32 = shares.iter().zip(&least).map(|(s, l)| slack(*s, *l)).sum();
    if excess > 0.0 && slacks > 0.0 {
        for (share, least) in shares.iter_mut().zip(&least) {
            *share -= slack(*share, *least) * excess / slacks;
        }
    }
    shares
}
