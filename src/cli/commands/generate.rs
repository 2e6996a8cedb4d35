//! `completions` and `man`: made from the definition of the command line.

use clap_complete::Shell;

use crate::cli::failure::{Exit, Failure};
use crate::cli::{help, output};
use crate::text::{Lang, Text};

/// Writes the completions of a shell.
pub(in crate::cli) fn completions(shell: Shell, lang: Lang) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut help::command(lang), "diaglibre", &mut bytes);
    output::data(&String::from_utf8_lossy(&bytes))
}

/// Writes the manual page, in the troff language.
pub(in crate::cli) fn man(lang: Lang) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(help::command(lang)).render(&mut bytes).map_err(|error| {
        Failure::new(Exit::Failure, Text::new("page de manuel impossible", "no manual page"))
            .caused_by(&error)
    })?;
    output::data(&String::from_utf8_lossy(&bytes))
}
