//! Uses the library without the program: prints the first phase of a dossier's plan.
//!
//! `cargo run --example first_phase -- examples/mlc44.diaglibre.yaml`

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

use diaglibre::text::Lang;
use diaglibre::{diagnosis, matching, roadmap, store};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/mlc44.diaglibre.yaml"), PathBuf::from);
    let data = store::bundled().map_err(|problems| format!("{problems:?}"))?;
    let dossier = store::load_dossier(&path, &data)?;
    let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
    let matches = matching::match_tools(&data.catalog, &diagnosis);
    let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, store::BUNDLED_ON);

    let mut out = std::io::stdout().lock();
    for phase in plan.phases.iter().take(1) {
        for step in &plan.steps[phase.steps.clone()] {
            let days = Lang::En.days(step.effort.total);
            writeln!(out, "{} ({days}, {} points)", step.title.en, step.impact.points())?;
        }
    }
    Ok(())
}
