//! From a definition file to a checked [`Questionnaire`]; every problem is collected.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::condition::Test;
use super::{
    Choice, Condition, Kind, NOT_APPLICABLE, Question, Questionnaire, Scope, Section, TOOL_USAGE, UNKNOWN,
};
use crate::path;
use crate::problem::{Place, Problem, any_error, sort};
use crate::text::Text;
use crate::yaml::{Segment, Source};

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
    #[serde(default)]
    express: bool,
    #[serde(default)]
    not_applicable: bool,
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
    Search,
}

/// Reads and checks a definition file.
///
/// `lists` holds the choices that a question may borrow by `options_from`: usages, departments.
///
/// # Errors
/// Every problem found, in the order of the file. Codes: `yaml`, `unknown-format`, `duplicate-id`,
/// `unknown-section`, `missing-translation`, `missing-options`, `unknown-list`, `missing-bounds`,
/// `unknown-question`, `unknown-choice`.
pub fn parse_questionnaire(
    source: Source<'_>,
    lists: &BTreeMap<&str, Vec<Choice>>,
) -> Result<Questionnaire, Vec<Problem>> {
    let raw: RawQuestionnaire = source.parse().map_err(|problem| vec![problem])?;
    let mut linter = Linter { source, lists, problems: Vec::new() };
    linter.check_head(&raw);
    let mut questions: Vec<Question> = Vec::new();
    for (index, question) in raw.questions.into_iter().enumerate() {
        let checked = linter.question(index, question, &questions);
        questions.push(checked);
    }
    let questionnaire = Questionnaire { id: raw.id, sections: raw.sections, questions };
    linter.check_sections(&questionnaire);
    sort(&mut linter.problems);
    if any_error(&linter.problems) { Err(linter.problems) } else { Ok(questionnaire) }
}

struct Linter<'a> {
    source: Source<'a>,
    lists: &'a BTreeMap<&'a str, Vec<Choice>>,
    problems: Vec<Problem>,
}

impl Linter<'_> {
    fn error(&mut self, code: &'static str, path: &[Segment], fr: String, en: String) {
        let place: Place = self.source.place(path);
        self.problems.push(Problem::error(code, place, Text::new(fr, en)));
    }

    fn check_head(&mut self, raw: &RawQuestionnaire) {
        if raw.format != 1 {
            let (fr, en) =
                (format!("format {} inconnu", raw.format), format!("unknown format {}", raw.format));
            self.error("unknown-format", path!["format"], fr, en);
        }
        let mut seen = BTreeSet::new();
        for (index, question) in raw.questions.iter().enumerate() {
            if !seen.insert(&question.id) {
                let (fr, en) =
                    (format!("« {} » existe déjà", question.id), format!("`{}` exists already", question.id));
                self.error("duplicate-id", path!["questions", index, "id"], fr, en);
            }
        }
    }

    fn question(&mut self, index: usize, raw: RawQuestion, earlier: &[Question]) -> Question {
        self.check_texts(index, &raw);
        if let Some(condition) = &raw.condition {
            self.check_condition(index, &raw.id, condition, earlier);
        }
        let kind = self.kind(index, &raw);
        Question {
            id: raw.id,
            kind,
            text: raw.text,
            why: raw.why,
            where_to_find: raw.where_to_find,
            express: raw.express,
            not_applicable: raw.not_applicable,
            condition: raw.condition,
        }
    }

    fn check_texts(&mut self, index: usize, raw: &RawQuestion) {
        let labels = raw.options.iter().map(|option| &option.label);
        let texts =
            [&raw.text, &raw.why].into_iter().chain(&raw.where_to_find).chain(&raw.unit).chain(labels);
        if texts.into_iter().any(Text::is_incomplete) {
            let (fr, en) = (
                "un texte manque dans une langue".to_owned(),
                "a text is missing in one language".to_owned(),
            );
            self.error("missing-translation", path!["questions", index], fr, en);
        }
    }

    fn kind(&mut self, index: usize, raw: &RawQuestion) -> Kind {
        match raw.kind {
            RawKind::Single => Kind::Single(self.options(index, raw)),
            RawKind::Multiple => Kind::Multiple(self.options(index, raw)),
            RawKind::Rank => Kind::Rank(self.options(index, raw)),
            RawKind::Boolean => Kind::Boolean,
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
                let (fr, en) =
                    (format!("« {} » existe déjà", choice.id), format!("`{}` exists already", choice.id));
                self.error("duplicate-id", path!["questions", index, "options", option, "id"], fr, en);
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

    /// A condition looks only at questions before it: so no circle is possible, and every question can be reached.
    fn check_condition(&mut self, index: usize, id: &str, condition: &Condition, earlier: &[Question]) {
        let here = path!["questions", index, "condition"].to_vec();
        for (question, test) in condition.tests() {
            if question == TOOL_USAGE {
                self.check_usages(&here, test);
                continue;
            }
            let Some(known) = earlier.iter().find(|known| known.id == question) else {
                let (fr, en) = (
                    format!("la condition de « {id} » regarde « {question} », qui ne vient pas avant elle"),
                    format!("the condition of `{id}` looks at `{question}`, which does not come before it"),
                );
                self.error("unknown-question", &here, fr, en);
                continue;
            };
            if known.is_about_a_tool() && !id.starts_with("tool.") {
                let (fr, en) = (
                    format!("« {id} » ne peut pas dépendre d'une question sur un outil"),
                    format!("`{id}` cannot depend on a question about one tool"),
                );
                self.error("unknown-question", &here, fr, en);
            }
            self.check_choices(&here, known, test);
        }
    }

    fn check_usages(&mut self, here: &[Segment], test: &Test) {
        let lists = self.lists;
        let Some(usages) = lists.get("usages") else { return };
        for usage in test.choices().iter().filter(|usage| !usages.iter().any(|known| known.id == **usage)) {
            let (fr, en) = (format!("usage inconnu « {usage} »"), format!("unknown usage `{usage}`"));
            self.error("unknown-choice", here, fr, en);
        }
    }

    fn check_choices(&mut self, here: &[Segment], known: &Question, test: &Test) {
        if known.choices().is_empty() {
            return;
        }
        let absent = |choice: &str| [UNKNOWN, NOT_APPLICABLE].contains(&choice);
        for choice in test.choices().iter().filter(|choice| known.choice(choice).is_none() && !absent(choice))
        {
            let (fr, en) = (
                format!("« {} » n'a pas de choix « {choice} »", known.id),
                format!("`{}` has no choice `{choice}`", known.id),
            );
            self.error("unknown-choice", here, fr, en);
        }
    }

    fn check_sections(&mut self, questionnaire: &Questionnaire) {
        for (index, section) in questionnaire.sections.iter().enumerate() {
            if section.title.is_incomplete() {
                let (fr, en) = (
                    "un texte manque dans une langue".to_owned(),
                    "a text is missing in one language".to_owned(),
                );
                self.error("missing-translation", path!["sections", index, "title"], fr, en);
            }
        }
        for (index, question) in questionnaire.questions.iter().enumerate() {
            if questionnaire.section(question).is_none() {
                let (fr, en) = (
                    format!("« {} » n'appartient à aucune section", question.id),
                    format!("`{}` belongs to no section", question.id),
                );
                self.error("unknown-section", path!["questions", index, "id"], fr, en);
            }
        }
    }
}
