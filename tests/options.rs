//! Every question is asked by some answers, and every answer counts for something or says why it does not.

use std::collections::BTreeSet;

use diaglibre::diagnosis::diagnose;
use diaglibre::dossier::{Dossier, parse_dossier};
use diaglibre::matching::match_tools;
use diaglibre::providers::match_providers;
use diaglibre::questionnaire::{
    Answer, Kind, Mode, Question, Slot, TOOL_PRODUCT, ToolAnswers, USE_LIST, apply, sequence,
};
use diaglibre::report::{Format, Report, needs, render};
use diaglibre::roadmap::plan;
use diaglibre::store::{Bundle, bundled};
use diaglibre::text::Lang;
use diaglibre::yaml::Source;
use jiff::civil::date;

/// Returns the answers to try: each choice of a list, both ends of a number, some text.
fn answers(question: &Question) -> Vec<(String, Answer)> {
    let ids: Vec<String> = question.choices().iter().map(|choice| choice.id.clone()).collect();
    match &question.kind {
        // The departments only differ by their providers, which no list can hold for all of them.
        Kind::Single(_) if ids.len() > 40 => {
            vec![
                ("38".into(), Answer::Choice("38".into())),
                ("everywhere".into(), Answer::Choice("everywhere".into())),
            ]
        }
        Kind::Single(_) => ids.into_iter().map(|id| (id.clone(), Answer::Choice(id))).collect(),
        Kind::Multiple(_) => ids.into_iter().map(|id| (id.clone(), Answer::Choices(vec![id]))).collect(),
        Kind::Rank(_) => {
            let order = |first: &String| {
                let rest = ids.iter().filter(|id| *id != first).cloned().collect();
                Answer::Rank(vec![vec![first.clone()], rest])
            };
            ids.iter().map(|id| (id.clone(), order(id))).collect()
        }
        Kind::Number { min, max, .. } => {
            [*min, *max].map(|number| (number.to_string(), Answer::Number(number))).into()
        }
        Kind::Boolean => [true, false].map(|yes| (yes.to_string(), Answer::Boolean(yes))).into(),
        Kind::Date => vec![("a day".into(), Answer::Date(date(2027, 2, 1)))],
        Kind::Text { .. } => vec![("a text".into(), Answer::Text("Les mots de quelqu'un".into()))],
        Kind::Search(_) => vec![("nextcloud".into(), Answer::Text("nextcloud".into()))],
        Kind::Links => vec![("gmail".into(), Answer::Choices(vec!["gmail".into()]))],
    }
}

/// Returns all that follows from a dossier: the computation, and every word of the report.
fn outcome(bundle: &Bundle, dossier: &Dossier) -> (String, String) {
    let (catalog, today) = (&bundle.catalog, date(2026, 11, 23));
    let diagnosis = diagnose(catalog, &bundle.questionnaire, dossier);
    let matches = match_tools(catalog, &diagnosis);
    let roadmap = plan(catalog, &diagnosis, &matches, today);
    let needs = needs(catalog, &diagnosis, &roadmap);
    let shortlist = match_providers(&bundle.directory, &bundle.places, &needs);
    let report = Report {
        lang: Lang::Fr,
        date: today,
        catalog,
        questionnaire: &bundle.questionnaire,
        dossier,
        diagnosis: &diagnosis,
        matches: &matches,
        roadmap: &roadmap,
        directory: &bundle.directory,
        shortlist: &shortlist,
        brand: None,
    };
    let text = render(&report, Format::Markdown).unwrap().bytes;
    (format!("{diagnosis:?}{matches:?}{roadmap:?}{needs:?}"), String::from_utf8(text).unwrap())
}

fn example(bundle: &Bundle, name: &str) -> Dossier {
    let path = format!("{}/examples/{name}.diaglibre.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    parse_dossier(Source::new(&path, &text), &bundle.questionnaire, &bundle.renames).unwrap()
}

/// Returns a dossier with some tools of which nothing is said, and where every question can be asked.
fn bare(bundle: &Bundle) -> Dossier {
    let mut dossier = Dossier::new(&bundle.questionnaire, Mode::Full, date(2026, 11, 23));
    let tools = [("email", "gmail"), ("file-sharing", "google-drive"), ("chat", "whatsapp")];
    let usages = tools.iter().map(|(usage, _)| (*usage).to_owned()).collect();
    dossier.answers.general.insert(USE_LIST.to_owned(), Answer::Choices(usages));
    for (usage, product) in tools {
        let product = (TOOL_PRODUCT.to_owned(), Answer::Text(product.to_owned()));
        let answers = [product].into_iter().collect();
        dossier.answers.tools.push(ToolAnswers { usage: usage.to_owned(), answers });
    }
    dossier
}

/// Returns a dossier in which a question is asked: the answers that its condition wants are given.
fn asking<'q>(bundle: &'q Bundle, id: &str) -> Option<(Dossier, Slot<'q>)> {
    let prepared: [(&str, Answer); 7] = [
        ("session.mode", Answer::Choice("group".into())),
        ("rules.imposed", Answer::Choices(vec!["funder".into()])),
        ("partner.want", Answer::Choices(vec!["training".into()])),
        ("use.critical", Answer::Choices(vec!["email".into()])),
        ("tool.status", Answer::Choice("in-progress".into())),
        ("tool.cost", Answer::Number(120)),
        ("tool.data", Answer::Choices(vec!["contacts".into()])),
    ];
    let events = bundle.questionnaire.question("events.list")?.choices().iter();
    let event = events.map(|choice| ("events.list", Answer::Choices(vec![choice.id.clone()])));
    let attempts = std::iter::once(None).chain(prepared.into_iter().chain(event).map(Some));
    for attempt in attempts {
        for mut dossier in [bare(bundle), example(bundle, "mlc44")] {
            if let Some((question, answer)) = &attempt {
                match question.starts_with("tool.") {
                    true => dossier.answers.tools.iter_mut().for_each(|tool| {
                        tool.answers.insert((*question).to_owned(), answer.clone());
                    }),
                    false => {
                        dossier.answers.general.insert((*question).to_owned(), answer.clone());
                    }
                }
            }
            let slots = sequence(&bundle.questionnaire, &dossier.answers, Mode::Full);
            if let Some(slot) = slots.into_iter().find(|slot| slot.question.id == id) {
                return Some((dossier, slot));
            }
        }
    }
    None
}

#[test]
fn every_answer_changes_something_or_says_why_it_does_not() {
    let bundle = bundled().unwrap();
    let mut silent = Vec::new();
    for question in &bundle.questionnaire.questions {
        // What is done and with what is what the plan is about; the consent to ask online is heeded by the commands.
        let apart = [USE_LIST, TOOL_PRODUCT, "tool.more", "partner.query"];
        if apart.contains(&question.id.as_str()) || question.no_effect.is_some() {
            continue;
        }
        let Some((dossier, slot)) = asking(&bundle, &question.id) else {
            silent.push(format!("{}: never asked", question.id));
            continue;
        };
        let mut without = dossier.clone();
        match slot.tool.as_ref().and_then(|tool| tool.index) {
            Some(index) => without.answers.tools[index].answers.remove(&question.id),
            None => without.answers.general.remove(&question.id),
        };
        let tries = answers(question);
        let outcomes: Vec<(String, String)> = tries
            .iter()
            .map(|(_, answer)| {
                let mut with = without.clone();
                apply(&mut with.answers, &slot, answer.clone());
                outcome(&bundle, &with)
            })
            .chain([outcome(&bundle, &without)])
            .collect();
        for ((name, _), here) in tries.iter().zip(&outcomes) {
            // One answer is often what is assumed without any: then another one must differ.
            let explained = question.choice(name).is_some_and(|choice| choice.no_effect.is_some());
            if !explained && outcomes.iter().all(|other| other == here) {
                silent.push(format!("{}: {name}", question.id));
            }
        }
    }
    assert!(silent.is_empty(), "these answers change nothing and do not say why:\n{}", silent.join("\n"));
}

#[test]
fn every_question_of_every_mode_is_asked_by_some_answers() {
    let bundle = bundled().unwrap();
    for mode in [Mode::Express, Mode::Full, Mode::Workshop] {
        let mut asked: BTreeSet<String> = BTreeSet::new();
        for turn in 0..40 {
            let mut dossier = Dossier { mode, ..bare(&bundle) };
            if turn % 2 == 1 {
                dossier.answers.general.remove(USE_LIST);
                dossier.answers.tools.clear();
            }
            // A walk has an end: what is named again and again stops somewhere.
            for step in 0..150 {
                let slots = sequence(&bundle.questionnaire, &dossier.answers, mode);
                let open = slots.into_iter().find(|slot| slot.answer(&dossier.answers).is_none());
                let Some(slot) = open else { break };
                asked.insert(slot.question.id.clone());
                let tries = answers(slot.question);
                let answer = match slot.question.id.as_str() {
                    USE_LIST => Answer::Choices(vec!["email".into(), "website".into()]),
                    "tool.more" => Answer::Boolean(false),
                    TOOL_PRODUCT => Answer::Text(["gmail", "wordpress-com"][step % 2].into()),
                    _ => tries[turn % tries.len()].1.clone(),
                };
                apply(&mut dossier.answers, &slot, answer);
            }
        }
        let missing: Vec<&str> = bundle
            .questionnaire
            .questions
            .iter()
            .filter(|question| question.is_in(mode) && !asked.contains(&question.id))
            .map(|question| question.id.as_str())
            .collect();
        assert!(missing.is_empty(), "{mode:?}: {missing:?}");
    }
}
