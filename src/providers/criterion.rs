//! The reasons why a provider is proposed, or not, as data.

use serde::Serialize;

use super::{EmancipAsso, Support};
use crate::text::{Lang, Text};

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
    /// A field to which the provider limits its audience.
    Sector {
        /// The id.
        id: String,
        /// The name shown to a reader.
        label: Text,
    },
    /// Membership of the CHATONS collective.
    Chatons,
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
            Self::Chatons => {
                lang.pick("membre du collectif CHATONS", "member of the CHATONS collective").to_owned()
            }
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
