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
    /// the list is kept.
    pub(super) fn score(&self, typed: &str, index: usize) -> Option<i64> {
        let fit = fits(&fold(typed), self.labels.get(index)?)?;
        Some(fit - i64::try_from(index).unwrap_or(i64::MAX))
    }

    /// Returns the rows that fit, the best first.
    pub(super) fn rows(&self, typed: &str) -> Vec<usize> {
        let scored = (0..self.labels.len()).filter_map(|row| Some((self.score(typed, row)?, row)));
        let mut scored: Vec<(i64, usize)> = scored.collect();
        scored.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, row)| row).collect()
    }

    /// Tells whether a row fits.
    pub(super) fn any(&self, typed: &str) -> bool {
        let typed = fold(typed);
        if self.last.borrow().0 != typed {
            let any = self.labels.iter().any(|label| fits(&typed, label).is_some());
            self.last.replace((typed, any));
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
        Filter::new(["01 Ain", "94 Val-de-Marne", "Val", "Œuvres"].into_iter()).rows(typed)
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
    fn what_fits_nothing_hides_everything() {
        assert!(shown("zz").is_empty());
    }
}
