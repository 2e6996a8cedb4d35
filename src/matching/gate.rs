//! Gates before scores: why nothing is proposed now for a tool, and what would change that.

use serde::Serialize;

use super::Watch;
use super::fit::Candidate;
use crate::catalog::{Alternative, Catalog, HostingMode, Level, Maturity, Migration, Setup};
use crate::diagnosis::{Diagnosis, Imposed, Product, State, Use};
use crate::text::{Lang, Text};

/// Why nothing is proposed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "gate")]
pub enum Gate {
    /// No libre software is adequate; the catalogue says why.
    NoAlternative {
        /// Why.
        reason: Text,
    },
    /// The catalogue knows no move for this tool and this usage.
    NotCovered,
    /// The catalogue does not know the tool.
    Unlisted,
    /// Nobody could name the tool.
    Unnamed,
    /// A core activity, and the libre software is young.
    TooYoung,
    /// Imposed from outside.
    Imposed {
        /// By whom.
        by: Imposed,
    },
    /// The association leaves it out of its plan.
    Excluded,
    /// The association keeps it for now.
    Kept,
    /// The association wrote that nobody touches it.
    Untouched,
    /// The association goes to a software that the catalogue does not describe for this tool and this usage.
    OwnTarget {
        /// Its name, as it was given.
        name: Text,
    },
    /// The catalogue does not propose the software named, or knows that it ended.
    NotProposed {
        /// Its name, as it was given.
        name: Text,
        /// Why.
        reason: Text,
    },
    /// The group would refuse.
    Refused,
    /// The main feature in use is missing.
    MissesTheMainFeature,
    /// It works on a computer only, and some people have a phone as their only device.
    NotOnAPhone,
    /// Somebody must administer a server, and nobody is known to be able to.
    NeedsAnAdministrator,
}

impl Gate {
    /// Tells whether another candidate might pass.
    pub(super) fn is_about_the_candidate(&self) -> bool {
        matches!(
            self,
            Self::TooYoung | Self::MissesTheMainFeature | Self::NotOnAPhone | Self::NeedsAnAdministrator
        )
    }

    /// Returns the reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoAlternative { reason } => reason.get(lang).to_owned(),
            Self::NotCovered => lang
                .pick(
                    "le catalogue ne décrit pas encore ce remplacement pour cet usage",
                    "the catalogue does not describe this replacement for this usage yet",
                )
                .to_owned(),
            Self::Unlisted => lang
                .pick("le catalogue ne connaît pas cet outil", "the catalogue does not know this tool")
                .to_owned(),
            Self::Unnamed => lang.pick("l'outil reste à nommer", "the tool is still to be named").to_owned(),
            Self::TooYoung => lang
                .pick(
                    "c'est une activité vitale, et le logiciel libre est encore jeune",
                    "it is a vital activity, and the libre software is still young",
                )
                .to_owned(),
            Self::Imposed { by } => {
                let by = match by {
                    Imposed::Law => lang.pick("la loi ou un agrément", "law or an accreditation"),
                    Imposed::Funder => lang.pick("un financeur", "a funder"),
                    Imposed::Federation => lang.pick("une fédération", "a federation"),
                    Imposed::Partners => lang.pick("des partenaires", "partners"),
                };
                lang.pick(format!("cet outil est imposé par {by}"), format!("this tool is imposed by {by}"))
            }
            Self::OwnTarget { name } => lang.pick(
                format!("vous allez vers {}, que le catalogue ne décrit pas pour cet usage", name.fr),
                format!("you go to {}, which the catalogue does not describe for this usage", name.en),
            ),
            Self::NotProposed { name, reason } => {
                let (name, reason) = (name.get(lang), reason.get(lang));
                lang.pick(
                    format!("le catalogue ne propose pas {name}. {reason}"),
                    format!("the catalogue does not propose {name}. {reason}"),
                )
            }
            Self::Excluded => {
                lang.pick("vous l'avez écarté du plan", "you left it out of the plan").to_owned()
            }
            Self::Kept => lang
                .pick("vous avez choisi de le garder pour l'instant", "you chose to keep it for now")
                .to_owned(),
            Self::Refused => lang
                .pick(
                    "le groupe refuserait d'en changer aujourd'hui",
                    "the group would refuse to change today",
                )
                .to_owned(),
            Self::MissesTheMainFeature => lang
                .pick(
                    "la fonction principale manque encore au logiciel libre",
                    "the libre software still lacks the main feature",
                )
                .to_owned(),
            Self::Untouched => lang
                .pick("vous avez écrit que l'on n'y touche pas", "you wrote that nobody touches it")
                .to_owned(),
            Self::NotOnAPhone => lang
                .pick(
                    "le logiciel libre demande un ordinateur, et des personnes n'ont qu'un téléphone",
                    "the libre software takes a computer, and some people only have a phone",
                )
                .to_owned(),
            Self::NeedsAnAdministrator => lang
                .pick(
                    "il faudrait administrer un serveur, et personne n'est connu pour le pouvoir",
                    "a server would have to be administered, and nobody is known to be able to",
                )
                .to_owned(),
        }
    }
}

/// Returns why nothing is proposed now for a tool, or `None` when its best candidate can be proposed.
pub(super) fn check(
    catalog: &Catalog,
    diagnosis: &Diagnosis,
    one: &Use,
    best: Option<&Candidate>,
) -> Option<Watch> {
    if let Some(watch) = identity(catalog, one, best) {
        return Some(watch);
    }
    let tool = one.tool(catalog)?;
    let best = best?;
    if let Some(name) = one.target_name.as_ref().filter(|_| one.target.as_ref() != Some(&best.alternative)) {
        let gate = decided(one)
            .or_else(|| not_proposed(catalog, name.clone()))
            .unwrap_or(Gate::OwnTarget { name: name.clone() });
        let condition = default_condition(&gate);
        return Some(Watch { gate, condition, mitigation: Vec::new(), candidate: None });
    }
    let migration = tool.migrations_for(&one.usage).find(|migration| migration.to == best.alternative)?;
    let alternative = catalog.alternatives.get(&best.alternative)?;
    let gate = decided(one).or_else(|| prepared(diagnosis, one, migration, alternative))?;
    let condition = condition(&gate, migration);
    let mitigation =
        tool.no_alternative_for(&one.usage).map(|record| record.mitigation.clone()).unwrap_or_default();
    Some(Watch { gate, condition, mitigation, candidate: Some(best.alternative.clone()) })
}

/// The tool has no candidate: unknown, or no libre software is adequate.
fn identity(catalog: &Catalog, one: &Use, best: Option<&Candidate>) -> Option<Watch> {
    let watch = |gate, condition| Some(Watch { gate, condition, mitigation: Vec::new(), candidate: None });
    match &one.product {
        Product::Unknown => {
            return watch(Gate::Unnamed, default_condition(&Gate::Unnamed));
        }
        Product::Unlisted(name) => {
            let gate =
                decided(one).or_else(|| not_proposed(catalog, Text::same(name))).unwrap_or(Gate::Unlisted);
            let condition = default_condition(&gate);
            return watch(gate, condition);
        }
        Product::Libre(_) | Product::Tool(_) => {}
    }
    if best.is_some() {
        return None;
    }
    let tool = one.tool(catalog);
    match tool.and_then(|tool| tool.no_alternative_for(&one.usage)) {
        Some(record) => {
            // What was decided or imposed says more than the catalogue, whose mitigation still helps.
            let gate = decided(one).unwrap_or(Gate::NoAlternative { reason: record.reason.clone() });
            Some(Watch {
                gate,
                condition: record.watch.clone(),
                mitigation: record.mitigation.clone(),
                candidate: None,
            })
        }
        None => {
            let gate = decided(one).unwrap_or(Gate::NotCovered);
            let condition = default_condition(&gate);
            watch(gate, condition)
        }
    }
}

/// A software that is often taken for libre, or that ended: the catalogue says why it is not proposed.
fn not_proposed(catalog: &Catalog, name: Text) -> Option<Gate> {
    let reason = catalog.refusal(&name.fr)?.clone();
    Some(Gate::NotProposed { name, reason })
}

/// What the association or somebody outside decided.
fn decided(one: &Use) -> Option<Gate> {
    if one.excluded {
        Some(Gate::Excluded)
    } else if let Some(by) = one.imposed {
        Some(Gate::Imposed { by })
    } else if one.state == State::Kept {
        Some(Gate::Kept)
    } else if one.untouched && !is_under_way(one) {
        Some(Gate::Untouched)
    } else if one.refused {
        Some(Gate::Refused)
    } else {
        None
    }
}

/// What must be ready first. A move under way is not stopped: somebody judged that it was ready.
fn prepared(
    diagnosis: &Diagnosis,
    one: &Use,
    migration: &Migration,
    alternative: &Alternative,
) -> Option<Gate> {
    if is_under_way(one) {
        None
    } else if one.core && alternative.status == Maturity::Beta {
        Some(Gate::TooYoung)
    } else if migration.gap == Level::MAX {
        Some(Gate::MissesTheMainFeature)
    } else if diagnosis.phone_only && is_for_computers(alternative) {
        Some(Gate::NotOnAPhone)
    } else if needs_an_administrator(diagnosis, alternative) {
        Some(Gate::NeedsAnAdministrator)
    } else {
        None
    }
}

fn is_under_way(one: &Use) -> bool {
    matches!(one.state, State::InProgress(_) | State::Parallel)
}

/// Nobody asked, or nobody knows: that counts as nobody.
fn needs_an_administrator(diagnosis: &Diagnosis, alternative: &Alternative) -> bool {
    let somebody = diagnosis.skills.as_ref().is_some_and(|skills| skills.contains("server"));
    alternative.needs_own_server() && !somebody
}

/// A system is for computers whatever it replaces: the people who have none are not those who change it.
fn is_for_computers(alternative: &Alternative) -> bool {
    alternative.setup != Setup::Workstation
        && alternative.hosting.iter().all(|hosting| hosting.mode == HostingMode::Desktop)
}

fn condition(gate: &Gate, migration: &Migration) -> Text {
    // What was left out by hand comes back by hand.
    let of_move = migration.watch.clone().filter(|_| *gate != Gate::Excluded);
    of_move.unwrap_or_else(|| default_condition(gate))
}

fn default_condition(gate: &Gate) -> Text {
    match gate {
        Gate::Imposed { .. } => Text::new(
            "À revoir quand l'obligation tombera, ou qu'un logiciel libre sera agréé.",
            "To be looked at again when the obligation ends, or a libre software is accredited.",
        ),
        Gate::Excluded => Text::new(
            "À revoir quand vous l'ôterez des décisions du dossier (`exclude`).",
            "To be looked at again when you take it out of the decisions of the dossier (`exclude`).",
        ),
        Gate::Kept => Text::new(
            "À revoir quand vous déciderez d'en changer.",
            "To be looked at again when you decide to change.",
        ),
        Gate::Untouched => Text::new(
            "À revoir quand vous changerez d'avis, ou si la réponse parlait d'un autre outil.",
            "To be looked at again when you change your mind, or if the answer spoke of another tool.",
        ),
        Gate::NotOnAPhone => Text::new(
            "À revoir quand une version pour téléphone existera, ou que ces personnes auront un ordinateur.",
            "To be looked at again when there is a version for phones, or these people have a computer.",
        ),
        Gate::Refused => Text::new(
            "À revoir quand le groupe aura vu un essai réussi ailleurs.",
            "To be looked at again when the group has seen it work elsewhere.",
        ),
        Gate::TooYoung => Text::new(
            "À revoir quand d'autres associations s'en serviront depuis un an pour la même activité.",
            "To be looked at again when other associations have used it for a year for the same activity.",
        ),
        Gate::MissesTheMainFeature => Text::new(
            "À revoir quand la fonction existera, ou que vous pourrez vous en passer.",
            "To be looked at again when the feature exists, or you can do without it.",
        ),
        Gate::NeedsAnAdministrator => Text::new(
            "À revoir quand un hébergeur le proposera, ou qu'une personne saura l'administrer.",
            "To be looked at again when a host offers it, or somebody can administer it.",
        ),
        Gate::NotProposed { .. } => Text::new(
            "À revoir avec un logiciel que le catalogue propose pour cet usage.",
            "To be looked at again with a software that the catalogue proposes for this usage.",
        ),
        Gate::OwnTarget { .. } => Text::new(
            "À suivre à la main, ou à revoir quand le catalogue le décrira.",
            "To be followed by hand, or looked at again when the catalogue describes it.",
        ),
        Gate::Unnamed => Text::new("À compléter : demandez autour de vous.", "To be completed: ask around."),
        Gate::NoAlternative { .. } | Gate::NotCovered | Gate::Unlisted => Text::new(
            "À revoir quand le catalogue décrira un remplacement, ou après une étude à la main.",
            "To be looked at again when the catalogue describes a replacement, or after a study by hand.",
        ),
    }
}
