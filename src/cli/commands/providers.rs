//! `providers`: who can help, from the dated list that the program carries and the directories that were read.

mod sheet;

use std::path::Path;

use super::{analyse, shell_argument};
use crate::catalog::Catalog;
use crate::cli::args::{Online, ProvidersFormat};
use crate::cli::directories::{self, Gathered};
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::providers::{Criterion, Directory, Matched, Shortlist, match_providers};
use crate::report::needs;
use crate::text::{Lang, verbatim};

/// The most providers that a page shows.
const MOST: usize = 12;

/// Shows the providers that match a dossier.
pub(in crate::cli) fn providers(
    context: &Context,
    path: &Path,
    format: ProvidersFormat,
    online: &Online,
) -> Result<Exit, Failure> {
    let analysis = analyse(context, path)?;
    let bundle = &context.bundle;
    let needs = needs(&bundle.catalog, &analysis.diagnosis, &analysis.roadmap);
    let Gathered { directory, is_degraded } = directories::gather(context, online)?;
    let shortlist = match_providers(&directory, &bundle.places, &needs);
    let exit = match format {
        ProvidersFormat::Text => {
            output::data(&page(context, &directory, &shortlist, path, analysis.diagnosis.query))
        }
        ProvidersFormat::Csv => {
            directories::tell(context, &directory);
            output::data(&sheet::write(&shortlist, context.lang, |id| {
                name_of(&bundle.catalog, id, context.lang)
            }))
        }
        ProvidersFormat::Json => {
            directories::tell(context, &directory);
            output::json(&serde_json::json!({
                "format": 1,
                "compiled": directory.compiled,
                "lists": directory.lists,
                "shortlist": shortlist,
            }))
        }
    }?;
    Ok(if is_degraded { Exit::Degraded } else { exit })
}

fn page(
    context: &Context,
    directory: &Directory,
    shortlist: &Shortlist<'_>,
    path: &Path,
    may_query: Option<bool>,
) -> String {
    let lang = context.lang;
    let mut page = Page::new(context);
    page.title(lang.pick("Qui peut vous aider", "Who can help you"));
    lists(&mut page, directory);
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
    if known.len() > MOST {
        page.gap();
        let rest = names(&known[MOST..], lang);
        page.paragraph(&lang.pick(
            format!("Répondent aussi à un de vos besoins : {rest}."),
            format!("These answer one of your needs too: {rest}."),
        ));
    }
    if !open.is_empty() {
        page.gap();
        let open = names(&open, lang);
        page.paragraph(&lang.pick(
            format!("À vérifier, car leurs sources ne disent rien de vos besoins : {open}."),
            format!("To be checked, as their sources say nothing of your needs: {open}."),
        ));
    }
    if shortlist.more > 0 {
        page.gap();
        let more = lang.integer(i64::try_from(shortlist.more).unwrap_or(i64::MAX));
        page.paragraph(&lang.pick(
            format!("Structures qui répondent moins bien, non montrées : {more}."),
            format!("Structures that answer less well, not shown: {more}."),
        ));
    }
    // Whoever said no in the questionnaire is not asked a second time.
    if directory.lists.is_empty() && may_query != Some(false) {
        page.gap();
        let command = verbatim(format!("diaglibre providers {} --online", shell_argument(path)));
        page.paragraph(&lang.pick(
            format!("Pour lire aussi des annuaires en ligne, après votre accord : {command}"),
            format!("To read online directories too, once you agree: {command}"),
        ));
    }
    page.finish()
}

/// Says where the providers come from, and when each list was read.
fn lists(page: &mut Page, directory: &Directory) {
    let lang = page.lang();
    let date = lang.date(directory.compiled);
    let bundled = lang.pick(
        format!("Liste livrée avec le programme, faite le {date}."),
        format!("List that comes with the program, made on {date}."),
    );
    let note = directory.note.get(lang);
    if directory.lists.is_empty() {
        let nothing = lang.pick("Rien n'est envoyé sur Internet.", "Nothing is sent over the Internet.");
        page.paragraph(&format!("{bundled} {nothing}"));
        page.paragraph(note);
        return;
    }
    page.item(&format!("{bundled} {note}"));
    directory.lists.iter().for_each(|list| directories::show(page, list));
}

/// Returns the names of providers; of a long list, the first ones and how many there are.
fn names(list: &[&Matched<'_>], lang: Lang) -> String {
    const NAMED: usize = 40;
    let mut names: Vec<String> =
        list.iter().take(NAMED).map(|matched| matched.provider.name.clone()).collect();
    if list.len() > NAMED {
        let more = list.len() - NAMED;
        names.push(lang.pick(format!("{more} autres"), format!("{more} others")));
    }
    lang.enumerate(&names)
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
    if let Some(website) = provider.website.as_ref().or(provider.sheet.as_ref()) {
        page.under(website);
    }
    let list = |criteria: &[Criterion]| {
        let texts: Vec<String> = criteria
            .iter()
            .map(|criterion| criterion.text_with(lang, |id| name_of(catalog, id, lang)))
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

fn name_of(catalog: &Catalog, id: &str, lang: Lang) -> String {
    catalog.alternatives.get(id).map_or(id, |alternative| alternative.name.get(lang)).to_owned()
}
