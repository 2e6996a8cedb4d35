//! The plan for a spreadsheet: one line a step, then one for each tool that waits or is won already, with empty columns
//! to follow the work.
//!
//! In French, semicolons and decimal commas, as spreadsheets set in French expect; a mark at the start says that the text
//! is UTF-8. A cell that a spreadsheet would take for a formula starts with an apostrophe.

use super::Report;
use crate::roadmap::explain;
use crate::text::{FORMULA, Lang, clean, day_tenths, sentence};

/// Writes the plan.
pub(super) fn render(report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut text = String::from('\u{feff}');
    let mut line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(lang.pick(";", ",")));
        text.push_str("\r\n");
    };
    let titles = lang.pick(
        [
            "Rang",
            "État",
            "Étape",
            "Usage",
            "Outil",
            "Phase",
            "Début",
            "Fin",
            "Jours",
            "Jours au moins",
            "Jours au plus",
            "Impact sur 100",
            "Difficulté pour les personnes",
            "Difficulté technique",
            "Personnes",
            "Après les étapes",
            "Pourquoi",
            "Responsable",
            "Fait le",
            "Remarques",
        ],
        [
            "Rank",
            "State",
            "Step",
            "Usage",
            "Tool",
            "Phase",
            "Start",
            "End",
            "Days",
            "Days at least",
            "Days at most",
            "Impact out of 100",
            "Difficulty for people",
            "Technical difficulty",
            "People",
            "After steps",
            "Why",
            "Person in charge",
            "Done on",
            "Remarks",
        ],
    );
    line(titles.map(|title| lang.typeset(title)).into());
    for index in 0..report.roadmap.steps.len() {
        line(step(report, index));
    }
    for (of, watch) in &report.roadmap.watches {
        line(tool(report, *of, lang.pick("à surveiller", "to watch"), watch.condition.get(lang)));
    }
    for of in &report.roadmap.achieved {
        line(tool(report, *of, lang.pick("déjà libre ou remplacé", "libre or replaced already"), ""));
    }
    for of in &report.roadmap.parallel {
        line(tool(
            report,
            *of,
            lang.pick("gardé, présence libre à côté", "kept, libre presence beside it"),
            "",
        ));
    }
    for of in &report.roadmap.abandoned {
        line(tool(report, *of, lang.pick("abandonné", "given up"), ""));
    }
    text
}

fn step(report: &Report<'_>, index: usize) -> Vec<String> {
    let (lang, step) = (report.lang, &report.roadmap.steps[index]);
    let one = report.use_of(step);
    let phase = report.roadmap.phases.iter().find(|phase| phase.steps.contains(&index));
    let days_of_phase = phase.map(|phase| report.days_of(phase));
    let days = |minutes| decimal(lang, day_tenths(minutes));
    let after: Vec<String> = step.after.iter().map(|link| (link.step + 1).to_string()).collect();
    let state =
        if step.in_progress { lang.pick("commencée", "begun") } else { lang.pick("à faire", "to do") };
    vec![
        (index + 1).to_string(),
        lang.typeset(state),
        lang.typeset(step.title.get(lang)),
        one.map(|one| lang.typeset(report.usage_label(&one.usage))).unwrap_or_default(),
        one.map(|one| lang.typeset(one.name.get(lang))).unwrap_or_default(),
        phase.map(|phase| phase.number.to_string()).unwrap_or_default(),
        days_of_phase.map(|(first, _)| first.to_string()).unwrap_or_default(),
        days_of_phase.map(|(_, last)| last.to_string()).unwrap_or_default(),
        days(step.effort.total),
        days(step.effort.low),
        days(step.effort.high),
        step.impact.points().to_string(),
        step.difficulty.human_band.label(lang).to_owned(),
        step.difficulty.technical_band.label(lang).to_owned(),
        step.users.to_string(),
        after.join(" "),
        lang.typeset(&sentence(&explain::headline(report.roadmap, report.diagnosis, index, lang))),
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// Returns the line of a tool for which the plan has no step.
fn tool(report: &Report<'_>, of: usize, state: &str, why: &str) -> Vec<String> {
    let lang = report.lang;
    let mut cells = vec![String::new(); 20];
    cells[1] = lang.typeset(state);
    if let Some(one) = report.diagnosis.uses.get(of) {
        cells[3] = lang.typeset(report.usage_label(&one.usage));
        cells[4] = lang.typeset(one.name.get(lang));
        cells[16] = lang.typeset(&sentence(why));
        cells[19] = one.note.as_deref().map(|note| lang.typeset(note.trim())).unwrap_or_default();
    }
    cells
}

/// Returns tenths as a number that the spreadsheet reads: « 2,5 » in French.
fn decimal(lang: Lang, tenths: i64) -> String {
    format!("{}{}{}", tenths / 10, lang.pick(",", "."), tenths % 10)
}

/// Returns a cell between quotes, which no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let cell = clean(cell).replace(['\t', '\n', '\r'], " ");
    let cell = cell.trim_start();
    let safe = if cell.starts_with(FORMULA) { "'" } else { "" };
    format!("\"{safe}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for cell in ["=1+1", "+33", "-2", "@a", " \t=cmd|' /C calc'!A0", "\u{200b}=1", "＝1"] {
            assert!(quoted(cell).starts_with("\"'"), "{cell:?} → {}", quoted(cell));
        }
        assert_eq!(quoted("dit « \"oui\" »"), "\"dit « \"\"oui\"\" »\"");
    }

    #[test]
    fn numbers_are_those_of_the_language() {
        assert_eq!([decimal(Lang::Fr, 25), decimal(Lang::En, 25)], ["2,5", "2.5"]);
    }
}
