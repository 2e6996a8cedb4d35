//! Inventories as sheets: what is written to fill, and what becomes of a filled one.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{DAY, Diaglibre, Outcome, example};

fn run(folder: &TempDir, arguments: &[&str]) -> Outcome {
    Diaglibre::new(arguments).args(["--date", DAY]).in_folder(folder).run()
}

fn folder_with(sheet: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("outils.csv"), sheet).unwrap();
    folder
}

fn import(folder: &TempDir) -> Outcome {
    run(folder, &["inventory", "import", "outils.csv", "asso.diaglibre.yaml"])
}

fn dossier(folder: &TempDir) -> Option<String> {
    fs::read_to_string(folder.path().join("asso.diaglibre.yaml")).ok()
}

#[test]
fn a_blank_sheet_is_written_and_taken_in_as_it_is() {
    for (file, language) in [("a.ods", "fr"), ("a.csv", "fr"), ("b.ods", "en"), ("b.csv", "en")] {
        let folder = tempfile::tempdir().unwrap();
        run(&folder, &["inventory", "export", file, "--lang", language])
            .exits(0)
            .says("inventory import")
            .shows_nothing();
        run(&folder, &["inventory", "import", file, "asso.diaglibre.yaml"]).exits(0).shows("0 outil ajouté");
        run(&folder, &["check", "asso.diaglibre.yaml"]).exits(0).shows("est valide");
    }
}

#[test]
fn the_tools_of_a_dossier_go_through_a_sheet_into_the_same_plan() {
    for file in ["outils.ods", "outils.csv"] {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("asso.diaglibre.yaml");
        fs::copy(example("mlc44"), &copy).unwrap();
        run(&folder, &["inventaire", "exporter", file, "asso.diaglibre.yaml"]).exits(0);
        let before = fs::read(&copy).unwrap();
        run(&folder, &["inventaire", "importer", file, "asso.diaglibre.yaml"]).exits(0).shows("11 inchangés");
        assert_eq!(fs::read(&copy).unwrap(), before, "a sheet with nothing new touches no file");
    }
}

#[test]
fn a_sheet_that_exists_is_not_overwritten() {
    let folder = folder_with(b"mine");
    run(&folder, &["inventory", "export", "outils.csv"]).exits(1).says("existe déjà").shows_nothing();
    assert_eq!(fs::read(folder.path().join("outils.csv")).unwrap(), b"mine");
}

#[test]
fn another_kind_of_file_is_refused_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    run(&folder, &["inventory", "export", "outils.xlsx"])
        .exits(2)
        .says("diaglibre inventory export outils.ods");
}

#[test]
fn no_cell_of_a_text_sheet_is_a_formula() {
    let folder = folder_with(b"usage;outil\nemail;=HYPERLINK(1)\nchat;@SUM(A1)\n");
    import(&folder).exits(0);
    run(&folder, &["inventory", "export", "again.csv", "asso.diaglibre.yaml"]).exits(0);
    let sheet = fs::read_to_string(folder.path().join("again.csv")).unwrap();
    assert!(sheet.contains(";'=HYPERLINK(1)"), "{sheet}");
    assert!(!sheet.split(['\n', ';', '"']).any(|cell| cell.starts_with(['=', '@', '+', '-'])), "{sheet}");
}

#[test]
fn a_sheet_with_an_error_writes_nothing_and_tells_every_cell() {
    let folder = folder_with("Usage;Outil;Personnes\nCourriel;Gmail;beaucoup\nCouriel;Slack;3\n".as_bytes());
    import(&folder)
        .exits(3)
        .shows_nothing()
        .says("outils.csv:2:3")
        .says("C2, personnes : « beaucoup » n'est pas un nombre entier")
        .says("outils.csv:3:1")
        .says("vouliez-vous dire « Courriel » ?")
        .says("rien n'a été écrit");
    assert_eq!(dossier(&folder), None);
}

#[test]
fn a_new_dossier_holds_the_tools_and_the_command_that_goes_on() {
    let folder = folder_with("usage;outil\ncourriel;Gmail\nfichiers partagés;La clé de Simone\n".as_bytes());
    import(&folder)
        .exits(0)
        .shows("2 outils ajoutés")
        .shows("La clé de Simone (Fichiers partagés) : ajouté")
        .shows("diaglibre diagnose asso.diaglibre.yaml")
        .says("gardé tel quel");
    let text = dossier(&folder).unwrap();
    assert!(text.contains("product: gmail") && text.contains("product: La clé de Simone"), "{text}");
}

#[test]
fn an_import_says_what_it_changes_and_leaves_the_rest() {
    let folder = folder_with(b"usage;outil;personnes\nemail;gmail;14\n");
    let before = "# by hand\nformat: 1\nquestionnaire: association\ncreated: 2026-01-02\nanswers:\n  org.name: Four à pain\n  use.list: [email]\ntools:\n  - {usage: email, product: gmail, users: 12, freq: daily}\n";
    fs::write(folder.path().join("asso.diaglibre.yaml"), before).unwrap();
    import(&folder).exits(0).shows("« 14 » au lieu de « 12 »");
    let text = dossier(&folder).unwrap();
    for kept in ["org.name: Four à pain", "created: 2026-01-02", "freq: daily", "users: 14"] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    assert!(Path::exists(&folder.path().join("asso.diaglibre.yaml.bak")), "comments are kept beside");
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let folder = folder_with(b"usage;outil\nemail;gmail\n");
    run(&folder, &["inventory", "import", "outils.csv", "asso.diaglibre.yaml", "--dry-run"])
        .exits(0)
        .shows("1 outil ajouté")
        .shows("Rien n'a été écrit");
    assert_eq!(dossier(&folder), None);
}

#[test]
fn a_sheet_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    import(&folder).exits(1).says("impossible de lire").shows_nothing();
}

#[test]
fn hostile_cells_come_out_clean() {
    let folder = folder_with("usage;outil;Rem\u{1b}arque\nemail;a\u{1b}[31m\u{202e}b;x\n".as_bytes());
    import(&folder).exits(0).never_says("\u{1b}[31m").never_says("\u{202e}");
}
