//! Localised text and the typographic rules of French.
//!
//! Comes in: pairs of French and English, plain quotes and spaces. Goes out: one language, ready to show.
//! Every text that a user sees passes through [`Lang::pick`] or [`Text::get`], so that no text can exist in
//! one language only, and through [`Lang::typeset`] at the last moment, when it is drawn or printed.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// No-break space: before a colon, inside guillemets, between a number and its unit.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space: before `;`, `!`, `?` and between groups of three digits.
pub const NNBSP: char = '\u{202f}';

/// The language of everything that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the first language of the program.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Returns the value for this language out of a French and an English one.
    ///
    /// ```
    /// use diaglibre::text::Lang;
    /// assert_eq!(Lang::En.pick("étape", "step"), "step");
    /// ```
    pub fn pick<T>(self, fr: T, en: T) -> T {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Returns the language named by a tag such as `fr`, `en_GB.UTF-8` or `fr-BE`, or `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.pick("fr", "en")
    }

    /// Returns the text with the typography of the language, free of control and bidirectional characters.
    ///
    /// French: typographic apostrophe, no-break spaces before double punctuation and inside guillemets,
    /// `...` as one character (*Lexique des règles typographiques en usage à l'Imprimerie nationale*).
    ///
    /// What [`verbatim`] marks, such as the path of a file, stays as it is, and so does what stands between two
    /// backticks, which is typed as it is shown.
    pub fn typeset(self, text: &str) -> String {
        let mut kept = Vec::new();
        let marked: String = mark_code(&mark_addresses(text))
            .split(VERBATIM)
            .enumerate()
            .map(|(index, part)| {
                if index % 2 == 0 {
                    return part;
                }
                kept.push(clean(part));
                "\u{fffc}"
            })
            .collect();
        let text = clean(&marked).replace("...", "…");
        let text = match self {
            Self::Fr => typeset_fr(&text),
            Self::En => text,
        };
        kept.iter().fold(text, |text, part| text.replacen('\u{fffc}', part, 1))
    }

    /// Returns a text between the quotation marks of the language.
    pub fn quote(self, text: &str) -> String {
        self.pick(format!("« {text} »"), format!("“{text}”"))
    }

    /// Returns a text of several lines with the typography of the language; its line breaks stay.
    pub fn typeset_lines(self, text: &str) -> String {
        text.lines().map(|line| self.typeset(line)).collect::<Vec<_>>().join("\n")
    }

    /// Returns a number with the decimal mark and the digit groups of the language, at most one decimal.
    ///
    /// `tenths` is the number times ten.
    pub fn tenths(self, tenths: i64) -> String {
        let (whole, rest) = (tenths / 10, (tenths % 10).abs());
        let sign = if tenths < 0 && whole == 0 { "-" } else { "" };
        if rest == 0 {
            format!("{sign}{}", self.integer(whole))
        } else {
            format!("{sign}{}{}{rest}", self.integer(whole), self.pick(',', '.'))
        }
    }

    /// Returns an integer with its digits in groups of three from 10 000 on.
    pub fn integer(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "-" } else { "" };
        if digits.len() < 5 {
            return format!("{sign}{digits}");
        }
        let separator = self.pick(NNBSP, ',');
        let mut grouped = String::from(sign);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Returns a duration in person-days of seven hours, with its unit: « 2,5 jours ».
    pub fn days(self, minutes: i64) -> String {
        let tenths = day_tenths(minutes);
        let plural = if self == Self::Fr { tenths >= 20 } else { tenths != 10 };
        let unit = match (self, plural) {
            (Self::Fr, false) => "jour",
            (Self::Fr, true) => "jours",
            (Self::En, false) => "day",
            (Self::En, true) => "days",
        };
        format!("{}{NBSP}{unit}", self.tenths(tenths))
    }

    /// Returns a number of months or years in words: « 3 mois », « 18 mois ».
    pub fn months(self, months: i64) -> String {
        let unit = match self {
            Self::Fr => "mois",
            Self::En if months == 1 => "month",
            Self::En => "months",
        };
        format!("{months}{NBSP}{unit}")
    }

    /// Returns an ordinal number, feminine in French as « étape » and « place » are: « 1re », « 3e », `3rd`.
    pub fn ordinal(self, number: usize) -> String {
        let suffix = match (self, number % 100, number % 10) {
            (Self::Fr, ..) => {
                if number == 1 {
                    "re"
                } else {
                    "e"
                }
            }
            (Self::En, 11..=13, _) => "th",
            (Self::En, _, 1) => "st",
            (Self::En, _, 2) => "nd",
            (Self::En, _, 3) => "rd",
            (Self::En, ..) => "th",
        };
        format!("{number}{suffix}")
    }

    /// Returns a date in words: « 23 novembre 2026 ».
    pub fn date(self, date: jiff::civil::Date) -> String {
        let day = match (self, date.day()) {
            (Self::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        format!("{day}{NBSP}{} {}", self.month_name(date.month()), date.year())
    }

    /// Returns a month and its year in words: « novembre 2026 ».
    pub fn month(self, date: jiff::civil::Date) -> String {
        format!("{} {}", self.month_name(date.month()), date.year())
    }

    /// Returns the name of a month, from 1 to 12.
    pub fn month_name(self, month: i8) -> &'static str {
        const FR: [&str; 12] = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let index = usize::try_from(month - 1).unwrap_or(0).min(11);
        self.pick(FR, EN)[index]
    }

    /// Joins items as a sentence does: « a, b et c ».
    pub fn enumerate<S: AsRef<str>>(self, items: &[S]) -> String {
        let and = self.pick(" et ", " and ");
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [start @ .., last] => {
                let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
                format!("{}{and}{}", start.join(", "), last.as_ref())
            }
        }
    }
}

/// Returns minutes as tenths of a person-day of seven hours, rounded to the nearest.
pub fn day_tenths(minutes: i64) -> i64 {
    (minutes + 21).div_euclid(42)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The French text.
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Text {
    /// Makes a text out of a French and an English one.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// Makes a text that is the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let fr = text.into();
        Self { en: fr.clone(), fr }
    }

    /// Returns the text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.fr, &self.en)
    }

    /// Tells whether one of the two texts is missing.
    pub fn is_incomplete(&self) -> bool {
        self.fr.trim().is_empty() || self.en.trim().is_empty()
    }
}

/// Returns the text without the characters that could drive a terminal or turn the direction of writing:
/// C0 and C1 controls, bidirectional marks, zero-width characters, non-characters. A line break or a tab
/// becomes a space.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() => None,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
            '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}' => {
                None
            }
            c => Some(c),
        })
        .collect()
}

/// What stands around a text that typography leaves alone.
const VERBATIM: char = '\u{2}';

/// Marks a text that typography leaves alone: the path of a file, a command to type.
///
/// ```
/// use diaglibre::text::{Lang, verbatim};
/// let text = format!("lire « {} » ?", verbatim("l'asso.pdf"));
/// assert_eq!(Lang::Fr.typeset(&text), "lire «\u{a0}l'asso.pdf\u{a0}»\u{202f}?");
/// ```
pub fn verbatim(text: impl fmt::Display) -> String {
    format!("{VERBATIM}{}{VERBATIM}", clean(&text.to_string()))
}

/// The characters by which a spreadsheet takes a text for a formula or a command, wide forms included (OWASP, CSV
/// injection): a cell that begins with one of them gets an apostrophe before it.
pub(crate) const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'];

/// Returns the text as a sentence: a capital at its start, a full stop at its end if it has no other mark.
///
/// A first word with a capital of its own inside, such as uMap, is left as it is.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let word = text.split([' ', '\'', '’']).next().unwrap_or_default();
    let mut chars = text.chars();
    let mut out: String = match chars.next() {
        Some(first) if !word.chars().any(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    };
    if !out.is_empty() && !out.ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

/// Returns the text folded for comparison: lower case, no accents, ligatures opened, punctuation as spaces.
///
/// ```
/// assert_eq!(diaglibre::text::fold("L’Œuvre  d'Été"), "l oeuvre d ete");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() || matches!(c, '+' | '&') => folded.push(c),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Marks as verbatim the addresses of a text, in which no space may come.
fn mark_addresses(text: &str) -> String {
    if !text.contains("://") {
        return text.to_owned();
    }
    let mark = |word: &str| match word.find("http") {
        Some(at) if word[at..].contains("://") && !word.contains(VERBATIM) && !word.contains('`') => {
            // A closing mark of the sentence is none of the address.
            let end = word.trim_end_matches(['.', ',', ';', ':', ')', '»']).len().max(at);
            format!("{}{VERBATIM}{}{VERBATIM}{}", &word[..at], &word[at..end], &word[end..])
        }
        _ => word.to_owned(),
    };
    text.split(' ').map(mark).collect::<Vec<_>>().join(" ")
}

/// Marks as verbatim what stands between two backticks.
fn mark_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without its pair is a character like another.
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let mark = |(index, part): (usize, &&str)| match index % 2 {
        0 => (*part).to_owned(),
        _ if part.contains(VERBATIM) => format!("`{part}`"),
        _ => format!("{VERBATIM}`{part}`{VERBATIM}"),
    };
    parts.iter().enumerate().map(mark).collect()
}

fn typeset_fr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => out.push('’'),
            '«' => {
                out.push('«');
                while chars.next_if(|next| next.is_whitespace()).is_some() {}
                out.push(NBSP);
            }
            '»' => {
                set_space(&mut out, NBSP);
                out.push('»');
            }
            // A double mark takes a space only where a word ends: not in `https://`, `10:30` or `?page=2`.
            ':' if ends_word(&out) && chars.peek().is_none_or(|next| next.is_whitespace()) => {
                set_space(&mut out, NBSP);
                out.push(':');
            }
            ';' | '!' | '?' if ends_word(&out) && chars.peek().is_none_or(|next| !next.is_alphanumeric()) => {
                if !out.ends_with(['!', '?', '…', '(', '[']) {
                    set_space(&mut out, NNBSP);
                }
                out.push(c);
            }
            '%' | '€' if out.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
                set_space(&mut out, NBSP);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn ends_word(out: &str) -> bool {
    !out.trim_end().is_empty()
}

fn set_space(out: &mut String, space: char) {
    out.truncate(out.trim_end().len());
    out.push(space);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_french_spaces_and_apostrophes() {
        let fr = |text| Lang::Fr.typeset(text);
        assert_eq!(fr("Qu'est-ce que c'est ?"), "Qu’est-ce que c’est\u{202f}?");
        assert_eq!(fr("But: « oui »"), "But\u{a0}: «\u{a0}oui\u{a0}»");
        assert_eq!(fr("30 % de 5 €"), "30\u{a0}% de 5\u{a0}€");
        assert_eq!(fr("à 10:30"), "à 10:30");
        assert_eq!(fr("Vraiment ?!"), "Vraiment\u{202f}?!");
    }

    #[test]
    fn leaves_addresses_alone() {
        assert_eq!(Lang::Fr.typeset("https://a.example/?page=2"), "https://a.example/?page=2");
    }

    #[test]
    fn strips_escape_sequences_and_bidirectional_marks() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc d");
    }

    #[test]
    fn leaves_what_is_typed_as_it_is() {
        let text = "ajoutez `extends: true` ; sinon : rien";
        assert_eq!(Lang::Fr.typeset(text), "ajoutez `extends: true`\u{202f}; sinon\u{a0}: rien");
        assert_eq!(Lang::Fr.typeset("un ` seul : rien"), "un ` seul\u{a0}: rien");
        let address = "https://aide.example/module4%3Alibre?q=a!b";
        assert_eq!(Lang::Fr.typeset(&format!("Lu ici : {address}.")), format!("Lu ici\u{a0}: {address}."));
    }

    #[test]
    fn folds_accents_ligatures_and_apostrophes() {
        assert_eq!(fold("Œuvres d’Été"), "oeuvres d ete");
        assert_eq!(fold("  E-mail "), "e mail");
    }

    #[test]
    fn makes_one_sentence_whatever_the_stop() {
        assert_eq!(sentence("les fichiers d'abord"), "Les fichiers d'abord.");
        assert_eq!(sentence("Déjà écrit. "), "Déjà écrit.");
        assert_eq!(sentence("uMap suffit"), "uMap suffit.");
        assert_eq!(sentence("l'outil reste à nommer"), "L'outil reste à nommer.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn writes_days_with_the_mark_of_the_language() {
        assert_eq!(Lang::Fr.days(1050), "2,5\u{a0}jours");
        assert_eq!(Lang::Fr.days(420), "1\u{a0}jour");
        assert_eq!(Lang::En.days(210), "0.5\u{a0}days");
    }

    #[test]
    fn groups_digits_from_ten_thousand() {
        assert_eq!(Lang::Fr.integer(1234), "1234");
        assert_eq!(Lang::Fr.integer(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(Lang::En.integer(-12345), "-12,345");
    }

    #[test]
    fn reads_language_tags() {
        assert_eq!(Lang::from_tag("en_GB.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::from_tag("fr-BE"), Some(Lang::Fr));
        assert_eq!(Lang::from_tag("C"), None);
    }
}
