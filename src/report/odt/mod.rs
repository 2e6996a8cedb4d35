//! The report as an OpenDocument text, to be changed in a word processor: real headings, lists and tables, styles that
//! can be changed once for all.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::block::{
    Align, Block, Cell, Column, Cover, Document, Figure, Level, Link, Picture, Span, SpanStyle,
};
use super::svg::{escape, svg};
use crate::brand::Palette;
use crate::text::Lang;

const STYLES: &str = include_str!("styles.xml");
/// The styles of tables: word processors look for them beside the text.
const TABLES: &str = include_str!("tables.xml");
const MIME: &str = "application/vnd.oasis.opendocument.text";
const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";
/// Room of the logo, in millimetres.
const LOGO_SIZE: (f32, f32) = (60.0, 24.0);
/// Width of the text in styles.xml, in millimetres.
const TEXT_WIDTH: u32 = 166;
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Why an archive cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OdtError {
    /// A part of the archive cannot be started or closed.
    #[error("a part of the archive cannot be written")]
    Zip(#[from] zip::result::ZipError),
    /// A part of the archive cannot be written to memory.
    #[error("the archive cannot be written")]
    Write(#[from] std::io::Error),
}

/// Writes a document.
///
/// # Errors
///
/// Returns an error if the archive cannot be made.
pub(super) fn render(document: &Document, lang: Lang) -> Result<Vec<u8>, OdtError> {
    let palette = document.palette;
    let mut writer = Writer {
        lang,
        palette,
        body: String::new(),
        pictures: Vec::new(),
        tables: 0,
        shares: BTreeSet::new(),
    };
    document.blocks.iter().for_each(|block| writer.block(block));
    let columns: String = writer.shares.iter().map(|share| column_style(*share)).collect();
    let content = format!(
        "{XML}<office:document-content {NAMES}><office:automatic-styles>{TABLES}{columns}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
        writer.body
    );
    let mut files = vec![
        ("mimetype".to_owned(), MIME.into()),
        ("content.xml".to_owned(), content.into_bytes()),
        (
            "styles.xml".to_owned(),
            palette
                .recolor(STYLES)
                .replace("{lang}", &document.lang)
                .replace("{footer}", &escape(&document.footer))
                .into_bytes(),
        ),
        ("meta.xml".to_owned(), meta(document).into_bytes()),
    ];
    files.extend(writer.pictures);
    let entries: String = files
        .iter()
        .filter(|(name, _)| name != "mimetype")
        .map(|(name, _)| {
            let kind = match name.rsplit('.').next() {
                Some("svg") => "image/svg+xml",
                Some("png") => "image/png",
                _ => "text/xml",
            };
            format!("<manifest:file-entry manifest:full-path=\"{name}\" manifest:media-type=\"{kind}\"/>")
        })
        .collect();
    files.push((
        "META-INF/manifest.xml".to_owned(),
        format!("{XML}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{MIME}\"/>{entries}</manifest:manifest>")
            .into_bytes(),
    ));
    archive(&files)
}

fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, OdtError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        // Programs look for the kind of the document at the very start of the file, as it is.
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // No clock: the same report gives the same bytes.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Returns the style of a column. Some word processors read its width, others its share.
fn column_style(share: u32) -> String {
    let width = share * TEXT_WIDTH / 100;
    format!(
        "<style:style style:name=\"Column{share}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{width}mm\" style:rel-column-width=\"{share}*\"/></style:style>"
    )
}

fn meta(document: &Document) -> String {
    let super::block::Date { year, month, day } = document.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00");
    format!(
        "{XML}<office:document-meta {NAMES}><office:meta><meta:generator>diaglibre {}</meta:generator><dc:title>{}</dc:title><meta:initial-creator>{}</meta:initial-creator><dc:language>{}</dc:language><meta:creation-date>{date}</meta:creation-date><dc:date>{date}</dc:date></office:meta></office:document-meta>",
        env!("CARGO_PKG_VERSION"),
        escape(&document.title),
        escape(&document.author),
        escape(&document.lang)
    )
}

struct Writer {
    lang: Lang,
    palette: Palette,
    body: String,
    /// Drawings, each a file of the archive.
    pictures: Vec<(String, Vec<u8>)>,
    tables: usize,
    /// The widths of columns, in hundredths of the width of the text.
    shares: BTreeSet<u32>,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Heading { level, text, anchor } => {
                let rank = match level {
                    Level::One => 1,
                    Level::Two => 2,
                    Level::Three => 3,
                };
                let mark = anchor
                    .as_ref()
                    .map(|anchor| format!("<text:bookmark text:name=\"{}\"/>", escape(anchor)));
                let _ = write!(
                    self.body,
                    "<text:h text:style-name=\"Heading_20_{rank}\" text:outline-level=\"{rank}\">{}{}</text:h>",
                    mark.unwrap_or_default(),
                    escape(text)
                );
            }
            Block::Paragraph(spans) => self.paragraph("Text_20_body", &inline(spans)),
            Block::List { ordered, items } => {
                let style = if *ordered { "Numbers" } else { "Bullets" };
                let _ = write!(self.body, "<text:list text:style-name=\"{style}\">");
                for item in items {
                    self.body.push_str("<text:list-item>");
                    self.paragraph("List_20_Contents", &inline(item));
                    self.body.push_str("</text:list-item>");
                }
                self.body.push_str("</text:list>");
            }
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Facts(facts) => {
                let label = |label: &str| vec![Span::bold(label)];
                let column = |weight| Column { title: String::new(), weight, align: Align::Left };
                let rows: Vec<Vec<Cell>> =
                    facts.iter().map(|(name, value)| vec![label(name), value.clone()]).collect();
                self.table(&[column(27), column(73)], &rows);
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Chart(chart) => {
                let name = format!("Pictures/chart-{}.svg", self.pictures.len() + 1);
                // A hundredth of the width of the text is as high as that of the drawing.
                let height = 166 * chart.height / super::chart::CHART_WIDTH;
                let drawing = svg(chart, &self.palette, "xmlns=\"http://www.w3.org/2000/svg\"");
                self.picture(
                    name,
                    &chart.alternative,
                    (166, height),
                    (XML.to_owned() + &drawing).into_bytes(),
                );
            }
            Block::Note { title, blocks, .. } => {
                if let Some(title) = title {
                    self.paragraph("Note_20_title", &escape(title));
                }
                blocks.iter().for_each(|block| self.block(block));
            }
            Block::VoteBox { title, options, lines } => {
                self.paragraph("Note_20_title", &escape(title));
                for option in options {
                    self.paragraph("Text_20_body", &format!("☐ {}", escape(option)));
                }
                let colon = self.lang.typeset(self.lang.pick(" :", ":"));
                for line in lines {
                    self.paragraph("Text_20_body", &format!("{}{colon} ……………………………………………", escape(line)));
                }
            }
            Block::KeepTogether(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Block::PageBreak(_) => {}
        }
    }

    /// Adds a picture, of a size in millimetres, as a file of the archive.
    fn picture(&mut self, name: String, alternative: &str, (width, height): (i32, i32), content: Vec<u8>) {
        let _ = write!(
            self.body,
            "<text:p text:style-name=\"Text_20_body\"><draw:frame draw:name=\"{name}\" text:anchor-type=\"as-char\" svg:width=\"{width}mm\" svg:height=\"{height}mm\"><draw:image xlink:href=\"{name}\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:desc>{}</svg:desc></draw:frame></text:p>",
            escape(alternative)
        );
        self.pictures.push((name, content));
    }

    fn paragraph(&mut self, style: &str, content: &str) {
        let _ = write!(self.body, "<text:p text:style-name=\"{style}\">{content}</text:p>");
    }

    fn cover(&mut self, cover: &Cover) {
        if let Some(Picture { logo, alternative }) = &cover.logo {
            let (width, height) = logo.fit(LOGO_SIZE);
            let size = (width.round() as i32, height.round() as i32);
            self.picture("Pictures/logo.png".to_owned(), alternative, size, logo.png.clone());
        }
        self.paragraph("Kicker", &escape(&cover.kicker));
        self.paragraph("Title", &escape(&cover.title));
        self.paragraph("Subtitle", &escape(&cover.subtitle));
        self.figures(&cover.figures);
        for line in &cover.lines {
            self.paragraph("Text_20_body", &escape(line));
        }
    }

    fn figures(&mut self, figures: &[Figure]) {
        for figure in figures {
            let value = Span::bold(figure.value.as_str());
            let text = format!("{} {}", span(&value), escape(&figure.label));
            self.paragraph("Text_20_body", &text);
        }
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        self.tables += 1;
        let _ = write!(self.body, "<table:table table:name=\"T{}\" table:style-name=\"Table\">", self.tables);
        let total: u32 = columns.iter().map(|column| u32::from(column.weight)).sum();
        for column in columns {
            let share = u32::from(column.weight) * 100 / total.max(1);
            self.shares.insert(share);
            let _ = write!(self.body, "<table:table-column table:style-name=\"Column{share}\"/>");
        }
        if columns.iter().any(|column| !column.title.is_empty()) {
            self.body.push_str("<table:table-header-rows><table:table-row table:style-name=\"Row\">");
            for column in columns {
                let style = match column.align {
                    Align::Left => "Table_20_Heading",
                    Align::Right => "Table_20_Heading_20_Number",
                };
                self.cell(style, &escape(&column.title));
            }
            self.body.push_str("</table:table-row></table:table-header-rows>");
        }
        for row in rows {
            self.body.push_str("<table:table-row table:style-name=\"Row\">");
            for (index, column) in columns.iter().enumerate() {
                let style = match column.align {
                    Align::Left => "Table_20_Contents",
                    Align::Right => "Table_20_Number",
                };
                let content = row.get(index).map(|cell| inline(cell)).unwrap_or_default();
                self.cell(style, &content);
            }
            self.body.push_str("</table:table-row>");
        }
        self.body.push_str("</table:table>");
        self.paragraph("After_20_table", "");
    }

    fn cell(&mut self, style: &str, content: &str) {
        self.body.push_str("<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">");
        self.paragraph(style, content);
        self.body.push_str("</table:table-cell>");
    }
}

fn inline(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = escape(&span.text);
    let text = match span.style {
        SpanStyle::Plain => text,
        SpanStyle::Bold => format!("<text:span text:style-name=\"Strong\">{text}</text:span>"),
        SpanStyle::Italic => format!("<text:span text:style-name=\"Emphasis\">{text}</text:span>"),
        SpanStyle::Muted => format!("<text:span text:style-name=\"Muted\">{text}</text:span>"),
    };
    let target = match &span.link {
        Some(Link::Url(url)) => escape(url),
        Some(Link::Anchor(anchor)) => format!("#{}", escape(anchor)),
        None => return text,
    };
    format!("<text:a xlink:type=\"simple\" xlink:href=\"{target}\">{text}</text:a>")
}
