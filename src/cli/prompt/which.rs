//! Which of several near names was meant.

use super::product::keep;
use super::{Menu, Picked, PromptError, Prompter, Way};
use crate::catalog::Catalog;
use crate::questionnaire::Scope;
use crate::text::{Lang, clean};

/// A name that the catalogue does not know, and those that come near.
pub(crate) struct Near<'a> {
    /// The name, as it was typed.
    pub(crate) typed: &'a str,
    /// The names that come near.
    pub(crate) names: &'a [String],
    /// What is looked among.
    pub(crate) scope: Scope,
}

impl Near<'_> {
    /// Asks which name was meant, or whether the name is kept as it was typed; returns what the dossier keeps.
    pub(crate) fn ask(
        &self,
        prompter: &mut dyn Prompter,
        catalog: &Catalog,
        lang: Lang,
    ) -> Result<Result<String, Way>, PromptError> {
        let typed = clean(self.typed);
        let typed = typed.trim();
        let title =
            lang.pick(format!("« {typed} » : lequel est-ce ?"), format!("“{typed}”: which one is it?"));
        let kept = lang
            .pick(format!("aucun : garder « {typed} » tel quel"), format!("none: keep “{typed}” as it is"));
        let mut items: Vec<String> = self.names.iter().map(|name| clean(name)).collect();
        items.push(lang.typeset(&kept));
        Ok(match prompter.pick(&Menu { title: &lang.typeset(&title), items: &items, lang })? {
            Picked::Item(index) => {
                let stored = self.names.get(index).map(|name| keep(catalog, self.scope, name, lang));
                Ok(stored.unwrap_or_else(|| typed.to_owned()))
            }
            Picked::Back => Err(Way::Back),
            Picked::Interrupted => Err(Way::Stop),
        })
    }
}
