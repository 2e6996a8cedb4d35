//! The only reader and writer of files: the embedded data, the dossiers, the reports.
//!
//! A file is written beside its place, brought to the disk, then put there in one move: whoever reads it, at any
//! moment, finds the old text or the new one.

mod local;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

pub use self::local::LocalCatalog;

use crate::brand::{Brand, logo_problem, parse_brand};
use crate::catalog::{Catalog, Checked, check_catalog};
use crate::dossier::{Dossier, Rename, parse_dossier, parse_renames};
use crate::inventory::{Heading, parse_headings};
use crate::problem::Problem;
use crate::providers::place::{Department, Places, parse_places};
use crate::providers::snapshot::parse_snapshot;
use crate::providers::{Directory, Publisher, parse_publisher, parse_publishers};
use crate::questionnaire::{Choice, Questionnaire, extend_questionnaire, parse_questionnaire};
use crate::text::{Lang, Text};
use crate::yaml::{MAX_BYTES, Source};

/// Every data file of the program: its path and its text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The same catalogue as one JSON text, which is read in a tenth of the time.
const PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/packed.json"));

/// The day up to which the bundled facts were checked; the ages that matter for their use are counted from it.
pub const BUNDLED_ON: Date = jiff::civil::date(2026, 11, 25);

/// What the program carries with it.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The catalogue.
    pub catalog: Catalog,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Question ids that changed.
    pub renames: Vec<Rename>,
    /// The dated list of structures that can help.
    pub directory: Directory,
    /// Departments and regions.
    pub places: Places,
}

impl Bundle {
    /// Adds the questions of a file to the questionnaire.
    ///
    /// # Errors
    /// The file cannot be read, is not text, or has problems.
    pub fn extend_questionnaire(&mut self, path: &Path) -> Result<(), StoreError> {
        let (name, text) = (path.display().to_string(), read_text(path)?);
        let lists = lists(&self.catalog, &self.places);
        self.questionnaire = extend_questionnaire(&self.questionnaire, Source::new(&name, &text), &lists)
            .map_err(|problems| StoreError::Invalid { path: path.to_owned(), problems })?;
        Ok(())
    }
}

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading failed.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// Writing failed; the file is as it was.
    #[error("cannot write {path}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// A file that must be new is there already.
    #[error("{path} exists already")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is not UTF-8 text.
    #[error("{path} is not a text")]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else changed the dossier meanwhile.
    #[error("{path} was changed by another program")]
    ChangedElsewhere {
        /// The file.
        path: PathBuf,
    },
    /// A record is not UTF-8 text.
    #[error("{path} is not UTF-8 text")]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// The folder of a local catalogue cannot be read.
    #[error("cannot read the folder {path}")]
    ReadFolder {
        /// The folder.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The folder holds no record of a catalogue.
    #[error("{path} holds no YAML file")]
    NoCatalogue {
        /// The folder.
        path: PathBuf,
    },
    /// The content has problems.
    #[error("{path} has {} problem(s)", problems.len())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Every problem, with its place.
        problems: Vec<Problem>,
    },
}

/// Reads the embedded data.
///
/// # Errors
/// Every problem; the tests show that the data of a release has none.
pub fn bundled() -> Result<Bundle, Vec<Problem>> {
    bundled_with(&[])
}

/// Reads the embedded data with local catalogues laid over them, in order. The ages of local facts are counted
/// from the day of the release too: an old fact is told by `catalog check`, and keeps nobody from working.
///
/// # Errors
/// Every problem of the first kind of data that has some.
pub fn bundled_with(local: &[LocalCatalog]) -> Result<Bundle, Vec<Problem>> {
    let mut catalog = bundled_catalog()?;
    let places = parse_places(embedded("catalog/departments.yaml"))?;
    let mut directory = parse_snapshot(embedded("catalog/providers.yaml"), Some(&places))?;
    for layer in local {
        catalog = layer.lay_over(catalog, BUNDLED_ON).into_result()?;
        if let Some(list) = layer.read_providers(&catalog, &directory, Some(&places))? {
            directory.add_local(list);
        }
    }
    let questionnaire =
        parse_questionnaire(embedded("questionnaires/association.yaml"), &lists(&catalog, &places))?;
    let renames = parse_renames(embedded("questionnaires/renames.yaml")).map_err(|problem| vec![problem])?;
    Ok(Bundle { catalog, questionnaire, renames, directory, places })
}

/// Reads how the columns of an inventory sheet are named.
///
/// # Errors
/// A problem of code `yaml`; the tests show that the data of a release has none.
pub fn headings() -> Result<Vec<Heading>, Problem> {
    parse_headings(embedded("questionnaires/columns.yaml"))
}

/// Reads the online directories that the program knows by name.
///
/// # Errors
/// The first problem; the tests show that the data of a release has none.
pub fn publishers() -> Result<Vec<Publisher>, Problem> {
    parse_publishers(embedded("catalog/directories.yaml"))
}

/// Reads the description of an online directory.
///
/// # Errors
/// The file cannot be read, is not text, or has a problem.
pub fn load_publisher(path: &Path) -> Result<Publisher, StoreError> {
    let (name, text) = (path.display().to_string(), read_text(path)?);
    parse_publisher(Source::new(&name, &text))
        .map_err(|problem| StoreError::Invalid { path: path.to_owned(), problems: vec![problem] })
}

/// Returns the embedded catalogue, as it was packed when the program was built; the tests check its content.
///
/// # Errors
/// Every problem of its files, when one of them has no sense for this version.
pub fn bundled_catalog() -> Result<Catalog, Vec<Problem>> {
    serde_json::from_str(PACKED).or_else(|_| check_bundled_catalog(BUNDLED_ON).into_result())
}

/// Reads and checks the files of the embedded catalogue as of a day.
pub fn check_bundled_catalog(today: Date) -> Checked {
    let of_catalog = EMBEDDED.iter().filter(|(file, _)| file.starts_with("catalog/"));
    let files: Vec<Source<'_>> = of_catalog.map(|(file, text)| Source::new(file, text)).collect();
    check_catalog(&files, today)
}

/// Returns the lists that the questionnaire borrows.
fn lists<'a>(catalog: &Catalog, places: &Places) -> BTreeMap<&'a str, Vec<Choice>> {
    let usage = |usage: &crate::catalog::Usage| {
        let (label, gloss) = (&usage.label, &usage.gloss);
        let label = Text::new(format!("{} ({})", label.fr, gloss.fr), format!("{} ({})", label.en, gloss.en));
        Choice::new(usage.id.clone(), label)
    };
    let department = |department: &Department| {
        Choice::new(department.code.clone(), Text::same(format!("{} {}", department.code, department.name)))
    };
    let month = |number: i8| {
        let (fr, en) = (Lang::Fr.month_name(number), Lang::En.month_name(number));
        Choice::new(en.to_lowercase(), Text::new(fr, en))
    };
    BTreeMap::from([
        ("months", (1..=12).map(month).collect()),
        ("usages", catalog.usages.iter().map(usage).collect()),
        ("departments", places.departments().map(department).collect()),
    ])
}

fn embedded(path: &str) -> Source<'static> {
    let found = EMBEDDED.iter().find(|(file, _)| *file == path);
    found.map_or(Source::new("", ""), |(file, text)| Source::new(file, text))
}

/// Reads a dossier.
///
/// # Errors
/// The file cannot be read, is not text, or has problems.
pub fn load_dossier(path: &Path, bundle: &Bundle) -> Result<Dossier, StoreError> {
    dossier_of(path, &read_text(path)?, bundle)
}

fn dossier_of(path: &Path, text: &str, bundle: &Bundle) -> Result<Dossier, StoreError> {
    let name = path.display().to_string();
    parse_dossier(Source::new(&name, text), &bundle.questionnaire, &bundle.renames)
        .map_err(|problems| StoreError::Invalid { path: path.to_owned(), problems })
}

/// Reads a file, at most [`MAX_BYTES`] and one more, so that the reader can say that it is too large.
///
/// # Errors
/// The file cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
    Ok(bytes)
}

/// Reads a text file, at most [`MAX_BYTES`] and one more, so that the reader can say that it is too large.
///
/// # Errors
/// The file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, StoreError> {
    let bytes = read_bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|_| StoreError::NotText { path: path.to_owned() })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads a brand file and the logo that it names.
///
/// # Errors
/// The file or its logo cannot be read, or has problems.
pub fn load_brand(path: &Path) -> Result<Brand, StoreError> {
    let (name, text) = (path.display().to_string(), read_text(path)?);
    let source = Source::new(&name, &text);
    let invalid = |problems| StoreError::Invalid { path: path.to_owned(), problems };
    let brand = parse_brand(source).map_err(invalid)?;
    let Some(file) = &brand.logo_file else { return Ok(brand) };
    let bytes = read_bytes(&folder_of(path).join(file))?;
    brand.with_logo(&bytes).map_err(|error| invalid(vec![logo_problem(source, error.message())]))
}

/// What the name of a dossier ends with.
pub const DOSSIER_SUFFIX: &str = ".diaglibre.yaml";

/// Returns the dossiers of a folder, by name; a folder that cannot be read has none.
pub fn dossiers_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut dossiers: Vec<PathBuf> =
        names.filter(|name| name.ends_with(DOSSIER_SUFFIX)).map(PathBuf::from).collect();
    dossiers.sort();
    dossiers
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The user only: dossiers.
    Private,
    /// Whoever the system lets by default: reports.
    Shared,
}

/// Writes a file in one move: whoever reads finds the old content or the new one.
///
/// # Errors
/// The folder cannot be written; the file is as it was.
pub fn write_file(path: &Path, bytes: &[u8], access: Access) -> Result<(), StoreError> {
    replace(path, bytes, access).map_err(|source| StoreError::Write { path: path.to_owned(), source })
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// Something has that name already, or the folder cannot be written; nothing was changed.
pub fn write_new_file(path: &Path, bytes: &[u8], access: Access) -> Result<(), StoreError> {
    // A link that points nowhere is taken as well: writing through it would surprise.
    let written = match fs::symlink_metadata(path) {
        Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
        Err(_) => draft(folder_of(path), bytes, access)
            .and_then(|file| file.persist_noclobber(path).map_err(|error| error.error)),
    };
    match written {
        Ok(_) => {
            sync_folder(folder_of(path));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(StoreError::Exists { path: path.to_owned() })
        }
        Err(source) => Err(StoreError::Write { path: path.to_owned(), source }),
    }
}

/// Returns where a link points, even when nothing is there yet.
fn target_of(link: &Path) -> io::Result<PathBuf> {
    fs::read_link(link).map(|target| folder_of(link).join(target))
}

/// Returns the first free name for a copy of a file: `<file>.bak`, `<file>.bak-2`…
fn free_copy(path: &Path) -> PathBuf {
    let named = |suffix: &str| {
        let mut name = path.to_owned().into_os_string();
        name.push(suffix);
        PathBuf::from(name)
    };
    let numbered = (2..1_000).map(|number| named(&format!(".bak-{number}")));
    std::iter::once(named(".bak"))
        .chain(numbered)
        .find(|copy| !copy.exists())
        .unwrap_or_else(|| named(".bak"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn replace(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    // A link goes on pointing at the file that it points at.
    let path = fs::canonicalize(path).or_else(|_| target_of(path)).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    draft(folder, bytes, access)?.persist(&path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Writes a file beside its place and brings it to the disk.
fn draft(folder: &Path, bytes: &[u8], access: Access) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT_PREFIX);
    #[cfg(unix)]
    if access == Access::Shared {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes away what its mask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = access;
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Brings a new name to the disk where folders can be opened; elsewhere the system does it.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// What the name of a file begins with while it is being written.
const DRAFT_PREFIX: &str = ".diaglibre-";

/// Removes what a power cut left half written: drafts of more than a day, which no running program holds.
fn sweep_drafts(folder: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_draft = entry.file_name().to_string_lossy().starts_with(DRAFT_PREFIX);
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        if is_draft && age.is_some_and(|age| age > DAY) {
            // What cannot be removed harms nobody.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Tells whether somebody wrote comments by hand: saving writes the answers only.
fn has_comments(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with('#') || line.contains(" #"))
}

/// A dossier that is being filled, and its file.
#[derive(Debug)]
pub struct DossierFile {
    path: PathBuf,
    /// The text that the file holds as far as this program knows; `None` before the first save.
    last: Option<String>,
    /// What somebody wrote by hand with comments, to be copied before the first save.
    by_hand: Option<String>,
}

impl DossierFile {
    /// Takes a new file.
    pub fn new(path: PathBuf) -> Self {
        Self { path, last: None, by_hand: None }
    }

    /// Opens a file to go on with its dossier.
    ///
    /// # Errors
    /// Those of [`load_dossier`].
    pub fn open(path: PathBuf, bundle: &Bundle) -> Result<(Self, Dossier), StoreError> {
        let text = read_text(&path)?;
        let dossier = dossier_of(&path, &text, bundle)?;
        sweep_drafts(folder_of(&path));
        let by_hand = has_comments(&text).then(|| text.clone());
        Ok((Self { path, last: Some(text), by_hand }, dossier))
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Saves the dossier; on return it is on the disk. A text with comments is first copied to `<file>.bak`, or the
    /// next free name.
    ///
    /// # Errors
    /// The folder cannot be written, or another program changed the file since the last save: nothing of it is
    /// overwritten.
    pub fn save(&mut self, dossier: &Dossier, questionnaire: &Questionnaire) -> Result<(), StoreError> {
        let changed = match (&self.last, read_text(&self.path)) {
            (Some(last), Ok(now)) => *last != now,
            // A file that went away is written again; one that cannot be read as ours is somebody else's.
            (_, Err(StoreError::Read { source, .. })) if source.kind() == io::ErrorKind::NotFound => false,
            (_, Err(StoreError::Read { path, source })) => return Err(StoreError::Read { path, source }),
            _ => true,
        };
        if changed {
            return Err(StoreError::ChangedElsewhere { path: self.path.clone() });
        }
        if let Some(text) = &self.by_hand {
            write_file(&free_copy(&self.path), text.as_bytes(), Access::Private)?;
            self.by_hand = None;
        }
        let text = dossier.to_yaml(questionnaire);
        write_file(&self.path, text.as_bytes(), Access::Private)?;
        self.last = Some(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn sweeps_the_drafts_of_another_day_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - Duration::from_secs(48 * 60 * 60);
        for (name, time) in
            [(".diaglibre-old", old), (".diaglibre-new", SystemTime::now()), ("mine.yaml", old)]
        {
            File::create(folder.path().join(name)).unwrap().set_modified(time).unwrap();
        }
        sweep_drafts(folder.path());
        let left = |name: &str| folder.path().join(name).exists();
        assert_eq!([left(".diaglibre-old"), left(".diaglibre-new"), left("mine.yaml")], [false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn a_dossier_is_readable_by_its_owner_only_and_a_report_by_default() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str, access| {
            let path = folder.path().join(name);
            write_file(&path, b"x", access).unwrap();
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        };
        assert_eq!(mode("private", Access::Private), 0o600);
        assert_ne!(mode("shared", Access::Shared), 0o600);
    }

    #[test]
    fn comments_are_copied_once_when_the_dossier_is_first_saved() {
        let bundle = bundled().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.diaglibre.yaml");
        let text = "# mine\nformat: 1\nquestionnaire: association\ncreated: 2026-11-23\n";
        fs::write(&path, text).unwrap();
        let copy = folder.path().join("a.diaglibre.yaml.bak");
        let (mut file, dossier) = DossierFile::open(path, &bundle).unwrap();
        assert!(!copy.exists());
        for _ in 0..2 {
            file.save(&dossier, &bundle.questionnaire).unwrap();
        }
        assert_eq!(fs::read_to_string(&copy).unwrap(), text);
        assert!(!folder.path().join("a.diaglibre.yaml.bak-2").exists());
    }

    #[test]
    fn a_file_that_is_no_longer_a_text_is_not_overwritten() {
        let bundle = bundled().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.diaglibre.yaml");
        let dossier = Dossier::new(&bundle.questionnaire, crate::questionnaire::Mode::Express, BUNDLED_ON);
        let mut file = DossierFile::new(path.clone());
        file.save(&dossier, &bundle.questionnaire).unwrap();
        fs::write(&path, b"caf\xe9").unwrap();
        let refused = file.save(&dossier, &bundle.questionnaire);
        assert!(matches!(refused, Err(StoreError::ChangedElsewhere { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"caf\xe9");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_goes_on_pointing_at_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_file(&link, b"new", Access::Private).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
    }
}
