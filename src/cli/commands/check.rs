//! `check`: every problem of a dossier, with its place.

use std::path::Path;

use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::prompt::Asked;
use crate::cli::{Context, output};
use crate::diagnosis::{Assumption, assumptions};
use crate::dossier::{parse_dossier, review};
use crate::problem::{Problem, any_error};
use crate::questionnaire::{Answer, Answers, TOOL_PRODUCT};
use crate::store;
use crate::text::{clean, verbatim};
use crate::yaml::Source;

/// Checks a dossier; problems go to the standard output, since they are what was asked for.
pub(in crate::cli) fn check(context: &Context, path: &Path, json: bool) -> Result<Exit, Failure> {
    let text = store::read_text(path)?;
    let file = path.display().to_string();
    let source = Source::new(&file, &text);
    let bundle = &context.bundle;
    let (problems, answers) = match parse_dossier(source, &bundle.questionnaire, &bundle.renames) {
        Ok(dossier) => {
            (review(source, &dossier, &bundle.questionnaire, &bundle.catalog), Some(dossier.answers))
        }
        Err(problems) => (problems, None),
    };
    let answers = answers.unwrap_or_default();
    let assumed = if any_error(&problems) {
        Vec::new()
    } else {
        assumptions(&bundle.catalog, &bundle.questionnaire, &answers)
    };
    let exit = if any_error(&problems) { Exit::Invalid } else { Exit::Done };
    if json {
        let view = |one: &Assumption<'_>| serde_json::json!({"question": one.question.id, "tool": one.tool, "answer": one.answer.to_value()});
        let assumed: Vec<_> = assumed.iter().map(view).collect();
        output::json(&serde_json::json!({"format": 1, "problems": problems, "assumptions": assumed}))?;
    } else {
        output::data(&(render(context, &file, &problems) + &supposed(context, &answers, &assumed)))?;
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

/// Returns what is assumed where there is no answer: about the association, then tool by tool.
fn supposed(context: &Context, answers: &Answers, assumed: &[Assumption<'_>]) -> String {
    if assumed.is_empty() {
        return String::new();
    }
    let (lang, catalog) = (context.lang, &context.bundle.catalog);
    let mut page = Page::new(context);
    page.title(lang.pick("Sans réponse, voici ce qui est supposé", "Without an answer, this is assumed"));
    let words = |one: &Assumption<'_>| Asked::alone(one.question, catalog, lang).in_words(&one.answer);
    for one in assumed.iter().filter(|one| one.tool.is_none()) {
        page.item(&format!("{} {}", one.question.text.get(lang), words(one)));
    }
    for group in assumed.chunk_by(|a, b| a.tool == b.tool) {
        let Some(tool) = group.first().and_then(|one| answers.tools.get(one.tool?)) else { continue };
        let name = tool.answers.get(TOOL_PRODUCT).and_then(Answer::as_str).unwrap_or_default();
        let name = clean(catalog.resolve(name).map_or(name, |subject| subject.name(lang)));
        let usage = catalog.usage(&tool.usage).map_or(tool.usage.as_str(), |usage| usage.label.get(lang));
        page.item(&format!("{name} ({usage})"));
        for one in group {
            page.under(&format!("{} {}", one.question.text.get(lang), words(one)));
        }
    }
    format!("\n\n{}", page.finish().trim_end())
}
