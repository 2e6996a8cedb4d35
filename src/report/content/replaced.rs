//! Characters that a form cannot draw: what they are, and where they can be read.

use super::words::count;
use crate::report::block::{Block, Level};
use crate::text::Lang;

/// How many characters of one kind are told by their numbers.
const MOST: usize = 12;

/// A kind of characters: its name in both languages, and where its characters are.
type Kind = (&'static str, &'static str, &'static [(u32, u32)]);

/// The kinds that have a name; the rest is « autres ».
const KINDS: [Kind; 7] = [
    (
        "arabe",
        "Arabic",
        &[(0x600, 0x6ff), (0x750, 0x77f), (0x8a0, 0x8ff), (0xfb50, 0xfdff), (0xfe70, 0xfeff)],
    ),
    ("hébreu", "Hebrew", &[(0x590, 0x5ff), (0xfb1d, 0xfb4f)]),
    (
        "chinois, japonais",
        "Chinese, Japanese",
        &[(0x2e80, 0x31bf), (0x31f0, 0x9fff), (0xf900, 0xfaff), (0xff00, 0xffef), (0x20000, 0x3ffff)],
    ),
    ("coréen", "Korean", &[(0x1100, 0x11ff), (0xac00, 0xd7ff)]),
    ("écritures de l'Inde", "scripts of India", &[(0x900, 0xdff)]),
    ("thaï, lao, khmer", "Thai, Lao, Khmer", &[(0xe00, 0xeff), (0x1780, 0x17ff)]),
    ("pictogrammes", "pictographs", &[(0x2190, 0x2bff), (0x1f000, 0x1faff)]),
];

/// Returns the section that tells which characters are replaced; nothing if none is.
pub(in crate::report) fn section(lang: Lang, missing: &[char]) -> Vec<Block> {
    if missing.is_empty() {
        return Vec::new();
    }
    let is_in =
        |c: char, ranges: &[(u32, u32)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&(c as u32)));
    let item = |name: &str, all: &[char]| {
        let numbers: Vec<String> = all.iter().take(MOST).map(|c| format!("U+{:04X}", *c as u32)).collect();
        let rest = if all.len() > MOST { "…" } else { "" };
        vec![
            lang.pick(
                format!("{name} : {}{rest}", numbers.join(", ")),
                format!("{name}: {}{rest}", numbers.join(", ")),
            )
            .into(),
        ]
    };
    let mut left: Vec<char> = missing.to_vec();
    let mut items = Vec::new();
    for (fr, en, ranges) in KINDS {
        let (own, others): (Vec<char>, Vec<char>) = left.into_iter().partition(|c| is_in(*c, ranges));
        left = others;
        if !own.is_empty() {
            items.push(item(lang.pick(fr, en), &own));
        }
    }
    if !left.is_empty() {
        items.push(item(lang.pick("autres", "others"), &left));
    }
    let number = count(lang, missing.len(), ["caractère", "caractères"], ["character", "characters"]);
    let text = lang.pick(
        format!("La police de ce document n'a pas {number}, que le signe □ remplace partout. Les autres formes du rapport les gardent, et le dossier aussi :"),
        format!("The font of this document lacks {number}, for which the sign □ stands everywhere. The other forms of the report keep them, and so does the dossier:"),
    );
    vec![
        Block::heading(Level::Two, lang.pick("Caractères remplacés", "Characters replaced")),
        Block::text(text),
        Block::List { ordered: false, items },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_told_under_its_kind() {
        let section = section(Lang::Fr, &['م', '你', '😀', '\u{16a0}']);
        let text = format!("{section:?}");
        for words in
            ["arabe : U+0645", "chinois, japonais : U+4F60", "pictogrammes : U+1F600", "autres : U+16A0"]
        {
            assert!(text.contains(words), "no {words} in {text}");
        }
    }

    #[test]
    fn nothing_is_told_when_nothing_is_replaced() {
        assert!(section(Lang::En, &[]).is_empty());
    }
}
