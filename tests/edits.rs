//! One line changes a dossier, and nothing else of it.

use std::fs;

use tempfile::TempDir;

use crate::support::{Diaglibre, Outcome};

const DOSSIER: &str = "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-23\nanswers:\n  \
    session.mode: alone\n  use.list:\n  - email\ntools:\n- usage: email\n  product: gmail\n  status: in-use\n  users: 12\n";

fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), DOSSIER).unwrap();
    folder
}

fn edit(folder: &TempDir, arguments: &[&str]) -> Outcome {
    Diaglibre::new(["diagnose", "a.yaml", "--lang", "fr"]).args(arguments).in_folder(folder).run()
}

fn dossier(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("a.yaml")).unwrap()
}

#[test]
fn a_forgotten_tool_and_its_usage_are_added_and_nothing_else_moves() {
    let folder = desk();
    edit(&folder, &["--add-tool", "WhatsApp, 30, tous les jours"])
        .exits(0)
        .shows("Ajouté : WhatsApp, pour l'usage « Messagerie instantanée ».");
    let expected = DOSSIER.replace("  - email\n", "  - email\n  - chat\n")
        + "- usage: chat\n  product: whatsapp\n  status: in-use\n  users: 30\n  freq: daily\n";
    assert_eq!(dossier(&folder), expected);
}

#[test]
fn a_state_changes_and_the_other_answers_stay() {
    let folder = desk();
    edit(&folder, &["--update-tool", "Gmail, changement en cours, 40 %, → Thunderbird"]).exits(0);
    let told = "  status: in-progress\n  target: thunderbird\n  progress: 40\n  users: 12\n";
    assert_eq!(dossier(&folder), DOSSIER.replace("  status: in-use\n  users: 12\n", told));
}

#[test]
fn a_count_alone_does_not_change_the_state() {
    let folder = desk();
    edit(&folder, &["--update-tool", "Gmail, changement en cours"]);
    edit(&folder, &["--update-tool", "Gmail, 15"]);
    assert!(dossier(&folder).contains("status: in-progress\n  users: 15\n"), "{}", dossier(&folder));
}

#[test]
fn a_usage_is_named_by_the_beginning_of_its_label() {
    let folder = desk();
    edit(&folder, &["--add-tool", "messagerie : Zorglub 3000, 3"]);
    assert!(dossier(&folder).contains("- usage: chat\n  product: Zorglub 3000\n"), "{}", dossier(&folder));
}

#[test]
fn one_wrong_line_and_nothing_is_written() {
    for (arguments, said) in [
        (["--add-tool", "WhatsApp", "--add-tool", "Zorglub 3000"], "pour quel usage ?"),
        (["--add-tool", "WhatsApp", "--add-tool", "Gmail"], "est déjà dans ce dossier"),
        (["--add-tool", "WhatsApp", "--add-tool", "courriel : gmial"], "voulez-vous dire : Gmail"),
        (["--add-tool", "WhatsApp", "--update-tool", "Gmal, 3"], "vouliez-vous dire « Gmail » ?"),
        (["--add-tool", "WhatsApp", "--update-tool", "Gmail"], "ne change rien"),
        (["--add-tool", "WhatsApp", "--update-tool", "12, Gmail"], "commencez par le nom"),
    ] {
        let folder = desk();
        edit(&folder, &arguments).exits(2).says(said);
        assert_eq!(dossier(&folder), DOSSIER);
    }
}
