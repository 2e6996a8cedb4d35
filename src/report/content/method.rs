//! « Méthode et sources »: how the order was computed, with which numbers, and what is still to be checked.

use super::facts::topic;
use super::parameters::{self, percent};
use super::said::value;
use super::words::sentence;
use super::writer::{Writer, is_achieved};
use crate::catalog::{AGEING_MONTHS, months_between};
use crate::diagnosis::{Basis, Motivation, State, Use, assumed};
use crate::questionnaire::visible;
use crate::report::block::{Align, Block, Column, Level, Span};
use crate::report::local_facts;

pub(super) fn chapter(writer: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks =
        vec![writer.heading(Level::One, writer.say("Méthode et sources", "Method and sources"), "method")];
    if !writer.report.roadmap.steps.is_empty() {
        blocks.push(Block::heading(
            Level::Two,
            writer.say("Comment l'ordre est calculé", "How the order is computed"),
        ));
        blocks.push(Block::List { ordered: true, items: rules(writer) });
        // The title of the chapter stays with its first section.
        blocks = vec![Block::KeepTogether(blocks)];
        blocks.push(Block::heading(Level::Two, writer.say("Ce qui compte pour vous", "What matters to you")));
        blocks.extend(weights(writer));
        blocks
            .push(Block::heading(Level::Two, writer.say("Les durées et les seuils", "Durations and bands")));
        blocks.extend(parameters::blocks(writer));
    }
    blocks.extend(open(writer));
    blocks.extend(local(writer));
    blocks.push(Block::heading(Level::Two, writer.say("Version et dates", "Version and dates")));
    blocks.push(Block::List { ordered: false, items: versions(writer) });
    blocks
}

/// Says in five sentences how the order is computed.
fn rules(writer: &Writer<'_>) -> Vec<Vec<Span>> {
    let texts = writer.lang.pick(
        [
            "Chaque étape reçoit un impact sur 100 : les données protégées, l'indépendance, la cohérence, l'argent et le temps gagnés, selon ce qui compte pour vous.",
            "Chaque étape reçoit un effort en jours : mettre en place, reprendre le contenu, accompagner les personnes.",
            "Ce que vous avez commencé se finit d'abord, et ce qui doit précéder précède.",
            "Parmi les ordres possibles, le plan retient celui où le bénéfice arrive le plus tôt pour le travail donné.",
            "L'ordre est coupé en phases selon votre temps ; la première, courte, commence par des étapes accessibles.",
        ],
        [
            "Each step gets an impact out of 100: data protected, independence, values, money and time gained, as far as each matters to you.",
            "Each step gets an effort in days: to set up, to bring the content along, to go with the people.",
            "What you have begun is finished first, and what must come before comes before.",
            "Among the possible orders, the plan takes the one in which the benefit comes earliest for the work given.",
            "The order is cut into phases by the time you have; the first one is short and begins with steps within reach.",
        ],
    );
    texts.into_iter().map(|text| vec![Span::plain(text)]).collect()
}

fn weights(writer: &Writer<'_>) -> Vec<Block> {
    let lang = writer.lang;
    let weights = &writer.report.diagnosis.weights;
    let mut ranked = Motivation::ALL;
    ranked.sort_by_key(|motivation| (std::cmp::Reverse(weights.of(*motivation)), *motivation));
    let same = ranked.iter().all(|motivation| weights.of(*motivation) == weights.of(ranked[0]));
    let intro = if same {
        writer.say(
            "Les cinq raisons pèsent autant : vous ne les avez pas classées, ou à égalité.",
            "The five reasons weigh the same: you did not rank them, or ranked them equal.",
        )
    } else {
        writer.say(
            "Poids de chaque raison, tiré de votre classement :",
            "Weight of each reason, out of your ranking:",
        )
    };
    let meaning =
        |motivation: Motivation| sentence(motivation.benefit(lang)).trim_end_matches('.').to_owned();
    let row = |motivation: &Motivation| {
        vec![
            vec![Span::bold(sentence(motivation.label(lang)).trim_end_matches('.'))],
            vec![Span::plain(meaning(*motivation))],
            vec![Span::plain(percent(lang, weights.percent(*motivation)))],
        ]
    };
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    vec![
        Block::text(intro),
        Block::Table {
            columns: vec![
                column(writer.say("Raison", "Reason"), 22, Align::Left),
                column(
                    writer.say("Ce qu'une étape fait pour elle", "What a step does for it"),
                    60,
                    Align::Left,
                ),
                column(writer.say("Poids", "Weight"), 18, Align::Right),
            ],
            rows: ranked.iter().map(row).collect(),
        },
    ]
}

/// Returns the section of what is assumed or unknown, the group first, then tool by tool.
fn open(writer: &Writer<'_>) -> Vec<Block> {
    let mut rows = group_rows(writer);
    rows.extend(
        writer.report.diagnosis.uses.iter().filter(|one| counts(one)).filter_map(|one| tool_row(writer, one)),
    );
    if rows.is_empty() {
        return Vec::new();
    }
    let column = |title: &str, weight| Column { title: title.to_owned(), weight, align: Align::Left };
    vec![
        writer.heading(Level::Two, writer.say("Ce qui reste à vérifier", "What is still to be checked"), "open"),
        Block::text(writer.say(
            "Une réponse inconnue compte au plus prudent : elle ne fait jamais monter une étape. Une question non posée prend la valeur habituelle du catalogue, ou une hypothèse. Voici lesquelles :",
            "An unknown answer counts in the most cautious way: it never moves a step up. A question that was not asked takes the usual value of the catalogue, or an assumption. These are:",
        )),
        Block::Table {
            columns: vec![
                column(writer.say("Outil", "Tool"), 22),
                column(writer.say("Vous ne savez pas", "You do not know"), 28),
                column(writer.say("Supposé", "Assumed"), 50),
            ],
            rows,
        },
    ]
}

/// Returns the section of what local records add.
fn local(writer: &Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let facts = local_facts(report.catalog, report.diagnosis, report.matches);
    if facts.is_empty() {
        return Vec::new();
    }
    let items = facts.iter().map(|fact| vec![Span::plain(fact.get(lang))]).collect();
    vec![
        Block::heading(
            Level::Two,
            writer.say("Ce que vos fiches locales ajoutent", "What your local records add"),
        ),
        Block::text(writer.say(
            "Ces faits ne viennent pas du catalogue livré avec le programme : vérifiez-les auprès de qui les a écrits.",
            "These facts do not come from the catalogue that the program carries: check them with whoever wrote them.",
        )),
        Block::List { ordered: false, items },
    ]
}

/// Tells whether the values of a tool are used by the plan or by what is watched.
fn counts(one: &Use) -> bool {
    !is_achieved(one) && one.state != State::Abandoned
}

fn tool_row(writer: &Writer<'_>, one: &Use) -> Option<Vec<Vec<Span>>> {
    let open = writer.report.open_answers(one);
    let (unknown, assumed): (Vec<_>, Vec<_>) = open.iter().partition(|answer| answer.unknown);
    let unknown: Vec<String> =
        unknown.into_iter().map(|answer| topic(writer, answer.question).to_owned()).collect();
    let assumed: Vec<String> =
        assumed.into_iter().map(|answer| supposed(writer, answer.question, Some(one.index))).collect();
    if unknown.is_empty() && assumed.is_empty() {
        return None;
    }
    Some(vec![vec![Span::bold(writer.name_of(one))], cell(writer, &unknown), cell(writer, &assumed)])
}

/// Returns what a question is about, with the answer that the plan does with: « coût : 0 € par an ».
fn supposed(writer: &Writer<'_>, id: &'static str, tool: Option<usize>) -> String {
    let report = writer.report;
    let answers = visible(report.questionnaire, &report.dossier.answers);
    let question = report.questionnaire.question(id);
    let value = question.and_then(|question| {
        let answer = assumed(report.catalog, report.questionnaire, &answers, question, tool)?;
        Some(value(writer, question, &answer)).filter(|value| !value.is_empty())
    });
    match value {
        Some(value) => format!("{}{} {value}", topic(writer, id), writer.say(" :", ":")),
        None => topic(writer, id).to_owned(),
    }
}

fn cell(writer: &Writer<'_>, topics: &[String]) -> Vec<Span> {
    let listed = topics.join(writer.say(" ; ", "; "));
    vec![Span::plain(if topics.is_empty() { "–".to_owned() } else { listed })]
}

fn group_rows(writer: &Writer<'_>) -> Vec<Vec<Vec<Span>>> {
    let diagnosis = writer.report.diagnosis;
    let (mut unknown, mut assumed): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for basis in [&diagnosis.people.basis, &diagnosis.hours.basis] {
        match basis {
            Basis::Unknown(question) => unknown.push(topic(writer, question).to_owned()),
            Basis::Assumption(question) | Basis::Catalogue(question) => {
                assumed.push(supposed(writer, question, None));
            }
            Basis::Answer(_) => {}
        }
    }
    if diagnosis.ease.is_none() {
        assumed.push(writer.say("aisance du groupe", "ease of the group").to_owned());
    }
    if diagnosis.skills.is_none() {
        assumed.push(writer.say("savoir-faire du groupe", "skills of the group").to_owned());
    }
    if unknown.is_empty() && assumed.is_empty() {
        return Vec::new();
    }
    vec![vec![
        vec![Span::bold(writer.say("L'association", "The association"))],
        cell(writer, &unknown),
        cell(writer, &assumed),
    ]]
}

fn versions(writer: &mut Writer<'_>) -> Vec<Vec<Span>> {
    let (report, lang) = (writer.report, writer.lang);
    let version = env!("CARGO_PKG_VERSION");
    let date = lang.date(report.date);
    let mut items = vec![vec![Span::plain(lang.pick(
        format!("Rapport du {date}, écrit par diaglibre {version} à partir de vos réponses, qui n'ont pas quitté votre ordinateur."),
        format!("Report of {date}, written by diaglibre {version} out of your answers, which did not leave your computer."),
    ))]];
    if let Some((oldest, latest)) = writer.citations.days() {
        let aged = months_between(oldest, report.date) >= AGEING_MONTHS;
        let (oldest, latest) = (lang.date(oldest), lang.date(latest));
        items.push(vec![Span::plain(if oldest == latest {
            lang.pick(format!("Les faits cités ont été lus le {latest}. Une offre ou un prix a pu changer depuis : vérifiez avant de vous engager."), format!("The facts cited were read on {latest}. An offer or a price may have changed since: check before you commit yourself."))
        } else {
            lang.pick(format!("Les faits cités ont été lus entre le {oldest} et le {latest}. Une offre ou un prix a pu changer depuis : vérifiez avant de vous engager."), format!("The facts cited were read between {oldest} and {latest}. An offer or a price may have changed since: check before you commit yourself."))
        })]);
        if aged {
            items.push(vec![Span::bold(writer.say(
                "Certains de ces faits ont plus d'un an : mettez le programme à jour, ou vérifiez-les d'abord.",
                "Some of these facts are more than a year old: update the program, or check them first.",
            ))]);
        }
    }
    if !report.shortlist.matched.is_empty() {
        let day = lang.date(report.directory.compiled);
        items.push(vec![Span::plain(lang.pick(
            format!("L'annuaire des structures est du {day}."),
            format!("The directory of structures is of {day}."),
        ))]);
    }
    items.push(vec![
        Span::plain(
            writer
                .say("Le catalogue est partagé sous licence ", "The catalogue is shared under the licence "),
        ),
        Span::url("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed"),
        Span::plain(
            writer.say(
                " : reprenez-le, citez-le, partagez-le de même.",
                ": reuse it, name it, share it alike.",
            ),
        ),
    ]);
    items
}
