//! How a command ends badly: what happened, what to do next, and the exit code.

use std::process::ExitCode;

use crate::problem::Problem;
use crate::store::StoreError;
use crate::text::{Lang, Text, verbatim};

/// How a command ended; the codes are documented in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// The work could not be done.
    Failure = 1,
    /// The command was typed wrongly.
    Usage = 2,
    /// A dossier or a catalogue has errors.
    Invalid = 3,
    /// Everything was done, with an older list of providers than the one asked for.
    Degraded = 4,
    /// Interrupted by the user; the answers are saved.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended badly.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: Exit,
    /// What happened; empty when everything was said already.
    pub(crate) message: Text,
    /// The causes, outermost first.
    pub(crate) causes: Vec<Text>,
    /// What to do next.
    pub(crate) hints: Vec<Text>,
    /// Problems of a data file.
    pub(crate) problems: Vec<Problem>,
}

impl Failure {
    /// Makes a failure.
    pub(crate) fn new(exit: Exit, message: Text) -> Self {
        Self { exit, message, causes: Vec::new(), hints: Vec::new(), problems: Vec::new() }
    }

    /// Adds what to do next.
    #[must_use]
    pub(crate) fn with_hint(mut self, hint: Text) -> Self {
        self.hints.push(hint);
        self
    }

    /// Returns what is printed on the error stream.
    pub(crate) fn render(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = self.problems.iter().map(|problem| problem.render(lang)).collect();
        if !self.message.get(lang).is_empty() {
            let label = lang.pick("erreur\u{a0}:", "error:");
            lines.push(format!("{label} {}", lang.typeset(self.message.get(lang))));
        }
        lines.extend(self.causes.iter().map(|cause| format!("  {}", lang.typeset(cause.get(lang)))));
        if !self.hints.is_empty() {
            lines.push(String::new());
        }
        let label = lang.pick("conseil\u{a0}:", "hint:");
        lines.extend(self.hints.iter().map(|hint| format!("{label} {}", lang.typeset(hint.get(lang)))));
        lines.join("\n")
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Read { path, source } => {
                let path = verbatim(path.display());
                let failure = Self::new(
                    Exit::Failure,
                    Text::new(format!("impossible de lire « {path} »"), format!("cannot read `{path}`")),
                );
                let failure = failure.caused_by(&source);
                match source.kind() {
                    std::io::ErrorKind::NotFound => failure.with_hint(Text::new(
                        "pour commencer un dossier : diaglibre diagnose",
                        "to begin a dossier: diaglibre diagnose",
                    )),
                    _ => failure,
                }
            }
            StoreError::NotUtf8 { path } => {
                let path = verbatim(path.display());
                let text = Text::new(
                    format!("« {path} » n'est pas un texte en UTF-8"),
                    format!("`{path}` is not a text in UTF-8"),
                );
                Self::new(Exit::Invalid, text).with_hint(Text::new(
                    "dans votre éditeur, enregistrez-le avec l'encodage UTF-8",
                    "in your editor, save it with the UTF-8 encoding",
                ))
            }
            StoreError::ReadFolder { path, source } => {
                let path = verbatim(path.display());
                let text = Text::new(
                    format!("impossible de lire les fiches de « {path} »"),
                    format!("cannot read the records of `{path}`"),
                );
                Self::new(Exit::Failure, text).caused_by(&source)
            }
            StoreError::NoCatalogue { path } => {
                let path = verbatim(path.display());
                let text = Text::new(
                    format!("« {path} » ne contient aucune fiche (fichier .yaml)"),
                    format!("`{path}` holds no record (a .yaml file)"),
                );
                Self::new(Exit::Failure, text).with_hint(Text::new(
                    "les fiches vont dans tools/ et alternatives/ ; leur modèle est dans catalog/README.md",
                    "records go into tools/ and alternatives/; their template is in catalog/README.md",
                ))
            }
            StoreError::Write { path, source } => {
                let path = verbatim(path.display());
                Self::new(
                    Exit::Failure,
                    Text::new(format!("impossible d'écrire « {path} »"), format!("cannot write `{path}`")),
                )
                .caused_by(&source)
                .with_hint(Text::new("choisissez un autre dossier de votre disque", "choose another folder"))
            }
            StoreError::Exists { path } => {
                let path = verbatim(path.display());
                let text = Text::new(
                    format!("« {path} » existe déjà : rien n'a été écrasé"),
                    format!("`{path}` exists already: nothing was overwritten"),
                );
                Self::new(Exit::Failure, text)
                    .with_hint(Text::new("choisissez un autre nom", "choose another name"))
            }
            StoreError::NotText { path } => {
                let path = verbatim(path.display());
                Self::new(
                    Exit::Invalid,
                    Text::new(
                        format!("« {path} » n'est pas un dossier diaglibre : ce n'est pas un texte"),
                        format!("`{path}` is not a diaglibre dossier: it is not a text"),
                    ),
                )
            }
            StoreError::ChangedElsewhere { path } => {
                let path = verbatim(path.display());
                Self::new(
                    Exit::Failure,
                    Text::new(
                        format!("« {path} » a été modifié par un autre programme pendant vos réponses : rien n'a été écrasé"),
                        format!("`{path}` was changed by another program while you answered: nothing was overwritten"),
                    ),
                )
                .with_hint(Text::new(
                    "relancez la même commande : les réponses du fichier sont reprises",
                    "run the same command again: it goes on from the answers of the file",
                ))
            }
            StoreError::Invalid { path, problems } => {
                let path = verbatim(path.display());
                let count = problems.len();
                let mut failure = Self::new(
                    Exit::Invalid,
                    Text::new(
                        format!("« {path} » : {count} problème{}", if count > 1 { "s" } else { "" }),
                        format!("`{path}`: {count} problem{}", if count > 1 { "s" } else { "" }),
                    ),
                );
                failure.problems = problems;
                failure
            }
        }
    }
}

impl Failure {
    /// Adds the cause that the system gives, in the words of the language.
    #[must_use]
    pub(crate) fn caused_by(mut self, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let cause = match error.kind() {
            ErrorKind::NotFound => {
                Text::new("le fichier ou le dossier n'existe pas", "the file or the folder does not exist")
            }
            ErrorKind::PermissionDenied => Text::new("l'accès est refusé", "access is denied"),
            ErrorKind::ReadOnlyFilesystem => {
                Text::new("le disque est en lecture seule", "the disk is read-only")
            }
            ErrorKind::StorageFull => Text::new("le disque est plein", "the disk is full"),
            ErrorKind::IsADirectory => {
                Text::new("c'est un dossier du disque, pas un fichier", "it is a folder, not a file")
            }
            ErrorKind::NotADirectory => Text::new(
                "un des dossiers du chemin est en fait un fichier",
                "one of the folders of the path is a file",
            ),
            _ => match error.raw_os_error() {
                Some(code) => Text::new(
                    format!("le système refuse (erreur {code})"),
                    format!("the system refuses (error {code})"),
                ),
                None => Text::new("le système refuse", "the system refuses"),
            },
        };
        self.causes.push(cause);
        self
    }
}
