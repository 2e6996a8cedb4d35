//! Times of the stages on the largest published case, then those of the whole program as a person meets them.
//!
//! `cargo bench` prints both: first the stages, inside one process; then the program, started afresh for each figure.

#![allow(missing_docs, reason = "the macro of a benchmark makes items without documentation")]
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark prints, and may stop"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diaglibre::catalog::Catalog;
use diaglibre::diagnosis::diagnose;
use diaglibre::dossier::parse_dossier;
use diaglibre::matching::match_tools;
use diaglibre::providers::{Directory, Evidence, Needs, Provider, Support, match_providers};
use diaglibre::report::{Report, needs, pdf};
use diaglibre::roadmap::{DRAWS, Job, Random, Roadmap, order, plan, stability, worth_asking};
use diaglibre::store::{Bundle, bundled, bundled_catalog};
use diaglibre::text::Lang;
use diaglibre::yaml::Source;
use jiff::civil::{Date, date};

const DOSSIER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mlc44.diaglibre.yaml");
const TEXT: &str = include_str!("../examples/mlc44.diaglibre.yaml");
const TODAY: Date = date(2026, 11, 23);
/// Runs of the program behind each figure; the middle one is shown.
const RUNS: usize = 21;

fn main() {
    divan::main();
    // `cargo test --benches` only wants to know that the benchmarks run.
    if std::env::args().any(|argument| argument == "--bench") {
        program();
    }
}

/// Reads everything that the program carries.
#[divan::bench]
fn read_the_data() -> Bundle {
    bundled().expect("the data of the program is valid")
}

/// Reads the packed catalogue alone: what a look-up costs before it looks.
#[divan::bench]
fn read_the_catalogue() -> Catalog {
    bundled_catalog().expect("the data of the program is valid")
}

/// Finds a mistyped name among all of them: what each key of a search costs.
#[divan::bench]
fn search_a_mistyped_name(bencher: divan::Bencher<'_, '_>) {
    let catalog = bundled_catalog().expect("the data of the program is valid");
    bencher.bench_local(|| catalog.search(divan::black_box("gogle drive")).len());
}

/// From the text of a dossier to its roadmap.
#[divan::bench]
fn plan_mlc44(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    bencher.bench_local(|| roadmap(&bundle, divan::black_box(TEXT)));
}

/// Finds the five answers that would change the plan of MLC44 most: hundreds of plans.
#[divan::bench(sample_count = 10)]
fn worth_asking_mlc44(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    let dossier = parse_dossier(Source::new("mlc44", TEXT), &bundle.questionnaire, &bundle.renames).unwrap();
    bencher.bench_local(|| {
        worth_asking(&bundle.catalog, &bundle.questionnaire, divan::black_box(&dossier), TODAY, 5).len()
    });
}

/// Fifteen tools, so fifteen steps or more, on the first names of the catalogue that lead somewhere.
fn fifteen_steps(bundle: &Bundle) -> String {
    let moves = bundle.catalog.tools.values().filter(|tool| !tool.migrations.is_empty());
    let tools: Vec<String> = moves
        .take(15)
        .map(|tool| {
            format!("- {{usage: {}, product: {}, users: 12, freq: weekly}}\n", tool.usages[0], tool.id)
        })
        .collect();
    let usages: std::collections::BTreeSet<&str> =
        bundle.catalog.usages.iter().map(|usage| usage.id.as_str()).collect();
    let usages: Vec<&str> = usages.into_iter().collect();
    format!(
        "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers:\n  use.list: [{}]\n  means.skills: [server]\ntools:\n{}",
        usages.join(", "),
        tools.concat()
    )
}

/// Plans fifteen steps and draws 2,000 variants of the plan.
#[divan::bench(sample_count = 20)]
fn fifteen_steps_with_2000_draws(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    let text = fifteen_steps(&bundle);
    let dossier = parse_dossier(Source::new("15", &text), &bundle.questionnaire, &bundle.renames).unwrap();
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
    let matches = match_tools(&bundle.catalog, &diagnosis);
    assert!(plan(&bundle.catalog, &diagnosis, &matches, TODAY).steps.len() >= 15);
    bencher.bench_local(|| {
        let roadmap = plan(&bundle.catalog, divan::black_box(&diagnosis), &matches, TODAY);
        stability(&bundle.catalog, &diagnosis, &roadmap, DRAWS)
    });
}

/// A thousand steps with two thousand prerequisites, at random from one seed.
fn thousand_steps() -> Vec<Job> {
    let mut random = Random::new(2_026);
    let mut jobs: Vec<Job> = (0..1_000)
        .map(|index| Job {
            weight: random.below(1_000),
            time: random.between(30, 6_000),
            tie: (0, format!("{index:04}")),
            ..Job::default()
        })
        .collect();
    for _ in 0..2_000 {
        let after = random.between(1, 999);
        let before = random.below(after);
        let (after, before) = (usize::try_from(after).unwrap(), usize::try_from(before).unwrap());
        jobs[after].after.push(before);
    }
    jobs
}

/// Puts a thousand steps in order; how far the result is from the best is printed at the end.
#[divan::bench(sample_count = 5)]
fn order_of_1000_steps(bencher: divan::Bencher<'_, '_>) {
    let jobs = thousand_steps();
    bencher.bench_local(|| order(divan::black_box(&jobs)));
}

fn roadmap(bundle: &Bundle, text: &str) -> Roadmap {
    let dossier = parse_dossier(Source::new("mlc44", text), &bundle.questionnaire, &bundle.renames).unwrap();
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
    let matches = match_tools(&bundle.catalog, &diagnosis);
    plan(&bundle.catalog, &diagnosis, &matches, TODAY)
}

/// A directory of one hundred thousand providers that differ in all that is compared.
fn large_directory(bundle: &Bundle) -> Directory {
    let departments: Vec<&str> = bundle.places.departments().map(|one| one.code.as_str()).collect();
    let software: Vec<&String> = bundle.catalog.alternatives.keys().collect();
    let provider = |number: usize| {
        let mut provider =
            Provider::new(format!("p{number}"), format!("Élan {}", number % 7_919), Evidence::Strong, TODAY);
        provider.department = Some(departments[number % departments.len()].to_owned());
        provider.hosting = [None, Some(true), Some(false)][number % 3];
        provider.remote = [None, Some(false), Some(true), Some(true)][number % 4];
        provider.support_types =
            (!number.is_multiple_of(5)).then(|| Support::ALL.into_iter().take(number % 5).collect());
        provider.software = (!number.is_multiple_of(2)).then(|| {
            (0..6).map(|step| software[(number * 31 + step * 7) % software.len()].clone()).collect()
        });
        provider
    };
    Directory { providers: (0..100_000).map(provider).collect(), ..bundle.directory.clone() }
}

/// Matches one hundred thousand providers with the needs of MLC44.
#[divan::bench]
fn match_100_000_providers(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    let dossier = parse_dossier(Source::new("mlc44", TEXT), &bundle.questionnaire, &bundle.renames).unwrap();
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
    let needs = needs(&bundle.catalog, &diagnosis, &roadmap(&bundle, TEXT));
    match_many(bencher, &bundle, &needs);
}

/// The same when nobody meets the need, so that every widening is tried.
#[divan::bench]
fn match_100_000_providers_in_vain(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    let needs = Needs {
        wants_hosting: true,
        software: ["no-such-software".to_owned()].into(),
        department: Some("44".to_owned()),
        remote_ok: Some(false),
        ..Needs::default()
    };
    match_many(bencher, &bundle, &needs);
}

fn match_many(bencher: divan::Bencher<'_, '_>, bundle: &Bundle, needs: &Needs) {
    let directory = large_directory(bundle);
    bencher
        .bench_local(|| match_providers(divan::black_box(&directory), &bundle.places, needs).matched.len());
}

/// From the text of a dossier to the bytes of its PDF.
#[divan::bench]
fn report_mlc44(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    bencher.bench_local(|| report(&bundle, divan::black_box(TEXT)));
}

/// The same with one hundred and fifty tools.
#[divan::bench(sample_count = 20)]
fn report_150_tools(bencher: divan::Bencher<'_, '_>) {
    let bundle = bundled().expect("the data of the program is valid");
    let text = large_dossier(&bundle.catalog);
    bencher.bench_local(|| report(&bundle, divan::black_box(&text)));
}

fn report(bundle: &Bundle, text: &str) -> Vec<u8> {
    let dossier = parse_dossier(Source::new("a", text), &bundle.questionnaire, &bundle.renames).unwrap();
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
    let matches = match_tools(&bundle.catalog, &diagnosis);
    let roadmap = plan(&bundle.catalog, &diagnosis, &matches, TODAY);
    let needs = needs(&bundle.catalog, &diagnosis, &roadmap);
    let shortlist = match_providers(&bundle.directory, &bundle.places, &needs);
    let report = Report {
        lang: Lang::Fr,
        date: TODAY,
        catalog: &bundle.catalog,
        questionnaire: &bundle.questionnaire,
        dossier: &dossier,
        diagnosis: &diagnosis,
        matches: &matches,
        roadmap: &roadmap,
        directory: &bundle.directory,
        shortlist: &shortlist,
        brand: None,
    };
    pdf::render(&report).unwrap().bytes
}

/// Returns a dossier that uses the first hundred and fifty tools of the catalogue.
fn large_dossier(catalog: &Catalog) -> String {
    let all = catalog.tools.values().filter_map(|tool| Some((&tool.id, tool.usages.first()?)));
    let tools: Vec<_> = all.take(150).collect();
    let usages: BTreeSet<&str> = tools.iter().map(|(_, usage)| usage.as_str()).collect();
    let usages: Vec<&str> = usages.into_iter().collect();
    let tools: Vec<String> =
        tools.iter().map(|(tool, usage)| format!("- {{usage: {usage}, product: {tool}}}")).collect();
    format!(
        "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers: {{use.list: [{}]}}\ntools:\n{}\n",
        usages.join(", "),
        tools.join("\n")
    )
}

/// Prints what a person meets: the time until the program has ended, and the most memory that it held.
fn program() {
    let gap = order(&thousand_steps()).gap();
    println!(
        "\norder of 1,000 steps with 2,000 prerequisites: at most {}.{:02} % above the best",
        gap / 100,
        gap % 100
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pdf = folder.path().join("a.pdf").display().to_string();
    println!("\n{:<24}{:>12}{:>12}{:>14}", "the program", "median", "fastest", "peak memory");
    let large = folder.path().join("large.yaml").display().to_string();
    let catalog = bundled_catalog().expect("the data of the program is valid");
    std::fs::write(&large, large_dossier(&catalog)).expect("a temporary file");
    for (name, arguments) in [
        ("start-up (--version)", &["--version"][..]),
        ("plan of MLC44", &["plan", DOSSIER]),
        ("report of 150 tools", &["report", &large, "--output", &pdf, "--quiet"]),
        ("report of MLC44", &["report", DOSSIER, "--output", &pdf, "--quiet"]),
    ] {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| time(arguments)).collect();
        times.sort();
        let memory = peak(arguments, folder.path())
            .map_or("not measured".to_owned(), |kib| format!("{:.1} MB", kib * 1.024 / 1000.0));
        println!("{name:<24}{:>12}{:>12}{memory:>14}", millis(times[RUNS / 2]), millis(times[0]));
    }
    let bytes = std::fs::metadata(&pdf).map_or(0, |file| file.len());
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_diaglibre")).map_or(0, |file| file.len());
    println!("\nsize of the report: {} kB; of the program: {:.1} MB", bytes / 1000, program as f64 / 1e6);
}

fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("SOURCE_DATE_EPOCH", "1795435200").env("COLUMNS", "80").env("LANG", "fr_FR.UTF-8");
    command
}

fn time(arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status =
        command(env!("CARGO_BIN_EXE_diaglibre")).args(arguments).status().expect("the program starts");
    assert!(status.success(), "{arguments:?} failed");
    start.elapsed()
}

/// Returns the most memory that a run held, in KiB, where GNU `time` is there to tell.
fn peak(arguments: &[&str], folder: &Path) -> Option<f64> {
    let told = folder.join("memory");
    let mut time = command("/usr/bin/time");
    time.args(["--format=%M", "--output"]).arg(&told).arg(env!("CARGO_BIN_EXE_diaglibre")).args(arguments);
    time.status().ok().filter(|status| status.success())?;
    std::fs::read_to_string(told).ok()?.trim().parse().ok()
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
