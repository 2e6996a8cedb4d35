//! What can be done beside answering, on a screen at three widths and line by line, in both languages.
#![cfg(unix)]

use crate::support::pty::{DATE, Desk, FILE, Terminal};

const DOWN: &str = "\x1b[B";
const ESCAPE: &str = "\x1b";
const CTRL_C: &str = "\x03";

/// The words that are waited for, in one language.
struct Words {
    lang: &'static str,
    question: &'static str,
    what: &'static str,
    which: &'static str,
    line: &'static str,
    added: &'static str,
    useful: &'static str,
    plan: &'static str,
    last: &'static str,
    left: &'static str,
    saved: &'static str,
}

const FRENCH: Words = Words {
    lang: "fr",
    question: "question 2 sur",
    what: "Que faire ?",
    which: "Quel outil ?",
    line: "WhatsApp, 12, tous les jours",
    added: "Ajouté : WhatsApp",
    useful: "changeraient le plus votre plan",
    plan: "Votre plan, d’après vos réponses",
    last: "C’était la dernière question",
    left: "réponses utiles",
    saved: "Tout est enregistré",
};

const ENGLISH: Words = Words {
    lang: "en",
    question: "question 2 of",
    what: "What to do?",
    which: "Which tool?",
    line: "WhatsApp, 12, every day",
    added: "Added: WhatsApp",
    useful: "would change your plan most",
    plan: "Your plan, after your answers",
    last: "That was the last question",
    left: "useful answers left",
    saved: "Everything is saved",
};

/// A dossier of which all is answered but the frequency of its only tool.
const NEARLY: &str = "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers:\n  \
    session.mode: group\n  org.name: A\n  org.department: '38'\n  org.staff: 2\n  org.volunteers: 10\n  \
    why.rank: unknown\n  means.hours: 10\n  use.list: [email]\ntools:\n- {usage: email, product: gmail, \
    status: in-use, users: 12}\n";

fn interview(desk: &Desk, words: &Words) -> Terminal {
    desk.start(&["diagnose", FILE, "--lang", words.lang, "--date", DATE])
}

/// Returns the screen as one line: a narrow terminal breaks what is waited for.
fn flat(terminal: &Terminal) -> String {
    terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_forgotten_tool_is_added_from_a_question_at_any_width_in_both_languages() {
    for (columns, words) in
        [60, 80, 140].into_iter().flat_map(|columns| [(columns, &FRENCH), (columns, &ENGLISH)])
    {
        let desk = Desk::new(columns);
        let mut terminal = interview(&desk, words);
        terminal.wait(&words.question.replace('2', "1")).keys("\r");
        terminal.wait(words.question).keys("menu\r");
        terminal.wait(words.what).keys(&DOWN.repeat(4)).keys("\r");
        terminal.wait(words.which).keys(words.line).keys("\r");
        terminal.wait(words.added).wait(words.question).keys(CTRL_C).wait(words.saved);
        assert_eq!(terminal.end(), 130);
        assert!(terminal.is_given_back());
        let dossier = desk.dossier();
        assert!(dossier.contains("- usage: chat\n  product: whatsapp\n"), "{dossier}");
        assert!(dossier.contains("users: 12\n") && dossier.contains("freq: daily\n"), "{dossier}");
    }
}

#[test]
fn the_plan_and_what_would_change_it_come_after_the_last_answer_at_any_width_in_both_languages() {
    for (columns, words) in
        [60, 80, 140].into_iter().flat_map(|columns| [(columns, &FRENCH), (columns, &ENGLISH)])
    {
        let desk = Desk::new(columns);
        desk.put(NEARLY);
        let mut terminal = interview(&desk, words);
        terminal.wait(&words.question.replacen('2', "12", 1)).keys("\r");
        terminal.wait(words.plan).wait(words.useful).wait(words.last);
        // The third line: to answer these questions.
        terminal.keys(&DOWN.repeat(2)).keys("\r");
        terminal.wait(words.left);
        let screen = flat(&terminal);
        assert!(screen.contains("Gmail"), "{screen}");
        terminal.keys(CTRL_C);
        assert_eq!(terminal.end(), 130);
    }
}

#[test]
fn what_is_ticked_and_not_confirmed_is_there_again_after_going_back_and_after_an_interruption() {
    let desk = Desk::new(80);
    desk.put(
        &NEARLY.replace("  use.list: [email]\n", "").replace("tools:", "#").replace("- {usage", "# {usage"),
    );
    let mut terminal = interview(&desk, &FRENCH);
    terminal.wait("question 8 sur 8").keys(" ").keys(DOWN).keys(" ").keys(ESCAPE);
    terminal.wait("question 7 sur 8").keys("\r");
    terminal
        .wait("question 8 sur 8")
        .wait("[x] Courriel")
        .wait("[x] Agendas")
        .keys(DOWN)
        .keys(DOWN)
        .keys(" ");
    terminal.wait("[x] Carnets").keys(CTRL_C).wait("Tout est enregistré");
    assert_eq!(terminal.end(), 130);
    assert!(terminal.is_given_back());
    assert!(!desk.dossier().contains("use.list:"), "{}", desk.dossier());
    let mut terminal = interview(&desk, &FRENCH);
    terminal.wait("question 8 sur 8").wait("[x] Courriel").wait("[x] Agendas").wait("[x] Carnets").keys("\r");
    terminal.wait("question 9 sur");
    assert!(
        desk.dossier().contains("use.list:\n  - email\n  - calendar\n  - contacts\n"),
        "{}",
        desk.dossier()
    );
    assert!(!desk.dossier().contains("drafts"), "{}", desk.dossier());
}

#[test]
fn what_is_typed_and_not_confirmed_is_there_again_after_going_back() {
    let desk = Desk::new(80);
    let mut terminal = interview(&desk, &FRENCH);
    terminal.wait("question 1 sur 8").keys("\r");
    terminal.wait("question 2 sur 8").keys("Les Œillets");
    terminal.wait_at_cursor("Les Œillets").keys(ESCAPE);
    terminal.wait("question 1 sur 8").keys("\r");
    terminal.wait("question 2 sur 8").wait_at_cursor("Les Œillets").keys("\r");
    terminal.wait("question 3 sur 8");
    assert!(desk.dossier().contains("org.name: Les Œillets\n"), "{}", desk.dossier());
}

#[test]
fn everything_of_the_menu_is_within_reach_line_by_line() {
    let desk = Desk::new(80);
    // To add, to note, to review (the diagnosis, its first answer), to go to the reasons, to skip, to stop.
    let lines = "1\nmenu\n5\nWhatsApp, 12, tous les jours\n\
        menu\n6\nDemander à Simone\n\
        menu\n4\n1\n1\n2\nretour\nretour\n\
        menu\n3\n3\nnsp\n\
        menu\n2\n\
        menu\n8\n";
    let (code, said) = desk.lines(lines);
    assert_eq!(code, Some(130), "{said}");
    let dossier = desk.dossier();
    assert!(dossier.contains("- Demander à Simone\n"), "{dossier}");
    assert!(dossier.contains("session.mode: group\n"), "{dossier}");
    assert!(dossier.contains("why.rank: unknown\n"), "{dossier}");
    assert!(dossier.contains("product: whatsapp\n"), "{dossier}");
    assert!(!dossier.contains("org.name"), "{dossier}");
    assert!(said.contains("Dans quel département"), "{said}");
}

#[test]
fn a_line_answers_in_english_as_well() {
    let desk = Desk::new(80);
    let (code, said) = desk.lines_in("en", "2\nmenu\n5\nWhatsApp, 12, every day\nback\n1\nstop\n");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("Added: WhatsApp") && said.contains("Current answer: as a group"), "{said}");
    assert!(desk.dossier().contains("session.mode: alone\n"), "{}", desk.dossier());
}

#[test]
fn a_workshop_says_how_long_a_section_took() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&["--mode", "workshop"]);
    terminal.wait("question 1 sur").keys("\r");
    terminal.wait("question 2 sur").keys("menu\r");
    terminal.wait("Que faire ?").keys(&DOWN.repeat(2)).keys("\r");
    terminal.wait("À quelle partie ?").keys(DOWN).keys("\r");
    terminal.wait("Ce diagnostic : 0 min, sur 5 prévues.");
}
