//! The reasons why a provider is proposed, or not, as data.

use serde::Serialize;

use super::{EmancipAsso, Kind, Provider, Support};
use crate::text::{Lang, Text};

/// What can matter in the choice of a provider, beyond what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// It is an association, a co-operative or a project of one.
    Cooperative,
    /// It is a member of the CHATONS collective.
    Chatons,
    /// One pays what one can.
    FreePrice,
    /// It writes quotes and invoices.
    Invoice,
}

impl Value {
    /// Tells whether a provider has it, as far as its sources say.
    pub(super) fn holds(self, provider: &Provider) -> Option<bool> {
        match self {
            Self::Cooperative => provider
                .kind
                .map(|kind| matches!(kind, Kind::Association | Kind::Cooperative | Kind::Project)),
            Self::Chatons => provider.chatons,
            Self::FreePrice => provider.free_price,
            Self::Invoice => provider.invoice,
        }
    }

    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Cooperative => lang.pick("association ou coopérative", "association or co-operative"),
            Self::Chatons => lang.pick("membre du collectif CHATONS", "member of the CHATONS collective"),
            Self::FreePrice => lang.pick("prix libre", "pay what you can"),
            Self::Invoice => lang.pick("devis et facture", "quote and invoice"),
        }
    }
}

/// One thing that was compared between the needs of an association and a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "criterion", content = "value", rename_all = "kebab-case")]
pub enum Criterion {
    /// A kind of support that is asked for.
    Support(Support),
    /// An alternative of the roadmap, by id.
    Software(String),
    /// Hosting of services.
    Hosting,
    /// The department of the association.
    Department {
        /// The INSEE code.
        code: String,
        /// The name, or the code again when the name is not known.
        name: String,
    },
    /// The region of the association.
    Region {
        /// The name.
        name: String,
    },
    /// Help from a distance.
    Remote,
    /// Help on site.
    OnSite,
    /// Help for associations of this many people.
    Size(u32),
    /// What matters to the association, beyond its needs.
    Value(Value),
    /// A field to which the provider limits its audience.
    Sector {
        /// The id.
        id: String,
        /// The name shown to a reader.
        label: Text,
    },
    /// The tie to the Emancip'Asso directory.
    EmancipAsso(EmancipAsso),
}

impl Criterion {
    /// Returns the criterion as a short phrase, with the id of a software as its name.
    pub fn text(&self, lang: Lang) -> String {
        self.text_with(lang, |id| id.to_owned())
    }

    /// Returns the criterion as a short phrase; `name_of` gives the name of a software out of its id.
    pub fn text_with(&self, lang: Lang, name_of: impl Fn(&str) -> String) -> String {
        match self {
            Self::Support(support) => support.label(lang).to_owned(),
            Self::Software(id) => name_of(id),
            Self::Hosting => {
                lang.pick("hébergement de services en ligne", "hosting of online services").to_owned()
            }
            Self::Department { code, name } if code == name => {
                lang.pick(format!("dans votre département ({code})"), format!("in your department ({code})"))
            }
            Self::Department { code, name } => lang.pick(
                format!("dans votre département ({name}, {code})"),
                format!("in your department ({name}, {code})"),
            ),
            Self::Region { name } => {
                lang.pick(format!("dans votre région ({name})"), format!("in your region ({name})"))
            }
            Self::Remote => lang.pick("accompagnement à distance", "help from a distance").to_owned(),
            Self::Sector { label, .. } => {
                let label = label.get(lang);
                lang.pick(
                    format!("réservé à un domaine d'activité : {label}"),
                    format!("limited to one field of activity: {label}"),
                )
            }
            Self::OnSite => lang.pick("accompagnement sur place", "help on site").to_owned(),
            Self::Size(1) => {
                lang.pick("associations d'une personne", "associations of one person").to_owned()
            }
            Self::Size(people) => lang.pick(
                format!("associations de {people} personnes"),
                format!("associations of {people} people"),
            ),
            Self::Value(value) => value.text(lang).to_owned(),
            Self::EmancipAsso(EmancipAsso::Seed) => lang
                .pick("cité dans des articles sur Emancip'Asso", "named in articles about Emancip'Asso")
                .to_owned(),
            Self::EmancipAsso(EmancipAsso::Yes) => lang
                .pick(
                    "se dit présent dans l'annuaire Emancip'Asso",
                    "says that the Emancip'Asso directory lists it",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_software_by_its_name_when_it_is_given() {
        let criterion = Criterion::Software("nextcloud".into());
        assert_eq!(criterion.text(Lang::Fr), "nextcloud");
        assert_eq!(criterion.text_with(Lang::Fr, |_| "Nextcloud".into()), "Nextcloud");
    }

    #[test]
    fn does_not_repeat_the_code_of_a_department_without_a_name() {
        let criterion = Criterion::Department { code: "44".into(), name: "44".into() };
        assert_eq!(criterion.text(Lang::Fr), "dans votre département (44)");
    }

    #[test]
    fn writes_the_limit_of_an_audience_in_the_language_of_the_reader() {
        let criterion = Criterion::Sector { id: "health".into(), label: Text::new("santé", "health") };
        assert_eq!(criterion.text(Lang::Fr), "réservé à un domaine d'activité : santé");
        assert_eq!(criterion.text(Lang::En), "limited to one field of activity: health");
    }

    #[test]
    fn serializes_every_shape_of_criterion() {
        let json = |criterion| serde_json::to_string(&criterion).unwrap_or_default();
        assert_eq!(json(Criterion::Hosting), r#"{"criterion":"hosting"}"#);
        assert_eq!(
            json(Criterion::Support(Support::ToolChoice)),
            r#"{"criterion":"support","value":"tool_choice"}"#
        );
        assert_eq!(
            json(Criterion::Region { name: "Corse".into() }),
            r#"{"criterion":"region","value":{"name":"Corse"}}"#
        );
    }
}
