//! The laws of what is worth asking.

use std::sync::OnceLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::questionnaire::{ToolAnswers, USE_LIST};
use crate::store::{Bundle, bundled};

const TODAY: Date = date(2026, 11, 23);

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| bundled().unwrap())
}

fn asked(dossier: &Dossier, limit: usize) -> Vec<Informative> {
    worth_asking(&bundle().catalog, &bundle().questionnaire, dossier, TODAY, limit)
}

fn layout(dossier: &Dossier) -> Layout {
    let Bundle { catalog, questionnaire, .. } = bundle();
    let trial = Trial { catalog, questionnaire, dossier: dossier.clone() };
    let (diagnosis, matches) = trial.read();
    trial.layout(&diagnosis, &matches, Draft::of(catalog, &diagnosis, &matches, TODAY))
}

fn text(word: &str) -> Answer {
    Answer::Text(word.to_owned())
}

fn choice(word: &str) -> Answer {
    Answer::Choice(word.to_owned())
}

/// A usage, a tool, and what was said of it.
type Named<'a> = (&'a str, &'a str, Vec<(&'a str, Answer)>);

/// A dossier of some tools, with little said.
fn dossier(mode: Mode, tools: &[Named<'_>]) -> Dossier {
    let mut dossier = Dossier::new(&bundle().questionnaire, mode, TODAY);
    let mut usages: Vec<String> = Vec::new();
    for (usage, product, answers) in tools {
        if !usages.iter().any(|known| known == usage) {
            usages.push((*usage).to_owned());
        }
        let mut tool = ToolAnswers { usage: (*usage).to_owned(), ..ToolAnswers::default() };
        tool.answers.insert("tool.product".to_owned(), text(product));
        tool.answers.extend(answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())));
        dossier.answers.tools.push(tool);
    }
    dossier.answers.general.insert(USE_LIST.to_owned(), Answer::Choices(usages));
    dossier
}

const TOOLS: [(&str, &str); 5] = [
    ("email", "gmail"),
    ("file-sharing", "google-drive"),
    ("chat", "whatsapp"),
    ("workstations", "windows"),
    ("documents", "google-docs"),
];

fn dossiers() -> impl Strategy<Value = Dossier> {
    let unknown = || Just(Answer::Unknown);
    let about = prop::option::of(prop_oneof![unknown(), (1_i64..60).prop_map(Answer::Number)]);
    let words = |words: &'static [&'static str]| {
        prop::option::of(prop_oneof![unknown(), select(words).prop_map(choice)])
    };
    let tool = (
        about,
        words(&["daily", "weekly", "rarely"]),
        words(&["none", "folder", "huge"]),
        words(&["follow", "refuse"]),
    );
    let hours = prop::option::of(prop_oneof![unknown(), (0_i64..60).prop_map(Answer::Number)]);
    let mode = select(vec![Mode::Express, Mode::Workshop]);
    (subsequence(TOOLS.to_vec(), 1..4), prop::collection::vec(tool, 4), hours, mode).prop_map(
        |(tools, said, hours, mode)| {
            let ids = ["tool.users", "tool.freq", "tool.volume", "tool.mood"];
            let tools: Vec<_> = tools
                .into_iter()
                .zip(said)
                .map(|((usage, product), (users, freq, volume, mood))| {
                    let said = ids.into_iter().zip([users, freq, volume, mood]);
                    (usage, product, said.filter_map(|(id, answer)| Some((id, answer?))).collect())
                })
                .collect();
            let mut dossier = dossier(mode, &tools);
            dossier.answers.general.extend(hours.map(|hours| ("means.hours".to_owned(), hours)));
            dossier
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn a_question_with_an_answer_is_never_proposed(dossier in dossiers()) {
        for one in asked(&dossier, usize::MAX) {
            let map = match one.position.tool {
                None => &dossier.answers.general,
                Some(index) => &dossier.answers.tools[index].answers,
            };
            let answer = map.get(&one.position.question);
            prop_assert!(answer.is_none_or(|answer| *answer == Answer::Unknown), "{one:?}: {answer:?}");
        }
    }

    #[test]
    fn the_greatest_come_first_and_a_limit_keeps_the_first(dossier in dossiers()) {
        let all = asked(&dossier, usize::MAX);
        prop_assert!(all.is_sorted_by_key(|one| std::cmp::Reverse((one.moved, one.shifted))));
        prop_assert_eq!(&asked(&dossier, 2)[..], &all[..all.len().min(2)]);
    }

    #[test]
    fn nothing_private_and_nothing_without_effect_is_proposed_to_a_group(dossier in dossiers()) {
        for one in asked(&dossier, usize::MAX) {
            let question = bundle().questionnaire.question(&one.position.question).unwrap();
            prop_assert!(question.no_effect.is_none(), "{one:?}");
            prop_assert!(!question.private || dossier.mode != Mode::Workshop, "{one:?}");
        }
    }
}

#[test]
fn the_answer_that_was_assumed_leaves_the_plan_as_it_was() {
    let dossier = dossier(
        Mode::Express,
        &[
            ("email", "gmail", vec![]),
            ("file-sharing", "google-drive", vec![]),
            ("workstations", "windows", vec![]),
        ],
    );
    let before = layout(&dossier);
    let defaults = &bundle().catalog.model.defaults;
    let assumed = [
        (None, "means.hours", Answer::Number(bundle().catalog.model.phases.default_hours)),
        (None, "means.ease", choice("half")),
        (Some(0), "tool.users", Answer::Number(defaults.users)),
        (Some(0), "tool.mood", choice("follow")),
        (Some(1), "tool.volume", choice("years")),
        (Some(2), "tool.volume", choice("folder")),
        (Some(2), "tool.status", choice("in-use")),
    ];
    for (tool, question, answer) in assumed {
        let mut answered = dossier.clone();
        put(
            &mut answered.answers,
            &Position { question: question.to_owned(), tool, usage: None },
            Some(answer),
        );
        assert_eq!(before.difference(&layout(&answered)), (0, 0), "{question}");
    }
}

#[test]
fn hours_that_nobody_counted_are_worth_asking() {
    let tools: Vec<_> = TOOLS.iter().map(|(usage, product)| (*usage, *product, vec![])).collect();
    let asked = asked(&dossier(Mode::Express, &tools), usize::MAX);
    assert!(asked.iter().any(|one| one.position.question == "means.hours"), "{asked:?}");
}

#[test]
fn a_dossier_without_tools_has_nothing_worth_asking() {
    assert_eq!(asked(&dossier(Mode::Express, &[]), usize::MAX), []);
}
