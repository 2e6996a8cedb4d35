//! What several people do not agree about, when their dossiers were merged.

use super::words::count;
use super::writer::Writer;
use crate::dossier::{Disagreement, ToolVoices, Voices, WHOLE, disagreements};
use crate::inventory::in_words;
use crate::questionnaire::Answer;
use crate::report::block::{Align, Block, Column, Level, Span};

/// How many disagreements are told, the widest first; the dossier has them all.
const MOST: usize = 8;

pub(super) fn section(writer: &Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let Some(voices) = &report.dossier.voices else { return Vec::new() };
    let all = disagreements(report.questionnaire, voices);
    let (apart, open): (Vec<_>, Vec<_>) =
        all.iter().filter(|one| one.spread > 0).partition(|one| one.question.private);
    let people = count(lang, voices.dossiers, ["dossier", "dossiers"], ["dossier", "dossiers"]);
    let mut blocks =
        vec![Block::heading(Level::Two, writer.say("Là où les avis diffèrent", "Where opinions differ"))];
    let intro = match open.len() {
        0 => lang.pick(
            format!("Ce diagnostic réunit {people}. Aucun désaccord n'est à discuter."),
            format!("This diagnosis merges {people}. There is no disagreement to discuss."),
        ),
        number => {
            let number = count(
                lang,
                number,
                ["question reçoit des réponses différentes", "questions reçoivent des réponses différentes"],
                ["question gets different answers", "questions get different answers"],
            );
            let shown = if open.len() > MOST {
                lang.pick(
                    format!(" Voici les {MOST} plus grands écarts."),
                    format!(" These are the {MOST} widest."),
                )
            } else {
                String::new()
            };
            lang.pick(
                format!("Ce diagnostic réunit {people} ; {number}.{shown} Discutez-en avant de voter :"),
                format!("This diagnosis merges {people}; {number}.{shown} Discuss them before the vote:"),
            )
        }
    };
    blocks.push(Block::text(intro));
    if !open.is_empty() {
        let column = |title: &str, weight| Column { title: title.to_owned(), weight, align: Align::Left };
        blocks.push(Block::Table {
            columns: vec![
                column(writer.say("Question", "Question"), 40),
                column(writer.say("Réponses", "Answers"), 33),
                column(writer.say("Gardé dans le plan", "Kept in the plan"), 27),
            ],
            rows: open.iter().take(MOST).map(|one| row(writer, one)).collect(),
        });
    }
    blocks.extend(partly_named(writer, voices));
    if !apart.is_empty() {
        blocks.push(Block::text(writer.say(
            "Les écarts aux questions à poser à part ne sont pas montrés ici : ils sont dans le dossier.",
            "The spread of questions to be asked apart is not shown here: it is in the dossier.",
        )));
    }
    blocks
}

fn row(writer: &Writer<'_>, one: &Disagreement<'_>) -> Vec<Vec<Span>> {
    let lang = writer.lang;
    let name = |tool: &ToolVoices| writer.name_in_dossier(Some(&tool.product), &tool.usage);
    let words = |answer: &Answer| in_words(answer, one.question, writer.report.catalog, lang);
    let mut asked: Vec<Span> =
        one.tool.map(|tool| Span::bold(format!("{} – ", name(tool)))).into_iter().collect();
    asked.push(Span::plain(one.question.text.get(lang)));
    let percent = one.spread * 100 / WHOLE;
    asked.push(Span::muted(
        lang.pick(format!(" Écart\u{a0}: {percent}\u{a0}%."), format!(" Spread: {percent}%.")),
    ));
    let said: Vec<String> = one
        .voices
        .iter()
        .map(|voice| format!("{}\u{a0}×\u{a0}{}", voice.count, lang.quote(&words(&voice.answer))))
        .collect();
    let kept = vec![
        Span::plain(lang.quote(&words(&one.kept))),
        Span::muted(format!(", {}", one.rule.words().get(lang))),
    ];
    vec![asked, vec![Span::plain(said.join(", "))], kept]
}

/// Tells of the tools that not everybody named: the inventory of one person is never complete.
fn partly_named(writer: &Writer<'_>, voices: &Voices) -> Option<Block> {
    let lang = writer.lang;
    let partly: Vec<String> = voices
        .tools
        .iter()
        .filter(|tool| tool.count < voices.dossiers)
        .map(|tool| {
            let (name, count, all) =
                (writer.name_in_dossier(Some(&tool.product), &tool.usage), tool.count, voices.dossiers);
            lang.pick(format!("{name} : {count} sur {all}"), format!("{name}: {count} of {all}"))
        })
        .collect();
    let names = partly.join(lang.pick(" ; ", "; "));
    (!partly.is_empty()).then(|| {
        Block::Paragraph(vec![
            Span::bold(
                writer
                    .say("Nommés par une partie du groupe seulement :", "Named by a part of the group only:"),
            ),
            Span::plain(format!(" {names}.")),
        ])
    })
}
