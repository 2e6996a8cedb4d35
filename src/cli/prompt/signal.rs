//! Ctrl-C between two questions, a closed terminal, a request to end: the terminal is given back as it was, the
//! way to resume is said, and a save under way is finished first.
//!
//! While a question of [`super::Inquire`] is on the screen Ctrl-C is a key like another; at any other moment it is
//! a signal, and it comes here.

use std::io::Write as _;
use std::sync::{Mutex, Once, PoisonError};

use crossterm::terminal;

use crate::cli::failure::Exit;

static FAREWELL: Mutex<Option<String>> = Mutex::new(None);
static SAVING: Mutex<()> = Mutex::new(());
static INSTALLED: Once = Once::new();

/// Sets what is said when the program is asked to end; the first call begins to listen.
pub(crate) fn protect(farewell: Option<&str>) {
    *FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) = farewell.map(str::to_owned);
    // Another handler can only come from a program that uses this library: it keeps its own.
    INSTALLED.call_once(|| drop(ctrlc::set_handler(end)));
}

/// Does some work that a request to end waits for.
pub(crate) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _guard = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

fn end() {
    let _guard = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut stderr = std::io::stderr().lock();
    if terminal::is_raw_mode_enabled().unwrap_or(false) {
        let _ = terminal::disable_raw_mode();
        // The cursor is shown again and pastes are no longer framed; then a fresh line, below the question.
        let _ = crossterm::execute!(stderr, crossterm::cursor::Show);
        let _ = stderr.write_all(b"\x1b[?2004l\r\n");
    }
    if let Some(farewell) = &*FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) {
        let _ = writeln!(stderr, "\n{farewell}");
    }
    std::process::exit(i32::from(Exit::Interrupted as u8));
}
