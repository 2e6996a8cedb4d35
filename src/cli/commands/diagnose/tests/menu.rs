//! What can be done at a question beside answering it.

use super::*;
use crate::dossier::Left;

const MENU: Step = Step::Reply(Reply::Leave(Way::Menu, None));
const STOP: Step = Step::Reply(Reply::Leave(Way::Stop, None));

fn item(index: usize) -> Step {
    Step::Pick(Picked::Item(index))
}

fn leave(way: Way, left: Left) -> Step {
    Step::Reply(Reply::Leave(way, Some(left)))
}

fn asked(prompter: &Scripted) -> Vec<&str> {
    prompter.asked.iter().map(|(id, _)| id.as_str()).collect()
}

/// The places of the items in the menu of a question.
const SKIP: usize = 1;
const JUMP: usize = 2;
const REVIEW: usize = 3;
const ADD: usize = 4;
const NOTE: usize = 5;

#[test]
fn a_question_passed_over_comes_back_when_it_is_asked_for_at_the_end() {
    let world = world();
    let skipped = [MENU, item(SKIP)];
    let mut steps = start();
    steps.splice(1..2, skipped);
    // After the questions of the plan: to finish, the report, what was skipped.
    let steps = [steps, tool("gmail").into(), vec![item(2), text("Les Œillets"), FINISH]].concat();
    let (exit, prompter) = world.run(&steps);
    assert_eq!(exit, Exit::Done);
    assert_eq!(prompter.asked[1].0, "org.name");
    assert_eq!(prompter.asked.last().unwrap().0, "org.name");
    assert_eq!(world.dossier().answers.general["org.name"], Answer::Text("Les Œillets".into()));
}

#[test]
fn a_jump_asks_the_questions_of_that_part_then_comes_back() {
    let world = world();
    // « Ce diagnostic », « Votre association », « Vos raisons ».
    let rank = say(Answer::Unknown);
    let (_, prompter) = world.run(&[choice("alone"), MENU, item(JUMP), item(2), rank, text("A")]);
    assert_eq!(asked(&prompter), ["session.mode", "org.name", "why.rank", "org.name", "org.department"]);
}

#[test]
fn an_answer_is_corrected_from_the_menu_without_moving() {
    let world = world();
    let steps = [
        choice("alone"),
        text("A"),
        MENU,
        item(REVIEW),
        // The second part is the association, its first answer the name.
        item(1),
        item(0),
        text("B"),
        Step::Pick(Picked::Back),
        Step::Pick(Picked::Back),
    ];
    let (_, prompter) = world.run(&steps);
    assert_eq!(world.dossier().answers.general["org.name"], Answer::Text("B".into()));
    assert_eq!(asked(&prompter).last(), Some(&"org.department"));
    assert!(prompter.said.iter().any(|said| said.contains("Votre association")), "{:?}", prompter.said);
}

#[test]
fn a_tool_is_taken_out_only_when_the_person_is_sure() {
    let world = world();
    let steps = |sure: usize| {
        // The parts: diagnosis, association, reasons, means, usages, then the tool, whose last line removes it.
        let back = Step::Pick(Picked::Back);
        let mut steps = vec![MENU, item(REVIEW), item(5), item(4), item(sure), back.clone()];
        if sure == 0 {
            steps.push(back);
        }
        steps
    };
    let mut all = start();
    all.extend(tool("gmail"));
    *all.last_mut().unwrap() = say(Answer::Unknown);
    all.insert(7, say(Answer::Choices(vec!["email".into(), "chat".into()])));
    all.remove(8);
    world.run(&[all, steps(0)].concat());
    assert_eq!(world.dossier().answers.tools.len(), 1);
    let (_, prompter) = world.run(&steps(1));
    assert!(world.dossier().answers.tools.is_empty());
    assert_eq!(asked(&prompter).last(), Some(&"tool.product"));
}

#[test]
fn a_forgotten_tool_is_added_from_any_question() {
    let world = world();
    let line = |line: &str| Step::Write(line.into());
    let (_, prompter) = world.run(&[choice("alone"), MENU, item(ADD), line("WhatsApp, 12, tous les jours")]);
    let dossier = world.dossier();
    assert_eq!(dossier.answers.general["use.list"], Answer::Choices(vec!["chat".into()]));
    assert_eq!(dossier.answers.tools[0].answers["tool.users"], Answer::Number(12));
    assert_eq!(asked(&prompter), ["session.mode", "org.name", "org.name"]);
    // A name that the catalogue does not know has no usage of its own.
    world.run(&[MENU, item(ADD), line("courriel : Zorglub 3000")]);
    assert_eq!(world.dossier().answers.tools[1].usage, "email");
}

#[test]
fn a_note_is_kept_in_the_dossier() {
    let world = world();
    world.run(&[choice("alone"), MENU, item(NOTE), Step::Write("Demander à Simone".into())]);
    assert_eq!(world.dossier().notes, ["Demander à Simone"]);
}

#[test]
fn what_is_left_at_a_question_is_found_there_again_another_day() {
    let world = world();
    let ticked = Left::Placed(vec![vec!["email".into(), "chat".into()]]);
    let mut steps = start();
    *steps.last_mut().unwrap() = leave(Way::Stop, ticked.clone());
    world.run(&steps);
    let draft = &world.dossier().drafts[0];
    assert_eq!((draft.at.question.as_str(), &draft.left), ("use.list", &ticked));
    world.run(&[say(Answer::Choices(vec!["email".into()]))]);
    assert!(world.dossier().drafts.is_empty());
}

#[test]
fn the_plan_is_seen_before_the_end() {
    let world = world();
    // The usage has one tool; another usage is still to be named.
    let mut steps = start();
    *steps.last_mut().unwrap() = say(Answer::Choices(vec!["email".into(), "chat".into()]));
    steps.extend(tool("gmail"));
    steps.extend([MENU, item(6)]);
    let (_, prompter) = world.run(&steps);
    let plan = prompter.said.iter().find(|said| said.contains("Votre plan")).unwrap();
    assert!(plan.contains("1. Gmail") && plan.contains("hypothèses"), "{plan}");
}

#[test]
fn the_questions_that_would_change_the_plan_most_can_be_answered_alone() {
    let world = world();
    // Finish, report, these questions.
    let (_, prompter) = world.run(&[start(), tool("gmail").into(), vec![item(2)]].concat());
    let last = asked(&prompter).last().copied().unwrap().to_owned();
    let said = prompter.said.iter().find(|said| said.contains("changeraient le plus")).unwrap();
    let question = world.context.bundle.questionnaire.question(&last).unwrap();
    assert!(said.contains(&Lang::Fr.typeset(&question.text.fr)), "{last}: {said}");
    assert!(!question.express, "{last}");
    assert!(prompter.progress.last().unwrap().contains("réponses utiles"), "{:?}", prompter.progress.last());
    assert_eq!(world.dossier().mode, Mode::Express);
}

#[test]
fn stopping_from_the_menu_keeps_everything() {
    let world = world();
    let (exit, _) = world.run(&[choice("alone"), MENU, Step::Pick(Picked::Interrupted)]);
    assert_eq!(exit, Exit::Interrupted);
    assert_eq!(world.dossier().answers.general.len(), 1);
    let (exit, _) = world.run(&[STOP]);
    assert_eq!(exit, Exit::Interrupted);
}

#[test]
fn stopping_anywhere_under_the_menu_stops_the_interview() {
    let stop = Step::Pick(Picked::Interrupted);
    let steps: [&[Step]; 4] = [
        &[choice("alone"), MENU, stop.clone()],
        &[choice("alone"), MENU, item(JUMP), stop.clone()],
        &[choice("alone"), MENU, item(REVIEW), stop.clone()],
        &[choice("alone"), MENU, item(REVIEW), item(0), item(0), STOP],
    ];
    for steps in steps {
        let world = world();
        let (exit, prompter) = world.run(steps);
        assert_eq!(exit, Exit::Interrupted);
        let last = asked(&prompter).last().copied();
        assert!(matches!(last, Some("org.name" | "session.mode")), "{last:?}");
    }
}

#[test]
fn going_back_out_of_a_part_comes_forward_through_the_same_questions() {
    let world = world();
    // From « Vos moyens » to « Vos raisons », then back twice into the association, and forward again.
    let known = start()[..6].to_vec();
    let back = vec![MENU, item(JUMP), item(2), BACK, BACK, say(Answer::Number(3)), say(Answer::Number(12))];
    let (_, prompter) = world.run(&[known, back].concat());
    let asked = asked(&prompter);
    let expected = ["means.hours", "why.rank", "org.volunteers", "org.staff", "org.volunteers", "why.rank"];
    assert_eq!(asked[6..], expected, "{asked:?}");
}
