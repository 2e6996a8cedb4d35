//! What an association decides by hand about its plan: pins, exclusions, choices.

use diaglibre::diagnosis::{Unheeded, diagnose};
use diaglibre::dossier::{Dossier, parse_dossier};
use diaglibre::matching::{Gate, match_tools};
use diaglibre::roadmap::{Roadmap, plan};
use diaglibre::store::{Bundle, bundled};
use diaglibre::yaml::Source;

use crate::support::read;

/// Plans MLC44 with some decisions.
fn decided(decisions: &str) -> Roadmap {
    let bundle = bundled().unwrap();
    planned(&bundle, &dossier(&bundle, decisions))
}

fn dossier(bundle: &Bundle, decisions: &str) -> Dossier {
    let text = format!("{}\ndecisions: {{{decisions}}}\n", read("examples/mlc44.diaglibre.yaml"));
    parse_dossier(Source::new("mlc44", &text), &bundle.questionnaire, &bundle.renames).unwrap()
}

fn planned(bundle: &Bundle, dossier: &Dossier) -> Roadmap {
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, dossier);
    let matches = match_tools(&bundle.catalog, &diagnosis);
    plan(&bundle.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23))
}

fn ids(roadmap: &Roadmap) -> Vec<&str> {
    roadmap.steps.iter().map(|step| step.id.as_str()).collect()
}

#[test]
fn a_pinned_step_comes_right_after_what_is_under_way() {
    let free = decided("");
    let roadmap = decided("pin: [windows-workstations-ubuntu-first]");
    let place = |roadmap: &Roadmap| ids(roadmap).iter().position(|id| id.ends_with("ubuntu-first"));
    let under_way = roadmap.steps.iter().filter(|step| step.in_progress).count();
    assert!(place(&free) > Some(under_way), "{:?}", ids(&free));
    assert_eq!(place(&roadmap), Some(under_way), "{:?}", ids(&roadmap));
    assert!(roadmap.pins_cost > Some(0), "{:?}", roadmap.pins_cost);
    assert_eq!(free.pins_cost, None);
}

#[test]
fn a_tool_that_is_left_out_is_watched() {
    let roadmap = decided("exclude: [whatsapp]");
    assert!(!ids(&roadmap).iter().any(|id| id.starts_with("whatsapp")), "{:?}", ids(&roadmap));
    assert!(roadmap.watches.iter().any(|(_, watch)| watch.gate == Gate::Excluded));
    assert_eq!(roadmap.unheeded, []);
}

#[test]
fn what_depends_on_a_step_that_is_left_out_is_left_out_with_it() {
    let roadmap = decided("exclude: [windows-workstations-ubuntu-first]");
    let excluded: Vec<_> =
        roadmap.excluded.iter().map(|step| (step.id.as_str(), step.because.is_some())).collect();
    assert_eq!(
        excluded,
        [("windows-workstations-ubuntu-first", false), ("windows-workstations-ubuntu-rest", true)]
    );
    assert_eq!(ids(&roadmap).len() + 2, ids(&decided("")).len());
}

#[test]
fn a_chosen_software_replaces_the_proposed_one() {
    let roadmap = decided("choose: [{tool: Google Docs, alternative: Collabora Online}]");
    assert!(ids(&roadmap).contains(&"google-docs-documents-collabora"), "{:?}", ids(&roadmap));
}

#[test]
fn a_decision_that_names_nothing_is_told_and_stops_nothing() {
    let roadmap =
        decided("pin: [nothing], exclude: [nobody], choose: [{tool: Gmail, alternative: peertube}]");
    assert_eq!(ids(&roadmap), ids(&decided("")));
    let words: Vec<&str> = roadmap
        .unheeded
        .iter()
        .map(|unheeded| match unheeded {
            Unheeded::NoStep { word } | Unheeded::NoMove { word, .. } => word.as_str(),
        })
        .collect();
    assert_eq!(words, ["peertube", "nothing", "nobody"]);
}

#[test]
fn decisions_stay_in_the_dossier_that_is_written() {
    let bundle = bundled().unwrap();
    let dossier = dossier(&bundle, "pin: [Gmail], choose: [{tool: Gmail, alternative: thunderbird}]");
    let written = dossier.to_yaml(&bundle.questionnaire);
    let again = parse_dossier(Source::new("a", &written), &bundle.questionnaire, &bundle.renames).unwrap();
    assert_eq!(again.decisions, dossier.decisions);
}
