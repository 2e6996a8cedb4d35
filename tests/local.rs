//! Local records laid over the catalogue: by a folder on the command line, by the user's own settings.

use std::path::Path;

use tempfile::TempDir;

use crate::support::{DAY, Diaglibre, Outcome, example, read};

/// A tool that only the association's own network uses.
const TOOL: &str = "\
id: zorgdrive
name: ZorgDrive
aliases: [le zorg]
vendor: zorg
usages: [file-sharing]
status: {state: active}
levels: {data: 2, exposure: 4, lock_in: 3, visibility: 1, reason: {fr: Nos fichiers, en: Our files}}
migrations:
  - to: nextcloud
    usage: file-sharing
    fit: full
    path: standard-file
    habit: 1
    network: 0
    gap: 0
    gain: 1
    reason: {fr: Le réseau l'a fait, en: The network did it}
    loses: [{fr: Les partages, en: Shares}]
    assumed: true
";
const VENDORS: &str = "- {id: zorg, name: Zorg, group: other-us, jurisdiction: US, assumed: true}\n";
const NEXTCLOUD: &str = "\
id: nextcloud
extends: true
hosting:
  - {mode: provider, name: Notre fédération, url: \"https://federation.example\", assumed: true}
";

/// A folder of local records.
fn records(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn usual() -> TempDir {
    records(&[
        ("tools/zorgdrive.yaml", TOOL),
        ("vendors.yaml", VENDORS),
        ("alternatives/nextcloud.yaml", NEXTCLOUD),
    ])
}

fn run_with(folder: &Path, arguments: &[&str]) -> Outcome {
    Diaglibre::new(arguments).args(["--catalog", &folder.display().to_string(), "--date", DAY]).run()
}

#[test]
fn the_example_of_a_federation_has_no_problem_and_is_used() {
    let folder = crate::support::root("examples/federation");
    run_with(&folder, &["catalog", "check"]).exits(0).shows("Aucun problème");
    run_with(&folder, &["plan", &example("mlc44")])
        .exits(0)
        .shows("Nextcloud : fiche du catalogue, complétée");
    run_with(&folder, &["providers", &example("mlc44")]).exits(0).shows("Entraide Numérique Exemple");
}

#[test]
fn a_local_tool_is_found_and_marked() {
    let folder = usual();
    run_with(folder.path(), &["catalog", "search", "le zorg"]).exits(0).shows("ZorgDrive [zorgdrive]");
    run_with(folder.path(), &["catalog", "search", "zorgdrive"]).exits(0).shows("(fiche locale)");
}

#[test]
fn what_a_local_record_adds_to_a_known_one_comes_first() {
    let folder = usual();
    let outcome = run_with(folder.path(), &["catalog", "show", "nextcloud"]).exits(0).shows("Fiche locale");
    let at = |text: &str| outcome.stdout.find(text).unwrap_or_else(|| outcome.fail(text));
    assert!(at("Notre fédération") < at("Service de Framasoft"), "{}", outcome.stdout);
}

#[test]
fn the_folder_of_the_settings_is_read_without_being_named() {
    let settings = tempfile::tempdir().unwrap();
    let own = settings.path().join("diaglibre/catalog/tools");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("zorgdrive.yaml"), TOOL).unwrap();
    std::fs::write(own.parent().unwrap().join("vendors.yaml"), VENDORS).unwrap();
    Diaglibre::new(["catalog", "search", "zorgdrive"])
        .env("XDG_CONFIG_HOME", &settings.path().display().to_string())
        .run()
        .exits(0)
        .shows("ZorgDrive");
}

#[test]
fn a_local_tool_has_a_step_in_the_plan_and_is_told_as_local() {
    let folder = usual();
    let dossier = folder.path().join("a.diaglibre.yaml");
    let text = read("examples/mlc44.diaglibre.yaml").replace("google-drive", "zorgdrive");
    std::fs::write(&dossier, text).unwrap();
    let dossier = dossier.display().to_string();
    run_with(folder.path(), &["plan", &dossier])
        .exits(0)
        .shows("ZorgDrive → Nextcloud")
        .shows("fiches locales");
}

#[test]
fn a_plan_without_local_records_does_not_speak_of_them() {
    Diaglibre::new(["plan", &example("mlc44"), "--date", DAY]).run().exits(0).never_says("fiches locales");
}

#[test]
fn a_local_problem_is_told_with_its_place_and_stops_the_plan() {
    let folder = records(&[("tools/zorgdrive.yaml", TOOL)]);
    run_with(folder.path(), &["plan", &example("mlc44")])
        .exits(3)
        .says("zorgdrive.yaml:4:9")
        .says("[unknown-vendor]")
        .shows_nothing();
}

#[test]
fn the_check_reads_local_records_too() {
    let folder = records(&[("tools/zorgdrive.yaml", TOOL)]);
    run_with(folder.path(), &["catalog", "check"]).exits(3).shows("[unknown-vendor]");
    run_with(usual().path(), &["catalog", "check"]).exits(0).shows("Aucun problème");
}

#[test]
fn a_fact_of_a_year_ago_is_a_remark_and_no_error() {
    let source = "source: {url: \"https://federation.example\", checked_on: 2025-10-01}";
    let folder = records(&[("alternatives/nextcloud.yaml", &NEXTCLOUD.replace("assumed: true", source))]);
    run_with(folder.path(), &["catalog", "check"]).exits(0).shows("[ageing]").shows("aucune erreur");
}

#[test]
fn a_local_provider_is_proposed_and_a_bad_one_is_told() {
    let list = "\
format: 1
compiled: 2026-11-23
note: {fr: Notre liste, en: Our list}
providers:
  - id: zorg-help
    name: Zorg Entraide
    evidence: strong
    kind: association
    country: FR
    department: \"44\"
    hosting: true
    software: [nextcloud]
    sources: [{url: \"https://zorg.example\", gives: [name]}]
    checked_on: 2026-11-23
";
    let folder = records(&[("providers.yaml", list)]);
    run_with(folder.path(), &["providers", &example("mlc44")])
        .exits(0)
        .shows("Zorg Entraide (association, liste locale)");
    for (good, bad, code) in [
        ("\"44\"", "\"999\"", "[unknown-department]"),
        ("[nextcloud]", "[nextclud]", "[unknown-alternative]"),
        ("id: zorg-help", "id: alolise", "[duplicate-id]"),
    ] {
        let folder = records(&[("providers.yaml", &list.replace(good, bad))]);
        run_with(folder.path(), &["catalog", "check"]).exits(3).shows(code);
    }
}

#[test]
fn a_folder_that_is_not_there_and_one_without_records_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    run_with(&folder.path().join("nowhere"), &["catalog", "list"]).exits(1).says("n'existe pas");
    run_with(folder.path(), &["catalog", "list"]).exits(1).says("ne contient aucune fiche");
}

#[test]
fn a_file_that_is_no_record_is_told() {
    let folder = records(&[("tool.yaml", TOOL)]);
    run_with(folder.path(), &["catalog", "list"]).exits(3).says("[unknown-file]").says("tools/");
    let folder = records(&[("tools/zorg.yml", TOOL)]);
    run_with(folder.path(), &["catalog", "list"]).exits(3).says("[unknown-file]").says("finit par .yaml");
}

#[test]
fn a_local_guide_comes_before_the_bundled_ones() {
    let guides = "- usage: file-sharing\n  steps:\n    - {fr: \"Appelez Zorg.\", en: \"Call Zorg.\"}\n";
    let folder = records(&[("guides.yaml", guides)]);
    run_with(folder.path(), &["catalog", "show", "onedrive"]).exits(0).shows("Appelez Zorg.");
}

#[test]
fn the_report_lists_the_local_facts() {
    let folder = usual();
    let pdf = folder.path().join("a.pdf");
    run_with(
        folder.path(),
        &["report", &example("mlc44"), "--output", &pdf.display().to_string(), "--quiet"],
    )
    .exits(0);
    let file = lopdf::Document::load(&pdf).unwrap();
    let numbers: Vec<u32> = file.get_pages().into_keys().collect();
    // The reader puts spaces of its own between the runs.
    let text: String = file.extract_text(&numbers).unwrap().split_whitespace().collect();
    assert!(text.contains("Notrefédération"), "{text}");
    assert!(text.contains("Cequevosficheslocalesajoutent"), "{text}");
}

#[test]
fn questions_of_ones_own_are_asked_and_their_answers_come_back() {
    let folder = records(&[(
        "network.yaml",
        "format: 1\nid: network\nextends: association\nquestions:\n\
         - {id: org.motto, after: org.name, type: text, express: true, text: {fr: Devise, en: Motto}, why: {fr: Oui, en: Yes}}\n",
    )]);
    let dossier = folder.path().join("a.diaglibre.yaml");
    let text = "format: 1\nquestionnaire: network\ncreated: 2026-11-23\nanswers: {org.motto: Libres}\n";
    std::fs::write(&dossier, text).unwrap();
    let path = dossier.to_str().unwrap();
    let file = folder.path().join("network.yaml");
    Diaglibre::new(["check", path, "--questionnaire", file.to_str().unwrap()]).run().exits(0);
    Diaglibre::new(["check", path]).run().exits(3).shows("--questionnaire FICHIER");
}
