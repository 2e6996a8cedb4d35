//! Blocks set on columns: tables, facts, large figures and ballots.

use super::PdfError;
use super::compose::{ARTIFACT, Composer, FrameLook, Place, inside_frame};
use super::row::{Form, Keep, NodeId, Paint, Rect, Role, Row, Shape, hold, share_width};
use super::style::{
    BODY, BODY_HEIGHT, CELL, CELL_HEADER, COLUMN_GAP, FACT_LABEL, FACT_VALUE, FIGURE_LABEL, FIGURE_VALUE,
    FOOTER, Ink, TextStyle, VOTE_TITLE,
};
use super::text::{Line, balance_lines, break_lines, longest_word};
use crate::report::block::{Align, Cell, Column, Figure, Span};

/// Space above and below the text of a cell.
const CELL_PADDING: f32 = 5.0;
/// Share of the width that the labels of facts take.
const LABEL_SHARE: f32 = 0.22;
/// Side of a square to tick.
const SQUARE: f32 = 11.0;
/// Height of a line to sign on.
const SIGNATURE_HEIGHT: f32 = 30.0;

/// A cell of a row: its lines and where they go.
struct CellBox {
    lines: Vec<Line>,
    style: TextStyle,
    x: f32,
    width: f32,
    align: Align,
    /// Whether the text stands on the lower edge of the row.
    low: bool,
    node: NodeId,
}

impl Composer<'_, '_> {
    pub(super) fn table(
        &mut self,
        columns: &[Column],
        rows: &[Vec<Cell>],
        place: Place,
    ) -> Result<Vec<Row>, PdfError> {
        if columns.is_empty() {
            return Ok(Vec::new());
        }
        let table = self.node(Role::Table, place.parent);
        let strips = self.column_strips(columns, rows, place)?;
        let titles: Vec<Cell> = columns.iter().map(|column| vec![column.title.as_str().into()]).collect();
        let set = |role, style: TextStyle| Setting { columns, strips: &strips, role, style };
        let head = self.node(Role::TableHead, table);
        let header = self.table_row(&titles, head, &set(Role::ColumnHeader, CELL_HEADER))?;
        let body = self.node(Role::TableBody, table);
        let mut header = set_row(&header);
        header.keep = Keep::Hard;
        underline(&mut header, place, 1.0, Ink::Primary);
        // A header that takes a third of a page is not worth repeating.
        let repeated = (header.height < BODY_HEIGHT / 3.0).then_some(self.headers.len());
        if repeated.is_some() {
            self.headers.push(header.clone());
        }
        let mut composed = vec![header];
        for (index, cells) in rows.iter().enumerate() {
            let cells = self.table_row(cells, body, &set(Role::TableCell, CELL))?;
            let mut row = set_row(&cells);
            row.header = repeated;
            row.keep = keep_row(index, rows.len(), HELD_ROWS);
            underline(&mut row, place, 0.5, Ink::Hairline);
            composed.push(row);
        }
        Ok(composed)
    }

    /// Returns the left edge and the width of each column.
    fn column_strips(
        &mut self,
        columns: &[Column],
        rows: &[Vec<Cell>],
        place: Place,
    ) -> Result<Vec<(f32, f32)>, PdfError> {
        let mut least = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let title = [Span::plain(column.title.as_str())];
            let mut width = longest_word(self.typesetter, &title, CELL_HEADER)?;
            // Addresses may be cut: no word of a cell claims more than an even share.
            let most = place.width / columns.len() as f32 - COLUMN_GAP;
            for cell in rows.iter().filter_map(|row| row.get(index)) {
                let word = longest_word(self.typesetter, cell, cell_style(CELL, column))?;
                width = width.max(word.min(most));
            }
            least.push(width);
        }
        let weights: Vec<u16> = columns.iter().map(|column| column.weight).collect();
        let gap = COLUMN_GAP.min(place.width / columns.len() as f32 / 4.0);
        Ok(strips(place.x, gap, &share_width(&weights, &least, gap, place.width)))
    }

    fn table_row(
        &mut self,
        cells: &[Cell],
        part: NodeId,
        setting: &Setting<'_>,
    ) -> Result<Vec<CellBox>, PdfError> {
        let row = self.node(Role::TableRow, part);
        let places = setting.columns.iter().zip(setting.strips).enumerate();
        places
            .map(|(index, (column, &(x, width)))| {
                let style = cell_style(setting.style, column);
                let spans = cells.get(index).map_or(&[][..], Vec::as_slice);
                let lines = break_lines(self.typesetter, spans, style, width)?;
                let node = self.node(setting.role, row);
                let low = setting.role == Role::ColumnHeader;
                Ok(CellBox { lines, style, x, width, align: column.align, low, node })
            })
            .collect()
    }

    pub(super) fn facts(
        &mut self,
        facts: &[(String, Vec<Span>)],
        place: Place,
    ) -> Result<Vec<Row>, PdfError> {
        let table = self.node(Role::Table, place.parent);
        let label_width = place.width * LABEL_SHARE;
        let mut rows: Vec<Row> = Vec::new();
        for (index, (label, value)) in facts.iter().enumerate() {
            let parent = self.node(Role::TableRow, table);
            let mut cell = |spans: &[Span], style, role, x, width| {
                let lines = break_lines(self.typesetter, spans, style, width)?;
                let node = self.node(role, parent);
                Ok::<_, PdfError>(CellBox { lines, style, x, width, align: Align::Left, low: false, node })
            };
            let value_x = place.x + label_width + COLUMN_GAP;
            let value_width = place.width - label_width - COLUMN_GAP;
            let cells = [
                cell(&[label.as_str().into()], FACT_LABEL, Role::RowHeader, place.x, label_width)?,
                cell(value, FACT_VALUE, Role::TableCell, value_x, value_width)?,
            ];
            let mut row = set_row(&cells);
            row.keep = keep_row(index, facts.len(), HELD_FACTS);
            if index + 1 < facts.len() {
                underline(&mut row, place, 0.5, Ink::Hairline);
            }
            rows.push(row);
        }
        Ok(rows)
    }

    pub(super) fn figures(&mut self, figures: &[Figure], place: Place) -> Result<Vec<Row>, PdfError> {
        let group = self.node(Role::Figures, place.parent);
        let per_row = match figures.len() {
            count @ 0..=4 => count.max(1),
            5 | 6 => 3,
            _ => 4,
        };
        let gap = 22.0;
        let width = (place.width - gap * (per_row as f32 - 1.0)) / per_row as f32;
        let mut rows: Vec<Row> = Vec::new();
        for chunk in figures.chunks(per_row) {
            let mut row = Row::space(0.0);
            row.gap = if rows.is_empty() { 0.0 } else { 16.0 };
            for (figure, (x, width)) in chunk.iter().zip(strips(place.x, gap, &vec![width; per_row])) {
                self.figure(&mut row, figure, group, Rect::new(x, 0.0, width, 0.0))?;
            }
            rows.push(row);
        }
        hold(&mut rows, Keep::Soft);
        Ok(rows)
    }

    fn figure(&mut self, row: &mut Row, figure: &Figure, group: NodeId, strip: Rect) -> Result<(), PdfError> {
        row.fill(Rect::new(strip.x, 0.0, strip.width, 1.5), Ink::Primary, ARTIFACT);
        let value = [Span::plain(figure.value.as_str())];
        let mut style = FIGURE_VALUE;
        let mut lines = break_lines(self.typesetter, &value, style, strip.width)?;
        for size in [22.0, 18.0, 15.0, 12.0] {
            if lines.len() > 1 {
                style = FIGURE_VALUE.sized(size);
                lines = break_lines(self.typesetter, &value, style, strip.width)?;
            }
        }
        let label = [Span::plain(figure.label.as_str())];
        let labels = balance_lines(self.typesetter, &label, FIGURE_LABEL, strip.width)?;
        // Values of different sizes stand on one baseline.
        let mut y = 7.0 + FIGURE_VALUE.leading - style.leading;
        let item = self.node(Role::FigureItem, group);
        let group = self.node(Role::ListBody, item);
        for (lines, style, role) in
            [(lines, style, Role::FigureValue), (labels, FIGURE_LABEL, Role::FigureLabel)]
        {
            let node = self.node(role, group);
            for line in lines {
                row.write(line, style, (strip.x, y), node);
                y += style.leading;
            }
            y += 1.0;
        }
        row.height = row.height.max(y);
        Ok(())
    }

    pub(super) fn vote_box(
        &mut self,
        title: &str,
        options: &[String],
        lines: &[String],
        place: Place,
    ) -> Result<Vec<Row>, PdfError> {
        let node = self.node(Role::Note, place.parent);
        let inside = inside_frame(place, node);
        let mut rows = self.paragraph(&[title.into()], VOTE_TITLE, Role::NoteTitle, inside)?;
        let list = self.node(Role::List(false), inside.parent);
        let mut ticks = self.tick_rows(options, Place { parent: list, ..inside })?;
        if let Some(first) = ticks.first_mut() {
            first.gap = 8.0;
        }
        rows.append(&mut ticks);
        for (index, label) in lines.iter().enumerate() {
            let mut row = self.signature(label, inside)?;
            row.gap = if index == 0 { 4.0 } else { 0.0 };
            rows.push(row);
        }
        Ok(self.frame(rows, FrameLook::Outline, place))
    }

    /// Sets squares and their labels side by side, as many as the width takes.
    fn tick_rows(&mut self, options: &[String], place: Place) -> Result<Vec<Row>, PdfError> {
        let indent = SQUARE + 7.0;
        let mut rows: Vec<Row> = Vec::new();
        let mut x = 0.0;
        for option in options {
            let spans = [Span::plain(option.as_str())];
            let lines = break_lines(self.typesetter, &spans, BODY, place.width - indent)?;
            let item = self.node(Role::ListItem, place.parent);
            let node = self.node(Role::ListBody, item);
            let width = indent + lines.iter().map(|line| line.width).fold(0.0, f32::max);
            let beside = x > 0.0 && lines.len() == 1 && x + width <= place.width;
            if !beside || rows.is_empty() {
                x = 0.0;
                let gap = if rows.is_empty() { 0.0 } else { 6.0 };
                rows.push(Row { gap, ..Row::space(BODY.leading * lines.len().max(1) as f32) });
            }
            let Some(row) = rows.last_mut() else { continue };
            let square = Rect::new(place.x + x, (BODY.leading - SQUARE) / 2.0, SQUARE, SQUARE);
            row.shapes.push(Shape {
                rect: square,
                form: Form::Rectangle,
                paint: Paint::Stroke(Ink::Text, 0.9),
                node: ARTIFACT,
            });
            for (index, line) in lines.into_iter().enumerate() {
                let y = index as f32 * BODY.leading;
                row.write(line, BODY, (place.x + x + indent, y), node);
            }
            x += width + 30.0;
        }
        Ok(rows)
    }

    /// Returns a label followed by a line to write on.
    fn signature(&mut self, label: &str, place: Place) -> Result<Row, PdfError> {
        let style = TextStyle { size: 9.0, leading: 13.0, ..FOOTER };
        let lines = break_lines(self.typesetter, &[label.into()], style, place.width * 0.6)?;
        let node = self.node(Role::Paragraph, place.parent);
        let text_height = style.leading * lines.len() as f32;
        let top = (SIGNATURE_HEIGHT - style.leading).max(0.0);
        let mut row = Row::space(top + text_height.max(style.leading));
        let mut end = place.x;
        for (index, line) in lines.into_iter().enumerate() {
            end = place.x + line.width + 8.0;
            row.write(line, style, (place.x, top + index as f32 * style.leading), node);
        }
        let rule = Rect::new(end, row.height - 3.0, place.x + place.width - end, 0.6);
        row.fill(rule, Ink::Muted, ARTIFACT);
        Ok(row)
    }
}

/// How the cells of a table row are set.
struct Setting<'c> {
    columns: &'c [Column],
    strips: &'c [(f32, f32)],
    role: Role,
    style: TextStyle,
}

fn cell_style(style: TextStyle, column: &Column) -> TextStyle {
    match column.align {
        Align::Left => style,
        Align::Right => style.tabular(),
    }
}

/// Returns the left edge and width of columns that follow each other.
fn strips(x: f32, gap: f32, widths: &[f32]) -> Vec<(f32, f32)> {
    let mut x = x;
    let strip = |width: &f32| {
        let strip = (x, *width);
        x += width + gap;
        strip
    };
    widths.iter().map(strip).collect()
}

/// Sets cells side by side. Titles stand on the lower edge, other cells hang from the upper.
fn set_row(cells: &[CellBox]) -> Row {
    let height = |cell: &CellBox| cell.style.leading * cell.lines.len().max(1) as f32;
    let tallest = cells.iter().map(height).fold(0.0, f32::max);
    let mut row = Row::space(tallest + 2.0 * CELL_PADDING);
    for cell in cells {
        let low = if cell.low { tallest - height(cell) } else { 0.0 };
        for (index, line) in cell.lines.iter().enumerate() {
            let x = match cell.align {
                Align::Left => cell.x,
                Align::Right => cell.x + (cell.width - line.width).max(0.0),
            };
            let y = CELL_PADDING + low + index as f32 * cell.style.leading;
            row.write(line.clone(), cell.style, (x, y), cell.node);
        }
    }
    row
}

/// Tables of so few rows stay on one page; longer ones end with as many rows on their last page.
const HELD_ROWS: usize = 4;

/// Facts are read one by one: only the last two hold together.
const HELD_FACTS: usize = 2;

/// Returns how row `index` of `count` holds to the next: the first row does not stand alone on a
/// page, nor the last `ends` ones.
fn keep_row(index: usize, count: usize, ends: usize) -> Keep {
    let held = index == 0 || index + ends >= count;
    if held && index + 1 < count { Keep::Soft } else { Keep::Free }
}

/// Draws a rule along the lower edge of a row.
fn underline(row: &mut Row, place: Place, thickness: f32, ink: Ink) {
    let rect = Rect::new(place.x, row.height - thickness, place.width, thickness);
    row.fill(rect, ink, ARTIFACT);
}
