//! What the environment says: language, day, width, colour.

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;
use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::args::When;
use super::failure::{Exit, Failure};
use crate::text::{Lang, Text};

/// The width that is assumed where no terminal tells.
const DEFAULT_WIDTH: usize = 80;

/// Returns the language: `--lang`, else the locale, else French. It is needed before the arguments are read, so
/// that a mistake in them is told in the right language.
pub(super) fn lang(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let after = |index: usize| words.get(index + 1).copied();
    let asked = words.iter().enumerate().find_map(|(index, word)| match *word {
        "--lang" => after(index),
        word => word.strip_prefix("--lang="),
    });
    if let Some(lang) = asked.and_then(Lang::from_tag) {
        return lang;
    }
    let variable = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    let tag = variable.or_else(sys_locale::get_locale).unwrap_or_default();
    Lang::from_tag(&tag).unwrap_or_default()
}

/// Returns the day of the plan: `--date`, else `SOURCE_DATE_EPOCH`, else today.
pub(super) fn date(asked: Option<Date>) -> Result<Date, Failure> {
    if let Some(date) = asked {
        return Ok(date);
    }
    match env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(ZonedDateTime::now().date()),
        Ok(text) if text.trim().is_empty() => Ok(ZonedDateTime::now().date()),
        Ok(text) => {
            let stamp = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            stamp.map(|stamp| stamp.to_zoned_datetime(TimeZone::UTC).date()).ok_or_else(|| {
                Failure::new(
                    Exit::Usage,
                    Text::new(
                        format!("SOURCE_DATE_EPOCH n'est pas un nombre de secondes : « {text} »"),
                        format!("SOURCE_DATE_EPOCH is not a number of seconds: `{text}`"),
                    ),
                )
            })
        }
    }
}

/// Returns the folder of the user's own records, when there is one: `diaglibre/catalog` where the system keeps
/// settings (`XDG_CONFIG_HOME`, else `~/.config`, on Unix).
pub(super) fn own_catalog() -> Option<PathBuf> {
    let settings = etcetera::choose_base_strategy().ok()?.config_dir();
    Some(settings.join("diaglibre").join("catalog")).filter(|folder| folder.is_dir())
}

/// Returns the folder of the copies of directories, when the system has one for such files: `diaglibre/directories`
/// in `XDG_CACHE_HOME`, else `~/.cache`, on Unix.
pub(super) fn copies() -> Option<PathBuf> {
    let copies = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(copies.join("diaglibre").join("directories"))
}

/// Returns the moment.
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Tells whether somebody sits at a terminal: what they type is read and what is shown is seen.
pub(super) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Returns the columns of the terminal: `COLUMNS`, else what it says, else 80.
pub(super) fn width() -> usize {
    let variable = env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
    let terminal =
        || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0);
    variable.or_else(terminal).unwrap_or(DEFAULT_WIDTH).clamp(20, 400)
}

/// Tells whether bold and colour are wanted: asked for, or a terminal that shows them and no `NO_COLOR`.
pub(super) fn uses_color(when: When) -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => !refused && !is_dumb() && std::io::stdout().is_terminal(),
    }
}

/// Tells whether a line of the error stream may be written over: a terminal that somebody watches.
pub(super) fn redraws() -> bool {
    !is_dumb() && std::io::stderr().is_terminal()
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
