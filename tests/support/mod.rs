//! What the tests share: the real program run in a clean environment, and what came out of it.

pub(crate) mod pty;
pub(crate) mod server;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use unicode_width::UnicodeWidthStr as _;

/// The day of every run that shows a plan.
pub(crate) const DAY: &str = "2026-11-23";

/// The published cases, by the name of their dossier.
pub(crate) const EXAMPLES: [&str; 3] = ["mlc44", "atelier-en-sante", "zikapanam"];

/// Returns the path of a file of the repository.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the text of a file of the repository.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the path of the dossier of a published case.
pub(crate) fn example(name: &str) -> String {
    root("examples").join(format!("{name}.diaglibre.yaml")).display().to_string()
}

/// Returns every file below a folder of the repository that ends with `suffix`, sorted, as paths from the root.
pub(crate) fn files(folder: &str, suffix: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![root(folder)];
    while let Some(folder) = pending.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.to_string_lossy().ends_with(suffix) {
                let path = path.strip_prefix(root("")).unwrap().to_string_lossy().replace('\\', "/");
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns a text with plain spaces and apostrophes and without line breaks, so that neither the typography nor
/// the width of the terminal hides a sentence.
pub(crate) fn plain(text: &str) -> String {
    text.replace('’', "'")
        .split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// One run of the program under preparation.
#[must_use = "nothing happens before `run`"]
pub(crate) struct Diaglibre {
    command: Command,
}

impl Diaglibre {
    /// Prepares a run with these arguments: in French, 80 columns, no terminal, and nothing of the environment of
    /// the test.
    pub(crate) fn new<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diaglibre"));
        command.env_clear().env("LANG", "fr_FR.UTF-8").env("COLUMNS", "80").env("TERM", "xterm-256color");
        // The records that whoever runs the tests keeps for themselves stay out of them.
        command.env("XDG_CONFIG_HOME", root("tests/no-such-folder"));
        // And none of their copies of directories is read: a test that needs some says where.
        command.env("XDG_CACHE_HOME", root("tests/no-such-folder"));
        // Windows starts nothing without its root; a coverage tool says where its counts go.
        for kept in ["PATH", "SystemRoot", "TMPDIR", "TEMP", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.args(arguments);
        Self { command }
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<std::ffi::OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in a folder.
    pub(crate) fn in_folder(mut self, folder: &tempfile::TempDir) -> Self {
        self.command.current_dir(folder.path());
        self
    }

    /// Runs in the folder of the repository, where a reader of the README stands.
    pub(crate) fn in_repository(mut self) -> Self {
        self.command.current_dir(root(""));
        self
    }

    /// Runs the program to its end.
    pub(crate) fn run(mut self) -> Outcome {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let folder = self.command.get_current_dir().map(Path::to_owned);
        let line = format!("{:?}", self.command);
        let child = self.command.spawn().expect("the program starts");
        Outcome::new(line, folder, &child.wait_with_output().expect("the program ends"))
    }

    /// Runs the program with nobody at the other end of its standard output.
    pub(crate) fn run_unread(mut self) -> Outcome {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        self.command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
        let line = format!("{:?}", self.command);
        let child = self.command.spawn().expect("the program starts");
        Outcome::new(line, None, &child.wait_with_output().expect("the program ends"))
    }
}

/// What a run left.
pub(crate) struct Outcome {
    line: String,
    /// The names in the folder of the run, when it had one of its own.
    folder: Option<Vec<String>>,
    code: Option<i32>,
    /// What went to the standard output.
    pub(crate) stdout: String,
    /// What went to the error stream.
    pub(crate) stderr: String,
}

impl Outcome {
    fn new(line: String, folder: Option<PathBuf>, output: &Output) -> Self {
        // The folder may be gone when a check fails.
        let folder = folder.map(|folder| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let mut names: Vec<_> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        });
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        Self {
            line,
            folder,
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Stops the test: what was wanted, then everything that is known of the run.
    #[track_caller]
    pub(crate) fn fail(&self, wanted: &str) -> ! {
        let mut report = format!("{wanted}\n\ncommand: {}\ncode: {:?}\n", self.line, self.code);
        let _ = write!(report, "--- stdout\n{}\n--- stderr\n{}\n", self.stdout, self.stderr);
        if let Some(names) = &self.folder {
            let _ = writeln!(report, "--- folder\n{}", names.join("\n"));
        }
        panic!("{report}");
    }

    /// Checks the exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        if self.code != Some(code) {
            self.fail(&format!("the exit code should be {code}"));
        }
        self
    }

    /// Checks that the standard output says something, whatever its line breaks and its typography.
    #[track_caller]
    pub(crate) fn shows(self, text: &str) -> Self {
        if !plain(&self.stdout).contains(&plain(text)) {
            self.fail(&format!("the standard output should show {text:?}"));
        }
        self
    }

    /// Checks that the error stream says something, whatever its line breaks and its typography.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        if !plain(&self.stderr).contains(&plain(text)) {
            self.fail(&format!("the error stream should say {text:?}"));
        }
        self
    }

    /// Checks that none of the streams says something.
    #[track_caller]
    pub(crate) fn never_says(self, text: &str) -> Self {
        if self.stdout.contains(text) || self.stderr.contains(text) {
            self.fail(&format!("nothing should say {text:?}"));
        }
        self
    }

    /// Checks that the standard output is empty: a failed command gives no data.
    #[track_caller]
    pub(crate) fn shows_nothing(self) -> Self {
        if !self.stdout.is_empty() {
            self.fail("the standard output should be empty");
        }
        self
    }

    /// Checks that the error stream is empty.
    #[track_caller]
    pub(crate) fn says_nothing(self) -> Self {
        if !self.stderr.is_empty() {
            self.fail("the error stream should be empty");
        }
        self
    }

    /// Checks that no line of the standard output is wider than the terminal.
    #[track_caller]
    pub(crate) fn fits(self, columns: usize) -> Self {
        // An address or a command is never cut: it would not be copied whole.
        let is_copied = |line: &str| line.contains("://") || line.starts_with("  diaglibre ");
        let wide = |line: &&str| line.width() > columns && !is_copied(line);
        if let Some(line) = self.stdout.lines().find(wide) {
            self.fail(&format!("this line is wider than {columns} columns: {line:?}"));
        }
        self
    }

    /// Reads the standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| self.fail(&format!("no JSON: {error}")))
    }
}
