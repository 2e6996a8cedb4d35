//! Months: those in which the group works, and those in which nothing should change.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::diagnosis::Diagnosis;

/// The months of a plan, counted from that of its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    start: Date,
    minutes_a_month: i64,
    /// Whether nothing changes in a month, from January.
    busy: [bool; 12],
}

impl Calendar {
    /// Makes the calendar of a group. When every month is busy, none is: the plan says so.
    pub(super) fn of(diagnosis: &Diagnosis, minutes_a_month: i64, start: Date) -> Self {
        let mut busy = [false; 12];
        if !diagnosis.is_always_busy() {
            diagnosis.busy_months.iter().for_each(|month| busy[index(*month)] = true);
        }
        Self { start, minutes_a_month: minutes_a_month.max(1), busy }
    }

    /// Returns the first day of the plan, some months later.
    pub(super) fn day(&self, months: i64) -> Date {
        after_months(self.start, months)
    }

    /// Returns the months of a stretch in which nothing changes, each as one of its days.
    pub(super) fn pauses(&self, from: i64, months: i64) -> Vec<Date> {
        // Twelve say it: the year after is the same.
        (from..from + months.min(12))
            .filter(|month| self.is_busy(*month))
            .map(|month| self.day(month))
            .collect()
    }

    /// Returns how many months some work takes from a month on, at least one; pauses count.
    pub(super) fn months_for(&self, from: i64, minutes: i64) -> i64 {
        let needed = ((minutes + self.minutes_a_month - 1) / self.minutes_a_month).max(1);
        let open = self.busy.iter().filter(|busy| !**busy).count().max(1);
        let open = i64::try_from(open).unwrap_or(1);
        // Whole years first: what is left is a short walk.
        let years = (needed - 1) / open;
        let (mut months, mut left) = (years * 12, needed - years * open);
        while left > 0 {
            left -= i64::from(!self.is_busy(from + months));
            months += 1;
        }
        months
    }

    /// Returns the month in which the work that comes after some minutes begins, counted from the first one.
    pub(super) fn month_after(&self, minutes: i64) -> i64 {
        self.months_for(0, minutes + 1) - 1
    }

    /// Returns the minutes of work that the group can give before a day: whole months only.
    pub(super) fn minutes_before(&self, day: Date) -> i64 {
        let months =
            i64::from(day.year() - self.start.year()) * 12 + i64::from(day.month() - self.start.month());
        let months = months - i64::from(day.day() < self.start.day());
        let open = (0..months.clamp(0, 1_200)).filter(|month| !self.is_busy(*month)).count();
        i64::try_from(open).unwrap_or(0) * self.minutes_a_month
    }

    /// Returns the first day of the next month of this name, from 1 to 12, and how many months away it is.
    pub(super) fn next(&self, month: i8) -> i64 {
        i64::from(month - self.start.month()).rem_euclid(12)
    }

    fn is_busy(&self, months: i64) -> bool {
        let month = (i64::from(self.start.month()) - 1 + months).rem_euclid(12);
        usize::try_from(month).is_ok_and(|month| self.busy[month])
    }
}

fn index(month: i8) -> usize {
    usize::try_from(month - 1).unwrap_or(0).min(11)
}

/// Returns a day some months later; a plan of many years stays inside the calendar of the library.
pub(super) fn after_months(day: Date, months: i64) -> Date {
    let span: Span = months.clamp(0, 12_000).months();
    day.checked_add(span).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn calendar(busy: &[i8]) -> Calendar {
        let mut months = [false; 12];
        busy.iter().for_each(|month| months[index(*month)] = true);
        Calendar { start: date(2026, 11, 23), minutes_a_month: 600, busy: months }
    }

    #[test]
    fn a_busy_month_is_waited_for() {
        let calendar = calendar(&[12]);
        assert_eq!(
            [1, 600, 601, 1_200, 1_201].map(|minutes| calendar.months_for(0, minutes)),
            [1, 1, 3, 3, 4]
        );
        assert_eq!(calendar.months_for(1, 1), 2);
    }

    #[test]
    fn years_are_counted_whole() {
        let calendar = calendar(&[7, 8]);
        assert_eq!(calendar.months_for(0, 600 * 10 * 1_000), 12_000 - 2 - 1 + 3);
    }

    #[test]
    fn only_whole_open_months_count_before_a_day() {
        let day = |year, month, day| calendar(&[12]).minutes_before(date(year, month, day));
        assert_eq!(day(2026, 12, 22), 0);
        assert_eq!(day(2026, 12, 23), 600);
        assert_eq!(day(2027, 1, 23), 600);
        assert_eq!(day(2027, 2, 23), 1_200);
        assert_eq!(day(2020, 1, 1), 0);
    }
}
