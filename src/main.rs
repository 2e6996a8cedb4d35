//! The `diaglibre` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    diaglibre::cli::run(std::env::args_os())
}
