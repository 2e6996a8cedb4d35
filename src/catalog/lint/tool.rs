//! Tools and their migrations.

use super::Linter;
use crate::catalog::extension::ToolExtension;
use crate::catalog::raw::Located;
use crate::catalog::{Catalog, Export, Migration, NoAlternative, Path, State, Status, Tool};
use crate::path;
use crate::yaml::{Segment, Source};

impl Linter {
    pub(super) fn check_tool(&mut self, located: &Located<'_, Tool>) {
        let (source, tool) = (located.source, &located.record);
        self.check_file_name(source, &tool.id);
        self.check_id(source, path!["id"], &tool.id);
        self.check_usages(source, &tool.usages);
        self.check_distinct(source, &tool.distinct_from);
        self.check_reference("unknown-vendor", source, path!["vendor"], &tool.vendor);
        if let Some(suite) = &tool.part_of {
            self.check_reference("unknown-tool", source, path!["part_of"], suite);
        }
        self.check_status(source, &tool.status);
        self.check_text(source, path!["levels", "reason"], &tool.levels.reason);
        self.check_exports(source, &tool.exports);
        self.check_reserves(source, &tool.reserves);
        self.check_migrations(source, &tool.migrations, &tool.usages);
        self.check_no_alternatives(source, &tool.no_alternative, &tool.usages);
        if tool.migrations.is_empty() && tool.no_alternative.is_empty() {
            let (fr, en) = (
                "ni migration ni `no_alternative` : cet outil est une impasse".to_owned(),
                "neither a migration nor `no_alternative`: this tool is a dead end".to_owned(),
            );
            self.error("dead-end", source, path!["id"], fr, en);
        }
    }

    /// Checks what a local catalogue says of a known tool.
    pub(super) fn check_tool_extension(&mut self, located: &Located<'_, ToolExtension>, base: &Catalog) {
        let (source, tool) = (located.source, &located.record);
        self.check_file_name(source, &tool.id);
        self.check_reference("unknown-tool", source, path!["id"], &tool.id);
        self.check_usages(source, &tool.usages);
        if let Some(vendor) = &tool.vendor {
            self.check_reference("unknown-vendor", source, path!["vendor"], vendor);
        }
        if let Some(status) = &tool.status {
            self.check_status(source, status);
        }
        if let Some(levels) = &tool.levels {
            self.check_text(source, path!["levels", "reason"], &levels.reason);
        }
        self.check_exports(source, &tool.exports);
        self.check_reserves(source, &tool.reserves);
        let mut usages = base.tools.get(&tool.id).map(|known| known.usages.clone()).unwrap_or_default();
        usages.extend(tool.usages.iter().cloned());
        self.check_migrations(source, &tool.migrations, &usages);
        self.check_no_alternatives(source, &tool.no_alternative, &usages);
    }

    fn check_status(&mut self, source: Source<'_>, status: &Status) {
        if status.state != State::Active && (status.date.is_none() || status.source.is_none()) {
            let (fr, en) = (
                "la fin demande `date` et `source`".to_owned(),
                "an end needs `date` and `source`".to_owned(),
            );
            self.error("missing-source", source, path!["status"], fr, en);
        }
        if status.state != State::Closed && status.date.is_some_and(|date| date < self.today) {
            let (fr, en) = ("la date de fin est passée".to_owned(), "the end date has passed".to_owned());
            self.error("past-end", source, path!["status"], fr, en);
        }
        // An end does not grow old.
        if let Some(reference) = &status.source {
            self.check_url(source, path!["status", "source", "url"], &reference.url);
        }
    }

    fn check_exports(&mut self, source: Source<'_>, exports: &[Export]) {
        for (index, export) in exports.iter().enumerate() {
            self.check_text(source, path!["exports", index, "covers"], &export.covers);
            self.check_source(source, path!["exports", index, "source"], &export.source);
        }
    }

    fn check_migrations(&mut self, source: Source<'_>, migrations: &[Migration], usages: &[String]) {
        for (index, migration) in migrations.iter().enumerate() {
            let same = |other: &&Migration| other.to == migration.to && other.usage == migration.usage;
            if migrations[..index].iter().find(same).is_some() {
                let (fr, en) = (
                    format!("la migration vers « {} » pour cet usage existe déjà", migration.to),
                    format!("the migration to `{}` for this usage exists already", migration.to),
                );
                self.error("duplicate-id", source, path!["migrations", index, "to"], fr, en);
            }
            let at = path!["migrations", index];
            self.check_migration(source, at, migration);
            self.check_serves(source, path!["migrations", index, "usage"], &migration.usage, usages);
        }
    }

    /// Checks that a usage is one of the tool's.
    fn check_serves(&mut self, source: Source<'_>, at: &[Segment], usage: &str, usages: &[String]) {
        if self.known.usages.contains(usage) && !usages.iter().any(|known| known == usage) {
            let (fr, en) =
                (format!("l'outil ne sert pas à « {usage} »"), format!("the tool does not serve `{usage}`"));
            self.error("other-usage", source, at, fr, en);
        }
    }

    fn check_migration(&mut self, source: Source<'_>, at: &[Segment], migration: &Migration) {
        let here = |key: &str| [at, path![key]].concat();
        self.check_reference("unknown-alternative", source, &here("to"), &migration.to);
        self.check_reference("unknown-usage", source, &here("usage"), &migration.usage);
        self.check_text(source, &here("reason"), &migration.reason);
        for (key, text) in [
            ("done_when", &migration.done_when),
            ("way_back", &migration.way_back),
            ("watch", &migration.watch),
        ] {
            if let Some(text) = text {
                self.check_text(source, &here(key), text);
            }
        }
        for (key, texts) in
            [("keeps", &migration.keeps), ("loses", &migration.loses), ("steps", &migration.steps)]
        {
            self.check_texts(source, &here(key), texts);
        }
        if migration.loses.is_empty() {
            let (fr, en) = (
                "rien n'est dit de ce qui se perd (`loses`)".to_owned(),
                "nothing is said of what is lost (`loses`)".to_owned(),
            );
            self.error("missing-losses", source, at, fr, en);
        }
        // That a program takes the content along is a fact, and no guess.
        let guessed = matches!(migration.path, Path::Importer | Path::ThirdPartyTool)
            && migration.all_sources().next().is_none();
        if guessed {
            let (fr, en) = (
                "un import ou un outil tiers est un fait : il demande une source".to_owned(),
                "an importer or a program of somebody else is a fact: it needs a source".to_owned(),
            );
            self.error("missing-source", source, at, fr, en);
        } else {
            self.check_claim(source, at, migration.all_sources(), migration.assumed);
        }
    }

    fn check_no_alternatives(&mut self, source: Source<'_>, records: &[NoAlternative], usages: &[String]) {
        for (index, record) in records.iter().enumerate() {
            let here = |key: &str| path!["no_alternative", index, key].to_vec();
            self.check_reference("unknown-usage", source, &here("usage"), &record.usage);
            self.check_serves(source, &here("usage"), &record.usage, usages);
            self.check_text(source, &here("reason"), &record.reason);
            self.check_text(source, &here("watch"), &record.watch);
            self.check_texts(source, &here("mitigation"), &record.mitigation);
            if record.mitigation.is_empty() {
                let (fr, en) = (
                    "rien n'est proposé en attendant (`mitigation`)".to_owned(),
                    "nothing is proposed meanwhile (`mitigation`)".to_owned(),
                );
                self.error("missing-mitigation", source, &here("usage"), fr, en);
            }
            self.check_source(source, &here("source"), &record.source);
        }
    }
}
