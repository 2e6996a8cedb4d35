//! Several answers out of a list: boxes to tick, a word to search with.
//!
//! The library has such a list, which tells nothing of what was ticked when it is left without an answer; this one
//! does, so that nothing is lost.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::check::{check, label};
use super::super::layout::Screen;
use super::super::words::{Aside, aside_of};
use super::super::{Asked, PromptError, Reply, Way};
use super::canvas::{Canvas, Frame, Line, Tone};
use super::filter::{Filter, nothing};
use super::list::{BOX, ERROR, hanging, page_size};
use super::{Inquire, LONG, back_mark, echo, explanation, help_lines, message, mistake, search_keys};
use crate::dossier::Left;
use crate::questionnaire::{Answer, Choice};

/// The longest word that is searched, in characters.
const LONGEST: usize = 40;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Choice(String),
    Aside(Aside),
}

/// What a key does beside changing the list.
#[derive(Debug, PartialEq, Eq)]
enum Press {
    Nothing,
    Why,
    Answer(Answer),
    Leave(Way),
}

/// The list as it stands.
struct Checklist<'a> {
    asked: &'a Asked<'a>,
    rows: Vec<(What, String)>,
    filter: Filter,
    typed: String,
    /// The row at hand, by its place among those that show.
    cursor: usize,
    ticked: BTreeSet<usize>,
    mistake: Option<String>,
}

/// Asks a question with any number of answers.
pub(super) fn ask(prompter: Inquire, asked: &Asked<'_>, choices: &[Choice]) -> Result<Reply, PromptError> {
    let mut list = Checklist::new(asked, choices);
    let mut canvas = Canvas::begin(prompter.color)?;
    loop {
        canvas.draw(&list.frame())?;
        let Some(key) = canvas.key()? else { continue };
        let mut question = list.question("·");
        match list.press(key) {
            Press::Nothing => {}
            Press::Why => {
                question.extend(light(&explanation(asked)));
                canvas.leave(&question)?;
                list.typed.clear();
            }
            Press::Answer(answer) => {
                question.extend(light(&echo(asked, &answer)));
                canvas.leave(&question)?;
                return Ok(Reply::Answer(answer));
            }
            Press::Leave(way) => {
                if way == Way::Back {
                    question.extend(light(back_mark(asked.lang).trim_start_matches('\n')));
                }
                canvas.leave(&question)?;
                return Ok(Reply::Leave(way, list.left()));
            }
        }
    }
}

impl<'a> Checklist<'a> {
    fn new(asked: &'a Asked<'a>, choices: &[Choice]) -> Self {
        let choices =
            choices.iter().map(|choice| (What::Choice(choice.id.clone()), label(asked, &choice.id)));
        let asides = Aside::of(asked.question).into_iter().filter(|aside| *aside != Aside::Why);
        let asides = asides.map(|aside| (What::Aside(aside), aside.label(asked.lang)));
        let mut rows: Vec<(What, String)> = choices.chain(asides).collect();
        if rows.len() > LONG {
            // What is ticked already shows without a search; the sort keeps the order of the list otherwise.
            rows.sort_by_key(|(what, _)| !was_ticked(asked, what));
        }
        let ticked = (0..rows.len()).filter(|row| was_ticked(asked, &rows[*row].0)).collect();
        let filter = Filter::new(rows.iter().map(|(_, label)| label.as_str()));
        Self { asked, rows, filter, typed: String::new(), cursor: 0, ticked, mistake: None }
    }

    /// Takes a key.
    fn press(&mut self, key: KeyEvent) -> Press {
        self.mistake = None;
        let last = self.filter.rows(&self.typed).len().saturating_sub(1);
        let page = 10;
        match (key.code, key.modifiers) {
            (KeyCode::Char('c' | 'd'), KeyModifiers::CONTROL) => return Press::Leave(Way::Stop),
            (KeyCode::Esc, _) => return Press::Leave(Way::Back),
            (KeyCode::Enter, _) => return self.enter(),
            (KeyCode::Up, _) => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            (KeyCode::Down, _) => self.cursor = if self.cursor < last { self.cursor + 1 } else { 0 },
            (KeyCode::PageUp, _) => self.cursor = self.cursor.saturating_sub(page),
            (KeyCode::PageDown, _) => self.cursor = (self.cursor + page).min(last),
            (KeyCode::Home, _) => self.cursor = 0,
            (KeyCode::End, _) => self.cursor = last,
            (KeyCode::Char(' '), _) => return self.tick(),
            (KeyCode::Backspace, _) => {
                self.typed.pop();
                self.cursor = 0;
            }
            (KeyCode::Char('u' | 'w'), KeyModifiers::CONTROL) => {
                self.typed.clear();
                self.cursor = 0;
            }
            (KeyCode::Char(letter), KeyModifiers::NONE | KeyModifiers::SHIFT)
                if self.typed.chars().count() < LONGEST =>
            {
                self.typed.push(letter);
                self.cursor = 0;
            }
            _ => {}
        }
        Press::Nothing
    }

    /// Ticks or unticks the row at hand, and shows the whole list again.
    fn tick(&mut self) -> Press {
        let Some(row) = self.filter.rows(&self.typed).get(self.cursor).copied() else {
            return Press::Nothing;
        };
        if self.rows[row].0 == What::Aside(Aside::Menu) {
            return Press::Leave(Way::Menu);
        }
        if !self.ticked.remove(&row) {
            self.ticked.insert(row);
        }
        self.typed.clear();
        self.cursor = row;
        Press::Nothing
    }

    fn enter(&mut self) -> Press {
        let lang = self.asked.lang;
        let here = self.filter.rows(&self.typed).get(self.cursor).map(|row| &self.rows[*row].0);
        let is_menu = here == Some(&What::Aside(Aside::Menu));
        let verdict = match self.typed.trim() {
            "?" => return Press::Why,
            // The row at hand was reached by its name or by the arrows: it is no answer, so nothing is meant but it.
            _ if is_menu => return Press::Leave(Way::Menu),
            "" if self.ticked.is_empty() => Err(lang
                .pick(
                    "cochez au moins une ligne avec la barre d'espace ; « je ne sais pas » est en fin de liste",
                    "tick at least one line with the space bar; “I don't know” is at the end of the list",
                )
                .to_owned()),
            "" => self.answer(),
            typed => Err(lang.pick(
                format!(
                    "« {typed} » n'est pas coché : Espace pour cocher la ligne, ou effacez ce mot pour valider"
                ),
                format!("“{typed}” is not ticked: Space to tick the line, or erase this word to confirm"),
            )),
        };
        match verdict {
            Ok(answer) => Press::Answer(answer),
            Err(text) => {
                self.mistake = Some(lang.typeset(&text));
                Press::Nothing
            }
        }
    }

    fn answer(&self) -> Result<Answer, String> {
        let lang = self.asked.lang;
        let rules_out = |label: &str| {
            lang.pick(
                format!("« {label} » exclut les autres lignes"),
                format!("“{label}” rules out the other lines"),
            )
        };
        for row in &self.ticked {
            if let (What::Aside(aside), label) = &self.rows[*row] {
                return match aside.answer().filter(|_| self.ticked.len() == 1) {
                    Some(answer) => Ok(answer),
                    None => Err(rules_out(label)),
                };
            }
        }
        let ids = self.ids();
        let choices = self.asked.question.choices();
        match choices.iter().find(|choice| choice.exclusive && ids.contains(&choice.id)) {
            Some(choice) if ids.len() > 1 => Err(rules_out(choice.label.get(lang))),
            _ => check(self.asked.question, Answer::Choices(ids)).map_err(|text| text.get(lang).to_owned()),
        }
    }

    /// Returns the ids of the choices ticked.
    fn ids(&self) -> Vec<String> {
        let ticked = self.ticked.iter().filter_map(|row| self.rows.get(*row));
        ticked
            .filter_map(|(what, _)| if let What::Choice(id) = what { Some(id.clone()) } else { None })
            .collect()
    }

    /// Returns what is ticked and not confirmed.
    fn left(&self) -> Option<Left> {
        let ids = self.ids();
        let held = self.asked.current.map(Answer::as_choices).unwrap_or_default();
        let changed = ids.len() != held.len() || ids.iter().any(|id| !held.contains(id));
        changed.then(|| Left::Placed(vec![ids]))
    }

    fn question(&self, mark: &str) -> Vec<Line> {
        let text = message(&self.asked.wording(), 12);
        let mut marks = std::iter::once((Tone::Mark, format!("{mark} ")));
        text.lines()
            .map(|line| marks.next().into_iter().chain([(Tone::Plain, line.to_owned())]).collect())
            .collect()
    }

    fn frame(&self) -> Frame {
        let mut lines: Vec<Line> = Vec::new();
        if let Some(text) = &self.mistake {
            let marks = std::iter::once("! ").chain(std::iter::repeat(""));
            let text = mistake(text);
            lines.extend(
                text.lines().zip(marks).map(|(line, mark)| vec![(Tone::Mistake, format!("{mark}{line}"))]),
            );
        }
        let question = self.question("?");
        let height = question.len();
        lines.extend(question);
        let cursor = lines.len() - 1;
        if let Some(line) = lines.last_mut() {
            // The end of a long word is what is being typed.
            let room = (Screen::now().columns / 4).min(12);
            let skipped = self.typed.chars().count().saturating_sub(room);
            let typed: String = self.typed.chars().skip(skipped).collect();
            line.push((Tone::Plain, format!(" {typed}")));
        }
        let help = self.help();
        let shown = self.filter.rows(&self.typed);
        let labels: Vec<String> = shown.iter().map(|row| hanging(&self.rows[*row].1, BOX)).collect();
        let page = page_size(labels.iter().map(String::as_str), &[&"\n".repeat(height), &help, ERROR]);
        let first = self.cursor.saturating_sub(page / 2).min(shown.len().saturating_sub(page));
        for place in first..shown.len().min(first + page) {
            let more_above = place == first && first > 0;
            let more_below = place + 1 == first + page && place + 1 < shown.len();
            let is_here = place == self.cursor;
            let mark = match (is_here, more_above, more_below) {
                (true, ..) => ">",
                (_, true, _) => "^",
                (.., true) => "v",
                _ => " ",
            };
            let (ticked, tone) =
                (self.ticked.contains(&shown[place]), if is_here { Tone::Light } else { Tone::Plain });
            let is_aside = self.rows[shown[place]].0 == What::Aside(Aside::Menu);
            let tick = match (is_aside, ticked) {
                (true, _) => "   ",
                (_, true) => "[x]",
                _ => "[ ]",
            };
            let mut label = labels[place].lines();
            lines.push(vec![
                (tone, format!("{mark} ")),
                (if ticked { Tone::Mark } else { Tone::Plain }, tick.to_owned()),
                (tone, format!(" {}", label.next().unwrap_or_default())),
            ]);
            lines.extend(label.map(|line| vec![(tone, line.to_owned())]));
        }
        if shown.is_empty() && self.typed.trim() != "?" {
            lines.push(vec![(Tone::Plain, format!("  {}", nothing(self.asked.lang)))]);
        }
        lines.extend(light(&format!("[{help}]")));
        Frame { lines, cursor }
    }

    fn help(&self) -> String {
        let keys = self.asked.lang.pick(
            "Espace cocher · Entrée valider · ? puis Entrée : pourquoi · Échap revenir",
            "Space tick · Enter confirm · ? then Enter: why · Esc back",
        );
        help_lines(self.asked, &format!("{}{keys}", search_keys(self.asked)))
    }
}

/// Tells whether a row starts ticked: by what was left here, else by the answer.
fn was_ticked(asked: &Asked<'_>, what: &What) -> bool {
    match (what, asked.left, asked.current) {
        (What::Choice(id), Some(Left::Placed(groups)), _) => groups.iter().flatten().any(|left| left == id),
        (What::Choice(id), _, Some(current)) => current.holds_choice(id),
        (What::Aside(aside), None, Some(current)) => aside_of(current) == Some(*aside),
        _ => false,
    }
}

fn light(text: &str) -> Vec<Line> {
    text.lines().map(|line| vec![(Tone::Light, line.to_owned())]).collect()
}
