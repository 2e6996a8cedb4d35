//! The typography of the language, set once on every string of a finished document.

use crate::report::block::{Block, Cover, Document, Figure, Link, Span};
use crate::report::chart::Mark;
use crate::text::Lang;

/// Sets the typography of a document; addresses and anchors stay as they are.
pub(super) fn document(lang: Lang, mut document: Document) -> Document {
    for text in [&mut document.title, &mut document.author, &mut document.footer, &mut document.page_label] {
        set(lang, text);
    }
    blocks(lang, &mut document.blocks);
    document
}

fn set(lang: Lang, text: &mut String) {
    *text = lang.typeset(text);
}

fn blocks(lang: Lang, all: &mut [Block]) {
    for block in all {
        self::block(lang, block);
    }
}

fn block(lang: Lang, block: &mut Block) {
    match block {
        Block::Cover(Cover { logo, kicker, title, subtitle, lines, figures: all }) => {
            logo.iter_mut().for_each(|picture| set(lang, &mut picture.alternative));
            [kicker, title, subtitle].into_iter().chain(lines).for_each(|text| set(lang, text));
            figures(lang, all);
        }
        Block::Heading { text, .. } => set(lang, text),
        Block::Paragraph(line) => spans(lang, line),
        Block::List { items, .. } => items.iter_mut().for_each(|item| spans(lang, item)),
        Block::Table { columns, rows } => {
            columns.iter_mut().for_each(|column| set(lang, &mut column.title));
            rows.iter_mut().flatten().for_each(|cell| spans(lang, cell));
        }
        Block::Facts(facts) => {
            for (label, value) in facts {
                set(lang, label);
                spans(lang, value);
            }
        }
        Block::Figures(all) => figures(lang, all),
        Block::Chart(chart) => {
            set(lang, &mut chart.alternative);
            for mark in &mut chart.marks {
                if let Mark::Label { text, .. } = mark {
                    set(lang, text);
                }
            }
        }
        Block::Note { title, blocks: inner, .. } => {
            title.iter_mut().for_each(|text| set(lang, text));
            blocks(lang, inner);
        }
        Block::VoteBox { title, options, lines } => {
            std::iter::once(title).chain(options).chain(lines).for_each(|text| set(lang, text));
        }
        Block::KeepTogether(inner) => blocks(lang, inner),
        Block::PageBreak(_) => {}
    }
}

fn figures(lang: Lang, all: &mut [Figure]) {
    for figure in all {
        set(lang, &mut figure.value);
        set(lang, &mut figure.label);
    }
}

fn spans(lang: Lang, all: &mut [Span]) {
    for (index, span) in all.iter_mut().enumerate() {
        // The text of a link that shows its own address is that address.
        if matches!(&span.link, Some(Link::Url(url)) if *url == span.text) {
            continue;
        }
        // A mark that starts a span belongs to the word before it: a letter stands for that word.
        let word = if index > 0 { "x" } else { "" };
        let set = lang.typeset(&format!("{word}{}", span.text));
        span.text = set.strip_prefix(word).unwrap_or(&set).to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_a_mark_that_starts_a_span() {
        let mut line = [
            Span::anchor("Le plan", "plan"),
            Span::plain(" : 3 jours"),
            Span::url("http://a.fr/?b", "http://a.fr/?b"),
        ];
        spans(Lang::Fr, &mut line);
        assert_eq!(line[1].text, "\u{a0}: 3 jours");
        assert_eq!(line[2].text, "http://a.fr/?b");
    }
}
