//! What the months of the year do to a plan: pauses, occasions, latest dates, changes for the same people.

use diaglibre::diagnosis::{Finding, diagnose};
use diaglibre::dossier::parse_dossier;
use diaglibre::matching::match_tools;
use diaglibre::roadmap::{Roadmap, plan};
use diaglibre::store::bundled;
use diaglibre::yaml::Source;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

/// Two tools with a few people each, so that hours decide the calendar.
const TOOLS: &str =
    "{usage: web-analytics, product: google-analytics, users: 3, freq: monthly, who: [public], volume: none},
  {usage: chat, product: slack, users: 20, freq: daily, who: [team], volume: none, cost: 600}";

/// Plans some tools.
fn planned(answers: &str, tools: &str) -> (Roadmap, Vec<Finding>) {
    let data = bundled().unwrap();
    let usages = "use.list: [web-analytics, chat, email, documents]";
    let text = format!(
        "format: 1\nquestionnaire: association\nmode: full\ncreated: 2026-11-23\nanswers: {{{usages}{answers}}}\ntools: [{tools}]\n"
    );
    let dossier = parse_dossier(Source::new("inline", &text), &data.questionnaire, &data.renames).unwrap();
    let diagnosis = diagnose(&data.catalog, &data.questionnaire, &dossier);
    let matches = match_tools(&data.catalog, &diagnosis);
    (plan(&data.catalog, &diagnosis, &matches, TODAY), diagnosis.findings)
}

fn months(roadmap: &Roadmap) -> i64 {
    roadmap.phases.iter().map(|phase| phase.months).sum()
}

#[test]
fn a_busy_month_is_a_pause_and_makes_the_plan_longer() {
    let (free, _) = planned(", means.hours: 7", TOOLS);
    let (busy, _) = planned(", means.hours: 7, rules.busy_months: [december]", TOOLS);
    assert_eq!(months(&busy), months(&free) + 1, "{:#?}", busy.phases);
    let pauses =
        |roadmap: &Roadmap| roadmap.phases.iter().flat_map(|phase| phase.pauses.clone()).collect::<Vec<_>>();
    assert_eq!(pauses(&busy), [date(2026, 12, 23)]);
    assert_eq!(pauses(&free), []);
}

#[test]
fn twelve_busy_months_are_told_and_avoid_none() {
    let all =
        "january, february, march, april, may, june, july, august, september, october, november, december";
    let (free, _) = planned("", TOOLS);
    let (busy, findings) = planned(&format!(", rules.busy_months: [{all}]"), TOOLS);
    assert_eq!(busy.phases, free.phases);
    assert!(findings.contains(&Finding::AlwaysBusy));
}

#[test]
fn a_step_in_the_month_of_its_event_costs_less() {
    let effort = |answers: &str| {
        let (roadmap, _) = planned(answers, TOOLS);
        let step = roadmap.steps.iter().find(|step| step.id.starts_with("google-analytics")).unwrap();
        (step.effort.total, step.occasion.is_some())
    };
    let (full, without) = effort("");
    let (eased, with) = effort(", events.list: [website], events.website: november");
    assert!(!without && with && eased < full, "{eased} minutes against {full}");
    // The arrival of somebody does nothing for analytics.
    assert_eq!(effort(", events.list: [arrival], events.arrival: november"), (full, false));
}

#[test]
fn a_renewal_that_costs_is_a_latest_date() {
    // With one hour a month, the analytics alone come first for months.
    let first = |renewal: &str| {
        let tools = format!("{}{renewal}}}", TOOLS.trim_end_matches('}'));
        let (roadmap, _) = planned(", means.hours: 60", &tools);
        let chat = roadmap.steps.iter().position(|step| step.id.starts_with("slack")).unwrap();
        (chat, roadmap.steps[chat].deadline.clone().map(|deadline| (deadline.date, deadline.kept)))
    };
    assert_eq!(first(""), (1, None));
    assert_eq!(first(", renewal: 2027-10-01"), (1, Some((date(2027, 10, 1), true))));
    // A day that has passed comes again every year.
    assert_eq!(first(", renewal: 2025-10-01"), (1, Some((date(2027, 10, 1), true))));
    assert_eq!(first(", renewal: 2026-11-30"), (1, Some((date(2026, 11, 30), false))));
}

#[test]
fn the_same_people_change_one_daily_tool_in_a_quarter() {
    let tool = |usage: &str, product: &str, who: &str| {
        format!("{{usage: {usage}, product: {product}, users: 5, freq: daily, who: [{who}], volume: none}}")
    };
    let (chat, documents) = (tool("chat", "slack", "team"), |who| tool("documents", "google-docs", who));
    let hours = ", means.hours: 200, means.ease: at-ease";
    let (same, _) = planned(hours, &format!("{chat}, {}", documents("team")));
    let (others, _) = planned(hours, &format!("{chat}, {}", documents("volunteers")));
    assert!(same.phases[0].settling, "{:#?}", same.phases);
    assert_eq!(same.phases[0].months, 3);
    assert!(!others.phases[0].settling, "{:#?}", others.phases);
}
