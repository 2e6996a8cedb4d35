//! `catalog check`: every problem of the bundled catalogue and of the local records, as of the day of the command.

use crate::catalog::Stats;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{Context, output};
use crate::problem::{any_error, sort};
use crate::store;

/// Checks the catalogue and the local records over it; warnings alone are no failure.
pub(in crate::cli) fn check(context: &Context, json: bool) -> Result<Exit, Failure> {
    let checked = store::check_bundled_catalog(context.date);
    let mut problems = checked.problems;
    // Local records are looked at even when a fact of the bundled ones has grown old.
    let mut catalog = checked.catalog.unwrap_or_else(|| context.bundle.catalog.clone());
    for layer in &context.local {
        let checked = layer.lay_over(catalog.clone(), context.date);
        problems.extend(checked.problems);
        problems.extend(layer.check_providers());
        catalog = checked.catalog.unwrap_or(catalog);
    }
    sort(&mut problems);
    let exit = if any_error(&problems) { Exit::Invalid } else { Exit::Done };
    if json {
        output::json(&serde_json::json!({"format": 1, "problems": problems}))?;
        return Ok(exit);
    }
    let lang = context.lang;
    let mut lines: Vec<String> = problems.iter().map(|problem| problem.render(lang)).collect();
    if exit == Exit::Done {
        let Stats { tools, alternatives, migrations, .. } = Stats::of(&catalog);
        let lead = match problems.len() {
            0 => lang.pick("Aucun problème".to_owned(), "No problem".to_owned()),
            1 => lang.pick("Une remarque, aucune erreur".to_owned(), "One remark, no error".to_owned()),
            many => {
                lang.pick(format!("{many} remarques, aucune erreur"), format!("{many} remarks, no error"))
            }
        };
        lines.push(lang.typeset(&lang.pick(
            format!("{lead} : {tools} outils, {alternatives} logiciels libres, {migrations} migrations."),
            format!("{lead}: {tools} tools, {alternatives} libre software, {migrations} migrations."),
        )));
    }
    output::data(&lines.join("\n"))?;
    Ok(exit)
}
