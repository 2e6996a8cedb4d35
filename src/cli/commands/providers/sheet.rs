//! The providers as rows for a spreadsheet.

use crate::providers::{Criterion, Matched, Shortlist};
use crate::text::{FORMULA, Lang, clean};

/// The mark by which a spreadsheet knows that a text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns one row a provider, in the order of the list, below a row of titles.
pub(super) fn write(list: &Shortlist<'_>, lang: Lang, name_of: impl Fn(&str) -> String) -> String {
    let titles = lang.pick(
        [
            "Structure",
            "Forme",
            "Ville",
            "Département",
            "Site",
            "Besoins remplis",
            "Répond à",
            "Non cité par ses sources",
            "À demander",
            "Sources",
            "Lues le",
        ],
        [
            "Structure",
            "Form",
            "Town",
            "Department",
            "Website",
            "Needs met",
            "Meets",
            "Not named by its sources",
            "To be asked",
            "Sources",
            "Read on",
        ],
    );
    let mut writer = csv::WriterBuilder::new()
        .delimiter(lang.pick(b';', b','))
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let rows = list.matched.iter().map(|matched| row(matched, lang, &name_of));
    for row in std::iter::once(titles.map(str::to_owned)).chain(rows) {
        writer.write_record(row.map(|cell| inert(&cell))).expect("rows of one length are written to memory");
    }
    let bytes = writer.into_inner().expect("memory takes what is written");
    String::from_utf8(bytes).expect("what is written is text")
}

fn row(matched: &Matched<'_>, lang: Lang, name_of: &impl Fn(&str) -> String) -> [String; 11] {
    let provider = matched.provider;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let criteria = |list: &[Criterion]| {
        let texts: Vec<String> = list.iter().map(|one| one.text_with(lang, name_of)).collect();
        lang.typeset(&texts.join(", "))
    };
    let sources: Vec<&str> = provider.sources.iter().filter_map(|source| source.url.as_deref()).collect();
    [
        provider.name.clone(),
        provider.kind.map(|kind| kind.label(lang).to_owned()).unwrap_or_default(),
        text(&provider.city),
        text(&provider.department),
        provider.website.clone().or_else(|| provider.sheet.clone()).unwrap_or_default(),
        matched.score.to_string(),
        criteria(&matched.met),
        criteria(&matched.unmet),
        criteria(&matched.unknown),
        sources.join(" "),
        provider.checked_on.to_string(),
    ]
}

/// Returns a cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> String {
    let cell = clean(cell);
    let cell = cell.trim();
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for cell in ["=1+1", " +33", "-2", "@a", "\u{200b}=1"] {
            assert!(inert(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(inert("L'asso = nous"), "L'asso = nous");
    }
}
