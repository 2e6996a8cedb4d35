//! From a definition file to a checked [`Questionnaire`]; every problem is collected.

mod condition;
mod extension;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

pub use self::extension::extend_questionnaire;
use super::{Choice, Condition, Kind, Question, Questionnaire, Scope, Section, Usual};
use crate::path;
use crate::problem::{Place, Problem, any_error, sort};
use crate::text::Text;
use crate::yaml::{Segment, Source};

/// Choices that a question borrows, by the name of their list.
pub type Lists<'a> = BTreeMap<&'a str, Vec<Choice>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestionnaire {
    format: u32,
    id: String,
    sections: Vec<Section>,
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: String,
    #[serde(rename = "type")]
    kind: RawKind,
    text: Text,
    why: Text,
    #[serde(rename = "where")]
    where_to_find: Option<Text>,
    hint: Option<Text>,
    no_effect: Option<Text>,
    #[serde(default)]
    express: bool,
    #[serde(default)]
    not_applicable: bool,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    ordered: bool,
    usual: Option<Usual>,
    within: Option<String>,
    max_choices: Option<usize>,
    #[serde(default)]
    options: Vec<Choice>,
    options_from: Option<String>,
    min: Option<i64>,
    max: Option<i64>,
    unit: Option<Text>,
    max_length: Option<usize>,
    among: Option<Scope>,
    condition: Option<Condition>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawKind {
    Single,
    Multiple,
    Rank,
    Number,
    Text,
    Boolean,
    Date,
    Search,
    Links,
}

/// Reads and checks a definition file.
///
/// `lists` holds the choices that a question may borrow by `options_from`: usages, departments, months.
///
/// # Errors
/// Every problem found, in the order of the file. Codes: `yaml`, `unknown-format`, `duplicate-id`,
/// `unknown-section`, `missing-translation`, `missing-options`, `unknown-list`, `missing-bounds`, `useless-field`,
/// `unknown-question`, `unknown-choice`, `wrong-test`, `never-asked`.
pub fn parse_questionnaire(source: Source<'_>, lists: &Lists<'_>) -> Result<Questionnaire, Vec<Problem>> {
    let raw: RawQuestionnaire = source.parse().map_err(|problem| vec![problem])?;
    let mut linter = Linter { source, lists, problems: Vec::new() };
    linter.check_head(&raw);
    let mut questions: Vec<Question> = Vec::new();
    for (index, question) in raw.questions.into_iter().enumerate() {
        let checked = linter.question(index, question, &questions);
        questions.push(checked);
    }
    let questionnaire =
        Questionnaire { id: raw.id, extends: None, added: Vec::new(), sections: raw.sections, questions };
    linter.check_sections(&questionnaire);
    sort(&mut linter.problems);
    if any_error(&linter.problems) { Err(linter.problems) } else { Ok(questionnaire) }
}

struct Linter<'a> {
    source: Source<'a>,
    lists: &'a Lists<'a>,
    problems: Vec<Problem>,
}

impl Linter<'_> {
    fn error(&mut self, code: &'static str, path: &[Segment], fr: String, en: String) {
        let place: Place = self.source.place(path);
        self.problems.push(Problem::error(code, place, Text::new(fr, en)));
    }

    fn check_format(&mut self, format: u32) {
        if format != 1 {
            let (fr, en) = (format!("format {format} inconnu"), format!("unknown format {format}"));
            self.error("unknown-format", path!["format"], fr, en);
        }
    }

    fn taken(&mut self, path: &[Segment], id: &str) {
        self.error("duplicate-id", path, format!("« {id} » existe déjà"), format!("`{id}` exists already"));
    }

    fn missing_translation(&mut self, path: &[Segment]) {
        let (fr, en) = ("un texte manque dans une langue", "a text is missing in one language");
        self.error("missing-translation", path, fr.to_owned(), en.to_owned());
    }

    fn unknown_section(&mut self, index: usize, id: &str) {
        let (fr, en) =
            (format!("« {id} » n'appartient à aucune section"), format!("`{id}` belongs to no section"));
        self.error("unknown-section", path!["questions", index, "id"], fr, en);
    }

    fn check_head(&mut self, raw: &RawQuestionnaire) {
        self.check_format(raw.format);
        let mut seen = BTreeSet::new();
        for (index, question) in raw.questions.iter().enumerate() {
            if !seen.insert(&question.id) {
                self.taken(path!["questions", index, "id"], &question.id);
            }
        }
    }

    fn question(&mut self, index: usize, raw: RawQuestion, earlier: &[Question]) -> Question {
        self.check_texts(index, &raw);
        if let Some(condition) = &raw.condition {
            self.check_condition(index, &raw.id, condition, earlier);
        }
        let kind = self.kind(index, &raw);
        self.check_fields(index, &raw, earlier);
        Question {
            id: raw.id,
            kind,
            text: raw.text,
            why: raw.why,
            where_to_find: raw.where_to_find,
            hint: raw.hint,
            no_effect: raw.no_effect,
            express: raw.express,
            not_applicable: raw.not_applicable,
            private: raw.private,
            ordered: raw.ordered,
            usual: raw.usual,
            within: raw.within,
            max_choices: raw.max_choices,
            condition: raw.condition,
        }
    }

    /// A field that the kind of the question does not read would be written in vain.
    fn check_fields(&mut self, index: usize, raw: &RawQuestion, earlier: &[Question]) {
        let only = |kinds: &[RawKind]| !kinds.contains(&raw.kind);
        let useless = [
            ("ordered", raw.ordered && only(&[RawKind::Single])),
            ("usual", raw.usual.is_some() && only(&[RawKind::Number])),
            ("within", raw.within.is_some() && only(&[RawKind::Single, RawKind::Multiple])),
            ("max_choices", raw.max_choices.is_some() && only(&[RawKind::Multiple])),
            ("min", raw.min.is_some() && only(&[RawKind::Number])),
            ("max", raw.max.is_some() && only(&[RawKind::Number])),
            ("unit", raw.unit.is_some() && only(&[RawKind::Number])),
            ("max_length", raw.max_length.is_some() && only(&[RawKind::Text])),
            ("among", raw.among.is_some() && only(&[RawKind::Search])),
            (
                "options",
                !raw.options.is_empty() && only(&[RawKind::Single, RawKind::Multiple, RawKind::Rank]),
            ),
        ];
        for (field, _) in useless.into_iter().filter(|(_, useless)| *useless) {
            let (fr, en) = (
                format!("« {field} » ne sert à rien pour ce type de question"),
                format!("`{field}` means nothing for this type of question"),
            );
            self.error("useless-field", path!["questions", index, field], fr, en);
        }
        let sums = raw.usual.iter().flat_map(|usual| &usual.at_most_sum_of);
        let others = sums.map(|id| (id, true)).chain(raw.within.iter().map(|id| (id, false)));
        for (id, counts) in others {
            let fits = |known: &Question| match known.kind {
                Kind::Number { .. } => counts,
                Kind::Multiple(_) => !counts,
                _ => false,
            };
            if !earlier.iter().any(|known| known.id == *id && fits(known)) {
                let (fr, en) = if counts {
                    (
                        format!("« {id} » n'est pas un nombre demandé avant"),
                        format!("`{id}` is no number asked for before"),
                    )
                } else {
                    (
                        format!("« {id} » n'est pas une liste demandée avant"),
                        format!("`{id}` is no list asked for before"),
                    )
                };
                self.error("unknown-question", path!["questions", index], fr, en);
            }
        }
    }

    fn check_texts(&mut self, index: usize, raw: &RawQuestion) {
        let labels =
            raw.options.iter().flat_map(|option| std::iter::once(&option.label).chain(&option.no_effect));
        let usual = raw.usual.iter().map(|usual| &usual.message);
        let texts = [&raw.text, &raw.why].into_iter().chain(&raw.where_to_find).chain(&raw.hint);
        let mut texts = texts.chain(&raw.no_effect).chain(&raw.unit).chain(usual).chain(labels);
        if texts.any(Text::is_incomplete) {
            self.missing_translation(path!["questions", index]);
        }
    }

    fn kind(&mut self, index: usize, raw: &RawQuestion) -> Kind {
        match raw.kind {
            RawKind::Single => Kind::Single(self.options(index, raw)),
            RawKind::Multiple => Kind::Multiple(self.options(index, raw)),
            RawKind::Rank => Kind::Rank(self.options(index, raw)),
            RawKind::Boolean => Kind::Boolean,
            RawKind::Date => Kind::Date,
            RawKind::Links => Kind::Links,
            RawKind::Search => Kind::Search(raw.among.unwrap_or(Scope::Products)),
            RawKind::Text => Kind::Text { max_length: raw.max_length.unwrap_or(500) },
            RawKind::Number => {
                let (min, max) = (raw.min.unwrap_or(0), raw.max.unwrap_or(i64::MAX));
                if raw.max.is_none() || min > max {
                    let (fr, en) = (
                        "bornes `min` et `max` à corriger".to_owned(),
                        "bounds `min` and `max` to mend".to_owned(),
                    );
                    self.error("missing-bounds", path!["questions", index], fr, en);
                }
                Kind::Number { min, max, unit: raw.unit.clone() }
            }
        }
    }

    fn options(&mut self, index: usize, raw: &RawQuestion) -> Vec<Choice> {
        let mut seen = BTreeSet::new();
        for (option, choice) in raw.options.iter().enumerate() {
            if !seen.insert(&choice.id) {
                self.taken(path!["questions", index, "options", option, "id"], &choice.id);
            }
        }
        let mut options = raw.options.clone();
        if let Some(list) = &raw.options_from {
            match self.lists.get(list.as_str()) {
                Some(borrowed) => options.splice(0..0, borrowed.iter().cloned()).for_each(drop),
                None => {
                    let (fr, en) = (format!("liste inconnue « {list} »"), format!("unknown list `{list}`"));
                    self.error("unknown-list", path!["questions", index, "options_from"], fr, en);
                }
            }
        }
        if options.is_empty() {
            let (fr, en) = ("aucun choix".to_owned(), "no choice".to_owned());
            self.error("missing-options", path!["questions", index], fr, en);
        }
        options
    }

    fn check_section(&mut self, index: usize, section: &Section) {
        if section.title.is_incomplete() || section.hint.as_ref().is_some_and(Text::is_incomplete) {
            self.missing_translation(path!["sections", index]);
        }
    }

    fn check_sections(&mut self, questionnaire: &Questionnaire) {
        for (index, section) in questionnaire.sections.iter().enumerate() {
            self.check_section(index, section);
        }
        for (index, question) in questionnaire.questions.iter().enumerate() {
            if questionnaire.section(question).is_none() {
                self.unknown_section(index, &question.id);
            }
        }
    }
}
