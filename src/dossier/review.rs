//! What a valid dossier leaves to be looked at: names that the catalogue does not know, answers that count no more.

use super::Dossier;
use crate::catalog::{Catalog, Subject};
use crate::path;
use crate::problem::{Problem, did_you_mean};
use crate::questionnaire::{Answer, Questionnaire, TOOL_PRODUCT, next, visible};
use crate::text::{Text, verbatim};
use crate::yaml::Source;

/// Returns warnings about a valid dossier, in the order of its tools.
///
/// Codes: `unknown-product`, `not-libre`, `unknown-target`, `unused-usage`, `not-finished`.
pub fn review(
    source: Source<'_>,
    dossier: &Dossier,
    questionnaire: &Questionnaire,
    catalog: &Catalog,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let counted = visible(questionnaire, &dossier.answers);
    for (index, tool) in dossier.answers.tools.iter().enumerate() {
        if !counted.tools.iter().any(|kept| kept.usage == tool.usage) {
            let text = Text::new(
                format!("« {} » n'est pas dans `use.list` : cet outil ne compte pas", tool.usage),
                format!("`{}` is not in `use.list`: this tool does not count", tool.usage),
            );
            problems.push(Problem::warning(
                "unused-usage",
                source.place(path!["tools", index, "usage"]),
                text,
            ));
        }
        let named = |id: &str| tool.answers.get(id).and_then(Answer::as_str);
        if let Some(name) = named(TOOL_PRODUCT).filter(|name| catalog.resolve(name).is_none()) {
            let text = Text::new(
                format!("« {name} » n'est pas dans le catalogue : gardé tel quel, sans étape proposée"),
                format!("`{name}` is not in the catalogue: kept as typed, no step proposed"),
            );
            let place = source.place(path!["tools", index, "product"]);
            problems.push(hinted(Problem::warning("unknown-product", place, text), name, catalog));
        }
        let status = tool.answers.get("tool.status");
        let known = named(TOOL_PRODUCT).and_then(|name| catalog.resolve(name));
        if let (Some(Subject::Tool(record)), true) =
            (known, status.is_some_and(|answer| answer.holds_choice("libre")))
        {
            let text = Text::new(
                format!(
                    "le catalogue ne connaît pas « {} » comme un logiciel libre : compté en service",
                    record.name.fr
                ),
                format!(
                    "the catalogue does not know `{}` as libre software: counted as in use",
                    record.name.en
                ),
            );
            problems.push(Problem::warning("not-libre", source.place(path!["tools", index, "status"]), text));
        }
        let target = named("tool.target");
        if let Some(name) =
            target.filter(|name| !matches!(catalog.resolve(name), Some(Subject::Alternative(_))))
        {
            let text = Text::new(
                format!("« {name} » n'est pas un logiciel libre du catalogue"),
                format!("`{name}` is not a libre software of the catalogue"),
            );
            let place = source.place(path!["tools", index, "target"]);
            problems.push(hinted(Problem::warning("unknown-target", place, text), name, catalog));
        }
    }
    if next(questionnaire, &dossier.answers, dossier.mode).is_some() {
        let text = Text::new("le questionnaire n'est pas terminé", "the questionnaire is not finished");
        let file = verbatim(source.file);
        let hint = Text::new(
            format!("reprendre : diaglibre diagnose {file}"),
            format!("go on: diaglibre diagnose {file}"),
        );
        problems.push(Problem::warning("not-finished", source.whole(), text).with_hint(hint));
    }
    problems
}

fn hinted(problem: Problem, name: &str, catalog: &Catalog) -> Problem {
    let known = catalog.tools.keys().chain(catalog.alternatives.keys()).map(String::as_str);
    match did_you_mean(&crate::text::fold(name).replace(' ', "-"), known) {
        Some(hint) => problem.with_hint(hint),
        None => problem,
    }
}
