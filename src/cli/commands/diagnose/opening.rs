//! Which file the answers go to: the one named, or a new one that replaces nothing.

use std::path::{Path, PathBuf};

use super::DiagnoseOptions;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::dossier::Dossier;
use crate::questionnaire::Questionnaire;
use crate::store::{DossierFile, StoreError};
use crate::text::Lang;

/// Where an interview keeps its dossier.
pub(super) trait Keep {
    /// Keeps the dossier as it is now; on return it is safe.
    ///
    /// # Errors
    /// It cannot be kept.
    fn keep(&mut self, dossier: &Dossier, questionnaire: &Questionnaire) -> Result<(), StoreError>;
}

impl Keep for DossierFile {
    fn keep(&mut self, dossier: &Dossier, questionnaire: &Questionnaire) -> Result<(), StoreError> {
        self.save(dossier, questionnaire)
    }
}

/// A dossier on the disk, ready for its next question.
pub(super) struct Opened {
    /// The file.
    pub(super) file: DossierFile,
    /// Its content.
    pub(super) dossier: Dossier,
    /// Whether it was made just now.
    pub(super) is_new: bool,
}

/// Opens the dossier named, or begins one; on return it is on the disk.
pub(super) fn open(context: &Context, options: DiagnoseOptions) -> Result<Opened, Failure> {
    let path = options.dossier.unwrap_or_else(|| free_name(context.lang));
    let questionnaire = &context.bundle.questionnaire;
    if path.exists() {
        let (mut file, mut dossier) = DossierFile::open(path, &context.bundle)?;
        if let Some(mode) = options.mode.filter(|mode| *mode != dossier.mode) {
            dossier.mode = mode;
            file.save(&dossier, questionnaire)?;
        }
        return Ok(Opened { file, dossier, is_new: false });
    }
    let dossier = Dossier::new(questionnaire, options.mode.unwrap_or_default(), context.date);
    let mut file = DossierFile::new(path);
    file.save(&dossier, questionnaire)?;
    Ok(Opened { file, dossier, is_new: true })
}

/// Returns a name that no file of the current folder has.
fn free_name(lang: Lang) -> PathBuf {
    let stem = lang.pick("mon-association", "my-association");
    let first = PathBuf::from(format!("{stem}.diaglibre.yaml"));
    let others = (2..).map(|number| PathBuf::from(format!("{stem}-{number}.diaglibre.yaml")));
    // A link that points nowhere is taken as well: writing through it would surprise.
    let is_free = |path: &PathBuf| Path::symlink_metadata(path).is_err();
    std::iter::once(first).chain(others).find(is_free).unwrap_or_default()
}
