//! Laws of the merge, on dossiers made at random.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Dossier, Voice, identity, merge, parse_dossier};
use crate::questionnaire::{Answer, Kind, Mode, Question, TOOL_MORE, TOOL_PRODUCT, ToolAnswers};
use crate::store::{Bundle, bundled};
use crate::yaml::Source;

const TODAY: Date = date(2026, 11, 23);

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| bundled().unwrap())
}

fn merged(dossiers: &[Dossier]) -> Dossier {
    merge(dossiers, &bundle().questionnaire, &bundle().catalog)
}

fn read(text: &str) -> Dossier {
    let text = format!("format: 1\nquestionnaire: association\ncreated: 2026-11-23\n{text}");
    parse_dossier(Source::new("a.yaml", &text), &bundle().questionnaire, &[]).unwrap()
}

fn answer(question: &'static Question) -> BoxedStrategy<Answer> {
    let ids: Vec<String> = question.choices().iter().map(|choice| choice.id.clone()).collect();
    let given = match &question.kind {
        Kind::Single(_) => select(ids).prop_map(Answer::Choice).boxed(),
        Kind::Multiple(choices) => {
            let free: Vec<String> =
                choices.iter().filter(|choice| !choice.exclusive).map(|choice| choice.id.clone()).collect();
            let most = question.max_choices.unwrap_or(6).min(free.len());
            subsequence(free, 0..=most).prop_map(Answer::Choices).boxed()
        }
        Kind::Rank(_) => Just(ids)
            .prop_shuffle()
            .prop_flat_map(move |ids| {
                (1..ids.len()).prop_map(move |at| {
                    let (first, rest) = ids.split_at(at);
                    // The choices of a tie are in the order of the question.
                    let tie = question.choices().iter().map(|choice| choice.id.clone());
                    let mut groups: Vec<Vec<String>> = first.iter().map(|id| vec![id.clone()]).collect();
                    groups.push(tie.filter(|id| rest.contains(id)).collect());
                    Answer::Rank(groups)
                })
            })
            .boxed(),
        Kind::Number { min, max, .. } => (*min..=(*max).min(min + 9)).prop_map(Answer::Number).boxed(),
        Kind::Text { .. } => select(vec!["", "un", "deux", "trois mots ici"])
            .prop_map(|text| Answer::Text(text.into()))
            .boxed(),
        Kind::Boolean => any::<bool>().prop_map(Answer::Boolean).boxed(),
        Kind::Date => (0..900i64)
            .prop_map(|days| Answer::Date(TODAY.saturating_add(jiff::Span::new().days(days))))
            .boxed(),
        Kind::Search(_) => select(vec!["gmail", "slack", "nextcloud", "La clé de Simone"])
            .prop_map(|name| Answer::Text(name.into()))
            .boxed(),
        Kind::Links => subsequence(vec!["gmail".to_owned(), "La clé de Simone".to_owned()], 0..=2)
            .prop_map(Answer::Choices)
            .boxed(),
    };
    prop_oneof![5 => given, 1 => Just(Answer::Unknown)].boxed()
}

/// Some of the questions about the association, or about a tool.
fn answers(about_tool: bool) -> impl Strategy<Value = Vec<(String, Answer)>> {
    let questions = bundle().questionnaire.questions.iter();
    let asked = questions.filter(move |question| question.is_about_a_tool() == about_tool);
    let each: Vec<_> = asked
        .map(|question| {
            let given = answer(question).prop_map(|answer| (question.id.clone(), answer));
            if question.id == TOOL_PRODUCT {
                given.prop_map(Some).boxed()
            } else {
                prop::option::of(given).boxed()
            }
        })
        .collect();
    each.prop_map(|answers| answers.into_iter().flatten().collect())
}

fn dossier() -> impl Strategy<Value = Dossier> {
    let tool = (select(vec!["email", "chat", "file-sharing"]), answers(true)).prop_map(|(usage, answers)| {
        ToolAnswers { usage: usage.into(), answers: answers.into_iter().collect() }
    });
    (answers(false), prop::collection::vec(tool, 0..5), 0..4i64).prop_map(|(general, tools, days)| {
        let created = TODAY.saturating_add(jiff::Span::new().days(days));
        let mut dossier = Dossier::new(&bundle().questionnaire, Mode::Full, created);
        dossier.answers.general = general.into_iter().collect();
        dossier.answers.tools = tools;
        dossier
    })
}

/// Returns the names of the tools, usage by usage.
fn names(dossier: &Dossier) -> BTreeSet<(String, String)> {
    dossier.answers.tools.iter().map(|tool| identity(tool, &bundle().catalog)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn a_dossier_merged_with_itself_is_itself(dossier in dossier(), times in 1..4usize) {
        let merged = merged(&vec![dossier.clone(); times]);
        let voices = merged.voices.clone().unwrap();
        prop_assert_eq!((voices.dossiers, voices.general.len(), voices.tools.len()), (times, 0, 0));
        prop_assert_eq!(Dossier { voices: None, ..merged }, dossier);
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(
        (dossiers, shuffled) in prop::collection::vec(dossier(), 2..5)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(merged(&dossiers), merged(&shuffled));
    }

    #[test]
    fn every_tool_that_somebody_names_is_in_the_result(dossiers in prop::collection::vec(dossier(), 2..4)) {
        let all = merged(&dossiers);
        let result = names(&all);
        for named in dossiers.iter().flat_map(names).filter(|(_, name)| !name.is_empty()) {
            prop_assert!(result.contains(&named), "{:?}", named);
        }
    }

    #[test]
    fn what_is_merged_is_valid_and_reads_as_it_was_written(dossiers in prop::collection::vec(dossier(), 2..4)) {
        let all = merged(&dossiers);
        let text = all.to_yaml(&bundle().questionnaire);
        let read = parse_dossier(Source::new("a.yaml", &text), &bundle().questionnaire, &[]);
        prop_assert_eq!(read, Ok(all));
    }

    #[test]
    fn every_voice_counts_once(dossiers in prop::collection::vec(dossier(), 2..5)) {
        let voices = merged(&dossiers).voices.unwrap();
        for (id, heard) in &voices.general {
            let said = dossiers.iter().filter(|dossier| dossier.answers.general.contains_key(id)).count();
            prop_assert_eq!(heard.iter().map(|voice| voice.count).sum::<usize>(), said);
        }
    }
}

#[test]
fn the_same_tool_is_found_under_its_other_names() {
    let one = read("tools: [{usage: file-sharing, product: google-drive, users: 4}]\n");
    let two = read("tools: [{usage: file-sharing, product: Le Drive, users: 8}]\n");
    let all = merged(&[one, two]);
    assert_eq!(all.answers.tools.len(), 1);
    let voices = &all.voices.unwrap().tools[0];
    let voice = |number| Voice { answer: Answer::Number(number), count: 1 };
    assert_eq!(
        voices.answers["tool.users"].iter().filter(|heard| [voice(4), voice(8)].contains(heard)).count(),
        2
    );
    assert!(!voices.answers.contains_key(TOOL_PRODUCT));
}

#[test]
fn who_does_not_know_which_tool_adds_none_and_is_counted() {
    let knows = read("tools: [{usage: email, product: gmail}]\n");
    let not = read("tools: [{usage: email, product: unknown}]\n");
    let all = merged(&[knows.clone(), not.clone()]);
    assert_eq!(all.answers.tools, knows.answers.tools);
    assert!(all.voices.unwrap().tools.iter().any(|tool| tool.product == Answer::Unknown && tool.count == 1));
    assert_eq!(merged(&[not.clone(), not.clone()]).answers, not.answers);
}

#[test]
fn a_tool_that_announced_another_one_no_longer_does_when_it_comes_last() {
    let one = read(
        "tools:\n- {usage: email, product: gmail, more: true}\n- {usage: email, product: outlook, more: false}\n",
    );
    let mut two = read("tools:\n- {usage: email, product: outlook}\n- {usage: email, product: gmail}\n");
    two.created = date(2026, 1, 1);
    let last = merged(&[one, two]).answers.tools.pop().unwrap();
    assert_eq!(last.answers[TOOL_PRODUCT], Answer::Text("gmail".into()));
    assert_eq!(last.answers[TOOL_MORE], Answer::Boolean(false));
}
