//! The roadmap as a table, or as a list where the terminal is too narrow for one.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width};

use super::page::Page;
use crate::diagnosis::Diagnosis;
use crate::roadmap::explain::headline;
use crate::roadmap::{Phase, Roadmap};
use crate::text::Lang;

/// Below this width a table cuts words: a list reads better.
const NARROW: usize = 70;
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
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(page.width().min(WIDE)).unwrap_or(80));
    let header = match lang {
        Lang::Fr => ["n°", "étape", "humain", "technique", "jours", "pourquoi"],
        Lang::En => ["no.", "step", "people", "technical", "days", "why"],
    };
    table.set_header(header);
    for index in phase.steps.clone() {
        let step = &roadmap.steps[index];
        let row: Row = [
            (index + 1).to_string(),
            lang.typeset(step.title.get(lang)),
            step.difficulty.human_band.label(lang).to_owned(),
            step.difficulty.technical_band.label(lang).to_owned(),
            lang.tenths(crate::text::day_tenths(step.effort.total)),
            lang.typeset(&headline(roadmap, diagnosis, index, lang)),
        ]
        .into();
        table.add_row(row);
    }
    let fixed = |width: u16| ColumnConstraint::Absolute(Width::Fixed(width));
    let constraints = [
        (0, fixed(5)),
        (2, fixed(10)),
        (3, fixed(11)),
        (4, fixed(7)),
    ];
    for (index, constraint) in constraints {
        if let Some(column) = table.column_mut(index) {
            column.set_constraint(constraint);
            if index == 0 || index == 4 {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table.trim_fmt()
}

fn list(page: &mut Page, diagnosis: &Diagnosis, roadmap: &Roadmap, phase: &Phase) {
    let lang = page.lang();
    for index in phase.steps.clone() {
        let step = &roadmap.steps[index];
        page.item(&format!("{}. {}", index + 1, step.title.get(lang)));
        let (human, technical) = (step.difficulty.human_band.label(lang), step.difficulty.technical_band.label(lang));
        let days = lang.days(step.effort.total);
        page.under(&lang.pick(
            format!("{days} ; humain : {human} ; technique : {technical}"),
            format!("{days}; people: {human}; technical: {technical}"),
        ));
        page.under(&headline(roadmap, diagnosis, index, lang));
    }
}
