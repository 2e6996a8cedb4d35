//! The roadmap as a table, or as a list where the terminal is too narrow for one.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use unicode_width::UnicodeWidthStr as _;

use super::page::Page;
use crate::diagnosis::Diagnosis;
use crate::roadmap::explain::headline;
use crate::roadmap::{Band, Phase, Roadmap};

/// Below this width a table cuts words: a list reads better.
const NARROW: usize = 70;
/// From this width on, the reason has a column of its own; below, it stands under the step.
const ROOMY: usize = 110;
/// One rule under the header: rows are told apart by their numbers.
pub(super) const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));
/// No line is longer than this, however wide the terminal: the eye loses it.
const WIDE: usize = 120;

/// Adds the steps of a phase to a page.
pub(super) fn steps(page: &mut Page, diagnosis: &Diagnosis, roadmap: &Roadmap, phase: &Phase) {
    if page.width() < NARROW {
        list(page, diagnosis, roadmap, phase);
    } else {
        page.raw(&table(page, diagnosis, roadmap, phase));
    }
}

fn table(page: &Page, diagnosis: &Diagnosis, roadmap: &Roadmap, phase: &Phase) -> String {
    let lang = page.lang();
    let roomy = page.width() >= ROOMY;
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::DynamicFullWidth);
    table.set_width(u16::try_from(page.width().min(WIDE)).unwrap_or(80));
    let mut header = lang
        .pick(["n°", "étape", "humain", "technique", "jours"], ["no.", "step", "people", "technical", "days"])
        .to_vec();
    if roomy {
        header.push(lang.pick("pourquoi", "why"));
    }
    table.set_header(header.clone());
    for index in phase.steps.clone() {
        let step = &roadmap.steps[index];
        let title = lang.typeset(step.title.get(lang));
        let why = lang.typeset(&headline(roadmap, diagnosis, index, lang));
        let mut row = vec![
            (index + 1).to_string(),
            if roomy { title } else { format!("{title}\n{why}") },
            step.difficulty.human_band.label(lang).to_owned(),
            step.difficulty.technical_band.label(lang).to_owned(),
            lang.tenths(crate::text::day_tenths(step.effort.total)),
        ];
        if roomy {
            row.push(why);
        }
        table.add_row(row);
    }
    let bands = [Band::Easy, Band::Medium, Band::Hard].map(|band| band.label(lang));
    for (index, alignment, widest) in [
        (0, CellAlignment::Right, &["99"][..]),
        (2, CellAlignment::Left, &bands[..]),
        (3, CellAlignment::Left, &bands[..]),
        (4, CellAlignment::Right, &["999,9"][..]),
    ] {
        // The same in every phase: the eye runs down one column.
        let contents = widest.iter().copied().chain([header[index]]);
        let width = contents.map(|text| text.width()).max().unwrap_or(0) + 2;
        if let Some(column) = table.column_mut(index) {
            column
                .set_constraint(ColumnConstraint::Absolute(Width::Fixed(u16::try_from(width).unwrap_or(10))));
            column.set_cell_alignment(alignment);
        }
    }
    table.trim_fmt()
}

fn list(page: &mut Page, diagnosis: &Diagnosis, roadmap: &Roadmap, phase: &Phase) {
    let lang = page.lang();
    for index in phase.steps.clone() {
        let step = &roadmap.steps[index];
        page.item(&format!("{}. {}", index + 1, step.title.get(lang)));
        let (human, technical) =
            (step.difficulty.human_band.label(lang), step.difficulty.technical_band.label(lang));
        let days = lang.days(step.effort.total);
        page.under(&lang.pick(
            format!("{days} ; humain : {human} ; technique : {technical}"),
            format!("{days}; people: {human}; technical: {technical}"),
        ));
        page.under(&headline(roadmap, diagnosis, index, lang));
    }
}
