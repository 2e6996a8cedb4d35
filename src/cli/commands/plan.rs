//! `plan`: the roadmap in the terminal.

mod asking;
mod what_if;

use std::path::Path;

use what_if::WhatIf;

use super::{Analysis, analyse};
use crate::catalog::Migration;
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output, table};
use crate::diagnosis::Diagnosis;
use crate::problem::did_you_mean;
use crate::report::local_facts;
use crate::roadmap::{
    DRAWS, Informative, Kind, Phase, Roadmap, Solidity, Step, explain, stability, worth_asking,
};
use crate::text::{Lang, Text, fold, sentence};

/// Shows the roadmap, explains one step of it, or compares it with another one.
pub(in crate::cli) fn plan(context: &Context, path: &Path, asked: &Asked) -> Result<Exit, Failure> {
    let analysis = analyse(context, path)?;
    let (step, json) = (asked.explain.as_deref(), asked.json);
    if !asked.what_if.is_empty() {
        let other = WhatIf::of(context, &analysis, &asked.what_if)?;
        if asked.keep {
            other.keep(context, path)?;
        }
        if let Some(step) = step {
            return output::data(&explanation(context, &other.analysis, step)?);
        }
        if json {
            return output::json(&other.view(context, &analysis));
        }
        let mut page = other.page(context, &analysis);
        what_if::ending(&mut page, path, asked.keep);
        return output::data(&page.finish());
    }
    if let Some(step) = step {
        return output::data(&explanation(context, &analysis, step)?);
    }
    let bundle = &context.bundle;
    let asked =
        worth_asking(&bundle.catalog, &bundle.questionnaire, &analysis.dossier, context.date, asking::LISTED);
    if json {
        return output::json(&view(context, &analysis, &asked));
    }
    let mut page = roadmap(context, &analysis);
    asking::list(&mut page, context, &analysis, path, &asked);
    output::data(&page.finish())
}

/// What is asked of the plan.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, value_name = "STEP", conflicts_with = "json")]
    explain: Option<String>,
    #[arg(long, value_name = "KEY=VALUE")]
    what_if: Vec<String>,
    #[arg(long, requires = "what_if")]
    keep: bool,
    #[arg(long)]
    json: bool,
}

fn view(context: &Context, analysis: &Analysis, asked: &[Informative]) -> serde_json::Value {
    serde_json::json!({
        "format": 1,
        "date": context.date,
        "association": analysis.diagnosis.name,
        "uses": analysis.diagnosis.uses,
        "findings": analysis.diagnosis.findings,
        "weights": analysis.diagnosis.weights,
        "matches": analysis.matches,
        "roadmap": analysis.roadmap,
        "stability": stability(&context.bundle.catalog, &analysis.diagnosis, &analysis.roadmap, DRAWS),
        "worth_asking": asked,
        "local": local_facts(&context.bundle.catalog, &analysis.diagnosis, &analysis.matches),
    })
}

/// Returns the roadmap as a page.
pub(in crate::cli) fn roadmap(context: &Context, analysis: &Analysis) -> Page {
    let Analysis { diagnosis, roadmap, .. } = analysis;
    let lang = context.lang;
    let mut page = Page::new(context);
    let name = if diagnosis.name.trim().is_empty() {
        lang.pick("votre association", "your association")
    } else {
        &diagnosis.name
    };
    page.title(&lang.pick(format!("Feuille de route – {name}"), format!("Roadmap – {name}")));
    page.paragraph(&summary(roadmap, lang));
    means(&mut page, roadmap);
    let shares = stability(&context.bundle.catalog, diagnosis, roadmap, DRAWS);
    for phase in &roadmap.phases {
        page.title(&phase_title(phase, lang));
        table::steps(&mut page, diagnosis, roadmap, phase);
        page.paragraph(&phase_end(phase, lang));
        phase.notes(lang).iter().for_each(|note| page.paragraph(note));
        if let Some(shares) = &shares {
            page.paragraph(&solidity(phase, shares, lang));
        }
    }
    watches(&mut page, diagnosis, roadmap);
    names(
        &mut page,
        lang.pick(
            "En parallèle : une présence libre, en plus",
            "Side by side: a libre presence, in addition",
        ),
        diagnosis,
        &roadmap.parallel,
    );
    names(
        &mut page,
        lang.pick("Déjà libre, déjà gagné", "Libre already, won already"),
        diagnosis,
        &roadmap.achieved,
    );
    names(&mut page, lang.pick("Abandonné", "Given up"), diagnosis, &roadmap.abandoned);
    findings(&mut page, diagnosis, roadmap);
    let local = local_facts(&context.bundle.catalog, diagnosis, &analysis.matches);
    if !local.is_empty() {
        page.title(lang.pick("Ce que vos fiches locales ajoutent", "What your local records add"));
        local.iter().for_each(|fact| page.item(fact.get(lang)));
    }
    page
}

pub(super) fn summary(roadmap: &Roadmap, lang: Lang) -> String {
    let minutes = roadmap.steps.iter().map(|step| step.effort.total).sum();
    let months = roadmap.phases.iter().map(|phase| phase.months).sum();
    let (steps, days, months) = (roadmap.steps.len(), lang.days(minutes), lang.months(months));
    match (lang, steps) {
        (_, 0) => nothing_to_do(roadmap, lang),
        (Lang::Fr, 1) => format!("1 étape, {days} de travail, en {months}."),
        (Lang::En, 1) => format!("1 step, {days} of work, in {months}."),
        (Lang::Fr, _) => {
            let order = if roadmap.exact { "le meilleur ordre possible" } else { "ordre approché" };
            format!("{steps} étapes, {days} de travail, en {months} ({order}).")
        }
        (Lang::En, _) => {
            let order = if roadmap.exact { "best possible order" } else { "approximate order" };
            format!("{steps} steps, {days} of work, in {months} ({order}).")
        }
    }
}

fn nothing_to_do(roadmap: &Roadmap, lang: Lang) -> String {
    let none = lang.pick("Aucune étape à prévoir aujourd'hui", "No step to plan today");
    match (lang, roadmap.achieved.len()) {
        (_, 0) => format!("{none}."),
        (Lang::Fr, 1) => format!("{none} : un outil libre est déjà en place, bravo."),
        (Lang::Fr, count) => format!("{none} : {count} outils libres sont déjà en place, bravo."),
        (Lang::En, 1) => format!("{none}: one libre tool is in place already, well done."),
        (Lang::En, count) => format!("{none}: {count} libre tools are in place already, well done."),
    }
}

fn means(page: &mut Page, roadmap: &Roadmap) {
    let lang = page.lang();
    if roadmap.steps.is_empty() {
        return;
    }
    if roadmap.capacity.accompanied {
        page.paragraph(lang.pick(
            "Vous n'avez pas de temps à y consacrer : faites-vous accompagner. Le calendrier n'est qu'un ordre de grandeur.",
            "You have no time for it: have somebody go with you. The calendar is only an order of magnitude.",
        ));
    } else if roadmap.capacity.assumed {
        let hours = roadmap.capacity.minutes_a_month / 60;
        page.paragraph(&lang.pick(
            format!("Calendrier supposé : {hours} heures par mois pour tout le groupe. À corriger dans le dossier."),
            format!("Assumed calendar: {hours} hours a month for the whole group. To be corrected in the dossier."),
        ));
    }
}

pub(super) fn phase_title(phase: &Phase, lang: Lang) -> String {
    let (start, end) = (lang.month(phase.start), lang.month(phase.last_month()));
    let span = if start == end {
        start
    } else {
        lang.pick(format!("{start} à {end}"), format!("{start} to {end}"))
    };
    format!("Phase {} – {span}", phase.number)
}

fn phase_end(phase: &Phase, lang: Lang) -> String {
    let (days, gained) = (lang.days(phase.minutes), phase.gained_percent);
    lang.pick(
        format!("{days} de travail ; à la fin, {gained} % du bénéfice du plan est obtenu."),
        format!("{days} of work; at the end, {gained}% of the benefit of the plan is obtained."),
    )
}

/// Says which steps of a phase might as well be in another one.
fn solidity(phase: &Phase, shares: &[i64], lang: Lang) -> String {
    let of = |wanted: Solidity| -> Vec<String> {
        let steps = phase
            .steps
            .clone()
            .filter(|step| shares.get(*step).is_some_and(|share| Solidity::of(*share) == wanted));
        steps.map(|step| (step + 1).to_string()).collect()
    };
    let told = [Solidity::Probable, Solidity::Open].map(|wanted| (wanted.label(lang), of(wanted)));
    let told: Vec<String> = told
        .iter()
        .filter(|(_, steps)| !steps.is_empty())
        .map(|(label, steps)| {
            lang.pick(
                format!("{label} : {}", lang.enumerate(steps)),
                format!("{label}: {}", lang.enumerate(steps)),
            )
        })
        .collect();
    match told.is_empty() {
        true => {
            lang.pick("Solide dans cette phase : toutes.", "Solid in this phase: all of them.").to_owned()
        }
        false => sentence(&told.join(" ; ")),
    }
}

fn watches(page: &mut Page, diagnosis: &Diagnosis, roadmap: &Roadmap) {
    let lang = page.lang();
    if roadmap.watches.is_empty() && roadmap.excluded.is_empty() {
        return;
    }
    page.title(lang.pick("À surveiller : rien à changer maintenant", "To watch: nothing to change now"));
    for (of, watch) in &roadmap.watches {
        let one = &diagnosis.uses[*of];
        page.item(one.label(lang));
        page.under(&sentence(&watch.gate.text(lang)));
        page.under(watch.condition.get(lang));
    }
    for step in &roadmap.excluded {
        page.item(step.title.get(lang));
        page.under(&step.text(lang));
    }
}

fn names(page: &mut Page, title: &str, diagnosis: &Diagnosis, uses: &[usize]) {
    if uses.is_empty() {
        return;
    }
    let lang = page.lang();
    page.title(title);
    for of in uses {
        let one = &diagnosis.uses[*of];
        match &one.target_name {
            Some(target) => page.item(&format!("{} → {}", one.label(lang), target.get(lang))),
            None => page.item(one.label(lang)),
        }
    }
}

fn findings(page: &mut Page, diagnosis: &Diagnosis, roadmap: &Roadmap) {
    let lang = page.lang();
    if diagnosis.findings.is_empty() && roadmap.unheeded.is_empty() {
        return;
    }
    page.title(lang.pick("À savoir", "Good to know"));
    for finding in &diagnosis.findings {
        page.item(&finding.text(lang));
    }
    for decision in &roadmap.unheeded {
        page.item(&decision.finding(lang));
    }
}

fn explanation(context: &Context, analysis: &Analysis, asked: &str) -> Result<String, Failure> {
    let Analysis { diagnosis, roadmap, .. } = analysis;
    let lang = context.lang;
    let Some(index) = find_step(analysis, asked, lang) else {
        return watched(context, analysis, asked).ok_or_else(|| unknown_step(roadmap, asked));
    };
    let shares = stability(&context.bundle.catalog, diagnosis, roadmap, DRAWS);
    let step = &roadmap.steps[index];
    let mut page = Page::new(context);
    let rank = lang.ordinal(index + 1);
    page.title(
        &lang.pick(format!("{} ({rank} étape)", step.title.fr), format!("{} ({rank} step)", step.title.en)),
    );
    for reason in explain::reasons(roadmap, diagnosis, index) {
        page.item(&reason.text(roadmap, lang));
    }
    if let Some(percent) = shares.and_then(|shares| shares.get(index).copied()) {
        let phase = roadmap.phases.iter().find(|phase| phase.steps.contains(&index));
        let (number, solidity) = (phase.map_or(1, |phase| phase.number), Solidity::of(percent).label(lang));
        page.item(&lang.pick(
            format!("En phase {number} dans {percent} % des variantes tirées au hasard : {solidity}."),
            format!("In phase {number} in {percent}% of the variants drawn at random: {solidity}."),
        ));
    }
    let difficulty = &step.difficulty;
    let (whole, human, technical) = (
        difficulty.band.label(lang),
        difficulty.human_band.label(lang),
        difficulty.technical_band.label(lang),
    );
    // Whole points, never rounded up into the next band.
    let points = |hundredths: i64| hundredths / 100;
    page.item(&lang.pick(
        format!(
            "Difficulté {} sur 100 ({whole}) ; humain {} ({human}), technique {} ({technical}).",
            points(difficulty.total),
            points(difficulty.human),
            points(difficulty.technical)
        ),
        format!(
            "Difficulty {} out of 100 ({whole}); people {} ({human}), technical {} ({technical}).",
            points(difficulty.total),
            points(difficulty.human),
            points(difficulty.technical)
        ),
    ));
    if migration_of(context, diagnosis, step).is_some_and(|migration| migration.assumed) {
        page.item(lang.pick(
            "Le chemin est supposé en partie : faites d'abord un essai.",
            "The path is assumed in part: make a trial first.",
        ));
    }
    Ok(page.finish())
}

/// Returns what the catalogue knows of the move of a step.
fn migration_of<'c>(context: &'c Context, diagnosis: &'c Diagnosis, step: &Step) -> Option<&'c Migration> {
    let Kind::Move { of, alternative, .. } = &step.kind else { return None };
    let one = diagnosis.uses.get(*of)?;
    one.tool(&context.bundle.catalog)?.migrations_for(&one.usage).find(|known| known.to == *alternative)
}

/// A tool to watch is explained by why and when.
fn watched(context: &Context, analysis: &Analysis, asked: &str) -> Option<String> {
    let lang = context.lang;
    let uses = &analysis.diagnosis.uses;
    let (of, watch) =
        analysis.roadmap.watches.iter().find(|(of, _)| fold(uses[*of].name.get(lang)) == fold(asked))?;
    let mut page = Page::new(context);
    page.title(uses[*of].label(lang));
    page.item(&sentence(&watch.gate.text(lang)));
    page.item(watch.condition.get(lang));
    Some(page.finish())
}

/// Finds a step by its number, its id, its title, or the name of its tool.
fn find_step(analysis: &Analysis, asked: &str, lang: Lang) -> Option<usize> {
    let Analysis { diagnosis, roadmap, .. } = analysis;
    let is_of = |step: &Step| {
        step.use_index().is_some_and(|of| fold(diagnosis.uses[of].name.get(lang)) == fold(asked))
    };
    let by_number = asked.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    by_number.filter(|index| *index < roadmap.steps.len()).or_else(|| {
        let by_name = |step: &Step| step.id == asked || fold(step.title.get(lang)) == fold(asked);
        let steps = || roadmap.steps.iter();
        steps().position(by_name).or_else(|| steps().position(is_of))
    })
}

fn unknown_step(roadmap: &Roadmap, asked: &str) -> Failure {
    let text = Text::new(format!("étape inconnue « {asked} »"), format!("unknown step `{asked}`"));
    let failure = Failure::new(Exit::Usage, text);
    if roadmap.steps.is_empty() {
        return failure.with_hint(Text::new("ce plan n'a pas d'étape", "this plan has no step"));
    }
    match did_you_mean(asked, roadmap.steps.iter().map(|step| step.id.as_str())) {
        Some(hint) => failure.with_hint(hint),
        None => {
            let count = roadmap.steps.len();
            failure.with_hint(Text::new(
                format!("donnez un numéro de 1 à {count}, ou un identifiant de `plan --json`"),
                format!("give a number from 1 to {count}, or an id of `plan --json`"),
            ))
        }
    }
}
