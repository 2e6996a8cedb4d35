//! `plan --what-if`: another plan beside that of today, and what it costs.

use std::path::Path;

use crate::cli::Context;
use crate::cli::commands::Analysis;
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::diagnosis::Unheeded;
use crate::dossier::{Chosen, Dossier};
use crate::problem::did_you_mean;
use crate::questionnaire::Answer;
use crate::roadmap::{Difference, Shift, Spot, compare};
use crate::store::DossierFile;
use crate::text::{Lang, Text, verbatim};

/// The question that `hours=` answers.
const HOURS: &str = "means.hours";

/// The words before `=`, with what follows them.
const KEYS: [&str; 4] = ["hours", "pin", "exclude", "choose"];

/// Another plan, and what was asked for it.
pub(super) struct WhatIf {
    asked: Vec<String>,
    pub(super) analysis: Analysis,
}

impl WhatIf {
    /// Makes the plan of a dossier with some answers and decisions more.
    pub(super) fn of(context: &Context, today: &Analysis, asked: &[String]) -> Result<Self, Failure> {
        let mut dossier = today.dossier.clone();
        for one in asked {
            change(context, today, &mut dossier, one)?;
        }
        let analysis = Analysis::of(context, &dossier);
        let known = &today.roadmap.unheeded;
        match analysis.roadmap.unheeded.iter().find(|decision| !known.contains(decision)) {
            Some(decision) => Err(refused(today, decision, context.lang)),
            None => Ok(Self { asked: asked.to_vec(), analysis }),
        }
    }

    fn difference(&self, today: &Analysis) -> Difference {
        let Analysis { diagnosis, roadmap, .. } = &self.analysis;
        compare((&today.diagnosis, &today.roadmap), (diagnosis, roadmap))
    }

    /// Returns the comparison for a program.
    pub(super) fn view(&self, context: &Context, today: &Analysis) -> serde_json::Value {
        serde_json::json!({
            "format": 1,
            "date": context.date,
            "what_if": self.asked,
            "difference": self.difference(today),
            "roadmap": self.analysis.roadmap,
        })
    }

    /// Returns the comparison as a page.
    pub(super) fn page(&self, context: &Context, today: &Analysis) -> Page {
        let lang = context.lang;
        let difference = self.difference(today);
        let mut page = Page::new(context);
        let asked = self.asked.join(", ");
        page.title(&lang.pick(format!("Et si… {asked}"), format!("What if… {asked}")));
        if difference.steps.is_empty() {
            page.paragraph(lang.pick("Aucune étape ne bouge.", "No step moves."));
        }
        difference.steps.iter().for_each(|shift| page.item(&told(context, shift)));
        page.title(lang.pick("Par rapport au plan d'aujourd'hui", "Compared with today's plan"));
        totals(&difference, lang).iter().for_each(|line| page.item(line));
        page
    }

    /// Writes the answers and decisions into the dossier.
    pub(super) fn keep(&self, context: &Context, path: &Path) -> Result<(), Failure> {
        let (mut file, before) = DossierFile::open(path.to_path_buf(), &context.bundle)?;
        if before != self.analysis.dossier {
            file.save(&self.analysis.dossier, &context.bundle.questionnaire)?;
        }
        Ok(())
    }
}

/// Says that the dossier now holds what was asked, or how to have it so.
pub(super) fn ending(page: &mut Page, path: &Path, kept: bool) {
    let lang = page.lang();
    if kept {
        let file = verbatim(path.display());
        page.paragraph(&lang.pick(format!("C'est écrit dans {file}"), format!("It is written in {file}")));
    } else {
        page.paragraph(lang.pick(
            "Rien n'a été écrit. Pour le garder dans le dossier, ajoutez --keep à la commande.",
            "Nothing was written. To keep it in the dossier, add --keep to the command.",
        ));
    }
}

/// Writes one change into a dossier.
fn change(context: &Context, today: &Analysis, dossier: &mut Dossier, asked: &str) -> Result<(), Failure> {
    let (key, value) = asked.split_once('=').map_or((asked, ""), |(key, value)| (key.trim(), value.trim()));
    if value.is_empty() || !KEYS.contains(&key) {
        return Err(not_understood(asked, key));
    }
    match key {
        "hours" => {
            let question = context.bundle.questionnaire.question(HOURS);
            let number = value.parse::<i64>().map_or(value.into(), Into::into);
            let answer = question.map(|question| Answer::from_value(&number, question)).transpose();
            let answer = answer.map_err(|(_, why)| {
                let text = Text::new(format!("« {asked} » : {}", why.fr), format!("`{asked}`: {}", why.en));
                Failure::new(Exit::Usage, text)
            })?;
            dossier.answers.general.extend(answer.map(|answer| (HOURS.to_owned(), answer)));
        }
        "pin" => add(&mut dossier.decisions.pin, named(today, value)),
        "exclude" => add(&mut dossier.decisions.exclude, named(today, value)),
        _ => {
            let (tool, alternative) = value.rsplit_once(':').ok_or_else(|| not_understood(asked, key))?;
            let chosen = Chosen { tool: tool.trim().to_owned(), alternative: alternative.trim().to_owned() };
            // The last choice for a tool is the one that counts.
            dossier.decisions.choose.retain(|known| known.tool != chosen.tool);
            dossier.decisions.choose.push(chosen);
        }
    }
    Ok(())
}

fn add(words: &mut Vec<String>, word: String) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// Returns the id of the step whose number was given, else the word itself.
fn named(today: &Analysis, word: &str) -> String {
    let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let step = number.and_then(|index| today.roadmap.steps.get(index));
    step.map_or_else(|| word.to_owned(), |step| step.id.clone())
}

fn not_understood(asked: &str, key: &str) -> Failure {
    let text = Text::new(format!("« {asked} » n'est pas compris"), format!("`{asked}` is not understood"));
    let failure = Failure::new(Exit::Usage, text);
    let failure = match did_you_mean(key, KEYS).filter(|_| !KEYS.contains(&key)) {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    };
    failure.with_hint(Text::new(
        "écrivez hours=10, pin=ÉTAPE, exclude=ÉTAPE, exclude=OUTIL ou choose=OUTIL:LOGICIEL",
        "write hours=10, pin=STEP, exclude=STEP, exclude=TOOL or choose=TOOL:SOFTWARE",
    ))
}

fn refused(today: &Analysis, decision: &Unheeded, lang: Lang) -> Failure {
    let text = Text::new(decision.text(Lang::Fr), decision.text(Lang::En));
    let failure = Failure::new(Exit::Usage, text);
    match decision {
        Unheeded::NoStep { word } => {
            let ids = today.roadmap.steps.iter().map(|step| step.id.as_str());
            let names = today.diagnosis.uses.iter().map(|one| one.name.get(lang));
            let count = today.roadmap.steps.len();
            failure.with_hint(did_you_mean(word, ids.chain(names)).unwrap_or_else(|| {
                Text::new(
                    format!("donnez le nom d'un outil, ou le numéro d'une étape, de 1 à {count}"),
                    format!("give the name of a tool, or the number of a step, from 1 to {count}"),
                )
            }))
        }
        Unheeded::NoMove { known, .. } => {
            let names = |lang: Lang| {
                let names: Vec<&str> = known.iter().map(|name| name.get(lang)).collect();
                names.join(", ")
            };
            failure.with_hint(Text::new(
                format!("logiciels possibles : {}", names(Lang::Fr)),
                format!("possible software: {}", names(Lang::En)),
            ))
        }
    }
}

/// Returns where a step goes, as a sentence.
fn told(context: &Context, shift: &Shift) -> String {
    let lang = context.lang;
    let spot = |spot: &Spot| {
        let (place, phase) = (lang.ordinal(spot.place), spot.phase);
        lang.pick(format!("{place}, phase {phase}"), format!("{place}, phase {phase}"))
    };
    let title = shift.title.get(lang);
    match (&shift.before, &shift.after) {
        (Some(before), Some(after)) if before.place == after.place && before.phase == after.phase => {
            lang.pick(format!("{title} : un autre logiciel"), format!("{title}: another software"))
        }
        (Some(before), Some(after)) => lang.pick(
            format!("{title} : {} → {}", spot(before), spot(after)),
            format!("{title}: {} → {}", spot(before), spot(after)),
        ),
        (None, Some(after)) => lang.pick(
            format!("{title} : entre ({})", spot(after)),
            format!("{title}: comes in ({})", spot(after)),
        ),
        (Some(before), None) => lang.pick(
            format!("{title} : sort ({})", spot(before)),
            format!("{title}: goes out ({})", spot(before)),
        ),
        (None, None) => title.to_owned(),
    }
}

/// Returns what changes in all.
fn totals(difference: &Difference, lang: Lang) -> Vec<String> {
    let [days, other_days] = difference.minutes.map(|minutes| lang.days(minutes));
    let [months, other_months] = difference.months.map(|months| lang.months(months));
    let percent = |hundredths: i64| lang.tenths((hundredths.abs() + 5) / 10);
    let exposure = percent(difference.exposure);
    let mut lines = vec![
        lang.pick(format!("Travail : {days} → {other_days}"), format!("Work: {days} → {other_days}")),
        lang.pick(format!("Durée : {months} → {other_months}"), format!("Length: {months} → {other_months}")),
        match difference.exposure.signum() {
            0 => lang.pick(
                "Exposition en chemin : la même".to_owned(),
                "Exposure on the way: the same".to_owned(),
            ),
            1 => lang.pick(
                format!("Exposition en chemin : {exposure} % de plus"),
                format!("Exposure on the way: {exposure}% more"),
            ),
            _ => lang.pick(
                format!("Exposition en chemin : {exposure} % de moins"),
                format!("Exposure on the way: {exposure}% less"),
            ),
        },
    ];
    if difference.obtained != 10_000 {
        let obtained = percent(difference.obtained);
        lines.push(lang.pick(
            format!("Bénéfice à la fin : {obtained} % de celui du plan d'aujourd'hui"),
            format!("Benefit at the end: {obtained}% of that of today's plan"),
        ));
    }
    lines
}
