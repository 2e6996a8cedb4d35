//! `check`: every problem of a dossier, with its place.

use std::path::Path;

use crate::cli::failure::{Exit, Failure};
use crate::cli::{Context, output};
use crate::dossier::{parse_dossier, review};
use crate::problem::{Problem, any_error};
use crate::store;
use crate::text::verbatim;
use crate::yaml::Source;

/// Checks a dossier; problems go to the standard output, since they are what was asked for.
pub(in crate::cli) fn check(context: &Context, path: &Path, json: bool) -> Result<Exit, Failure> {
    let text = store::read_text(path)?;
    let file = path.display().to_string();
    let source = Source::new(&file, &text);
    let bundle = &context.bundle;
    let problems = match parse_dossier(source, &bundle.questionnaire, &bundle.renames) {
        Ok(dossier) => review(source, &dossier, &bundle.questionnaire, &bundle.catalog),
        Err(problems) => problems,
    };
    let exit = if any_error(&problems) { Exit::Invalid } else { Exit::Done };
    if json {
        output::json(&serde_json::json!({"format": 1, "problems": problems}))?;
    } else {
        output::data(&render(context, &file, &problems))?;
    }
    Ok(exit)
}

fn render(context: &Context, file: &str, problems: &[Problem]) -> String {
    let lang = context.lang;
    let mut lines: Vec<String> = problems.iter().map(|problem| problem.render(lang)).collect();
    if !any_error(problems) {
        lines.push(lang.typeset(
            &lang.pick(
                format!("« {} » est valide.", verbatim(file)),
                format!("`{}` is valid.", verbatim(file)),
            ),
        ));
    }
    lines.join("\n")
}
