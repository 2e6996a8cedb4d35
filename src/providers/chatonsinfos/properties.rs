//! Lines `path = value`: the text of a ChatonsInfos file, with the habits of its generators.

use std::collections::BTreeMap;

use crate::providers::untrusted::LONGEST_FIELD;

/// The values of a file by their path, in lower case: some generators write `startDate`, others `startdate`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    values: BTreeMap<String, String>,
    /// Whether the bytes were no UTF-8 and were read as Windows-1252.
    pub(super) is_windows: bool,
}

impl Properties {
    /// Reads a file; lines that are none of the format are left out.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (text, is_windows) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), true),
        };
        let mut values = BTreeMap::new();
        for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.starts_with('#')) {
            let Some((path, value)) = line.split_once('=') else { continue };
            let value = value_of(value.trim());
            if !value.is_empty() && value.len() <= LONGEST_FIELD {
                // The first one stands: whoever adds a line at the end replaces nothing in silence.
                values.entry(path.trim().to_lowercase()).or_insert(value);
            }
        }
        Self { values, is_windows }
    }

    /// Returns the value of a path in lower case.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.values.get(path).map(String::as_str)
    }

    /// Returns the values below a path, in the order of their names.
    pub(super) fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(name, _)| name.starts_with(path)).map(|(_, value)| value.as_str())
    }

    /// Tells whether some path stands in a section.
    pub(super) fn has(&self, section: &str) -> bool {
        self.values.keys().any(|path| path.starts_with(section))
    }
}

/// Takes off the quotation marks that one generator writes, and reads escapes.
fn value_of(text: &str) -> String {
    let inner = ['\'', '"'].into_iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    let mut value = String::new();
    let mut chars = inner.unwrap_or(text).chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'r' | 't') => value.push(' '),
                Some(next) => value.push(next),
                None => {}
            },
            (c, false) => value.push(c),
        }
    }
    value.trim().to_owned()
}

/// Returns the character of a byte in Windows-1252.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        Properties::parse(text.as_bytes()).get("a.b").map(str::to_owned)
    }

    #[test]
    fn keys_are_compared_without_case() {
        assert_eq!(value("A.B=c").as_deref(), Some("c"));
    }

    #[test]
    fn quotation_marks_around_a_value_go() {
        assert_eq!(value("a.b = 'https://a.example/'").as_deref(), Some("https://a.example/"));
        assert_eq!(value("a.b = 'l").as_deref(), Some("'l"));
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(value(r"a.b = l\'April\nsuite\").as_deref(), Some("l'April suite"));
    }

    #[test]
    fn comments_blank_lines_and_empty_values_say_nothing() {
        assert_eq!(value("# a.b = c\n\n a.b =\n"), None);
    }

    #[test]
    fn every_line_end_and_a_mark_of_order_are_known() {
        assert_eq!(value("\u{feff}x = y\r\na.b = c\r\n").as_deref(), Some("c"));
        assert_eq!(value("x = y\ra.b = c").as_deref(), Some("c"));
    }

    #[test]
    fn bytes_that_are_no_utf8_are_read_as_windows_1252() {
        let read = Properties::parse(b"a.b = \x8cuvre \xe9t\xe9");
        assert!(read.is_windows);
        assert_eq!(read.get("a.b"), Some("Œuvre été"));
    }

    #[test]
    fn a_field_too_long_is_left_out() {
        assert_eq!(value(&format!("a.b = {}", "x".repeat(LONGEST_FIELD + 1))), None);
    }
}
