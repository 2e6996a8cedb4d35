//! What people said and the plan does not compute with: the report tells it as it was given.

use std::fs;

use tempfile::TempDir;

use crate::support::{DAY, Diaglibre, plain};

const QUESTIONS: &str = "format: 1
id: network
extends: association
questions:
- {id: org.motto, type: text, text: {fr: Devise du réseau ?, en: Motto?}, why: {fr: a, en: a}}
- {id: org.secret, type: text, private: true, text: {fr: Secret ?, en: Secret?}, why: {fr: a, en: a}}
- {id: tool.paid, type: boolean, text: {fr: Le réseau paie ?, en: Paid?}, why: {fr: a, en: a}}
";

const SAID: &str = "format: 1
questionnaire: network
mode: full
created: 2026-11-01
answers:
  session.mode: group
  session.roles: [board, volunteers]
  session.mandate: nobody
  org.staff: 0
  org.access_needs: [screen-reader]
  why.trigger: [price]
  why.success: Plus un fichier chez Google
  rules.no_touch: La compta du cabinet
  means.budget: 300
  events.list: [website]
  events.website: march
  use.list: [email]
  use.shadow: [doodle]
  org.motto: Ensemble
  org.secret: Caché
tools:
- {usage: email, product: gmail, users: 4, paid: true}
";

/// Makes a folder with these dossiers, and the questions of a network.
fn folder(dossiers: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("q.yaml"), QUESTIONS).unwrap();
    for (name, text) in dossiers {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Returns the report of a dossier as Markdown, without its marks.
fn report(folder: &TempDir, dossier: &str) -> String {
    Diaglibre::new(["report", dossier, "--questionnaire", "q.yaml", "--output", "a.md"])
        .args(["--date", DAY, "--quiet"])
        .in_folder(folder)
        .run()
        .exits(0);
    let text = fs::read_to_string(folder.path().join("a.md")).unwrap();
    plain(&text.replace(['*', '\\'], "").replace("\n> ", "\n"))
}

#[track_caller]
fn says(report: &str, words: &str) {
    assert!(report.contains(words), "no {words:?} in\n{report}");
}

#[test]
fn answers_to_questions_of_ones_own_are_in_the_report() {
    let report = report(&folder(&[("a.yaml", SAID)]), "a.yaml");
    says(&report, "| Devise du réseau ? | Ensemble |");
    says(&report, "| Gmail (courriel) – Le réseau paie ? | oui |");
}

#[test]
fn answers_to_private_questions_of_ones_own_stay_in_the_dossier() {
    let report = report(&folder(&[("a.yaml", SAID)]), "a.yaml");
    assert!(!report.contains("Caché"), "{report}");
    says(&report, "sont dans le dossier");
}

#[test]
fn the_page_for_the_board_says_why_now_and_what_success_is() {
    let report = report(&folder(&[("a.yaml", SAID)]), "a.yaml");
    let board = report.split("Où vous en êtes").next().unwrap();
    says(board, "Pourquoi maintenant : un prix qui augmente.");
    says(board, "Dans un an, c'est réussi si : « Plus un fichier chez Google »");
}

#[test]
fn the_board_is_told_who_was_not_there_and_what_people_need() {
    let report = report(&folder(&[("a.yaml", SAID)]), "a.yaml");
    says(&report, "à entendre avant de décider : référent·e numérique et adhérent·es.");
    says(&report, "avec les personnes concernées : lecteur d'écran.");
    says(&report, "absents de l'inventaire, à y ajouter : Doodle.");
    says(&report, "Personne ne porte encore la décision");
}

#[test]
fn what_the_association_asked_to_repeat_is_repeated() {
    let report = report(&folder(&[("a.yaml", SAID)]), "a.yaml");
    says(&report, "La compta du cabinet");
    says(&report, "300 € par an");
    says(&report, "La refonte du site (mars).");
}

#[test]
fn a_dossier_without_such_answers_has_no_such_chapter() {
    let short = "format: 1\nquestionnaire: association\nmode: express\ncreated: 2026-11-01\nanswers: {use.list: [email]}\ntools:\n- {usage: email, product: gmail}\n";
    let report = report(&folder(&[("a.yaml", short)]), "a.yaml");
    assert!(!report.contains("Ce que vous avez dit"), "{report}");
}

#[test]
fn a_merged_dossier_tells_its_widest_disagreements() {
    let voice = |hours: u8, more: &str| {
        format!(
            "format: 1\nquestionnaire: association\nmode: full\ncreated: 2026-11-01\nanswers: {{use.list: [email], means.hours: {hours}, org.access_needs: [{}]}}\ntools:\n- {{usage: email, product: gmail}}\n{more}",
            if hours > 9 { "dyslexia" } else { "language" }
        )
    };
    let other = voice(40, "- {usage: email, product: Riseup}\n");
    let folder = folder(&[("1.yaml", &voice(4, "")), ("2.yaml", &other)]);
    Diaglibre::new(["merge", "1.yaml", "2.yaml", "--output", "all.yaml", "--date", DAY])
        .in_folder(&folder)
        .run()
        .exits(0);
    let report = report(&folder, "all.yaml");
    says(&report, "Ce diagnostic réunit 2 dossiers ; 1 question reçoit des réponses différentes.");
    says(&report, "Écart : 87 %. | 1 × « 40 », 1 × « 4 » | « 4 », la plus basse des deux du milieu |");
    says(&report, "Riseup (courriel) : 1 sur 2");
    // A question to be asked apart is not put before a group.
    assert!(!report.contains("1 × « lecture difficile"), "{report}");
}
