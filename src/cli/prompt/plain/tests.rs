use super::*;
use crate::questionnaire::{Answer, Question};
use crate::store::{Bundle, bundled};

fn asked<'a>(bundle: &'a Bundle, id: &str, current: Option<&'a Answer>) -> Asked<'a> {
    let question: &Question = bundle.questionnaire.question(id).unwrap();
    Asked {
        current,
        cells: if id == "tool.product" {
            ["tool.status", "tool.users", "tool.freq"]
                .iter()
                .filter_map(|id| bundle.questionnaire.question(id))
                .collect()
        } else {
            Vec::new()
        },
        usage: Some("email"),
        progress: "question 1 sur 8".into(),
        ..Asked::alone(question, &bundle.catalog, Lang::Fr)
    }
}

/// Types lines; returns the reply and everything shown.
fn replies(id: &str, current: Option<Answer>, lines: &str) -> (Reply, String) {
    let bundle = bundled().unwrap();
    let mut plain = Plain::new(lines.as_bytes(), Vec::new(), Lang::Fr);
    let reply = plain.ask(&asked(&bundle, id, current.as_ref())).unwrap();
    (reply, String::from_utf8(plain.output).unwrap())
}

fn answer(id: &str, lines: &str) -> Answer {
    match replies(id, None, lines) {
        (Reply::Answer(answer), _) => answer,
        (reply, shown) => panic!("{reply:?}\n{shown}"),
    }
}

#[test]
fn every_kind_is_answered_in_one_line() {
    assert_eq!(answer("session.mode", "2\n"), Answer::Choice("group".into()));
    assert_eq!(answer("org.name", "Les Œillets\n"), Answer::Text("Les Œillets".into()));
    assert_eq!(answer("org.department", "38\n"), Answer::Choice("38".into()));
    assert_eq!(answer("org.department", "isere\n"), Answer::Choice("38".into()));
    assert_eq!(answer("org.staff", "1 0\n"), Answer::Number(10));
    assert_eq!(answer("tool.more", "O\n"), Answer::Boolean(true));
    assert_eq!(answer("tool.product", "gmail\n"), Answer::Text("gmail".into()));
    let two = Answer::Choices(vec!["email".into(), "contacts".into()]);
    assert_eq!(answer("use.list", "3, 1\n"), two);
    assert_eq!(answer("use.list", "1 3\n"), two);
}

#[test]
fn a_rank_keeps_ties_and_puts_what_is_left_last() {
    let group = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let expected =
        Answer::Rank(vec![group(&["values"]), group(&["protect", "autonomy"]), group(&["cost", "work"])]);
    assert_eq!(answer("why.rank", "3 > 1 = 2\n"), expected);
}

#[test]
fn every_question_takes_i_do_not_know() {
    for question in &bundled().unwrap().questionnaire.questions {
        assert_eq!(answer(&question.id, "nsp\n"), Answer::Unknown, "{}", question.id);
        assert_eq!(answer(&question.id, "Je ne sais pas\n"), Answer::Unknown, "{}", question.id);
    }
}

#[test]
fn not_applicable_is_taken_only_where_it_is_offered() {
    assert_eq!(answer("org.network", "nc\n"), Answer::NotApplicable);
    assert_eq!(answer("org.staff", "nc\n3\n"), Answer::Number(3));
}

#[test]
fn a_question_mark_explains_and_asks_again() {
    let (reply, shown) = replies("org.staff", None, "?\n4\n");
    assert_eq!(reply, Reply::Answer(Answer::Number(4)));
    assert!(shown.contains("pas les temps pleins"), "{shown}");
}

#[test]
fn the_end_of_the_input_interrupts_and_back_goes_back() {
    assert_eq!(replies("org.staff", None, "").0, STOP);
    assert_eq!(replies("org.staff", None, "Retour\n").0, Reply::Leave(Way::Back, None));
    assert_eq!(replies("org.staff", None, "stop\n").0, STOP);
}

#[test]
fn quotes_make_an_answer_of_a_command() {
    assert_eq!(answer("org.name", "\"Retour\"\n"), Answer::Text("Retour".into()));
}

#[test]
fn an_empty_line_keeps_the_current_answer() {
    let (reply, shown) = replies("org.staff", Some(Answer::Number(7)), "\n");
    assert_eq!(reply, Reply::Answer(Answer::Number(7)));
    assert!(shown.contains("Réponse actuelle\u{a0}: 7."), "{shown}");
}

#[test]
fn mistakes_are_told_and_asked_again() {
    let (reply, shown) = replies("session.mode", None, "9\n0\n\nzut\n1\n");
    assert_eq!(reply, Reply::Answer(Answer::Choice("alone".into())));
    assert_eq!(shown.matches("Tapez un numéro de 1 à 3.").count(), 3, "{shown}");
}

#[test]
fn an_unknown_tool_is_kept_and_said_so() {
    let (reply, shown) = replies("tool.product", None, "Zorglub 3000\n");
    assert_eq!(reply, Reply::Answer(Answer::Text("Zorglub 3000".into())));
    assert!(shown.contains("gardé tel quel"), "{shown}");
}

#[test]
fn a_near_name_is_asked_about() {
    let (reply, _) = replies("tool.product", None, "gmial\n1\n");
    assert_eq!(reply, Reply::Answer(Answer::Text("gmail".into())));
}

#[test]
fn bytes_that_are_no_text_do_not_stop_the_interview() {
    let bundle = bundled().unwrap();
    let mut plain = Plain::new(&b"\xff\xfe\n5\n"[..], Vec::new(), Lang::Fr);
    assert_eq!(plain.ask(&asked(&bundle, "org.staff", None)).unwrap(), Reply::Answer(Answer::Number(5)));
}

#[test]
fn a_line_of_tools_is_repeated_in_words() {
    let (reply, shown) = replies("tool.product", None, "Gmail, 12, tous les jours ; Zorglub 3000\n");
    let Reply::Tools(tools) = reply else { panic!("{reply:?}") };
    let names: Vec<&str> = tools.iter().map(|tool| tool.product.as_str()).collect();
    assert_eq!(names, ["gmail", "Zorglub 3000"]);
    assert!(shown.contains("Gmail, 12, tous les jours, en service"), "{shown}");
}
