//! What the parser says, in words that somebody who writes a file can use.

use crate::problem::did_you_mean;
use crate::text::Text;

/// Lists of expected names longer than this help nobody.
const MOST_NAMES: usize = 12;

/// Returns what is wrong and, where that is known, what to write instead.
pub(super) fn explain(words: &str) -> (Text, Option<Text>) {
    let names: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let name = names.first().copied().or(words.split('"').nth(1)).unwrap_or_default();
    let expected = names.get(1..).unwrap_or_default();
    let has = |part: &str| words.contains(part);
    if has("missing field") {
        (Text::new(format!("il manque « {name} »"), format!("`{name}` is missing")), None)
    } else if has("unknown field") {
        let text =
            Text::new(format!("« {name} » n'est pas attendu ici"), format!("`{name}` is not expected here"));
        (text, did_you_mean(name, expected.iter().copied()).or(listed(expected)))
    } else if has("unknown variant") {
        let text =
            Text::new(format!("« {name} » n'est pas possible ici"), format!("`{name}` is not possible here"));
        (text, listed(expected).or(did_you_mean(name, expected.iter().copied())))
    } else if has("duplicate") {
        (Text::new(format!("« {name} » est donné deux fois"), format!("`{name}` is given twice")), None)
    } else if let Some(level) = words.split("a level is between 0 and 4, not ").nth(1) {
        let text = Text::new(
            format!("un niveau va de 0 à 4 : {level} est hors de l'échelle"),
            format!("a level goes from 0 to 4: {level} is off the scale"),
        );
        (text, None)
    } else if has("more than one document") {
        let text = Text::new(
            "une seule partie est attendue : retirez la ligne « --- » ou « ... »",
            "one part is expected, this text holds more than one document: take out the line `---` or `...`",
        );
        (text, None)
    } else if has("tab character") {
        let hint = Text::new("remplacez chaque tabulation par des espaces", "replace each tab with spaces");
        (layout(words), Some(hint))
    } else if is_about_a_date(words) {
        let hint = Text::new(
            "une date s'écrit 2026-11-23 : année, mois, jour",
            "a date is written 2026-11-23: year, month, day",
        );
        (Text::new("ce n'est pas une date", "this is not a date"), Some(hint))
    } else if let Some(wanted) = words.split("expected ").nth(1).filter(|_| has("invalid") || has(": ")) {
        (shape(wanted), shape_hint(wanted))
    } else {
        (layout(words), None)
    }
}

fn listed(names: &[&str]) -> Option<Text> {
    let names = names.join(", ");
    let short = !names.is_empty() && names.split(", ").count() <= MOST_NAMES;
    short.then(|| Text::new(format!("au choix : {names}"), format!("one of: {names}")))
}

fn is_about_a_date(words: &str) -> bool {
    ["created: ", "checked_on", "date: ", "year", "month", "day in"].iter().any(|part| words.contains(part))
        && ["parse", "day", "invalid", "digit"].iter().any(|part| words.contains(part))
}

/// Says which kind of value stands in a place.
fn shape(wanted: &str) -> Text {
    let (fr, en) = match wanted {
        "struct Text" | "a name, or {fr, en}" => (
            "un texte en français et en anglais est attendu ici",
            "a text in French and English is expected here",
        ),
        "a boolean" => ("true ou false est attendu ici", "true or false is expected here"),
        "a string" => ("un texte est attendu ici", "a text is expected here"),
        "a sequence" => ("une liste est attendue ici", "a list is expected here"),
        wanted if wanted.starts_with(['u', 'i']) && wanted[1..].chars().all(|c| c.is_ascii_digit()) => {
            ("un nombre entier est attendu ici", "a whole number is expected here")
        }
        wanted if wanted.starts_with("struct ") || wanted == "a map" => {
            ("des champs nommés sont attendus ici", "named fields are expected here")
        }
        _ => ("cette valeur n'a pas la forme attendue", "this value does not have the expected shape"),
    };
    Text::new(fr, en)
}

fn shape_hint(wanted: &str) -> Option<Text> {
    match wanted {
        "struct Text" | "a name, or {fr, en}" => {
            Some(Text::new("écrivez `{fr: \"…\", en: \"…\"}`", "write `{fr: \"…\", en: \"…\"}`"))
        }
        "a sequence" => Some(Text::new(
            "chaque élément est une ligne qui commence par un tiret, ou `[un, deux]`",
            "each item is a line that begins with a dash, or `[one, two]`",
        )),
        _ => None,
    }
}

fn layout(words: &str) -> Text {
    Text::new(
        "la mise en forme est à corriger ici : espaces du début, deux-points, tirets, guillemets",
        format!("the layout is to be mended here: {words}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Source;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only the errors are read")]
    struct Record {
        #[serde(default)]
        vendor: String,
        #[serde(default)]
        fit: Option<crate::catalog::Fit>,
        #[serde(default)]
        level: crate::catalog::Level,
        #[serde(default)]
        text: Text,
        #[serde(default)]
        list: Vec<String>,
        #[serde(default)]
        checked_on: Option<jiff::civil::Date>,
        #[serde(default)]
        flag: bool,
    }

    fn told(text: &str) -> (String, String) {
        let problem = Source::new("f.yaml", text).parse::<Record>().unwrap_err();
        (problem.message.fr, problem.hint.map(|hint| hint.fr).unwrap_or_default())
    }

    #[test]
    fn an_unknown_field_is_told_with_the_nearest() {
        assert_eq!(
            told("vender: x\n"),
            ("« vender » n'est pas attendu ici".into(), "vouliez-vous dire « vendor » ?".into())
        );
    }

    #[test]
    fn an_unknown_value_is_told_with_the_possible_ones() {
        let (message, hint) = told("fit: half\n");
        assert_eq!(message, "« half » n'est pas possible ici");
        assert!(hint.contains("full, partial, different-practice"), "{hint}");
    }

    #[test]
    fn a_level_off_its_scale_is_told_as_such() {
        assert_eq!(told("level: 5\n").0, "un niveau va de 0 à 4 : 5 est hors de l'échelle");
    }

    #[test]
    fn a_date_in_french_order_is_told_with_the_right_one() {
        for text in ["checked_on: 23/11/2026\n", "checked_on: 2026-11-31\n"] {
            let (message, hint) = told(text);
            assert_eq!(message, "ce n'est pas une date", "{text}");
            assert!(hint.contains("2026-11-23"), "{hint}");
        }
    }

    #[test]
    fn the_kind_of_value_is_told_without_the_words_of_the_code() {
        for (text, expected) in [
            ("text: bonjour\n", "un texte en français et en anglais est attendu ici"),
            ("list: un\n", "une liste est attendue ici"),
            ("flag: oui\n", "true ou false est attendu ici"),
            ("level: medium\n", "un nombre entier est attendu ici"),
        ] {
            assert_eq!(told(text).0, expected, "{text}");
        }
    }
}
