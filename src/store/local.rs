//! Catalogues of one's own: folders of records that are laid over the embedded ones.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{DOSSIER_SUFFIX, StoreError, read_text};
use crate::catalog::{Catalog, Checked, overlay_catalog};
use crate::path;
use crate::problem::{Problem, did_you_mean};
use crate::providers::Directory;
use crate::providers::place::Places;
use crate::providers::snapshot::parse_snapshot;
use crate::text::Text;
use crate::yaml::Source;

/// A folder of records that are laid over the embedded ones.
#[derive(Clone, Debug)]
pub struct LocalCatalog {
    /// Each file, as the user can find it, and its text.
    files: Vec<(String, String)>,
}

/// The most files that a local catalogue holds: many times the bundled one.
const MAX_FILES: usize = 10_000;

impl LocalCatalog {
    /// Reads the YAML files of a folder and of those in it.
    ///
    /// # Errors
    /// The folder or one of its files cannot be read, or the folder holds no YAML file.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let mut paths = yaml_files(folder)?;
        if paths.is_empty() {
            return Err(StoreError::NoCatalogue { path: folder.to_owned() });
        }
        paths.sort();
        paths.truncate(MAX_FILES);
        let read = |path: &PathBuf| match read_text(path) {
            Err(StoreError::NotText { path }) => Err(StoreError::NotUtf8 { path }),
            text => Ok((path.display().to_string(), text?)),
        };
        Ok(Self { files: paths.iter().map(read).collect::<Result<_, _>>()? })
    }

    /// Checks the records and lays them over a catalogue, with ages as of a day.
    pub fn lay_over(&self, catalog: Catalog, today: Date) -> Checked {
        let files: Vec<Source<'_>> = self.files.iter().map(|(file, text)| Source::new(file, text)).collect();
        overlay_catalog(catalog, &files, today)
    }

    /// Reads the list of providers, if there is one, to be added to another list.
    ///
    /// # Errors
    /// Every problem of the list; one of its ids is known already, or it names a software that no catalogue has.
    pub fn read_providers(
        &self,
        catalog: &Catalog,
        known: &Directory,
        places: Option<&Places>,
    ) -> Result<Option<Directory>, Vec<Problem>> {
        let Some(source) = self.providers() else { return Ok(None) };
        let list = parse_snapshot(source, places)?;
        let mut problems = Vec::new();
        for (index, provider) in list.providers.iter().enumerate() {
            let id = &provider.id;
            if known.providers.iter().any(|other| other.id == *id) {
                let text = Text::new(format!("« {id} » existe déjà"), format!("`{id}` exists already"));
                let hint = Text::new("choisissez un autre identifiant", "choose another id");
                let place = source.place(path!["providers", index, "id"]);
                problems.push(Problem::error("duplicate-id", place, text).with_hint(hint));
            }
            let unknown = |software: &&String| !catalog.alternatives.contains_key(*software);
            for software in provider.software.iter().flatten().filter(unknown) {
                let text = Text::new(
                    format!("« {software} » n'est pas un logiciel libre du catalogue"),
                    format!("`{software}` is no libre software of the catalogue"),
                );
                let hint = Text::new("écrivez-le dans `other_software`", "write it in `other_software`");
                let near = did_you_mean(software, catalog.alternatives.keys().map(String::as_str));
                let place = source.place(path!["providers", index, "software"]);
                let problem = Problem::error("unknown-alternative", place, text);
                problems.push(problem.with_hint(near.unwrap_or(hint)));
            }
        }
        if problems.is_empty() { Ok(Some(list)) } else { Err(problems) }
    }

    fn providers(&self) -> Option<Source<'_>> {
        let named = |file: &str| Path::new(file).file_name().is_some_and(|name| name == "providers.yaml");
        self.files.iter().find(|(file, _)| named(file)).map(|(file, text)| Source::new(file, text))
    }
}

/// Returns the files of a folder that look like records, also those that stand in the wrong place: the linter says so
/// rather than leaving them unread without a word.
fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    /// A record stands one folder down; somebody who puts it two folders down is told.
    const DEEPEST: usize = 2;
    let mut found = Vec::new();
    let mut pending = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = pending.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|source| StoreError::ReadFolder { path: folder, source })?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            if name.starts_with('.') || found.len() > MAX_FILES {
                continue;
            }
            if path.is_dir() && depth < DEEPEST {
                pending.push((path, depth + 1));
            } else if path.is_file() && is_record(&name) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Tells whether a name is that of a YAML file; a dossier that is kept beside local records is none of them.
fn is_record(name: &str) -> bool {
    (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.ends_with(DOSSIER_SUFFIX)
}
