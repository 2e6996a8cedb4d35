//! Several answers out of a list.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use ::inquire::MultiSelect;
use ::inquire::list_option::ListOption;
use ::inquire::validator::Validation;

use super::super::check::{check, label};
use super::super::words::{Aside, aside_of};
use super::super::{Asked, PromptError, Reply};
use super::filter::{Filter, nothing};
use super::list::{BOX, ERROR, hanging, page_size};
use super::{Inquire, LONG, Outcome, echo, explanation, help_lines, message, mistake, outcome, search_keys};
use crate::questionnaire::{Answer, Choice, Question};
use crate::text::Lang;

/// A row with a box to tick.
#[derive(Clone)]
struct Ticked {
    label: String,
    shown: String,
    what: What,
}

#[derive(Clone, PartialEq, Eq)]
enum What {
    Choice(String),
    Aside(Aside),
    /// Shows only when nothing else does, and answers nothing.
    Nothing,
}

impl fmt::Display for Ticked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// What the validator needs; it must own it.
#[derive(Clone)]
struct Rules {
    question: Question,
    lang: Lang,
    /// What is typed in the filter now: the library tells it to the scorer only.
    typed: Rc<RefCell<String>>,
}

/// Asks a question with any number of answers.
pub(super) fn ask(prompter: Inquire, asked: &Asked<'_>, choices: &[Choice]) -> Result<Reply, PromptError> {
    let rows = rows(asked, choices);
    let rules = Rules { question: asked.question.clone(), lang: asked.lang, typed: Rc::default() };
    let mut ticked: Vec<usize> =
        (0..rows.len()).filter(|index| is_ticked(asked, &rows[*index].what)).collect();
    loop {
        match show(prompter, asked, &rows, &ticked, &rules)? {
            Outcome::Done(indices) if rules.asks_why() => ticked = indices,
            Outcome::Done(indices) => {
                let chosen: Vec<&What> =
                    indices.iter().filter_map(|index| rows.get(*index)).map(|row| &row.what).collect();
                if let Ok(answer) = rules.answer(&chosen) {
                    return Ok(Reply::Answer(answer));
                }
            }
            Outcome::Back => return Ok(Reply::Back),
            Outcome::Interrupted => return Ok(Reply::Interrupted),
        }
    }
}

fn rows(asked: &Asked<'_>, choices: &[Choice]) -> Vec<Ticked> {
    let row = |label: String, what| Ticked { shown: hanging(&label, BOX), label, what };
    let choices = choices.iter().map(|choice| row(label(asked, &choice.id), What::Choice(choice.id.clone())));
    let asides = Aside::of(asked.question).into_iter().filter(|aside| *aside != Aside::Why);
    let asides = asides.map(|aside| row(aside.label(asked.lang), What::Aside(aside)));
    let mut rows: Vec<Ticked> = choices.chain(asides).collect();
    if rows.len() > LONG {
        // What is ticked already shows without a search; the sort keeps the order of the list otherwise.
        rows.sort_by_key(|row| !is_ticked(asked, &row.what));
    }
    rows.push(row(nothing(asked.lang), What::Nothing));
    rows
}

fn is_ticked(asked: &Asked<'_>, what: &What) -> bool {
    asked.current.is_some_and(|current| match what {
        What::Choice(id) => current.holds_choice(id),
        What::Aside(aside) => aside_of(current) == Some(*aside),
        What::Nothing => false,
    })
}

fn show(
    prompter: Inquire,
    asked: &Asked<'_>,
    rows: &[Ticked],
    ticked: &[usize],
    rules: &Rules,
) -> Result<Outcome<Vec<usize>>, PromptError> {
    let (text, help) = (message(&asked.wording(), 12), help(asked));
    rules.typed.replace(String::new());
    let filter =
        Filter::new(rows.iter().filter(|row| row.what != What::Nothing).map(|row| row.label.as_str()));
    let scorer = |typed: &str, _: &Ticked, _: &str, index: usize| {
        rules.typed.replace(typed.trim().to_owned());
        filter.score(typed, index)
    };
    let own = rules.clone();
    let validator = move |chosen: &[ListOption<&Ticked>]| {
        let chosen: Vec<&What> = chosen.iter().map(|row| &row.value.what).collect();
        Ok(match own.verdict(&chosen) {
            Ok(()) => Validation::Valid,
            Err(message) => Validation::Invalid(mistake(&message).into()),
        })
    };
    let formatter = |chosen: &[ListOption<&Ticked>]| {
        let chosen: Vec<&What> = chosen.iter().map(|row| &row.value.what).collect();
        match rules.answer(&chosen) {
            Ok(answer) if !rules.asks_why() => echo(asked, &answer),
            _ => explanation(asked),
        }
    };
    let picked = MultiSelect::new(&text, rows.to_vec())
        .with_default(ticked)
        .with_starting_cursor(0)
        .with_keep_filter(false)
        .with_scorer(&scorer)
        .with_validator(validator)
        .with_formatter(&formatter)
        .with_page_size(page_size(rows.iter().map(|row| row.shown.as_str()), &[&text, &help, ERROR]))
        .with_help_message(&help)
        .with_render_config(prompter.look(asked.lang))
        .raw_prompt();
    Ok(match outcome(picked)? {
        Outcome::Done(rows) => Outcome::Done(rows.into_iter().map(|row| row.index).collect()),
        Outcome::Back => Outcome::Back,
        Outcome::Interrupted => Outcome::Interrupted,
    })
}

impl Rules {
    fn asks_why(&self) -> bool {
        *self.typed.borrow() == "?"
    }

    /// Says what is wrong with the boxes ticked, before the prompt closes.
    fn verdict(&self, chosen: &[&What]) -> Result<(), String> {
        let typed = self.typed.borrow();
        if *typed == "?" {
            return Ok(());
        }
        let say = |fr: String, en: String| Err(self.lang.typeset(&self.lang.pick(fr, en)));
        if !typed.is_empty() {
            return say(
                format!(
                    "« {typed} » n'est pas coché : Espace pour cocher la ligne, ou effacez ce mot pour valider"
                ),
                format!("“{typed}” is not ticked: Space to tick the line, or erase this word to confirm"),
            );
        }
        if chosen.iter().all(|what| **what == What::Nothing) {
            return say(
                "cochez au moins une ligne avec la barre d'espace ; « je ne sais pas » est en fin de liste"
                    .into(),
                "tick at least one line with the space bar; “I don't know” is at the end of the list".into(),
            );
        }
        self.answer(chosen).map(drop)
    }

    fn answer(&self, chosen: &[&What]) -> Result<Answer, String> {
        let mut ids = Vec::new();
        for what in chosen {
            match what {
                What::Choice(id) => ids.push(id.clone()),
                What::Nothing => {}
                What::Aside(aside) => {
                    let alone = chosen.iter().all(|other| other == what || **other == What::Nothing);
                    if let (Some(answer), true) = (aside.answer(), alone) {
                        return Ok(answer);
                    }
                    return Err(self.rules_out(&aside.label(self.lang)));
                }
            }
        }
        let exclusive =
            self.question.choices().iter().find(|choice| choice.exclusive && ids.contains(&choice.id));
        match exclusive {
            Some(choice) if ids.len() > 1 => Err(self.rules_out(choice.label.get(self.lang))),
            _ => check(&self.question, Answer::Choices(ids))
                .map_err(|text| self.lang.typeset(text.get(self.lang))),
        }
    }

    fn rules_out(&self, label: &str) -> String {
        let (fr, en) =
            (format!("« {label} » exclut les autres lignes"), format!("“{label}” rules out the other lines"));
        self.lang.typeset(&self.lang.pick(fr, en))
    }
}

fn help(asked: &Asked<'_>) -> String {
    let keys = asked.lang.pick(
        "Espace cocher · Entrée valider · ? puis Entrée : pourquoi · Échap revenir",
        "Space tick · Enter confirm · ? then Enter: why · Esc back",
    );
    help_lines(asked, &format!("{}{keys}", search_keys(asked)))
}
