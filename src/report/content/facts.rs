//! The facts of a sheet: each a label and what there is to say, or nothing.

use super::phases::difficulty;
use super::words::{clause, count, sentence, sentences};
use super::writer::{Writer, fact, phase_anchor};
use crate::catalog::{Alternative, French, Migration, Reserve};
use crate::diagnosis::{Basis, State, Use};
use crate::questionnaire::Question;
use crate::report::block::Span;
use crate::roadmap::Step;
use crate::roadmap::explain::{self, Reason};
use crate::text::Lang;

/// Labels, each with its value.
pub(super) type Facts = Vec<(String, Vec<Span>)>;

pub(super) fn software_fact(writer: &Writer<'_>, step: &Step, software: &Alternative) -> (String, Vec<Span>) {
    let lang = writer.lang;
    let mut text = format!(". {}", sentence(software.summary.get(lang)));
    let reasons: Vec<&str> = writer
        .report
        .candidate_of(step)
        .into_iter()
        .flat_map(|found| &found.reasons)
        .map(|reason| reason.get(lang))
        .collect();
    if !reasons.is_empty() {
        text += &format!(" {}", sentence(&lang.enumerate(&reasons)));
    }
    let french = match software.french {
        French::Full => "",
        French::Partial => writer
            .say(" Une partie de l'écran n'est pas en français.", " A part of the screen is not in French."),
        French::None => writer.say(" Il n'existe pas en français.", " It does not exist in French."),
        French::Unknown => {
            writer.say(" Vérifiez s'il existe en français.", " Check whether it exists in French.")
        }
    };
    (
        writer.say("Le logiciel", "The software").to_owned(),
        vec![Span::url(software.name.get(lang), software.website.as_str()), Span::plain(text + french)],
    )
}

/// Returns what every sheet says: why, when, how long, how hard, for whom, after what.
pub(super) fn common_facts(writer: &mut Writer<'_>, index: usize, step: &Step) -> Facts {
    let (report, lang) = (writer.report, writer.lang);
    let reasons = explain::reasons(report.roadmap, report.diagnosis, index);
    let mut facts = Facts::new();
    let why: Vec<String> = reasons
        .iter()
        .filter(|reason| !matches!(reason, Reason::Costs { .. } | Reason::After { .. }))
        .map(|reason| match reason {
            // A dozen of titles says less than their number.
            Reason::Opens { steps } if steps.len() > 4 => lang.pick(
                format!("Elle ouvre la voie à {} autres étapes.", steps.len()),
                format!("It opens the way to {} other steps.", steps.len()),
            ),
            reason => reason.text(report.roadmap, lang),
        })
        .collect();
    if !why.is_empty() {
        facts.push(fact(writer.say("Pourquoi à ce rang", "Why at this rank"), why.join(" ")));
    }
    if let Some(phase) = writer.phase_of(index) {
        let name = lang.pick(format!("Phase {}", phase.number), format!("Phase {}", phase.number));
        let months = writer.months_of(phase);
        let costs = reasons.iter().find(|reason| matches!(reason, Reason::Costs { .. }));
        let costs = costs.map(|reason| reason.text(report.roadmap, lang)).unwrap_or_default();
        let value =
            vec![Span::anchor(name, phase_anchor(phase)), Span::plain(format!(", {months}. {costs}"))];
        facts.push((writer.say("Quand, combien", "When, how long").to_owned(), value));
    }
    facts.push(fact(
        writer.say("Difficulté", "Difficulty"),
        lang.pick(
            format!(
                "Pour les personnes : {}. Pour la technique : {}.",
                difficulty(writer, step.difficulty.human_band),
                difficulty(writer, step.difficulty.technical_band)
            ),
            format!(
                "For people: {}. For the technique: {}.",
                difficulty(writer, step.difficulty.human_band),
                difficulty(writer, step.difficulty.technical_band)
            ),
        ),
    ));
    facts.extend(who(writer, step));
    facts.extend(links(writer, step));
    facts.extend(before(writer, step));
    facts
}

fn who(writer: &Writer<'_>, step: &Step) -> Option<(String, Vec<Span>)> {
    let lang = writer.lang;
    let one = writer.report.use_of(step).filter(|_| step.users > 0)?;
    let people = count(
        lang,
        usize::try_from(step.users).unwrap_or_default(),
        ["personne change d'habitude", "personnes changent d'habitude"],
        ["person changes habits", "people change habits"],
    );
    let basis = match one.users.basis {
        Basis::Answer(_) => "",
        Basis::Unknown(_) => writer.say(
            " (nombre à vérifier : le plus prudent est compté)",
            " (number to be checked: the most cautious one is counted)",
        ),
        Basis::Assumption(_) | Basis::Catalogue(_) => writer.say(" (nombre supposé)", " (assumed number)"),
    };
    let lead = writer.say("Responsable de l'étape : à nommer.", "Person in charge: to be named.");
    Some(fact(writer.say("Qui", "Who"), format!("{people}{basis}. {lead}")))
}

/// Returns the tools that would notice the change.
fn links(writer: &Writer<'_>, step: &Step) -> Option<(String, Vec<Span>)> {
    let lang = writer.lang;
    let links = &writer.report.use_of(step)?.links;
    let names: Vec<&str> = links.iter().map(|name| name.get(lang)).collect();
    let text = lang.pick(
        format!("{}. Essayez ce lien avec le nouvel outil avant de fermer l'ancien.", lang.enumerate(&names)),
        format!("{}. Try this link with the new tool before closing the old one.", lang.enumerate(&names)),
    );
    (!names.is_empty()).then(|| fact(writer.say("Relié à", "Linked to"), text))
}

/// Returns what comes before, with the reason and where it was read.
fn before(writer: &mut Writer<'_>, step: &Step) -> Option<(String, Vec<Span>)> {
    if step.after.is_empty() {
        return None;
    }
    let (report, lang) = (writer.report, writer.lang);
    let mut spans = Vec::new();
    for link in &step.after {
        let start = if spans.is_empty() { "" } else { " " };
        let why = clause(link.reason.get(lang)).to_owned();
        spans.push(Span::plain(start));
        spans.push(writer.link_to_step(link.step));
        spans.push(Span::plain(format!(" ({why})")));
        let rule = report.catalog.rules.prerequisites.iter().find(|rule| rule.reason == link.reason);
        if let Some(source) = rule.and_then(|rule| rule.source.as_ref()) {
            spans.extend(writer.cite(source));
        }
        spans.push(Span::plain("."));
    }
    Some((writer.say("À faire avant", "To do before").to_owned(), spans))
}

/// Returns what is lost, then what is kept.
pub(super) fn lost_and_kept(writer: &Writer<'_>, migration: &Migration) -> Facts {
    let mut facts = Facts::new();
    if !migration.loses.is_empty() {
        facts.push(fact(
            writer.say("Ce qui se perd", "What is lost"),
            sentences(&migration.loses, writer.lang),
        ));
    }
    if !migration.keeps.is_empty() {
        facts.push(fact(
            writer.say("Ce qui se garde", "What is kept"),
            sentences(&migration.keeps, writer.lang),
        ));
    }
    facts
}

/// Returns what no libre software replaces, and what to do about it meanwhile.
pub(super) fn irreplaceable(writer: &mut Writer<'_>, one: &Use) -> Option<(String, Vec<Span>)> {
    let (report, lang) = (writer.report, writer.lang);
    let record = one.tool(report.catalog)?.no_alternative_for(&one.usage)?;
    let reason = sentence(record.reason.get(lang));
    let mut spans = vec![Span::plain(format!("{reason} {}", sentences(&record.mitigation, lang)))];
    spans.extend(writer.cite(&record.source));
    Some((writer.say("Rien de libre ne remplace", "Nothing libre replaces").to_owned(), spans))
}

pub(super) fn way_back(writer: &Writer<'_>, migration: &Migration) -> Option<(String, Vec<Span>)> {
    let mut text = sentence(writer.report.catalog.way_back(migration)?.get(writer.lang));
    if migration.parallel_run {
        text += writer.say(
            " Les deux outils peuvent vivre côte à côte pendant le passage.",
            " Both tools can live side by side during the move.",
        );
    }
    Some(fact(writer.say("Retour possible", "Way back"), text))
}

/// Returns what to know about the software and about the tool, dated and sourced.
pub(super) fn caveats(
    writer: &mut Writer<'_>,
    one: &Use,
    software: &Alternative,
) -> Option<(String, Vec<Span>)> {
    let (report, lang) = (writer.report, writer.lang);
    let of_tool = one.tool(report.catalog).map(|tool| tool.reserves.as_slice()).unwrap_or_default();
    let reserves: Vec<&Reserve> = software.reserves.iter().chain(of_tool).collect();
    let mut spans: Vec<Span> = Vec::new();
    spans.extend(software.libre.reserve().map(|text| Span::plain(format!("{} ", sentence(text.get(lang))))));
    spans.extend(writer.dated(&reserves));
    (!spans.is_empty()).then(|| (writer.say("À savoir", "To know").to_owned(), spans))
}

pub(super) fn other_candidates(writer: &Writer<'_>, step: &Step) -> Option<(String, Vec<Span>)> {
    let (report, lang) = (writer.report, writer.lang);
    let mut spans = Vec::new();
    for candidate in report.other_candidates(step) {
        let start = if spans.is_empty() { "" } else { " " };
        spans.push(Span::plain(start));
        spans.push(match report.catalog.alternatives.get(&candidate.alternative) {
            Some(known) => Span::url(candidate.name.get(lang), known.website.as_str()),
            None => Span::plain(candidate.name.get(lang)),
        });
        let reasons: Vec<&str> = candidate.reasons.iter().map(|reason| reason.get(lang)).collect();
        let reasons = lang.enumerate(&reasons);
        spans.push(Span::plain(lang.pick(format!(" : {reasons}."), format!(": {reasons}."))));
    }
    (!spans.is_empty()).then(|| (writer.say("Autres candidats", "Other candidates").to_owned(), spans))
}

/// Returns the questions that would settle what is assumed.
pub(super) fn open_questions(writer: &Writer<'_>, one: &Use) -> Facts {
    let (report, lang) = (writer.report, writer.lang);
    let open = report.open_answers(one);
    let unknown: Vec<String> = open
        .iter()
        .filter(|answer| answer.unknown)
        .filter_map(|answer| report.questionnaire.question(answer.question))
        .map(|question| asked(lang, question))
        .collect();
    let assumed: Vec<&str> =
        open.iter().filter(|answer| !answer.unknown).map(|answer| topic(writer, answer.question)).collect();
    let mut facts = Facts::new();
    if one.state == State::InProgress(None) {
        facts.push(fact(
            writer.say("Avancement", "Progress"),
            lang.pick(
                "Il n'est pas connu : rien n'est compté comme fait.",
                "It is not known: nothing is counted as done.",
            ),
        ));
    }
    if !unknown.is_empty() {
        facts.push(fact(writer.say("À vérifier", "To be checked"), unknown.join(" ")));
    }
    if !assumed.is_empty() {
        let assumed = lang.enumerate(&assumed);
        facts.push((
            writer.say("Supposé", "Assumed").to_owned(),
            vec![
                Span::plain(lang.pick(
                    format!("faute de réponse, une valeur habituelle compte pour : {assumed}. "),
                    format!("for want of an answer, a usual value counts for: {assumed}. "),
                )),
                Span::anchor(writer.say("Ce qui reste à vérifier", "What is still to be checked"), "open"),
                Span::plain("."),
            ],
        ));
    }
    facts
}

/// Returns what a question is about, in a few words; so that several fit a line.
pub(super) fn topic(writer: &Writer<'_>, question: &'static str) -> &'static str {
    match question {
        "tool.data" => writer.say("données confiées", "data put in it"),
        "tool.users" => writer.say("personnes", "people"),
        "tool.volume" => writer.say("contenu à reprendre", "content to bring along"),
        "tool.outside" => writer.say("personnes extérieures", "people outside"),
        "tool.who" => writer.say("qui le voit", "who sees it"),
        "tool.cost" => writer.say("coût", "cost"),
        "tool.pain" => writer.say("gêne", "hindrance"),
        "tool.mood" => writer.say("accueil du changement", "mood about a change"),
        "org.volunteers" => writer.say("bénévoles", "volunteers"),
        "org.staff" => writer.say("salariés", "employees"),
        "means.hours" => writer.say("temps disponible", "time available"),
        other => other,
    }
}

/// Returns a question in full: one that its choices complete takes them.
fn asked(lang: Lang, question: &Question) -> String {
    let text = question.text.get(lang).trim();
    let Some(start) = text.strip_suffix('…').or_else(|| text.strip_suffix("...")) else {
        return text.to_owned();
    };
    let labels: Vec<&str> = question.choices().iter().map(|choice| choice.label.get(lang)).collect();
    let Some((last, others)) = labels.split_last() else { return text.to_owned() };
    let start = start.trim_end();
    lang.pick(
        format!("{start} {} ou {last} ?", others.join(", ")),
        format!("{start} {} or {last}?", others.join(", ")),
    )
}

pub(super) fn sources(writer: &mut Writer<'_>, migration: &Migration) -> Option<(String, Vec<Span>)> {
    let lang = writer.lang;
    let label = writer.say("Sources du chemin", "Sources of the path").to_owned();
    let mut spans = Vec::new();
    if migration.assumed {
        spans.push(Span::plain(if migration.all_sources().next().is_none() {
            writer.say(
                "Aucune source ne décrit ce chemin : faites d'abord un essai.",
                "No source describes this path: make a trial first.",
            )
        } else {
            writer.say(
                "Une partie du chemin est supposée : faites d'abord un essai.",
                "A part of the path is assumed: make a trial first.",
            )
        }));
    }
    // The page to follow is cited where it is named.
    let latest = migration.sources.iter().map(|source| source.checked_on).max();
    if let Some(day) = latest {
        let start = if spans.is_empty() { "" } else { " " };
        let day = lang.date(day);
        spans.push(Span::plain(format!(
            "{start}{}",
            lang.pick(format!("Lues\u{a0}le\u{a0}{day} :"), format!("Read on {day}:"))
        )));
        for source in &migration.sources {
            spans.extend(writer.cite(source));
        }
        spans.push(Span::plain("."));
    }
    (!spans.is_empty()).then_some((label, spans))
}
