//! What is assumed where there is no answer, in the form of the answer that would say the same.

use super::{General, exposure, usage};
use crate::catalog::{Catalog, Level, Subject};
use crate::questionnaire::{
    Answer, Answers, Kind, Mode, Question, Questionnaire, TOOL_PRODUCT, ToolAnswers, sequence, visible,
};

/// A question without an answer, and the answer that the computation does with.
#[derive(Clone, Debug)]
pub struct Assumption<'q> {
    /// The question.
    pub question: &'q Question,
    /// The index of the tool among those of the dossier.
    pub tool: Option<usize>,
    /// The answer.
    pub answer: Answer,
}

/// Returns every assumption that a dossier rests on, in the order of the questions; each goes away with an answer.
///
/// ```
/// use diaglibre::{diagnosis, questionnaire::Answers, store};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let assumed = diagnosis::assumptions(&data.catalog, &data.questionnaire, &Answers::default());
/// assert!(assumed.iter().any(|one| one.question.id == "means.hours"));
/// ```
pub fn assumptions<'q>(
    catalog: &Catalog,
    questionnaire: &'q Questionnaire,
    answers: &Answers,
) -> Vec<Assumption<'q>> {
    let slots = sequence(questionnaire, answers, Mode::Full);
    let open = slots.into_iter().filter(|slot| slot.answer(answers).is_none());
    let assumption = |question: &'q Question, tool: Option<usize>| {
        let answer = assumed(catalog, questionnaire, answers, question, tool)?;
        Some(Assumption { question, tool, answer })
    };
    open.filter_map(|slot| assumption(slot.question, slot.tool.and_then(|tool| tool.index))).collect()
}

/// Returns the answer that the computation does with as long as a question has none; `None` where it does without.
pub fn assumed(
    catalog: &Catalog,
    questionnaire: &Questionnaire,
    answers: &Answers,
    question: &Question,
    tool: Option<usize>,
) -> Option<Answer> {
    let counted = visible(questionnaire, answers);
    let general = General { answers: &counted };
    let defaults = &catalog.model.defaults;
    let unanswered = |tool: &ToolAnswers| {
        let mut tool = tool.clone();
        tool.answers.remove(&question.id);
        tool
    };
    let tool = tool.and_then(|index| answers.tools.get(index)).map(unanswered);
    let known =
        tool.as_ref().and_then(|tool| match catalog.resolve(tool.answers.get(TOOL_PRODUCT)?.as_str()?)? {
            Subject::Tool(known) => Some(known),
            _ => None,
        });
    let levels = tool.as_ref().map(|tool| exposure::read(known, &counted, tool));
    let choice = |ids: &[&str], level: Level| {
        let index = usize::try_from(level.get()).ok()?;
        let id = question.choice(ids.get(index)?)?.id.clone();
        Some(if matches!(question.kind, Kind::Multiple(_)) {
            Answer::Choices(vec![id])
        } else {
            Answer::Choice(id)
        })
    };
    match question.id.as_str() {
        "why.rank" => {
            Some(Answer::Rank(vec![question.choices().iter().map(|choice| choice.id.clone()).collect()]))
        }
        "means.hours" => Some(Answer::Number(catalog.model.phases.default_hours)),
        "tool.users" => {
            let people = general.people(defaults.unknown_people);
            Some(Answer::Number(usage::users(catalog, None, &people).value))
        }
        "tool.volume" => {
            let volume = usage::volume(catalog, known, &tool?.usage, None);
            choice(&["none", "handful", "folder", "years", "huge"], volume.value)
        }
        "tool.mood" => choice(&["push", "follow", "follow", "grumble", "refuse"], defaults.resistance),
        // Nothing is known of a tool that the catalogue does not know: it is not even assumed.
        "tool.data" if known.is_some() => {
            choice(&["none", "public", "contacts", "members", "sensitive"], levels?.sensitivity.value)
        }
        "tool.who" if known.is_some() => {
            choice(&["", "team", "members", "partners", "public"], levels?.visibility.value)
        }
        "tool.cost" => Some(Answer::Number(0)),
        "tool.pain" => choice(&["ok", "ok", "annoying", "annoying", "blocking"], levels?.pain.value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::diagnose;
    use crate::dossier::Dossier;

    /// Returns a dossier with every tool of the catalogue that serves some usages, and nothing else said.
    fn bare(usages: &[&str]) -> Dossier {
        let data = crate::store::bundled().unwrap();
        let mut dossier = Dossier::new(&data.questionnaire, Mode::Full, jiff::civil::date(2026, 11, 23));
        let list = usages.iter().map(|usage| (*usage).to_owned()).collect();
        dossier.answers.general.insert("use.list".to_owned(), Answer::Choices(list));
        for usage in usages {
            for tool in data.catalog.tools.values().filter(|tool| tool.usages.iter().any(|own| own == usage))
            {
                let product = (TOOL_PRODUCT.to_owned(), Answer::Text(tool.id.clone()));
                let answers = [product].into_iter().collect();
                dossier.answers.tools.push(ToolAnswers { usage: (*usage).to_owned(), answers });
            }
        }
        dossier
    }

    #[test]
    fn an_assumption_given_as_an_answer_changes_no_value() {
        let data = crate::store::bundled().unwrap();
        let dossier = bare(&["email", "file-sharing", "chat", "social-media"]);
        let values = |dossier: &Dossier| {
            let diagnosis = diagnose(&data.catalog, &data.questionnaire, dossier);
            let uses = diagnosis.uses.iter().map(|one| {
                let levels = [
                    one.levels.sensitivity.value,
                    one.levels.visibility.value,
                    one.levels.cost.value,
                    one.levels.pain.value,
                    one.volume.value,
                    one.resistance.value,
                ];
                (levels, one.users.value)
            });
            (diagnosis.hours.value, diagnosis.weights, uses.collect::<Vec<_>>())
        };
        let before = values(&dossier);
        let assumed = assumptions(&data.catalog, &data.questionnaire, &dossier.answers);
        assert!(assumed.len() > 50, "{}", assumed.len());
        for one in assumed {
            let mut told = dossier.clone();
            match one.tool {
                Some(index) => {
                    told.answers.tools[index].answers.insert(one.question.id.clone(), one.answer.clone())
                }
                None => told.answers.general.insert(one.question.id.clone(), one.answer.clone()),
            };
            assert_eq!(values(&told), before, "{} {:?}", one.question.id, one.answer);
        }
    }

    #[test]
    fn an_answer_leaves_nothing_to_assume() {
        let data = crate::store::bundled().unwrap();
        let mut answers = Answers::default();
        answers.general.insert("means.hours".to_owned(), Answer::Unknown);
        let assumed = assumptions(&data.catalog, &data.questionnaire, &answers);
        assert!(assumed.iter().all(|one| one.question.id != "means.hours"));
    }
}
