//! The page for the board: what to decide, what it costs, what it brings, what to know, and the vote.

use std::ops::Range;

use super::cover::tools_to_leave;
use super::words::{count, sentence, shortened};
use super::writer::{Writer, fact, is_achieved, phase_anchor};
use super::{frame, said, typeset};
use crate::diagnosis::{Basis, Finding, Motivation, Product, Use};
use crate::report::block::{Block, Document, Level, Span, Tone, Turn};
use crate::roadmap::{Phase, explain};
use crate::text::Text;

/// How long the lists of the page may be.
#[derive(Clone, Copy)]
struct Caps {
    steps: usize,
    findings: usize,
    /// Names of tools in one sentence.
    names: usize,
}

/// What is tried, the most telling first; the last one fits whatever the dossier says.
const CAPS: [Caps; 9] = [
    Caps { steps: 6, findings: 6, names: 4 },
    Caps { steps: 6, findings: 4, names: 4 },
    Caps { steps: 6, findings: 4, names: 2 },
    Caps { steps: 6, findings: 3, names: 2 },
    Caps { steps: 6, findings: 2, names: 2 },
    Caps { steps: 6, findings: 1, names: 1 },
    Caps { steps: 4, findings: 1, names: 1 },
    Caps { steps: 2, findings: 1, names: 1 },
    Caps { steps: 1, findings: 1, names: 1 },
];

/// Returns the page, its lists shortened until it `fits`.
pub(super) fn page<E>(
    writer: &Writer<'_>,
    fits: impl Fn(&Document) -> Result<bool, E>,
) -> Result<Vec<Block>, E> {
    let mut page = Vec::new();
    for cap in CAPS {
        page = blocks(writer, cap);
        let alone = typeset::document(writer.lang, frame(writer.report, page.clone()));
        if fits(&alone)? {
            break;
        }
    }
    Ok(page)
}

fn blocks(writer: &Writer<'_>, cap: Caps) -> Vec<Block> {
    let mut blocks = vec![
        Block::PageBreak(Turn::Always),
        writer.heading(Level::One, writer.say("Pour le conseil d'administration", "For the board"), "board"),
        Block::text(situation(writer)),
    ];
    blocks.extend(said::reasons(writer));
    match writer.report.roadmap.phases.first() {
        Some(phase) => blocks.extend(first_phase(writer, phase, cap)),
        None => blocks.extend(without_plan(writer)),
    }
    blocks.extend(findings(writer, cap));
    blocks.extend(ballot(writer));
    blocks
}

/// Says in two sentences where the association stands.
fn situation(writer: &Writer<'_>) -> String {
    let (report, lang) = (writer.report, writer.lang);
    let uses = &report.diagnosis.uses;
    if uses.is_empty() {
        return writer
            .say(
                "Aucun outil n'a été nommé : répondez aux questions sur vos outils, puis refaites ce rapport.",
                "No tool was named: answer the questions about your tools, then make this report again.",
            )
            .to_owned();
    }
    let mut parts = Vec::new();
    let mut part = |number: usize, fr: [&str; 2], en: [&str; 2]| {
        if number > 0 {
            parts.push(count(lang, number, fr, en));
        }
    };
    part(
        uses.iter().filter(|one| is_achieved(one)).count(),
        ["est déjà libre ou remplacé", "sont déjà libres ou remplacés"],
        ["is libre or replaced already", "are libre or replaced already"],
    );
    part(tools_to_leave(writer), ["est à quitter", "sont à quitter"], ["is to be left", "are to be left"]);
    part(
        report.roadmap.parallel.len(),
        ["garde une présence libre à côté", "gardent une présence libre à côté"],
        ["has a libre presence beside it", "have a libre presence beside them"],
    );
    part(
        report.roadmap.watches.len(),
        ["reste à surveiller", "restent à surveiller"],
        ["is to be watched", "are to be watched"],
    );
    let named = count(lang, uses.len(), ["outil", "outils"], ["tool", "tools"]);
    let parts = lang.enumerate(&parts);
    lang.pick(
        format!("Le diagnostic compte {named} : {parts}."),
        format!("The diagnosis counts {named}: {parts}."),
    )
}

fn first_phase(writer: &Writer<'_>, phase: &Phase, cap: Caps) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let months = writer.months_of(phase);
    let lead = lang.pick(format!("Lancer la phase 1, {months} :"), format!("Start phase 1, {months}:"));
    let mut items: Vec<Vec<Span>> =
        phase.steps.clone().take(cap.steps).map(|index| decision(writer, index)).collect();
    let rest = phase.steps.len().saturating_sub(cap.steps);
    if rest > 0 {
        let more = count(lang, rest, ["autre étape", "autres étapes"], ["other step", "other steps"]);
        items.push(vec![
            Span::plain(lang.pick("Et ", "And ")),
            Span::anchor(more, phase_anchor(phase)),
            Span::plain("."),
        ]);
    }
    let mut facts = vec![fact(writer.say("Ce que cela coûte", "What it costs"), cost(writer, phase))];
    facts.extend(
        brings(writer, phase).map(|text| fact(writer.say("Ce que cela apporte", "What it brings"), text)),
    );
    if report.roadmap.phases.len() > 1 {
        let (days, months) = (lang.days(report.total_minutes()), lang.months(report.total_months()));
        facts.push((
            writer.say("Et ensuite", "And then").to_owned(),
            vec![
                Span::anchor(writer.say("Le plan entier", "The whole plan"), "plan"),
                Span::plain(lang.pick(
                    format!(" : {days} sur {months}. Il sera revu à la fin de chaque phase."),
                    format!(": {days} over {months}. It is reviewed at the end of each phase."),
                )),
            ],
        ));
    }
    facts.extend(watched(writer, cap));
    vec![
        Block::heading(
            Level::Two,
            writer.say("Ce que nous proposons de décider", "What we propose to decide"),
        ),
        Block::text(lead),
        Block::List { ordered: false, items },
        Block::Facts(facts),
    ]
}

/// Returns the tools for which nothing is proposed now.
fn watched(writer: &Writer<'_>, cap: Caps) -> Option<(String, Vec<Span>)> {
    let (report, lang) = (writer.report, writer.lang);
    let mut all: Vec<&Use> =
        report.roadmap.watches.iter().filter_map(|(of, _)| report.diagnosis.uses.get(*of)).collect();
    // A name says more than the lack of one.
    all.sort_by_key(|one| one.product == Product::Unknown);
    let names: Vec<String> = all.into_iter().map(|one| writer.name_of(one).to_owned()).collect();
    if names.is_empty() {
        return None;
    }
    let names = lang.enumerate(&shortened(lang, &names, cap.names));
    Some((
        writer.say("Ce qui attend", "What waits").to_owned(),
        vec![
            Span::plain(lang.pick(format!("{names} : "), format!("{names}: "))),
            Span::anchor(writer.say("à surveiller", "to watch"), "watch"),
            Span::plain(writer.say(", sans rien changer pour l'instant.", ", with no change for now.")),
        ],
    ))
}

/// Returns a step as a decision in one sentence.
fn decision(writer: &Writer<'_>, index: usize) -> Vec<Span> {
    let (report, lang) = (writer.report, writer.lang);
    let days = lang.days(report.roadmap.steps[index].effort.total);
    let why = explain::headline(report.roadmap, report.diagnosis, index, lang);
    vec![writer.link_to_step(index), Span::plain(format!(" ({days}). {}", sentence(&why)))]
}

fn cost(writer: &Writer<'_>, phase: &Phase) -> String {
    let (report, lang) = (writer.report, writer.lang);
    let steps = &report.roadmap.steps[phase.steps.clone()];
    let (days, months) = (writer.days_with_range(steps), lang.months(phase.months));
    let mut text =
        lang.pick(format!("{days} de travail, sur {months}."), format!("{days} of work, over {months}."));
    if report.roadmap.capacity.accompanied {
        text += writer.say(
            " Personne n'a de temps à donner aujourd'hui : trouvez d'abord qui vous accompagne.",
            " Nobody has time to give today: first find somebody to go with you.",
        );
    } else if report.roadmap.capacity.assumed {
        text += writer.say(
            " Le temps que vous pouvez donner n'est pas connu : la durée est une hypothèse.",
            " How much time you can give is not known: the duration is an assumption.",
        );
    }
    let paid = paid_today(writer, phase.steps.clone());
    if !paid.is_empty() {
        let paid = lang.enumerate(&paid);
        text += &lang.pick(format!(" Aujourd'hui, vous payez {paid}."), format!(" Today you pay {paid}."));
    }
    text
}

/// Returns what the tools of some steps cost today, where somebody said.
fn paid_today(writer: &Writer<'_>, steps: Range<usize>) -> Vec<String> {
    let (report, lang) = (writer.report, writer.lang);
    let mut paid: Vec<String> = Vec::new();
    for one in report.roadmap.steps[steps].iter().filter_map(|step| report.use_of(step)) {
        let cost = &one.levels.cost;
        if !matches!(cost.basis, Basis::Answer(_)) {
            continue;
        }
        let amount = match cost.value.get() {
            1 => lang.pick("de 20 à 100 € par an", "20 to 100 € a year"),
            2 => lang.pick("de 100 à 300 € par an", "100 to 300 € a year"),
            3 => lang.pick("de 300 à 1000 € par an", "300 to 1000 € a year"),
            4 => lang.pick("1000 € par an ou plus", "1000 € a year or more"),
            _ => continue,
        };
        let text = lang.pick(format!("{} {amount}", one.name.fr), format!("{amount} for {}", one.name.en));
        if !paid.contains(&text) {
            paid.push(text);
        }
    }
    paid
}

fn brings(writer: &Writer<'_>, phase: &Phase) -> Option<String> {
    let (report, lang) = (writer.report, writer.lang);
    let steps = &report.roadmap.steps[phase.steps.clone()];
    let total = report.total_minutes().max(1);
    let mut points: Vec<(i64, Motivation)> = Motivation::ALL
        .iter()
        .map(|motivation| {
            let of_step = |step: &crate::roadmap::Step| {
                step.impact.ranked().iter().find(|(m, _)| m == motivation).map_or(0, |(_, points)| *points)
            };
            (steps.iter().map(of_step).sum(), *motivation)
        })
        .filter(|(points, _)| *points > 0)
        .collect();
    points.sort_by_key(|(points, motivation)| (std::cmp::Reverse(*points), *motivation));
    if points.is_empty() {
        return None;
    }
    let benefits: Vec<&str> = points.iter().take(2).map(|(_, motivation)| motivation.benefit(lang)).collect();
    let benefits = lang.enumerate(&benefits);
    let mut text =
        lang.pick(format!("Surtout, cette phase {benefits}."), format!("Above all, this phase {benefits}."));
    if report.roadmap.phases.len() > 1 {
        let (gained, share) = (phase.gained_percent, (phase.minutes * 100 + total / 2) / total);
        text += &lang.pick(
            format!(" À sa fin, vous avez {gained} % du bénéfice du plan, pour {share} % de son travail."),
            format!(" At its end you have {gained}% of the benefit of the plan, for {share}% of its work."),
        );
    }
    Some(text)
}

/// What to say when there is nothing to schedule.
fn without_plan(writer: &Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    if report.diagnosis.uses.is_empty() {
        return Vec::new();
    }
    let mut items = Vec::new();
    let achieved = report.diagnosis.uses.iter().filter(|one| is_achieved(one)).count();
    if achieved > 0 {
        items.push(vec![
            Span::plain(writer.say("Continuer avec ", "Go on with ")),
            Span::anchor(writer.say("ce qui est déjà libre", "what is libre already"), "achieved"),
            Span::plain(writer.say(", et le faire savoir.", ", and let it be known.")),
        ]);
    }
    if !report.roadmap.parallel.is_empty() {
        items.push(vec![
            Span::plain(writer.say("Faire vivre ", "Keep alive ")),
            Span::anchor(
                writer
                    .say("vos présences libres à côté des géants", "your libre presences beside the giants"),
                "parallel",
            ),
            Span::plain("."),
        ]);
    }
    if !report.roadmap.watches.is_empty() {
        items.push(vec![
            Span::plain(writer.say("Garder à l'œil ", "Keep an eye on ")),
            Span::anchor(writer.say("les outils à surveiller", "the tools to watch"), "watch"),
            Span::plain(writer.say(", et en reparler dans un an.", ", and come back to it in a year.")),
        ]);
    }
    vec![
        Block::heading(
            Level::Two,
            writer.say("Ce que nous proposons de décider", "What we propose to decide"),
        ),
        Block::text(format!(
            "{}{}",
            if achieved * 2 >= report.diagnosis.uses.len() {
                writer.say(
                    "Bravo : l'essentiel de vos outils est déjà libre. ",
                    "Well done: most of your tools are libre already. ",
                )
            } else {
                ""
            },
            writer.say(
                "Aucun changement d'outil n'est proposé cette année. Il reste à :",
                "No change of tool is proposed this year. What remains is to:",
            )
        )),
        Block::List { ordered: false, items },
    ]
}

fn findings(writer: &Writer<'_>, cap: Caps) -> Option<Block> {
    let lang = writer.lang;
    let all = &writer.report.diagnosis.findings;
    if all.is_empty() {
        return None;
    }
    let most = cap.findings;
    let mut items: Vec<Vec<Span>> = all
        .iter()
        .take(most)
        .map(|finding| vec![Span::plain(short(finding, writer, cap.names).text(lang))])
        .collect();
    if all.len() > most {
        let more = count(
            lang,
            all.len() - most,
            ["autre point d'attention", "autres points d'attention"],
            ["other point to watch", "other points to watch"],
        );
        items.push(vec![
            Span::plain(lang.pick("Et ", "And ")),
            Span::anchor(more, "findings"),
            Span::plain("."),
        ]);
    }
    let title = writer.say("À savoir avant de décider", "To know before deciding");
    Some(Block::Note {
        tone: Tone::Alert,
        title: Some(title.to_owned()),
        blocks: vec![Block::List { ordered: false, items }],
    })
}

/// Returns a finding whose lists of names are short enough for one page.
fn short(finding: &Finding, writer: &Writer<'_>, most: usize) -> Finding {
    let names = |names: &[Text]| {
        let names: Vec<String> = names.iter().map(|name| name.get(writer.lang).to_owned()).collect();
        shortened(writer.lang, &names, most).into_iter().map(Text::same).collect()
    };
    match finding {
        Finding::OneAdministrator { tools } => Finding::OneAdministrator { tools: names(tools) },
        Finding::PersonalAccount { tools } => Finding::PersonalAccount { tools: names(tools) },
        Finding::LostAccount { tools } => Finding::LostAccount { tools: names(tools) },
        Finding::Unlisted { tools } => Finding::Unlisted { tools: names(tools) },
        Finding::Unnamed { usages } => Finding::Unnamed { usages: names(usages) },
        Finding::Uncounted { tools } => Finding::Uncounted { tools: names(tools) },
        Finding::Unfinished { usages } => Finding::Unfinished { usages: names(usages) },
        Finding::AccessNeeds { needs } => Finding::AccessNeeds { needs: names(needs) },
        Finding::Undecided { tools } => Finding::Undecided { tools: names(tools) },
        Finding::MissingRoles { roles } => Finding::MissingRoles { roles: names(roles) },
        Finding::Ending { .. } | Finding::AlwaysBusy | Finding::NoMandate | Finding::AnsweredAlone => {
            finding.clone()
        }
    }
}

fn ballot(writer: &Writer<'_>) -> Option<Block> {
    let report = writer.report;
    if report.diagnosis.uses.is_empty() {
        return None;
    }
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let (title, options) = if report.roadmap.phases.is_empty() {
        (
            writer.say(
                "Le conseil prend-il acte de cet état des lieux ?",
                "Does the board take note of this inventory?",
            ),
            writer.lang.pick(
                ["oui", "oui, avec ces remarques", "à revoir"],
                ["yes", "yes, with these remarks", "to be looked at again"],
            ),
        )
    } else {
        (
            writer.say("Le conseil adopte-t-il la phase 1 ?", "Does the board adopt phase 1?"),
            writer.lang.pick(
                ["oui", "oui, avec les changements notés ici", "pas maintenant"],
                ["yes", "yes, with the changes noted here", "not now"],
            ),
        )
    };
    let lines = writer.lang.pick(
        ["Changements ou remarques", "Personne qui suit le plan", "Date et signature"],
        ["Changes or remarks", "Person in charge of the plan", "Date and signature"],
    );
    Some(Block::VoteBox { title: title.to_owned(), options: texts(&options), lines: texts(&lines) })
}
