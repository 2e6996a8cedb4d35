//! The whole express interview, in a terminal and line by line.
#![cfg(unix)]

use crate::support::pty::{DATE, Desk, FILE, Terminal};

const DOWN: &str = "\x1b[B";
const ESCAPE: &str = "\x1b";
const CTRL_C: &str = "\x03";

/// What is waited for, then typed: three usages, of which one tool is unknown to the catalogue and one is libre.
pub(crate) const STEPS: [(&str, &str); 19] = [
    ("question 1 sur 8", "\r"),
    ("question 2 sur 8", "Les Œillets d'Été\r"),
    ("question 3 sur 8", "isere\r"),
    ("question 4 sur 8", "3\r"),
    ("question 5 sur 8", "1 2\r"),
    ("question 6 sur 8", "moins\r"),
    ("2e place ?", "autres sont\r"),
    ("question 7 sur 8", "10 h\r"),
    ("question 8 sur 8", "courriel fichiers visio \r"),
    ("question 9 sur 20", "gmail\r"),
    ("question 10 sur 20", "\r"),
    ("question 11 sur 20", "5\r"),
    ("question 12 sur 20", "semaine\r"),
    ("question 13 sur 20", "Zorglub 3000\r"),
    ("question 14 sur 20", "je ne sais\r"),
    ("question 15 sur 20", "je ne sais pas\r"),
    ("question 16 sur 20", "\r"),
    ("question 17 sur 20", "jitsi meet\r"),
    ("question 18 sur 20", "deja libre\r"),
];

/// The same answers, line by line.
const LINES: &str = "1\nLes Œillets d'Été\n38\n3\n12\n4\n10\n1, 4, 9\n\
    gmail\n1\n5\n2\n\
    Zorglub 3000\nnsp\nnsp\n1\n\
    Jitsi Meet\n6\n1\n";

/// Answers the questions of a range of steps.
pub(crate) fn answer(terminal: &mut Terminal, steps: std::ops::Range<usize>) {
    for (text, keys) in &STEPS[steps] {
        terminal.wait(text);
        terminal.keys(keys);
    }
}

fn finish(terminal: &mut Terminal) {
    terminal.wait("C’était la dernière question");
    terminal.keys("\r");
    terminal.wait("diaglibre report");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
}

/// Returns the dossier of an interview without incident.
fn uninterrupted(columns: u16) -> String {
    let desk = Desk::new(columns);
    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 0..STEPS.len());
    finish(&mut terminal);
    assert_eq!(desk.files(), [FILE]);
    desk.dossier()
}

/// Goes back twice, is interrupted, resumes on the same question, is interrupted again, ends.
fn eventful(columns: u16) -> String {
    let desk = Desk::new(columns);
    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 0..4);
    terminal.wait("question 5 sur 8").keys(ESCAPE);
    terminal.wait("question 4 sur 8").keys(ESCAPE);
    terminal.wait("question 3 sur 8").keys(CTRL_C);
    terminal.wait("Pour reprendre : diaglibre diagnose");
    assert_eq!(terminal.end(), 130);
    assert!(terminal.is_given_back());

    let mut terminal = desk.interview(&[]);
    terminal.wait("question 3 sur 8");
    assert!(terminal.screen().contains("> 38 Isère"), "{}", terminal.screen());
    terminal.keys("\r");
    terminal.wait("question 4 sur 8").keys("\r");
    answer(&mut terminal, 4..10);
    terminal.wait("question 10 sur 20").keys(CTRL_C);
    assert_eq!(terminal.end(), 130);

    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 10..STEPS.len());
    finish(&mut terminal);
    desk.dossier()
}

#[test]
fn an_eventful_interview_ends_like_a_quiet_one_at_any_width() {
    let quiet = uninterrupted(80);
    assert!(quiet.contains("org.name: Les Œillets d'Été\n"), "{quiet}");
    assert!(quiet.contains("product: Zorglub 3000\n"), "{quiet}");
    assert!(quiet.contains(&format!("created: {DATE}\n")), "{quiet}");
    for columns in [60, 80, 140] {
        assert_eq!(eventful(columns), quiet, "{columns} columns");
    }
}

#[test]
fn prepared_lines_lead_to_the_same_dossier() {
    let desk = Desk::new(80);
    let (code, said) = desk.lines(LINES);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("gardé tel quel"), "{said}");
    assert_eq!(desk.dossier(), uninterrupted(80));
}

#[test]
fn the_end_of_the_lines_keeps_what_was_answered_and_says_how_to_resume() {
    let desk = Desk::new(80);
    let (code, said) = desk.lines("2\nÀ moitié\n");
    assert_eq!(code, Some(130));
    assert!(said.ends_with(&format!("diaglibre diagnose {FILE} --plain\n")), "{said}");
    assert!(desk.dossier().contains("org.name: À moitié\n"), "{}", desk.dossier());
    let (_, said) = desk.lines("");
    assert!(said.contains("Question 3 sur 8"), "{said}");
}

#[test]
fn words_are_not_cut_and_the_cursor_stands_behind_what_is_typed() {
    for columns in [40, 60, 80] {
        let desk = Desk::new(columns);
        let mut terminal = desk.interview(&[]);
        answer(&mut terminal, 0..1);
        terminal.wait("question 2 sur 8");
        terminal.keys("Été 日本");
        terminal.wait_at_cursor("Été 日本");
        for word in ["association", "Entrée", "revenir", "précédente"] {
            assert!(
                terminal.screen().contains(word),
                "{word} is cut at {columns} columns\n{}",
                terminal.screen()
            );
        }
    }
}

#[test]
fn a_question_mark_explains_without_answering() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&[]);
    for (text, keys, explained) in [
        ("question 1 sur 8", "?\r", "ne voit pas tout"),
        ("question 1 sur 8", "\r", ""),
        ("question 2 sur 8", "?\r", "Le nom sert de titre"),
    ] {
        terminal.wait(text);
        terminal.keys(keys);
        terminal.wait(explained);
    }
    terminal.wait("question 2 sur 8");
    assert!(!desk.dossier().contains("org.name"), "{}", desk.dossier());
}

#[test]
fn a_new_dossier_never_takes_the_place_of_a_file() {
    let desk = Desk::new(80);
    desk.put("format: 1\nquestionnaire: association\ncreated: 2026-01-01\nanswers: {org.name: Là}\n");
    let mut terminal = desk.interview(&[]);
    terminal.wait("1 réponse y est déjà");
    terminal.wait("question 1 sur 8");
    terminal.keys(CTRL_C);
    assert_eq!(terminal.end(), 130);
    assert!(desk.dossier().contains("org.name: Là"), "{}", desk.dossier());
}

#[test]
fn a_line_is_ticked_with_the_space_bar_only() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 0..8);
    terminal.wait("question 8 sur 8");
    terminal.keys("visio\r");
    terminal.wait("« visio » n’est pas coché");
    terminal.keys(" ").keys(DOWN).keys("\r");
    terminal.wait("question 9 sur 12");
    assert!(desk.dossier().contains("- video-conference\n"), "{}", desk.dossier());
}
