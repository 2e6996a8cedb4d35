//! `catalog`: look-ups, for a volunteer who wonders and for a contributor who checks.

mod check;
mod show;
mod stats;

pub(in crate::cli) use check::check;
pub(in crate::cli) use show::show;
pub(in crate::cli) use stats::stats;

use crate::catalog::{Alternative, Catalog, Subject, Tool, Usage};
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::problem::did_you_mean;
use crate::text::{Lang, Text, fold};

/// The most records that a search shows.
const MOST: usize = 15;

/// Finds records by what people say.
pub(in crate::cli) fn search(context: &Context, words: &str, json: bool) -> Result<Exit, Failure> {
    let catalog = &context.bundle.catalog;
    let found = catalog.search(words);
    let about = catalog.usages_about(words);
    if json {
        let rows: Vec<_> = found.iter().map(|one| row(one.subject, context.lang)).collect();
        let usages: Vec<&str> = about.iter().map(|usage| usage.id.as_str()).collect();
        output::json(&serde_json::json!({"format": 1, "found": rows, "usages": usages}))?;
        return Ok(if found.is_empty() && about.is_empty() { Exit::Failure } else { Exit::Done });
    }
    if found.is_empty() && about.is_empty() {
        let text =
            Text::new(format!("rien ne ressemble à « {words} »"), format!("nothing looks like `{words}`"));
        return Err(Failure::new(Exit::Failure, text).with_hint(Text::new(
            "tout voir : diaglibre catalog list",
            "to see everything: diaglibre catalog list",
        )));
    }
    let mut page = Page::new(context);
    for usage in about {
        let label = usage.label.get(context.lang);
        page.item(&context.lang.pick(
            format!("{label}, un usage : diaglibre catalog list --usage {}", usage.id),
            format!("{label}, a usage: diaglibre catalog list --usage {}", usage.id),
        ));
    }
    for one in found.iter().take(MOST) {
        let labels: Vec<&str> =
            one.subject.usages().iter().map(|usage| label(catalog, usage, context.lang)).collect();
        let kind = kind(one.subject, context.lang);
        let usages = if labels.is_empty() { String::new() } else { format!(" – {}", labels.join(", ")) };
        let local = local_mark(one.subject, context.lang);
        page.item(&format!(
            "{} [{}], {kind}{usages}{local}",
            one.subject.name(context.lang),
            one.subject.id()
        ));
    }
    if found.len() > MOST {
        let more = found.len() - MOST;
        page.paragraph(&context.lang.pick(format!("et {more} autres."), format!("and {more} more.")));
    }
    output::data(&page.finish())
}

fn row(subject: Subject<'_>, lang: Lang) -> serde_json::Value {
    serde_json::json!({
        "id": subject.id(),
        "name": subject.name(lang),
        "kind": kind(subject, Lang::En),
        "usages": subject.usages(),
    })
}

fn kind(subject: Subject<'_>, lang: Lang) -> &'static str {
    match subject {
        Subject::Tool(_) => lang.pick("outil en service", "tool in use"),
        Subject::Alternative(_) => lang.pick("logiciel libre", "libre software"),
        Subject::Rejected(_) => lang.pick("écarté", "rejected"),
        Subject::Retired(_) => lang.pick("arrêté", "ended"),
    }
}

/// Returns what marks a record that a local catalogue adds or corrects.
fn local_mark(subject: Subject<'_>, lang: Lang) -> &'static str {
    if subject.origin().is_local() { lang.pick(" (fiche locale)", " (local record)") } else { "" }
}

fn label<'a>(catalog: &'a Catalog, usage: &'a str, lang: Lang) -> &'a str {
    catalog.usage(usage).map_or(usage, |known| known.label.get(lang))
}

/// Lists tools and libre software, usage by usage.
pub(in crate::cli) fn list(context: &Context, usage: Option<&str>, json: bool) -> Result<Exit, Failure> {
    let catalog = &context.bundle.catalog;
    let lang = context.lang;
    let usage = usage.map(|asked| catalog.usage_named(asked).map_or(asked, |known| &known.id));
    if let Some(asked) = usage.filter(|asked| catalog.usage(asked).is_none()) {
        let text = Text::new(format!("usage inconnu « {asked} »"), format!("unknown usage `{asked}`"));
        let ids: Vec<&str> = catalog.usages.iter().map(|usage| usage.id.as_str()).collect();
        let hint = did_you_mean(asked, ids.iter().copied()).unwrap_or_else(|| {
            Text::new(format!("usages : {}", ids.join(", ")), format!("usages: {}", ids.join(", ")))
        });
        return Err(Failure::new(Exit::Usage, text).with_hint(hint));
    }
    let shown = catalog.usages.iter().filter(|known| usage.is_none_or(|asked| asked == known.id));
    let rows: Vec<(&Usage, Vec<&Tool>, Vec<&Alternative>)> = shown
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
        page.title(&format!("{} [{}]", known.label.get(lang), known.id));
        if usage.is_some() {
            detail(&mut page, catalog, known, &tools, &alternatives);
            continue;
        }
        let names = |subjects: Vec<Subject<'_>>| {
            let mut names: Vec<String> =
                subjects.iter().map(|one| format!("{}{}", one.name(lang), local_mark(*one, lang))).collect();
            names.sort_by_key(|name| fold(name));
            if names.is_empty() { "–".to_owned() } else { names.join(", ") }
        };
        let tools = names(tools.into_iter().map(Subject::Tool).collect());
        let alternatives = names(alternatives.into_iter().map(Subject::Alternative).collect());
        page.item(&lang.pick(format!("Outils : {tools}"), format!("Tools: {tools}")));
        page.item(&lang.pick(format!("Libre : {alternatives}"), format!("Libre: {alternatives}")));
    }
    output::data(&page.finish())
}

/// Adds what replaces each tool of one usage, then what each libre software is.
fn detail(page: &mut Page, catalog: &Catalog, usage: &Usage, tools: &[&Tool], alternatives: &[&Alternative]) {
    let lang = page.lang();
    let name = |subject: Subject<'_>| format!("{}{}", subject.name(lang), local_mark(subject, lang));
    let mut tools = tools.to_vec();
    tools.sort_by_key(|tool| fold(tool.name.get(lang)));
    for tool in tools {
        let to = tool.migrations_for(&usage.id).filter_map(|one| catalog.alternatives.get(&one.to));
        let to: Vec<String> = to.map(|to| name(Subject::Alternative(to))).collect();
        let to = if to.is_empty() {
            lang.pick("rien de libre n'est adapté", "nothing libre is adequate").to_owned()
        } else {
            to.join(", ")
        };
        page.item(&format!("{} → {to}", name(Subject::Tool(tool))));
    }
    page.gap();
    page.paragraph(lang.pick("Les logiciels libres :", "The libre software:"));
    let mut alternatives = alternatives.to_vec();
    alternatives.sort_by_key(|one| fold(one.name.get(lang)));
    for one in alternatives {
        let colon = lang.pick(" : ", ": ");
        page.item(&format!("{}{colon}{}", name(Subject::Alternative(one)), one.summary.get(lang)));
    }
}
