//! The form of an answer in a dossier: read against its question, written back the same.

use serde_yaml::Value;

use super::answer::{Answer, NOT_APPLICABLE, UNKNOWN};
use super::question::{Kind, Question};
use crate::problem::did_you_mean;
use crate::text::Text;

/// The longest name of a tool, in characters.
const MAX_NAME: usize = 120;

impl Answer {
    /// Reads the form that an answer has in a dossier.
    ///
    /// # Errors
    /// A code and a message: `wrong-type`, `unknown-choice`, `duplicate-choice`, `exclusive-choice`,
    /// `out-of-range` or `too-long`.
    pub fn from_value(value: &Value, question: &Question) -> Result<Self, Mistake> {
        match value {
            Value::String(word) if word == UNKNOWN => return Ok(Self::Unknown),
            Value::String(word) if word == NOT_APPLICABLE && question.not_applicable => {
                return Ok(Self::NotApplicable);
            }
            Value::String(word) if word == NOT_APPLICABLE => {
                let text = Text::new(
                    format!("« {NOT_APPLICABLE} » n'est pas une réponse à cette question"),
                    format!("`{NOT_APPLICABLE}` is no answer to this question"),
                );
                return Err(("wrong-type", text));
            }
            _ => {}
        }
        match &question.kind {
            Kind::Single(_) => choice_of(value, question).map(Self::Choice),
            Kind::Multiple(_) => choices_of(value, question),
            Kind::Rank(_) => rank_of(value, question),
            Kind::Number { min, max, .. } => number_of(value, *min, *max),
            Kind::Text { max_length } => Ok(Self::Text(bounded(value, *max_length)?)),
            Kind::Search(_) => Ok(Self::Text(bounded(value, MAX_NAME)?)),
            Kind::Boolean => match value {
                Value::Bool(yes) => Ok(Self::Boolean(*yes)),
                _ => Err(wrong_type("true ou false", "true or false")),
            },
            Kind::Date => match value.as_str().map(str::parse) {
                Some(Ok(date)) => Ok(Self::Date(date)),
                _ => Err(wrong_type("un jour, comme 2027-03-31", "a day, such as 2027-03-31")),
            },
            Kind::Links => links_of(value),
        }
    }

    /// Returns the form that the answer has in a dossier.
    pub fn to_value(&self) -> Value {
        let list = |ids: &[String]| Value::Sequence(ids.iter().map(|id| Value::from(id.as_str())).collect());
        match self {
            Self::Choice(id) => Value::from(id.as_str()),
            Self::Choices(ids) => list(ids),
            Self::Rank(groups) => {
                Value::Sequence(
                    groups
                        .iter()
                        .map(|group| {
                            if let [one] = group.as_slice() { Value::from(one.as_str()) } else { list(group) }
                        })
                        .collect(),
                )
            }
            Self::Number(number) => Value::from(*number),
            Self::Text(text) if text == UNKNOWN || text == NOT_APPLICABLE => {
                let mut escaped = serde_yaml::Mapping::new();
                escaped.insert(Value::from("text"), Value::from(text.as_str()));
                Value::Mapping(escaped)
            }
            Self::Text(text) => Value::from(text.as_str()),
            Self::Boolean(yes) => Value::from(*yes),
            Self::Date(date) => Value::from(date.to_string()),
            Self::Unknown => Value::from(UNKNOWN),
            Self::NotApplicable => Value::from(NOT_APPLICABLE),
        }
    }
}

/// What is wrong with an answer: a code and a sentence.
pub type Mistake = (&'static str, Text);

fn wrong_type(fr: &str, en: &str) -> Mistake {
    ("wrong-type", Text::new(format!("la réponse doit être {fr}"), format!("the answer must be {en}")))
}

/// A department is written 44 as well as "44".
fn choice_of(value: &Value, question: &Question) -> Result<String, Mistake> {
    match value {
        Value::Number(number) => known(question, &number.to_string()),
        value => known(question, text_of(value)?),
    }
}

fn text_of(value: &Value) -> Result<&str, Mistake> {
    value.as_str().ok_or_else(|| wrong_type("un mot", "a word"))
}

fn known(question: &Question, id: &str) -> Result<String, Mistake> {
    if question.choice(id).is_some() {
        return Ok(id.to_owned());
    }
    let ids: Vec<&str> = question.choices().iter().map(|choice| choice.id.as_str()).collect();
    let near = did_you_mean(id, ids.iter().copied());
    let listed = if ids.len() <= 12 { ids.join(", ") } else { format!("{}…", ids[..12].join(", ")) };
    let (fr, en) = near.map_or((listed.clone(), listed), |near| (near.fr, near.en));
    Err((
        "unknown-choice",
        Text::new(format!("choix inconnu « {id} » ({fr})"), format!("unknown choice `{id}` ({en})")),
    ))
}

fn choices_of(value: &Value, question: &Question) -> Result<Answer, Mistake> {
    let Value::Sequence(items) = value else { return Err(wrong_type("une liste", "a list")) };
    let mut ids = Vec::new();
    for item in items {
        let id = known(question, text_of(item)?)?;
        if ids.contains(&id) {
            return Err((
                "duplicate-choice",
                Text::new(format!("« {id} » est donné deux fois"), format!("`{id}` is given twice")),
            ));
        }
        ids.push(id);
    }
    let exclusive = ids.iter().find(|id| question.choice(id).is_some_and(|choice| choice.exclusive));
    match exclusive {
        Some(id) if ids.len() > 1 => Err((
            "exclusive-choice",
            Text::new(
                format!("« {id} » exclut les autres choix"),
                format!("`{id}` rules out the other choices"),
            ),
        )),
        _ => Ok(Answer::Choices(in_order(question, ids))),
    }
}

/// Tools are kept by their names: the dossier is reviewed for those that it does not hold.
fn links_of(value: &Value) -> Result<Answer, Mistake> {
    let Value::Sequence(items) = value else { return Err(wrong_type("une liste", "a list")) };
    let mut names = Vec::new();
    for item in items {
        let name = bounded(item, MAX_NAME)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(Answer::Choices(names))
}

fn in_order(question: &Question, ids: Vec<String>) -> Vec<String> {
    question
        .choices()
        .iter()
        .filter(|choice| ids.contains(&choice.id))
        .map(|choice| choice.id.clone())
        .collect()
}

fn rank_of(value: &Value, question: &Question) -> Result<Answer, Mistake> {
    let Value::Sequence(items) = value else { return Err(wrong_type("une liste", "a list")) };
    let mut groups: Vec<Vec<String>> = Vec::new();
    for item in items {
        let group = match item {
            Value::Sequence(tied) => tied.iter().map(text_of).collect::<Result<Vec<_>, _>>()?,
            one => vec![text_of(one)?],
        };
        let group: Vec<String> = group.into_iter().map(|id| known(question, id)).collect::<Result<_, _>>()?;
        if let Some(id) = group.iter().enumerate().find_map(|(index, id)| {
            (groups.iter().flatten().any(|seen| seen == id) || group[..index].contains(id)).then_some(id)
        }) {
            return Err((
                "duplicate-choice",
                Text::new(format!("« {id} » est classé deux fois"), format!("`{id}` is ranked twice")),
            ));
        }
        groups.push(in_order(question, group));
    }
    groups.retain(|group| !group.is_empty());
    let missing: Vec<String> = question
        .choices()
        .iter()
        .filter(|choice| !groups.iter().flatten().any(|id| *id == choice.id))
        .map(|choice| choice.id.clone())
        .collect();
    if !missing.is_empty() {
        groups.push(missing);
    }
    Ok(Answer::Rank(groups))
}

fn number_of(value: &Value, min: i64, max: i64) -> Result<Answer, Mistake> {
    let number = value.as_i64().ok_or_else(|| wrong_type("un nombre entier", "a whole number"))?;
    if (min..=max).contains(&number) {
        return Ok(Answer::Number(number));
    }
    Err((
        "out-of-range",
        Text::new(
            format!("{number} n'est pas entre {min} et {max}"),
            format!("{number} is not between {min} and {max}"),
        ),
    ))
}

fn bounded(value: &Value, max_length: usize) -> Result<String, Mistake> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Mapping(escaped) => escaped
            .get("text")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| wrong_type("un texte", "a text"))?,
        _ => return Err(wrong_type("un texte", "a text")),
    };
    match text.chars().count() {
        length if length > max_length => Err((
            "too-long",
            Text::new(
                format!("{length} caractères, la limite est {max_length}"),
                format!("{length} characters, the limit is {max_length}"),
            ),
        )),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::question::Choice;

    fn question(kind: Kind) -> Question {
        Question::plain("a.b", kind)
    }

    fn choices() -> Vec<Choice> {
        ["x", "y", "z"].map(|id| Choice { exclusive: id == "z", ..Choice::new(id, Text::same(id)) }).to_vec()
    }

    fn read(text: &str, kind: Kind) -> Result<Answer, &'static str> {
        Answer::from_value(&serde_yaml::from_str(text).unwrap(), &question(kind)).map_err(|mistake| mistake.0)
    }

    #[test]
    fn a_written_answer_is_read_back_the_same() {
        let cases = [
            (Answer::Choice("x".into()), Kind::Single(choices())),
            (Answer::Choices(vec!["x".into(), "y".into()]), Kind::Multiple(choices())),
            (Answer::Rank(vec![vec!["y".into()], vec!["x".into(), "z".into()]]), Kind::Rank(choices())),
            (Answer::Number(-3), Kind::Number { min: -5, max: 5, unit: None }),
            (Answer::Text("unknown".into()), Kind::Text { max_length: 80 }),
            (Answer::Text("12".into()), Kind::Text { max_length: 80 }),
            (Answer::Boolean(false), Kind::Boolean),
            (Answer::Date(jiff::civil::date(2027, 3, 31)), Kind::Date),
            (Answer::Choices(vec!["gmail".into(), "la clé de Simone".into()]), Kind::Links),
            (Answer::Unknown, Kind::Boolean),
        ];
        for (answer, kind) in cases {
            let text = serde_yaml::to_string(&answer.to_value()).unwrap();
            assert_eq!(read(&text, kind), Ok(answer), "{text}");
        }
    }

    #[test]
    fn each_mistake_has_its_code() {
        assert_eq!(read("q", Kind::Single(choices())), Err("unknown-choice"));
        assert_eq!(read("[x, x]", Kind::Multiple(choices())), Err("duplicate-choice"));
        assert_eq!(read("[x, z]", Kind::Multiple(choices())), Err("exclusive-choice"));
        assert_eq!(read("12", Kind::Number { min: 0, max: 9, unit: None }), Err("out-of-range"));
        assert_eq!(read("abc", Kind::Text { max_length: 2 }), Err("too-long"));
        assert_eq!(read("[x]", Kind::Boolean), Err("wrong-type"));
        assert_eq!(read("2027-02-30", Kind::Date), Err("wrong-type"));
    }

    #[test]
    fn what_is_not_ranked_is_tied_last() {
        let rank = read("[z]", Kind::Rank(choices()));
        assert_eq!(rank, Ok(Answer::Rank(vec![vec!["z".into()], vec!["x".into(), "y".into()]])));
    }
}
