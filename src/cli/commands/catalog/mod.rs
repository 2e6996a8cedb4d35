//! `catalog`: look-ups, for a volunteer who wonders and for a contributor who checks.

use crate::catalog::{Alternative, Catalog, Component, Migration, SourceRef, Subject, Tool};
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::problem::did_you_mean;
use crate::store;
use crate::text::{Lang, Text};

/// The most records that a search shows.
const MOST: usize = 15;

/// Finds records by what people say.
pub(in crate::cli) fn search(context: &Context, words: &str, json: bool) -> Result<Exit, Failure> {
    let catalog = &context.bundle.catalog;
    let found = catalog.search(words);
    if json {
        let rows: Vec<_> = found.iter().map(|one| row(one.subject)).collect();
        output::json(&serde_json::json!({"format": 1, "found": rows}))?;
        return Ok(if found.is_empty() { Exit::Failure } else { Exit::Done });
    }
    if found.is_empty() {
        let text =
            Text::new(format!("rien ne ressemble à « {words} »"), format!("nothing looks like `{words}`"));
        return Err(Failure::new(Exit::Failure, text).with_hint(Text::new(
            "tout voir : diaglibre catalog list",
            "to see everything: diaglibre catalog list",
        )));
    }
    let mut page = Page::new(context);
    for one in found.iter().take(MOST) {
        let labels: Vec<&str> =
            one.subject.usages().iter().map(|usage| label(catalog, usage, context.lang)).collect();
        let kind = kind(one.subject, context.lang);
        let usages = if labels.is_empty() { String::new() } else { format!(" – {}", labels.join(", ")) };
        page.item(&format!("{} [{}], {kind}{usages}", one.subject.name(), one.subject.id()));
    }
    if found.len() > MOST {
        let more = found.len() - MOST;
        page.paragraph(&context.lang.pick(format!("et {more} autres."), format!("and {more} more.")));
    }
    output::data(&page.finish())
}

fn row(subject: Subject<'_>) -> serde_json::Value {
    serde_json::json!({
        "id": subject.id(),
        "name": subject.name(),
        "kind": kind(subject, Lang::En),
        "usages": subject.usages(),
    })
}

fn kind(subject: Subject<'_>, lang: Lang) -> &'static str {
    match subject {
        Subject::Tool(_) => lang.pick("outil à quitter", "tool to leave"),
        Subject::Alternative(_) => lang.pick("logiciel libre", "libre software"),
        Subject::Rejected(_) => lang.pick("écarté", "rejected"),
        Subject::Retired(_) => lang.pick("arrêté", "ended"),
    }
}

fn label<'a>(catalog: &'a Catalog, usage: &'a str, lang: Lang) -> &'a str {
    catalog.usage(usage).map_or(usage, |known| known.label.get(lang))
}

/// Shows what is known of one record.
pub(in crate::cli) fn show(context: &Context, name: &str) -> Result<Exit, Failure> {
    let catalog = &context.bundle.catalog;
    let exact = catalog.search(name).into_iter().find(|found| found.distance == 0).map(|found| found.subject);
    let subject = exact.or_else(|| catalog.resolve(name)).ok_or_else(|| {
        let text = Text::new(
            format!("« {name} » n'est pas dans le catalogue"),
            format!("`{name}` is not in the catalogue"),
        );
        let known = catalog.tools.keys().chain(catalog.alternatives.keys()).map(String::as_str);
        let hint = did_you_mean(name, known).unwrap_or_else(|| {
            Text::new(
                format!("chercher : diaglibre catalog search {name}"),
                format!("search: diaglibre catalog search {name}"),
            )
        });
        Failure::new(Exit::Failure, text).with_hint(hint)
    })?;
    let mut page = Page::new(context);
    match subject {
        Subject::Tool(tool) => show_tool(&mut page, catalog, tool),
        Subject::Alternative(alternative) => show_alternative(&mut page, catalog, alternative),
        Subject::Rejected(record) => {
            page.title(&record.name);
            page.paragraph(record.reason.get(context.lang));
            sources(&mut page, std::slice::from_ref(&record.source));
        }
        Subject::Retired(record) => {
            page.title(&record.name);
            if let Some(ended) = record.ended {
                let date = context.lang.date(ended);
                page.paragraph(&context.lang.pick(format!("Arrêté le {date}."), format!("Ended on {date}.")));
            }
            page.paragraph(record.reason.get(context.lang));
            sources(&mut page, std::slice::from_ref(&record.source));
        }
    }
    output::data(&page.finish())
}

fn show_tool(page: &mut Page, catalog: &Catalog, tool: &Tool) {
    let lang = page.lang();
    page.title(&tool.name);
    if let Some(vendor) = catalog.vendor_of(tool) {
        page.paragraph(&lang.pick(
            format!("Éditeur : {} ({}).", vendor.name, vendor.jurisdiction),
            format!("Vendor: {} ({}).", vendor.name, vendor.jurisdiction),
        ));
    }
    page.paragraph(tool.levels.reason.get(lang));
    for export in &tool.exports {
        let covers = export.covers.get(lang);
        page.item(&lang.pick(
            format!("Sortie {} : {covers}", export.format),
            format!("Way out {}: {covers}", export.format),
        ));
    }
    for migration in &tool.migrations {
        show_migration(page, catalog, migration);
    }
    for record in &tool.no_alternative {
        let usage = label(catalog, &record.usage, lang);
        page.title(&lang.pick(
            format!("{usage} : pas de logiciel libre adapté"),
            format!("{usage}: no adequate libre software"),
        ));
        page.paragraph(record.reason.get(lang));
        for mitigation in &record.mitigation {
            page.item(mitigation.get(lang));
        }
        sources(page, std::slice::from_ref(&record.source));
    }
}

fn show_migration(page: &mut Page, catalog: &Catalog, migration: &Migration) {
    let lang = page.lang();
    let name = catalog.alternatives.get(&migration.to).map_or(migration.to.as_str(), |to| to.name.as_str());
    page.title(&format!("→ {name} ({})", label(catalog, &migration.usage, lang)));
    for (title, texts) in [
        (lang.pick("Ce qu'on perd :", "What is lost:"), &migration.loses),
        (lang.pick("Ce qu'on garde :", "What is kept:"), &migration.keeps),
    ] {
        if !texts.is_empty() {
            page.paragraph(title);
            texts.iter().for_each(|text| page.item(text.get(lang)));
        }
    }
    if !migration.steps.is_empty() {
        page.paragraph(lang.pick("Comment :", "How:"));
        for (index, step) in migration.steps.iter().enumerate() {
            page.under(&format!("{}. {}", index + 1, step.get(lang)));
        }
    }
    if migration.assumed {
        page.paragraph(lang.pick(
            "Chemin supposé : aucune source ne le décrit en entier.",
            "Assumed path: no source describes all of it.",
        ));
    }
    sources(page, &migration.sources);
}

fn show_alternative(page: &mut Page, catalog: &Catalog, alternative: &Alternative) {
    let lang = page.lang();
    page.title(&alternative.name);
    page.paragraph(alternative.summary.get(lang));
    page.paragraph(&alternative.website);
    if let Some(reserve) = alternative.libre.reserve() {
        page.item(&lang.pick(format!("Réserve : {}", reserve.fr), format!("Reserve: {}", reserve.en)));
    }
    for licence in &alternative.licences {
        let part = match licence.component {
            Component::All => "",
            Component::Server => lang.pick(" (serveur)", " (server)"),
            Component::Client => lang.pick(" (application)", " (application)"),
        };
        page.item(
            &lang.pick(
                format!("Licence{part} : {}", licence.spdx),
                format!("Licence{part}: {}", licence.spdx),
            ),
        );
    }
    if let Some(code) = &alternative.source_code {
        page.item(&lang.pick(format!("Code source : {code}"), format!("Source code: {code}")));
    }
    for hosting in &alternative.hosting {
        let colon = lang.pick(" : ", ": ");
        let name = hosting.name.as_deref().map(|name| format!("{colon}{name}")).unwrap_or_default();
        let note = hosting.note.as_ref().map(|note| format!(" ({})", note.get(lang))).unwrap_or_default();
        page.item(&format!("{}{name}{note}", hosting.mode.label(lang)));
    }
    for reserve in &alternative.reserves {
        let date = lang.date(reserve.source.checked_on);
        page.item(&lang.pick(
            format!("Réserve ({date}) : {}", reserve.text.fr),
            format!("Reserve ({date}): {}", reserve.text.en),
        ));
    }
    let from = catalog.tools.values().filter(|tool| tool.migrations.iter().any(|m| m.to == alternative.id));
    let from: Vec<&str> = from.map(|tool| tool.name.as_str()).collect();
    if !from.is_empty() {
        page.gap();
        page.paragraph(&lang.pick(
            format!("Remplace : {}.", lang.enumerate(&from)),
            format!("Replaces: {}.", lang.enumerate(&from)),
        ));
    }
    let licences: Vec<SourceRef> =
        alternative.licences.iter().map(|licence| licence.source.clone()).collect();
    sources(page, &licences);
}

fn sources(page: &mut Page, sources: &[SourceRef]) {
    let lang = page.lang();
    for source in sources {
        let date = lang.date(source.checked_on);
        page.under(
            &lang.pick(format!("Source, {date} : {}", source.url), format!("Source, {date}: {}", source.url)),
        );
    }
}

/// Lists tools and libre software, usage by usage.
pub(in crate::cli) fn list(context: &Context, usage: Option<&str>, json: bool) -> Result<Exit, Failure> {
    let catalog = &context.bundle.catalog;
    let lang = context.lang;
    if let Some(asked) = usage.filter(|asked| catalog.usage(asked).is_none()) {
        let text = Text::new(format!("usage inconnu « {asked} »"), format!("unknown usage `{asked}`"));
        let ids: Vec<&str> = catalog.usages.iter().map(|usage| usage.id.as_str()).collect();
        let hint = did_you_mean(asked, ids.iter().copied()).unwrap_or_else(|| {
            Text::new(format!("usages : {}", ids.join(", ")), format!("usages: {}", ids.join(", ")))
        });
        return Err(Failure::new(Exit::Usage, text).with_hint(hint));
    }
    let shown = catalog.usages.iter().filter(|known| usage.is_none_or(|asked| asked == known.id));
    let rows: Vec<(&crate::catalog::Usage, Vec<&Tool>, Vec<&Alternative>)> = shown
        .map(|usage| {
            let serves = |usages: &[String]| usages.contains(&usage.id);
            let tools = catalog.tools.values().filter(|tool| serves(&tool.usages)).collect();
            let alternatives = catalog.alternatives.values().filter(|one| serves(&one.usages)).collect();
            (usage, tools, alternatives)
        })
        .collect();
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(usage, tools, alternatives)| {
                let tools: Vec<&str> = tools.iter().map(|tool| tool.id.as_str()).collect();
                let alternatives: Vec<&str> = alternatives.iter().map(|one| one.id.as_str()).collect();
                serde_json::json!({"usage": usage.id, "label": usage.label.get(lang), "tools": tools, "alternatives": alternatives})
            })
            .collect();
        return output::json(&serde_json::json!({"format": 1, "usages": rows}));
    }
    let mut page = Page::new(context);
    for (known, tools, alternatives) in rows {
        if usage.is_none() && tools.is_empty() && alternatives.is_empty() {
            continue;
        }
        page.title(&format!("{} [{}]", known.label.get(lang), known.id));
        let tools: Vec<&str> = tools.iter().map(|tool| tool.name.as_str()).collect();
        let alternatives: Vec<&str> = alternatives.iter().map(|one| one.name.as_str()).collect();
        let join = |names: &[&str]| if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        page.item(&lang.pick(format!("Outils : {}", join(&tools)), format!("Tools: {}", join(&tools))));
        page.item(
            &lang.pick(format!("Libre : {}", join(&alternatives)), format!("Libre: {}", join(&alternatives))),
        );
    }
    output::data(&page.finish())
}

/// Checks the bundled catalogue as of the day of the command.
pub(in crate::cli) fn check(context: &Context, json: bool) -> Result<Exit, Failure> {
    let problems = store::bundled_on(context.date).err().unwrap_or_default();
    let exit = if problems.is_empty() { Exit::Done } else { Exit::Invalid };
    if json {
        output::json(&serde_json::json!({"format": 1, "problems": problems}))?;
        return Ok(exit);
    }
    let lang = context.lang;
    let mut lines: Vec<String> = problems.iter().map(|problem| problem.render(lang)).collect();
    if problems.is_empty() {
        let catalog = &context.bundle.catalog;
        let (tools, alternatives) = (catalog.tools.len(), catalog.alternatives.len());
        let migrations: usize = catalog.tools.values().map(|tool| tool.migrations.len()).sum();
        lines.push(lang.typeset(&lang.pick(
            format!(
                "Aucun problème : {tools} outils, {alternatives} logiciels libres, {migrations} migrations."
            ),
            format!("No problem: {tools} tools, {alternatives} libre software, {migrations} migrations."),
        )));
    }
    output::data(&lines.join("\n"))?;
    Ok(exit)
}
