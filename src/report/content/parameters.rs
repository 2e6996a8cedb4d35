//! The numbers that the computation used, as the catalogue gives them.

use super::words::{clause, duration, ended};
use super::writer::Writer;
use crate::report::block::{Align, Block, Column, Span};
use crate::text::Lang;

/// Returns the table of the efforts and the sentences that say where the numbers come from.
pub(super) fn blocks(writer: &Writer<'_>) -> Vec<Block> {
    let (lang, model) = (writer.lang, &writer.report.catalog.model);
    let column = |title: &str, weight| Column { title: title.to_owned(), weight, align: Align::Left };
    let rows = effort_rows(writer);
    let source = |start: &str, text: &str| vec![Span::bold(start), Span::plain(ended(text))];
    vec![
        Block::text(lang.pick(
            format!("Un jour compte 7 heures. Durées comptées ({}) :", clause(model.effort.source.get(lang))),
            format!("A day has 7 hours. Time counted ({}):", clause(model.effort.source.get(lang))),
        )),
        Block::Table {
            columns: vec![
                column(writer.say("Ce que l'étape demande", "What the step asks for"), 60),
                column(writer.say("Durée comptée", "Time counted"), 40),
            ],
            rows,
        },
        Block::List {
            ordered: false,
            items: vec![
                source(writer.say("Difficulté : ", "Difficulty: "), &difficulty(writer)),
                source(
                    writer.say("Étapes en deux parties : ", "Steps in two parts: "),
                    model.lots.source.get(lang),
                ),
                source(writer.say("Phases : ", "Phases: "), model.phases.source.get(lang)),
                source(
                    writer.say("Occasions de l'année : ", "Occasions of the year: "),
                    model.events.source.get(lang),
                ),
                source(
                    writer.say("Réponses absentes : ", "Missing answers: "),
                    model.defaults.source.get(lang),
                ),
            ],
        },
    ]
}

fn difficulty(writer: &Writer<'_>) -> String {
    let (lang, model) = (writer.lang, &writer.report.catalog.model.difficulty);
    let (medium, hard, source) = (model.medium_from, model.hard_from, model.source.get(lang));
    lang.pick(
        format!("moyenne à partir de {medium} sur 100, exigeante à partir de {hard}. Les personnes comptent pour {} % et la technique pour {} % ({source})", model.human_percent, 100 - model.human_percent),
        format!("medium from {medium} out of 100, demanding from {hard}. People count for {}% and the technique for {}% ({source})", model.human_percent, 100 - model.human_percent),
    )
}

fn effort_rows(writer: &Writer<'_>) -> Vec<Vec<Vec<Span>>> {
    let (lang, effort) = (writer.lang, &writer.report.catalog.model.effort);
    let time = |minutes: i64| duration(lang, minutes);
    let times = |all: &[i64]| all.iter().map(|minutes| time(*minutes)).collect::<Vec<_>>().join(", ");
    let percent = |number: i64| percent(lang, number);
    let (setup, path, ease) = (&effort.setup, &effort.path_percent, &effort.ease_percent);
    let all = [
        (writer.say("Ouvrir un compte chez un hébergeur", "Open an account at a host"), time(setup.account)),
        (writer.say("Ouvrir un espace partagé par plusieurs outils", "Open a space that several tools share"), time(setup.platform)),
        (writer.say("Nom de domaine et boîtes de courriel", "Domain name and mailboxes"), time(setup.domain)),
        (writer.say("Logiciel de gestion à adapter", "Management software to be fitted"), time(setup.erp)),
        (writer.say("Chaque ordinateur", "Each computer"), time(setup.workstation)),
        (writer.say("Votre propre serveur", "A server of your own"), time(setup.self_host)),
        (writer.say("Retrouver un compte perdu", "Recover a lost account"), time(effort.recovery)),
        (
            writer.say("Contenu à reprendre : une poignée, un dossier, des années, énorme", "Content to bring along: a handful, a folder, years, huge"),
            times(&effort.volume[1..]),
        ),
        (
            writer.say(
                "Part de ce temps : import automatique, fichier standard, programme tiers, à la main, repartir de zéro",
                "Share of that time: automatic import, standard file, third-party program, by hand, start afresh",
            ),
            [path.importer, path.standard_file, path.third_party_tool, path.manual, path.none].map(percent).join(", "),
        ),
        (
            writer.say(
                "Par personne : mêmes gestes, léger, moyen, outil de tous les jours, nouveau métier",
                "For each person: same gestures, light, medium, daily tool, new trade",
            ),
            times(&effort.habit),
        ),
        (
            writer.say("Part de ce temps : groupe à aider, moitié-moitié, groupe à l'aise", "Share of that time: group needs help, half and half, group at ease"),
            [ease.help_needed, ease.half, ease.at_ease].map(percent).join(", "),
        ),
        (
            writer.say("Mise en place et accompagnement quand un réseau aide", "Set-up and training when a network helps"),
            percent(effort.network_percent),
        ),
        (
            writer.say("Mise en place et accompagnement dans le mois d'une occasion, comme la refonte du site", "Set-up and training in the month of an occasion, such as a new website"),
            percent(writer.report.catalog.model.events.percent),
        ),
        (
            writer.say("Changements légers pour les mêmes personnes en trois mois (un outil de tous les jours les prend tous)", "Light changes for the same people in three months (a daily tool takes them all)"),
            writer.report.catalog.model.phases.changes.to_string(),
        ),
        (
            writer.say("Fourchette autour de la durée (réponses plutôt sûres)", "Range around the duration (rather certain answers)"),
            lang.pick(
                format!("{} à {} ({} à {})", percent(effort.low_percent), percent(effort.high_percent), percent(effort.sure_low_percent), percent(effort.sure_high_percent)),
                format!("{} to {} ({} to {})", percent(effort.low_percent), percent(effort.high_percent), percent(effort.sure_low_percent), percent(effort.sure_high_percent)),
            ),
        ),
        (writer.say("Temps du groupe, quand il n'est pas connu", "Time of the group, when it is not known"), {
            let hours = duration(lang, writer.report.catalog.model.phases.default_hours * 60);
            lang.pick(format!("{hours} par mois"), format!("{hours} a month"))
        }),
    ];
    all.into_iter().map(|(label, value)| vec![vec![Span::plain(label)], vec![Span::plain(value)]]).collect()
}

pub(super) fn percent(lang: Lang, number: i64) -> String {
    lang.pick(format!("{number}\u{a0}%"), format!("{number}%"))
}
