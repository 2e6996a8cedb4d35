//! Writing to the two streams. A reader that closes its end (`| head`) is no error.

use std::io::{self, ErrorKind, Write as _};

use super::failure::{Exit, Failure};
use crate::text::Text;

/// Writes data to the standard output, with a final line break.
pub(super) fn data(text: &str) -> Result<Exit, Failure> {
    let mut stream = io::stdout().lock();
    let written = stream.write_all(text.trim_end().as_bytes()).and_then(|()| stream.write_all(b"\n"));
    match written.and_then(|()| stream.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(error) => {
            let text = Text::new("impossible d'écrire le résultat", "cannot write the result");
            Err(Failure::new(Exit::Failure, text).caused_by(&error))
        }
    }
}

/// Writes a value for a program to the standard output.
pub(super) fn json(value: &impl serde::Serialize) -> Result<Exit, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::new(
            Exit::Failure,
            Text::new(format!("sortie JSON impossible : {error}"), format!("no JSON output: {error}")),
        )
    })?;
    data(&text)
}

/// Writes a line to the error stream over the one before; an empty one wipes it out.
pub(super) fn redraw(text: &str) {
    let mut stream = io::stderr().lock();
    let _ = write!(stream, "\r\u{1b}[2K{text}").and_then(|()| stream.flush());
}

/// Writes a line for a person to the error stream; nobody is told when nobody listens.
pub(super) fn error(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}
