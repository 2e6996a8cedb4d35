//! Where the providers of a directory come from, list by list, so that a reader can tell an older one from a fresh one.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::text::{Lang, Text, clean, verbatim};

/// How a list was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obtained {
    /// At its source, for this run or less than a day before.
    Online,
    /// From an older copy, since the source did not answer.
    Kept,
    /// Not at all: only the other lists serve.
    Missing,
}

/// One list that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// Its name.
    pub name: String,
    /// The address where it begins.
    pub url: String,
    /// How it was had.
    pub obtained: Obtained,
    /// The day on which it was read at its source; none when it was not.
    pub day: Option<Date>,
    /// Its licence, when it is known.
    pub licence: Option<Text>,
    /// How many providers it gave.
    pub providers: usize,
    /// Whether everything that it names could be read.
    pub complete: bool,
    /// How many of its parts are older copies, while the list itself is not.
    pub older_parts: usize,
    /// Whether it is not at its best, against the wish of whoever asked.
    pub is_degraded: bool,
    /// Why it is an older copy, or none.
    #[serde(serialize_with = "unmarked_one")]
    pub trouble: Option<Text>,
    /// What was left out of it, and why.
    #[serde(serialize_with = "unmarked")]
    pub warnings: Vec<Text>,
    /// How many more remarks there were.
    pub more_warnings: usize,
}

/// Writes texts without the marks of typography, for programs.
fn unmarked<S: Serializer>(texts: &[Text], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(texts.iter().map(without_marks))
}

fn unmarked_one<S: Serializer>(text: &Option<Text>, serializer: S) -> Result<S::Ok, S::Error> {
    text.as_ref().map(without_marks).serialize(serializer)
}

fn without_marks(text: &Text) -> Text {
    Text::new(clean(&text.fr), clean(&text.en))
}

impl Listing {
    /// Returns the sentences that tell it to a reader of the terminal or of a report.
    pub fn text(&self, lang: Lang) -> String {
        let (name, url) = (&self.name, verbatim(&self.url));
        let day = self.day.map(|day| lang.date(day)).unwrap_or_default();
        let count = self.providers;
        let why = self.trouble.as_ref().map(|why| why.get(lang)).unwrap_or_default();
        let mut text = match self.obtained {
            Obtained::Online => lang.pick(
                format!(
                    "{name} : {count} structure{}, liste lue le {day} ({url}).",
                    if count > 1 { "s" } else { "" }
                ),
                format!(
                    "{name}: {count} structure{}, list read on {day} ({url}).",
                    if count == 1 { "" } else { "s" }
                ),
            ),
            Obtained::Kept => lang.pick(
                format!(
                    "{name} : {why}. Une copie du {day} sert à la place ({count} structure{}, {url}).",
                    if count > 1 { "s" } else { "" }
                ),
                format!(
                    "{name}: {why}. A copy of {day} serves instead ({count} structure{}, {url}).",
                    if count == 1 { "" } else { "s" }
                ),
            ),
            Obtained::Missing => lang.pick(
                format!(
                    "{name} : {why}. Aucune copie n'est gardée : seules les autres listes servent ({url})."
                ),
                format!("{name}: {why}. No copy is kept: only the other lists serve ({url})."),
            ),
        };
        if self.obtained != Obtained::Missing && !self.complete {
            text.push(' ');
            text.push_str(lang.pick(
                "Elle est incomplète : certains fichiers n'ont pas pu être lus.",
                "It is incomplete: some files could not be read.",
            ));
        }
        if self.obtained != Obtained::Missing && self.older_parts > 0 {
            let parts = self.older_parts;
            text.push_str(&lang.pick(
                format!(" Fichiers qui n'ont pas répondu, lus dans une copie plus ancienne : {parts}."),
                format!(" Files that did not answer, read in an older copy: {parts}."),
            ));
        }
        if let Some(licence) = self.licence.as_ref().filter(|_| self.obtained != Obtained::Missing) {
            let licence = licence.get(lang);
            text.push_str(&lang.pick(format!(" Licence : {licence}."), format!(" Licence: {licence}.")));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn listing(obtained: Obtained) -> Listing {
        Listing {
            name: "Exemple".into(),
            url: "https://a.example/".into(),
            obtained,
            day: Some(date(2026, 11, 1)),
            licence: None,
            providers: 2,
            complete: true,
            older_parts: 0,
            is_degraded: false,
            trouble: Some(Text::new("le site ne répond pas", "the site does not answer")),
            warnings: Vec::new(),
            more_warnings: 0,
        }
    }

    #[test]
    fn an_older_copy_says_its_day_and_why() {
        let text = listing(Obtained::Kept).text(Lang::Fr);
        assert!(
            text.contains("ne répond pas") && text.contains("Une copie du 1er\u{a0}novembre 2026"),
            "{text}"
        );
    }

    #[test]
    fn an_incomplete_list_is_told_even_when_it_is_fresh() {
        let fresh = Listing { complete: false, ..listing(Obtained::Online) };
        assert!(fresh.text(Lang::En).contains("incomplete"));
        assert!(!listing(Obtained::Online).text(Lang::En).contains("incomplete"));
    }
}
