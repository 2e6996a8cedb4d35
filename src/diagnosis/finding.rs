//! What the board should know, whatever it decides.

use serde::Serialize;

use super::usage::{Product, State, Use};
use crate::catalog::{self, Catalog};
use crate::text::{Lang, Text};

/// Something that the board should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "finding")]
pub enum Finding {
    /// Everything that depends on one administrator.
    OneAdministrator {
        /// The names of the tools.
        tools: Vec<String>,
    },
    /// Accounts that belong to a person.
    PersonalAccount {
        /// The names of the tools.
        tools: Vec<String>,
    },
    /// Accounts of which nobody knows the owner.
    LostAccount {
        /// The names of the tools.
        tools: Vec<String>,
    },
    /// A tool that ends or has ended.
    Ending {
        /// The name of the tool.
        tool: String,
        /// The day of the end.
        date: jiff::civil::Date,
    },
    /// Names that the catalogue does not know.
    Unlisted {
        /// The names as typed.
        tools: Vec<String>,
    },
    /// A usage whose tool nobody could name.
    Unnamed {
        /// The names of the usages.
        usages: Vec<Text>,
    },
}

impl Finding {
    /// Returns the finding as one sentence, with what to do.
    pub fn text(&self, lang: Lang) -> String {
        let names = |tools: &[String]| lang.enumerate(tools);
        match self {
            Self::OneAdministrator { tools } => lang.pick(
                format!("Une seule personne administre {} : nommez-en une deuxième, et notez où sont les accès.", names(tools)),
                format!("One person alone administers {}: name a second one, and write down where the access codes are.", names(tools)),
            ),
            Self::PersonalAccount { tools } => lang.pick(
                format!("Comptes au nom d'une personne, à passer au nom de l'association : {}.", names(tools)),
                format!("Accounts in one person's name, to be put in the association's name: {}.", names(tools)),
            ),
            Self::LostAccount { tools } => lang.pick(
                format!("Comptes dont on a perdu la clé, à retrouver avant tout : {}.", names(tools)),
                format!("Accounts whose key is lost, to be recovered before anything else: {}.", names(tools)),
            ),
            Self::Ending { tool, date } => lang.pick(
                format!("{tool} s'arrête le {} : récupérez vos données avant.", lang.date(*date)),
                format!("{tool} ends on {}: take your data out before.", lang.date(*date)),
            ),
            Self::Unlisted { tools } => lang.pick(
                format!("Absent du catalogue, à étudier à la main : {}.", names(tools)),
                format!("Not in the catalogue, to be studied by hand: {}.", names(tools)),
            ),
            Self::Unnamed { usages } => {
                let usages: Vec<&str> = usages.iter().map(|usage| usage.get(lang)).collect();
                lang.pick(
                    format!("L'outil reste à nommer pour : {}.", lang.enumerate(&usages)),
                    format!("The tool is still to be named for: {}.", lang.enumerate(&usages)),
                )
            }
        }
    }
}

/// Returns the findings, gravest first.
pub(super) fn find(catalog: &Catalog, uses: &[Use]) -> Vec<Finding> {
    let names = |keep: &dyn Fn(&Use) -> bool| -> Vec<String> {
        let mut names: Vec<String> =
            uses.iter().filter(|one| keep(one)).map(|one| one.name.clone()).collect();
        names.dedup();
        names
    };
    let alive = |one: &Use| !matches!(one.state, State::Abandoned | State::Replaced);
    let lost = names(&|one| alive(one) && one.account_lost);
    let single = names(&|one| alive(one) && one.admins == Some(1));
    let personal = names(&|one| alive(one) && one.personal_account);
    let unlisted =
        names(&|one| alive(one) && one.state != State::Kept && matches!(one.product, Product::Unlisted(_)));
    let unnamed: Vec<Text> = uses
        .iter()
        .filter(|one| one.product == Product::Unknown)
        .filter_map(|one| catalog.usage(&one.usage).map(|usage| usage.label.clone()))
        .collect();
    let mut findings = Vec::new();
    if !lost.is_empty() {
        findings.push(Finding::LostAccount { tools: lost });
    }
    findings.extend(uses.iter().filter(|one| alive(one)).filter_map(|one| {
        let tool = one.tool(catalog).filter(|tool| tool.status.state != catalog::State::Active)?;
        Some(Finding::Ending { tool: tool.name.clone(), date: tool.status.date? })
    }));
    if !single.is_empty() {
        findings.push(Finding::OneAdministrator { tools: single });
    }
    if !personal.is_empty() {
        findings.push(Finding::PersonalAccount { tools: personal });
    }
    if !unlisted.is_empty() {
        findings.push(Finding::Unlisted { tools: unlisted });
    }
    if !unnamed.is_empty() {
        findings.push(Finding::Unnamed { usages: unnamed });
    }
    findings
}
