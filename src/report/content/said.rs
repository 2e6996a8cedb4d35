//! « Ce que vous avez dit »: the answers that the plan does not compute with, told as they were given, those to questions
//! of one's own included.

use super::voices;
use super::words::{ended, sentence};
use super::writer::{Writer, fact};
use crate::inventory::in_words;
use crate::questionnaire::{Answer, Answers, Kind, Question, TOOL_PRODUCT, visible};
use crate::report::block::{Align, Block, Column, Level, Span, Turn};
use crate::text::clean;

/// The questions that are told, with what their answers are called.
const TOLD: [(&str, &str, &str); 10] = [
    ("session.roles", "Qui a répondu", "Who answered"),
    ("session.mandate", "Qui porte la décision", "Who carries the decision"),
    ("org.turnover", "Nouvelles personnes chaque année", "New people each year"),
    ("org.access_needs", "Besoins d'accessibilité", "Access needs"),
    ("means.budget", "Budget", "Budget"),
    ("means.referents", "Personnes référentes", "Contact people"),
    ("rules.busy_months", "Mois sans changement", "Months without change"),
    ("rules.no_touch", "Ce que l'on ne touche pas", "What is not touched"),
    ("rules.past", "Essais précédents", "Earlier attempts"),
    ("events.list", "Dans l'année", "This year"),
];

/// Returns why now, and what the association wants to see in a year, in its own words.
pub(super) fn reasons(writer: &Writer<'_>) -> Option<Block> {
    let answers = given(writer);
    let value = |id| Some(value(writer, writer.report.questionnaire.question(id)?, answers.general.get(id)?));
    let mut spans = Vec::new();
    if let Some(why) = value("why.trigger").filter(|text| !text.is_empty()) {
        spans.push(Span::bold(writer.say("Pourquoi maintenant :", "Why now:")));
        spans.push(Span::plain(format!(" {} ", ended(&why))));
    }
    if let Some(success) = value("why.success").filter(|text| !text.is_empty()) {
        spans.push(Span::bold(writer.say("Dans un an, c'est réussi si :", "In a year, it has worked if:")));
        spans.push(Span::plain(format!(" {}", writer.lang.quote(&success))));
    }
    (!spans.is_empty()).then_some(Block::Paragraph(spans))
}

pub(super) fn chapter(writer: &Writer<'_>) -> Vec<Block> {
    let answers = given(writer);
    let parts =
        [told(writer, &answers), notes(writer), own(writer, &answers), voices::section(writer)].concat();
    if parts.is_empty() {
        return Vec::new();
    }
    let title = writer.say("Ce que vous avez dit", "What you said");
    [vec![Block::PageBreak(Turn::NearEnd), writer.heading(Level::One, title, "said")], parts].concat()
}

/// Returns the answers that count: a question that is not asked any more has none.
fn given(writer: &Writer<'_>) -> Answers {
    visible(writer.report.questionnaire, &writer.report.dossier.answers)
}

fn told(writer: &Writer<'_>, answers: &Answers) -> Vec<Block> {
    let questionnaire = writer.report.questionnaire;
    let facts: Vec<_> = TOLD
        .iter()
        .filter_map(|(id, fr, en)| {
            let (question, answer) = (questionnaire.question(id)?, answers.general.get(*id)?);
            let text = match *id {
                "events.list" => events(writer, question, answers),
                _ => value(writer, question, answer),
            };
            // A number alone is no sentence.
            let text = if text.parse::<i64>().is_ok() { text } else { sentence(&text) };
            (!text.is_empty()).then(|| fact(writer.lang.pick(fr, en), text))
        })
        .collect();
    if facts.is_empty() { Vec::new() } else { vec![Block::Facts(facts)] }
}

/// Returns an answer in words, quoted if people typed it; empty if there is nothing to tell.
pub(super) fn value(writer: &Writer<'_>, question: &Question, answer: &Answer) -> String {
    let (lang, catalog) = (writer.lang, writer.report.catalog);
    let none = |id: &String| question.choice(id).is_some_and(|choice| choice.exclusive);
    match answer {
        answer if !answer.is_informative() => String::new(),
        Answer::Choices(ids) if ids.iter().any(none) => String::new(),
        Answer::Choices(ids) if question.kind != Kind::Links => {
            let label = |id: &String| question.choice(id).map(|choice| choice.label.get(lang));
            lang.enumerate(&ids.iter().filter_map(label).collect::<Vec<_>>())
        }
        Answer::Number(number) => match &question.kind {
            Kind::Number { unit: Some(unit), .. } => {
                format!("{}\u{a0}{}", lang.integer(*number), unit.get(lang))
            }
            _ => lang.integer(*number),
        },
        answer => in_words(answer, question, catalog, lang),
    }
}

/// Returns what happens this year, each with its month.
fn events(writer: &Writer<'_>, question: &Question, answers: &Answers) -> String {
    let month = |id: &str| {
        let id = format!("events.{id}");
        Some(value(writer, writer.report.questionnaire.question(&id)?, answers.general.get(&id)?))
    };
    let happening = answers.general.get(&question.id).map(Answer::as_choices).unwrap_or_default();
    let all: Vec<String> = happening
        .iter()
        .filter_map(|id| question.choice(id))
        .filter(|choice| !choice.exclusive)
        .map(|choice| {
            let label = choice.label.get(writer.lang);
            match month(&choice.id).filter(|month| !month.is_empty()) {
                Some(month) => format!("{label} ({month})"),
                None => label.to_owned(),
            }
        })
        .collect();
    writer.lang.enumerate(&all)
}

/// Returns what was noted to be taken up later.
fn notes(writer: &Writer<'_>) -> Vec<Block> {
    let notes = &writer.report.dossier.notes;
    if notes.is_empty() {
        return Vec::new();
    }
    let items = notes.iter().map(|note| vec![Span::plain(clean(note))]).collect();
    vec![
        Block::heading(Level::Two, writer.say("À reprendre ensemble", "To take up together")),
        Block::List { ordered: false, items },
    ]
}

/// Returns the answers to questions of one's own, the general ones first, then tool by tool.
fn own(writer: &Writer<'_>, answers: &Answers) -> Vec<Block> {
    let (questionnaire, lang) = (writer.report.questionnaire, writer.lang);
    let added: Vec<&Question> = questionnaire
        .questions
        .iter()
        .filter(|question| questionnaire.added.contains(&question.id))
        .collect();
    let mut rows = Vec::new();
    let mut apart = 0;
    let mut push = |about: Option<String>, question: &Question, answer: &Answer| {
        if question.private {
            apart += 1;
            return;
        }
        let text = question.text.get(lang);
        let asked = match about {
            Some(tool) => vec![Span::bold(format!("{tool} – ")), Span::plain(text)],
            None => vec![Span::plain(text)],
        };
        let answer = match value(writer, question, answer) {
            text if text.is_empty() => in_words(answer, question, writer.report.catalog, lang),
            text => text,
        };
        rows.push(vec![asked, vec![Span::plain(answer)]]);
    };
    for question in added.iter().filter(|question| !question.is_about_a_tool()) {
        if let Some(answer) = answers.general.get(&question.id) {
            push(None, question, answer);
        }
    }
    for tool in &answers.tools {
        for question in added.iter().filter(|question| question.is_about_a_tool()) {
            if let Some(answer) = tool.answers.get(&question.id) {
                push(
                    Some(writer.name_in_dossier(tool.answers.get(TOOL_PRODUCT), &tool.usage)),
                    question,
                    answer,
                );
            }
        }
    }
    if rows.is_empty() && apart == 0 {
        return Vec::new();
    }
    let column = |title: &str, weight| Column { title: title.to_owned(), weight, align: Align::Left };
    let mut blocks =
        vec![Block::heading(Level::Two, writer.say("Vos propres questions", "Your own questions"))];
    if !rows.is_empty() {
        let columns =
            vec![column(writer.say("Question", "Question"), 60), column(writer.say("Réponse", "Answer"), 40)];
        blocks.push(Block::Table { columns, rows });
    }
    if apart > 0 {
        blocks.push(Block::text(writer.say(
            "Les réponses aux questions à poser à part ne sont pas montrées ici : elles sont dans le dossier.",
            "Answers to questions to be asked apart are not shown here: they are in the dossier.",
        )));
    }
    blocks
}
