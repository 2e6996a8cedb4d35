//! `diaglibre diagnose`: the questionnaire, each answer on the disk before the next question appears.

mod add;
mod asked;
mod closing;
mod edit;
mod interview;
mod menu;
mod opening;
mod part;
mod progress;
mod review;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub(crate) use self::edit::{Edits, edit};
use self::interview::{End, Interview};
use self::opening::Opened;
use super::{report, shell_argument};
use crate::cli::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::prompt::{PromptError, Prompter, wrap};
use crate::dossier::Dossier;
use crate::questionnaire::{Answer, Mode, sequence, visible};
use crate::text::{Lang, Text, clean};

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct DiagnoseOptions {
    /// The dossier to resume or to begin; a new file in the current folder, when absent.
    pub(crate) dossier: Option<PathBuf>,
    /// How far the questionnaire goes; what the dossier says, when absent.
    pub(crate) mode: Option<Mode>,
    /// Whether line-by-line prompts were asked for: the command that resumes repeats it.
    pub(crate) plain: bool,
}

/// Asks the questions of the dossier, from where it stopped to the end.
///
/// # Errors
/// The dossier cannot be read or written, or the terminal does not answer. What was answered before is on the disk.
pub(crate) fn diagnose(
    context: &Context,
    options: DiagnoseOptions,
    prompter: &mut dyn Prompter,
) -> Result<Exit, Failure> {
    let plain = options.plain;
    let opened = opening::open(context, options)?;
    let farewell = farewell(opened.file.path(), plain, context.lang);
    prompter.protect(Some(&farewell));
    prompter.say(&welcome(context, &opened, &prompter.manual(context.lang)));
    let Opened { mut file, dossier, .. } = opened;
    let path = file.path().to_owned();
    let mut interview = Interview::new(context, &mut file, dossier);
    let end = interview.run(prompter);
    prompter.protect(None);
    match end? {
        End::Interrupted => {
            prompter.say(&format!("\n{farewell}"));
            Ok(Exit::Interrupted)
        }
        End::Finished => {
            prompter.say(&summary(context, &interview.dossier, &path));
            Ok(Exit::Done)
        }
        End::Report => {
            prompter.say("");
            report::report(context, &path, report::Options::default())
        }
    }
}

fn welcome(context: &Context, opened: &Opened, manual: &[String]) -> String {
    let lang = context.lang;
    let file = shown(opened.file.path());
    let answered = opened.answered();
    let lines = match (opened.is_new, answered) {
        (true, _) => lang.pick(
            vec![
                "Ces questions font le point sur vos outils numériques. Comptez une douzaine de minutes."
                    .to_owned(),
                format!("Rien ne quitte cet ordinateur. Chaque réponse est enregistrée aussitôt dans {file}"),
            ],
            vec![
                "These questions take stock of your digital tools. Allow about twelve minutes.".to_owned(),
                format!("Nothing leaves this computer. Each answer is saved at once in {file}"),
            ],
        ),
        (false, 1) => lang.pick(
            vec![format!("On reprend {file} : 1 réponse y est déjà.")],
            vec![format!("Resuming {file}: it has 1 answer already.")],
        ),
        (false, answered) => lang.pick(
            vec![format!("On reprend {file} : {answered} réponses y sont déjà.")],
            vec![format!("Resuming {file}: it has {answered} answers already.")],
        ),
    };
    let lines = lines.into_iter().map(|line| lang.typeset(&line)).chain(manual.iter().cloned());
    paragraph(context, lines)
}

/// Returns what is said when the interview stops before its end.
fn farewell(path: &Path, plain: bool, lang: Lang) -> String {
    let saved = lang.pick("Tout est enregistré. Pour reprendre :", "Everything is saved. To resume:");
    let plain = if plain { " --plain" } else { "" };
    format!("{} diaglibre diagnose {}{plain}", lang.typeset(saved), shell_argument(path))
}

fn summary(context: &Context, dossier: &Dossier, path: &Path) -> String {
    let lang = context.lang;
    let questionnaire = &context.bundle.questionnaire;
    let answers = visible(questionnaire, &dossier.answers);
    let all = || answers.general.values().chain(answers.tools.iter().flat_map(|tool| tool.answers.values()));
    let (count, tools) = (all().count(), answers.tools.len());
    let unknown = all().filter(|answer| **answer == Answer::Unknown).count();
    let s = |count: usize| if count > 1 { "s" } else { "" };
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let file = shown(path);
    let mut lines = vec![lang.pick(
        format!("C'est fini : {count} réponse{}, {tools} outil{}, dans {file}", s(count), s(tools)),
        format!("All done: {count} answer{}, {tools} tool{}, in {file}", plural(count), plural(tools)),
    )];
    if unknown > 0 {
        lines.push(lang.pick(
            format!("{unknown} réponse{} « je ne sais pas » : le rapport dira quoi vérifier.", s(unknown)),
            format!("{unknown} “I don't know” answer{}: the report will say what to check.", plural(unknown)),
        ));
    }
    let slots = sequence(questionnaire, &dossier.answers, dossier.mode);
    let open = slots.iter().filter(|slot| slot.answer(&dossier.answers).is_none()).count();
    if open > 0 {
        lines.push(lang.pick(
            format!("{open} question{} sans réponse : relancez la commande pour y répondre.", s(open)),
            format!("{open} question{} without an answer: run the command again to answer.", plural(open)),
        ));
    }
    lines.push(lang.pick("Pour la suite, tapez :", "What to type next:").to_owned());
    let text = paragraph(context, lines.iter().map(|line| lang.typeset(line)));
    let path = shell_argument(path);
    let pad = |word: &str| format!("  diaglibre {word} {path}");
    let (report, plan) = (pad("report"), pad("plan"));
    let width = report.chars().count();
    let about = lang.pick(
        ["le rapport, à imprimer ou à envoyer", "le plan, ici"],
        ["the report, to print or to send", "the plan, here"],
    );
    if width + about[0].len() + 3 <= context.width {
        format!("{text}\n{report}   {}\n{plan:width$}   {}", about[0], about[1])
    } else {
        format!("{text}\n{report}\n{plan}")
    }
}

/// Sets lines within the width, after an empty line.
fn paragraph(context: &Context, lines: impl Iterator<Item = String>) -> String {
    let width = context.width.min(100);
    lines.map(|line| format!("\n{}", wrap(&line, width, "", "  "))).collect()
}

/// Returns a path to be read by a person.
fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Self {
        let message = Text::new(
            "le terminal ne répond plus ; vos réponses sont enregistrées",
            "the terminal no longer answers; your answers are saved",
        );
        let failure = Self::new(Exit::Failure, message);
        let failure = match error {
            PromptError::Io(error) => failure.caused_by(&error),
            PromptError::Refused(why) => Self { causes: vec![Text::same(why)], ..failure },
        };
        failure.with_hint(Text::new(
            "essayez les questions ligne par ligne : ajoutez --plain à la commande",
            "try the line-by-line questions: add --plain to the command",
        ))
    }
}

impl Opened {
    fn answered(&self) -> usize {
        let answers = &self.dossier.answers;
        answers.general.len() + answers.tools.iter().map(|tool| tool.answers.len()).sum::<usize>()
    }
}
