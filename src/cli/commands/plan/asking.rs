//! The answers that would change the plan most, as a list of the page.

use std::path::Path;

use crate::cli::Context;
use crate::cli::commands::{Analysis, shell_argument};
use crate::cli::page::Page;
use crate::questionnaire::Mode;
use crate::roadmap::Informative;
use crate::text::Lang;

/// How many answers are worth a list.
pub(super) const LISTED: usize = 5;

/// Adds the list, with the command to go on.
pub(super) fn list(
    page: &mut Page,
    context: &Context,
    analysis: &Analysis,
    path: &Path,
    asked: &[Informative],
) {
    let lang = context.lang;
    if asked.is_empty() {
        return;
    }
    page.title(lang.pick(
        "Les réponses qui changeraient le plus votre plan",
        "The answers that would change your plan most",
    ));
    for one in asked {
        let Some(question) = context.bundle.questionnaire.question(&one.position.question) else { continue };
        let tool = one.position.tool.and_then(|index| {
            analysis.diagnosis.uses.iter().find(|known| known.index == index).map(|known| known.label(lang))
        });
        let text = question.text.get(lang);
        page.item(&tool.map_or_else(
            || text.to_owned(),
            |tool| lang.pick(format!("{tool} : {text}"), format!("{tool}: {text}")),
        ));
        page.under(&effect(one, lang));
    }
    // In express mode, most of these questions are never asked.
    let mode = if analysis.dossier.mode == Mode::Express { " --mode full" } else { "" };
    page.paragraph(lang.pick("Pour y répondre :", "To answer them:"));
    page.raw(&format!("  diaglibre diagnose {}{mode}", shell_argument(path)));
}

/// Returns what one answer can move, as a half-sentence.
fn effect(one: &Informative, lang: Lang) -> String {
    match (lang, one.moved, one.shifted) {
        (Lang::Fr, 0, _) => "change l'ordre des étapes".to_owned(),
        (Lang::En, 0, _) => "changes the order of the steps".to_owned(),
        (Lang::Fr, 1, _) => "jusqu'à 1 étape changée".to_owned(),
        (Lang::Fr, moved, _) => format!("jusqu'à {moved} étapes changées"),
        (Lang::En, 1, _) => "up to 1 step changed".to_owned(),
        (Lang::En, moved, _) => format!("up to {moved} steps changed"),
    }
}
