//! The plan by phases: when, how much work, what is gained, and the steps with the reason for their rank.

use super::charts;
use super::words::{count, sentence};
use super::writer::{Writer, phase_anchor};
use crate::report::block::{Align, Block, Cell, Column, Level, Span, Tone};
use crate::roadmap::{Band, Phase, explain};

/// A table of no more steps than that stays on one page.
const SHORT: usize = 6;

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    if report.roadmap.phases.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        writer.heading(
            Level::One,
            writer.say("Le plan, phase par phase", "The plan, phase by phase"),
            "plan",
        ),
        Block::text(means(writer)),
    ];
    if report.roadmap.capacity.accompanied {
        blocks.push(Block::Note {
            tone: Tone::Alert,
            title: Some(
                writer
                    .say("Ce plan demande un accompagnement", "This plan needs somebody beside you")
                    .to_owned(),
            ),
            blocks: vec![Block::Paragraph(accompaniment(writer))],
        });
    }
    blocks.push(Block::text(order(writer)));
    blocks.extend(charts::residual(writer));
    blocks.extend(charts::matrix(writer));
    for phase in &report.roadmap.phases {
        blocks.extend(section(writer, phase));
    }
    blocks
}

/// Says on which time the calendar counts.
fn means(writer: &Writer<'_>) -> String {
    let (report, lang) = (writer.report, writer.lang);
    let capacity = &report.roadmap.capacity;
    let minutes = capacity.minutes_a_month;
    let hours = count(
        lang,
        usize::try_from(minutes / 60).unwrap_or_default(),
        ["heure", "heures"],
        ["hour", "hours"],
    );
    let days = lang.days(minutes);
    if capacity.accompanied {
        lang.pick(
            format!("Vous avez répondu que le groupe n'a pas de temps à donner. Le calendrier compte {hours} par mois ({days}) comme ordre de grandeur."),
            format!("You answered that the group has no time to give. The calendar counts on {hours} a month ({days}) as an order of size."),
        )
    } else if capacity.assumed {
        lang.pick(
            format!("Vous n'avez pas dit combien de temps le groupe peut donner. Le calendrier suppose {hours} par mois ({days}). Avec moitié moins de temps, il dure deux fois plus."),
            format!("You did not say how much time the group can give. The calendar assumes {hours} a month ({days}). With half of that, it takes twice as long."),
        )
    } else {
        lang.pick(
            format!("Le groupe donne {hours} par mois, soit {days} : c'est votre réponse, et le calendrier s'y tient."),
            format!("The group gives {hours} a month, which is {days}: that is your answer, and the calendar keeps to it."),
        )
    }
}

fn accompaniment(writer: &Writer<'_>) -> Vec<Span> {
    let text = writer.say(
        "Sans temps, rien n'avancera seul. Trouvez d'abord une personne ou une structure qui vous accompagne, puis refaites le calendrier avec elle.",
        "Without time, nothing moves by itself. First find a person or a structure to go with you, then make the calendar again with them.",
    );
    if writer.report.shortlist.matched.is_empty() {
        return vec![Span::plain(text)];
    }
    vec![
        Span::plain(format!("{text}{}", writer.say(" Voir ", " See "))),
        Span::anchor(writer.say("qui peut vous aider", "who can help you"), "providers"),
        Span::plain("."),
    ]
}

/// Says what the order is worth.
fn order(writer: &Writer<'_>) -> String {
    let proof = if writer.report.roadmap.exact {
        writer.say(
            "L'ordre des étapes est le meilleur possible avec vos réponses : le calcul le prouve.",
            "The order of the steps is the best possible one with your answers: the computation proves it.",
        )
    } else {
        writer.say(
            "Les étapes sont trop nombreuses pour prouver que leur ordre est le meilleur : il s'en approche.",
            "There are too many steps to prove that their order is the best one: it comes close.",
        )
    };
    let change = writer.say(
        "Vous pouvez le changer : rien n'oblige à tout suivre.",
        "You may change it: nothing obliges you to follow all of it.",
    );
    let begun = if writer.report.roadmap.steps.iter().any(|step| step.in_progress) {
        writer.say("Ce qui est commencé se finit d'abord. ", "What is begun is finished first. ")
    } else {
        ""
    };
    format!("{begun}{proof} {change}")
}

fn section(writer: &Writer<'_>, phase: &Phase) -> Vec<Block> {
    let lang = writer.lang;
    let title = format!("Phase {} – {}", phase.number, writer.months_of(phase));
    let steps = count(lang, phase.steps.len(), ["étape", "étapes"], ["step", "steps"]);
    let days = writer.days_with_range(&writer.report.roadmap.steps[phase.steps.clone()]);
    let months = lang.months(phase.months);
    let gained = phase.gained_percent;
    let notes: String = phase.notes(lang).iter().map(|note| format!("{note} ")).collect();
    // The colon keeps the sentence with the table.
    let total = lang.pick(
        format!("À la fin de cette phase, {gained} % du bénéfice du plan est obtenu. Elle demande {days} sur {months}, en {steps} :"),
        format!("At the end of this phase, {gained}% of the benefit of the plan is obtained. It asks for {days} over {months}, in {steps}:"),
    );
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    let table = Block::Table {
        columns: vec![
            column(writer.say("N°", "No."), 6, Align::Right),
            column(writer.say("Étape", "Step"), 26, Align::Left),
            column(writer.say("Humain", "People"), 15, Align::Left),
            column(writer.say("Technique", "Technique"), 15, Align::Left),
            column(writer.say("Jours", "Days"), 9, Align::Right),
            column(writer.say("Pourquoi à ce rang", "Why at this rank"), 29, Align::Left),
        ],
        rows: phase.steps.clone().map(|index| row(writer, index)).collect(),
    };
    let total = Block::text(format!("{notes}{total}"));
    let blocks = vec![writer.heading(Level::Two, title, phase_anchor(phase)), total, table];
    if phase.steps.len() <= SHORT { vec![Block::KeepTogether(blocks)] } else { blocks }
}

fn row(writer: &Writer<'_>, index: usize) -> Vec<Cell> {
    let (report, lang) = (writer.report, writer.lang);
    let step = &report.roadmap.steps[index];
    let why = explain::headline(report.roadmap, report.diagnosis, index, lang);
    vec![
        vec![Span::plain((index + 1).to_string())],
        vec![writer.link_to_step(index)],
        vec![Span::plain(difficulty(writer, step.difficulty.human_band))],
        vec![Span::plain(difficulty(writer, step.difficulty.technical_band))],
        vec![Span::plain(lang.tenths(crate::text::day_tenths(step.effort.total)))],
        vec![Span::plain(sentence(&why))],
    ]
}

/// Returns a difficulty as marks and a word, so that neither colour nor shape carries it alone.
pub(super) fn difficulty(writer: &Writer<'_>, band: Band) -> String {
    format!("{} {}", band.marks(), band.label(writer.lang))
}
