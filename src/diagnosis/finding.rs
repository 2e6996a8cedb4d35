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
        tools: Vec<Text>,
    },
    /// Accounts that belong to a person.
    PersonalAccount {
        /// The names of the tools.
        tools: Vec<Text>,
    },
    /// Accounts of which nobody knows the owner.
    LostAccount {
        /// The names of the tools.
        tools: Vec<Text>,
    },
    /// A tool that ends or has ended.
    Ending {
        /// The name of the tool.
        tool: Text,
        /// The day of the end.
        date: jiff::civil::Date,
        /// Whether the end has come.
        over: bool,
    },
    /// Every month is one in which nothing should change.
    AlwaysBusy,
    /// Questions are left: the plan is that of the answers so far.
    Unfinished {
        /// The names of the usages that have no tool yet.
        usages: Vec<Text>,
    },
    /// Tools that do not count, because their usage is not in the list of usages.
    Uncounted {
        /// The names of the tools.
        tools: Vec<Text>,
    },
    /// One person answered alone.
    AnsweredAlone,
    /// What some people need to be able to use a tool.
    AccessNeeds {
        /// The needs.
        needs: Vec<Text>,
    },
    /// Tools that people use without any decision, and that are not in the inventory.
    Undecided {
        /// What they are.
        tools: Vec<Text>,
    },
    /// Who did not take part in the diagnosis.
    MissingRoles {
        /// The roles.
        roles: Vec<Text>,
    },
    /// Nobody carries the decision so far.
    NoMandate,
    /// Names that the catalogue does not know.
    Unlisted {
        /// The names as typed.
        tools: Vec<Text>,
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
        let names = |tools: &[Text]| {
            let names: Vec<&str> = tools.iter().map(|name| name.get(lang)).collect();
            lang.enumerate(&names)
        };
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
            Self::Ending { tool, date, over: false } => lang.pick(
                format!("{} s'arrête le {} : récupérez vos données avant.", tool.fr, lang.date(*date)),
                format!("{} ends on {}: take your data out before.", tool.en, lang.date(*date)),
            ),
            Self::Ending { tool, date, over: true } => lang.pick(
                format!("{} s'est arrêté le {} : voyez ce qu'il reste à récupérer.", tool.fr, lang.date(*date)),
                format!("{} ended on {}: see what can still be taken out.", tool.en, lang.date(*date)),
            ),
            Self::AlwaysBusy => lang.pick(
                "Vous avez coché les douze mois comme trop chargés : le calendrier n'en évite aucun. Gardez-en un ou deux pour avancer.".to_owned(),
                "You ticked all twelve months as too busy: the calendar avoids none. Keep one or two to move on.".to_owned(),
            ),
            Self::Unfinished { usages } => {
                let usages: Vec<&str> = usages.iter().map(|usage| usage.get(lang)).collect();
                match (lang, usages.as_slice()) {
                    (Lang::Fr, []) => "Le questionnaire n'est pas terminé : ce plan est celui des réponses données jusqu'ici.".to_owned(),
                    (Lang::En, []) => "The questionnaire is not finished: this is the plan of the answers so far.".to_owned(),
                    (Lang::Fr, _) => format!("Le questionnaire n'est pas terminé. Usages encore sans outil : {}.", lang.enumerate(&usages)),
                    (Lang::En, _) => format!("The questionnaire is not finished. Usages that have no tool yet: {}.", lang.enumerate(&usages)),
                }
            }
            Self::Uncounted { tools } => lang.pick(
                format!("Non comptés, car leur usage n'est pas dans la liste : {}.", names(tools)),
                format!("Not counted, because their usage is not in the list: {}.", names(tools)),
            ),
            Self::AccessNeeds { needs } => lang.pick(
                format!("Besoins d'accessibilité à essayer avant d'adopter un logiciel, avec les personnes concernées : {}.", names(needs)),
                format!("Access needs to be tried before a software is adopted, with the people concerned: {}.", names(needs)),
            ),
            Self::Undecided { tools } => lang.pick(
                format!("Employés sans décision officielle et absents de l'inventaire, à y ajouter : {}.", names(tools)),
                format!("Used without any official decision and absent from the inventory, to be added to it: {}.", names(tools)),
            ),
            Self::MissingRoles { roles } => lang.pick(
                format!("Voix qui manquent à ce diagnostic, à entendre avant de décider : {}.", names(roles)),
                format!("Voices that this diagnosis lacks, to be heard before deciding: {}.", names(roles)),
            ),
            Self::NoMandate => lang.pick(
                "Personne ne porte encore la décision : faites d'abord voter ce plan, et nommez qui le suit.".to_owned(),
                "Nobody carries the decision so far: have this plan voted on first, and name who follows it.".to_owned(),
            ),
            Self::AnsweredAlone => lang.pick(
                "Une seule personne a répondu : relisez les réponses à plusieurs avant de décider.".to_owned(),
                "One person answered alone: read the answers again with others before deciding.".to_owned(),
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

/// What a dossier says beside its tools.
pub(super) struct Circumstances {
    /// Names of tools that do not count, because their usage is no longer in the list.
    pub(super) uncounted: Vec<Text>,
    /// Whether questions are left; and the names of the usages that have no tool yet.
    pub(super) unfinished: Option<Vec<Text>>,
    /// What some people need to be able to use a tool.
    pub(super) needs: Vec<Text>,
    /// Tools in use without any decision that are not in the inventory.
    pub(super) undecided: Vec<Text>,
    /// Who did not take part.
    pub(super) missing: Vec<Text>,
    /// Whether every month is too busy for a change.
    pub(super) always_busy: bool,
    /// Whether nobody carries the decision.
    pub(super) no_mandate: bool,
    /// Whether one person answered alone.
    pub(super) alone: bool,
}

/// Returns the findings, gravest first.
pub(super) fn find(catalog: &Catalog, uses: &[Use], circumstances: Circumstances) -> Vec<Finding> {
    let alive: Vec<&Use> =
        uses.iter().filter(|one| !matches!(one.state, State::Abandoned | State::Replaced)).collect();
    let names = |keep: &dyn Fn(&Use) -> bool| {
        let mut names: Vec<Text> = Vec::new();
        for one in alive.iter().filter(|one| keep(one)) {
            if !names.contains(&one.name) {
                names.push(one.name.clone());
            }
        }
        names
    };
    let listed =
        |tools: Vec<Text>, finding: fn(Vec<Text>) -> Finding| (!tools.is_empty()).then(|| finding(tools));
    let unnamed: Vec<Text> = alive
        .iter()
        .filter(|one| one.product == Product::Unknown)
        .filter_map(|one| catalog.usage(&one.usage).map(|usage| usage.label.clone()))
        .collect();
    let ending = alive.iter().filter_map(|one| {
        let status = &one.tool(catalog)?.status;
        let over = match status.state {
            catalog::State::Active => return None,
            catalog::State::Closing => false,
            catalog::State::Closed => true,
        };
        Some(Finding::Ending { tool: one.name.clone(), date: status.date?, over })
    });
    let unlisted = |one: &Use| one.state != State::Kept && matches!(one.product, Product::Unlisted(_));
    let mut findings = Vec::new();
    findings.extend(circumstances.unfinished.map(|usages| Finding::Unfinished { usages }));
    findings.extend(listed(names(&|one| one.account_lost), |tools| Finding::LostAccount { tools }));
    findings.extend(ending);
    findings.extend(listed(names(&|one| one.admins.is_some_and(|admins| admins <= 1)), |tools| {
        Finding::OneAdministrator { tools }
    }));
    findings.extend(listed(names(&|one| one.personal_account), |tools| Finding::PersonalAccount { tools }));
    findings.extend(listed(circumstances.needs, |needs| Finding::AccessNeeds { needs }));
    findings.extend(listed(circumstances.undecided, |tools| Finding::Undecided { tools }));
    findings.extend(listed(names(&unlisted), |tools| Finding::Unlisted { tools }));
    findings.extend((!unnamed.is_empty()).then_some(Finding::Unnamed { usages: unnamed }));
    findings.extend(listed(circumstances.uncounted, |tools| Finding::Uncounted { tools }));
    findings.extend(listed(circumstances.missing, |roles| Finding::MissingRoles { roles }));
    findings.extend(circumstances.always_busy.then_some(Finding::AlwaysBusy));
    findings.extend(circumstances.no_mandate.then_some(Finding::NoMandate));
    findings.extend(circumstances.alone.then_some(Finding::AnsweredAlone));
    findings
}
