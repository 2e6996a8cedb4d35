//! The report as Markdown (CommonMark with the tables of GitHub): to be put in a wiki, a pad or a forge.

use super::block::{Block, Cell, Column, Document, Level, Link, Span, SpanStyle};
use crate::text::Lang;

/// Writes a document.
pub(super) fn render(document: &Document, lang: Lang) -> String {
    let mut writer = Writer { lang, parts: Vec::new() };
    writer.blocks(&document.blocks);
    let mut text = writer.parts.join("\n\n");
    text.push('\n');
    text
}

struct Writer {
    lang: Lang,
    /// Paragraphs and the like, to be parted by empty lines.
    parts: Vec<String>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Cover(cover) => {
                self.parts.push(format!("# {}", escape(&cover.title)));
                self.parts.push(format!("**{}**", escape(&cover.kicker)));
                self.parts.push(escape(&cover.subtitle));
                self.figures(&cover.figures);
                let lines: Vec<String> = cover.lines.iter().map(|line| escape(line)).collect();
                self.parts.push(lines.join("  \n"));
            }
            Block::Heading { level, text, anchor } => {
                let marks = match level {
                    Level::One => "##",
                    Level::Two => "###",
                    Level::Three => "####",
                };
                let anchor = anchor.as_ref().map(|anchor| format!("<a id=\"{anchor}\"></a>"));
                self.parts.push(format!("{marks} {}{}", anchor.unwrap_or_default(), escape(text)));
            }
            Block::Paragraph(spans) => self.parts.push(at_start(&inline(spans))),
            Block::List { ordered, items } => {
                let item = |(index, item): (usize, &Vec<Span>)| match ordered {
                    true => format!("{}. {}", index + 1, inline(item)),
                    false => format!("- {}", inline(item)),
                };
                self.parts.push(items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n"));
            }
            Block::Table { columns, rows } => self.parts.push(table(columns, rows)),
            Block::Facts(facts) => {
                let fact = |(label, value): &(String, Vec<Span>)| {
                    let label = self.lang.typeset(&format!("{label}{}", self.lang.pick(" :", ":")));
                    // Another mark than that of a list: a list just before is not continued.
                    format!("* **{}** {}", escape(&label), inline(value))
                };
                self.parts.push(facts.iter().map(fact).collect::<Vec<_>>().join("\n"));
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Chart(chart) => self.parts.push(format!("*{}*", escape(&chart.alternative))),
            Block::Note { title, blocks, .. } => {
                let mut inner = Self { lang: self.lang, parts: Vec::new() };
                inner.parts.extend(title.iter().map(|title| format!("**{}**", escape(title))));
                inner.blocks(blocks);
                let lines: Vec<String> = inner
                    .parts
                    .join("\n\n")
                    .lines()
                    .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
                    .collect();
                self.parts.push(lines.join("\n"));
            }
            Block::VoteBox { title, options, lines } => {
                self.parts.push(format!("**{}**", escape(title)));
                let options: Vec<String> =
                    options.iter().map(|option| format!("- [ ] {}", escape(option))).collect();
                self.parts.push(options.join("\n"));
                let colon = self.lang.typeset(self.lang.pick(" :", ":"));
                let lines: Vec<String> =
                    lines.iter().map(|line| format!("{}{colon} …………………………", escape(line))).collect();
                self.parts.push(lines.join("  \n"));
            }
            Block::KeepTogether(blocks) => self.blocks(blocks),
            Block::PageBreak(_) => {}
        }
    }

    fn figures(&mut self, figures: &[super::block::Figure]) {
        let figure =
            |one: &super::block::Figure| format!("- **{}** {}", escape(&one.value), escape(&one.label));
        self.parts.push(figures.iter().map(figure).collect::<Vec<_>>().join("\n"));
    }
}

fn table(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(columns.iter().map(|column| escape(&column.title)).collect()),
        line(
            columns
                .iter()
                .map(|column| match column.align {
                    super::block::Align::Left => "---".to_owned(),
                    super::block::Align::Right => "---:".to_owned(),
                })
                .collect(),
        ),
    ];
    for row in rows {
        let cell = |index: usize| row.get(index).map(|cell| inline(cell)).unwrap_or_default();
        lines.push(line((0..columns.len()).map(cell).collect()));
    }
    lines.join("\n")
}

fn inline(spans: &[Span]) -> String {
    spans.iter().map(span).collect::<String>().trim().to_owned()
}

fn span(span: &Span) -> String {
    let text = &span.text;
    let (inner, marks) = (text.trim_matches(' '), ["", "**", "*", ""]);
    let mark = match span.style {
        SpanStyle::Plain => marks[0],
        SpanStyle::Bold => marks[1],
        SpanStyle::Italic => marks[2],
        SpanStyle::Muted => marks[3],
    };
    if inner.is_empty() {
        return text.clone();
    }
    let shown = match &span.link {
        Some(Link::Url(url)) if url == inner => format!("<{}>", address(url)),
        Some(Link::Url(url)) => format!("[{}](<{}>)", escape(inner), address(url)),
        Some(Link::Anchor(anchor)) => format!("[{}](#{anchor})", escape(inner)),
        None => escape(inner),
    };
    // A mark never stands beside a space, or it marks nothing.
    let start = &text[..text.len() - text.trim_start_matches(' ').len()];
    let end = &text[text.trim_end_matches(' ').len()..];
    format!("{start}{mark}{shown}{mark}{end}")
}

fn address(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20")
}

/// Escapes what Markdown would read as a mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\t' | '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes what only means something at the start of a paragraph: a list, a number.
fn at_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_wrote_is_read_as_a_mark() {
        let line =
            vec![Span::plain("a_b *c* [d](e) <script> | `f`"), Span::bold(" gras "), Span::plain("fin")];
        assert_eq!(inline(&line), "a\\_b \\*c\\* \\[d\\](e) \\<script\\> \\| \\`f\\` **gras** fin");
        assert_eq!(at_start("2026. Un an"), "2026\\. Un an");
        assert_eq!(at_start("- rien"), "\\- rien");
    }
}
