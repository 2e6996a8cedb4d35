//! A libre software that can replace a tool for a usage.

use serde::{Deserialize, Serialize};

use super::record::{Origin, Reserve, SourceRef, name, optional_name};
use crate::text::{Lang, Text};

/// A libre software.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The immutable id, equal to the file name.
    pub id: String,
    /// The name.
    #[serde(deserialize_with = "name")]
    pub name: Text,
    /// What people say.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Records with a name one typo away that mean something else, by id.
    #[serde(default)]
    pub distinct_from: Vec<String>,
    /// The installation that it shares with others.
    #[serde(default)]
    pub platform: Option<String>,
    /// What it serves.
    pub usages: Vec<String>,
    /// One sentence that a volunteer understands.
    pub summary: Text,
    /// How libre it is.
    pub libre: Libre,
    /// The licences, component by component.
    #[serde(default)]
    pub licences: Vec<LicenceRef>,
    /// The website.
    pub website: String,
    /// The place of the source code.
    #[serde(default)]
    pub source_code: Option<String>,
    /// Who decides.
    pub governance: Governance,
    /// How mature it is.
    pub status: Maturity,
    /// What one must know to use it in its easiest form.
    pub skills: Skills,
    /// The kind of set-up effort, a key of `model.yaml`.
    pub setup: Setup,
    /// The state of the French interface.
    pub french: French,
    /// How an association gets it, best first.
    #[serde(default)]
    pub hosting: Vec<Hosting>,
    /// Dated, sourced caveats.
    #[serde(default)]
    pub reserves: Vec<Reserve>,
    /// Where the record comes from.
    #[serde(skip_deserializing)]
    pub origin: Origin,
}

impl Alternative {
    /// Tells whether there is no way of getting it but a server of one's own, to be administered.
    pub fn needs_own_server(&self) -> bool {
        self.skills == Skills::Admin && self.hosting.iter().all(|hosting| hosting.mode.needs_a_server())
    }
}

/// How libre a software is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Libre {
    /// All of it.
    Yes,
    /// A libre core beside closed parts.
    CoreOnly,
    /// A libre client for a closed server.
    ClientOnly,
    /// Disputed.
    Contested,
}

impl Libre {
    /// Returns what there is to say about it, or `None` when all of it is libre.
    pub fn reserve(self) -> Option<Text> {
        match self {
            Self::Yes => None,
            Self::CoreOnly => Some(Text::new(
                "le cœur est libre, certaines parties ne le sont pas",
                "the core is libre, some parts are not",
            )),
            Self::ClientOnly => Some(Text::new(
                "l'application est libre, le serveur ne l'est pas",
                "the application is libre, the server is not",
            )),
            Self::Contested => {
                Some(Text::new("son caractère libre est contesté", "whether it is libre is disputed"))
            }
        }
    }
}

/// The licence of one component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenceRef {
    /// Which part.
    pub component: Component,
    /// The licence, as an SPDX expression.
    pub spdx: String,
    /// Where it was read.
    pub source: SourceRef,
}

/// A part of a software.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Component {
    /// All of it.
    All,
    /// What runs at the host.
    Server,
    /// What runs at the user's.
    Client,
    /// The libre part of a software that has others.
    Core,
    /// What stands beside the libre part, for sale or not.
    Other,
}

/// Who decides about a software.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Governance {
    Association,
    Foundation,
    Company,
    Person,
    State,
    Community,
    Cooperative,
    Unknown,
}

/// How mature a software is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Maturity {
    /// In use for years.
    Stable,
    /// Young: a core activity waits.
    Beta,
    /// Mended, no longer developed.
    Maintenance,
    /// Nobody could tell.
    Unknown,
}

/// What one must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skills {
    /// Nothing.
    None,
    /// To create an account and choose settings.
    User,
    /// To install a program, to follow a technical guide.
    Tinkerer,
    /// To administer a server.
    Admin,
}

/// The kind of set-up effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setup {
    /// Nothing, or counted once with the platform.
    None,
    /// An account at a host.
    Account,
    /// A domain name and mailboxes.
    Domain,
    /// A management software to be fitted to the association.
    Erp,
    /// A system on each machine.
    Workstation,
    /// A server of one's own.
    SelfHost,
}

/// The state of the French interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum French {
    Full,
    Partial,
    None,
    Unknown,
}

/// One way of getting a software without a server of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosting {
    /// The way.
    pub mode: HostingMode,
    /// The name of the service.
    #[serde(default, deserialize_with = "optional_name")]
    pub name: Option<Text>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
    /// Quota, who may ask.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<SourceRef>,
    /// Whether nobody could check it.
    #[serde(default)]
    pub assumed: bool,
}

/// A way of getting a software.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum HostingMode {
    Framasoft,
    Chatons,
    Provider,
    Yunohost,
    #[serde(rename = "self")]
    SelfHosted,
    Desktop,
    Mobile,
    VendorCloud,
}

impl HostingMode {
    /// Returns the way in words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Framasoft => lang.pick("service de Framasoft", "a Framasoft service"),
            Self::Chatons => {
                lang.pick("chez un membre du collectif CHATONS", "at a member of the CHATONS collective")
            }
            Self::Provider => lang.pick("chez un prestataire", "at a provider"),
            Self::Yunohost => lang.pick("sur un serveur YunoHost", "on a YunoHost server"),
            Self::SelfHosted => lang.pick("sur votre serveur", "on a server of yours"),
            Self::Desktop => lang.pick("à installer sur l'ordinateur", "installed on the computer"),
            Self::Mobile => lang.pick("à installer sur le téléphone", "installed on the phone"),
            Self::VendorCloud => lang.pick("chez l'éditeur", "at the publisher's"),
        }
    }

    /// Tells whether a server must be administered.
    pub fn needs_a_server(self) -> bool {
        matches!(self, Self::Yunohost | Self::SelfHosted)
    }
}
