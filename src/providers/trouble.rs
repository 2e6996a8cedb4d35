//! Why something could not be had from a directory, in the words of a reader.

use crate::text::Text;

/// Why an address gave nothing that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The name of the host is not known, or nobody answers for names.
    Name,
    /// The address is private, local, or of a kind that is not followed.
    Refused(String),
    /// The machine does not answer.
    Connect,
    /// The certificate is not trusted, or the encrypted line could not be made.
    Certificate,
    /// Too long without an answer.
    Slow,
    /// The time for the whole run is over.
    OutOfTime,
    /// An answer that is none: its code.
    Status(u16),
    /// More bytes than are read, in KiB.
    TooLarge(u64),
    /// The line was cut in the middle.
    Cut,
    /// More redirections than are followed, or a circle of them.
    Redirects,
    /// A redirection out of an encrypted line to a plain one.
    Downgrade,
    /// Something that is not the data that was expected: what it is instead.
    NotData(Text),
    /// Nothing was asked.
    Offline,
    /// Too many requests for one run.
    TooMany(usize),
}

impl Trouble {
    /// Returns the reason as a phrase that follows a colon.
    pub fn text(&self) -> Text {
        match self {
            Self::Name => Text::new(
                "nom de site introuvable, ou pas d'Internet",
                "the name of the site cannot be found, or there is no Internet",
            ),
            Self::Refused(address) => Text::new(
                format!("adresse refusée, car privée ou d'un genre qui n'est pas suivi ({address})"),
                format!("address refused, as it is private or of a kind that is not followed ({address})"),
            ),
            Self::Connect => Text::new("le site ne répond pas", "the site does not answer"),
            Self::Certificate => Text::new(
                "le certificat du site n'est pas reconnu",
                "the certificate of the site is not trusted",
            ),
            Self::Slow => {
                Text::new("le site met trop de temps à répondre", "the site takes too long to answer")
            }
            Self::OutOfTime => Text::new("le temps prévu est écoulé", "the time allowed is over"),
            Self::Status(404 | 410) => Text::new("rien à cette adresse", "there is nothing at this address"),
            Self::Status(401 | 403) => Text::new("le site refuse l'accès", "the site denies access"),
            Self::Status(429) => Text::new("le site demande d'attendre", "the site asks to wait"),
            Self::Status(code @ 500..) => Text::new(
                format!("le site est en panne (code {code})"),
                format!("the site is out of order (code {code})"),
            ),
            Self::Status(code) => Text::new(
                format!("réponse inattendue (code {code})"),
                format!("unexpected answer (code {code})"),
            ),
            Self::TooLarge(kib) => {
                Text::new(format!("la réponse dépasse {kib} Kio"), format!("the answer is above {kib} KiB"))
            }
            Self::Cut => Text::new("la réponse est coupée en chemin", "the answer was cut on its way"),
            Self::Redirects => Text::new(
                "le site renvoie sans fin d'une adresse à l'autre",
                "the site sends on from one address to another without end",
            ),
            Self::Downgrade => Text::new(
                "le site renvoie vers une adresse sans chiffrement",
                "the site sends on to an address without encryption",
            ),
            Self::NotData(what) => what.clone(),
            Self::Offline => {
                Text::new("rien n'a été demandé sur Internet", "nothing was asked over the Internet")
            }
            Self::TooMany(most) => Text::new(
                format!("plus de {most} fichiers à lire"),
                format!("more than {most} files to read"),
            ),
        }
    }

    /// Tells whether the site answered for certain that there is nothing: an older copy would be wrong.
    pub fn is_definite(&self) -> bool {
        matches!(self, Self::Status(404 | 410))
    }
}
