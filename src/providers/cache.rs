//! Copies of what was read from directories, on the disk: one file an address, named by a digest of it, readable by
//! the user only, replaced in one move. A copy that is damaged is no copy.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::reader::{Answer, Format};

/// The age from which a copy is asked for again.
pub const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// The age from which a copy is thrown away.
const OLD: SignedDuration = SignedDuration::from_hours(24 * 400);

/// The folder of the copies.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
}

/// What stands on the first line of a copy; the body follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The address that was asked for.
    pub asked: String,
    /// The address that answered.
    pub url: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What the server calls this version.
    pub etag: Option<String>,
    /// When the server says that it changed.
    pub last_modified: Option<String>,
    /// The `Link` header.
    pub links: String,
    /// The number of pages.
    pub pages: Option<usize>,
    /// The body.
    #[serde(skip)]
    pub body: Vec<u8>,
}

impl Copied {
    /// Returns the copy as an answer.
    pub fn answer(&self) -> Answer {
        let at = Timestamp::from_second(self.at).unwrap_or(Timestamp::UNIX_EPOCH);
        Answer {
            url: self.url.clone(),
            body: self.body.clone(),
            links: self.links.clone(),
            pages: self.pages,
            day: at.to_zoned_datetime(TimeZone::UTC).date(),
        }
    }

    /// Tells whether it needs no asking again; one from the future does.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.age(now).is_some_and(|age| !age.is_negative() && age < FRESH)
    }

    fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        Some(now.duration_since(Timestamp::from_second(self.at).ok()?))
    }
}

impl Cache {
    /// Opens a folder, which need not exist, and throws away what nobody will ask for again.
    pub fn open(folder: &Path, now: Timestamp) -> Self {
        let cache = Self { folder: Some(folder.to_owned()) };
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let is_own =
                path.extension().is_some_and(|extension| extension == "copy" || extension == "draft");
            let changed = path
                .metadata()
                .and_then(|data| data.modified())
                .ok()
                .and_then(|at| Timestamp::try_from(at).ok());
            let limit =
                if path.extension().is_some_and(|extension| extension == "draft") { FRESH } else { OLD };
            if is_own && changed.is_some_and(|at| now.duration_since(at) > limit) {
                let _ = fs::remove_file(path);
            }
        }
        cache
    }

    /// Keeps nothing, for systems without such a folder.
    pub fn none() -> Self {
        Self { folder: None }
    }

    /// Returns the copy of an address; what was tampered with, cut or grew above its bound is none.
    pub fn get(&self, url: &str, format: Format) -> Option<Copied> {
        let file = File::open(self.path(url)?).ok()?;
        let mut bytes = Vec::new();
        // The first line is short; addresses are bounded.
        file.take(format.most_bytes() + 32 * 1024).read_to_end(&mut bytes).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let copied: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let body = bytes.split_off(end + 1);
        let is_whole =
            copied.size == body.len() && copied.digest == digest(&body) && copied.head.asked == url;
        is_whole.then_some(Copied { body, ..copied.head })
    }

    /// Keeps a copy.
    ///
    /// # Errors
    /// The folder cannot be written: the copy of before stays.
    pub fn put(&self, copied: &Copied) -> io::Result<()> {
        let Some((folder, path)) = self.folder.as_ref().zip(self.path(&copied.asked)) else { return Ok(()) };
        create(folder)?;
        let head = Head { size: copied.body.len(), digest: digest(&copied.body), head: copied.clone() };
        // Only the user can read what this crate creates.
        let mut draft = tempfile::Builder::new().suffix(".draft").tempfile_in(folder)?;
        draft.write_all(&serde_json::to_vec(&head)?)?;
        draft.write_all(b"\n")?;
        draft.write_all(&copied.body)?;
        draft.as_file().sync_all()?;
        draft.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn path(&self, url: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{}.copy", digest(url.as_bytes()))))
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    size: usize,
    digest: String,
    #[serde(flatten)]
    head: Copied,
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn create(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://a.example/?q=é/../x";

    fn copied() -> Copied {
        Copied {
            asked: URL.into(),
            url: "https://b.example/".into(),
            at: 1_795_435_200,
            etag: Some("\"1\"".into()),
            last_modified: None,
            links: "<x>; rel=\"next\"".into(),
            pages: Some(3),
            body: b"{\n}\n".to_vec(),
        }
    }

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(&folder.path().join("new/deep"), Timestamp::UNIX_EPOCH);
        (folder, cache)
    }

    #[test]
    fn a_copy_comes_back_as_it_was() {
        let (_folder, cache) = cache();
        assert_eq!(cache.get(URL, Format::Json), None);
        cache.put(&copied()).unwrap();
        assert_eq!(cache.get(URL, Format::Json), Some(copied()));
        assert_eq!(cache.get("https://a.example/", Format::Json), None);
    }

    #[test]
    fn a_damaged_copy_is_none() {
        let (_folder, cache) = cache();
        cache.put(&copied()).unwrap();
        let path = cache.path(URL).unwrap();
        let bytes = fs::read(&path).unwrap();
        for damaged in
            [&bytes[..bytes.len() - 1], &bytes[3..], b"", b"{}\n", &[bytes.as_slice(), b"x"].concat()]
        {
            fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get(URL, Format::Json), None);
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_reads_the_copies() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, cache) = cache();
        cache.put(&copied()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&cache.path(URL).unwrap()), 0o600);
        assert_eq!(mode(cache.folder.as_ref().unwrap()), 0o700);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_and_no_copy_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(Cache::open(&file.join("below"), Timestamp::UNIX_EPOCH).put(&copied()).is_err());
    }

    #[test]
    fn a_copy_is_fresh_for_a_day_and_never_from_the_future() {
        let at = |seconds: i64| Timestamp::from_second(copied().at + seconds).unwrap();
        assert!(copied().is_fresh(at(86_399)));
        assert!(!copied().is_fresh(at(86_400)));
        assert!(!copied().is_fresh(at(-1)));
    }

    #[test]
    fn what_is_too_old_is_thrown_away_and_the_files_of_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), Timestamp::UNIX_EPOCH);
        cache.put(&copied()).unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        // In the year 2200, whatever today is.
        Cache::open(folder.path(), Timestamp::from_second(7_258_118_400).unwrap());
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["notes.txt"]);
    }
}
