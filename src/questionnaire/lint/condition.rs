//! What is wrong with a condition: what it looks at, how it tests it, whether it can ever hold.

use std::collections::{BTreeMap, BTreeSet};

use super::Linter;
use crate::path;
use crate::questionnaire::condition::Test;
use crate::questionnaire::{
    Answer, Answers, Condition, Kind, NOT_APPLICABLE, Question, TOOL_USAGE, ToolAnswers, UNKNOWN,
};
use crate::yaml::Segment;

/// The most combinations of answers that are tried before a condition is taken to be possible.
const MAX_TRIALS: usize = 20_000;

impl Linter<'_> {
    /// A condition looks only at questions before it: so no circle is possible, and every question can be reached.
    pub(super) fn check_condition(
        &mut self,
        index: usize,
        id: &str,
        condition: &Condition,
        earlier: &[Question],
    ) {
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
            self.check_test(&here, known, test);
            self.check_choices(&here, known, test);
        }
        if self.problems.is_empty() && !can_hold(condition, earlier) {
            let (fr, en) = (
                format!("« {id} » ne sera jamais posée : sa condition est impossible"),
                format!("`{id}` will never be asked: its condition cannot hold"),
            );
            self.error("never-asked", &here, fr, en);
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

    /// A number is compared, a choice is looked for; a bound that no answer can pass is a mistake.
    fn check_test(&mut self, here: &[Segment], known: &Question, test: &Test) {
        let fits = match (test, &known.kind) {
            (Test::Answered(_), _) => true,
            (Test::AtLeast(bound), Kind::Number { max, .. }) => bound <= max,
            (Test::AtMost(bound), Kind::Number { min, .. }) => bound >= min,
            (Test::AtLeast(_) | Test::AtMost(_), _) => false,
            (_, Kind::Single(_) | Kind::Multiple(_) | Kind::Boolean) => true,
            // Of the others only the absent answers have a name.
            (test, _) => test.choices().iter().all(|choice| is_absent(choice)),
        };
        if !fits {
            let (fr, en) = (
                format!("ce test ne convient pas aux réponses de « {} »", known.id),
                format!("this test does not suit the answers of `{}`", known.id),
            );
            self.error("wrong-test", here, fr, en);
        }
    }

    fn check_choices(&mut self, here: &[Segment], known: &Question, test: &Test) {
        if known.choices().is_empty() {
            return;
        }
        for choice in
            test.choices().iter().filter(|choice| known.choice(choice).is_none() && !is_absent(choice))
        {
            let (fr, en) = (
                format!("« {} » n'a pas de choix « {choice} »", known.id),
                format!("`{}` has no choice `{choice}`", known.id),
            );
            self.error("unknown-choice", here, fr, en);
        }
    }
}

fn is_absent(choice: &str) -> bool {
    [UNKNOWN, NOT_APPLICABLE].contains(&choice)
}

/// Tells whether some answers make a condition hold, by trying what its tests can tell apart.
fn can_hold(condition: &Condition, earlier: &[Question]) -> bool {
    let mut tested: BTreeMap<&str, Vec<&Test>> = BTreeMap::new();
    for (question, test) in condition.tests() {
        tested.entry(question).or_default().push(test);
    }
    let domains: Vec<(&str, Vec<Option<Answer>>)> = tested
        .into_iter()
        .map(|(id, tests)| (id, domain(earlier.iter().find(|known| known.id == id), &tests)))
        .collect();
    let trials = domains.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(values.len()));
    let Some(trials) = trials.filter(|trials| *trials <= MAX_TRIALS) else { return true };
    (0..trials).any(|trial| {
        let mut rest = trial;
        let mut answers = Answers { tools: vec![ToolAnswers::default()], ..Answers::default() };
        for (id, values) in &domains {
            let value = values[rest % values.len()].clone();
            rest /= values.len();
            let tool = &mut answers.tools[0];
            match value {
                Some(Answer::Choice(usage)) if *id == TOOL_USAGE => tool.usage = usage,
                Some(answer) if id.starts_with("tool.") => {
                    drop(tool.answers.insert((*id).to_owned(), answer))
                }
                Some(answer) => drop(answers.general.insert((*id).to_owned(), answer)),
                None => {}
            }
        }
        condition.holds(answers.tool_scope(&answers.tools[0]))
    })
}

/// Returns one answer of each sort that the tests tell apart; `None` stands for no answer.
fn domain(question: Option<&Question>, tests: &[&Test]) -> Vec<Option<Answer>> {
    let named: BTreeSet<&String> = tests.iter().flat_map(|test| test.choices()).collect();
    let named: Vec<&String> = named.into_iter().filter(|choice| !is_absent(choice)).collect();
    let one = |choice: &str| Some(Answer::Choice(choice.to_owned()));
    let Some(question) = question else {
        // The usage of the tool at hand is always known.
        return named.iter().map(|usage| one(usage)).chain([one("")]).collect();
    };
    let mut values = vec![None, Some(Answer::Unknown), Some(Answer::NotApplicable)];
    match &question.kind {
        Kind::Single(_) => values.extend(question.choices().iter().map(|choice| one(&choice.id))),
        Kind::Multiple(_) => {
            let kept = named.len().min(10);
            let subset = |bits: usize| (0..kept).filter(move |at| bits >> at & 1 == 1);
            let exclusive = |id: &str| question.choice(id).is_some_and(|choice| choice.exclusive);
            values.extend((0..1_usize << kept).filter_map(|bits| {
                let ids: Vec<String> = subset(bits).map(|at| named[at].clone()).collect();
                let allowed = ids.len() < 2 || !ids.iter().any(|id| exclusive(id));
                allowed.then_some(Some(Answer::Choices(ids)))
            }));
            values.push(question.choices().first().map(|choice| Answer::Choices(vec![choice.id.clone()])));
        }
        Kind::Boolean => values.extend([true, false].map(|yes| Some(Answer::Boolean(yes)))),
        Kind::Number { min, max, .. } => {
            let bounds = tests.iter().filter_map(|test| match test {
                Test::AtLeast(bound) | Test::AtMost(bound) => Some(*bound),
                _ => None,
            });
            let around = bounds.flat_map(|bound| [bound.saturating_sub(1), bound, bound.saturating_add(1)]);
            let numbers: BTreeSet<i64> = around.chain([*min, *max]).collect();
            let within = numbers.into_iter().filter(|number| (min..=max).contains(&number));
            values.extend(within.map(|number| Some(Answer::Number(number))));
        }
        _ => values.push(Some(Answer::Text(String::new()))),
    }
    values
}
