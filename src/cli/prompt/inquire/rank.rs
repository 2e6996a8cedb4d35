//! An order of importance: the first, then the next… with ties where the person wants them.

use super::super::check::{in_words, label};
use super::super::words::Aside;
use super::super::{Asked, PromptError, Prompter as _, Reply, Way};
use super::list::{List, Row};
use super::{Inquire, Outcome, explanation, help, indented};
use crate::dossier::Left;
use crate::questionnaire::{Answer, Choice};

/// The order so far.
#[derive(Clone, Default)]
struct Order {
    groups: Vec<Vec<String>>,
    /// Whether the next choice joins the last group.
    tied: bool,
}

/// What a row of the list does.
#[derive(Clone)]
enum Move {
    /// Keeps the earlier order as a whole, ties included.
    Keep(Answer),
    Place(String),
    TieNext,
    TieRest,
    Aside(Aside),
}

/// Asks for an order. Esc takes the last place back, then goes to the question before.
pub(super) fn ask(
    mut prompter: Inquire,
    asked: &Asked<'_>,
    choices: &[Choice],
) -> Result<Reply, PromptError> {
    let ids: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
    // Each group placed before is one step to go back on.
    let placed = if let Some(Left::Placed(groups)) = asked.left { groups.as_slice() } else { &[] };
    let mut history: Vec<Order> =
        (0..placed.len()).map(|groups| Order { groups: placed[..groups].to_vec(), tied: false }).collect();
    let mut order = Order { groups: placed.to_vec(), tied: false };
    loop {
        let left = order.left(&ids);
        if left.len() < 2 {
            order.place(left);
            let answer = Answer::Rank(order.groups);
            prompter.say(&indented(&recap(asked, &answer)));
            return Ok(Reply::Answer(answer));
        }
        let moves = order.moves(asked, &left);
        let list = List {
            message: order.message(asked),
            rows: moves.iter().map(|step| order.row(asked, step)).collect(),
            start: order.start(asked, &left),
            help: help(asked),
        };
        let index = match list.select(prompter.look(asked.lang), asked.lang)? {
            Outcome::Done(index) => index,
            Outcome::Left(Way::Back) => match history.pop() {
                Some(before) => {
                    order = before;
                    continue;
                }
                None => return Ok(Reply::Leave(Way::Back, None)),
            },
            Outcome::Left(way) => return Ok(Reply::Leave(way, order.left_over())),
        };
        let before = order.clone();
        match moves.get(index) {
            Some(Move::Keep(answer)) => return Ok(Reply::Answer(answer.clone())),
            Some(Move::Place(id)) => order.place(vec![id.clone()]),
            Some(Move::TieRest) => order.place(left),
            Some(Move::TieNext) => order.tied = true,
            Some(Move::Aside(Aside::Menu)) => return Ok(Reply::Leave(Way::Menu, order.left_over())),
            Some(Move::Aside(aside)) => match aside.answer() {
                Some(answer) => return Ok(Reply::Answer(answer)),
                None => continue,
            },
            None => continue,
        }
        history.push(before);
    }
}

impl Order {
    fn left(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter(|id| !self.groups.iter().flatten().any(|placed| placed == *id)).cloned().collect()
    }

    /// Returns what is to be found again by whoever leaves now.
    fn left_over(self) -> Option<Left> {
        (!self.groups.is_empty()).then_some(Left::Placed(self.groups))
    }

    fn place(&mut self, ids: Vec<String>) {
        match self.groups.last_mut() {
            Some(last) if self.tied => last.extend(ids),
            _ if ids.is_empty() => {}
            _ => self.groups.push(ids),
        }
        self.tied = false;
    }

    fn placed(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    fn moves(&self, asked: &Asked<'_>, left: &[String]) -> Vec<Move> {
        let earlier =
            asked.current.filter(|answer| self.groups.is_empty() && matches!(answer, Answer::Rank(_)));
        let mut moves: Vec<Move> = earlier.cloned().map(Move::Keep).into_iter().collect();
        moves.extend(left.iter().cloned().map(Move::Place));
        if !self.tied {
            moves.extend((!self.groups.is_empty()).then_some(Move::TieNext));
            moves.push(Move::TieRest);
        }
        let asides = Aside::of(asked.question).into_iter();
        moves.extend(
            asides.filter(|aside| aside.answer().is_none() || self.groups.is_empty()).map(Move::Aside),
        );
        moves
    }

    fn message(&self, asked: &Asked<'_>) -> String {
        let lang = asked.lang;
        let place = lang.ordinal(self.placed() + 1);
        let text = match self.groups.last() {
            None => return asked.wording(),
            Some(group) if self.tied => {
                let group: Vec<String> = group.iter().map(|id| label(asked, id)).collect();
                let group = lang.enumerate(&group);
                lang.pick(format!("À égalité avec « {group} » :"), format!("Tied with “{group}”:"))
            }
            Some(_) => {
                lang.pick(format!("Et ensuite, en {place} place ?"), format!("And then, in {place} place?"))
            }
        };
        lang.typeset(&text)
    }

    fn row(&self, asked: &Asked<'_>, step: &Move) -> Row {
        let lang = asked.lang;
        match step {
            Move::Keep(answer) => {
                let order = in_words(asked, answer);
                Row::new(lang.typeset(&lang.pick(format!("(garder : {order})"), format!("(keep: {order})"))))
            }
            // The question does not say which place it asks for: the first time, the answer does.
            Move::Place(id) if self.groups.is_empty() => {
                let (place, name) = (lang.ordinal(1), label(asked, id));
                let echo = lang.pick(format!("{place} place : {name}"), format!("{place}: {name}"));
                Row::new(name).with_echo(&lang.typeset(&echo))
            }
            Move::Place(id) => Row::new(label(asked, id)),
            Move::TieNext => {
                let last = self.groups.last().and_then(|group| group.last()).map(|id| label(asked, id));
                let last = last.unwrap_or_default();
                let text = lang.pick(
                    format!("(une autre, à égalité avec « {last} »)"),
                    format!("(another one, tied with “{last}”)"),
                );
                Row::new(lang.typeset(&text))
            }
            Move::TieRest if self.groups.is_empty() => {
                Row::new(lang.pick("(tout est à égalité)", "(all are tied)").to_owned())
            }
            Move::TieRest => {
                Row::new(lang.pick("(les autres sont à égalité)", "(the others are tied)").to_owned())
            }
            Move::Aside(aside) => Row::aside(*aside, lang, &explanation(asked)),
        }
    }

    /// Starts on what the earlier answer has at this place; at the first place, on keeping it.
    fn start(&self, asked: &Asked<'_>, left: &[String]) -> usize {
        let Some(Answer::Rank(groups)) = asked.current.filter(|_| !self.groups.is_empty()) else { return 0 };
        let earlier = groups.iter().flatten().find(|id| left.contains(id));
        earlier.and_then(|id| left.iter().position(|own| own == id)).unwrap_or(0)
    }
}

fn recap(asked: &Asked<'_>, answer: &Answer) -> String {
    let order = in_words(asked, answer);
    asked.lang.typeset(&asked.lang.pick(format!("Votre ordre : {order}."), format!("Your order: {order}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<String> {
        ["a", "b", "c", "d"].map(str::to_owned).into()
    }

    #[test]
    fn a_tie_joins_the_last_group_only_once() {
        let mut order = Order::default();
        order.place(vec!["b".into()]);
        order.tied = true;
        order.place(vec!["a".into()]);
        order.place(vec!["d".into()]);
        assert_eq!(order.groups, [vec!["b".to_owned(), "a".into()], vec!["d".into()]]);
        assert_eq!(order.left(&ids()), ["c"]);
    }

    #[test]
    fn nothing_is_placed_out_of_nothing() {
        let mut order = Order::default();
        order.place(Vec::new());
        assert!(order.groups.is_empty());
    }
}
