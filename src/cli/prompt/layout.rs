//! Lines that fit: words are never cut, continuation lines are indented.

use textwrap::{Options, WordSeparator, WordSplitter};

/// The widest text, in columns: longer lines are tiring to read.
const WIDEST: usize = 100;

/// The size of the terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    /// The width, in columns.
    pub(super) columns: usize,
    /// The height, in rows.
    pub(super) rows: usize,
}

impl Screen {
    /// Returns the size of the terminal of now; a person may have resized it since the last question.
    pub(super) fn now() -> Self {
        let size = terminal_size::terminal_size_of(std::io::stderr()).or_else(terminal_size::terminal_size);
        let (columns, rows) = size.map_or((80, 24), |(width, height)| (width.0.into(), height.0.into()));
        Self { columns: usize::clamp(columns, 20, WIDEST), rows: usize::max(rows, 8) }
    }
}

/// Breaks a text at its ordinary spaces; `first` and `next` start the first line and those after.
pub(crate) fn wrap(text: &str, width: usize, first: &str, next: &str) -> String {
    let options = Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(next)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_no_break_spaces_together() {
        assert_eq!(wrap("un deux trois quatre\u{a0}:", 20, "", "  "), "un deux trois\n  quatre\u{a0}:");
    }
}
