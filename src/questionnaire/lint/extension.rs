//! A questionnaire that adds to another one: new sections and questions, and other words for those that exist.

use serde::Deserialize;

use super::{Linter, Lists, RawQuestion};
use crate::path;
use crate::problem::{Problem, any_error, did_you_mean, sort};
use crate::questionnaire::{Questionnaire, Section};
use crate::text::Text;
use crate::yaml::Source;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExtension {
    format: u32,
    id: String,
    extends: String,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    questions: Vec<RawAdded>,
    #[serde(default)]
    changes: Vec<RawChange>,
}

#[derive(Deserialize)]
struct RawAdded {
    /// The question that it comes after; at the end of its section, when absent.
    after: Option<String>,
    #[serde(flatten)]
    question: RawQuestion,
}

/// Other words for a question, and whether the short mode asks it: never another meaning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    id: String,
    text: Option<Text>,
    why: Option<Text>,
    #[serde(rename = "where")]
    where_to_find: Option<Text>,
    hint: Option<Text>,
    express: Option<bool>,
    private: Option<bool>,
}

/// Reads and checks a file that adds to a questionnaire.
///
/// # Errors
/// Every problem found, in the order of the file: the codes of
/// [`parse_questionnaire`](super::parse_questionnaire), and `other-questionnaire` when it adds to another one.
pub fn extend_questionnaire(
    base: &Questionnaire,
    source: Source<'_>,
    lists: &Lists<'_>,
) -> Result<Questionnaire, Vec<Problem>> {
    let raw: RawExtension = source.parse().map_err(|problem| vec![problem])?;
    let mut linter = Linter { source, lists, problems: Vec::new() };
    linter.check_format(raw.format);
    if raw.extends != base.id {
        let (fr, en) = (
            format!("« {} » n'est pas le questionnaire fourni, « {} »", raw.extends, base.id),
            format!("`{}` is not the questionnaire provided, `{}`", raw.extends, base.id),
        );
        linter.error("other-questionnaire", path!["extends"], fr, en);
    }
    let mut extended = Questionnaire { id: raw.id, extends: Some(raw.extends), ..base.clone() };
    if extended.id == base.id {
        linter.taken(path!["id"], &base.id);
    }
    for (index, section) in raw.sections.into_iter().enumerate() {
        if extended.sections.iter().any(|known| known.id == section.id) {
            linter.taken(path!["sections", index, "id"], &section.id);
        }
        linter.check_section(index, &section);
        extended.sections.push(section);
    }
    for (index, change) in raw.changes.into_iter().enumerate() {
        linter.change(index, change, &mut extended);
    }
    for (index, added) in raw.questions.into_iter().enumerate() {
        linter.add(index, added, &mut extended);
    }
    sort(&mut linter.problems);
    if any_error(&linter.problems) { Err(linter.problems) } else { Ok(extended) }
}

impl Linter<'_> {
    fn change(&mut self, index: usize, change: RawChange, extended: &mut Questionnaire) {
        let texts = [&change.text, &change.why, &change.where_to_find, &change.hint];
        if texts.into_iter().flatten().any(Text::is_incomplete) {
            self.missing_translation(path!["changes", index]);
        }
        let Some(question) = extended.questions.iter_mut().find(|known| known.id == change.id) else {
            let known: Vec<&str> = extended.questions.iter().map(|known| known.id.as_str()).collect();
            self.unknown_question(path!["changes", index, "id"], &change.id, &known);
            return;
        };
        question.text = change.text.unwrap_or_else(|| question.text.clone());
        question.why = change.why.unwrap_or_else(|| question.why.clone());
        question.where_to_find = change.where_to_find.or(question.where_to_find.take());
        question.hint = change.hint.or(question.hint.take());
        question.express = change.express.unwrap_or(question.express);
        question.private = change.private.unwrap_or(question.private);
    }

    fn add(&mut self, index: usize, added: RawAdded, extended: &mut Questionnaire) {
        let id = added.question.id.clone();
        if extended.question(&id).is_some() {
            self.taken(path!["questions", index, "id"], &id);
            return;
        }
        let section = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        if !extended.sections.iter().any(|known| known.id == section(&id)) {
            self.unknown_section(index, &id);
        }
        let questions = &extended.questions;
        let place = match &added.after {
            Some(after) => {
                let place = questions.iter().position(|known| known.id == *after);
                if place.is_none() {
                    let known: Vec<&str> = questions.iter().map(|known| known.id.as_str()).collect();
                    self.unknown_question(path!["questions", index, "after"], after, &known);
                }
                place
            }
            // The one that asks for one more tool stays the last of the questions about tools.
            None => questions.iter().rposition(|known| {
                section(&known.id) == section(&id) && known.id != crate::questionnaire::TOOL_MORE
            }),
        };
        let place = place.map_or(questions.len(), |place| place + 1);
        let question = self.question(index, added.question, &extended.questions[..place]);
        extended.added.push(id);
        extended.questions.insert(place, question);
    }

    fn unknown_question(&mut self, path: &[crate::yaml::Segment], id: &str, known: &[&str]) {
        let text = Text::new(format!("question inconnue « {id} »"), format!("unknown question `{id}`"));
        let problem = Problem::error("unknown-question", self.source.place(path), text);
        self.problems.push(match did_you_mean(id, known.iter().copied()) {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extend(text: &str) -> Result<Questionnaire, Vec<Problem>> {
        let base = crate::store::bundled().unwrap().questionnaire;
        extend_questionnaire(&base, Source::new("reseau.yaml", text), &Lists::new())
    }

    const HEAD: &str = "format: 1\nid: network\nextends: association\n";

    #[test]
    fn a_question_comes_after_the_one_that_it_names() {
        let text = "questions:\n- {id: org.motto, after: org.name, type: text, text: {fr: a, en: a}, why: {fr: b, en: b}}\n";
        let extended = extend(&format!("{HEAD}{text}")).unwrap();
        let at = |id: &str| extended.questions.iter().position(|known| known.id == id);
        assert_eq!(at("org.motto"), at("org.name").map(|place| place + 1));
    }

    #[test]
    fn a_question_about_tools_stays_before_the_one_that_asks_for_more() {
        let text = "questions:\n- {id: tool.colour, type: text, text: {fr: a, en: a}, why: {fr: b, en: b}}\n";
        let extended = extend(&format!("{HEAD}{text}")).unwrap();
        let at = |id: &str| extended.questions.iter().position(|known| known.id == id).unwrap();
        assert_eq!(at("tool.colour") + 1, at("tool.more"));
    }

    #[test]
    fn words_change_and_meaning_stays() {
        let text = "changes:\n- {id: org.members, express: true, text: {fr: Combien ?, en: How many?}}\n";
        let extended = extend(&format!("{HEAD}{text}")).unwrap();
        let question = extended.question("org.members").unwrap();
        assert!(question.express && question.text.fr == "Combien ?");
        extend(&format!("{HEAD}changes:\n- {{id: org.members, max: 3}}\n")).unwrap_err();
    }

    #[test]
    fn each_mistake_has_its_code_and_its_line() {
        let question = "type: text, text: {fr: a, en: a}, why: {fr: b, en: b}";
        let cases = [
            ("extends: other\n".to_owned(), "other-questionnaire", 3),
            (
                format!("extends: association\nquestions:\n- {{id: org.name, {question}}}\n"),
                "duplicate-id",
                5,
            ),
            (
                format!("extends: association\nquestions:\n- {{id: x.name, {question}}}\n"),
                "unknown-section",
                5,
            ),
            (
                format!("extends: association\nquestions:\n- {{id: org.a, after: org.nam, {question}}}\n"),
                "unknown-question",
                5,
            ),
            (
                "extends: association\nchanges:\n- {id: org.nam, express: true}\n".to_owned(),
                "unknown-question",
                5,
            ),
            (
                "extends: association\nchanges:\n- {id: org.name, text: {fr: a, en: \"\"}}\n".to_owned(),
                "missing-translation",
                5,
            ),
        ];
        for (text, code, line) in cases {
            let problems = extend(&format!("format: 1\nid: network\n{text}")).unwrap_err();
            assert_eq!((problems[0].code, problems[0].place.line), (code, line), "{text}");
        }
    }
}
