//! Whatever ends the program, and whenever: the dossier is valid and holds every earlier answer.
#![cfg(unix)]

use diaglibre::store;

use crate::interview::{STEPS, answer};
use crate::support::pty::{Desk, FILE};

/// How many times the program is killed.
const KILLS: u64 = 50;

/// A small generator with a fixed seed: the same moments in every run (Steele, Lea, Flood 2014, `SplitMix64`).
struct Moments(u64);

impl Moments {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap_or(0)
    }
}

/// Returns what the file holds while each step is on the screen, then once all are answered.
fn expected() -> Vec<String> {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&[]);
    let mut texts: Vec<String> = STEPS
        .iter()
        .map(|(text, keys)| {
            terminal.wait(text);
            let text = desk.dossier();
            terminal.keys(keys);
            text
        })
        .collect();
    terminal.wait("C’était la dernière question");
    texts.push(desk.dossier());
    texts
}

/// The first step of the question that a step belongs to: an order of importance takes two.
fn first(step: usize) -> usize {
    if step == 6 { 5 } else { step }
}

#[test]
fn a_program_killed_at_any_moment_loses_at_most_the_answer_being_typed() {
    let texts = expected();
    let bundle = store::bundled().expect("the bundled data are checked");
    let mut moments = Moments(20_261_123);
    for kill in 0..KILLS {
        let desk = Desk::new(80);
        let start = first(moments.below(STEPS.len()));
        let end = (start + moments.below(3)).min(STEPS.len() - 1);
        desk.put(&texts[start]);
        let mut terminal = desk.interview(&[]);
        answer(&mut terminal, start..end);
        let (text, keys) = STEPS[end];
        terminal.wait(text);
        // Part of an answer, in bytes: a letter may be cut in two; the whole of it, one time in two, so that the
        // end comes while it is being saved.
        let typed = if moments.below(2) == 0 { keys.len() } else { moments.below(keys.len()) };
        terminal.bytes(&keys.as_bytes()[..typed]);
        // As many turns of the processor as chance wants, over several magnitudes: the save is not begun, under way
        // or done.
        for _ in 0..1_usize << moments.below(18) {
            std::thread::yield_now();
        }
        terminal.kill();
        let left = desk.dossier();
        let place = format!("kill {kill}: steps {start} to {end}, {typed} bytes typed\n{left}");
        let allowed = [&texts[first(end)], &texts[end + 1]];
        assert!(allowed.contains(&&left), "{place}");
        let dossier = store::load_dossier(&desk.path(FILE), &bundle);
        assert!(dossier.is_ok(), "{place}\n{dossier:?}");
    }
}

#[test]
fn a_request_to_end_gives_the_terminal_back_and_says_how_to_resume() {
    for signal in ["TERM", "INT"] {
        let desk = Desk::new(80);
        let mut terminal = desk.interview(&[]);
        answer(&mut terminal, 0..2);
        terminal.wait("question 3 sur 8");
        terminal.signal(signal);
        terminal.wait("Pour reprendre : diaglibre diagnose");
        assert_eq!(terminal.end(), 130);
        assert!(terminal.is_given_back(), "{}", terminal.screen());
        assert!(desk.dossier().contains("org.name"), "{}", desk.dossier());
    }
}

#[test]
fn ctrl_c_on_a_line_is_an_interruption() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&["--plain"]);
    terminal.wait("Question 1 sur 8");
    terminal.keys("2\r");
    terminal.wait("Question 2 sur 8");
    terminal.keys("à moit\x03");
    terminal.wait("Pour reprendre : diaglibre diagnose");
    assert_eq!(terminal.end(), 130);
    assert!(desk.dossier().contains("session.mode: group"), "{}", desk.dossier());
}

#[test]
fn a_closed_terminal_leaves_the_answers() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 0..2);
    terminal.wait("question 3 sur 8");
    let before = desk.dossier();
    drop(terminal);
    assert_eq!(desk.dossier(), before);
}

#[test]
fn a_dossier_changed_meanwhile_is_not_overwritten() {
    let desk = Desk::new(80);
    let mut terminal = desk.interview(&[]);
    answer(&mut terminal, 0..1);
    terminal.wait("question 2 sur 8");
    let other = desk.dossier().replace("alone", "guided");
    desk.put(&other);
    terminal.keys("Asso\r");
    terminal.wait("modifié par un autre programme");
    assert_eq!(terminal.end(), 1);
    assert_eq!(desk.dossier(), other);
}
