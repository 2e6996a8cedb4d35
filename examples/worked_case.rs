//! Plans MLC44 as it stood before its moves, beside the study of the case that the formulas come from.
//!
//! `cargo run --release --example worked_case`
//!
//! The dossier is `examples/mlc44.diaglibre.yaml` with every tool back in use and the same software chosen. What the
//! columns differ in is explained in ARCHITECTURE.md, "The worked case".

use std::error::Error;
use std::io::Write as _;
use std::path::Path;

use diaglibre::dossier::{Chosen, Dossier};
use diaglibre::questionnaire::Answer;
use diaglibre::roadmap::{DRAWS, IMPACT_UNIT};
use diaglibre::{diagnosis, matching, roadmap, store};

/// The end of a step's id; impact and effort as studied, in tenths of a point and of a day; the phase.
const STUDIED: [(&str, i64, i64, usize); 13] = [
    ("matomo", 520, 9, 1),
    ("peertube", 601, 14, 1),
    ("bigbluebutton", 557, 25, 1),
    ("gogocarto", 634, 39, 1),
    ("nextcloud", 0, 10, 1),
    ("nextcloud-first", 353, 12, 1),
    ("rocket-chat", 534, 84, 2),
    ("thunderbird", 520, 97, 2),
    ("ubuntu-first", 67, 26, 2),
    ("nextcloud-rest", 297, 199, 3),
    ("onlyoffice", 355, 168, 3),
    ("ubuntu-rest", 334, 102, 3),
    ("odoo", 245, 191, 3),
];

fn main() -> Result<(), Box<dyn Error>> {
    let data = store::bundled().map_err(|problems| format!("{problems:?}"))?;
    let path = Path::new("examples/mlc44.diaglibre.yaml");
    let dossier = store::load_dossier(path, &data).map_err(|error| format!("{error:?}"))?;
    let dossier = before(dossier);
    let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
    let matches = matching::match_tools(&data.catalog, &diagnosis);
    let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, dossier.created);
    let shares = roadmap::stability(&data.catalog, &diagnosis, &plan, DRAWS).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<44}{:>16}{:>16}{:>10}{:>8}", "step", "impact", "days", "phase", "share")?;
    for phase in &plan.phases {
        for index in phase.steps.clone() {
            let step = &plan.steps[index];
            let studied = STUDIED.iter().find(|(end, ..)| {
                step.id == *end || (step.id.contains('-') && step.id.ends_with(&format!("-{end}")))
            });
            let tenths = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
            let (impact, days) = (
                (step.impact.total() * 1_000 + IMPACT_UNIT / 2) / IMPACT_UNIT,
                (step.effort.total * 10 + 210) / 420,
            );
            let beside =
                |ours: String, theirs: Option<String>| format!("{} / {ours}", theirs.unwrap_or_default());
            writeln!(
                out,
                "{:<44}{:>16}{:>16}{:>10}{:>7}%",
                step.id,
                beside(tenths(impact), studied.map(|one| tenths(one.1))),
                beside(tenths(days), studied.map(|one| tenths(one.2))),
                beside(phase.number.to_string(), studied.map(|one| one.3.to_string())),
                shares.get(index).copied().unwrap_or(0),
            )?;
        }
    }
    writeln!(out, "\nas studied / here")?;
    Ok(())
}

/// Puts every tool back in use, with the software that the association chose since.
fn before(mut dossier: Dossier) -> Dossier {
    for tool in &mut dossier.answers.tools {
        let product = tool.answers.get("tool.product").and_then(Answer::as_str).map(str::to_owned);
        let target = tool.answers.remove("tool.target");
        tool.answers.remove("tool.progress");
        tool.answers.insert("tool.status".to_owned(), Answer::Choice("in-use".to_owned()));
        if let (Some(tool), Some(Answer::Text(alternative))) = (product, target) {
            dossier.decisions.choose.push(Chosen { tool, alternative });
        }
    }
    dossier
}
