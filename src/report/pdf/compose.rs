//! Blocks to rows: sizes, spaces and the logical structure, but no page yet.

use super::PdfError;
use super::font::Typesetter;
use super::row::{Keep, Mark, Node, NodeId, Rect, Role, Row, hold, hold_last, line_rows};
use super::style::{
    BODY, BODY_HEIGHT, BODY_WIDTH, HEADING_1, HEADING_2, HEADING_3, Ink, MARGIN_SIDE, MEASURE, NOTE_TITLE,
    TextStyle,
};
use super::text::{balance_lines, break_lines, flow_lines, longest_word};
use crate::report::block::{Block, Level, Span, Tone};

/// Node of the whole document.
pub(super) const ROOT: NodeId = NodeId(0);
/// Node of everything that is not content.
pub(super) const ARTIFACT: NodeId = NodeId(1);

/// Space between the edge of a card and its text, sideways.
const CARD_INSET: f32 = 18.0;
/// Space between the edge of a card and its text, above and below.
const CARD_PADDING: f32 = 12.0;
/// Indent of the text of a list.
const LIST_INDENT: f32 = 16.0;
/// Space between the items of a list.
const ITEM_GAP: f32 = 4.0;

/// Where blocks go: a strip of the body, a node, and whether a card is already around them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) parent: NodeId,
    pub(super) framed: bool,
}

/// A card or ballot frame around rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) look: FrameLook,
}

/// How a frame is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) enum FrameLook {
    /// Tinted, with a rule on the left.
    Card(Tone),
    /// Outlined.
    Outline,
}

/// Turns blocks into rows.
pub(super) struct Composer<'t, 'f> {
    pub(super) typesetter: &'t mut Typesetter<'f>,
    pub(super) nodes: Vec<Node>,
    pub(super) frames: Vec<Frame>,
    /// Table headers, to be repeated at the top of pages.
    pub(super) headers: Vec<Row>,
}

impl<'t, 'f> Composer<'t, 'f> {
    pub(super) fn new(typesetter: &'t mut Typesetter<'f>) -> Self {
        let nodes = vec![
            Node { role: Role::Document, parent: None, alternative: None },
            Node { role: Role::Artifact, parent: Some(ROOT), alternative: None },
        ];
        Self { typesetter, nodes, frames: Vec::new(), headers: Vec::new() }
    }

    /// Adds a node to the logical structure.
    pub(super) fn node(&mut self, role: Role, parent: NodeId) -> NodeId {
        self.nodes.push(Node { role, parent: Some(parent), alternative: None });
        NodeId(self.nodes.len() - 1)
    }

    /// Composes the blocks of a whole document.
    pub(super) fn document(&mut self, blocks: &[Block]) -> Result<Vec<Row>, PdfError> {
        let place = Place { x: MARGIN_SIDE, width: BODY_WIDTH, parent: ROOT, framed: false };
        let rows = self.blocks(blocks, place)?;
        let room = |row: &Row| BODY_HEIGHT - row.header.map_or(0.0, |header| self.headers[header].height);
        Ok(rows
            .into_iter()
            .flat_map(|row| {
                let room = room(&row);
                row.cut(room)
            })
            .collect())
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) -> Result<Vec<Row>, PdfError> {
        let mut rows: Vec<Row> = Vec::new();
        let mut before: Option<&Block> = None;
        let mut turn = None;
        for block in blocks {
            if let Block::PageBreak(asked) = block {
                turn = Some(*asked);
                continue;
            }
            let mut own = self.block(block, place)?;
            let Some(first) = own.first_mut() else {
                continue;
            };
            first.gap = before.map_or(0.0, |before| gap(before, block));
            first.turn = turn.take().or(first.turn);
            if holds_next(block) {
                hold_last(&mut own, Keep::Hard);
            }
            rows.append(&mut own);
            before = Some(block);
        }
        Ok(rows)
    }

    fn block(&mut self, block: &Block, place: Place) -> Result<Vec<Row>, PdfError> {
        match block {
            Block::Cover(cover) => self.cover(cover, place),
            Block::Heading { level, text, anchor } => {
                let mark = Mark { level: *level, text: text.clone(), anchor: anchor.clone() };
                self.heading(mark, place)
            }
            Block::Paragraph(spans) => self.paragraph(spans, BODY, Role::Paragraph, place),
            Block::List { ordered, items } => self.list(*ordered, items, place),
            Block::Table { columns, rows } => self.table(columns, rows, place),
            Block::Facts(facts) => self.facts(facts, place),
            Block::Figures(figures) => self.figures(figures, place),
            Block::Chart(chart) => self.chart(chart, place),
            Block::Note { tone, title, blocks } => self.note(*tone, title.as_deref(), blocks, place),
            Block::VoteBox { title, options, lines } => self.vote_box(title, options, lines, place),
            Block::KeepTogether(blocks) => {
                let mut rows = self.blocks(blocks, place)?;
                hold(&mut rows, Keep::Soft);
                Ok(rows)
            }
            Block::PageBreak(_) => Ok(Vec::new()),
        }
    }

    /// Composes lines of running text, no longer than the measure.
    pub(super) fn paragraph(
        &mut self,
        spans: &[Span],
        style: TextStyle,
        role: Role,
        place: Place,
    ) -> Result<Vec<Row>, PdfError> {
        let lines = flow_lines(self.typesetter, spans, style, place.width.min(MEASURE))?;
        let node = self.node(role, place.parent);
        Ok(line_rows(lines, style, place.x, node))
    }

    fn heading(&mut self, mark: Mark, place: Place) -> Result<Vec<Row>, PdfError> {
        let style = match mark.level {
            Level::One => HEADING_1,
            Level::Two => HEADING_2,
            Level::Three => HEADING_3,
        };
        let spans = [Span::plain(mark.text.as_str())];
        let lines = balance_lines(self.typesetter, &spans, style, place.width.min(MEASURE))?;
        let node = self.node(Role::Heading(mark.level), place.parent);
        let mut rows = line_rows(lines, style, place.x, node);
        if mark.level == Level::One && !rows.is_empty() {
            let mut bar = Row::space(14.0);
            bar.fill(Rect::new(place.x, 0.0, 36.0, 3.0), Ink::Secondary, ARTIFACT);
            rows.insert(0, bar);
        }
        hold(&mut rows, Keep::Hard);
        if let Some(first) = rows.first_mut() {
            first.mark = Some(mark);
        }
        Ok(rows)
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Span>], place: Place) -> Result<Vec<Row>, PdfError> {
        let list = self.node(Role::List(ordered), place.parent);
        let marker = BODY.inked(Ink::Primary).tabular();
        let widest = if ordered { format!("{}.", items.len()) } else { "•".to_owned() };
        let widest = longest_word(self.typesetter, &[widest.into()], marker)?;
        let indent = LIST_INDENT.max(widest + 6.0);
        let mut rows: Vec<Row> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let parent = self.node(Role::ListItem, list);
            let label = self.node(Role::ListLabel, parent);
            let body =
                Place { x: place.x + indent, width: place.width.min(MEASURE) - indent, parent, ..place };
            let mut own = self.paragraph(item, BODY, Role::ListBody, body)?;
            let Some(first) = own.first_mut() else {
                continue;
            };
            let text = if ordered { format!("{}.", index + 1) } else { "•".to_owned() };
            for line in break_lines(self.typesetter, &[text.into()], marker, indent)? {
                first.write(line, marker, (place.x, 0.0), label);
                // The label is read before the text of the item.
                first.texts.rotate_right(1);
            }
            first.gap = if rows.is_empty() { 0.0 } else { ITEM_GAP };
            rows.append(&mut own);
        }
        if let Some(first) = rows.first_mut().filter(|_| items.len() > 1) {
            first.keep = first.keep.max(Keep::Soft);
        }
        Ok(rows)
    }

    fn note(
        &mut self,
        tone: Tone,
        title: Option<&str>,
        blocks: &[Block],
        place: Place,
    ) -> Result<Vec<Row>, PdfError> {
        let node = self.node(Role::Note, place.parent);
        let inside = inside_frame(place, node);
        let mut rows = Vec::new();
        if let Some(title) = title {
            let ink = if tone == Tone::Alert { Ink::Secondary } else { Ink::Primary };
            let style = NOTE_TITLE.inked(ink);
            rows = self.paragraph(&[title.into()], style, Role::NoteTitle, inside)?;
            hold_last(&mut rows, Keep::Hard);
        }
        let mut content = self.blocks(blocks, inside)?;
        if let Some(first) = content.first_mut().filter(|_| !rows.is_empty()) {
            first.gap = 3.0;
        }
        rows.append(&mut content);
        Ok(self.frame(rows, FrameLook::Card(tone), place))
    }

    /// Puts rows into a frame, unless there is one around them already.
    pub(super) fn frame(&mut self, mut rows: Vec<Row>, look: FrameLook, place: Place) -> Vec<Row> {
        for row in &mut rows {
            row.turn = None;
            row.cover = false;
        }
        if !place.framed && !rows.is_empty() {
            hold_last(&mut rows, Keep::Hard);
            rows.insert(0, Row { keep: Keep::Hard, ..Row::space(CARD_PADDING) });
            rows.push(Row::space(CARD_PADDING));
            self.frames.push(Frame { x: place.x, width: place.width, look });
            for row in &mut rows {
                row.frame = Some(self.frames.len() - 1);
            }
        }
        hold(&mut rows, Keep::Soft);
        rows
    }
}

/// Returns the place inside a frame that is drawn at `place`.
pub(super) fn inside_frame(place: Place, parent: NodeId) -> Place {
    let inset = if place.framed { 0.0 } else { CARD_INSET };
    Place { x: place.x + inset, width: place.width - 2.0 * inset, parent, framed: true }
}

/// Tells whether a block must share its page with the start of the next one.
fn holds_next(block: &Block) -> bool {
    match block {
        Block::Heading { .. } => true,
        Block::Paragraph(spans) => spans.last().is_some_and(|span| span.text.trim_end().ends_with(':')),
        Block::KeepTogether(blocks) => blocks.last().is_some_and(holds_next),
        _ => false,
    }
}

/// Returns the space between two blocks.
fn gap(before: &Block, after: &Block) -> f32 {
    let (_, below) = spaces(before);
    let (above, _) = spaces(after);
    match (last_of(before), first_of(after)) {
        (Block::Heading { .. }, Block::Heading { .. }) => below.max(16.0),
        (Block::Heading { .. }, _) => below,
        _ => below.max(above),
    }
}

fn first_of(block: &Block) -> &Block {
    match block {
        Block::KeepTogether(blocks) => blocks.first().map_or(block, first_of),
        _ => block,
    }
}

fn last_of(block: &Block) -> &Block {
    match block {
        Block::KeepTogether(blocks) => blocks.last().map_or(block, last_of),
        _ => block,
    }
}

/// Returns the space that a block wants above and below.
fn spaces(block: &Block) -> (f32, f32) {
    match block {
        Block::Heading { level: Level::One, .. } => (40.0, 14.0),
        Block::Heading { level: Level::Two, .. } => (28.0, 8.0),
        Block::Heading { level: Level::Three, .. } => (20.0, 5.0),
        Block::Paragraph(_) => (8.0, 8.0),
        Block::List { .. } => (6.0, 10.0),
        Block::Table { .. } | Block::Facts(_) => (12.0, 18.0),
        Block::Figures(_) | Block::Chart(_) | Block::VoteBox { .. } => (18.0, 20.0),
        Block::Note { .. } => (14.0, 16.0),
        Block::KeepTogether(blocks) => (
            blocks.first().map_or(0.0, |block| spaces(block).0),
            blocks.last().map_or(0.0, |block| spaces(block).1),
        ),
        Block::Cover(_) | Block::PageBreak(_) => (0.0, 0.0),
    }
}
