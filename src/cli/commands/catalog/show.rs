//! `catalog show`: all that is known of one record, as a page that a volunteer can read.

use jiff::civil::Date;

use super::label;
use crate::catalog::{
    AGEING_MONTHS, Alternative, Catalog, Component, French, Hosting, Maturity, Migration, Rejected, Reserve,
    Retired, Setup, Skills, SourceRef, State, Subject, Tool, country,
};
use crate::cli::failure::{Exit, Failure};
use crate::cli::page::Page;
use crate::cli::{Context, output};
use crate::problem::did_you_mean;
use crate::providers::Evidence;
use crate::store::Bundle;
use crate::text::{Lang, Text, sentence};

/// Shows what is known of one record.
pub(in crate::cli) fn show(context: &Context, name: &str, json: bool) -> Result<Exit, Failure> {
    let subjects = find(&context.bundle.catalog, name)?;
    if json {
        let records: Vec<_> = subjects.iter().map(|subject| row(*subject)).collect();
        return output::json(&serde_json::json!({"format": 1, "records": records}));
    }
    let mut shower = Shower {
        bundle: &context.bundle,
        catalog: &context.bundle.catalog,
        today: context.date,
        page: Page::new(context),
    };
    for subject in subjects {
        match subject {
            Subject::Tool(tool) => shower.tool(tool),
            Subject::Alternative(alternative) => shower.alternative(alternative),
            Subject::Rejected(record) => shower.rejected(record),
            Subject::Retired(record) => shower.retired(record),
        }
    }
    output::data(&shower.page.finish())
}

/// Returns every record that a name certainly means: a tool can also be a software that is not proposed.
fn find<'c>(catalog: &'c Catalog, name: &str) -> Result<Vec<Subject<'c>>, Failure> {
    let mut exact: Vec<Subject<'c>> = catalog
        .search(name)
        .into_iter()
        .filter(|found| found.distance == 0)
        .map(|found| found.subject)
        .collect();
    // An id means its record only.
    if let Some(known) = exact.iter().copied().find(|subject| subject.id() == name) {
        exact.retain(|subject| subject.id() == known.id());
    }
    if !exact.is_empty() {
        return Ok(exact);
    }
    let text = Text::new(
        format!("« {name} » n'est pas dans le catalogue"),
        format!("`{name}` is not in the catalogue"),
    );
    let known = catalog.tools.keys().chain(catalog.alternatives.keys()).map(String::as_str);
    let near = || {
        let found = catalog.search(name).into_iter().next()?.subject;
        Some(Text::new(
            format!("vouliez-vous dire « {} » ?", found.name(Lang::Fr)),
            format!("did you mean “{}”?", found.name(Lang::En)),
        ))
    };
    let usage = catalog.usage_named(name).map(|usage| {
        Text::new(
            format!("c'est un usage : diaglibre catalog list --usage {}", usage.id),
            format!("it is a usage: diaglibre catalog list --usage {}", usage.id),
        )
    });
    let hint = usage.or_else(|| did_you_mean(name, known)).or_else(near).unwrap_or_else(|| {
        Text::new("tout voir : diaglibre catalog list", "to see everything: diaglibre catalog list")
    });
    Err(Failure::new(Exit::Failure, text).with_hint(hint))
}

fn row(subject: Subject<'_>) -> serde_json::Value {
    match subject {
        Subject::Tool(tool) => serde_json::json!({"kind": "tool", "record": tool}),
        Subject::Alternative(one) => serde_json::json!({"kind": "alternative", "record": one}),
        Subject::Rejected(record) => serde_json::json!({"kind": "rejected", "record": record}),
        Subject::Retired(record) => serde_json::json!({"kind": "retired", "record": record}),
    }
}

struct Shower<'a> {
    bundle: &'a Bundle,
    catalog: &'a Catalog,
    today: Date,
    page: Page,
}

impl Shower<'_> {
    fn say<T>(&self, fr: T, en: T) -> T {
        self.page.lang().pick(fr, en)
    }

    /// Adds a label and what it says, when it says something.
    fn fact(&mut self, label: (&str, &str), value: &str) {
        if !value.is_empty() {
            let line = self.say(format!("{} : {value}", label.0), format!("{}: {value}", label.1));
            self.page.item(&line);
        }
    }

    fn tool(&mut self, tool: &Tool) {
        let lang = self.page.lang();
        self.page.title(tool.name.get(lang));
        if let Some(vendor) = self.catalog.vendor_of(tool) {
            let value = format!("{} ({})", vendor.name.get(lang), country(&vendor.jurisdiction, lang));
            self.fact(("Éditeur", "Vendor"), &value);
        }
        self.ending(tool);
        self.fact(("Usages", "Usages"), &self.usages(&tool.usages));
        self.suite(tool);
        self.names(&tool.aliases, &tool.distinct_from, tool.origin.is_local());
        self.judgement(&tool.levels.reason);
        for export in &tool.exports {
            let covers = export.covers.get(lang);
            let line = self.say(
                format!("Pour en sortir, {} : {covers}", export.format.fr),
                format!("To get out, {}: {covers}", export.format.en),
            );
            self.page.item(&line);
            self.sources([&export.source]);
        }
        self.reserves(&tool.reserves);
        for migration in &tool.migrations {
            self.migration(migration);
        }
        for record in &tool.no_alternative {
            let usage = label(self.catalog, &record.usage, lang);
            // Beside a move, the record speaks of the part that the move leaves behind.
            let title = match tool.migrations_for(&record.usage).next() {
                None => lang.pick(
                    format!("{usage} : pas de logiciel libre adapté"),
                    format!("{usage}: no adequate libre software"),
                ),
                Some(_) => lang.pick(
                    format!("{usage} : ce que rien de libre ne remplace"),
                    format!("{usage}: what nothing libre replaces"),
                ),
            };
            self.page.title(&title);
            self.page.paragraph(&sentence(record.reason.get(lang)));
            self.page.paragraph(lang.pick("En attendant :", "Meanwhile:"));
            record.mitigation.iter().for_each(|text| self.page.item(text.get(lang)));
            self.page.paragraph(&sentence(record.watch.get(lang)));
            self.sources([&record.source]);
        }
    }

    fn ending(&mut self, tool: &Tool) {
        let Some(date) = tool.status.date else { return };
        let date = self.page.lang().date(date);
        let line = match tool.status.state {
            State::Closed => self.say(format!("Fermé depuis le {date}."), format!("Closed since {date}.")),
            _ => self.say(format!("Fermeture annoncée pour le {date}."), format!("Closing on {date}.")),
        };
        self.page.paragraph(&line);
        self.sources(&tool.status.source);
    }

    /// Adds the reason of the readings, told apart from the facts.
    fn judgement(&mut self, reason: &Text) {
        let line = self.say(
            format!("Notre jugement : {}", sentence(&reason.fr)),
            format!("Our judgement: {}", sentence(&reason.en)),
        );
        self.page.paragraph(&line);
    }

    /// Says which suite a tool is part of, and what is part of it.
    fn suite(&mut self, tool: &Tool) {
        let lang = self.page.lang();
        let name = |id: &String| self.catalog.tools.get(id).map(|suite| suite.name.get(lang).to_owned());
        let suite = tool.part_of.as_ref().and_then(name).unwrap_or_default();
        let parts: Vec<&str> = self
            .catalog
            .tools
            .values()
            .filter(|part| part.part_of.as_ref() == Some(&tool.id))
            .map(|part| part.name.get(lang))
            .collect();
        let parts = lang.enumerate(&parts);
        self.fact(("Fait partie de", "Part of"), &suite);
        self.fact(("Contient, à quitter un par un", "Holds, to be left one by one"), &parts);
    }

    fn names(&mut self, aliases: &[String], distinct_from: &[String], local: bool) {
        self.fact(("On dit aussi", "Also called"), &aliases.join(", "));
        let lang = self.page.lang();
        let name = |id: &String| {
            let tool = self.catalog.tools.get(id).map(|tool| &tool.name);
            let name = tool.or(self.catalog.alternatives.get(id).map(|one| &one.name));
            name.map_or(id.as_str(), |name| name.get(lang)).to_owned()
        };
        let others: Vec<String> = distinct_from.iter().map(name).collect();
        self.fact(("À ne pas confondre avec", "Not to be confused with"), &others.join(", "));
        if local {
            let line = self.say(
                "Fiche locale : une partie de ces faits vient de vos propres fiches.",
                "Local record: a part of these facts comes from your own records.",
            );
            self.page.item(line);
        }
    }

    fn usages(&self, usages: &[String]) -> String {
        let lang = self.page.lang();
        let labels: Vec<&str> = usages.iter().map(|usage| label(self.catalog, usage, lang)).collect();
        labels.join(", ")
    }

    fn migration(&mut self, migration: &Migration) {
        let (lang, catalog) = (self.page.lang(), self.catalog);
        let name =
            catalog.alternatives.get(&migration.to).map_or(migration.to.as_str(), |to| to.name.get(lang));
        let local =
            if migration.origin.is_local() { lang.pick(", fiche locale", ", local record") } else { "" };
        self.page.title(&format!("→ {name} ({}{local})", label(catalog, &migration.usage, lang)));
        let fit = migration.fit.text();
        self.page.paragraph(&sentence(&format!(
            "{}{}{}",
            fit.get(lang),
            lang.pick(" ; ", "; "),
            migration.path.label(lang)
        )));
        self.judgement(&migration.reason);
        for (title, texts) in [
            (lang.pick("Ce qu'on perd :", "What is lost:"), &migration.loses),
            (lang.pick("Ce qu'on garde :", "What is kept:"), &migration.keeps),
        ] {
            if !texts.is_empty() {
                self.page.paragraph(title);
                texts.iter().for_each(|text| self.page.item(text.get(lang)));
            }
        }
        let how = if migration.steps.is_empty() {
            lang.pick("Comment, en général :", "How, in general:")
        } else {
            lang.pick("Comment :", "How:")
        };
        self.page.paragraph(how);
        for (index, step) in catalog.guide(migration).iter().enumerate() {
            self.page.under(&format!("{}. {}", index + 1, step.get(lang)));
        }
        let text = |text: Option<&Text>| text.map(|text| text.get(lang).to_owned()).unwrap_or_default();
        self.fact(("C'est fini quand", "It is over when"), &text(catalog.done_when(migration)));
        self.fact(("Retour possible", "Way back"), &text(catalog.way_back(migration)));
        if let Some(page) = &migration.documentation {
            self.fact(("Page à suivre", "Page to follow"), &page.url);
        }
        if migration.assumed {
            let line = lang.pick(
                "Chemin supposé : aucune source ne le décrit en entier.",
                "Assumed path: no source describes all of it.",
            );
            self.page.paragraph(line);
        }
        self.sources(migration.all_sources());
    }

    fn alternative(&mut self, alternative: &Alternative) {
        let lang = self.page.lang();
        self.page.title(alternative.name.get(lang));
        self.page.paragraph(&sentence(alternative.summary.get(lang)));
        self.page.paragraph(&alternative.website);
        self.fact(("Usages", "Usages"), &self.usages(&alternative.usages));
        self.names(&alternative.aliases, &alternative.distinct_from, alternative.origin.is_local());
        let libre = alternative.libre.reserve().unwrap_or(Text::new("oui, en entier", "yes, all of it"));
        self.fact(("Libre", "Libre"), libre.get(lang));
        for licence in &alternative.licences {
            let part = match licence.component {
                Component::All => "",
                Component::Server => lang.pick(" (serveur)", " (server)"),
                Component::Client => lang.pick(" (application)", " (application)"),
                Component::Core => lang.pick(" (cœur libre)", " (libre core)"),
                Component::Other => lang.pick(" (parties à part)", " (parts beside it)"),
            };
            let spdx =
                licence.spdx.strip_prefix("LicenseRef-").map_or(licence.spdx.as_str(), |own| match own {
                    "proprietary" => lang.pick("propriétaire", "proprietary"),
                    own => own,
                });
            self.page.item(&lang.pick(format!("Licence{part} : {spdx}"), format!("Licence{part}: {spdx}")));
            self.sources([&licence.source]);
        }
        self.fact(("Code source", "Source code"), alternative.source_code.as_deref().unwrap_or_default());
        self.fact(("État", "State"), maturity(alternative.status, lang));
        self.fact(("Français", "French"), french(alternative.french, lang));
        self.fact(("Il faut savoir", "One must know"), skills(alternative, lang));
        self.page.paragraph(lang.pick("Où l'obtenir :", "Where to get it:"));
        alternative.hosting.iter().for_each(|way| self.hosting(way));
        self.known_hosts(&alternative.id);
        self.reserves(&alternative.reserves);
        let to = |tool: &&Tool| tool.migrations.iter().any(|one| one.to == alternative.id);
        let from: Vec<&str> =
            self.catalog.tools.values().filter(to).map(|tool| tool.name.get(lang)).collect();
        if !from.is_empty() {
            self.page.gap();
            let from = lang.enumerate(&from);
            self.page.paragraph(&lang.pick(format!("Remplace : {from}."), format!("Replaces: {from}.")));
        }
    }

    fn hosting(&mut self, way: &Hosting) {
        let lang = self.page.lang();
        let colon = lang.pick(" : ", ": ");
        let name = way.name.as_ref().map(|name| name.get(lang));
        let named: Vec<&str> = name.into_iter().chain(way.url.as_deref()).collect();
        let name = if named.is_empty() { String::new() } else { format!("{colon}{}", named.join(", ")) };
        let note = way.note.as_ref().map(|note| format!(". {}", note.get(lang))).unwrap_or_default();
        let doubt = if way.assumed {
            lang.pick(" À vérifier avant de compter dessus.", " To be checked before you count on it.")
        } else {
            ""
        };
        self.page.item(&format!("{}{doubt}", sentence(&format!("{}{name}{note}", way.mode.label(lang)))));
        self.sources(&way.source);
    }

    /// Adds the structures of the directory that host a software, as far as public documents tell.
    fn known_hosts(&mut self, id: &str) {
        let lang = self.page.lang();
        let hosts = self.bundle.directory.providers.iter().filter(|one| {
            one.evidence != Evidence::None
                && one.hosting == Some(true)
                && one.software.as_ref().is_some_and(|software| software.contains(id))
        });
        let names: Vec<String> = hosts
            .map(|one| match &one.website {
                Some(website) => format!("{} ({website})", one.name),
                None => one.name.clone(),
            })
            .collect();
        if !names.is_empty() {
            let (names, date) = (names.join(", "), lang.date(self.bundle.directory.compiled));
            self.page.item(&lang.pick(
                format!("Structures qui l'hébergent, d'après la liste du {date} : {names}"),
                format!("Structures that host it, by the list of {date}: {names}"),
            ));
        }
    }

    fn rejected(&mut self, record: &Rejected) {
        let lang = self.page.lang();
        self.page.title(&record.name);
        let date = lang.date(record.source.checked_on);
        self.page.paragraph(&lang.pick(
            format!("Non proposé comme logiciel libre (examiné le {date})."),
            format!("Not proposed as libre software (looked at on {date})."),
        ));
        self.page.paragraph(record.reason.get(lang));
        self.sources([&record.source]);
    }

    fn retired(&mut self, record: &Retired) {
        let lang = self.page.lang();
        self.page.title(&record.name);
        if let Some(ended) = record.ended {
            let date = lang.date(ended);
            self.page.paragraph(&lang.pick(format!("Arrêté le {date}."), format!("Ended on {date}.")));
        }
        self.page.paragraph(record.reason.get(lang));
        self.sources([&record.source]);
    }

    fn reserves(&mut self, reserves: &[Reserve]) {
        let lang = self.page.lang();
        for reserve in reserves {
            let line =
                lang.pick(format!("Réserve : {}", reserve.text.fr), format!("Reserve: {}", reserve.text.en));
            self.page.item(&line);
            self.sources([&reserve.source]);
        }
    }

    /// Adds where and when something was read, and how old that is once it shows.
    fn sources<'s>(&mut self, sources: impl IntoIterator<Item = &'s SourceRef>) {
        let lang = self.page.lang();
        for source in sources {
            let date = lang.date(source.checked_on);
            let months = source.age_in_months(self.today);
            let age = if months >= AGEING_MONTHS {
                lang.pick(format!(", il y a {months} mois"), format!(", {months} months ago"))
            } else {
                String::new()
            };
            let line = lang.pick(
                format!("Lu le {date}{age} : {}", source.url),
                format!("Read on {date}{age}: {}", source.url),
            );
            self.page.under(&line);
        }
    }
}

fn maturity(status: Maturity, lang: Lang) -> &'static str {
    match status {
        Maturity::Stable => lang.pick("éprouvé", "proven"),
        Maturity::Beta => {
            lang.pick("jeune : à éviter pour une activité vitale", "young: not for a vital activity")
        }
        Maturity::Maintenance => {
            lang.pick("entretenu, sans grande nouveauté", "maintained, without much that is new")
        }
        Maturity::Unknown => lang.pick("inconnu", "unknown"),
    }
}

fn french(french: French, lang: Lang) -> &'static str {
    match french {
        French::Full => lang.pick("oui", "yes"),
        French::Partial => lang.pick("en partie", "in part"),
        French::None => lang.pick("non", "no"),
        French::Unknown => lang.pick("à vérifier", "to be checked"),
    }
}

fn skills(alternative: &Alternative, lang: Lang) -> &'static str {
    match alternative.skills {
        Skills::User if alternative.setup == Setup::None && alternative.platform.is_none() => {
            lang.pick("l'installer et choisir des réglages", "install it and choose settings")
        }
        Skills::None => lang.pick("rien de particulier", "nothing in particular"),
        Skills::User => {
            lang.pick("créer un compte et choisir des réglages", "create an account and choose settings")
        }
        Skills::Tinkerer => lang.pick(
            "installer un programme, suivre un guide technique",
            "install a program, follow a technical guide",
        ),
        Skills::Admin => lang.pick("administrer un serveur", "administer a server"),
    }
}
