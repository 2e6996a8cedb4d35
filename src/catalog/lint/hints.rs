//! What to do about each code: the half of CONTRIBUTING.md that fits on one line.

use crate::text::Text;

/// Returns what to do about a problem, for the codes where that does not depend on the value.
pub(super) fn hint_of(code: &str) -> Option<Text> {
    let (fr, en) = match code {
        "unknown-usage" => (
            "les usages possibles : diaglibre catalog stats",
            "the usages that exist: diaglibre catalog stats",
        ),
        "unknown-vendor" => ("ajoutez-le à vendors.yaml", "add it to vendors.yaml"),
        "unknown-licence" => (
            "ajoutez-la à licences.yaml, en disant si elle est libre",
            "add it to licences.yaml, with whether it is libre",
        ),
        "bad-id" => (
            "des minuscules sans accent, des chiffres et des tirets : `mon-outil`",
            "lower-case letters without accents, digits and hyphens: `my-tool`",
        ),
        "bad-country" => (
            "deux capitales, comme `FR` ; `ZZ` pour plusieurs pays",
            "two capitals, such as `FR`; `ZZ` for several countries",
        ),
        "bad-url" => ("l'adresse entière, `https://…`", "the whole address, `https://…`"),
        "file-name" => {
            ("renommez le fichier : un identifiant ne change pas", "rename the file: an id does not change")
        }
        "other-usage" => {
            ("ajoutez l'usage à cette fiche, ou corrigez-le", "add the usage to that record, or correct it")
        }
        "not-libre" => (
            "`core-only`, `client-only` ou `contested` si c'est vrai, sinon rejected.yaml",
            "`core-only`, `client-only` or `contested` if it is true, else rejected.yaml",
        ),
        "missing-licence" => {
            ("lisez-la dans le dépôt du logiciel", "read it in the repository of the software")
        }
        "missing-hosting" => (
            "au moins une façon de l'obtenir, `assumed: true` si personne n'a pu vérifier",
            "at least one way of getting it, `assumed: true` if nobody could check",
        ),
        "missing-losses" => ("dites au moins ce qui ne suit pas", "say at least what does not come along"),
        "missing-mitigation" => ("dites ce qu'on peut faire en attendant", "say what can be done meanwhile"),
        "missing-source" => (
            "`source: {url: \"https://…\", checked_on: 2026-11-23}`, avec le jour de la lecture",
            "`source: {url: \"https://…\", checked_on: 2026-11-23}`, with the day of the reading",
        ),
        "stale" | "ageing" => (
            "relisez la page, corrigez la fiche, changez `checked_on`",
            "read the page again, correct the record, change `checked_on`",
        ),
        "past-end" => ("écrivez `state: closed`", "write `state: closed`"),
        "dead-end" => (
            "ajoutez une migration, ou `no_alternative` avec sa raison",
            "add a migration, or `no_alternative` with its reason",
        ),
        "no-choice" => (
            "ajoutez un logiciel libre, ou `no_alternative` à un outil",
            "add a libre software, or `no_alternative` to a tool",
        ),
        _ => return None,
    };
    Some(Text::new(fr, en))
}
