//! `providers`: who can help, from the dated list that the program carries.

use std::path::Path;

use super::analyse;
use crate::catalog::Catalog;
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::providers::{Criterion, Matched, Shortlist, match_providers};
use crate::report::needs;
use crate::text::Lang;

/// The most providers that a page shows.
const MOST: usize = 12;

/// Shows the providers that match a dossier.
pub(in crate::cli) fn providers(context: &Context, path: &Path, json: bool) -> Result<Exit, Failure> {
    let analysis = analyse(context, path)?;
    let bundle = &context.bundle;
    let needs = needs(&bundle.catalog, &analysis.diagnosis, &analysis.roadmap);
    let shortlist = match_providers(&bundle.directory, &bundle.places, &needs);
    if json {
        return output::json(&serde_json::json!({
            "format": 1,
            "compiled": bundle.directory.compiled,
            "shortlist": shortlist,
        }));
    }
    output::data(&page(context, &shortlist))
}

fn page(context: &Context, shortlist: &Shortlist<'_>) -> String {
    let lang = context.lang;
    let directory = &context.bundle.directory;
    let mut page = Page::new(context);
    page.title(lang.pick("Qui peut vous aider", "Who can help you"));
    let date = lang.date(directory.compiled);
    page.paragraph(&lang.pick(
        format!("Liste livrée avec le programme, faite le {date}. Rien n'est envoyé sur Internet."),
        format!("List that comes with the program, made on {date}. Nothing is sent over the Internet."),
    ));
    page.paragraph(directory.note.get(lang));
    for widening in &shortlist.widened {
        page.paragraph(widening.text(lang));
    }
    let (known, open): (Vec<_>, Vec<_>) = shortlist.matched.iter().partition(|matched| matched.score > 0);
    for matched in known.iter().take(MOST) {
        page.gap();
        provider(&mut page, &context.bundle.catalog, matched);
    }
    if known.is_empty() {
        page.gap();
        page.paragraph(lang.pick(
            "Aucune structure connue ne répond à vos besoins.",
            "No known structure answers your needs.",
        ));
    }
    let names = |list: &[&Matched<'_>]| {
        let names: Vec<&str> = list.iter().map(|matched| matched.provider.name.as_str()).collect();
        lang.enumerate(&names)
    };
    if known.len() > MOST {
        page.gap();
        let rest = names(&known[MOST..]);
        page.paragraph(&lang.pick(
            format!("Répondent aussi à un de vos besoins : {rest}."),
            format!("These answer one of your needs too: {rest}."),
        ));
    }
    if !open.is_empty() {
        page.gap();
        let open = names(&open);
        page.paragraph(&lang.pick(
            format!("À vérifier, car leurs sources ne disent rien de vos besoins : {open}."),
            format!("To be checked, as their sources say nothing of your needs: {open}."),
        ));
    }
    page.finish()
}

fn provider(page: &mut Page, catalog: &Catalog, matched: &Matched<'_>) {
    let lang = page.lang();
    let provider = matched.provider;
    let kind = provider.kind.map(|kind| kind.label(lang));
    let place = provider.city.as_deref();
    let local = provider.local.then(|| lang.pick("liste locale", "local list"));
    let about: Vec<&str> = kind.into_iter().chain(place).chain(local).collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    page.item(&format!("{}{about}", provider.name));
    if let Some(website) = &provider.website {
        page.under(website);
    }
    let list = |criteria: &[Criterion]| {
        let texts: Vec<String> = criteria
            .iter()
            .map(|criterion| criterion.text_with(lang, |id| software(catalog, id, lang)))
            .collect();
        texts.join(", ")
    };
    for (label, criteria) in [
        (lang.pick("Répond à", "Meets"), &matched.met),
        (lang.pick("Non cité par ses sources", "Not named by its sources"), &matched.unmet),
        (lang.pick("À demander", "To be asked"), &matched.unknown),
    ] {
        if !criteria.is_empty() {
            page.under(
                &lang.pick(format!("{label} : {}", list(criteria)), format!("{label}: {}", list(criteria))),
            );
        }
    }
    let checked = provider.checked_on;
    page.under(&lang.pick(
        format!("Sources lues le {}", lang.date(checked)),
        format!("Sources read on {}", lang.date(checked)),
    ));
}

fn software(catalog: &Catalog, id: &str, lang: Lang) -> String {
    catalog.alternatives.get(id).map_or(id, |alternative| alternative.name.get(lang)).to_owned()
}
