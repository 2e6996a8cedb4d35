//! The phases for a calendar (RFC 5545): each phase as a band of days, and its review as a day.

use super::Report;
use crate::roadmap::Phase;
use crate::text::{Lang, clean};
use jiff::civil::{Date, Weekday};

/// The longest line that the norm allows, in bytes.
const LINE: usize = 75;

/// Writes the calendar.
pub(super) fn render(report: &Report<'_>) -> String {
    let lang = report.lang;
    let name = lang.pick("Feuille de route", "Roadmap");
    let mut calendar = Calendar { text: String::new(), stamp: report.date, key: key(report.name()) };
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!("PRODID:-//diaglibre//diaglibre ", env!("CARGO_PKG_VERSION"), "//FR"),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        calendar.line(line);
    }
    calendar.line(&format!("X-WR-CALNAME:{}", escape(&lang.typeset(&format!("{name} – {}", report.name())))));
    for phase in &report.roadmap.phases {
        let (start, end) = report.days_of(phase);
        let title = lang.typeset(&format!("Phase {} – {}", phase.number, report.name()));
        calendar.event(&format!("phase-{}", phase.number), (start, end), &title, &steps(report, phase));
        let review = working_day(end);
        let title = lang.pick(
            format!("Revue de la phase {} : où en est-on ?", phase.number),
            format!("Review of phase {}: where do we stand?", phase.number),
        );
        let what = lang.pick(
            format!("À la fin de la phase, {} % du bénéfice du plan est obtenu si tout est fait. Relisez le plan : ce qui est fait, ce qui a glissé, ce qui a changé.", phase.gained_percent),
            format!("At the end of the phase, {}% of the benefit of the plan is obtained if all is done. Read the plan again: what is done, what slipped, what changed.", phase.gained_percent),
        );
        let id = format!("review-{}", phase.number);
        calendar.event(&id, (review, review), &lang.typeset(&title), &lang.typeset(&what));
    }
    if !report.roadmap.watches.is_empty() {
        // The list is read again once a year.
        let day = working_day(report.date.saturating_add(jiff::Span::new().years(1)));
        let title = lang.pick("Relire les outils à surveiller", "Read the tools to watch again");
        let names: Vec<String> = report
            .roadmap
            .watches
            .iter()
            .filter_map(|(of, watch)| {
                let one = report.diagnosis.uses.get(*of)?;
                Some(format!("{}{} {}", one.name.get(lang), lang.pick(" :", ":"), watch.condition.get(lang)))
            })
            .collect();
        calendar.event("watch", (day, day), &lang.typeset(title), &lines(lang, &names));
    }
    calendar.line("END:VCALENDAR");
    calendar.text
}

fn steps(report: &Report<'_>, phase: &Phase) -> String {
    let lang = report.lang;
    let all: Vec<String> = phase
        .steps
        .clone()
        .filter_map(|index| {
            let step = report.roadmap.steps.get(index)?;
            let days = lang.days(step.effort.total);
            Some(format!("{}. {} ({days})", index + 1, step.title.get(lang)))
        })
        .collect();
    lines(lang, &all)
}

fn lines(lang: Lang, all: &[String]) -> String {
    all.iter().map(|line| lang.typeset(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the day, or the Friday before if it is a Saturday or a Sunday.
fn working_day(day: Date) -> Date {
    let back = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.saturating_sub(jiff::Span::new().days(back))
}

/// Returns what tells the events of one association from those of another, the same each time.
fn key(name: &str) -> String {
    // FNV-1a: an event that comes again replaces itself in the calendar.
    let digest = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{digest:016x}")
}

struct Calendar {
    text: String,
    stamp: Date,
    key: String,
}

impl Calendar {
    /// Adds an event that lasts from a day to another, both included.
    fn event(&mut self, id: &str, (first, last): (Date, Date), title: &str, what: &str) {
        let compact = |day: Date| day.strftime("%Y%m%d").to_string();
        let after = last.saturating_add(jiff::Span::new().days(1));
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{id}-{}@diaglibre", self.key),
            format!("DTSTAMP:{}T000000Z", compact(self.stamp)),
            format!("DTSTART;VALUE=DATE:{}", compact(first)),
            format!("DTEND;VALUE=DATE:{}", compact(after)),
            format!("SUMMARY:{}", escape(title)),
            format!("DESCRIPTION:{}", escape(what)),
            // The days are not busy.
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ] {
            self.line(&line);
        }
    }

    /// Adds a line, folded where it is too long, never inside a character.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    lines.join("\n").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut calendar = Calendar { text: String::new(), stamp: Date::ZERO, key: String::new() };
        let line = format!("SUMMARY:{}", "é".repeat(120));
        calendar.line(&line);
        assert!(calendar.text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(calendar.text.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }

    #[test]
    fn a_review_is_on_a_working_day() {
        assert_eq!(working_day(jiff::civil::date(2026, 11, 29)), jiff::civil::date(2026, 11, 27));
        assert_eq!(working_day(jiff::civil::date(2026, 11, 25)), jiff::civil::date(2026, 11, 25));
    }
}
