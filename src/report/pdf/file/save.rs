//! The bytes of a finished file, as small as they get, and read without doubt by everybody.
//!
//! Some readers take a stream that ends with the byte of a line feed or a carriage return for one
//! whose length is wrong: none ends so.

use lopdf::{Object, SaveOptions, Stream, dictionary};

use super::super::PdfError;

/// The most small objects packed together, tried one after the other until every pack ends well.
const PACKS: [usize; 4] = [500, 470, 430, 390];

/// Compresses a file and returns its bytes.
///
/// # Errors
///
/// Returns [`PdfError::Assemble`] or [`PdfError::Write`] if lopdf fails.
pub(super) fn save(mut file: lopdf::Document) -> Result<Vec<u8>, PdfError> {
    file.compress();
    end_streams_well(&mut file)?;
    let mut bytes = Vec::new();
    for pack in PACKS {
        bytes.clear();
        // The many small objects of tags and links weigh a third of the file unless they are packed.
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(pack)
            .compression_level(9);
        file.save_with_options(&mut bytes, options.build())?;
        if let Some(packed) = pack_references(&bytes)? {
            bytes = packed;
        }
        let doubtful = |window: &[u8]| window == b"\n\nendstream" || window == b"\r\nendstream";
        if !bytes.windows(11).any(doubtful) {
            break;
        }
    }
    Ok(bytes)
}

fn ends_badly(content: &[u8]) -> bool {
    matches!(content.last(), Some(b'\n' | b'\r'))
}

/// Lengthens each compressed stream that ends badly by spaces, which mean nothing to a page, a
/// character map or a font.
fn end_streams_well(file: &mut lopdf::Document) -> Result<(), PdfError> {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        for _ in 0..8 {
            if !stream.dict.has(b"Filter") || !ends_badly(&stream.content) {
                break;
            }
            let mut plain = stream.decompressed_content()?;
            plain.push(b' ');
            if stream.dict.has(b"Length1") {
                stream.dict.set("Length1", plain.len() as i64);
            }
            stream.dict.remove(b"Filter");
            stream.set_content(plain);
            stream.compress()?;
        }
    }
    Ok(())
}

/// Compresses the table of places at the end of a file, which lopdf writes as it is; nothing if
/// the file is not as lopdf writes it.
fn pack_references(bytes: &[u8]) -> Result<Option<Vec<u8>>, PdfError> {
    const OPEN: &[u8] = b">>stream\n";
    let find = |from: usize, words: &[u8]| {
        bytes.get(from..)?.windows(words.len()).position(|window| window == words).map(|at| from + at)
    };
    let found = bytes.windows(9).rposition(|window| window == b"startxref").and_then(|tail| {
        let start: usize = std::str::from_utf8(bytes.get(tail + 9..)?).ok()?.lines().nth(1)?.parse().ok()?;
        let open = find(start, OPEN)?;
        let length = find(start, b"/Length ").filter(|at| *at < open)?;
        let count: usize = std::str::from_utf8(bytes.get(length + 8..open)?).ok()?.parse().ok()?;
        let content = bytes.get(open + OPEN.len()..open + OPEN.len() + count)?;
        Some((length, content, open + OPEN.len() + count))
    });
    let Some((length, content, end)) = found else { return Ok(None) };
    let mut stream = Stream::new(dictionary! {}, content.to_vec());
    stream.compress()?;
    if !stream.dict.has(b"Filter") {
        return Ok(None);
    }
    let mut packed = bytes[..length].to_vec();
    packed.extend_from_slice(format!("/Filter/FlateDecode/Length {}", stream.content.len()).as_bytes());
    packed.extend_from_slice(OPEN);
    packed.extend_from_slice(&stream.content);
    packed.extend_from_slice(&bytes[end..]);
    Ok(Some(packed))
}
