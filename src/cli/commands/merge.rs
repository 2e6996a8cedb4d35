//! `merge`: the dossiers of several people in one, and what they disagree about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::shell_argument;
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::dossier::{
    self, Disagreement, Dossier, Rule, ToolVoices, Voice, Voices, WHOLE, disagreements, parse_dossier,
};
use crate::inventory::in_words;
use crate::store::{self, Access};
use crate::text::{Text, clean, verbatim};
use crate::yaml::Source;

/// How many disagreements open the discussion.
const WIDEST: usize = 3;

/// Merges dossiers into a new one.
pub(in crate::cli) fn merge(context: &Context, paths: &[PathBuf], target: &Path) -> Result<Exit, Failure> {
    let bundle = &context.bundle;
    let mut seen = BTreeSet::new();
    let mut dossiers = Vec::new();
    for path in paths {
        // The same person does not count twice.
        if !seen.insert(std::path::absolute(path).unwrap_or_else(|_| path.clone())) {
            let file = verbatim(path.display());
            let text =
                Text::new(format!("« {file} » est nommé deux fois"), format!("`{file}` is named twice"));
            return Err(Failure::new(Exit::Usage, text));
        }
        dossiers.push(store::load_dossier(path, bundle)?);
    }
    for (path, _) in paths.iter().zip(&dossiers).filter(|(_, dossier)| dossier.voices.is_some()) {
        let file = verbatim(path.display());
        say(
            context,
            &Text::new(
                format!(
                    "attention : « {file} » réunit déjà plusieurs dossiers ; il compte pour une personne"
                ),
                format!("warning: `{file}` merges several dossiers already; it counts as one person"),
            ),
        );
    }
    let merged = dossier::merge(&dossiers, &bundle.questionnaire, &bundle.catalog);
    let text = merged.to_yaml(&bundle.questionnaire);
    let name = target.display().to_string();
    // What cannot be read again, such as five hundred tools and one more, is not written.
    parse_dossier(Source::new(&name, &text), &bundle.questionnaire, &bundle.renames).map_err(|problems| {
        let text = Text::new("ces dossiers ne tiennent pas en un seul", "these dossiers do not fit into one");
        Failure { problems, ..Failure::new(Exit::Invalid, text) }
    })?;
    store::write_new_file(target, text.as_bytes(), Access::Private)?;
    output::data(&summary(context, &merged, target))
}

fn summary(context: &Context, merged: &Dossier, target: &Path) -> String {
    let lang = context.lang;
    let mut page = Page::new(context);
    let none = Voices::default();
    let voices = merged.voices.as_ref().unwrap_or(&none);
    let file = verbatim(target.display());
    let (tools, people) = (merged.answers.tools.len(), voices.dossiers);
    page.paragraph(&lang.pick(
        format!("{people} dossiers réunis dans {file} : {tools} outil{}.", if tools > 1 { "s" } else { "" }),
        format!("{people} dossiers merged into {file}: {tools} tool{}.", if tools == 1 { "" } else { "s" }),
    ));
    let all = disagreements(&context.bundle.questionnaire, voices);
    let shown: Vec<&Disagreement<'_>> =
        all.iter().filter(|one| one.spread > 0 && !one.question.private).take(WIDEST).collect();
    if shown.is_empty() {
        page.gap();
        page.paragraph(lang.pick("Aucun désaccord à discuter.", "No disagreement to discuss."));
    } else {
        page.title(lang.pick(
            "Les plus grands écarts, à discuter d'abord",
            "The widest disagreements, to discuss first",
        ));
        for one in shown {
            describe(&mut page, context, one);
        }
    }
    partly_named(&mut page, context, voices);
    counts(&mut page, context, &all);
    page.gap();
    let command = verbatim(format!("diaglibre plan {}", shell_argument(target)));
    page.paragraph(&lang.pick(format!("Pour la suite : {command}"), format!("What to type next: {command}")));
    page.finish()
}

fn describe(page: &mut Page, context: &Context, one: &Disagreement<'_>) {
    let lang = context.lang;
    let question = one.question.text.get(lang);
    let percent = one.spread * 100 / WHOLE;
    let about = one.tool.map(|tool| format!("{} – ", name(context, tool))).unwrap_or_default();
    page.item(&lang.pick(
        format!("{about}{question} (écart : {percent} %)"),
        format!("{about}{question} (spread: {percent}%)"),
    ));
    let said = |voice: &Voice| {
        format!(
            "{} × {}",
            voice.count,
            lang.quote(&in_words(&voice.answer, one.question, &context.bundle.catalog, lang))
        )
    };
    page.under(&one.voices.iter().map(said).collect::<Vec<_>>().join(", "));
    let kept = lang.quote(&in_words(&one.kept, one.question, &context.bundle.catalog, lang));
    let rule = one.rule.words();
    page.under(&lang.pick(format!("gardé : {kept} ({})", rule.fr), format!("kept: {kept} ({})", rule.en)));
}

/// Tells of the tools that not everybody named: the inventory of one person is never complete.
fn partly_named(page: &mut Page, context: &Context, voices: &Voices) {
    let lang = context.lang;
    let partly: Vec<&ToolVoices> = voices.tools.iter().filter(|tool| tool.count < voices.dossiers).collect();
    if partly.is_empty() {
        return;
    }
    page.title(lang.pick("Nommés par une partie du groupe seulement", "Named by a part of the group only"));
    for tool in partly {
        page.item(&lang.pick(
            format!("{} : {} sur {}", name(context, tool), tool.count, voices.dossiers),
            format!("{}: {} of {}", name(context, tool), tool.count, voices.dossiers),
        ));
    }
}

/// Tells how the other answers were settled.
fn counts(page: &mut Page, context: &Context, all: &[Disagreement<'_>]) {
    let lang = context.lang;
    page.title(
        lang.pick("Comment les réponses différentes ont été réunies", "How different answers were merged"),
    );
    if all.is_empty() {
        page.paragraph(lang.pick("Toutes les réponses sont les mêmes.", "All answers are the same."));
        return;
    }
    const RULES: [Rule; 10] = [
        Rule::Median,
        Rule::LowerMedian,
        Rule::MostFrequent,
        Rule::FirstOfEqual,
        Rule::Union,
        Rule::Most,
        Rule::MeanRank,
        Rule::Joined,
        Rule::JoinedInPart,
        Rule::Same,
    ];
    for rule in RULES {
        let count = all.iter().filter(|one| one.rule == rule).count();
        if count > 0 {
            page.item(&format!("{count} × {}", rule.words().get(lang)));
        }
    }
    if all.iter().any(|one| one.question.private && one.spread > 0) {
        page.paragraph(lang.pick(
            "Les questions à poser à part ne sont pas montrées ici : leurs écarts sont dans le fichier.",
            "The questions to be asked apart are not shown here: their spread is in the file.",
        ));
    }
    page.paragraph(lang.pick(
        "Qui a dit quoi n'est pas gardé ; chaque réponse et son nombre le sont, sous `voices`.",
        "Who said what is not kept; each answer and its number are, under `voices`.",
    ));
}

/// Returns the name of a tool and its usage.
fn name(context: &Context, tool: &ToolVoices) -> String {
    let (lang, catalog) = (context.lang, &context.bundle.catalog);
    let usage = catalog.usage(&tool.usage).map_or(tool.usage.as_str(), |usage| usage.label.get(lang));
    let product = tool.product.as_str().map_or_else(
        || lang.pick("outil inconnu", "unknown tool").to_owned(),
        |product| {
            catalog.resolve(product).map_or_else(|| clean(product), |subject| subject.name(lang).to_owned())
        },
    );
    format!("{product} ({usage})")
}

fn say(context: &Context, text: &Text) {
    output::error(&context.lang.typeset(text.get(context.lang)));
}
