//! What a report is made of, whatever its format: blocks of text, in reading order.
//!
//! Blocks carry no size, colour or position: those belong to each format. Any white space in a
//! text (tab, line feed) counts as a space; only U+0020 may become a line break.

use super::chart::Chart;
use crate::brand::{Logo, Palette};

/// A whole document, ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Title shown by the viewer's window and by the document properties.
    pub title: String,
    /// Author in the document properties.
    pub author: String,
    /// Language of the text, as a BCP 47 tag such as `fr`.
    pub lang: String,
    /// Day of creation, written in the document properties.
    pub date: Date,
    /// Left part of the footer; shortened with an ellipsis when it is too long for a line.
    pub footer: String,
    /// Right part of the footer, where `{n}` is the page and `{total}` the number of pages.
    pub page_label: String,
    /// The accents, for the forms that have colours.
    pub palette: Palette,
    /// The content.
    pub blocks: Vec<Block>,
}

/// A calendar day. The engine never reads the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// One block of content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A cover, alone on its page and without footer.
    Cover(Cover),
    /// A heading, kept with what follows it and listed in the bookmarks.
    Heading {
        /// Rank of the heading.
        level: Level,
        /// Text of the heading.
        text: String,
        /// Name that [`Link::Anchor`] may point to; unique in the document.
        anchor: Option<String>,
    },
    /// A paragraph. One that ends with a colon stays with the block after it.
    Paragraph(Vec<Span>),
    /// A list with a hanging indent.
    List {
        /// Numbers instead of bullets.
        ordered: bool,
        /// One entry per item.
        items: Vec<Vec<Span>>,
    },
    /// A table whose header comes back on each page and whose rows are never cut, unless a
    /// row alone is taller than a page.
    Table {
        /// Columns, left to right.
        columns: Vec<Column>,
        /// Rows; missing cells are empty and cells beyond the columns are ignored.
        rows: Vec<Vec<Cell>>,
    },
    /// A list of labels, each with its value.
    Facts(Vec<(String, Vec<Span>)>),
    /// Large figures side by side.
    Figures(Vec<Figure>),
    /// A drawing.
    Chart(Chart),
    /// A tinted card, kept whole if it fits a page.
    Note {
        /// Colour of the card.
        tone: Tone,
        /// First line of the card.
        title: Option<String>,
        /// Content of the card; a cover, a page break or a card in a card loses its frame.
        blocks: Vec<Block>,
    },
    /// A framed ballot with squares to tick and lines to sign.
    VoteBox {
        /// First line of the frame, usually the question that is put to the vote.
        title: String,
        /// One empty square each.
        options: Vec<String>,
        /// Labels followed by a line to write on.
        lines: Vec<String>,
    },
    /// Blocks that share a page if they fit one.
    KeepTogether(Vec<Block>),
    /// Starts a new page; does nothing at the top of a page, nor in a form without pages.
    PageBreak(Turn),
}

/// When a new page is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Whatever is left of the page.
    Always,
    /// When less than three tenths of the page are left.
    NearEnd,
}

/// Content of the cover, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// Picture above everything else.
    pub logo: Option<Picture>,
    /// Short line above the title.
    pub kicker: String,
    /// Title, in large letters.
    pub title: String,
    /// Line below the title.
    pub subtitle: String,
    /// Lines at the foot of the cover.
    pub lines: Vec<String>,
    /// Figures above those lines.
    pub figures: Vec<Figure>,
}

/// A picture, and what a reader who does not see it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The picture.
    pub logo: Logo,
    /// What it shows.
    pub alternative: String,
}

/// Rank of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A chapter.
    One,
    /// A section.
    Two,
    /// A sub-section.
    Three,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Text of the header cell.
    pub title: String,
    /// Share of the width, relative to the other columns; a column is never narrower than its
    /// longest word as long as the page allows it.
    pub weight: u16,
    /// Side to which the cells are set.
    pub align: Align,
}

/// Side to which a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Ragged right.
    #[default]
    Left,
    /// Ragged left, with figures of equal width.
    Right,
}

/// A cell of a table.
pub type Cell = Vec<Span>;

/// A large figure and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The figure, with its unit.
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// Colour of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// First accent: advice, summary.
    #[default]
    Calm,
    /// Second accent: warning, point to watch.
    Alert,
}

/// A piece of text with one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text; white space at both ends counts.
    pub text: String,
    /// Look of the text.
    pub style: SpanStyle,
    /// Where a click leads.
    pub link: Option<Link>,
}

/// Look of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpanStyle {
    /// As the block has it.
    #[default]
    Plain,
    /// Heavier.
    Bold,
    /// Slanted.
    Italic,
    /// Lighter in colour.
    Muted,
}

/// Target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// An address outside the document.
    Url(String),
    /// The anchor of a heading.
    Anchor(String),
}

impl Span {
    /// Returns a plain span.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::styled(text, SpanStyle::Plain)
    }

    /// Returns a bold span.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::styled(text, SpanStyle::Bold)
    }

    /// Returns an italic span.
    pub fn italic(text: impl Into<String>) -> Self {
        Self::styled(text, SpanStyle::Italic)
    }

    /// Returns a muted span.
    pub fn muted(text: impl Into<String>) -> Self {
        Self::styled(text, SpanStyle::Muted)
    }

    /// Returns a plain span that opens an address.
    pub fn url(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { link: Some(Link::Url(url.into())), ..Self::plain(text) }
    }

    /// Returns a plain span that leads to the heading with this anchor.
    pub fn anchor(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self { link: Some(Link::Anchor(anchor.into())), ..Self::plain(text) }
    }

    fn styled(text: impl Into<String>, style: SpanStyle) -> Self {
        Self { text: text.into(), style, link: None }
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl Block {
    /// Returns a paragraph of one plain span.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }

    /// Returns a heading without anchor.
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into(), anchor: None }
    }
}
