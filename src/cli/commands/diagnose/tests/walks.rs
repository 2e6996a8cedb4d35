//! Random walks: answers, backs, drafts, jumps, notes, removals, interruptions. Nothing is ever lost.

use super::super::interview::Interview;
use super::super::opening::Keep;
use super::*;
use crate::cli::prompt::{Asked, Menu};
use crate::dossier::{Left, parse_dossier, review};
use crate::problem::any_error;
use crate::questionnaire::{Answers, Kind, Position, Question, Questionnaire};
use crate::roadmap::Random;
use crate::store::StoreError;
use crate::yaml::Source;

const WALKS: u64 = 10_000;

/// Answers at random, and stops after some replies.
struct Wanderer {
    random: Random,
    replies: usize,
}

/// Keeps a dossier in memory, and refuses one from which an answer went away.
#[derive(Default)]
struct Memory {
    last: Option<Dossier>,
    /// Tools that the wanderer had removed.
    removed: usize,
}

impl Keep for Memory {
    fn keep(&mut self, dossier: &Dossier, _: &Questionnaire) -> Result<(), StoreError> {
        if let Some(last) = self.last.replace(dossier.clone()) {
            if dossier.answers.tools.len() < last.answers.tools.len() {
                self.removed += last.answers.tools.len() - dossier.answers.tools.len();
            } else {
                assert_nothing_is_lost(&last.answers, &dossier.answers);
            }
            assert!(dossier.notes.len() >= last.notes.len());
        }
        Ok(())
    }
}

fn assert_nothing_is_lost(before: &Answers, after: &Answers) {
    for id in before.general.keys() {
        assert!(after.general.contains_key(id), "{id} went away");
    }
    for (index, tool) in before.tools.iter().enumerate() {
        for id in tool.answers.keys() {
            assert!(after.tools[index].answers.contains_key(id), "{id} of tool {index} went away");
        }
    }
}

impl Wanderer {
    fn one_in(&mut self, count: i64) -> bool {
        self.random.below(count) == 0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.random.below(i64::try_from(bound).unwrap())).unwrap()
    }

    fn some_of(&mut self, ids: &[String]) -> Vec<String> {
        let some: Vec<String> = ids.iter().filter(|_| self.random.below(4) == 0).cloned().collect();
        if some.is_empty() { vec![ids[self.below(ids.len())].clone()] } else { some }
    }

    fn word(&mut self) -> String {
        ["Gmail", "Zorglub 3000", "WhatsApp", "Été « œuvre »: #1", "Drive", "- x", "null"][self.below(7)]
            .to_owned()
    }

    fn answer(&mut self, question: &Question) -> Answer {
        if self.one_in(9) {
            return Answer::Unknown;
        }
        let ids: Vec<String> = question.choices().iter().map(|choice| choice.id.clone()).collect();
        let exclusive =
            |id: &String| question.choices().iter().any(|choice| choice.id == *id && choice.exclusive);
        match &question.kind {
            Kind::Single(_) => Answer::Choice(ids[self.below(ids.len())].clone()),
            Kind::Multiple(_) | Kind::Links => {
                let mut some = self.some_of(&ids);
                if some.len() > 1 {
                    some.retain(|id| !exclusive(id));
                }
                some.truncate(question.max_choices.unwrap_or(usize::MAX));
                if some.is_empty() { Answer::Unknown } else { Answer::Choices(some) }
            }
            Kind::Rank(_) => Answer::Rank(ids.into_iter().map(|id| vec![id]).collect()),
            Kind::Number { min, max, .. } => Answer::Number(self.random.between(*min, *max)),
            Kind::Boolean => Answer::Boolean(self.one_in(2)),
            Kind::Date => Answer::Date(jiff::civil::date(2027, 3, 1)),
            Kind::Text { .. } | Kind::Search(_) => Answer::Text(self.word()),
        }
    }
}

impl Prompter for Wanderer {
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Reply, PromptError> {
        let Some(left) = self.replies.checked_sub(1) else { return Ok(Reply::Leave(Way::Stop, None)) };
        self.replies = left;
        let draft = match (&asked.question.kind, self.one_in(2)) {
            (Kind::Text { .. } | Kind::Search(_), true) => Some(Left::Typed(self.word())),
            (Kind::Multiple(choices), true) => Some(Left::Placed(vec![vec![choices[0].id.clone()]])),
            _ => None,
        };
        Ok(match self.below(8) {
            0 => Reply::Leave(Way::Back, draft),
            1 => Reply::Leave(Way::Menu, draft),
            2 if self.one_in(4) => Reply::Leave(Way::Stop, draft),
            3 if !asked.cells.is_empty() => {
                let named = |product: String| NamedTool {
                    product,
                    near: Vec::new(),
                    answers: vec![("tool.users".to_owned(), Answer::Number(500))],
                    says_status: false,
                };
                Reply::Tools((0..=self.below(3)).map(|_| named(self.word())).collect())
            }
            _ => {
                let answer = self.answer(asked.question);
                assert!(Answer::from_value(&answer.to_value(), asked.question).is_ok(), "{answer:?}");
                Reply::Answer(answer)
            }
        })
    }

    fn pick(&mut self, menu: &Menu<'_>) -> Result<Picked, PromptError> {
        let Some(left) = self.replies.checked_sub(1) else { return Ok(Picked::Interrupted) };
        self.replies = left;
        Ok(if self.one_in(5) { Picked::Back } else { Picked::Item(self.below(menu.items.len())) })
    }

    fn write(&mut self, _: &str, _: Lang) -> Result<Result<String, Way>, PromptError> {
        // Seldom: looking for a name takes long, ten thousand times.
        let name = ["Gmail", "Signal", "Drive"][self.below(3)];
        Ok(if self.one_in(6) { Ok(format!("{name}, 12")) } else { Err(Way::Back) })
    }

    fn say(&mut self, _: &str) {}

    fn manual(&self, _: Lang) -> Vec<String> {
        Vec::new()
    }
}

/// Walks, is interrupted, and resumes from what was kept; returns what is kept at the end and how far it went.
fn walk(context: &Context, seed: u64) -> (Dossier, usize) {
    let bundle = &context.bundle;
    let mut random = Random::new(seed);
    let mode = [Mode::Express, Mode::Full, Mode::Workshop][usize::try_from(random.below(3)).unwrap()];
    let mut dossier = Dossier::new(&bundle.questionnaire, mode, context.date);
    let usages = ["calendar", "file-sharing", "documents", "chat", "website"];
    let list = usages.iter().filter(|_| random.below(2) == 0).map(|usage| (*usage).to_owned());
    let list: Vec<String> = std::iter::once("email".to_owned()).chain(list).collect();
    // Some walks begin among the tools, where most of what can go wrong stands.
    if random.below(2) == 0 {
        dossier.answers.general.insert("use.list".to_owned(), Answer::Choices(list));
        dossier.at =
            Some(Position { question: "tool.product".into(), tool: None, usage: Some("email".into()) });
    }
    let mut memory = Memory::default();
    for _ in 0..2 {
        let replies = usize::try_from(random.between(2, 14)).unwrap();
        let mut wanderer = Wanderer { random: random.clone(), replies };
        Interview::new(context, &mut memory, dossier.clone()).run(&mut wanderer).unwrap();
        random = wanderer.random;
        let Some(kept) = &memory.last else { continue };
        let text = kept.to_yaml(&bundle.questionnaire);
        let source = Source::new("walk.yaml", &text);
        dossier = parse_dossier(source, &bundle.questionnaire, &bundle.renames)
            .unwrap_or_else(|problems| panic!("walk {seed}: {problems:?}\n{text}"));
        assert_eq!(dossier, *kept, "walk {seed}");
        assert!(!any_error(&review(source, &dossier, &bundle.questionnaire, &bundle.catalog)), "walk {seed}");
    }
    (dossier, memory.removed)
}

#[test]
fn ten_thousand_walks_lose_nothing_and_end_in_a_valid_dossier() {
    // Two threads: the walks are the longest of all tests.
    let half = |parity: u64| {
        let world = world();
        let mut reached = [0; 4];
        for seed in (0..WALKS).filter(|seed| seed % 2 == parity) {
            let (dossier, removed) = walk(&world.context, seed);
            let tools = dossier.answers.tools.len();
            let seen = [tools, dossier.drafts.len(), dossier.notes.len(), removed];
            reached.iter_mut().zip(seen).for_each(|(sum, seen)| *sum += seen);
        }
        reached
    };
    let reached = std::thread::scope(|scope| {
        [0, 1].map(|parity| scope.spawn(move || half(parity))).map(|half| half.join().unwrap())
    });
    // The walks went where they can go: tools, drafts, notes, removals.
    assert!(reached.iter().flatten().all(|count| *count > 0), "{reached:?}");
}
