//! What only shows once every record is there: usages without a choice, suites that hold themselves.

use super::Linter;
use crate::catalog::raw::RawCatalog;
use crate::catalog::{Alternative, Catalog, Migration};
use crate::path;
use crate::yaml::Source;

/// How many alternatives a usage has at least, when no record says that there is none.
const CHOICE: usize = 2;

impl Linter {
    /// Checks the whole catalogue, and reports in the files that were read.
    pub(super) fn check_coverage(&mut self, catalog: &Catalog, raw: &RawCatalog<'_>) {
        self.check_choice(catalog, raw);
        for located in &raw.tools {
            if is_in_itself(catalog, &located.record.id) {
                let id = &located.record.id;
                let (fr, en) =
                    (format!("« {id} » fait partie de lui-même"), format!("`{id}` is a part of itself"));
                self.error("cycle", located.source, path!["part_of"], fr, en);
            }
            self.check_usage_of_targets(catalog, located.source, &located.record.migrations);
        }
        for located in &raw.tool_extensions {
            self.check_usage_of_targets(catalog, located.source, &located.record.migrations);
        }
    }

    fn check_usage_of_targets(&mut self, catalog: &Catalog, source: Source<'_>, migrations: &[Migration]) {
        for (index, migration) in migrations.iter().enumerate() {
            let serves = |to: &Alternative| to.usages.contains(&migration.usage);
            if !catalog.alternatives.get(&migration.to).is_some_and(serves) {
                let (fr, en) = (
                    format!("« {} » ne sert pas à « {} »", migration.to, migration.usage),
                    format!("`{}` does not serve `{}`", migration.to, migration.usage),
                );
                self.error("other-usage", source, path!["migrations", index, "usage"], fr, en);
            }
        }
    }

    /// A usage in which a tool is known has a choice of libre software, or a record that says why not.
    fn check_choice(&mut self, catalog: &Catalog, raw: &RawCatalog<'_>) {
        let Some(usages) = &raw.usages else { return };
        for (index, usage) in usages.record.iter().enumerate() {
            let id = &usage.id;
            let mut tools = catalog.tools.values().filter(|tool| tool.usages.contains(id)).peekable();
            let choice = catalog.alternatives.values().filter(|one| one.usages.contains(id)).count();
            if tools.peek().is_some()
                && choice < CHOICE
                && !tools.any(|tool| tool.no_alternative_for(id).is_some())
            {
                let (fr, en) = (
                    format!("moins de {CHOICE} logiciels libres pour « {id} », et aucun `no_alternative`"),
                    format!("fewer than {CHOICE} libre software for `{id}`, and no `no_alternative`"),
                );
                self.error("no-choice", usages.source, path![index, "id"], fr, en);
            }
        }
    }
}

/// Tells whether the suites that a tool is part of lead back to it.
fn is_in_itself(catalog: &Catalog, id: &str) -> bool {
    let mut suite = catalog.tools.get(id).and_then(|tool| tool.part_of.as_deref());
    // No chain is longer than the number of tools.
    for _ in 0..=catalog.tools.len() {
        match suite {
            Some(found) if found == id => return true,
            Some(found) => suite = catalog.tools.get(found).and_then(|tool| tool.part_of.as_deref()),
            None => return false,
        }
    }
    false
}
