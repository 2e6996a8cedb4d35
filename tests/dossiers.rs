//! Readers and linters on bad data: one fixture a code, random damage, hostile texts.
//!
//! A fixture is named after its code. Its first line says where the problem stands; the rest is the file. Those of
//! the catalogue take the place of one file of the small catalogue in `fixtures/catalog/base/`; an empty one takes
//! the file away.

use std::collections::{BTreeMap, BTreeSet};

use diaglibre::catalog::{Checked, check_catalog, overlay_catalog};
use diaglibre::diagnosis::diagnose;
use diaglibre::dossier::{Dossier, parse_dossier, review};
use diaglibre::matching::match_tools;
use diaglibre::problem::Problem;
use diaglibre::questionnaire::{extend_questionnaire, parse_questionnaire};
use diaglibre::roadmap;
use diaglibre::store::{Bundle, bundled};
use diaglibre::yaml::{MAX_BYTES, Source};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::{DAY, Diaglibre, EXAMPLES, example, files, read};

const TODAY: Date = date(2026, 11, 23);
/// The codes that have a test of their own, because their file would be large or a copy of the real one.
const MADE_BY_A_TEST: [&str; 5] =
    ["too-large", "too-many-tools", "too-many-decisions", "bad-parameter", "no-choice"];

/// Returns the fixtures of a kind of file: the code, the place where it is expected and the text.
fn fixtures(kind: &str) -> Vec<(String, String, String)> {
    let folder = format!("tests/fixtures/{kind}/");
    let names = files(&folder, ".yaml").into_iter().filter(|file| !file.contains("/base/"));
    let fixtures = names.map(|file| {
        let text = read(&file);
        let code = file.trim_start_matches(&folder).trim_end_matches(".yaml").to_owned();
        let place = text.lines().next().and_then(|line| line.strip_prefix("# "));
        (code, place.unwrap_or_else(|| panic!("{file} does not say where")).to_owned(), text)
    });
    fixtures.collect()
}

/// Returns the codes that source files can give: the first text of a call that makes a problem.
fn codes(sources: &[String]) -> BTreeSet<String> {
    let calls = [
        "error(",
        "warning(",
        "problem(",
        "check_reference(",
        "report(",
        "Err((",
        "Mistake::new(",
        // The only mistake that is made in one place for many answers.
        "-> Mistake {\n    (",
    ];
    let mut codes = BTreeSet::new();
    for file in sources.iter().map(String::as_str).chain(["src/yaml.rs"]) {
        let code = read(file);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for call in calls {
            for (at, _) in code.match_indices(call) {
                let rest = code[at + call.len()..].trim_start();
                let literal = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
                codes.extend(literal.filter(|word| !word.contains([' ', '{'])).map(str::to_owned));
            }
        }
    }
    assert!(codes.contains("too-large"), "the reader of codes no longer finds those of `yaml`: {codes:?}");
    codes.retain(|code| !MADE_BY_A_TEST.contains(&code.as_str()));
    codes
}

/// Returns the files of a module, its linter or the others.
fn sources(module: &str, linter: bool) -> Vec<String> {
    files(&format!("src/{module}"), ".rs")
        .into_iter()
        .filter(|file| file.contains("/lint") == linter)
        .collect()
}

fn assert_covered(kind: &str, sources: &[String]) {
    let fixtures: BTreeSet<String> = fixtures(kind).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes(sources), fixtures, "codes of the sources, then fixtures of {kind}");
}

/// Checks that each fixture gives its code, there and nowhere else.
fn assert_each(kind: &str, check: impl Fn(&str, &str, &str) -> Vec<Problem>) {
    let mut wrong = Vec::new();
    for (code, place, text) in fixtures(kind) {
        let found: Vec<String> = check(&code, &place, &text)
            .iter()
            .map(|problem| format!("{} {}", problem.place, problem.code))
            .collect();
        if found != [format!("{place} {code}")] {
            wrong.push(format!("{kind}/{code}.yaml: {place} {code} expected, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// The catalogue.

/// Reads the small catalogue with one file replaced.
fn small_catalog(replaced: &str, text: &str) -> Checked {
    let folder = "tests/fixtures/catalog/base/";
    let base = files(folder, ".yaml").into_iter().map(|file| (file.replace(folder, "catalog/"), read(&file)));
    let mut all: BTreeMap<String, String> = base.collect();
    // The parameters name usages of the closed list: both are the real ones.
    for file in ["catalog/model.yaml", "catalog/usages.yaml"] {
        // The tools that are met most are none of the small catalogue.
        let text =
            read(file).lines().filter(|line| !line.starts_with("  usual:")).collect::<Vec<_>>().join("\n");
        all.insert(file.to_owned(), text);
    }
    if text.lines().count() > 1 {
        all.insert(replaced.to_owned(), text.to_owned());
    } else {
        all.remove(replaced);
    }
    let sources: Vec<Source<'_>> = all.iter().map(|(file, text)| Source::new(file, text)).collect();
    check_catalog(&sources, TODAY)
}

#[test]
fn the_small_catalogue_of_the_fixtures_has_no_problem() {
    let Checked { catalog, problems } = small_catalog("catalog/none.yaml", "");
    assert_eq!(problems, []);
    let catalog = catalog.unwrap();
    assert_eq!((catalog.tools.len(), catalog.alternatives.len()), (1, 2));
}

#[test]
fn a_new_alternative_needs_no_line_of_rust() {
    let text = read("tests/fixtures/catalog/base/alternatives/libremail.yaml")
        .replace("libremail", "newmail")
        .replace("LibreMail", "NewMail");
    let tool = "id: acmemail\nextends: true\nmigrations:\n".to_owned()
        + "  - {to: newmail, usage: email, fit: full, path: manual, habit: 0, network: 0, gap: 0, gain: 0,\n"
        + "     reason: {fr: Simple, en: Easy}, loses: [{fr: Rien, en: Nothing}], assumed: true}\n";
    let base = small_catalog("catalog/none.yaml", "").into_result().unwrap();
    let catalog = overlay_catalog(
        base,
        &[
            Source::new("mine/alternatives/newmail.yaml", &text),
            Source::new("mine/tools/acmemail.yaml", &tool),
        ],
        TODAY,
    );
    let catalog = catalog.into_result().unwrap();
    assert_eq!(catalog.resolve("NewMail").map(|subject| subject.id()), Some("newmail"));
    assert_eq!(catalog.tools["acmemail"].migrations[0].to, "newmail");
}

#[test]
fn each_code_of_the_catalogue_has_a_fixture() {
    assert_covered("catalog", &[sources("catalog", true), vec!["src/catalog/raw.rs".to_owned()]].concat());
}

#[test]
fn each_fixture_of_the_catalogue_gives_its_code_at_its_place() {
    assert_each("catalog", |_, place, text| {
        let file = place.split(':').next().unwrap_or_default();
        small_catalog(file, text).problems
    });
}

#[test]
fn a_parameter_out_of_its_bounds_has_its_code() {
    let text = read("catalog/model.yaml").replace("default_hours: 21", "default_hours: 0");
    assert_eq!(codes_of(&small_catalog("catalog/model.yaml", &text)), ["bad-parameter"]);
}

fn codes_of(checked: &Checked) -> Vec<&'static str> {
    checked.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_usage_with_a_tool_and_no_choice_has_its_code() {
    let text = read("tests/fixtures/catalog/base/tools/acmemail.yaml")
        .replace("usages: [email]", "usages: [email, chat]");
    let checked = small_catalog("catalog/tools/acmemail.yaml", &text);
    assert_eq!(codes_of(&checked), ["no-choice"], "{:#?}", checked.problems);
}

#[test]
fn a_suite_that_is_part_of_itself_is_a_cycle() {
    let text = read("tests/fixtures/catalog/base/tools/acmemail.yaml") + "part_of: acmemail\n";
    assert_eq!(codes_of(&small_catalog("catalog/tools/acmemail.yaml", &text)), ["cycle"]);
}

#[test]
fn an_importer_that_nobody_documents_has_no_source() {
    let text =
        read("tests/fixtures/catalog/base/tools/acmemail.yaml").replace("path: none", "path: importer");
    assert_eq!(codes_of(&small_catalog("catalog/tools/acmemail.yaml", &text)), ["missing-source"]);
}

#[test]
fn a_choice_between_a_libre_licence_and_another_is_libre_and_their_sum_is_not() {
    let licensed = |spdx: &str| {
        let text = read("tests/fixtures/catalog/base/alternatives/libremail.yaml")
            .replace("spdx: MIT", &format!("spdx: {spdx}"));
        codes_of(&small_catalog("catalog/alternatives/libremail.yaml", &text))
    };
    assert_eq!(licensed("MIT OR BUSL-1.1"), Vec::<&str>::new());
    assert_eq!(licensed("MIT AND BUSL-1.1"), ["not-libre"]);
}

/// Lays files over the small catalogue.
fn overlay(files: &[(&str, &str)]) -> Checked {
    let base = small_catalog("catalog/none.yaml", "").into_result().unwrap();
    let sources: Vec<Source<'_>> = files.iter().map(|(file, text)| Source::new(file, text)).collect();
    overlay_catalog(base, &sources, TODAY)
}

#[test]
fn a_local_record_with_a_known_id_says_that_it_extends_it() {
    let text = read("tests/fixtures/catalog/base/tools/acmemail.yaml");
    let checked = overlay(&[("mine/tools/acmemail.yaml", &text)]);
    assert!(checked.catalog.is_none());
    assert_eq!(codes_of(&checked), ["duplicate-id"]);
}

#[test]
fn what_extends_nothing_is_refused() {
    let checked = overlay(&[("mine/tools/zorglub.yaml", "id: zorglub\nextends: true\naliases: [zorg]\n")]);
    assert_eq!(codes_of(&checked), ["unknown-tool"]);
}

#[test]
fn an_extension_replaces_what_it_gives_and_keeps_the_rest() {
    let text = "id: libremail\nextends: true\nstatus: beta\naliases: [la boîte libre]\n";
    let catalog = overlay(&[("mine/alternatives/libremail.yaml", text)]).into_result().unwrap();
    let known = small_catalog("catalog/none.yaml", "").into_result().unwrap();
    let (before, after) = (&known.alternatives["libremail"], &catalog.alternatives["libremail"]);
    let mut expected = before.clone();
    expected.status = diaglibre::catalog::Maturity::Beta;
    expected.aliases.push("la boîte libre".to_owned());
    expected.origin = diaglibre::catalog::Origin::Extended;
    assert_eq!(*after, expected);
}

#[test]
fn a_problem_of_a_local_record_is_told_in_its_own_file() {
    let text = "id: acmemail\nextends: true\nmigrations:\n  - {to: nowhere, usage: email, fit: full, path: manual, habit: 0, network: 0, gap: 0, gain: 0, reason: {fr: Simple, en: Easy}, loses: [{fr: Rien, en: Nothing}], assumed: true}\n";
    let checked = overlay(&[("mine/tools/acmemail.yaml", text)]);
    let places: Vec<String> =
        checked.problems.iter().map(|one| format!("{} {}", one.place, one.code)).collect();
    assert_eq!(places, ["mine/tools/acmemail.yaml:4:10 unknown-alternative"]);
}

// The dossiers.

fn parse(bundle: &Bundle, text: &str) -> Result<Dossier, Vec<Problem>> {
    parse_dossier(Source::new("dossier.yaml", text), &bundle.questionnaire, &bundle.renames)
}

#[test]
fn each_code_of_a_dossier_has_a_fixture() {
    // A questionnaire judges the answers.
    assert_covered("dossier", &[sources("dossier", false), sources("questionnaire", false)].concat());
}

#[test]
fn each_fixture_of_a_dossier_gives_its_code_at_its_place() {
    let bundle = bundled().unwrap();
    assert_each("dossier", |code, _, text| match parse(&bundle, text) {
        Err(problems) => problems,
        Ok(dossier) => {
            let source = Source::new("dossier.yaml", text);
            let mut problems = review(source, &dossier, &bundle.questionnaire, &bundle.catalog);
            // No fixture answers every question.
            problems.retain(|problem| problem.code != "not-finished" || code == "not-finished");
            problems
        }
    });
}

#[test]
fn a_dossier_above_the_limit_of_size_has_its_code() {
    let problems = parse(&bundled().unwrap(), &"#".repeat(MAX_BYTES + 1)).unwrap_err();
    assert_eq!(problems[0].code, "too-large");
}

#[test]
fn a_dossier_with_too_many_decisions_has_its_code() {
    let pins = "    - gmail\n".repeat(501);
    let head = "format: 1\nquestionnaire: association\ncreated: 2026-11-23\ndecisions:\n  pin:\n";
    let problems = parse(&bundled().unwrap(), &format!("{head}{pins}")).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["too-many-decisions"]);
}

#[test]
fn a_dossier_with_too_many_tools_has_its_code() {
    let tools = "  - {usage: email, product: gmail}\n".repeat(10_000);
    let head =
        "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {use.list: [email]}\ntools:\n";
    let problems = parse(&bundled().unwrap(), &format!("{head}{tools}")).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["too-many-tools"]);
}

#[test]
fn an_example_that_is_written_and_read_again_is_the_same() {
    let bundle = bundled().unwrap();
    for name in EXAMPLES {
        let dossier = parse(&bundle, &std::fs::read_to_string(example(name)).unwrap()).unwrap();
        let text = dossier.to_yaml(&bundle.questionnaire);
        assert_eq!(parse(&bundle, &text).unwrap(), dossier, "{name} becomes\n{text}");
        assert_eq!(parse(&bundle, &text).unwrap().to_yaml(&bundle.questionnaire), text, "{name}");
    }
}

// The questionnaire.

#[test]
fn each_code_of_a_questionnaire_has_a_fixture() {
    assert_covered("questionnaire", &sources("questionnaire", true));
}

#[test]
fn each_fixture_of_a_questionnaire_gives_its_code_at_its_place() {
    let lists = BTreeMap::from([("usages", Vec::new())]);
    let base = bundled().unwrap().questionnaire;
    assert_each("questionnaire", |_, _, text| {
        let source = Source::new("questionnaire.yaml", text);
        let adds = text.contains("extends:");
        let read = if adds {
            extend_questionnaire(&base, source, &lists)
        } else {
            parse_questionnaire(source, &lists)
        };
        read.err().unwrap_or_default()
    });
}

// Damage.

/// One change to a text.
#[derive(Clone, Debug)]
enum Damage {
    Replace(prop::sample::Index, &'static str),
    Insert(prop::sample::Index, &'static str),
    Cut(prop::sample::Index, usize),
    End(prop::sample::Index),
    RepeatLine(prop::sample::Index, prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    let mark = prop::sample::select(&[
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "\n",
        "  ",
        "\t",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        "?",
        "%",
        "0",
        "-9",
        "1e9",
        "é",
        "\u{202e}",
        "\0",
        "~",
        "null",
        "true",
        "unknown",
        "not-applicable",
        "<<: ",
        "---\n",
        "...\n",
    ]);
    prop_oneof![
        (index(), mark.clone()).prop_map(|(at, mark)| Damage::Replace(at, mark)),
        (index(), mark).prop_map(|(at, mark)| Damage::Insert(at, mark)),
        (index(), 1..40_usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        index().prop_map(Damage::End),
        (index(), index()).prop_map(|(from, to)| Damage::RepeatLine(from, to)),
    ]
}

fn apply(text: &str, damages: &[Damage]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for damage in damages {
        if chars.is_empty() {
            break;
        }
        match damage {
            Damage::Replace(at, mark) => {
                let at = at.index(chars.len());
                chars.splice(at..=at, mark.chars());
            }
            Damage::Insert(at, mark) => {
                let at = at.index(chars.len());
                chars.splice(at..at, mark.chars());
            }
            Damage::Cut(at, length) => {
                let at = at.index(chars.len());
                chars.drain(at..(at + length).min(chars.len()));
            }
            Damage::End(at) => chars.truncate(at.index(chars.len())),
            Damage::RepeatLine(from, to) => {
                let text: String = chars.iter().collect();
                let mut lines: Vec<&str> = text.lines().collect();
                if let Some(line) = lines.get(from.index(lines.len().max(1))).copied() {
                    lines.insert(to.index(lines.len()), line);
                }
                chars = lines.join("\n").chars().collect();
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_dossier_is_planned_or_its_problems_are_located(
        name in prop::sample::select(&EXAMPLES[..]),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        static BUNDLE: std::sync::LazyLock<Bundle> = std::sync::LazyLock::new(|| bundled().unwrap());
        let text = apply(&std::fs::read_to_string(example(name)).unwrap(), &damages);
        match parse(&BUNDLE, &text) {
            Ok(dossier) => {
                review(Source::new("dossier.yaml", &text), &dossier, &BUNDLE.questionnaire, &BUNDLE.catalog);
                let diagnosis = diagnose(&BUNDLE.catalog, &BUNDLE.questionnaire, &dossier);
                let matches = match_tools(&BUNDLE.catalog, &diagnosis);
                roadmap::plan(&BUNDLE.catalog, &diagnosis, &matches, TODAY);
                let written = dossier.to_yaml(&BUNDLE.questionnaire);
                prop_assert_eq!(parse(&BUNDLE, &written), Ok(dossier), "not read back:\n{}", written);
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                let lines = text.split('\n').count() + 1;
                for problem in problems {
                    prop_assert_eq!(&problem.place.file, "dossier.yaml");
                    // A text in several parts has its own test.
                    let located = (1..=lines).contains(&problem.place.line) || problem.message.en.contains("more than one document");
                    prop_assert!(located, "{:?} in\n{}", problem, text);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, rng_seed: RngSeed::Fixed(2027), ..ProptestConfig::default() })]

    #[test]
    fn damaged_local_records_are_used_or_their_problems_are_in_their_files(
        (file, known) in prop::sample::select(vec![
            ("mine/tools/google-drive.yaml", "catalog/tools/google-drive.yaml"),
            ("mine/alternatives/nextcloud.yaml", "examples/federation/alternatives/nextcloud.yaml"),
            ("mine/tools/intranet-exemple.yaml", "examples/federation/tools/intranet-exemple.yaml"),
            ("mine/prerequisites.yaml", "catalog/prerequisites.yaml"),
        ]),
        damages in prop::collection::vec(damage(), 0..6),
    ) {
        static BUNDLE: std::sync::LazyLock<Bundle> = std::sync::LazyLock::new(|| bundled().unwrap());
        let text = apply(&read(known), &damages);
        let checked = overlay_catalog(BUNDLE.catalog.clone(), &[Source::new(file, &text)], TODAY);
        prop_assert!(checked.catalog.is_some() || !checked.problems.is_empty());
        for problem in &checked.problems {
            prop_assert_eq!(&problem.place.file, file);
        }
    }
}

#[test]
fn a_text_in_several_parts_is_located_where_the_second_begins() {
    let text = "format: 1\nquestionnaire: association\ncreated: 2026-11-23\n---\nformat: 1\n";
    let problems = parse(&bundled().unwrap(), text).unwrap_err();
    assert_eq!((problems[0].code, problems[0].place.line), ("yaml", 4), "{problems:#?}");
}

// Hostile texts.

const HOSTILE: &str = r#"format: 1
questionnaire: association
mode: express
created: 2026-11-23
answers:
  org.name: "Asso\e[31m\u202Eecnahc\u0007\u200B\x9B2J"
  use.list: [email, chat]
tools:
  - usage: email
    product: "gmail\e]0;title\a"
    note: "\e[2J\u2066note\u2069"
    users: 5
  - usage: email
    product: "Outil\e[1;31m\u202Emaison\x9B0m\u0085"
  - usage: chat
    product: discord
    status: in-progress
    target: "\e[5mzulip\u200F"
"#;

/// Returns what could drive a terminal or turn the direction of writing.
fn unclean(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    })
}

fn assert_clean(text: &str, arguments: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("asso.yaml"), text).unwrap();
    let outcome = Diaglibre::new(arguments).args(["--date", DAY]).in_folder(&folder).run();
    for stream in [&outcome.stdout, &outcome.stderr] {
        if let Some(c) = unclean(stream) {
            outcome.fail(&format!("{c:?} should not come out"));
        }
    }
}

#[test]
fn hostile_names_come_out_of_a_plan_clean() {
    assert_clean(HOSTILE, &["plan", "asso.yaml"]);
    assert_clean(HOSTILE, &["plan", "asso.yaml", "--explain", "1"]);
}

#[test]
fn hostile_names_come_out_of_the_providers_clean() {
    assert_clean(HOSTILE, &["providers", "asso.yaml"]);
}

#[test]
fn hostile_names_come_out_of_a_check_clean() {
    assert_clean(HOSTILE, &["check", "asso.yaml"]);
    assert_clean(
        &HOSTILE.replace("mode: express", "mode: express\nat: {question: \"\\e[31m\"}"),
        &["check", "asso.yaml"],
    );
}

#[test]
fn hostile_names_come_out_of_a_report_clean() {
    assert_clean(HOSTILE, &["report", "asso.yaml", "--output", "a.pdf"]);
}

#[test]
fn hostile_names_come_out_of_json_clean() {
    for command in ["plan", "providers", "check"] {
        assert_clean(HOSTILE, &[command, "asso.yaml", "--json"]);
    }
}

#[test]
fn hostile_keys_and_choices_come_out_of_the_errors_clean() {
    let text = HOSTILE.replace(
        "  use.list: [email, chat]",
        "  \"use\\e[31m\\u202E\": 3\n  use.list: [\"em\\e[31mail\\u202E\"]",
    );
    assert_clean(&text, &["plan", "asso.yaml"]);
    assert_clean(&text, &["check", "asso.yaml"]);
    assert_clean(&text, &["check", "asso.yaml", "--json"]);
    assert_clean(
        &HOSTILE.replace("questionnaire: association", "\"\\e[31m\\u202E\": x"),
        &["plan", "asso.yaml"],
    );
}

#[cfg(unix)]
#[test]
fn a_hostile_file_name_comes_out_clean() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31m\u{202e}.yaml";
    std::fs::write(folder.path().join(name), "format: 1\n").unwrap();
    for command in ["plan", "check"] {
        let outcome = Diaglibre::new([command, name]).in_folder(&folder).run().exits(3);
        if let Some(c) = unclean(&format!("{}{}", outcome.stdout, outcome.stderr)) {
            outcome.fail(&format!("{c:?} should not come out"));
        }
    }
}

#[test]
fn dossiers_of_earlier_days_are_still_read_and_keep_every_answer() {
    let bundle = diaglibre::store::bundled().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/old");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let raw: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        let dossier = diaglibre::store::load_dossier(&path, &bundle).unwrap();
        let told = raw["answers"].as_mapping().unwrap().len();
        assert_eq!(dossier.answers.general.len(), told, "{}", path.display());
        // Each tool has its usage beside its answers.
        let told =
            raw["tools"].as_sequence().unwrap().iter().map(|tool| tool.as_mapping().unwrap().len() - 1);
        let kept = dossier.answers.tools.iter().map(|tool| tool.answers.len());
        assert_eq!(kept.collect::<Vec<_>>(), told.collect::<Vec<_>>(), "{}", path.display());
    }
}
