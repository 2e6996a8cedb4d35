//! Which rows of a list stay while a person types.

use std::cell::RefCell;

use crate::text::{Lang, fold};

/// The labels of a list, compared without accents and capitals.
pub(super) struct Filter {
    labels: Vec<String>,
    /// What was typed when the labels were last looked at, and whether one of them fits.
    last: RefCell<(String, bool)>,
}

impl Filter {
    /// Makes a filter.
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        Self { labels: labels.map(fold).collect(), last: RefCell::new((String::new(), true)) }
    }

    /// Returns how well a row fits, greatest best; `None` hides it. No two rows are equal, so that the order of
    /// the list is kept. One more row, after the last, shows only when nothing else does.
    pub(super) fn score(&self, typed: &str, index: usize) -> Option<i64> {
        let typed = fold(typed);
        match self.labels.get(index) {
            Some(label) => fits(&typed, label).map(|fit| fit - i64::try_from(index).unwrap_or(i64::MAX)),
            None => (!self.any_folded(&typed)).then_some(0),
        }
    }

    /// Tells whether a row fits.
    pub(super) fn any(&self, typed: &str) -> bool {
        self.any_folded(&fold(typed))
    }

    fn any_folded(&self, typed: &str) -> bool {
        if self.last.borrow().0 != typed {
            let any = self.labels.iter().any(|label| fits(typed, label).is_some());
            self.last.replace((typed.to_owned(), any));
        }
        self.last.borrow().1
    }
}

/// Returns the row that shows when nothing fits.
pub(super) fn nothing(lang: Lang) -> String {
    lang.typeset(lang.pick(
        "(rien ne correspond : effacez pour tout revoir)",
        "(nothing matches: erase to see everything)",
    ))
}

fn fits(typed: &str, label: &str) -> Option<i64> {
    if typed.is_empty() {
        Some(0)
    } else if label.starts_with(typed) {
        Some(20_000)
    } else if label.contains(&format!(" {typed}")) {
        Some(10_000)
    } else {
        label.contains(typed).then_some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the rows that show, in order.
    fn shown(typed: &str) -> Vec<usize> {
        let filter = Filter::new(["01 Ain", "94 Val-de-Marne", "Val", "Œuvres"].into_iter());
        let mut rows: Vec<_> = (0..5).filter_map(|row| Some((filter.score(typed, row)?, row))).collect();
        rows.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    #[test]
    fn everything_shows_in_order_before_anything_is_typed() {
        assert_eq!(shown(""), [0, 1, 2, 3]);
    }

    #[test]
    fn accents_do_not_count_and_starts_come_first() {
        assert_eq!(shown("oeuv"), [3]);
        assert_eq!(shown("VAL"), [2, 1]);
    }

    #[test]
    fn a_list_without_a_fit_says_so() {
        assert_eq!(shown("zz"), [4]);
    }
}
