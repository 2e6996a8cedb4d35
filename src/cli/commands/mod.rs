//! The commands, one file each; what several need stands here.

pub(super) mod catalog;
pub(super) mod check;
pub(super) mod diagnose;
pub(super) mod generate;
pub(super) mod inventory;
pub(super) mod merge;
pub(super) mod plan;
pub(super) mod providers;
pub(super) mod report;
pub(super) mod welcome;

use std::path::Path;

use super::Context;
use super::failure::Failure;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::dossier::Dossier;
use crate::matching::{Match, match_tools};
use crate::roadmap::{self, Roadmap};
use crate::store;
use crate::text::clean;

/// Everything that follows from a dossier.
pub(super) struct Analysis {
    pub(super) dossier: Dossier,
    pub(super) diagnosis: Diagnosis,
    pub(super) matches: Vec<Match>,
    pub(super) roadmap: Roadmap,
}

impl Analysis {
    /// Runs the pipeline on a dossier.
    pub(super) fn of(context: &Context, dossier: &Dossier) -> Self {
        let bundle = &context.bundle;
        let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, dossier);
        let matches = match_tools(&bundle.catalog, &diagnosis);
        let roadmap = roadmap::plan(&bundle.catalog, &diagnosis, &matches, context.date);
        Self { dossier: dossier.clone(), diagnosis, matches, roadmap }
    }
}

/// Reads a dossier and runs the pipeline on it.
pub(super) fn analyse(context: &Context, path: &Path) -> Result<Analysis, Failure> {
    Ok(Analysis::of(context, &store::load_dossier(path, &context.bundle)?))
}

/// Returns a path as it is typed in a command.
pub(super) fn shell_argument(path: &Path) -> String {
    let text = clean(&path.display().to_string());
    let text = if text.starts_with('-') { format!("./{text}") } else { text };
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '~' | '+' | ',' | '=');
    if text.chars().all(|c| is_plain(c) || (cfg!(windows) && c == '\\')) {
        text
    } else if cfg!(windows) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
