//! One cell and one answer: what people write in a sheet, and how an answer is written there.

use jiff::civil::Date;
use serde_yaml::Value;

use super::Rules;
use super::columns::Column;
use crate::catalog::{Catalog, Subject};
use crate::problem::nearest;
use crate::questionnaire::{Answer, Choice, Kind, Question, Scope, read_day};
use crate::text::{FORMULA, Lang, Text, clean, fold};

/// What is wrong with a cell: a code, a sentence, and what to type.
pub(super) type Mistake = (&'static str, Text, Option<Text>);

/// What is written for « je ne sais pas » : the first one on export.
const UNKNOWN_WORDS: [&str; 8] = [
    "je ne sais pas",
    "I don't know",
    "nsp",
    "ne sait pas",
    "on ne sait pas",
    "dont know",
    "unknown",
    "inconnu",
];
/// What is written for « non concerné ».
const NOT_APPLICABLE_WORDS: [&str; 7] =
    ["non concerné", "not applicable", "non concernée", "sans objet", "n/a", "not-applicable", "nc"];

/// What a spreadsheet writes before a text that is to stay as it is.
const MARK: char = '\'';

/// Returns the text of a cell so that no spreadsheet takes it for a formula, and no reader for an absence.
pub(super) fn escape(text: &str) -> String {
    if needs_mark(text.trim_start_matches(MARK)) { format!("{MARK}{text}") } else { text.to_owned() }
}

fn needs_mark(text: &str) -> bool {
    text.starts_with(FORMULA)
        || is_said(text, &UNKNOWN_WORDS)
        || is_said(text, &NOT_APPLICABLE_WORDS)
        || is_mute(text)
}

/// Tells whether a cell says nothing: empty, a dash, a row of dots.
pub(super) fn is_mute(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.' | '…' | '/'))
}

fn is_said(text: &str, words: &[&str]) -> bool {
    let marks = !text.is_empty() && text.chars().all(|c| c == '?');
    let folded = fold(text);
    (marks && words == UNKNOWN_WORDS) || words.iter().any(|word| fold(word) == folded)
}

/// Reads a cell. Nothing is an answer that was not given.
pub(super) fn read(
    cell: &str,
    column: &Column<'_>,
    question: &Question,
    rules: &Rules<'_>,
) -> Result<Option<Answer>, Mistake> {
    let text = clean(cell);
    let text = text.trim();
    let literal = text.strip_prefix(MARK).filter(|rest| needs_mark(rest.trim_start_matches(MARK)));
    if literal.is_none() && is_mute(text) {
        return Ok(None);
    }
    let choice = single(text, column, question);
    let answer = match (literal, &question.kind) {
        (Some(text), Kind::Text { .. } | Kind::Search(_)) => Answer::Text(text.to_owned()),
        (None, Kind::Single(_)) if choice.is_ok() => Answer::Choice(choice?),
        (None, _) if is_said(text, &UNKNOWN_WORDS) => Answer::Unknown,
        (None, _) if is_said(text, &NOT_APPLICABLE_WORDS) => return not_applicable(question).map(Some),
        (_, Kind::Single(_)) => Answer::Choice(choice?),
        (_, Kind::Multiple(_)) => Answer::Choices(several(text, column, question)?),
        (_, Kind::Rank(_)) => {
            Answer::Rank(several(text, column, question)?.into_iter().map(|id| vec![id]).collect())
        }
        (_, Kind::Number { .. }) => Answer::Number(number(text, question)?),
        (_, Kind::Boolean) => Answer::Boolean(yes_or_no(text)?),
        (_, Kind::Search(scope)) => Answer::Text(name(text, *scope, rules)?),
        (_, Kind::Links) => Answer::Choices(links(literal.unwrap_or(text), rules)),
        (_, Kind::Date) => Answer::Date(day(text)?),
        // The others are written as in a dossier.
        _ => checked(&Value::from(text), question)?,
    };
    checked(&answer.to_value(), question).map(Some)
}

/// The rules of the dossiers decide: bounds, lengths, choices that rule out the others.
fn checked(value: &Value, question: &Question) -> Result<Answer, Mistake> {
    Answer::from_value(value, question).map_err(|(code, text)| (code, text, None))
}

fn not_applicable(question: &Question) -> Result<Answer, Mistake> {
    if question.not_applicable {
        return Ok(Answer::NotApplicable);
    }
    let text = Text::new("« non concerné » n'est pas une réponse ici", "“not applicable” is no answer here");
    let hint = Text::new("laissez la case vide, ou écrivez ?", "leave the cell empty, or write ?");
    Err(("wrong-type", text, Some(hint)))
}

/// Any software can be in use today; what replaces it is one of the alternatives.
fn is_in(scope: Scope, subject: Subject<'_>) -> bool {
    scope == Scope::Products || matches!(subject, Subject::Alternative(_))
}

/// Returns what a name is kept as: the id that the catalogue has for it, else the name as it was written.
fn name(text: &str, scope: Scope, rules: &Rules<'_>) -> Result<String, Mistake> {
    let resolved = |name: &str| {
        let subject = rules.catalog.resolve(name)?;
        is_in(scope, subject).then(|| subject.id().to_owned())
    };
    if let Some(id) = resolved(text) {
        return Ok(id);
    }
    let parts: Vec<&str> = text.split([',', ';', '/', '+', '|']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| resolved(part).is_some()) {
        let message =
            Text::new(format!("« {text} » nomme plusieurs outils"), format!("“{text}” names several tools"));
        let hint = Text::new(
            "écrivez un outil par ligne, avec le même usage",
            "write one tool a row, with the same usage",
        );
        return Err(("several-tools", message, Some(hint)));
    }
    Ok(text.to_owned())
}

/// Reads the names of other tools: between semicolons, or commas where there is no semicolon.
fn links(text: &str, rules: &Rules<'_>) -> Vec<String> {
    let delimiters: &[char] = if text.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
    let names = text.split(delimiters).map(str::trim).filter(|name| !name.is_empty());
    let kept = |name: &str| {
        rules.catalog.resolve(name).map_or_else(|| name.to_owned(), |subject| subject.id().to_owned())
    };
    names.map(kept).collect()
}

/// Reads a day; a spreadsheet may write the time of the day as well.
fn day(text: &str) -> Result<Date, Mistake> {
    let is_timed =
        |(day, time): &(&str, &str)| day.ends_with(|c: char| c.is_ascii_digit()) && time.contains(':');
    let bare = text.split_once('T').filter(is_timed).map_or(text, |(day, _)| day);
    read_day(bare).ok_or_else(|| {
        let message = Text::new(format!("« {text} » n'est pas une date"), format!("“{text}” is not a day"));
        let hint = Text::new("écrivez 31/03/2027, ou 03/2027", "write 31/03/2027, or 03/2027");
        ("wrong-type", message, Some(hint))
    })
}

/// Reads a whole number: spaces, the unit, « environ » and decimals that are zeros are accepted.
fn number(text: &str, question: &Question) -> Result<i64, Mistake> {
    let Kind::Number { min, max, unit } = &question.kind else { return Err(not_a_number(text, None)) };
    let lower = text.to_lowercase();
    if *min == 0 && ["gratuit", "gratuite", "free", "zéro", "zero"].contains(&lower.as_str()) {
        return Ok(0);
    }
    let bare = ["environ", "env.", "à peu près", "about", "~", "≈", "±"]
        .iter()
        .fold(lower.as_str(), |text, word| text.strip_prefix(word).unwrap_or(text).trim_start());
    let packed: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let end = packed.find(|c: char| !c.is_ascii_digit()).unwrap_or(packed.len());
    let (digits, rest) = packed.split_at(end);
    let whole = rest.strip_prefix([',', '.']).map_or(rest, |decimals| decimals.trim_start_matches('0'));
    let is_whole = !whole.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = |unit: &str| {
        let (unit, rest) = (fold(unit).replace(' ', ""), fold(whole).replace(' ', ""));
        unit.starts_with(&rest) || rest.starts_with(&unit)
    };
    let known = whole.is_empty()
        || ["€", "%", "h", "euros", "eur", "€/an", "personnes", "people", "pers", "pers."].contains(&whole)
        || unit
            .as_ref()
            .is_some_and(|unit| !fold(whole).is_empty() && (is_unit(&unit.fr) || is_unit(&unit.en)));
    match digits.parse() {
        Ok(number) if known && is_whole => Ok(number),
        _ => Err(not_a_number(text, Some((*min, *max)))),
    }
}

fn not_a_number(text: &str, bounds: Option<(i64, i64)>) -> Mistake {
    let message = Text::new(
        format!("« {text} » n'est pas un nombre entier"),
        format!("“{text}” is not a whole number"),
    );
    let hint = bounds.map(|(min, max)| {
        let (fr, en) = ([min, max].map(|n| Lang::Fr.integer(n)), [min, max].map(|n| Lang::En.integer(n)));
        Text::new(
            format!("écrivez un nombre de {} à {}, arrondi ; ? si vous ne savez pas", fr[0], fr[1]),
            format!("write a number from {} to {}, rounded; ? if you do not know", en[0], en[1]),
        )
    });
    ("wrong-type", message, hint)
}

fn yes_or_no(text: &str) -> Result<bool, Mistake> {
    match fold(text).as_str() {
        "oui" | "o" | "yes" | "y" | "true" | "vrai" | "x" | "1" => Ok(true),
        "non" | "n" | "no" | "false" | "faux" | "0" => Ok(false),
        _ => {
            let message = Text::new(
                format!("« {text} » n'est ni oui ni non"),
                format!("“{text}” is neither yes nor no"),
            );
            Err(("wrong-type", message, Some(Text::new("écrivez oui, non ou ?", "write yes, no or ?"))))
        }
    }
}

/// Returns the folded forms of a choice: its id, its labels with and without what is in brackets, other words.
fn forms(choice: &Choice, column: &Column<'_>) -> Vec<String> {
    let labels = [&choice.label.fr, &choice.label.en];
    let short = labels.iter().filter_map(|label| label.split('(').next());
    let words = column.words(&choice.id).iter().map(String::as_str);
    std::iter::once(choice.id.as_str())
        .chain(labels.iter().map(|label| label.as_str()))
        .chain(short)
        .chain(words)
        .map(fold)
        .collect()
}

/// Reads one choice: one of its forms, or words that only one label has.
fn single(text: &str, column: &Column<'_>, question: &Question) -> Result<String, Mistake> {
    let wanted = fold(text);
    let choices = question.choices();
    if let Some(choice) = choices.iter().find(|choice| forms(choice, column).contains(&wanted)) {
        return Ok(choice.id.clone());
    }
    let inside = |choice: &&Choice| {
        forms(choice, column).iter().any(|form| format!(" {form} ").contains(&format!(" {wanted} ")))
    };
    let mut near = choices.iter().filter(inside);
    match (near.next(), near.next()) {
        (Some(choice), None) if wanted.chars().count() >= 4 => Ok(choice.id.clone()),
        _ => Err(unknown_choice(text, column, question)),
    }
}

/// Reads several choices, whatever stands between them: a label may have commas of its own.
fn several(text: &str, column: &Column<'_>, question: &Question) -> Result<Vec<String>, Mistake> {
    let forms: Vec<(Vec<String>, &str)> = question
        .choices()
        .iter()
        .flat_map(|choice| forms(choice, column).into_iter().map(move |form| (form, choice.id.as_str())))
        .map(|(form, id)| (form.split(' ').map(str::to_owned).collect(), id))
        .collect();
    let found = |text: &str| {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let mut rest = words.as_slice();
        let mut ids: Vec<String> = Vec::new();
        while let Some(first) = rest.first() {
            let fits =
                forms.iter().filter(|(form, _)| rest.len() >= form.len() && rest[..form.len()] == form[..]);
            // The longest form first: « documents publics » is not « public ».
            match fits.max_by_key(|(form, _)| form.len()) {
                Some((form, id)) => {
                    if !ids.iter().any(|known| known == id) {
                        ids.push((*id).to_owned());
                    }
                    rest = &rest[form.len()..];
                }
                None if matches!(*first, "et" | "and" | "ou" | "or" | "+" | "&") => rest = &rest[1..],
                None => return None,
            }
        }
        Some(ids)
    };
    found(text).ok_or_else(|| {
        let parts = text.split([',', ';', '/', '|', '+']).map(str::trim).filter(|part| !part.is_empty());
        let wrong = parts.clone().find(|part| found(part).is_none()).unwrap_or(text);
        unknown_choice(wrong, column, question)
    })
}

fn unknown_choice(text: &str, column: &Column<'_>, question: &Question) -> Mistake {
    let wanted = fold(text);
    let all: Vec<(String, &Choice)> = question
        .choices()
        .iter()
        .flat_map(|choice| forms(choice, column).into_iter().map(move |form| (form, choice)))
        .collect();
    let near = nearest(&wanted, all.iter().map(|(form, _)| form.as_str()));
    let near =
        near.and_then(|near| all.iter().find(|(form, _)| form == near)).map(|(_, choice)| &choice.label);
    let hint = match near {
        Some(label) => Text::new(
            format!("vouliez-vous dire « {} » ?", label.fr),
            format!("did you mean “{}”?", label.en),
        ),
        None => Text::new(
            format!("écrivez : {}", accepted(question, Lang::Fr).join(" ; ")),
            format!("write: {}", accepted(question, Lang::En).join("; ")),
        ),
    };
    let message = Text::new(
        format!("« {text} » n'est pas une réponse connue"),
        format!("“{text}” is not a known answer"),
    );
    ("unknown-choice", message, Some(hint))
}

/// Returns the words that a column with choices takes.
pub(super) fn accepted(question: &Question, lang: Lang) -> Vec<String> {
    match question.kind {
        Kind::Boolean => lang.pick(["oui", "non"], ["yes", "no"]).map(str::to_owned).to_vec(),
        _ => question.choices().iter().map(|choice| lang.typeset(choice.label.get(lang))).collect(),
    }
}

/// Writes an answer as a cell: what was typed is kept from being taken for something else.
pub(super) fn write(answer: &Answer, question: &Question, rules: &Rules<'_>, lang: Lang) -> String {
    let words = in_words(answer, question, rules.catalog, lang);
    match (answer, &question.kind) {
        // One name with a comma of its own is not two names.
        (Answer::Choices(names), Kind::Links) if names.len() == 1 && words.contains(',') => {
            escape(&format!("{words} ;"))
        }
        (Answer::Text(_), _) | (_, Kind::Links) if answer.is_informative() => escape(&words),
        _ => words,
    }
}

/// Returns an answer in words: labels and names rather than ids.
pub fn in_words(answer: &Answer, question: &Question, catalog: &Catalog, lang: Lang) -> String {
    let label = |id: &String| {
        question.choice(id).map_or_else(|| id.clone(), |choice| lang.typeset(choice.label.get(lang)))
    };
    if let (Answer::Text(text), Kind::Search(scope)) = (answer, &question.kind) {
        return name_of(text, *scope, catalog, lang);
    }
    match answer {
        Answer::Unknown => lang.pick(UNKNOWN_WORDS[0], UNKNOWN_WORDS[1]).to_owned(),
        Answer::NotApplicable => lang.pick(NOT_APPLICABLE_WORDS[0], NOT_APPLICABLE_WORDS[1]).to_owned(),
        Answer::Number(number) => number.to_string(),
        Answer::Boolean(yes) => accepted(question, lang)[usize::from(!yes)].clone(),
        Answer::Choice(id) => label(id),
        Answer::Choices(names) if question.kind == Kind::Links => names
            .iter()
            .map(|name| name_of(name, Scope::Products, catalog, lang))
            .collect::<Vec<_>>()
            .join(" ; "),
        Answer::Choices(ids) => ids.iter().map(label).collect::<Vec<_>>().join(" ; "),
        Answer::Rank(groups) => groups.iter().flatten().map(label).collect::<Vec<_>>().join(" ; "),
        other => {
            let value = other.to_value();
            clean(other.as_str().or(value.as_str()).unwrap_or_default()).trim().to_owned()
        }
    }
}

/// Returns the name of a record where it leads back to it, else what the dossier holds.
fn name_of(text: &str, scope: Scope, catalog: &Catalog, lang: Lang) -> String {
    let text = clean(text);
    let text = text.trim();
    let subject = catalog.resolve(text).filter(|subject| subject.id() == text && is_in(scope, *subject));
    let name = subject.map(|subject| subject.name(lang));
    let leads_back = |name: &&str| catalog.resolve(name).is_some_and(|found| found.id() == text);
    name.filter(leads_back).unwrap_or(text).to_owned()
}
