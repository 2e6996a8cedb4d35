//! `report`: the report on the disk, in the forms that were asked for, and the roadmap in the terminal.

use std::path::{Path, PathBuf};

use super::{Analysis, plan, shell_argument};
use crate::cli::args::Online;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{Context, directories, output};
use crate::providers::match_providers;
use crate::report::{Format, Rendered, Report, needs, render};
use crate::store::{self, Access};
use crate::text::{Text, verbatim};

/// What was asked for.
#[derive(Default)]
pub(in crate::cli) struct Options<'a> {
    /// The files to write.
    pub(in crate::cli) output: Vec<PathBuf>,
    /// Their forms, where their names do not tell.
    pub(in crate::cli) format: &'a [Format],
    /// Who hands the report over.
    pub(in crate::cli) brand: Option<&'a Path>,
    /// Whether the roadmap is not shown.
    pub(in crate::cli) quiet: bool,
    /// Which directories are read.
    pub(in crate::cli) online: Online,
}

/// Writes the report of a dossier.
pub(in crate::cli) fn report(context: &Context, path: &Path, options: Options<'_>) -> Result<Exit, Failure> {
    let targets = targets(context, path, options.output, options.format)?;
    let brand = options.brand.map(store::load_brand).transpose()?;
    let bundle = &context.bundle;
    let dossier = store::load_dossier(path, bundle)?;
    let analysis = Analysis::of(context, &dossier);
    let needs = needs(&bundle.catalog, &analysis.diagnosis, &analysis.roadmap);
    let gathered = directories::gather(context, &options.online)?;
    let shortlist = match_providers(&gathered.directory, &bundle.places, &needs);
    let report = Report {
        lang: context.lang,
        date: context.date,
        catalog: &bundle.catalog,
        questionnaire: &bundle.questionnaire,
        dossier: &dossier,
        diagnosis: &analysis.diagnosis,
        matches: &analysis.matches,
        roadmap: &analysis.roadmap,
        directory: &gathered.directory,
        shortlist: &shortlist,
        brand: brand.as_ref(),
    };
    let mut written = Vec::new();
    for (target, format) in targets {
        let rendered = render(&report, format).map_err(|error| cannot(&target, error))?;
        store::write_file(&target, &rendered.bytes, Access::Shared)?;
        written.push((target, rendered));
    }
    let exit =
        if options.quiet { Exit::Done } else { output::data(&plan::roadmap(context, &analysis).finish())? };
    for (target, rendered) in &written {
        tell(context, target, rendered);
    }
    directories::tell(context, &gathered.directory);
    Ok(if gathered.is_degraded { Exit::Degraded } else { exit })
}

/// Returns each file to write with its form.
fn targets(
    context: &Context,
    path: &Path,
    outputs: Vec<PathBuf>,
    formats: &[Format],
) -> Result<Vec<(PathBuf, Format)>, Failure> {
    match (outputs.as_slice(), formats) {
        ([], []) => Ok(vec![(default_name(context, path, Format::Pdf), Format::Pdf)]),
        ([], formats) => {
            Ok(formats.iter().map(|format| (default_name(context, path, *format), *format)).collect())
        }
        // A name that says nothing of its form, or says another one, is for whoever asks to choose.
        ([target], [format]) => Ok(vec![(target.clone(), *format)]),
        (outputs, []) => outputs.iter().map(|target| Ok((target.clone(), format_of(target)?))).collect(),
        _ => Err(Failure::new(
            Exit::Usage,
            Text::new(
                "--output et --format ensemble ne désignent qu'un fichier".to_owned(),
                "--output and --format together name one file only".to_owned(),
            ),
        )
        .with_hint(Text::new(
            "donnez un --output par fichier : son extension dit sa forme".to_owned(),
            "give one --output for each file: its extension tells its form".to_owned(),
        ))),
    }
}

/// `dossiers/mlc44.diaglibre.yaml` gives `mlc44-2026-11-23.pdf` in the current folder: an older report stays.
fn default_name(context: &Context, path: &Path, format: Format) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split(".diaglibre.").next().unwrap_or(&name);
    let stem = stem.strip_suffix(".yaml").or(stem.strip_suffix(".yml")).unwrap_or(stem);
    PathBuf::from(format!("{stem}-{}.{}", context.date, format.extension()))
}

fn format_of(target: &Path) -> Result<Format, Failure> {
    let extension = target.extension().map(|extension| extension.to_string_lossy().into_owned());
    if let Some(format) = extension.as_deref().and_then(Format::named) {
        return Ok(format);
    }
    let file = verbatim(target.display());
    let known = Format::ALL.map(|format| format!(".{}", format.extension())).join(", ");
    let text = Text::new(
        format!("« {file} » : le rapport s'écrit en {known}"),
        format!("`{file}`: the report is written as {known}"),
    );
    let name =
        if target.file_stem().is_some() { target.with_extension("pdf") } else { target.join("rapport.pdf") };
    let name = verbatim(shell_argument(&name));
    Err(Failure::new(Exit::Usage, text).with_hint(Text::new(
        format!("par exemple : --output {name}"),
        format!("for example: --output {name}"),
    )))
}

fn cannot(target: &Path, error: impl std::fmt::Display) -> Failure {
    let file = verbatim(target.display());
    let text = Text::new(
        format!("« {file} » n'a pas pu être fait : {error}"),
        format!("`{file}` could not be made: {error}"),
    );
    Failure::new(Exit::Failure, text)
}

/// Says what was written, and what could not be drawn.
fn tell(context: &Context, target: &Path, rendered: &Rendered) {
    let say = |text: &Text| output::error(&context.lang.typeset(text.get(context.lang)));
    if !rendered.missing_glyphs.is_empty() {
        let glyphs: String = rendered.missing_glyphs.iter().collect();
        say(&Text::new(
            format!("attention : la police n'a pas ces caractères, remplacés par « □ » : {glyphs}"),
            format!("warning: the font lacks these characters, replaced by “□”: {glyphs}"),
        ));
    }
    let file = verbatim(target.display());
    say(&match rendered.pages {
        Some(pages) => Text::new(
            format!("Rapport écrit : {file} ({pages} pages)"),
            format!("Report written: {file} ({pages} pages)"),
        ),
        None => Text::new(format!("Rapport écrit : {file}"), format!("Report written: {file}")),
    });
}
