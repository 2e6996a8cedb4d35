//! The report as one page for a browser: everything in one file, nothing asked of the network, nothing that needs a
//! script to be read.
//!
//! The policy of the page allows its own style and its own script, by their digest, and nothing else.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::block::{
    Align, Block, Cell, Column, Cover, Document, Figure, Level, Link, Picture, Span, SpanStyle, Tone,
};
use super::svg::{escape, svg};
use crate::brand::Palette;
use crate::text::Lang;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes a document.
pub(super) fn render(document: &Document, lang: Lang) -> String {
    let mut writer = Writer { html: String::new(), headings: Vec::new(), palette: document.palette };
    let style = document.palette.recolor(STYLE);
    let (covers, content): (Vec<&Block>, Vec<&Block>) =
        document.blocks.iter().partition(|block| matches!(block, Block::Cover(_)));
    for block in content {
        writer.block(block);
    }
    let main = std::mem::take(&mut writer.html);
    for block in covers {
        writer.block(block);
    }
    let cover = std::mem::take(&mut writer.html);
    let contents = contents(&writer.headings, lang);
    let [skip, sort, filter] = lang.pick(
        ["Aller au contenu", "Trier par cette colonne", "Filtrer ce tableau"],
        ["Skip to the content", "Sort by this column", "Filter this table"],
    );
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"diaglibre {version}\">\n\
         <meta name=\"author\" content=\"{author}\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n\
         <body>\n<a class=\"skip\" href=\"#content\">{skip}</a>\n<div class=\"page\">\n{cover}{contents}\
         <main id=\"content\" data-sort=\"{sort}\" data-filter=\"{filter}\">\n{main}</main>\n</div>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        code = escape(&document.lang),
        policy = policy(&style),
        version = env!("CARGO_PKG_VERSION"),
        author = escape(&document.author),
        title = escape(&document.title),
        filter = escape(&lang.typeset(filter)),
    )
}

/// Returns what the page may load and run: itself.
fn policy(style: &str) -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(style),
        digest(SCRIPT)
    )
}

/// A heading, for the list of contents.
struct Heading {
    level: Level,
    text: String,
    id: String,
}

fn contents(headings: &[Heading], lang: Lang) -> String {
    let title = lang.pick("Sommaire", "Contents");
    let mut html = format!("<nav aria-label=\"{title}\">\n<details open><summary>{title}</summary>\n<ol>\n");
    let mut below = false;
    for (index, Heading { level, text, id }) in headings.iter().enumerate() {
        if *level == Level::Three {
            continue;
        }
        let inner = *level == Level::Two;
        if inner && !below {
            html.push_str(if index == 0 { "<li><ol>\n" } else { "<ol>\n" });
        } else if !inner && below {
            html.push_str("</ol></li>\n");
        } else if !inner && index > 0 {
            html.push_str("</li>\n");
        }
        below = inner;
        let _ =
            write!(html, "<li><a href=\"#{id}\">{}</a>{}", escape(text), if inner { "</li>\n" } else { "" });
    }
    html.push_str(match (headings.is_empty(), below) {
        (true, _) => "<li></li>",
        (_, true) => "</ol></li>\n",
        _ => "</li>\n",
    });
    html + "</ol>\n</details>\n</nav>\n"
}

struct Writer {
    html: String,
    headings: Vec<Heading>,
    palette: Palette,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Heading { level, text, anchor } => {
                let tag = match level {
                    Level::One => "h2",
                    Level::Two => "h3",
                    Level::Three => "h4",
                };
                let id = anchor.clone().unwrap_or_else(|| format!("part-{}", self.headings.len() + 1));
                self.line(&format!("<{tag} id=\"{}\">{}</{tag}>", escape(&id), escape(text)));
                self.headings.push(Heading { level: *level, text: text.clone(), id });
            }
            Block::Paragraph(spans) => self.line(&format!("<p>{}</p>", inline(spans))),
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                let items: String = items.iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
                self.line(&format!("<{tag}>\n{items}</{tag}>"));
            }
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Facts(facts) => {
                let fact = |(label, value): &(String, Vec<Span>)| {
                    format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(label), inline(value))
                };
                self.line(&format!("<dl>\n{}</dl>", facts.iter().map(fact).collect::<String>()));
            }
            Block::Figures(all) => self.line(&figures(all)),
            Block::Chart(chart) => {
                let start = format!("role=\"img\" aria-label=\"{}\"", escape(&chart.alternative));
                self.line(&format!("<figure>{}</figure>", svg(chart, &self.palette, &start)));
            }
            Block::Note { tone, title, blocks } => {
                self.line(match tone {
                    Tone::Calm => "<div class=\"note\">",
                    Tone::Alert => "<div class=\"note alert\">",
                });
                if let Some(title) = title {
                    self.line(&format!("<p class=\"title\">{}</p>", escape(title)));
                }
                blocks.iter().for_each(|block| self.block(block));
                self.line("</div>");
            }
            Block::VoteBox { title, options, lines } => {
                let list = |texts: &[String], start: &str, end: &str| -> String {
                    texts.iter().map(|text| format!("{start}{}{end}\n", escape(text))).collect()
                };
                self.line(&format!(
                    "<div class=\"vote\">\n<p class=\"title\">{}</p>\n<ul>\n{}</ul>\n{}</div>",
                    escape(title),
                    list(options, "<li>", "</li>"),
                    list(lines, "<p class=\"line\">", "</p>")
                ));
            }
            Block::KeepTogether(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Block::PageBreak(_) => {}
        }
    }

    fn line(&mut self, html: &str) {
        self.html.push_str(html);
        self.html.push('\n');
    }

    fn cover(&mut self, cover: &Cover) {
        let lines: Vec<String> = cover.lines.iter().map(|line| escape(line)).collect();
        let logo = cover.logo.as_ref().map(image).unwrap_or_default();
        self.line(&format!(
            "<header>\n{logo}<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n<p class=\"subtitle\">{}</p>\n{}\n<p>{}</p>\n</header>",
            escape(&cover.kicker),
            escape(&cover.title),
            escape(&cover.subtitle),
            figures(&cover.figures),
            lines.join("<br>\n")
        ));
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        let class = |column: &Column| match column.align {
            Align::Left => "",
            Align::Right => " class=\"number\"",
        };
        // A table is named by the heading above it.
        let name =
            self.headings.last().map(|heading| format!(" aria-labelledby=\"{}\"", escape(&heading.id)));
        let name = name.unwrap_or_default();
        let mut html = format!(
            "<div class=\"scroll\" role=\"group\"{name} tabindex=\"0\">\n<table class=\"data\"{name}>\n<thead><tr>"
        );
        for column in columns {
            let _ = write!(html, "<th scope=\"col\"{}>{}</th>", class(column), escape(&column.title));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            html.push_str("<tr>");
            for (index, column) in columns.iter().enumerate() {
                let cell = row.get(index).map(|cell| inline(cell)).unwrap_or_default();
                let _ = write!(html, "<td{}>{cell}</td>", class(column));
            }
            html.push_str("</tr>\n");
        }
        self.line(&(html + "</tbody>\n</table>\n</div>"));
    }
}

/// Returns a picture that needs no other file, at half its size: screens have fewer dots than printers.
fn image(Picture { logo, alternative }: &Picture) -> String {
    format!(
        "<img class=\"logo\" src=\"data:image/png;base64,{}\" alt=\"{}\" width=\"{}\" height=\"{}\">\n",
        STANDARD.encode(&logo.png),
        escape(alternative),
        logo.width.div_ceil(2),
        logo.height.div_ceil(2)
    )
}

fn figures(figures: &[Figure]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let figure = |one: &Figure| {
        format!("<li><b>{}</b> <span>{}</span></li>\n", escape(&one.value), escape(&one.label))
    };
    format!("<ul class=\"figures\">\n{}</ul>", figures.iter().map(figure).collect::<String>())
}

fn inline(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = escape(&span.text);
    let text = match span.style {
        SpanStyle::Plain => text,
        SpanStyle::Bold => format!("<strong>{text}</strong>"),
        SpanStyle::Italic => format!("<em>{text}</em>"),
        SpanStyle::Muted => format!("<span class=\"muted\">{text}</span>"),
    };
    match &span.link {
        Some(Link::Url(url)) => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{text}</a>", escape(&address(url)))
        }
        Some(Link::Anchor(anchor)) => format!("<a href=\"#{}\">{text}</a>", escape(anchor)),
        None => text,
    }
}

/// Escapes what may not stand in an address.
fn address(url: &str) -> String {
    let bad =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}');
    let mut escaped = String::with_capacity(url.len());
    for c in url.chars() {
        if bad(c) {
            for byte in c.to_string().bytes() {
                let _ = write!(escaped, "%{byte:02X}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}
