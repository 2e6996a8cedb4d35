//! What the document says by itself where the catalogue has no record: parts of a move, accounts to recover.

use super::writer::Writer;
use crate::catalog::{Lot, Lots};
use crate::text::Lang;

/// What one part of a move is about.
pub(super) struct Part {
    /// What it handles, as a sentence.
    pub(super) what: &'static str,
    /// How one sees that it is over; nothing when the end of the whole move says it.
    pub(super) done_when: Option<String>,
}

/// Describes a part of a move away from a tool.
pub(super) fn part(lang: Lang, lots: Option<Lots>, lot: Lot, tool: &str) -> Part {
    let public = lots != Some(Lots::PilotFirst);
    let what = match (lot, public) {
        (Lot::First, true) => lang.pick(
            "Les documents ouverts au public, et eux seuls.",
            "The documents open to the public, and only those.",
        ),
        (Lot::Rest, true) => lang.pick("Les documents internes.", "The internal documents."),
        (Lot::First, false) => lang.pick("Un seul poste, dit pilote.", "One machine only, the pilot."),
        (Lot::Rest, false) => lang.pick("Tous les autres postes.", "All the other machines."),
    };
    let done_when = match (lot, public) {
        (Lot::Rest, true) => None,
        (Lot::First, true) => Some(lang.pick(
            format!("Le public ouvre les documents à leur nouvelle adresse, et plus aucun lien du site ne mène à {tool}."),
            format!("The public opens the documents at their new address, and no link of the site leads to {tool} any more."),
        )),
        (Lot::Rest, false) => Some(lang.pick(
            format!("Tout le monde travaille depuis un mois sans revenir à {tool}."),
            format!("Everybody has worked for a month without going back to {tool}."),
        )),
        (Lot::First, false) => Some(lang.pick(
            format!("La personne du poste pilote travaille depuis un mois sans revenir à {tool}."),
            format!("The person at the pilot machine has worked for a month without going back to {tool}."),
        )),
    };
    Part { what, done_when }
}

/// Returns the actions that recover an account.
pub(super) fn recovery_steps(writer: &Writer<'_>) -> [&'static str; 5] {
    writer.lang.pick(
        [
            "Cherchez l'adresse électronique du compte : message de bienvenue, factures, carnet de mots de passe.",
            "Interrogez les personnes qui ont tenu le bureau, le site ou l'informatique avant vous.",
            "Suivez la procédure de récupération de l'éditeur, avec un justificatif au nom de l'association.",
            "Remplacez l'adresse du compte par une adresse de l'association et changez le mot de passe.",
            "Donnez les droits à une deuxième personne et notez où sont gardés les codes.",
        ],
        [
            "Look for the e-mail address of the account: welcome message, invoices, list of passwords.",
            "Ask those who ran the board, the site or the computers before you.",
            "Follow the recovery procedure of the vendor, with a document in the name of the association.",
            "Put an address of the association on the account and change the password.",
            "Give the rights to a second person and write down where the codes are kept.",
        ],
    )
}
