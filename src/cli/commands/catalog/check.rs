//! `catalog check`: every problem of the bundled catalogue and of the local records, as of the day of the command.

use crate::catalog::{Catalog, Origin, Stats};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{Context, output};
use crate::problem::{any_error, sort};
use crate::store;
use crate::text::Lang;

/// Says how many records are local, so that one that was not read shows.
fn local_counts(catalog: &Catalog, providers: usize, lang: Lang) -> String {
    let origins = || {
        let tools = catalog.tools.values().map(|tool| tool.origin);
        tools.chain(catalog.alternatives.values().map(|one| one.origin))
    };
    let count = |origin: Origin| origins().filter(|other| *other == origin).count();
    let (added, extended) = (count(Origin::Added), count(Origin::Extended));
    lang.pick(
        format!("Fiches locales : {added} ajoutées, {extended} complétées ou corrigées ; {providers} prestataires."),
        format!("Local records: {added} added, {extended} extended or corrected; {providers} providers."),
    )
}

/// Checks the catalogue and the local records over it; warnings alone are no failure.
pub(in crate::cli) fn check(context: &Context, json: bool) -> Result<Exit, Failure> {
    let checked = store::check_bundled_catalog(context.date);
    let mut problems = checked.problems;
    // Local records are looked at even when a fact of the bundled ones has grown old.
    let mut catalog = checked.catalog.unwrap_or_else(|| context.bundle.catalog.clone());
    let mut local_providers = 0;
    for layer in &context.local {
        let checked = layer.lay_over(catalog.clone(), context.date);
        problems.extend(checked.problems);
        catalog = checked.catalog.unwrap_or(catalog);
        let (known, places) = (&context.bundle.directory, Some(&context.bundle.places));
        match layer.read_providers(&catalog, known, places) {
            Ok(list) => local_providers += list.map_or(0, |list| list.providers.len()),
            Err(found) => problems.extend(found),
        }
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
        if !context.local.is_empty() {
            lines.push(lang.typeset(&local_counts(&catalog, local_providers, lang)));
        }
    }
    output::data(&lines.join("\n"))?;
    Ok(exit)
}
