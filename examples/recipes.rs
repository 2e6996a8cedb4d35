//! Compares the order of the plan with five common recipes, on the published cases and on 1,000 random instances.
//!
//! `cargo run --release --example recipes`
//!
//! The number is what each recipe adds to the least Σ impact × completion time, prerequisites respected: the part of
//! the exposure that a better order would have spared.

use std::cmp::Reverse;
use std::error::Error;
use std::io::Write as _;
use std::path::Path;

use diaglibre::roadmap::{Job, Random, jobs, objective, order};
use diaglibre::{diagnosis, matching, roadmap, store};

/// Random instances behind the last two lines.
const INSTANCES: usize = 1_000;
/// Where they begin; another seed gives other instances of the same kind.
const SEED: u64 = 2_026;

/// How a recipe ranks a job among those that can begin: the least first.
type Key = fn(&Job, &Scale) -> (i64, i64);

/// What a matrix needs to know of all jobs: the middle impact and the middle difficulty.
struct Scale {
    impact: i64,
    difficulty: i64,
}

const RECIPES: [(&str, Key); 5] = [
    ("impact first", |job, _| (-job.weight, 0)),
    ("least effort first", |job, _| (job.time, 0)),
    // Ten-thousandths of impact a minute: fine enough to compare.
    ("best ratio", |job, _| (-job.weight * 10_000 / job.time, 0)),
    // Both out of 10,000.
    ("impact - difficulty", |job, _| (job.tie.0 - job.weight * 10_000 / roadmap::IMPACT_UNIT, 0)),
    ("matrix", |job, scale| {
        let quadrant = match (job.weight >= scale.impact, job.tie.0 <= scale.difficulty) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        (quadrant, -job.weight)
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    write!(out, "{:<28}{:>6}", "above the least, in percent", "steps")?;
    RECIPES.iter().try_for_each(|(name, _)| write!(out, "{name:>20}"))?;
    writeln!(out)?;
    let data = store::bundled().map_err(|problems| format!("{problems:?}"))?;
    for name in ["mlc44", "zikapanam", "atelier-en-sante"] {
        let path = format!("examples/{name}.diaglibre.yaml");
        let Ok(dossier) = store::load_dossier(Path::new(&path), &data) else { continue };
        let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
        let matches = matching::match_tools(&data.catalog, &diagnosis);
        let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, store::BUNDLED_ON);
        let members: Vec<usize> = (0..plan.steps.len()).collect();
        line(&mut out, name, &members.len().to_string(), &excess(&jobs(&plan.steps, &members)))?;
    }
    worked_example(&mut out)?;
    let mut random = Random::new(SEED);
    let all: Vec<[i64; 5]> = (0..INSTANCES).map(|_| excess(&instance(&mut random))).collect();
    let column = |of: usize| all.iter().map(move |one| one[of]);
    let mean = std::array::from_fn(|of| column(of).sum::<i64>() / INSTANCES.try_into().unwrap_or(1));
    let worst = std::array::from_fn(|of| column(of).max().unwrap_or(0));
    line(&mut out, "1,000 at random, mean", "5-20", &mean)?;
    line(&mut out, "1,000 at random, worst", "5-20", &worst)?;
    Ok(())
}

/// The thirteen steps of MLC44 as the study of the case read them: impact in tenths, effort in tenths of a day.
fn worked_example(out: &mut impl std::io::Write) -> std::io::Result<()> {
    let unit = roadmap::IMPACT_UNIT / 1_000;
    let job = |name: &str, impact: i64, difficulty: i64, time: i64, after: &[usize]| Job {
        weight: impact * unit,
        time,
        tie: (difficulty * 100, name.to_owned()),
        after: after.to_vec(),
        ..Job::default()
    };
    let all = [
        job("Google Analytics", 520, 22, 9, &[]),
        job("YouTube", 601, 20, 14, &[]),
        job("Zoom", 557, 16, 25, &[]),
        job("Google Maps", 634, 29, 39, &[]),
        job("Nextcloud", 0, 2, 10, &[]),
        job("Drive, public", 353, 18, 12, &[4]),
        job("WhatsApp", 534, 50, 84, &[]),
        job("Gmail", 520, 42, 97, &[]),
        job("Windows, pilot", 67, 43, 26, &[7]),
        job("Drive, internal", 297, 50, 199, &[5]),
        job("Google Docs", 355, 52, 168, &[9]),
        job("Windows, others", 334, 59, 102, &[8, 10]),
        job("Excel", 245, 53, 191, &[]),
    ];
    line(out, "mlc44 before, as studied", &all.len().to_string(), &excess(&all))
}

fn line(out: &mut impl std::io::Write, name: &str, steps: &str, tenths: &[i64; 5]) -> std::io::Result<()> {
    write!(out, "{name:<28}{steps:>6}")?;
    tenths
        .iter()
        .try_for_each(|tenths| write!(out, "{:>20}", format!("+{}.{}", tenths / 10, tenths % 10)))?;
    writeln!(out)
}

/// Returns what each recipe adds to the least cost, in tenths of a percent.
fn excess(jobs: &[Job]) -> [i64; 5] {
    let least = order(jobs).cost;
    let middle = |of: fn(&Job) -> i64| {
        let mut values: Vec<i64> = jobs.iter().map(of).collect();
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or(0)
    };
    let scale = Scale { impact: middle(|job| job.weight), difficulty: middle(|job| job.tie.0) };
    RECIPES.map(|(_, key)| {
        let cost = objective(jobs, &followed(jobs, key, &scale));
        if least == 0 { 0 } else { i64::try_from((cost - least) * 1_000 / least).unwrap_or(i64::MAX) }
    })
}

/// Follows a recipe among what can begin.
fn followed(jobs: &[Job], key: Key, scale: &Scale) -> Vec<usize> {
    let mut sequence: Vec<usize> = Vec::new();
    while sequence.len() < jobs.len() {
        let free = (0..jobs.len()).filter(|index| {
            !sequence.contains(index) && jobs[*index].after.iter().all(|before| sequence.contains(before))
        });
        let Some(next) = free.min_by_key(|index| (key(&jobs[*index], scale), Reverse(jobs[*index].time)))
        else {
            break;
        };
        sequence.push(next);
    }
    sequence
}

/// Draws a plan: 5 to 20 steps, one in eight an enabler, harder steps longer as in the formulas.
fn instance(random: &mut Random) -> Vec<Job> {
    let count = usize::try_from(random.between(5, 20)).unwrap_or(5);
    let mut all: Vec<Job> = Vec::new();
    for index in 0..count {
        let enabler = random.below(8) == 0;
        let difficulty = random.between(200, 7_000);
        let impact = if enabler { 0 } else { random.between(5, 70) * roadmap::IMPACT_UNIT / 100 };
        // Minutes: from a half-day to some weeks, spread over a factor of twenty, as the published case is.
        let time = random.between(210, 1_000) + difficulty * random.between(0, 10) / 10;
        let after = (0..index).filter(|_| random.below(6) == 0).collect();
        all.push(Job {
            weight: impact,
            time,
            tie: (difficulty, format!("{index:02}")),
            after,
            ..Job::default()
        });
    }
    all
}
