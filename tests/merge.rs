//! Dossiers of several people in one, as a facilitator merges them.

use std::fs;

use tempfile::TempDir;

use crate::support::{DAY, Diaglibre, Outcome};

const HEAD: &str = "format: 1\nquestionnaire: association\n";

/// Makes a folder with one dossier for each text: `1.yaml`, `2.yaml`…
fn folder(dossiers: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (index, text) in dossiers.iter().enumerate() {
        let text = format!("{HEAD}created: 2026-11-0{}\n{text}", index + 1);
        fs::write(folder.path().join(format!("{}.yaml", index + 1)), text).unwrap();
    }
    folder
}

fn merge(folder: &TempDir, count: usize) -> Outcome {
    let files = (1..=count).map(|index| format!("{index}.yaml"));
    Diaglibre::new(["merge"])
        .args(files)
        .args(["--output", "all.yaml", "--date", DAY])
        .in_folder(folder)
        .run()
}

fn result(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("all.yaml")).unwrap()
}

const THREE: [&str; 3] = [
    "answers: {use.list: [email], means.hours: 4, rules.sensitive: [minors]}\ntools:\n- {usage: email, product: gmail, freq: daily, users: 10, note: lent}\n",
    "answers: {use.list: [email], means.hours: 40, rules.sensitive: [health]}\ntools:\n- {usage: email, product: gmail, freq: rarely, users: 11, note: plein de pub}\n",
    "answers: {use.list: [email, chat], means.hours: unknown}\ntools:\n- {usage: email, product: Gmail, freq: daily, users: 12, mood: refuse}\n- {usage: chat, product: whatsapp}\n",
];

#[test]
fn the_widest_disagreements_come_first() {
    let folder = folder(&THREE);
    let shown = merge(&folder, 3).exits(0).says_nothing();
    let page = crate::support::plain(&shown.stdout);
    let place = |text: &str| page.find(text).unwrap_or_else(|| shown.fail(text));
    let widest = [
        place("Gérez-vous des données délicates"),
        place("Combien d'heures par mois"),
        place("À quelle fréquence l'utilisez-vous"),
    ];
    assert!(widest.is_sorted(), "{widest:?}\n{page}");
    assert!(place("Nommés par une partie") > widest[2]);
    shown
        .shows("WhatsApp (Messagerie instantanée) : 1 sur 3")
        .shows("2 × « tous les jours », 1 × « rarement »");
}

#[test]
fn the_result_is_valid_and_keeps_every_voice() {
    let folder = folder(&THREE);
    merge(&folder, 3).exits(0);
    Diaglibre::new(["check", "all.yaml"]).in_folder(&folder).run().exits(0).shows("est valide");
    Diaglibre::new(["plan", "all.yaml"]).in_folder(&folder).run().exits(0);
    let text = result(&folder);
    for kept in
        ["means.hours: 4\n", "- minors\n  - health", "users: 11\n", "lent / plein de pub", "dossiers: 3"]
    {
        assert!(text.contains(kept), "{kept:?}\n{text}");
    }
}

#[test]
fn a_private_question_is_never_shown() {
    let folder = folder(&[
        "tools: [{usage: email, product: gmail, mood: push}]\n",
        "tools: [{usage: email, product: gmail, mood: refuse}]\n",
    ]);
    merge(&folder, 2)
        .exits(0)
        .never_says("refuserait")
        .shows("Les questions à poser à part ne sont pas montrées");
    assert!(result(&folder).contains("answer: refuse"));
}

#[test]
fn dossiers_that_agree_say_so() {
    let folder = folder(&["answers: {org.staff: 2}\n", "answers: {org.staff: 2}\n"]);
    merge(&folder, 2).exits(0).shows("Aucun désaccord").shows("Toutes les réponses sont les mêmes");
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder(&["{}\n", "{}\n"].map(|_| ""));
    fs::write(folder.path().join("all.yaml"), "mine").unwrap();
    merge(&folder, 2).exits(1).says("existe déjà").shows_nothing();
    assert_eq!(result(&folder), "mine");
}

#[test]
fn a_dossier_of_another_questionnaire_is_refused() {
    let folder = folder(&["", ""]);
    fs::write(folder.path().join("2.yaml"), "format: 1\nquestionnaire: club\ncreated: 2026-11-01\n").unwrap();
    merge(&folder, 2).exits(3).says("ce dossier répond au questionnaire « club »").shows_nothing();
    assert!(!folder.path().join("all.yaml").exists());
}

#[test]
fn one_dossier_is_too_few_and_the_same_one_twice_is_told() {
    let folder = folder(&["", ""]);
    merge(&folder, 1).exits(2);
    Diaglibre::new(["fusionner", "1.yaml", "./1.yaml", "-o", "all.yaml"])
        .in_folder(&folder)
        .run()
        .exits(2)
        .says("est nommé deux fois");
}

#[test]
fn a_dossier_that_was_merged_before_counts_as_one_and_is_told() {
    let folder = folder(&["answers: {org.staff: 2}\n", "answers: {org.staff: 3}\n"]);
    merge(&folder, 2).exits(0);
    Diaglibre::new(["merge", "all.yaml", "2.yaml", "-o", "again.yaml"])
        .in_folder(&folder)
        .run()
        .exits(0)
        .says("réunit déjà plusieurs dossiers");
}

#[test]
fn a_wrong_voice_is_told_at_its_place() {
    let folder = folder(&[
        "voices:\n  dossiers: 2\n  answers:\n    means.hours:\n    - {answer: 4, count: 1}\n    - {answer: many, count: 1}\n",
    ]);
    Diaglibre::new(["check", "1.yaml"])
        .in_folder(&folder)
        .run()
        .exits(3)
        .shows("1.yaml:9:16")
        .shows("wrong-type");
}

#[test]
fn a_merge_fits_every_width() {
    for columns in ["60", "80", "140"] {
        for language in ["fr", "en"] {
            let folder = folder(&THREE);
            let files = ["1.yaml", "2.yaml", "3.yaml", "-o", "all.yaml", "--lang", language];
            let run = Diaglibre::new(["merge"]).args(files).env("COLUMNS", columns).in_folder(&folder).run();
            run.exits(0).fits(columns.parse().unwrap());
        }
    }
}
