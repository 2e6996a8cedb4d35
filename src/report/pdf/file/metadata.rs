//! What the file says of itself: properties, XMP, language, colours and identifier.

use lopdf::{Object, Stream, dictionary, text_string};

use super::super::PdfError;
use super::super::layout::Pages;
use crate::report::block::{Date, Document};

/// The colours of the file: sRGB. See `assets/color`.
const SRGB: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/color/srgb.icc"));
/// What tells a reader of XMP that the text is UTF-8.
const BOM: char = '\u{feff}';
/// Who wrote the file.
const PRODUCER: &str = concat!("diaglibre ", env!("CARGO_PKG_VERSION"));

/// Adds everything that the file says of itself.
///
/// # Errors
///
/// Returns [`PdfError::Date`] if the date of the document is wrong.
pub(super) fn add(file: &mut lopdf::Document, document: &Document, pages: &Pages) -> Result<(), PdfError> {
    set_properties(file, document, pages)?;
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Programs look for these words without reading the rest of the file.
    let metadata = Stream::new(entries, xmp(document).into_bytes()).with_compression(false);
    let metadata = file.add_object(metadata);
    let entries = dictionary! { "N" => 3, "Alternate" => "DeviceRGB" };
    let profile = file.add_object(Stream::new(entries, SRGB.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let catalog = file.catalog_mut()?;
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("Lang", text_string(&document.lang));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// Returns the same properties as XMP, with the norms that the file keeps.
fn xmp(document: &Document) -> String {
    let Date { year, month, day } = document.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let [title, author, lang] = [&document.title, &document.author, &document.lang].map(|text| escape(text));
    format!(
        r#"<?xpacket begin="{BOM}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Sets title, author, date and identifier.
fn set_properties(file: &mut lopdf::Document, document: &Document, pages: &Pages) -> Result<(), PdfError> {
    let date = Object::string_literal(pdf_date(document.date)?);
    let properties = dictionary! {
        "Title" => text_string(&document.title),
        "Author" => text_string(&document.author),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    let properties = file.add_object(properties);
    file.trailer.set("Info", properties);

    let mut digest = Digest::new();
    for part in [&document.title, &document.author, &document.lang] {
        digest.add(part.as_bytes());
    }
    for text in pages.pages.iter().flat_map(|page| &page.texts) {
        digest.add(text.text.as_bytes());
    }
    let id = Object::String(digest.bytes().to_vec(), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn pdf_date(date: Date) -> Result<String, PdfError> {
    let Date { year, month, day } = date;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if year > 9999 || !(1..=days).contains(&day) {
        return Err(PdfError::Date { year, month, day });
    }
    Ok(format!("D:{year:04}{month:02}{day:02}000000Z"))
}

/// A 128-bit FNV-1a digest: the same on every machine, and no secret to keep.
pub(super) struct Digest(u128);

impl Digest {
    pub(super) const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        // The extra byte, which UTF-8 never has, parts one text from the next.
        for byte in bytes.iter().chain(&[0xFF]) {
            self.0 ^= u128::from(*byte);
            self.0 = self.0.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
        }
    }

    pub(super) const fn bytes(&self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Returns the first capital letters that the digest stands for.
    pub(super) fn letters(&self, count: usize) -> String {
        self.bytes().iter().take(count).map(|byte| char::from(b'A' + byte % 26)).collect()
    }
}
