//! `report`: the PDF on the disk, the roadmap in the terminal.

use std::path::{Path, PathBuf};

use super::{analyse, plan, shell_argument};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{Context, output};
use crate::providers::match_providers;
use crate::report::{Report, needs, pdf};
use crate::store::{self, Access};
use crate::text::{Text, verbatim};

/// Writes the report of a dossier.
pub(in crate::cli) fn report(
    context: &Context,
    path: &Path,
    asked: Option<PathBuf>,
    quiet: bool,
) -> Result<Exit, Failure> {
    let target = asked.unwrap_or_else(|| default_name(context, path));
    check_format(&target)?;
    let analysis = analyse(context, path)?;
    let bundle = &context.bundle;
    let needs = needs(&bundle.catalog, &analysis.diagnosis, &analysis.roadmap);
    let shortlist = match_providers(&bundle.directory, &bundle.places, &needs);
    let report = Report {
        lang: context.lang,
        date: context.date,
        catalog: &bundle.catalog,
        questionnaire: &bundle.questionnaire,
        diagnosis: &analysis.diagnosis,
        matches: &analysis.matches,
        roadmap: &analysis.roadmap,
        directory: &bundle.directory,
        shortlist: &shortlist,
    };
    let rendered = pdf::render(&report).map_err(|error| {
        let text = Text::new(
            format!("le PDF n'a pas pu être fait : {error}"),
            format!("the PDF could not be made: {error}"),
        );
        Failure::new(Exit::Failure, text)
    })?;
    store::write_file(&target, &rendered.bytes, Access::Shared)?;
    let exit = if quiet { Exit::Done } else { output::data(&plan::roadmap(context, &analysis))? };
    if !rendered.missing_glyphs.is_empty() {
        let glyphs: String = rendered.missing_glyphs.iter().collect();
        say(
            context,
            &Text::new(
                format!("attention : la police n'a pas ces caractères, remplacés par « □ » : {glyphs}"),
                format!("warning: the font lacks these characters, replaced by “□”: {glyphs}"),
            ),
        );
    }
    let (file, pages) = (verbatim(target.display()), rendered.pages);
    say(
        context,
        &Text::new(
            format!("Rapport écrit : {file} ({pages} pages)"),
            format!("Report written: {file} ({pages} pages)"),
        ),
    );
    Ok(exit)
}

/// `dossiers/mlc44.diaglibre.yaml` gives `mlc44-2026-11-23.pdf` in the current folder: an older report stays.
fn default_name(context: &Context, path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split(".diaglibre.").next().unwrap_or(&name);
    let stem = stem.strip_suffix(".yaml").or(stem.strip_suffix(".yml")).unwrap_or(stem);
    PathBuf::from(format!("{stem}-{}.pdf", context.date))
}

fn check_format(target: &Path) -> Result<(), Failure> {
    let extension = target.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    if extension.as_deref() == Some("pdf") {
        return Ok(());
    }
    let file = verbatim(target.display());
    let text = Text::new(
        format!("« {file} » : le rapport s'écrit en PDF"),
        format!("`{file}`: the report is written as a PDF"),
    );
    let name =
        if target.file_stem().is_some() { target.with_extension("pdf") } else { target.join("rapport.pdf") };
    let name = verbatim(shell_argument(&name));
    Err(Failure::new(Exit::Usage, text).with_hint(Text::new(
        format!("par exemple : --output {name}"),
        format!("for example: --output {name}"),
    )))
}

fn say(context: &Context, text: &Text) {
    output::error(&context.lang.typeset(text.get(context.lang)));
}
