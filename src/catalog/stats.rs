//! How much the catalogue knows, as a whole and usage by usage.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Catalog, Migration, State};

/// The counts of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Tools in use.
    pub tools: usize,
    /// Those of the five giants that the French acronym GAFAM names.
    pub tools_of_giants: usize,
    /// Those that have ended.
    pub closed_tools: usize,
    /// Libre software.
    pub alternatives: usize,
    /// Those that no move leads to: known when an association has them already, never proposed.
    pub unreached: usize,
    /// Moves: a tool, an alternative, a usage.
    pub migrations: usize,
    /// Moves with steps, what is kept, what is lost and a page that documents them.
    pub documented: usize,
    /// Moves with steps of their own.
    pub with_steps: usize,
    /// Moves for which no source could be found.
    pub assumed: usize,
    /// Usages of a tool for which no libre software is adequate.
    pub no_alternatives: usize,
    /// Names by which a tool or a libre software is found, beside its own.
    pub aliases: usize,
    /// Software that is not proposed, with the reason.
    pub rejected: usize,
    /// Software and services that ended.
    pub retired: usize,
    /// The same, usage by usage, in the order of the questionnaire.
    pub usages: Vec<UsageStats>,
}

/// The counts of one usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UsageStats {
    /// The usage, by id.
    pub usage: String,
    /// Tools in use.
    pub tools: usize,
    /// Libre software.
    pub alternatives: usize,
    /// Those that can be had without a server of one's own.
    pub without_server: usize,
    /// Moves.
    pub migrations: usize,
    /// Moves with steps, what is kept, what is lost and a page that documents them.
    pub documented: usize,
    /// Tools for which no libre software is adequate.
    pub no_alternatives: usize,
}

impl Stats {
    /// Counts a catalogue.
    pub fn of(catalog: &Catalog) -> Self {
        let migrations = || catalog.tools.values().flat_map(|tool| &tool.migrations);
        let usages = catalog.usages.iter().map(|usage| UsageStats::of(catalog, &usage.id));
        let reached: BTreeSet<&str> = migrations().map(|migration| migration.to.as_str()).collect();
        let of_giant = |vendor: &String| catalog.vendors.get(vendor).is_some_and(|v| v.group.is_giant());
        Self {
            tools: catalog.tools.len(),
            tools_of_giants: catalog.tools.values().filter(|tool| of_giant(&tool.vendor)).count(),
            closed_tools: catalog.tools.values().filter(|tool| tool.status.state == State::Closed).count(),
            alternatives: catalog.alternatives.len(),
            unreached: catalog.alternatives.keys().filter(|id| !reached.contains(id.as_str())).count(),
            migrations: migrations().count(),
            documented: migrations().filter(|migration| is_documented(migration)).count(),
            with_steps: migrations().filter(|migration| !migration.steps.is_empty()).count(),
            assumed: migrations().filter(|migration| migration.assumed).count(),
            no_alternatives: catalog.tools.values().map(|tool| tool.no_alternative.len()).sum(),
            aliases: catalog.tools.values().map(|tool| tool.aliases.len()).sum::<usize>()
                + catalog.alternatives.values().map(|one| one.aliases.len()).sum::<usize>(),
            rejected: catalog.rejected.len(),
            retired: catalog.retired.len(),
            usages: usages.collect(),
        }
    }
}

impl UsageStats {
    fn of(catalog: &Catalog, id: &str) -> Self {
        let serves = |usages: &[String]| usages.iter().any(|usage| usage == id);
        let tools = || catalog.tools.values().filter(|tool| serves(&tool.usages));
        let alternatives = || catalog.alternatives.values().filter(|one| serves(&one.usages));
        let migrations = || tools().flat_map(|tool| tool.migrations_for(id));
        let hosted = alternatives().filter(|one| one.hosting.iter().any(|way| !way.mode.needs_a_server()));
        Self {
            usage: id.to_owned(),
            tools: tools().count(),
            alternatives: alternatives().count(),
            without_server: hosted.count(),
            migrations: migrations().count(),
            documented: migrations().filter(|migration| is_documented(migration)).count(),
            no_alternatives: tools().filter(|tool| tool.no_alternative_for(id).is_some()).count(),
        }
    }
}

/// Tells whether somebody can follow a move alone: steps, what is kept, what is lost, a page that documents it.
fn is_documented(migration: &Migration) -> bool {
    !migration.steps.is_empty()
        && !migration.keeps.is_empty()
        && !migration.loses.is_empty()
        && migration.documentation.is_some()
}
