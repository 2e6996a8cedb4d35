//! Sentences, counts, countries: the small words that every chapter shares.

pub(super) use crate::text::sentence;
use crate::text::{Lang, Text};

/// Returns a text that follows a colon: no capital is added, the full stop is.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Returns texts of the catalogue as sentences that follow each other.
pub(super) fn sentences(texts: &[Text], lang: Lang) -> String {
    let all: Vec<String> = texts.iter().map(|text| sentence(text.get(lang))).collect();
    all.join(" ")
}

/// Returns a text without its final full stop, to stand inside a sentence.
pub(super) fn clause(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text)
}

/// Returns a number with its noun, the plural after the singular in each language.
pub(super) fn count(lang: Lang, number: usize, fr: [&str; 2], en: [&str; 2]) -> String {
    let many = if lang == Lang::Fr { number > 1 } else { number != 1 };
    let noun = lang.pick(fr, en)[usize::from(many)];
    format!("{}\u{a0}{noun}", lang.integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// Returns a duration in the unit that reads best: minutes, hours or days of seven hours.
pub(super) fn duration(lang: Lang, minutes: i64) -> String {
    if minutes >= 210 && minutes % 42 == 0 {
        return lang.days(minutes);
    }
    let (number, fr, en) = if minutes % 60 == 0 && minutes > 0 {
        (minutes / 60, ["heure", "heures"], ["hour", "hours"])
    } else {
        (minutes, ["minute", "minutes"], ["minute", "minutes"])
    };
    count(lang, usize::try_from(number).unwrap_or_default(), fr, en)
}

/// Returns the first names of a list, then how many more there are.
pub(super) fn shortened(lang: Lang, names: &[String], most: usize) -> Vec<String> {
    if names.len() <= most + 1 {
        return names.to_vec();
    }
    let rest = count(lang, names.len() - most, ["autre", "autres"], ["other", "others"]);
    names[..most].iter().cloned().chain([rest]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_stop_off_inside_a_sentence() {
        assert_eq!(clause("Gratuit, sur candidature."), "Gratuit, sur candidature");
        assert_eq!(clause("etc..."), "etc...");
    }

    #[test]
    fn chooses_the_unit_that_reads_best() {
        let fr = |minutes| duration(Lang::Fr, minutes);
        assert_eq!(
            [fr(15), fr(60), fr(240), fr(210)],
            ["15\u{a0}minutes", "1\u{a0}heure", "4\u{a0}heures", "0,5\u{a0}jour"]
        );
    }

    #[test]
    fn says_how_many_names_are_left_out() {
        let names: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
        assert_eq!(shortened(Lang::Fr, &names, 2), ["a", "b", "2\u{a0}autres"]);
        assert_eq!(shortened(Lang::Fr, &names, 3), ["a", "b", "c", "d"]);
    }
}
