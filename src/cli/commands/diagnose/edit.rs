//! Changes to a dossier without an interview: a forgotten tool, a state that moved.

use std::path::PathBuf;

use super::add::{Line, added, push, read, usages_of};
use super::shown;
use crate::catalog::Catalog;
use crate::cli::Context;
use crate::cli::commands::shell_argument;
use crate::cli::failure::{Exit, Failure};
use crate::cli::prompt::{Asked, NamedTool};
use crate::dossier::identity;
use crate::problem::did_you_mean;
use crate::questionnaire::{Answer, Answers, TOOL_PRODUCT, ToolAnswers, USE_LIST, sequence};
use crate::store::DossierFile;
use crate::text::{Lang, Text, clean};

/// Lines about tools, as they are typed in an interview.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edits {
    /// Tools to add.
    pub(crate) add: Vec<String>,
    /// Tools of which some answers change.
    pub(crate) update: Vec<String>,
}

impl Edits {
    /// Tells whether there is nothing to change.
    pub(crate) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.update.is_empty()
    }
}

/// Changes a dossier; all the lines are right and written, or none is.
///
/// # Errors
/// A line names no tool, an unknown one to update, or holds what is no answer; the dossier cannot be written.
pub(crate) fn edit(context: &Context, path: PathBuf, edits: &Edits) -> Result<Vec<String>, Failure> {
    let (mut file, mut dossier) = DossierFile::open(path, &context.bundle)?;
    let mut said = Vec::new();
    for line in &edits.add {
        add(context, &mut dossier.answers, line, &mut said)?;
    }
    for line in &edits.update {
        update(context, &mut dossier.answers, line, &mut said)?;
    }
    // Places among the tools stand: none was taken out.
    file.save(&dossier, &context.bundle.questionnaire)?;
    let lang = context.lang;
    let slots = sequence(&context.bundle.questionnaire, &dossier.answers, dossier.mode);
    let open = slots.iter().filter(|slot| slot.answer(&dossier.answers).is_none()).count();
    if open > 0 {
        let command = format!("diaglibre diagnose {}", shell_argument(file.path()));
        let s = if open > 1 { "s" } else { "" };
        said.push(lang.pick(
            format!("{open} question{s} sans réponse dans {} : {command}", shown(file.path())),
            format!("{open} question{s} without an answer in {}: {command}", shown(file.path())),
        ));
    }
    Ok(said.iter().map(|line| lang.typeset(line)).collect())
}

fn add(context: &Context, answers: &mut Answers, line: &str, said: &mut Vec<String>) -> Result<(), Failure> {
    let (catalog, lang) = (&context.bundle.catalog, context.lang);
    let Line { usage, tools } = read(context, line).map_err(|mistake| wrong(line, mistake))?;
    for tool in tools {
        sure(line, &tool)?;
        let usages = usages_of(catalog, answers, &tool.product);
        let usage = match &usage {
            Some(usage) => usage.clone(),
            None if catalog.resolve(&tool.product).is_some() => usages.first().cloned().unwrap_or_default(),
            None => {
                let text = Text::new(
                    format!("« {} » n'est pas dans le catalogue : pour quel usage ?", tool.product),
                    format!("`{}` is not in the catalogue: for which usage?", tool.product),
                );
                let hint = Text::new(
                    format!(
                        "commencez la ligne par l'usage : « {} : {line} »",
                        usage_label(catalog, &usages, Lang::Fr)
                    ),
                    format!(
                        "begin the line with the usage: “{}: {line}”",
                        usage_label(catalog, &usages, Lang::En)
                    ),
                );
                return Err(Failure::new(Exit::Usage, text).with_hint(hint));
            }
        };
        let new = ToolAnswers {
            usage: usage.clone(),
            answers: [(TOOL_PRODUCT.to_owned(), Answer::Text(tool.product.clone()))].into_iter().collect(),
        };
        if answers.tools.iter().any(|known| identity(known, catalog) == identity(&new, catalog)) {
            let text = Text::new(
                format!(
                    "« {} » est déjà dans ce dossier, pour cet usage",
                    name(catalog, &tool.product, Lang::Fr)
                ),
                format!(
                    "`{}` is in this dossier already, for this usage",
                    name(catalog, &tool.product, Lang::En)
                ),
            );
            let hint = Text::new("pour le changer : --update-tool", "to change it: --update-tool");
            return Err(Failure::new(Exit::Usage, text).with_hint(hint));
        }
        let shown = name(catalog, &tool.product, lang);
        if let Some(list) = context.bundle.questionnaire.question(USE_LIST) {
            push(answers, list, &usage, tool);
            said.push(added(&shown, &usage, catalog, lang));
        }
    }
    Ok(())
}

fn update(
    context: &Context,
    answers: &mut Answers,
    line: &str,
    said: &mut Vec<String>,
) -> Result<(), Failure> {
    let (catalog, lang) = (&context.bundle.catalog, context.lang);
    let Line { usage, tools } = read(context, line).map_err(|mistake| wrong(line, mistake))?;
    for mut tool in tools {
        let wanted = |usage: &str| {
            let product = (TOOL_PRODUCT.to_owned(), Answer::Text(tool.product.clone()));
            let one = ToolAnswers { usage: usage.to_owned(), answers: [product].into_iter().collect() };
            identity(&one, catalog)
        };
        let is_meant = |known: &ToolAnswers| {
            usage.as_ref().is_none_or(|usage| *usage == known.usage)
                && identity(known, catalog) == wanted(&known.usage)
        };
        let found: Vec<usize> =
            (0..answers.tools.len()).filter(|index| is_meant(&answers.tools[*index])).collect();
        if found.is_empty() {
            let text = Text::new(
                format!("« {} » n'est pas dans ce dossier", tool.product),
                format!("`{}` is not in this dossier", tool.product),
            );
            let names: Vec<String> = answers
                .tools
                .iter()
                .filter_map(|tool| Some(name(catalog, tool.answers.get(TOOL_PRODUCT)?.as_str()?, lang)))
                .collect();
            let hint = did_you_mean(&tool.product, names.iter().map(String::as_str))
                .unwrap_or_else(|| Text::new("pour l'ajouter : --add-tool", "to add it: --add-tool"));
            return Err(Failure::new(Exit::Usage, text).with_hint(hint));
        }
        if !tool.says_status {
            // A state that is only supposed does not replace the one that was told.
            tool.answers.retain(|(id, _)| id != "tool.status");
        }
        if tool.answers.is_empty() {
            let text = Text::new("cette ligne ne change rien", "this line changes nothing");
            let hint = Text::new(
                "ajoutez ce qui a changé : « Gmail, changement en cours, 40 %, → Thunderbird »",
                "add what changed: “Gmail, change in progress, 40%, → Thunderbird”",
            );
            return Err(Failure::new(Exit::Usage, text).with_hint(hint));
        }
        for index in found {
            let known = &mut answers.tools[index];
            known.answers.extend(tool.answers.iter().cloned());
            let words = tool.answers.iter().filter_map(|(id, answer)| {
                let question = context.bundle.questionnaire.question(id)?;
                Some(Asked::alone(question, catalog, lang).in_words(answer))
            });
            let words: Vec<String> = words.collect();
            let shown = name(catalog, &tool.product, lang);
            let label = usage_label(catalog, std::slice::from_ref(&known.usage), lang);
            said.push(lang.pick(
                format!("Changé : {shown} ({label}) : {}.", words.join(", ")),
                format!("Changed: {shown} ({label}): {}.", words.join(", ")),
            ));
        }
    }
    Ok(())
}

/// Refuses a name that may be a mistyped one: nobody is there to be asked.
fn sure(line: &str, tool: &NamedTool) -> Result<(), Failure> {
    if tool.near.is_empty() {
        return Ok(());
    }
    let text = Text::new(
        format!("« {} » n'est pas dans le catalogue", tool.product),
        format!("`{}` is not in the catalogue", tool.product),
    );
    let near = tool.near.join(", ");
    let hint = Text::new(
        format!("voulez-vous dire : {near} ? Sinon, mettez ce nom entre guillemets droits dans « {line} »"),
        format!("did you mean: {near}? If not, put this name between straight quotes in “{line}”"),
    );
    Err(Failure::new(Exit::Usage, text).with_hint(hint))
}

fn wrong(line: &str, mistake: Text) -> Failure {
    let text = Text::new(format!("« {line} » : {}", mistake.fr), format!("`{line}`: {}", mistake.en));
    let hint = Text::new(
        "une ligne ressemble à : « Signal, 12, tous les jours »",
        "a line looks like: “Signal, 12, every day”",
    );
    Failure::new(Exit::Usage, text).with_hint(hint)
}

fn name(catalog: &Catalog, product: &str, lang: Lang) -> String {
    clean(catalog.resolve(product).map_or(product, |subject| subject.name(lang)))
}

fn usage_label(catalog: &Catalog, usages: &[String], lang: Lang) -> String {
    let first = usages.first().map(String::as_str).unwrap_or_default();
    catalog.usage(first).map_or(first, |usage| usage.label.get(lang)).to_owned()
}
