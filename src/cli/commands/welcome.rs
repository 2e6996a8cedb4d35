//! Without a command, on a terminal: a first diagnosis, or what to do with those that are there.

use std::path::Path;

use super::diagnose::DiagnoseOptions;
use super::report;
use crate::cli::failure::{Exit, Failure};
use crate::cli::prompt::{Menu, Picked, prompter};
use crate::cli::{Context, interview};
use crate::store;
use crate::text::verbatim;

/// Begins a diagnosis where there is none; else proposes to go on, to make the report, or to begin another one.
pub(in crate::cli) fn welcome(context: &Context) -> Result<Exit, Failure> {
    let dossiers = store::dossiers_in(Path::new("."));
    let fresh = DiagnoseOptions::default();
    if dossiers.is_empty() {
        return interview(context, fresh);
    }
    let lang = context.lang;
    let mut items = Vec::new();
    for dossier in &dossiers {
        let name = verbatim(dossier.display());
        items.push(lang.typeset(&lang.pick(format!("Reprendre {name}"), format!("Go on with {name}"))));
        items.push(lang.typeset(
            &lang.pick(format!("Faire le rapport de {name}"), format!("Make the report of {name}")),
        ));
    }
    items.push(lang.pick("Commencer un nouveau diagnostic", "Begin a new diagnosis").to_owned());
    let title = lang.typeset(lang.pick("Que voulez-vous faire ?", "What do you want to do?"));
    let menu = Menu { title: &title, items: &items, lang };
    match prompter(false, lang, context.color).pick(&menu)? {
        Picked::Item(index) => match dossiers.get(index / 2) {
            Some(dossier) if index % 2 == 0 => {
                interview(context, DiagnoseOptions { dossier: Some(dossier.clone()), ..fresh })
            }
            Some(dossier) => report::report(context, dossier, report::Options::default()),
            None => interview(context, fresh),
        },
        Picked::Back => Ok(Exit::Done),
        Picked::Interrupted => Ok(Exit::Interrupted),
    }
}
