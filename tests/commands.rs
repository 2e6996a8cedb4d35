//! Every command as a person or a script runs it: what is shown, what is said, and the exit code.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr as _;

use crate::support::{DAY, Diaglibre, EXAMPLES, Outcome, example, plain};

fn run(arguments: &[&str]) -> Outcome {
    Diaglibre::new(arguments).run()
}

fn plan(name: &str) -> Diaglibre {
    Diaglibre::new(["plan", &example(name), "--date", DAY])
}

/// Writes a file into a new folder and runs a command on it.
fn run_on(command: &str, content: &[u8]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("asso.yaml"), content).unwrap();
    Diaglibre::new([command, "asso.yaml"]).in_folder(&folder).run()
}

/// Returns the titles of the steps of a case, in order.
fn titles(name: &str, lang: &str) -> Vec<String> {
    let json = plan(name).args(["--json"]).run().exits(0).json();
    let steps = json["roadmap"]["steps"].as_array().unwrap().clone();
    steps.iter().map(|step| plain(step["title"][lang].as_str().unwrap())).collect()
}

/// Returns the text of one column of the tables of a page, its lines joined by spaces.
fn column(page: &str, header: &str, next: &str) -> String {
    let mut span = None;
    let mut cells = Vec::new();
    for line in page.lines() {
        let place = |word: &str| line.find(word).map(|at| line[..at].width());
        match (place(header), place(next)) {
            (Some(start), Some(end)) if start < end => span = Some((start, end)),
            _ if line.is_empty() => span = None,
            _ => {}
        }
        if let Some((start, end)) = span {
            let mut at = 0;
            let inside = line.chars().filter(|c| {
                let here = at;
                at += c.to_string().width();
                (start..end).contains(&here)
            });
            cells.push(inside.collect::<String>());
        }
    }
    plain(&cells.join(" "))
}

// The plan.

#[test]
fn a_plan_fits_every_width() {
    for name in EXAMPLES {
        for columns in [60, 80, 140] {
            for lang in ["fr", "en"] {
                let width = columns.to_string();
                plan(name).args(["--lang", lang]).env("COLUMNS", &width).run().exits(0).fits(columns);
            }
        }
    }
}

#[test]
fn a_narrow_plan_keeps_every_step_in_order() {
    let outcome = plan("mlc44").env("COLUMNS", "60").run().exits(0);
    let page = plain(&outcome.stdout);
    let mut from = 0;
    for (index, title) in titles("mlc44", "fr").iter().enumerate() {
        let item = format!("- {}. {title}", index + 1);
        let Some(at) = page[from..].find(&item) else { outcome.fail(&format!("{item:?} should come next")) };
        from += at + item.len();
    }
}

#[test]
fn a_wide_plan_keeps_every_step_in_order() {
    for columns in ["80", "140"] {
        let outcome = plan("mlc44").env("COLUMNS", columns).run().exits(0);
        let cells = column(&outcome.stdout, "étape", "humain");
        let mut from = 0;
        for title in titles("mlc44", "fr") {
            let Some(at) = cells[from..].find(&title) else {
                outcome.fail(&format!("{title:?} should come next"))
            };
            from += at + title.len();
        }
    }
}

#[test]
fn a_plan_for_a_program_is_json() {
    let outcome = plan("mlc44").args(["--json"]).run().exits(0).says_nothing();
    let json = outcome.json();
    assert_eq!(json["date"], DAY);
    assert_eq!(json["association"], "MLC44 (Moneko)");
    assert!(json["roadmap"]["steps"][0]["id"].is_string(), "{json:#}");
}

#[test]
fn a_plan_ends_with_the_answers_that_would_change_it_most() {
    let listed = plan("mlc44").args(["--json"]).run().exits(0).json()["worth_asking"].clone();
    let listed = listed.as_array().unwrap();
    assert!((1..=5).contains(&listed.len()) && listed[0]["question"].is_string(), "{listed:#?}");
    let outcome = plan("mlc44").run().exits(0);
    let (_, end) = outcome.stdout.split_once("Les réponses qui changeraient le plus votre plan").unwrap();
    assert_eq!(end.lines().filter(|line| line.starts_with("- ")).count(), listed.len());
    assert!(end.contains("diaglibre diagnose ") && end.contains("--mode full"), "{end}");
}

#[test]
fn another_plan_is_compared_and_nothing_is_written() {
    let before = std::fs::read(example("mlc44")).unwrap();
    let outcome =
        plan("mlc44").args(["--what-if", "hours=10", "--what-if", "exclude=whatsapp"]).run().exits(0);
    outcome.shows("WhatsApp → Rocket.Chat : sort (4e, phase 1)").shows("Rien n'a été écrit");
    assert_eq!(std::fs::read(example("mlc44")).unwrap(), before);
}

#[test]
fn half_the_hours_leave_twice_the_exposure() {
    let json = plan("mlc44").args(["--json", "--what-if", "hours=10"]).run().exits(0).json();
    let difference = &json["difference"];
    assert_eq!(difference["minutes"][0], difference["minutes"][1]);
    // 21 hours against 10: 110 % more.
    assert_eq!(difference["exposure"], 11_000, "{difference:#}");
}

#[test]
fn what_was_tried_is_kept_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(example("mlc44"), folder.path().join("a.yaml")).unwrap();
    let run = |arguments: &[&str]| Diaglibre::new(arguments).in_folder(&folder).run().exits(0);
    let pin = "pin=windows-workstations-ubuntu-first";
    let tried = ["plan", "a.yaml", "--date", DAY, "--what-if", "hours=10", "--what-if", pin, "--json"];
    let other = run(&[&tried[..], &["--keep"]].concat()).json()["roadmap"].clone();
    assert_eq!(run(&["plan", "a.yaml", "--date", DAY, "--json"]).json()["roadmap"], other);
    let again = run(&tried).json();
    assert_eq!(again["difference"]["steps"].as_array().map(Vec::len), Some(0), "{again:#}");
}

#[test]
fn a_change_that_cannot_be_tried_is_refused_with_what_to_type() {
    for (tried, said) in [
        ("hour=3", "vouliez-vous dire « hours » ?"),
        ("pin=zzz", "ou le numéro d'une étape"),
        ("exclude=gmial", "vouliez-vous dire « Gmail » ?"),
        ("choose=Gmail:peertube", "logiciels possibles : Thunderbird"),
        ("choose=Gmail", "choose=OUTIL:LOGICIEL"),
        ("hours=-3", "entre 0 et 200"),
    ] {
        plan("mlc44").args(["--what-if", tried]).run().exits(2).says(said).shows_nothing();
    }
}

#[test]
fn a_step_is_explained_by_its_number_or_its_id() {
    let json = plan("mlc44").args(["--json"]).run().json();
    let id = json["roadmap"]["steps"][0]["id"].as_str().unwrap().to_owned();
    let by_number = plan("mlc44").args(["--explain", "1"]).run().exits(0);
    let by_id = plan("mlc44").args(["--explain", &id]).run().exits(0);
    assert_eq!(by_number.stdout, by_id.stdout);
    by_id.shows(&titles("mlc44", "fr")[0]);
}

#[test]
fn an_unknown_step_is_refused_with_the_possible_numbers() {
    let last = titles("mlc44", "fr").len();
    plan("mlc44").args(["--explain", "99"]).run().exits(2).says(&format!("de 1 à {last}")).shows_nothing();
}

#[test]
fn a_plan_says_each_thing_once() {
    for name in EXAMPLES {
        for (lang, twice) in [("fr", "À revoir À re"), ("fr", "À revoir À ne"), ("en", "again To be")] {
            let outcome = plan(name).args(["--lang", lang]).run().exits(0);
            if plain(&outcome.stdout).contains(twice) {
                outcome.fail(&format!("{twice:?} says the same thing twice"));
            }
        }
    }
}

// Dossiers that cannot be used.

#[test]
fn a_missing_dossier_says_how_to_begin_one() {
    run(&["plan", "absent.yaml"]).exits(1).says("absent.yaml").says("diaglibre diagnose").shows_nothing();
}

#[test]
fn a_folder_is_no_dossier() {
    let folder = tempfile::tempdir().unwrap();
    Diaglibre::new(["plan", "."]).in_folder(&folder).run().exits(1).says("pas un fichier").shows_nothing();
}

#[test]
fn a_binary_file_is_no_dossier() {
    run_on("plan", b"%PDF-1.7\n\xff\xfe\x00").exits(3).says("ce n'est pas un texte").shows_nothing();
}

#[test]
fn an_empty_file_is_no_dossier() {
    run_on("plan", b"").exits(3).says("asso.yaml").shows_nothing();
}

#[test]
fn an_unreadable_text_is_located() {
    let text = b"format: 1\nquestionnaire: [association\n";
    run_on("plan", text).exits(3).says("asso.yaml:3:1: erreur [yaml]").shows_nothing();
}

#[test]
fn an_unreadable_text_is_told_in_french() {
    let outcome = run_on("plan", b"format: 1\nquestionnaire: [association\n").exits(3);
    if outcome.stderr.contains("did not find") {
        outcome.fail("the words of the parser are English");
    }
}

#[test]
fn every_problem_of_a_dossier_is_located() {
    let text = b"format: 1\nquestionnaire: association\ncreated: 2026-01-01\n\
        answers: {org.staff: many, org.stff: 3}\ntools:\n  - usage: emial\n    product: gmail\n";
    run_on("plan", text)
        .exits(3)
        .says("asso.yaml:4:22: erreur [wrong-type]")
        .says("asso.yaml:4:38: erreur [unknown-question]")
        .says("asso.yaml:6:12: erreur [unknown-usage]")
        .says("vouliez-vous dire « email » ?")
        .shows_nothing();
}

#[test]
fn a_dossier_of_a_later_program_asks_for_a_newer_version() {
    run_on("plan", b"format: 2\nanything: else\n")
        .exits(3)
        .says("[newer-format]")
        .says("version plus récente");
}

#[test]
fn a_dossier_above_the_limit_of_size_is_refused() {
    let text = "#".repeat(diaglibre::yaml::MAX_BYTES + 1);
    run_on("plan", text.as_bytes()).exits(3).says("[too-large]").shows_nothing();
}

#[test]
fn a_dossier_with_the_line_ends_of_windows_and_its_mark_is_read() {
    let text =
        format!("\u{feff}{}", std::fs::read_to_string(example("zikapanam")).unwrap().replace('\n', "\r\n"));
    run_on("plan", text.as_bytes()).exits(0).shows("Zikapanam");
}

#[test]
fn the_examples_are_valid() {
    for name in EXAMPLES {
        run(&["check", &example(name)]).exits(0).shows("est valide").says_nothing();
    }
}

#[test]
fn check_shows_the_problems_as_data() {
    let text = b"format: 1\nquestionnaire: association\ncreated: 2026-01-01\nanswers: {org.staff: many}\n";
    run_on("check", text).exits(3).shows("asso.yaml:4:22: erreur [wrong-type]").says_nothing();
}

#[test]
fn check_gives_the_problems_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let text = "format: 1\nquestionnaire: association\ncreated: 2026-01-01\nanswers: {org.staff: many}\n";
    std::fs::write(folder.path().join("asso.yaml"), text).unwrap();
    let outcome = Diaglibre::new(["check", "asso.yaml", "--json"]).in_folder(&folder).run().exits(3);
    assert_eq!(outcome.json()["problems"][0]["code"], "wrong-type");
}

// What is typed wrongly.

#[test]
fn an_unknown_command_gets_a_suggestion() {
    run(&["plna"])
        .exits(2)
        .says("commande inconnue « plna »")
        .says("vouliez-vous dire « plan » ?")
        .shows_nothing();
}

#[test]
fn an_unknown_option_gets_a_suggestion() {
    run(&["plan", "x", "--jsno"])
        .exits(2)
        .says("option inconnue « --jsno »")
        .says("« --json »")
        .shows_nothing();
}

#[test]
fn a_missing_dossier_name_is_named() {
    run(&["plan"]).exits(2).says("il manque <DOSSIER>").shows_nothing();
}

#[test]
fn a_word_too_many_is_not_called_an_option() {
    run(&["plan", "a", "b"]).exits(2).says("« b »").never_says("option inconnue");
}

#[test]
fn an_unknown_language_gets_the_possible_ones() {
    run(&["--lang", "de", "plan", "x"]).exits(2).says("« de »").says("fr, en");
}

#[test]
fn a_missing_value_has_no_empty_hint() {
    let outcome = run(&["plan", "x", "--explain"]).exits(2).says("attend une valeur");
    if outcome.stderr.lines().any(|line| line.trim_end().ends_with(':')) {
        outcome.fail("a hint should not be empty");
    }
}

#[test]
fn a_wrong_date_is_a_usage_error() {
    run(&["plan", "x", "--date", "2026-13-01"]).exits(2).says("2026-13-01").shows_nothing();
}

#[test]
fn without_a_command_nor_a_terminal_the_help_is_short() {
    let outcome = run(&[]).exits(2).says("Utilisation :").shows_nothing();
    assert!(outcome.stderr.lines().count() < 45, "{}", outcome.stderr);
}

// Languages.

const COMMANDS: [&[&str]; 13] = [
    &[],
    &["diagnose"],
    &["plan"],
    &["report"],
    &["providers"],
    &["catalog"],
    &["catalog", "search"],
    &["catalog", "show"],
    &["catalog", "list"],
    &["catalog", "check"],
    &["check"],
    &["completions"],
    &["man"],
];

/// Stops where a text has French letters, marks or words.
#[track_caller]
fn assert_english(outcome: &Outcome) {
    let french =
        ['é', 'è', 'ê', 'à', 'â', 'ç', 'ù', 'û', 'ô', 'î', 'œ', 'É', 'À', '«', '»', '\u{a0}', '\u{202f}'];
    let words = ["Utilisation", "Commandes", "Affiche", "erreur", "conseil", "dossier à"];
    let text = format!("{}{}", outcome.stdout, outcome.stderr);
    if let Some(line) =
        text.lines().find(|line| line.contains(french) || words.iter().any(|word| line.contains(word)))
    {
        outcome.fail(&format!("this line is French: {line:?}"));
    }
}

#[test]
fn english_help_has_no_french() {
    for command in COMMANDS {
        assert_english(&Diaglibre::new(command).args(["--lang", "en", "--help"]).run().exits(0));
    }
}

#[test]
fn french_help_has_no_english() {
    for command in COMMANDS {
        let outcome = Diaglibre::new(command).args(["--help"]).run().exits(0);
        for word in ["Usage:", "Commands", "Print", "[possible values", "[default", "[aliases"] {
            if outcome.stdout.contains(word) {
                outcome.fail(&format!("{word:?} is English"));
            }
        }
    }
}

#[test]
fn french_help_has_a_no_break_space_before_each_colon() {
    for command in COMMANDS {
        let outcome = Diaglibre::new(command).args(["--help"]).run().exits(0);
        if let Some(line) = outcome.stdout.lines().find(|line| line.ends_with("s:")) {
            outcome.fail(&format!("{line:?} lacks a space before its colon"));
        }
    }
}

#[test]
fn english_mistakes_have_no_french() {
    for arguments in [
        &["plna"][..],
        &["plan"],
        &["plan", "x", "--jsno"],
        &["plan", "absent.yaml"],
        &["catalog", "list", "--usage", "emial"],
        &["catalog", "show", "zzzz"],
        &["report", "x", "--output", "x.docx"],
    ] {
        assert_english(&Diaglibre::new(arguments).args(["--lang", "en"]).run());
    }
}

#[test]
fn an_english_plan_has_no_french() {
    let outcome = plan("mlc44").args(["--lang", "en"]).run().exits(0);
    let words = ["étape", "Feuille de route", "pourquoi", "déjà", "jours", "À surveiller"];
    if let Some(word) = words.iter().find(|word| outcome.stdout.contains(**word)) {
        outcome.fail(&format!("{word:?} is French"));
    }
}

#[test]
fn the_locale_gives_the_language() {
    Diaglibre::new(["--help"]).env("LANG", "en_GB.UTF-8").run().exits(0).shows("Usage:");
    Diaglibre::new(["--help"])
        .env("LANG", "en_GB.UTF-8")
        .env("LC_ALL", "fr_FR.UTF-8")
        .run()
        .shows("Utilisation :");
}

#[test]
fn a_locale_without_a_known_language_means_french() {
    Diaglibre::new(["--help"]).env("LANG", "C").run().exits(0).shows("Utilisation :");
}

#[test]
fn french_names_of_the_commands_are_accepted() {
    for (french, arguments) in
        [("verifier", vec![example("mlc44")]), ("prestataires", vec![example("mlc44")])]
    {
        Diaglibre::new([french]).args(&arguments).run().exits(0);
    }
    run(&["catalogue", "show", "doodle"]).exits(0).shows("Doodle");
}

// Colour and pipes.

#[test]
fn a_pipe_gets_no_colour() {
    plan("mlc44").run().exits(0).never_says("\u{1b}");
}

#[test]
fn colour_comes_when_it_is_asked_for_even_with_no_color() {
    let outcome = plan("mlc44").args(["--color", "always"]).env("NO_COLOR", "1").run().exits(0);
    if !outcome.stdout.contains("\u{1b}[1m") {
        outcome.fail("titles should be bold");
    }
}

#[test]
fn colour_changes_no_word() {
    let bold = plan("mlc44")
        .args(["--color", "always"])
        .run()
        .stdout
        .replace("\u{1b}[1m", "")
        .replace("\u{1b}[0m", "");
    assert_eq!(bold, plan("mlc44").args(["--color", "never"]).run().stdout);
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    for outcome in [plan("mlc44").run_unread(), Diaglibre::new(["catalog", "list"]).run_unread()] {
        outcome.exits(0).says_nothing();
    }
}

// The report.

/// Writes the report of MLC44 as `a.pdf`.
fn report(folder: &tempfile::TempDir) -> Diaglibre {
    Diaglibre::new(["report", &example("mlc44"), "--output", "a.pdf", "--quiet"]).in_folder(folder)
}

fn written(run: impl FnOnce(&tempfile::TempDir) -> Outcome) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    run(&folder).exits(0);
    std::fs::read(folder.path().join("a.pdf")).unwrap()
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let first = written(|folder| report(folder).args(["--date", DAY]).run());
    let second = written(|folder| report(folder).args(["--date", DAY]).env("TZ", "Pacific/Auckland").run());
    assert!(first == second, "two runs of the same day differ");
}

#[test]
fn source_date_epoch_is_the_day() {
    let asked = written(|folder| report(folder).args(["--date", DAY]).run());
    let epoch = written(|folder| report(folder).env("SOURCE_DATE_EPOCH", "1795435200").run());
    assert!(asked == epoch, "SOURCE_DATE_EPOCH should give the same file as --date");
}

#[test]
fn a_wrong_source_date_epoch_is_a_usage_error() {
    let outcome = Diaglibre::new(["plan", &example("mlc44")]).env("SOURCE_DATE_EPOCH", "yesterday").run();
    outcome.exits(2).says("SOURCE_DATE_EPOCH").shows_nothing();
}

#[test]
fn a_report_has_a_dated_name_by_default() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = Diaglibre::new(["report", &example("mlc44"), "--date", DAY]).in_folder(&folder).run();
    outcome.exits(0).says("Rapport écrit : mlc44-2026-11-23.pdf").shows("Feuille de route").shows("MLC44");
    let names: BTreeSet<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, BTreeSet::from(["mlc44-2026-11-23.pdf".into()]));
}

#[test]
fn a_quiet_report_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    report(&folder).run().exits(0).shows_nothing();
}

#[test]
fn a_report_replaces_the_file_of_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), "old").unwrap();
    report(&folder).run().exits(0);
    assert!(std::fs::read(folder.path().join("a.pdf")).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn a_report_of_another_format_is_refused_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.docx", "a"] {
        let outcome = Diaglibre::new(["report", "absent.yaml", "--output", name]).in_folder(&folder).run();
        outcome.exits(2).says(".pdf, .html").says("--output a.pdf").shows_nothing();
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_report_cannot_be_written_under_a_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let outcome =
        Diaglibre::new(["report", &example("mlc44"), "--output", "file/a.pdf"]).in_folder(&folder).run();
    outcome.exits(1).says("impossible d'écrire « file/a.pdf »").shows_nothing();
}

#[test]
fn the_cause_of_a_refused_write_is_told_in_french() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let outcome =
        Diaglibre::new(["report", &example("mlc44"), "--output", "file/a.pdf"]).in_folder(&folder).run();
    outcome.exits(1).never_says("Not a directory");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root writes everywhere: then there is nothing to see here.
    if std::fs::write(folder.path().join("probe"), "").is_err() {
        report(&folder).run().exits(1).says("l'accès est refusé");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
}

// Providers.

#[test]
fn providers_come_from_the_bundled_list_and_say_so() {
    for name in EXAMPLES {
        let outcome = run(&["providers", &example(name)]).exits(0).fits(80);
        outcome.shows("Liste livrée avec le programme").shows("Rien n'est envoyé sur Internet");
    }
}

#[test]
fn providers_for_a_program_are_json() {
    let json = run(&["providers", &example("mlc44"), "--json"]).exits(0).json();
    assert_eq!(json["compiled"], DAY);
    assert!(json["shortlist"]["matched"].is_array(), "{json:#}");
}

// The catalogue.

#[test]
fn a_search_knows_nicknames() {
    run(&["catalog", "search", "le", "drive"]).exits(0).shows("Google Drive [google-drive]");
}

#[test]
fn a_search_forgives_a_typo() {
    run(&["catalog", "search", "nextclod"]).exits(0).shows("[nextcloud]");
}

#[test]
fn a_search_folds_accents_and_case() {
    let plain = run(&["catalog", "search", "lettre d'information brevo"]).stdout;
    assert_eq!(plain, run(&["catalog", "search", "LETTRE D’INFORMATION BRÉVO"]).stdout);
    run(&["catalog", "search", "Frâmadâte"]).exits(0).shows("[framadate]");
}

#[test]
fn a_search_for_what_people_do_leads_to_the_usage() {
    run(&["catalog", "search", "Visuels"]).exits(0).shows("diaglibre catalog list --usage graphics");
    run(&["catalog", "search", "les dons"]).exits(0).shows("diaglibre catalog list --usage payments");
    let json = run(&["catalog", "search", "visuels", "--json"]).exits(0).json();
    assert_eq!(json["usages"][0], "graphics");
}

#[test]
fn showing_a_usage_points_at_the_list_of_it() {
    run(&["catalog", "show", "mots de passe"]).exits(1).says("diaglibre catalog list --usage passwords");
}

#[test]
fn a_usage_is_listed_by_its_label_too() {
    let by_label = run(&["catalog", "list", "--usage", "Courriel"]).exits(0).stdout;
    assert_eq!(by_label, run(&["catalog", "list", "--usage", "email"]).stdout);
}

#[test]
fn a_search_without_result_says_where_to_look() {
    run(&["catalog", "search", "zzzzzzzz"]).exits(1).says("diaglibre catalog list").shows_nothing();
}

#[test]
fn a_search_for_a_program_is_json() {
    let outcome = run(&["catalog", "search", "nextcloud", "--json"]).exits(0);
    assert_eq!(outcome.json()["found"][0]["id"], "nextcloud");
}

#[test]
fn a_tool_is_shown_with_its_way_out_and_sources() {
    let outcome = run(&["catalog", "show", "le drive"]).exits(0).fits(80);
    outcome.shows("Google Drive").shows("Nextcloud").shows("Ce qu'on perd :").shows("Lu le 23");
}

#[test]
fn a_libre_software_is_shown_with_its_licence() {
    run(&["catalog", "show", "nextcloud"]).exits(0).shows("Licence : AGPL-3.0").shows("Remplace :");
}

#[test]
fn a_libre_software_is_shown_with_those_who_host_it() {
    run(&["catalog", "show", "nextcloud"]).exits(0).shows("Structures qui l'hébergent");
}

#[test]
fn a_reading_is_told_apart_from_a_fact() {
    run(&["catalog", "show", "google-drive"]).exits(0).shows("Notre jugement :");
}

#[test]
fn a_record_for_a_program_is_json() {
    let json = run(&["catalog", "show", "nextcloud", "--json"]).exits(0).json();
    assert_eq!(json["records"][0]["kind"], "alternative");
    assert_eq!(json["records"][0]["record"]["id"], "nextcloud");
}

#[test]
fn what_is_not_libre_is_shown_with_the_reason() {
    run(&["catalog", "show", "n8n"]).exits(0).shows("Non proposé").shows("Sustainable Use License");
}

#[test]
fn an_old_fact_is_shown_with_its_age() {
    run(&["catalog", "show", "nextcloud", "--date", "2028-01-25"]).exits(0).shows("il y a 14 mois");
}

#[test]
fn the_statistics_fit_every_width() {
    for columns in [60, 80, 140] {
        let outcome = Diaglibre::new(["catalog", "stats"]).env("COLUMNS", &columns.to_string()).run();
        outcome.exits(0).shows("migrations").fits(columns);
    }
}

#[test]
fn the_statistics_count_the_files() {
    let json = run(&["catalog", "stats", "--json"]).exits(0).json();
    assert_eq!(json["stats"]["tools"], crate::support::files("catalog/tools", ".yaml").len());
    let of_usages = json["stats"]["usages"].as_array().unwrap().iter();
    let migrations: u64 = of_usages.map(|usage| usage["migrations"].as_u64().unwrap()).sum();
    assert_eq!(json["stats"]["migrations"], migrations);
}

#[test]
fn a_mistyped_record_gets_a_suggestion() {
    run(&["catalog", "show", "nextclooud-talkk"]).exits(1).says("« nextcloud-talk »").shows_nothing();
}

#[test]
fn a_list_holds_every_record() {
    let bundle = diaglibre::store::bundled().unwrap();
    let outcome = run(&["catalog", "list"]).exits(0).fits(80);
    let page = plain(&outcome.stdout);
    let names = bundle.catalog.tools.values().map(|tool| &tool.name.fr);
    for name in names.chain(bundle.catalog.alternatives.values().map(|one| &one.name.fr)) {
        if !page.contains(&plain(name)) {
            outcome.fail(&format!("{name:?} should be in the list"));
        }
    }
}

#[test]
fn a_list_of_one_usage_holds_that_usage_only() {
    let outcome =
        run(&["catalog", "list", "--usage", "date-poll"]).exits(0).shows("Doodle").shows("Framadate");
    assert_eq!(outcome.stdout.matches('[').count(), 1, "{}", outcome.stdout);
}

#[test]
fn a_list_for_a_program_is_json() {
    let json = run(&["catalog", "list", "--usage", "date-poll", "--json"]).exits(0).json();
    assert!(json["usages"][0]["tools"].as_array().unwrap().contains(&"doodle".into()), "{json:#}");
}

#[test]
fn an_unknown_usage_gets_a_suggestion() {
    run(&["catalog", "list", "--usage", "emial"])
        .exits(2)
        .says("« emial »")
        .says("« email »")
        .shows_nothing();
}

#[test]
fn the_bundled_catalogue_has_no_problem_on_its_day() {
    run(&["catalog", "check", "--date", DAY]).exits(0).shows("Aucun problème");
}

#[test]
fn old_facts_show_when_the_catalogue_is_checked_later() {
    run(&["catalog", "check", "--date", "2029-01-01"]).exits(3).shows("[stale]");
}

#[test]
fn a_plan_goes_on_with_a_catalogue_that_grew_old() {
    Diaglibre::new(["plan", &example("mlc44"), "--date", "2029-01-01"]).run().exits(0).shows("MLC44");
}

// Completions and manual.

#[test]
fn each_shell_has_completions_for_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = run(&["completions", shell]).exits(0).says_nothing();
        for command in ["diagnose", "plan", "report", "providers", "catalog", "check"] {
            if !outcome.stdout.contains(command) {
                outcome.fail(&format!("{shell} should complete {command:?}"));
            }
        }
    }
}

#[test]
fn an_unknown_shell_gets_the_possible_ones() {
    run(&["completions", "tcsh"]).exits(2).says("bash, elvish, fish, powershell, zsh").shows_nothing();
}

#[test]
fn the_manual_page_is_troff() {
    let outcome = run(&["man"]).exits(0).says_nothing();
    if !outcome.stdout.contains(".TH diaglibre 1") {
        outcome.fail("a manual page begins with its title");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let outcome = run(&["--version"]).exits(0);
    assert_eq!(outcome.stdout, format!("diaglibre {}\n", env!("CARGO_PKG_VERSION")));
}
