//! A page of text for the terminal: titles, paragraphs, lists, wrapped to its width.

use super::Context;
use crate::text::Lang;

/// No line is longer than this, however wide the terminal: the eye loses it.
const WIDE: usize = 100;

/// A page under construction.
#[derive(Debug)]
pub(super) struct Page {
    lang: Lang,
    width: usize,
    color: bool,
    text: String,
}

impl Page {
    /// Begins an empty page.
    pub(super) fn new(context: &Context) -> Self {
        Self { lang: context.lang, width: context.width, color: context.color, text: String::new() }
    }

    /// Returns the language.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the columns of the terminal.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds a title, after a blank line.
    pub(super) fn title(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let bold = if self.color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        for line in self.wrapped(text, "", "") {
            self.text.push_str(&format!("{}{line}{}\n", bold.0, bold.1));
        }
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.lines(text, "", "");
    }

    /// Adds an item of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.lines(text, "- ", "  ");
    }

    /// Adds a line that belongs to the item above.
    pub(super) fn under(&mut self, text: &str) {
        self.lines(text, "  ", "  ");
    }

    /// Adds a blank line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Adds a text that is laid out already.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// Returns the page.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn lines(&mut self, text: &str, first: &str, next: &str) {
        for line in self.wrapped(text, first, next) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn wrapped(&self, text: &str, first: &str, next: &str) -> Vec<String> {
        let options = textwrap::Options::new(self.width.min(WIDE))
            .initial_indent(first)
            .subsequent_indent(next)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            // An address that is cut cannot be copied.
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let text = self.lang.typeset(text);
        textwrap::wrap(&text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
    }
}
