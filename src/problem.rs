//! A problem found in a data file: what is wrong, where, and what to type instead.
//!
//! Readers and linters collect problems and never print them.

use std::fmt;

use serde::Serialize;

use crate::text::{Lang, Text, clean};

/// Whether a problem keeps the data from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The data cannot be used.
    Error,
    /// The data can be used; somebody should look.
    Warning,
}

/// A place in a file; line and column count from 1, and 0 means that the whole file is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The path as the user named it, or the path inside the bundled data.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// One thing wrong in a data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A stable kebab-case code, one a rule.
    pub code: &'static str,
    /// Whether the data can still be used.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// What is wrong, with the value.
    pub message: Text,
    /// What to type or do next, when that is known.
    pub hint: Option<Text>,
}

impl Problem {
    /// Makes an error.
    pub fn error(code: &'static str, place: Place, message: Text) -> Self {
        let message = Text::new(clean(&message.fr), clean(&message.en));
        Self { code, severity: Severity::Error, place, message, hint: None }
    }

    /// Makes a warning.
    pub fn warning(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_hint(self, hint: Text) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Returns the problem as one line, such as `a.yaml:3:7: erreur [unknown-tool] …`, and its hint.
    pub fn render(&self, lang: Lang) -> String {
        let severity = match self.severity {
            Severity::Error => lang.pick("erreur", "error"),
            Severity::Warning => lang.pick("attention", "warning"),
        };
        let message = lang.typeset(self.message.get(lang));
        let mut line = format!("{}: {severity} [{}] {message}", self.place, self.code);
        if let Some(hint) = &self.hint {
            let label = lang.pick("conseil\u{a0}:", "hint:");
            line.push_str(&format!("\n    {label} {}", lang.typeset(hint.get(lang))));
        }
        line
    }
}

/// Sorts problems by place, then by code, so that the same data gives the same list.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    problems.dedup();
}

/// Tells whether one of the problems keeps the data from being used.
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Returns the known word nearest to a mistyped one, when it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().min(word.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns « did you mean » for the nearest known word, if one is near.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    nearest(word, known)
        .map(|near| Text::new(format!("vouliez-vous dire « {near} » ?"), format!("did you mean `{near}`?")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_nearest_word_only_when_it_is_near() {
        assert_eq!(nearest("nextclod", ["nextcloud", "matomo"]), Some("nextcloud"));
        assert_eq!(nearest("zzz", ["nextcloud", "matomo"]), None);
    }

    #[test]
    fn renders_the_place_before_the_message() {
        let place = Place { file: "a.yaml".into(), line: 3, column: 7 };
        let problem = Problem::error("unknown-tool", place, Text::new("outil inconnu", "unknown tool"));
        assert_eq!(problem.render(Lang::En), "a.yaml:3:7: error [unknown-tool] unknown tool");
    }
}
