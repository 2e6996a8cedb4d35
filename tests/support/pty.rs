//! The real program in a terminal of the test: what is on its screen, what is typed.
//!
//! Nothing sleeps: a test waits for a text that is not on the screen yet, then types. `question 4 sur 8` is such a
//! text, because the help that holds it goes away with its question.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a text may take to appear before the test fails; the machines that run the tests may be busy.
const PATIENCE: Duration = Duration::from_secs(60);
/// The day that the dossiers of the tests bear.
pub(crate) const DATE: &str = "2026-11-23";
/// The dossier of the tests, in its folder.
pub(crate) const FILE: &str = "asso.diaglibre.yaml";

/// A screen that a thread keeps up to date, and whether the program closed it.
type Shared = Arc<(Mutex<(vt100::Parser, bool)>, Condvar)>;

/// A folder, and the terminals opened in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    columns: u16,
}

/// The program running in a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    shared: Shared,
    // Closing the master would hang the terminal up.
    _master: Box<dyn MasterPty + Send>,
}

impl Desk {
    /// Makes an empty folder for terminals of this width.
    pub(crate) fn new(columns: u16) -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), columns }
    }

    /// Returns the path of a file of the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the text of the dossier.
    pub(crate) fn dossier(&self) -> String {
        std::fs::read_to_string(self.path(FILE)).unwrap_or_default()
    }

    /// Writes the text of the dossier.
    pub(crate) fn put(&self, text: &str) {
        std::fs::write(self.path(FILE), text).expect("a writable folder");
    }

    /// Starts the interview in a terminal.
    pub(crate) fn interview(&self, options: &[&str]) -> Terminal {
        self.start(&[&["diagnose", FILE, "--lang", "fr", "--date", DATE], options].concat())
    }

    /// Starts the program in a terminal; its copies of directories stay in the folder.
    pub(crate) fn start(&self, arguments: &[&str]) -> Terminal {
        let size = PtySize { rows: 30, cols: self.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_diaglibre"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CACHE_HOME", self.path("copies"));
        command.cwd(self.folder.path());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let side = |length: u16| std::num::NonZero::new(length).expect("a terminal has a size");
        let parser = vt100::Parser::new(side(size.rows), side(size.cols), 0);
        let shared: Shared = Arc::new((Mutex::new((parser, false)), Condvar::new()));
        let screen = Arc::clone(&shared);
        std::thread::spawn(move || draw(reader, &screen));
        Terminal { child, keyboard, shared, _master: pair.master }
    }

    /// Runs the interview without a terminal, on prepared lines; returns its exit code and what it said.
    pub(crate) fn lines(&self, lines: &str) -> (Option<i32>, String) {
        self.lines_in("fr", lines)
    }

    /// The same, in another language.
    pub(crate) fn lines_in(&self, lang: &str, lines: &str) -> (Option<i32>, String) {
        use std::process::{Command, Stdio};
        let mut child = Command::new(env!("CARGO_BIN_EXE_diaglibre"))
            .args(["diagnose", FILE, "--plain", "--lang", lang, "--date", DATE])
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // The program may stop reading before the last line.
        let _ = stdin.write_all(lines.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.stdout.is_empty(), "the standard output is for data");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// Returns the names of the files of the folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(Path::new(self.folder.path()))
            .expect("a readable folder")
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        names.sort();
        names
    }
}

fn draw(mut reader: Box<dyn Read + Send>, screen: &Shared) {
    let mut bytes = [0; 4096];
    loop {
        // A terminal whose program ended gives an error on some systems, nothing on others.
        let read = reader.read(&mut bytes).unwrap_or(0);
        let mut state = screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.process(&bytes[..read]);
        state.1 = read == 0;
        screen.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

impl Terminal {
    /// Waits until the screen holds a text; no-break spaces are read as spaces, line breaks as they are.
    #[track_caller]
    pub(crate) fn wait(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| contents(screen).contains(text))
    }

    /// Waits until the cursor stands right behind a text.
    #[track_caller]
    pub(crate) fn wait_at_cursor(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| {
            let (row, column) = screen.cursor_position();
            screen.contents_between(row, 0, row, column).ends_with(text)
        })
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    fn wait_until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let limit = Instant::now() + PATIENCE;
        let shared = Arc::clone(&self.shared);
        let mut state = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let screen = state.0.screen();
            if wanted(screen) {
                return self;
            }
            let left = limit.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !state.1, "never came: {what}\n--- screen ---\n{}", contents(screen));
            state = shared.1.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Types; a key that the program no longer reads is lost, as on a real keyboard.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        self.bytes(keys.as_bytes())
    }

    /// Types bytes, of which the last letter may be cut.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let _ = self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush());
        self
    }

    /// Returns what is on the screen.
    pub(crate) fn screen(&self) -> String {
        contents(self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).0.screen())
    }

    /// Waits for the end of the program and returns its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        self.child.wait().expect("the program ends").exit_code()
    }

    /// Tells whether the cursor is shown and pastes are as usual again.
    pub(crate) fn is_given_back(&self) -> bool {
        let state = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        !state.0.screen().hide_cursor() && !state.0.screen().bracketed_paste()
    }

    /// Ends the program at once, without any warning.
    pub(crate) fn kill(&mut self) {
        // The library asks first; the process underneath can be ended outright.
        let process = self.process().expect("a process");
        process.kill().expect("the program is killed");
        process.wait().expect("the program ends");
    }

    fn process(&mut self) -> Option<&mut std::process::Child> {
        let child: &mut dyn Child = self.child.as_mut();
        child.downcast_mut()
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("a process").to_string();
        let status = std::process::Command::new("kill").args(["-s", name, &process]).status();
        assert!(status.expect("the command `kill`").success());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(process) = self.process() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn contents(screen: &vt100::Screen) -> String {
    screen.contents().replace(['\u{a0}', '\u{202f}'], " ")
}
