//! A line that names several tools, or a tool and some answers about it: « Gmail, 12, tous les jours ; Drive, 5 ».
//!
//! After a name come, in any order, a number of people, how often, how far the change is, and `→` with what
//! replaces it. What is none of these is the name of another tool.

use super::check::number;
use super::product::{Product, look_up};
use super::which::Near;
use super::{PromptError, Prompter, Way};
use crate::catalog::Catalog;
use crate::questionnaire::{Answer, Kind, Question, Scope};
use crate::text::{Lang, Text, fold};

/// What is assumed of a tool whose line says something, but not how far its change is.
const IN_USE: &str = "in-use";

/// A tool and what its line says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedTool {
    /// What the dossier keeps: an id, or the name as it was typed.
    pub(crate) product: String,
    /// The names that come near, when the catalogue does not know the one that was typed.
    pub(crate) near: Vec<String>,
    /// Answers by question id.
    pub(crate) answers: Vec<(String, Answer)>,
    /// Whether the line says how far the change is; it is supposed not to have begun otherwise.
    pub(crate) says_status: bool,
}

/// Asks of each name that the catalogue does not know which one was meant.
pub(crate) fn settle(
    prompter: &mut dyn Prompter,
    catalog: &Catalog,
    mut tools: Vec<NamedTool>,
    lang: Lang,
) -> Result<Result<Vec<NamedTool>, Way>, PromptError> {
    for tool in tools.iter_mut().filter(|tool| !tool.near.is_empty()) {
        let names = std::mem::take(&mut tool.near);
        let near = Near { typed: &tool.product, names: &names, scope: Scope::Products };
        match near.ask(prompter, catalog, lang)? {
            Ok(stored) => tool.product = stored,
            Err(way) => return Ok(Err(way)),
        }
    }
    Ok(Ok(tools))
}

/// Reads a line that holds at least one name.
///
/// # Errors
/// A part is no answer, or answers what another part answered already.
pub(crate) fn read_tools(
    catalog: &Catalog,
    cells: &[&Question],
    usage: Option<&str>,
    line: &str,
    lang: Lang,
) -> Result<Vec<NamedTool>, Text> {
    match read_row(catalog, cells, usage, line, lang)? {
        Some(tools) => Ok(tools),
        None if line.trim().is_empty() => Err(Text::new("tapez un nom", "type a name")),
        None => Ok(vec![named(catalog, usage, line.trim(), lang)?]),
    }
}

/// Reads a line; `None` when it holds nothing but one name.
///
/// `cells` are the questions that may be answered on the line.
///
/// # Errors
/// A part is no answer, or answers what another part answered already.
pub(super) fn read_row(
    catalog: &Catalog,
    cells: &[&Question],
    usage: Option<&str>,
    line: &str,
    lang: Lang,
) -> Result<Option<Vec<NamedTool>>, Text> {
    let parts: Vec<&str> = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || look_up(catalog, Scope::Products, usage, line, lang).is_known() {
        return Ok(None);
    }
    let mut tools: Vec<NamedTool> = Vec::new();
    for part in parts {
        match (cell(catalog, cells, part, lang)?, tools.last_mut()) {
            (Some((id, answer)), Some(tool)) => {
                if tool.answers.iter().any(|(known, _)| *known == id) {
                    return Err(Text::new(
                        format!("« {part} » : cette réponse est déjà donnée pour « {} »", tool.product),
                        format!("“{part}”: this answer is given already for “{}”", tool.product),
                    ));
                }
                tool.answers.push((id, answer));
            }
            (Some(_), None) => {
                return Err(Text::new(
                    "commencez par le nom de l'outil : « Gmail, 12, tous les jours »",
                    "begin with the name of the tool: “Gmail, 12, every day”",
                ));
            }
            (None, _) => tools.push(named(catalog, usage, part, lang)?),
        }
    }
    for tool in &mut tools {
        tool.says_status = tool.answers.iter().any(|(known, _)| known == "tool.status");
        if !tool.answers.is_empty() && !tool.says_status {
            tool.answers.push(("tool.status".to_owned(), Answer::Choice(IN_USE.to_owned())));
        }
    }
    Ok(Some(tools))
}

fn named(catalog: &Catalog, usage: Option<&str>, typed: &str, lang: Lang) -> Result<NamedTool, Text> {
    // Between straight quotes, a name is what it is.
    let quoted = typed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(name) = quoted.filter(|name| !name.trim().is_empty()) {
        return Ok(NamedTool {
            product: name.to_owned(),
            near: Vec::new(),
            answers: Vec::new(),
            says_status: false,
        });
    }
    // The limit of a name in a dossier.
    if typed.chars().count() > 120 {
        return Err(Text::new("ce nom est trop long", "this name is too long"));
    }
    let (product, near) = match look_up(catalog, Scope::Products, usage, typed, lang) {
        Product::Known(stored) => (stored, Vec::new()),
        Product::Near(names) => (typed.to_owned(), names),
        Product::Unknown => (typed.to_owned(), Vec::new()),
    };
    Ok(NamedTool { product, near, answers: Vec::new(), says_status: false })
}

/// Reads a part as an answer, `None` when it is none.
fn cell(
    catalog: &Catalog,
    cells: &[&Question],
    part: &str,
    lang: Lang,
) -> Result<Option<(String, Answer)>, Text> {
    let target = part.strip_prefix('→').or_else(|| part.strip_prefix("->"));
    if let Some(name) = target.map(str::trim).filter(|name| !name.is_empty()) {
        let stored = match look_up(catalog, Scope::Alternatives, None, name, lang) {
            Product::Known(stored) => stored,
            _ => name.to_owned(),
        };
        return Ok(Some(("tool.target".to_owned(), Answer::Text(stored))));
    }
    let starts_with_a_digit = part.starts_with(|c: char| c.is_ascii_digit());
    for question in cells {
        match &question.kind {
            // « 40 % » is how far a change is.
            Kind::Number { unit: Some(_), .. } if !part.ends_with('%') => {}
            Kind::Number { min, max, unit } if starts_with_a_digit => {
                let unit = unit.clone().unwrap_or_else(|| Text::new("personnes", "people"));
                // « 1password » and « 2 par mois » begin with a digit and are no numbers of people.
                match number(part, (*min, *max), Some(&unit)) {
                    Ok(answer) => return Ok(Some((question.id.clone(), answer))),
                    Err(message) if part.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()) => {
                        return Err(message);
                    }
                    Err(_) => {}
                }
            }
            Kind::Single(choices) => {
                let typed = fold(part);
                let fits = |exact: bool| {
                    choices.iter().find(|choice| {
                        let label = fold(choice.label.get(lang));
                        label == typed || fold(&choice.id) == typed || (!exact && shortens(&typed, &label))
                    })
                };
                if let Some(choice) = fits(true).or_else(|| fits(false)) {
                    return Ok(Some((question.id.clone(), Answer::Choice(choice.id.clone()))));
                }
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Tells whether a word of four letters or more begins a label, or stands at its end: « semaine » for « toutes les
/// semaines ».
fn shortens(typed: &str, label: &str) -> bool {
    typed.chars().count() >= 4
        && (label.starts_with(typed)
            || label.split(' ').next_back().is_some_and(|last| last.starts_with(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns each tool of a line and its answers, in words of a dossier.
    fn read(line: &str) -> Result<Option<Vec<String>>, Text> {
        let bundle = crate::store::bundled().unwrap();
        let cells: Vec<&Question> = ["tool.status", "tool.users", "tool.freq"]
            .iter()
            .map(|id| bundle.questionnaire.question(id).unwrap())
            .collect();
        let row = read_row(&bundle.catalog, &cells, Some("email"), line, Lang::Fr)?;
        let word = |answer: &Answer| serde_yaml::to_string(&answer.to_value()).unwrap().trim().to_owned();
        let tool = |tool: &NamedTool| {
            let answers: Vec<String> =
                tool.answers.iter().map(|(id, answer)| format!("{}={}", &id[5..], word(answer))).collect();
            format!("{}: {}", tool.product, answers.join(" "))
        };
        Ok(row.map(|row| row.iter().map(tool).collect()))
    }

    #[test]
    fn one_name_alone_is_no_row() {
        assert_eq!(read("gmail"), Ok(None));
        assert_eq!(read("la clé USB de Simone"), Ok(None));
    }

    #[test]
    fn what_follows_a_name_is_about_it() {
        let expected = ["gmail: users=12 freq=daily status=in-use", "google-drive: users=5 status=in-use"];
        assert_eq!(read("Gmail, 12, tous les jours ; Drive, 5 personnes").unwrap().unwrap(), expected);
        assert_eq!(
            read("drive ; 5 ; semaine").unwrap().unwrap(),
            ["google-drive: users=5 freq=weekly status=in-use"]
        );
    }

    #[test]
    fn several_names_say_nothing_else() {
        assert_eq!(read("Gmail, Zorglub 3000").unwrap().unwrap(), ["gmail: ", "Zorglub 3000: "]);
    }

    #[test]
    fn what_replaces_a_tool_follows_an_arrow() {
        let expected = ["google-drive: status=in-progress target=nextcloud"];
        assert_eq!(read("Drive, changement en cours, -> Nextcloud").unwrap().unwrap(), expected);
    }

    #[test]
    fn an_answer_given_twice_or_out_of_bounds_is_refused() {
        read("Gmail, 12, 13").unwrap_err();
        read("Gmail, 0").unwrap_err();
        read("12, Gmail").unwrap_err();
    }
}
