mod menu;
mod walks;

use super::*;
use crate::cli::prompt::{NamedTool, Picked, Reply, Scripted, Step, Way};
use crate::store::{bundled, load_dossier};

struct World {
    folder: tempfile::TempDir,
    context: Context,
}

fn world() -> World {
    let context = Context {
        lang: Lang::Fr,
        date: jiff::civil::date(2026, 11, 23),
        bundle: bundled().unwrap(),
        local: Vec::new(),
        width: 80,
        color: false,
    };
    World { folder: tempfile::tempdir().unwrap(), context }
}

impl World {
    fn path(&self) -> PathBuf {
        self.folder.path().join("asso.diaglibre.yaml")
    }

    fn run(&self, steps: &[Step]) -> (Exit, Scripted) {
        let mut prompter = Scripted::new(steps.iter().cloned());
        let options = DiagnoseOptions { dossier: Some(self.path()), ..DiagnoseOptions::default() };
        let exit = diagnose(&self.context, options, &mut prompter).unwrap();
        assert_eq!(prompter.left(), 0, "{:?}", prompter.asked);
        (exit, prompter)
    }

    fn dossier(&self) -> crate::dossier::Dossier {
        load_dossier(&self.path(), &self.context.bundle).unwrap()
    }
}

fn say(answer: Answer) -> Step {
    Step::Reply(Reply::Answer(answer))
}

fn choice(id: &str) -> Step {
    say(Answer::Choice(id.into()))
}

fn text(text: &str) -> Step {
    say(Answer::Text(text.into()))
}

const BACK: Step = Step::Reply(Reply::Leave(Way::Back, None));
const FINISH: Step = Step::Pick(Picked::Item(0));

/// The express questions up to the usages, of which there is one.
fn start() -> Vec<Step> {
    let rank = ["cost", "work", "protect", "autonomy", "values"].map(|id| vec![id.to_owned()]);
    vec![
        choice("alone"),
        text("Les Œillets"),
        choice("38"),
        say(Answer::Number(0)),
        say(Answer::Number(12)),
        say(Answer::Rank(rank.into())),
        say(Answer::Number(10)),
        say(Answer::Choices(vec!["email".into()])),
    ]
}

fn tool(name: &str) -> [Step; 4] {
    [text(name), choice("in-use"), say(Answer::Number(5)), choice("daily")]
}

#[test]
fn an_interview_ends_with_a_complete_dossier() {
    let world = world();
    let steps = [start(), tool("gmail").into(), vec![FINISH]].concat();
    let (exit, prompter) = world.run(&steps);
    assert_eq!(exit, Exit::Done);
    assert_eq!(world.dossier().answers.tools.len(), 1);
    assert!(prompter.said.last().unwrap().contains("diaglibre report "), "{:?}", prompter.said);
}

#[test]
fn an_unknown_tool_is_kept_as_it_was_typed() {
    let world = world();
    world.run(&[start(), tool("Zorglub 3000").into(), vec![FINISH]].concat());
    assert_eq!(world.dossier().answers.tools[0].answers["tool.product"], Answer::Text("Zorglub 3000".into()));
}

#[test]
fn every_question_accepts_i_do_not_know() {
    let world = world();
    let mut steps = vec![say(Answer::Unknown); 7];
    steps.push(say(Answer::Choices(vec!["email".into()])));
    steps.push(text("gmail"));
    steps.extend(vec![say(Answer::Unknown); 3]);
    let (exit, prompter) = world.run(&[steps, vec![FINISH]].concat());
    assert_eq!(exit, Exit::Done);
    assert!(prompter.said.last().unwrap().contains("10 réponses «"), "{:?}", prompter.said);
}

#[test]
fn a_tool_that_nobody_can_name_has_no_further_question() {
    let world = world();
    let mut steps = vec![say(Answer::Unknown); 7];
    steps.push(say(Answer::Choices(vec!["email".into()])));
    steps.extend([say(Answer::Unknown), FINISH]);
    let (exit, prompter) = world.run(&steps);
    let last = prompter.asked.last().map(|(id, _)| id.as_str());
    assert_eq!((exit, last), (Exit::Done, Some("tool.product")));
}

#[test]
fn back_asks_the_question_before_with_its_answer_and_validates_nothing() {
    let world = world();
    let (exit, prompter) = world.run(&[choice("group"), text("A"), BACK, BACK]);
    assert_eq!(exit, Exit::Interrupted);
    let asked: Vec<_> = prompter.asked.iter().map(|(id, current)| (id.as_str(), current.clone())).collect();
    assert_eq!(
        asked[2..],
        [
            ("org.department", None),
            ("org.name", Some(Answer::Text("A".into()))),
            ("session.mode", Some(Answer::Choice("group".into()))),
        ]
    );
    assert_eq!(world.dossier().answers.general.len(), 2);
}

#[test]
fn an_interview_resumes_on_the_question_gone_back_to() {
    let world = world();
    world.run(&[choice("group"), text("A"), BACK]);
    assert_eq!(world.dossier().at.unwrap().question, "org.name");
    let (_, prompter) = world.run(&[text("B")]);
    let asked: Vec<_> = prompter.asked.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(asked, ["org.name", "org.department"]);
    assert_eq!(world.dossier().at, None);
}

#[test]
fn coming_forward_again_passes_through_the_same_questions() {
    let world = world();
    let script = [choice("group"), text("A"), BACK, BACK, choice("alone"), text("B")];
    let (_, prompter) = world.run(&script);
    let asked: Vec<_> = prompter.asked.iter().map(|(id, _)| id.as_str()).collect();
    let expected = [
        "session.mode",
        "org.name",
        "org.department",
        "org.name",
        "session.mode",
        "org.name",
        "org.department",
    ];
    assert_eq!(asked, expected);
}

#[test]
fn going_back_before_the_first_question_stays_there() {
    let (_, prompter) = world().run(&[BACK, choice("alone")]);
    assert_eq!(prompter.asked[1].0, "session.mode");
    assert!(prompter.said.iter().any(|text| text.contains("première question")));
}

#[test]
fn each_answer_is_on_the_disk_before_the_next_question() {
    struct Watching {
        path: PathBuf,
        script: Scripted,
    }
    impl Prompter for Watching {
        fn ask(&mut self, asked: &crate::cli::prompt::Asked<'_>) -> Result<Reply, PromptError> {
            let text = std::fs::read_to_string(&self.path).unwrap();
            let saved = serde_yaml::from_str::<serde_yaml::Value>(&text).unwrap();
            assert_eq!(saved["answers"].as_mapping().unwrap().len(), self.script.asked.len());
            self.script.ask(asked)
        }
        fn pick(&mut self, menu: &crate::cli::prompt::Menu<'_>) -> Result<Picked, PromptError> {
            self.script.pick(menu)
        }
        fn write(&mut self, title: &str, lang: Lang) -> Result<Result<String, Way>, PromptError> {
            self.script.write(title, lang)
        }
        fn say(&mut self, _: &str) {}
        fn manual(&self, _: Lang) -> Vec<String> {
            Vec::new()
        }
    }
    let world = world();
    let mut prompter = Watching { path: world.path(), script: Scripted::new(start()) };
    let options = DiagnoseOptions { dossier: Some(world.path()), ..DiagnoseOptions::default() };
    assert_eq!(diagnose(&world.context, options, &mut prompter).unwrap(), Exit::Interrupted);
    assert_eq!(prompter.script.asked.len(), 9);
}

#[test]
fn one_line_names_several_tools_and_answers_for_them() {
    let world = world();
    let named = |product: &str, answers: &[(&str, Answer)]| NamedTool {
        product: product.into(),
        near: Vec::new(),
        answers: answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect(),
        says_status: true,
    };
    let users = ("tool.users", Answer::Number(5));
    let all = [
        users.clone(),
        ("tool.status", Answer::Choice("in-use".into())),
        ("tool.freq", Answer::Choice("daily".into())),
    ];
    let line = Step::Reply(Reply::Tools(vec![named("gmail", &all), named("Boîtes OVH", &[users])]));
    let (_, prompter) = world.run(&[start(), vec![line, choice("in-use"), choice("daily"), FINISH]].concat());
    let names: Vec<_> =
        world.dossier().answers.tools.iter().map(|tool| tool.answers["tool.product"].clone()).collect();
    assert_eq!(names, [Answer::Text("gmail".into()), Answer::Text("Boîtes OVH".into())]);
    let asked: Vec<_> = prompter.asked.iter().rev().take(2).map(|(id, _)| id.as_str()).collect();
    assert_eq!(asked, ["tool.freq", "tool.status"]);
}

#[test]
fn an_unusual_number_is_asked_again_and_kept_when_it_is_right() {
    let world = world();
    let (again, keep) = (Step::Pick(Picked::Item(1)), Step::Pick(Picked::Item(0)));
    let many = || say(Answer::Number(150));
    let steps = vec![text("gmail"), choice("in-use"), many(), again, many(), keep, choice("daily"), FINISH];
    let (_, prompter) = world.run(&[start(), steps].concat());
    assert!(prompter.said.iter().any(|said| said.contains("plus que les salarié")), "{:?}", prompter.said);
    assert_eq!(world.dossier().answers.tools[0].answers["tool.users"], Answer::Number(150));
}

#[test]
fn an_unusual_number_of_a_line_is_asked_for_again_and_the_rest_is_kept() {
    let world = world();
    let answers = vec![
        ("tool.users".to_owned(), Answer::Number(150)),
        ("tool.freq".to_owned(), Answer::Choice("daily".into())),
        ("tool.status".to_owned(), Answer::Choice("in-use".into())),
    ];
    let line = NamedTool { product: "gmail".into(), near: Vec::new(), answers, says_status: true };
    let correct = Step::Pick(Picked::Item(1));
    let steps = vec![Step::Reply(Reply::Tools(vec![line])), correct, say(Answer::Number(5)), FINISH];
    let (_, prompter) = world.run(&[start(), steps].concat());
    assert_eq!(prompter.asked.last().unwrap().0, "tool.users");
    assert_eq!(world.dossier().answers.tools[0].answers["tool.users"], Answer::Number(5));
}

#[test]
fn eight_tools_question_by_question_take_at_most_45_prompts() {
    let usages = ["email", "calendar", "contacts", "file-sharing", "documents", "forms", "date-poll", "chat"];
    let mut steps = start();
    *steps.last_mut().unwrap() = say(Answer::Choices(usages.map(str::to_owned).into()));
    usages.iter().for_each(|_| steps.extend(tool("gmail")));
    steps.push(FINISH);
    let world = world();
    let (_, prompter) = world.run(&steps);
    let pdf = world.folder.path().join("report.pdf");
    let options = report::Options { output: vec![pdf.clone()], quiet: true, ..Default::default() };
    report::report(&world.context, &world.path(), options).unwrap();
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF-"));
    // One more is what to do at the end.
    let prompts = prompter.asked.len() + 1;
    assert!(prompts <= 45, "{prompts} prompts");
}

#[test]
fn a_workshop_shows_the_hints_and_leaves_private_questions_out() {
    let world = world();
    let mut prompter = Scripted::new([choice("group")]);
    let options = DiagnoseOptions {
        dossier: Some(world.path()),
        mode: Some(Mode::Workshop),
        ..DiagnoseOptions::default()
    };
    diagnose(&world.context, options, &mut prompter).unwrap();
    assert!(prompter.said.iter().any(|said| said.contains("personne n’est jugé")), "{:?}", prompter.said);
    let private = world.context.bundle.questionnaire.question("tool.mood").unwrap();
    assert!(!private.is_in(Mode::Workshop) && private.is_in(Mode::Full));
}

#[test]
fn progress_counts_the_questions_of_tools_not_named_yet() {
    let (_, prompter) = world().run(&start());
    assert_eq!(prompter.progress[0], "question 1 sur 8, puis vos outils");
    assert_eq!(prompter.progress[8], "question 9 sur 12, partie 6 sur 6, encore 1 min environ");
}

#[test]
fn headings_are_shown_once_for_each_section_and_usage() {
    let (_, prompter) = world().run(&start());
    assert_eq!(prompter.headings.len(), 6, "{:?}", prompter.headings);
    assert!(prompter.headings[5].starts_with("Vos outils\u{a0}: Courriel ("), "{:?}", prompter.headings);
}

#[test]
fn the_last_answer_can_be_corrected_at_the_end() {
    let world = world();
    let back = Step::Pick(Picked::Back);
    let steps = [start(), tool("gmail").into(), vec![back, say(Answer::Unknown), FINISH]].concat();
    world.run(&steps);
    assert_eq!(world.dossier().answers.tools[0].answers["tool.freq"], Answer::Unknown);
}

#[test]
fn an_express_interview_can_go_on_in_full() {
    let world = world();
    let (exit, prompter) =
        world.run(&[start(), tool("gmail").into(), vec![Step::Pick(Picked::Item(3))]].concat());
    assert_eq!(exit, Exit::Interrupted);
    assert_eq!(prompter.asked.last().unwrap().0, "session.mandate");
    assert_eq!(world.dossier().mode, Mode::Full);
}

#[test]
fn the_farewell_names_the_command_that_resumes() {
    let said = |path: &str| farewell(Path::new(path), true, Lang::Fr);
    assert!(said("a.yaml").ends_with("diaglibre diagnose a.yaml --plain"), "{}", said("a.yaml"));
    if cfg!(unix) {
        assert!(said("l'été.yaml").contains(r"diagnose 'l'\''été.yaml'"), "{}", said("l'été.yaml"));
        assert!(said("-x").contains("diagnose ./-x"));
    }
}

#[test]
fn a_file_that_is_no_dossier_is_left_alone() {
    let world = world();
    std::fs::write(world.path(), "liste de courses").unwrap();
    let options = DiagnoseOptions { dossier: Some(world.path()), ..DiagnoseOptions::default() };
    let failure = diagnose(&world.context, options, &mut Scripted::default()).unwrap_err();
    assert_eq!(failure.exit, Exit::Invalid);
    assert_eq!(std::fs::read_to_string(world.path()).unwrap(), "liste de courses");
}
