//! One answer out of a list.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use ::inquire::Select;
use ::inquire::list_option::ListOption;
use ::inquire::ui::RenderConfig;

use super::super::PromptError;
use super::super::layout::{Screen, wrap};
use super::super::words::Aside;
use super::filter::{Filter, nothing};
use super::{Outcome, indented, message, outcome};
use crate::text::Lang;

/// A list and where it starts.
pub(super) struct List {
    /// The question, ready to show.
    pub(super) message: String,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// The row where the cursor starts.
    pub(super) start: usize,
    /// The help, ready to show.
    pub(super) help: String,
}

/// A row of a list.
#[derive(Clone)]
pub(super) struct Row {
    label: String,
    shown: String,
    /// What stays on the screen once the row is chosen.
    echo: String,
    is_why: bool,
    /// What is shown instead while nothing fits what is typed.
    stand_in: Option<(Rc<Cell<bool>>, String)>,
}

/// Room for a message of two lines.
pub(super) const ERROR: &str = "!\n!";

/// How many columns the marks in front of a row take: `> ` or `> [x] `.
pub(super) const MARK: usize = 2;
pub(super) const BOX: usize = 6;

impl Row {
    /// Makes a row for a choice.
    pub(super) fn new(label: String) -> Self {
        let (shown, echo) = (hanging(&label, MARK), indented(&label));
        Self { label, shown, echo, is_why: false, stand_in: None }
    }

    /// Makes a row for what every question takes; `why` is what the request to explain shows.
    pub(super) fn aside(aside: Aside, lang: Lang, why: &str) -> Self {
        let row = Self::new(aside.label(lang));
        if aside == Aside::Why { Self { is_why: true, echo: why.to_owned(), ..row } } else { row }
    }

    /// Changes what stays on the screen once the row is chosen.
    pub(super) fn with_echo(self, echo: &str) -> Self {
        Self { echo: indented(echo), ..self }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stand_in {
            Some((nothing, text)) if nothing.get() => f.write_str(text),
            _ => f.write_str(&self.shown),
        }
    }
}

impl List {
    /// Shows the list and returns the index of the row chosen.
    pub(super) fn select(&self, look: RenderConfig<'_>, lang: Lang) -> Result<Outcome<usize>, PromptError> {
        loop {
            // Set while nothing fits what is typed: the row that explains says so, and choosing it chooses nothing.
            let nothing = Rc::new(Cell::new(false));
            match self.show(look, lang, &nothing)? {
                Outcome::Done(_) if nothing.get() => {}
                other => return Ok(other),
            }
        }
    }

    fn show(
        &self,
        look: RenderConfig<'_>,
        lang: Lang,
        empty: &Rc<Cell<bool>>,
    ) -> Result<Outcome<usize>, PromptError> {
        let (text, help) = (message(&self.message, 4), self.help.as_str());
        let mut rows = self.rows.clone();
        let why = rows.iter().position(|row| row.is_why);
        if let Some(row) = rows.iter_mut().find(|row| row.is_why) {
            row.stand_in = Some((Rc::clone(empty), nothing(lang)));
        }
        let filter = Filter::new(self.rows.iter().map(|row| row.label.as_str()));
        let scorer = |typed: &str, _: &Row, _: &str, index: usize| {
            let explains = typed.trim() == "?";
            empty.set(!explains && !filter.any(typed));
            if explains || empty.get() {
                (Some(index) == why).then_some(0)
            } else {
                filter.score(typed, index)
            }
        };
        let formatter = |row: ListOption<&Row>| {
            if empty.get() { indented(&row.value.to_string()) } else { row.value.echo.clone() }
        };
        let page = page_size(self.rows.iter().map(|row| row.shown.as_str()), &[&text, help]);
        let select = Select::new(&text, rows)
            .with_starting_cursor(self.start.min(self.rows.len().saturating_sub(1)))
            .with_scorer(&scorer)
            .with_formatter(&formatter)
            .with_page_size(page)
            .with_help_message(help)
            .with_render_config(look);
        let picked =
            if why.is_some() { select.raw_prompt() } else { select.without_filtering().raw_prompt() };
        Ok(match outcome(picked)? {
            Outcome::Done(row) => Outcome::Done(row.index),
            Outcome::Left(way) => Outcome::Left(way),
        })
    }
}

/// Returns a label whose continuation lines stand under its first one.
pub(super) fn hanging(label: &str, mark: usize) -> String {
    wrap(label, Screen::now().columns.saturating_sub(mark + 1), "", &" ".repeat(mark))
}

/// Returns how many rows fit with the texts around them: a frame taller than the terminal cannot be redrawn.
pub(super) fn page_size<'a>(rows: impl Iterator<Item = &'a str>, around: &[&str]) -> usize {
    let mut heights: Vec<usize> = rows.map(|row| row.lines().count()).collect();
    heights.sort_unstable_by(|a, b| b.cmp(a));
    let taken: usize = around.iter().map(|text| text.lines().count()).sum();
    let mut free = Screen::now().rows.saturating_sub(taken + 2);
    // Whichever rows are on the page, they are no taller than the tallest ones together.
    let fitting = heights.iter().take_while(|height| {
        let fits = **height <= free;
        free = free.saturating_sub(**height);
        fits
    });
    if heights.is_empty() { 10.min(free).max(3) } else { fitting.count().clamp(3, 20) }
}
