//! How solid a plan is: the share of variants in which each step keeps its phase.

use diaglibre::diagnosis::{Diagnosis, diagnose};
use diaglibre::dossier::parse_dossier;
use diaglibre::matching::match_tools;
use diaglibre::roadmap::{DRAWS, Roadmap, Solidity, plan, stability};
use diaglibre::store::{Bundle, bundled};
use diaglibre::yaml::Source;

use crate::support::read;

fn planned(text: &str) -> (Bundle, Diagnosis, Roadmap) {
    let data = bundled().unwrap();
    let dossier = parse_dossier(Source::new("inline", text), &data.questionnaire, &data.renames).unwrap();
    let diagnosis = diagnose(&data.catalog, &data.questionnaire, &dossier);
    let matches = match_tools(&data.catalog, &diagnosis);
    let roadmap = plan(&data.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
    (data, diagnosis, roadmap)
}

#[test]
fn the_same_plan_has_the_same_shares() {
    let (data, diagnosis, roadmap) = planned(&read("examples/mlc44.diaglibre.yaml"));
    let shares = || stability(&data.catalog, &diagnosis, &roadmap, 200).unwrap();
    assert_eq!(shares(), shares());
    assert_eq!(shares().len(), roadmap.steps.len());
    assert!(shares().iter().all(|share| (0..=100).contains(share)), "{:?}", shares());
}

#[test]
fn a_step_alone_is_solid_whatever_is_drawn() {
    let text = "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {use.list: [maps]}\ntools: [{usage: maps, product: google-maps}]\n";
    let (data, diagnosis, roadmap) = planned(text);
    let shares = stability(&data.catalog, &diagnosis, &roadmap, DRAWS).unwrap();
    assert_eq!(shares, vec![100; roadmap.steps.len()]);
    assert_eq!(Solidity::of(shares[0]), Solidity::Solid);
}

#[test]
fn answers_that_nobody_gave_make_a_plan_less_solid() {
    let sum = |answers: &str| -> i64 {
        let tool =
            |usage: &str, product: &str| format!("- {{usage: {usage}, product: {product}{answers}}}\n");
        let tools =
            [("email", "gmail"), ("chat", "slack"), ("maps", "google-maps"), ("forms", "google-forms")];
        let tools: String = tools.iter().map(|(usage, product)| tool(usage, product)).collect();
        let (data, diagnosis, roadmap) = planned(&format!(
            "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {{use.list: [email, chat, maps, forms], org.staff: 5, org.volunteers: 60, means.hours: 10}}\ntools:\n{tools}"
        ));
        stability(&data.catalog, &diagnosis, &roadmap, 500).unwrap().iter().sum()
    };
    let (told, unsaid) = (
        sum(", users: 10, cost: 0, data: [contacts], who: [team], pain: ok, volume: handful"),
        sum(", users: unknown"),
    );
    assert!(told > unsaid, "{told} with answers, {unsaid} without");
}

#[test]
fn a_plan_too_large_to_be_read_step_by_step_is_not_drawn() {
    let tool = "- {usage: maps, product: google-maps, users: 3}\n".repeat(101);
    let (data, diagnosis, roadmap) = planned(&format!(
        "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {{use.list: [maps]}}\ntools:\n{tool}"
    ));
    assert_eq!(stability(&data.catalog, &diagnosis, &roadmap, DRAWS), None);
}
