//! The cover: whose roadmap it is, what it is, and its size in four figures.

use super::words::count;
use super::writer::{Writer, is_achieved};
use crate::brand::Brand;
use crate::report::block::{Block, Cover, Figure, Picture};
use crate::text::day_tenths;

pub(super) fn blocks(writer: &Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let intro = if report.diagnosis.uses.is_empty() {
        writer.say(
            "Un état des lieux de vos outils numériques, à compléter.",
            "An inventory of your digital tools, to be completed.",
        )
    } else if report.roadmap.steps.is_empty() {
        writer.say(
            "L'état de vos outils numériques, ce qui est déjà libre, et ce qu'il faut garder à l'œil.",
            "The state of your digital tools, what is libre already, and what to keep an eye on.",
        )
    } else {
        writer.say(
            "Quels outils quitter, dans quel ordre, pour quels logiciels libres, et combien de travail cela demande.",
            "Which tools to leave, in which order, for which libre software, and how much work that takes.",
        )
    };
    let mut lines = vec![
        lang.date(report.date),
        writer
            .say(
                "C'est une proposition : le conseil d'administration décide.",
                "It is a proposal: the board decides.",
            )
            .to_owned(),
    ];
    lines.extend(report.brand.map(|brand| signature(writer, brand)));
    vec![Block::Cover(Cover {
        logo: report.brand.and_then(|brand| logo(writer, brand)),
        kicker: report.name().to_owned(),
        title: writer.say("Feuille de route vers des outils libres", "Roadmap to libre tools").to_owned(),
        subtitle: intro.to_owned(),
        figures: figures(writer),
        lines,
    })]
}

/// Returns who hands the report over, on one line.
fn signature(writer: &Writer<'_>, brand: &Brand) -> String {
    let parts: Vec<&str> = std::iter::once(brand.name.as_str())
        .chain(brand.address.iter().map(String::as_str))
        .chain(brand.website.as_deref())
        .filter(|part| !part.is_empty())
        .collect();
    let who = parts.join(" · ");
    writer.lang.pick(format!("Préparé avec {who}"), format!("Prepared with {who}"))
}

fn logo(writer: &Writer<'_>, brand: &Brand) -> Option<Picture> {
    let logo = brand.logo.clone()?;
    let told =
        brand.logo_text.as_ref().map(|text| text.get(writer.lang)).filter(|text| !text.trim().is_empty());
    let named = || writer.lang.pick(format!("Logo de {}", brand.name), format!("Logo of {}", brand.name));
    Some(Picture { logo, alternative: told.map_or_else(named, str::to_owned) })
}

fn figures(writer: &Writer<'_>) -> Vec<Figure> {
    let (report, lang) = (writer.report, writer.lang);
    let figure = |number: usize, fr: [&str; 2], en: [&str; 2]| {
        let text = count(lang, number, fr, en);
        let (value, label) = text.split_once('\u{a0}').unwrap_or((&text, ""));
        Figure { value: value.to_owned(), label: label.to_owned() }
    };
    if report.roadmap.steps.is_empty() {
        let uses = &report.diagnosis.uses;
        let all = [
            (uses.len(), ["outil recensé", "outils recensés"], ["tool listed", "tools listed"]),
            (
                uses.iter().filter(|one| is_achieved(one)).count(),
                ["déjà libre", "déjà libres"],
                ["libre already", "libre already"],
            ),
            (
                report.roadmap.parallel.len(),
                ["avec une présence libre à côté", "avec une présence libre à côté"],
                ["with a libre presence beside it", "with a libre presence beside them"],
            ),
            (report.roadmap.watches.len(), ["à surveiller", "à surveiller"], ["to watch", "to watch"]),
        ];
        return all
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, fr, en)| figure(number, fr, en))
            .collect();
    }
    let months = usize::try_from(report.total_months()).unwrap_or_default();
    let days = day_tenths(report.total_minutes());
    // Tenths of a day would promise a precision that nobody has.
    let days = if days < 100 { days } else { (days + 5) / 10 * 10 };
    let many = if lang == crate::text::Lang::Fr { days >= 20 } else { days != 10 };
    vec![
        figure(
            tools_to_leave(writer),
            ["outil à quitter", "outils à quitter"],
            ["tool to leave", "tools to leave"],
        ),
        figure(report.roadmap.steps.len(), ["étape", "étapes"], ["step", "steps"]),
        Figure {
            value: lang.tenths(days),
            label: lang.pick(["jour de travail", "jours de travail"], ["day of work", "days of work"])
                [usize::from(many)]
            .to_owned(),
        },
        figure(months, ["mois", "mois"], ["month", "months"]),
    ]
}

/// Returns how many tools the steps leave.
pub(super) fn tools_to_leave(writer: &Writer<'_>) -> usize {
    let mut tools: Vec<usize> =
        writer.report.roadmap.steps.iter().filter_map(crate::roadmap::Step::use_index).collect();
    tools.sort_unstable();
    tools.dedup();
    tools.len()
}
