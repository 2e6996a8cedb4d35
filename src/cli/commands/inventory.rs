//! `inventory`: a sheet to fill, and the tools of a filled one in a dossier.

use std::path::{Path, PathBuf};

use super::shell_argument;
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::dossier::Dossier;
use crate::inventory::{self, Change, Format, Heading, Import, ImportedTool, Rules};
use crate::questionnaire::{Answer, Mode, TOOL_PRODUCT};
use crate::store::{self, Access, DossierFile};
use crate::text::{Lang, Text, clean, verbatim};

/// Writes a sheet to fill; with a dossier, its tools are in it.
pub(in crate::cli) fn export(context: &Context, sheet: &Path, from: Option<&Path>) -> Result<Exit, Failure> {
    let format = format_of(sheet)?;
    let headings = headings()?;
    let dossier = from.map(|path| store::load_dossier(path, &context.bundle)).transpose()?;
    let answers = dossier.as_ref().map(|dossier| &dossier.answers);
    let bytes = inventory::export(answers, &rules(context, &headings), context.lang, format);
    // The tools of an association are its own business, a blank sheet is not.
    let access = if dossier.is_some() { Access::Private } else { Access::Shared };
    store::write_new_file(sheet, &bytes, access)?;
    let file = verbatim(sheet.display());
    let target = from.map_or_else(|| "DOSSIER".to_owned(), shell_argument);
    let command = verbatim(format!("diaglibre inventory import {} {target}", shell_argument(sheet)));
    say(context, &Text::new(format!("Feuille écrite : {file}"), format!("Sheet written: {file}")));
    say(
        context,
        &Text::new(format!("Une fois remplie : {command}"), format!("Once it is filled in: {command}")),
    );
    Ok(Exit::Done)
}

/// Adds the tools of a sheet to a dossier; nothing is written when a cell is wrong.
pub(in crate::cli) fn import(
    context: &Context,
    sheet: &Path,
    path: PathBuf,
    dry_run: bool,
) -> Result<Exit, Failure> {
    let headings = headings()?;
    let rules = rules(context, &headings);
    let bytes = store::read_bytes(sheet)?;
    let questionnaire = &context.bundle.questionnaire;
    let (mut file, before) = if path.exists() {
        DossierFile::open(path, &context.bundle)?
    } else {
        (DossierFile::new(path), Dossier::new(questionnaire, Mode::default(), context.date))
    };
    let name = sheet.display().to_string();
    let import = inventory::import(&name, &bytes, &rules, &before).map_err(|problems| {
        let text = Text::new(
            "la feuille a des erreurs : rien n'a été écrit",
            "the sheet has errors: nothing was written",
        );
        let hint = Text::new(
            "corrigez ces cases et relancez la même commande",
            "correct these cells and run the same command again",
        );
        Failure { problems, ..Failure::new(Exit::Invalid, text).with_hint(hint) }
    })?;
    for warning in &import.warnings {
        output::error(&warning.render(context.lang));
    }
    if !dry_run && (import.dossier != before || !file.path().exists()) {
        file.save(&import.dossier, questionnaire)?;
    }
    output::data(&summary(context, &import, file.path(), dry_run))
}

fn summary(context: &Context, import: &Import, path: &Path, dry_run: bool) -> String {
    let lang = context.lang;
    let mut page = Page::new(context);
    let is = |wanted: fn(&Change) -> bool| import.tools.iter().filter(|tool| wanted(&tool.change)).count();
    let added = is(|change| matches!(change, Change::Added));
    let updated = is(|change| matches!(change, Change::Updated(edits) if !edits.is_empty()));
    let same = import.tools.len() - added - updated;
    let file = verbatim(path.display());
    let (s, plural) =
        (|count: usize| if count > 1 { "s" } else { "" }, |count: usize| if count == 1 { "" } else { "s" });
    page.paragraph(&lang.pick(
        format!(
            "{file} : {added} outil{} ajouté{}, {updated} complété{}, {same} inchangé{}.",
            s(added),
            s(added),
            s(updated),
            s(same)
        ),
        format!("{file}: {added} tool{} added, {updated} completed, {same} unchanged.", plural(added)),
    ));
    for tool in &import.tools {
        describe(&mut page, context, import, tool);
    }
    if !import.usages.is_empty() {
        let labels: Vec<&str> = import.usages.iter().map(|usage| label(context, usage)).collect();
        let labels = lang.enumerate(&labels);
        page.paragraph(&lang.pick(
            format!("Usages ajoutés à ceux de l'association : {labels}."),
            format!("Usages added to those of the association: {labels}."),
        ));
    }
    page.gap();
    if dry_run {
        page.paragraph(lang.pick("Rien n'a été écrit.", "Nothing was written."));
    } else {
        let command = verbatim(format!("diaglibre diagnose {}", shell_argument(path)));
        page.paragraph(
            &lang.pick(format!("Pour la suite : {command}"), format!("What to type next: {command}")),
        );
    }
    page.finish()
}

fn describe(page: &mut Page, context: &Context, import: &Import, tool: &ImportedTool) {
    let lang = context.lang;
    let answers = &import.dossier.answers.tools[tool.index];
    let name = answers.answers.get(TOOL_PRODUCT).and_then(Answer::as_str);
    let name = name
        .map_or_else(|| lang.pick("outil inconnu", "unknown tool").to_owned(), |name| shown(context, name));
    let head = format!("{name} ({})", label(context, &answers.usage));
    match &tool.change {
        Change::Added => page.item(&lang.pick(format!("{head} : ajouté"), format!("{head}: added"))),
        Change::Updated(edits) if edits.is_empty() => {}
        Change::Updated(edits) => {
            page.item(&lang.pick(format!("{head} : complété"), format!("{head}: completed")));
            for edit in edits {
                let question = context.bundle.questionnaire.question(&edit.question);
                let text = question.map_or(edit.question.as_str(), |question| question.text.get(lang));
                let before = edit.before.as_ref().map(|answer| in_words(context, &edit.question, answer));
                let after = lang.quote(&in_words(context, &edit.question, &edit.after));
                page.under(&match before {
                    Some(before) => lang.pick(
                        format!("{text} {after} au lieu de {}", lang.quote(&before)),
                        format!("{text} {after} instead of {}", lang.quote(&before)),
                    ),
                    None => format!("{text} {after}"),
                });
            }
        }
    }
}

fn in_words(context: &Context, question: &str, answer: &Answer) -> String {
    let question = context.bundle.questionnaire.question(question);
    question.map_or_else(String::new, |question| {
        inventory::in_words(answer, question, &context.bundle.catalog, context.lang)
    })
}

fn shown(context: &Context, name: &str) -> String {
    let subject = context.bundle.catalog.resolve(name);
    subject.map_or_else(|| clean(name), |subject| subject.name(context.lang).to_owned())
}

fn label<'c>(context: &'c Context, usage: &'c str) -> &'c str {
    context.bundle.catalog.usage(usage).map_or(usage, |usage| usage.label.get(context.lang))
}

fn rules<'a>(context: &'a Context, headings: &'a [Heading]) -> Rules<'a> {
    let bundle = &context.bundle;
    Rules { questionnaire: &bundle.questionnaire, catalog: &bundle.catalog, headings }
}

fn headings() -> Result<Vec<Heading>, Failure> {
    store::headings().map_err(|problem| {
        let text = Text::new("les données du programme sont abîmées", "the data of the program are damaged");
        Failure { problems: vec![problem], ..Failure::new(Exit::Invalid, text) }
    })
}

/// Returns the kind of file that the end of a name asks for.
fn format_of(sheet: &Path) -> Result<Format, Failure> {
    let extension = sheet.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("ods") => Ok(Format::Ods),
        Some("csv") => Ok(Format::Csv),
        _ => {
            let file = verbatim(sheet.display());
            let text = Text::new(
                format!("« {file} » ne finit ni par .ods ni par .csv"),
                format!("`{file}` ends neither with .ods nor with .csv"),
            );
            Err(Failure::new(Exit::Usage, text).with_hint(Text::new(
                "par exemple : diaglibre inventory export outils.ods",
                "for instance: diaglibre inventory export tools.ods",
            )))
        }
    }
}

fn say(context: &Context, text: &Text) {
    let lang: Lang = context.lang;
    output::error(&lang.typeset(text.get(lang)));
}
