//! The introduction of whoever hands the report over: Markdown to blocks.
//!
//! Headings, paragraphs, lists, bold, italics and links are taken. Anything else is told as the text that it holds: a
//! report opens no picture and runs nothing.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::writer::Writer;
use crate::report::block::{Block, Level, Link, Span, SpanStyle, Turn};

pub(super) fn chapter(writer: &Writer<'_>) -> Vec<Block> {
    let Some(brand) = writer.report.brand else { return Vec::new() };
    let text = brand.introduction.as_ref().map(|text| text.get(writer.lang)).unwrap_or_default();
    let blocks = blocks(text);
    if blocks.is_empty() {
        return blocks;
    }
    let title = writer.say("Avant-propos", "Foreword");
    let start = [Block::PageBreak(Turn::Always), writer.heading(Level::One, title, "foreword")];
    start.into_iter().chain(blocks).collect()
}

/// Returns the blocks of a Markdown text.
fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::empty()) {
        reader.take(event);
    }
    reader.end_paragraph();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    bold: usize,
    italic: usize,
    link: Option<Link>,
    /// The lists around, the outermost first: what stands in one inside another goes on in it.
    lists: Vec<bool>,
    items: Vec<Vec<Span>>,
    heading: Option<Level>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.heading = Some(match level {
                    HeadingLevel::H1 | HeadingLevel::H2 => Level::Two,
                    _ => Level::Three,
                });
            }
            Tag::List(first) => {
                self.end_item();
                if self.lists.is_empty() {
                    self.end_paragraph();
                }
                self.lists.push(first.is_some());
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => {
                let is_safe =
                    ["https://", "http://", "mailto:"].iter().any(|start| dest_url.starts_with(start));
                self.link = is_safe.then(|| Link::Url(dest_url.to_string()));
            }
            Tag::Paragraph if self.lists.is_empty() => self.end_paragraph(),
            // A second paragraph of an item goes on after the first.
            Tag::Paragraph if !self.spans.is_empty() => self.text(" "),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_paragraph(),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => {
                self.end_item();
                let ordered = self.lists.pop().unwrap_or_default();
                if self.lists.is_empty() && !self.items.is_empty() {
                    let items = std::mem::take(&mut self.items);
                    self.blocks.push(Block::List { ordered, items });
                }
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock if self.lists.is_empty() => {
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let style = match (self.bold, self.italic) {
            (0, 0) => SpanStyle::Plain,
            (0, _) => SpanStyle::Italic,
            _ => SpanStyle::Bold,
        };
        self.spans.push(Span { text: text.to_owned(), style, link: self.link.clone() });
    }

    fn end_item(&mut self) {
        if !self.lists.is_empty() && !is_blank(&self.spans) {
            self.items.push(std::mem::take(&mut self.spans));
        }
        if !self.lists.is_empty() {
            self.spans.clear();
        }
    }

    fn end_paragraph(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let heading = self.heading.take();
        if is_blank(&spans) {
            return;
        }
        self.blocks.push(match heading {
            Some(level) => {
                Block::heading(level, spans.iter().map(|span| span.text.as_str()).collect::<String>())
            }
            None => Block::Paragraph(spans),
        });
    }
}

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_marks_become_blocks() {
        let text =
            "# Titre\n\nUn **mot** *fort* et [un lien](https://a.fr).\n\n1. un\n2. deux\n   - trois\n\nfin";
        let all = blocks(text);
        let words = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        assert_eq!(all[0], Block::heading(Level::Two, "Titre"));
        let Block::Paragraph(spans) = &all[1] else { panic!("{all:?}") };
        assert_eq!(words(spans), "Un mot fort et un lien.");
        assert_eq!((spans[1].style, spans[3].style), (SpanStyle::Bold, SpanStyle::Italic));
        assert_eq!(spans[5].link, Some(Link::Url("https://a.fr".to_owned())));
        let Block::List { ordered: true, items } = &all[2] else { panic!("{all:?}") };
        assert_eq!(items.iter().map(|item| words(item)).collect::<Vec<_>>(), ["un", "deux", "trois"]);
        assert_eq!(all[3], Block::Paragraph(vec![Span::plain("fin")]));
    }

    #[test]
    fn nothing_is_opened_nor_run() {
        let all =
            blocks("<script>alert(1)</script>\n\n[a](javascript:b) ![c](https://d.fr/e.png) <img src=x>");
        for block in &all {
            let Block::Paragraph(spans) = block else { panic!("{all:?}") };
            assert!(spans.iter().all(|span| span.link.is_none()), "{all:?}");
        }
        assert!(format!("{all:?}").contains("alert(1)"), "told as text: {all:?}");
    }

    #[test]
    fn an_empty_text_gives_nothing() {
        assert!(blocks(" \n\n***\n\n-\n").is_empty());
    }
}
