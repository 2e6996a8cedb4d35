//! The plan for a program, by the schema `schemas/report.schema.json`.
//!
//! Every field is documented there; a change that breaks a reader raises `format`.

use serde::Serialize;

use super::Report;
use crate::providers::{Listing, Matched, Obtained};
use crate::roadmap::explain;
use crate::text::clean;

/// The number of the format.
const FORMAT: u8 = 1;

/// A report for a program. Texts are in the language of the report.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Report of diaglibre", deny_unknown_fields))]
struct View<'a> {
    /// The number of the format, 1.
    format: u8,
    /// The program and its version.
    generator: &'static str,
    /// The language of the texts: `fr` or `en`.
    lang: &'static str,
    /// The day of the report, on which the plan begins: year, month, day.
    date: String,
    /// The name of the association, empty if it was not given.
    association: &'a str,
    /// Whether the order is proved to be the best one.
    proved: bool,
    /// Every tool of the inventory, in the order of the answers.
    tools: Vec<Tool<'a>>,
    /// The steps of the plan, in order.
    steps: Vec<Step<'a>>,
    /// The phases of the plan, in order.
    phases: Vec<Phase>,
    /// The providers that match, best first.
    providers: Vec<Provider<'a>>,
    /// The online lists that were asked for beside that of the program.
    lists: Vec<List<'a>>,
    /// What the board should know, in sentences.
    findings: Vec<String>,
}

/// A tool.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct Tool<'a> {
    /// Its name.
    name: &'a str,
    /// What it is used for, as an id of the catalogue.
    usage: &'a str,
    /// What becomes of it: `move`, `watch`, `achieved`, `parallel` or `abandoned`.
    outcome: &'static str,
    /// Why no step is proposed now, for a tool to watch.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// What would change that, for a tool to watch.
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
}

/// A step.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct Step<'a> {
    /// Its rank, from 1.
    rank: usize,
    /// Its id, unique in the plan.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// The index of its tool in `tools`, if it is about one.
    tool: Option<usize>,
    /// The number of its phase.
    phase: Option<usize>,
    /// Its impact, in points out of 100.
    impact: i64,
    /// Its effort, in minutes.
    minutes: i64,
    /// The least minutes, nine times out of ten.
    minutes_low: i64,
    /// The most minutes, nine times out of ten.
    minutes_high: i64,
    /// How hard it is for people: a word.
    difficulty_people: &'a str,
    /// How hard it is for the technique: a word.
    difficulty_technique: &'a str,
    /// How many people change their habits.
    people: i64,
    /// Whether it is under way.
    in_progress: bool,
    /// The ranks of the steps that come before it.
    after: Vec<usize>,
    /// Why it stands at this rank, the first reason only.
    why: String,
}

/// A phase.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct Phase {
    /// Its number, from 1.
    number: usize,
    /// Its first day.
    start: String,
    /// Its last day.
    end: String,
    /// How many months it lasts.
    months: i64,
    /// The ranks of its steps.
    steps: Vec<usize>,
    /// What it costs, in minutes.
    minutes: i64,
    /// The share of the benefit of the plan that is obtained at its end, in percent.
    gained_percent: i64,
}

/// A provider.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct Provider<'a> {
    /// Its name.
    name: &'a str,
    /// Its website.
    website: Option<&'a str>,
    /// How many needs it meets.
    score: usize,
    /// The day on which its sources were read.
    checked_on: String,
}

/// An online list of providers.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct List<'a> {
    /// Its name.
    name: &'a str,
    /// The address where it begins.
    url: &'a str,
    /// How it was had: `online`, `kept` (an older copy) or `missing`.
    obtained: &'static str,
    /// The day on which it was read at its source; none when it was not.
    day: Option<String>,
    /// The same in a sentence, with the reason of an older copy or of none.
    told: String,
}

/// Writes the plan.
///
/// # Errors
///
/// Returns an error if a value has no form in JSON.
pub(super) fn render(report: &Report<'_>) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&view(report))? + "\n")
}

fn view<'a>(report: &'a Report<'a>) -> View<'a> {
    let (lang, roadmap) = (report.lang, report.roadmap);
    View {
        format: FORMAT,
        generator: concat!("diaglibre ", env!("CARGO_PKG_VERSION")),
        lang: lang.code(),
        date: report.date.to_string(),
        association: report.diagnosis.name.trim(),
        proved: roadmap.exact,
        tools: (0..report.diagnosis.uses.len()).map(|of| tool(report, of)).collect(),
        steps: (0..roadmap.steps.len()).map(|index| step(report, index)).collect(),
        phases: roadmap
            .phases
            .iter()
            .map(|phase| {
                let (first, last) = report.days_of(phase);
                Phase {
                    number: phase.number,
                    start: first.to_string(),
                    end: last.to_string(),
                    months: phase.months,
                    steps: phase.steps.clone().map(|index| index + 1).collect(),
                    minutes: phase.minutes,
                    gained_percent: phase.gained_percent,
                }
            })
            .collect(),
        providers: report.shortlist.matched.iter().map(provider).collect(),
        lists: report.directory.lists.iter().map(|one| list(report, one)).collect(),
        findings: report.diagnosis.findings.iter().map(|finding| finding.text(lang)).collect(),
    }
}

fn tool<'a>(report: &'a Report<'a>, of: usize) -> Tool<'a> {
    let (lang, roadmap, one) = (report.lang, report.roadmap, &report.diagnosis.uses[of]);
    let watch = roadmap.watches.iter().find(|(other, _)| *other == of).map(|(_, watch)| watch);
    let outcome = match watch {
        Some(_) => "watch",
        None if roadmap.achieved.contains(&of) => "achieved",
        None if roadmap.parallel.contains(&of) => "parallel",
        None if roadmap.abandoned.contains(&of) => "abandoned",
        None => "move",
    };
    Tool {
        name: one.name.get(lang),
        usage: &one.usage,
        outcome,
        why: watch.map(|watch| watch.gate.text(lang)),
        condition: watch.map(|watch| watch.condition.get(lang)),
    }
}

fn step<'a>(report: &'a Report<'a>, index: usize) -> Step<'a> {
    let (lang, roadmap) = (report.lang, report.roadmap);
    let step = &roadmap.steps[index];
    Step {
        rank: index + 1,
        id: &step.id,
        title: step.title.get(lang),
        tool: step.use_index(),
        phase: roadmap.phases.iter().find(|phase| phase.steps.contains(&index)).map(|phase| phase.number),
        impact: step.impact.points(),
        minutes: step.effort.total,
        minutes_low: step.effort.low,
        minutes_high: step.effort.high,
        difficulty_people: step.difficulty.human_band.label(lang),
        difficulty_technique: step.difficulty.technical_band.label(lang),
        people: step.users,
        in_progress: step.in_progress,
        after: step.after.iter().map(|link| link.step + 1).collect(),
        why: explain::headline(roadmap, report.diagnosis, index, lang),
    }
}

fn list<'a>(report: &Report<'_>, one: &'a Listing) -> List<'a> {
    List {
        name: &one.name,
        url: &one.url,
        obtained: match one.obtained {
            Obtained::Online => "online",
            Obtained::Kept => "kept",
            Obtained::Missing => "missing",
        },
        day: one.day.map(|day| day.to_string()),
        told: clean(&one.text(report.lang)),
    }
}

fn provider<'a>(one: &'a Matched<'a>) -> Provider<'a> {
    let known = one.provider;
    Provider {
        name: &known.name,
        website: known.website.as_deref(),
        score: one.score,
        checked_on: known.checked_on.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the schema is published.
    const PUBLISHED: &str = include_str!("../../schemas/report.schema.json");

    #[test]
    fn the_published_schema_is_that_of_the_output() {
        let schema = schemars::schema_for!(View<'_>);
        let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        assert!(schema == PUBLISHED, "schemas/report.schema.json should be:\n{schema}");
    }
}
