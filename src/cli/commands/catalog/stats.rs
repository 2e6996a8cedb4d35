//! `catalog stats`: what the catalogue knows, in numbers, so that contributors see the holes.

use comfy_table::{CellAlignment, Table};
use unicode_width::UnicodeWidthStr as _;

use super::label;
use crate::catalog::{Stats, UsageStats};
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::table::STYLE;
use crate::cli::{Context, output};

/// Prints the counts of the catalogue, local records included.
pub(in crate::cli) fn stats(context: &Context, json: bool) -> Result<Exit, Failure> {
    let stats = Stats::of(&context.bundle.catalog);
    if json {
        return output::json(&serde_json::json!({"format": 1, "stats": stats}));
    }
    let mut page = Page::new(context);
    totals(&mut page, &stats);
    page.gap();
    let table = table(context, &stats.usages);
    if table.lines().all(|line| line.width() <= page.width()) {
        page.raw(&table);
    } else {
        list(&mut page, context, &stats.usages);
    }
    output::data(&page.finish())
}

fn totals(page: &mut Page, stats: &Stats) {
    let lang = page.lang();
    let lines = [
        lang.pick(
            format!(
                "{} outils, dont {} de Google, Apple, Meta, Amazon ou Microsoft, et {} fermés",
                stats.tools, stats.tools_of_giants, stats.closed_tools
            ),
            format!(
                "{} tools, of which {} of Google, Apple, Meta, Amazon or Microsoft, and {} closed",
                stats.tools, stats.tools_of_giants, stats.closed_tools
            ),
        ),
        lang.pick(
            format!(
                "{} logiciels libres, dont {} reconnus mais jamais proposés",
                stats.alternatives, stats.unreached
            ),
            format!(
                "{} libre software, of which {} recognised but never proposed",
                stats.alternatives, stats.unreached
            ),
        ),
        lang.pick(
            format!(
                "{} migrations, dont {} avec leurs propres étapes, {} documentées (étapes, ce qu'on garde, ce qu'on perd, page à suivre) et {} supposées en partie",
                stats.migrations, stats.with_steps, stats.documented, stats.assumed
            ),
            format!(
                "{} migrations, of which {} with steps of their own, {} documented (steps, what is kept, what is lost, a page to follow) and {} assumed in part",
                stats.migrations, stats.with_steps, stats.documented, stats.assumed
            ),
        ),
        lang.pick(
            format!("{} fois, aucun logiciel libre n'est adapté", stats.no_alternatives),
            format!("{} times, no libre software is adequate", stats.no_alternatives),
        ),
        lang.pick(
            format!(
                "{} autres noms, {} logiciels écartés, {} arrêtés",
                stats.aliases, stats.rejected, stats.retired
            ),
            format!(
                "{} other names, {} software rejected, {} ended",
                stats.aliases, stats.rejected, stats.retired
            ),
        ),
    ];
    page.title(lang.pick("Le catalogue en nombres", "The catalogue in numbers"));
    lines.iter().for_each(|line| page.item(line));
}

fn table(context: &Context, usages: &[UsageStats]) -> String {
    let lang = context.lang;
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_header(lang.pick(
        ["usage", "outils", "libres", "hébergés", "migrations", "guidées", "bloqués"],
        ["usage", "tools", "libre", "hosted", "migrations", "guided", "blocked"],
    ));
    for usage in usages {
        let numbers = numbers(usage).map(|number| number.to_string());
        table.add_row(std::iter::once(usage.usage.clone()).chain(numbers));
    }
    for index in 1..=6 {
        if let Some(column) = table.column_mut(index) {
            column.set_padding((1, 0));
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

fn numbers(usage: &UsageStats) -> [usize; 6] {
    [
        usage.tools,
        usage.alternatives,
        usage.without_server,
        usage.migrations,
        usage.documented,
        usage.no_alternatives,
    ]
}

fn list(page: &mut Page, context: &Context, usages: &[UsageStats]) {
    let lang = context.lang;
    for usage in usages {
        let [tools, libre, hosted, moves, documented, none] = numbers(usage);
        let label = label(&context.bundle.catalog, &usage.usage, lang);
        page.item(&lang.pick(
            format!("{label} : {tools} outils, {libre} logiciels libres dont {hosted} sans serveur, {moves} migrations dont {documented} documentées, {none} sans issue"),
            format!("{label}: {tools} tools, {libre} libre software of which {hosted} without a server, {moves} migrations of which {documented} documented, {none} with no way out"),
        ));
    }
}
