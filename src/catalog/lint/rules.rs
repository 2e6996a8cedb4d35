//! The lists that hold for every record: usages, vendors, licences, rules, parameters, what is not proposed.

use std::collections::BTreeSet;

use super::Linter;
use crate::catalog::raw::{Located, RawCatalog};
use crate::catalog::{Catalog, Model, Rules, SourceRef, Stage};
use crate::path;
use crate::text::Text;
use crate::yaml::{Segment, Source};

impl Linter {
    pub(super) fn check_lists(&mut self, base: &Catalog, raw: &RawCatalog<'_>) {
        if let Some(list) = &raw.usages {
            let known = base.usages.iter().map(|usage| usage.id.as_str());
            self.check_ids(list.source, known, list.record.iter().map(|usage| usage.id.as_str()));
            for (index, usage) in list.record.iter().enumerate() {
                for (key, text) in [
                    ("label", &usage.label),
                    ("gloss", &usage.gloss),
                    ("done_when", &usage.done_when),
                    ("way_back", &usage.way_back),
                ] {
                    self.check_text(list.source, path![index, key], text);
                }
                for (rank, id) in usage.usual.iter().enumerate() {
                    self.check_reference("unknown-tool", list.source, path![index, "usual", rank], id);
                }
            }
        }
        if let Some(list) = &raw.vendors {
            let known = base.vendors.keys().map(String::as_str);
            self.check_ids(list.source, known, list.record.iter().map(|vendor| vendor.id.as_str()));
            for (index, vendor) in list.record.iter().enumerate() {
                self.check_id(list.source, path![index, "id"], &vendor.id);
                self.check_claim(list.source, path![index], &vendor.source, vendor.assumed);
                let code = &vendor.jurisdiction;
                if code.len() != 2 || !code.chars().all(|c| c.is_ascii_uppercase()) {
                    let (fr, en) = (
                        format!("« {code} » n'est pas un code de pays"),
                        format!("`{code}` is no code of a country"),
                    );
                    self.error("bad-country", list.source, path![index, "jurisdiction"], fr, en);
                }
            }
        }
        if let Some(list) = &raw.licences {
            let known = base.licences.iter().map(|licence| licence.spdx.as_str());
            self.check_ids(list.source, known, list.record.iter().map(|licence| licence.spdx.as_str()));
        }
        if let Some(list) = &raw.guides {
            for (index, guide) in list.record.iter().enumerate() {
                self.check_texts(list.source, path![index, "steps"], &guide.steps);
                if let Some(usage) = &guide.usage {
                    self.check_reference("unknown-usage", list.source, path![index, "usage"], usage);
                }
            }
        }
        if let Some(list) = &raw.rejected {
            let known = base.rejected.iter().map(|record| record.id.as_str());
            self.check_ids(list.source, known, list.record.iter().map(|record| record.id.as_str()));
            for (index, record) in list.record.iter().enumerate() {
                self.check_ending(list.source, index, &record.reason, &record.source);
            }
        }
        if let Some(list) = &raw.retired {
            let known = base.retired.iter().map(|record| record.id.as_str());
            self.check_ids(list.source, known, list.record.iter().map(|record| record.id.as_str()));
            for (index, record) in list.record.iter().enumerate() {
                self.check_ending(list.source, index, &record.reason, &record.source);
            }
        }
        if let Some(rules) = &raw.rules {
            self.check_rules(rules, base);
        }
        if let Some(model) = &raw.model {
            self.check_model(model);
        }
    }

    /// Checks that the ids of a list are new and come once.
    fn check_ids<'i>(
        &mut self,
        source: Source<'_>,
        known: impl Iterator<Item = &'i str>,
        ids: impl Iterator<Item = &'i str>,
    ) {
        let mut seen: BTreeSet<&str> = known.collect();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                let (fr, en) = (format!("« {id} » existe déjà"), format!("`{id}` exists already"));
                self.error("duplicate-id", source, path![index, "id"], fr, en);
            }
        }
    }

    /// What ended or was refused does not grow old: only the address is checked.
    fn check_ending(&mut self, source: Source<'_>, index: usize, reason: &Text, reference: &SourceRef) {
        self.check_text(source, path![index, "reason"], reason);
        self.check_url(source, path![index, "source", "url"], &reference.url);
    }

    /// The formulas divide by some parameters and weigh with others: these must make sense.
    fn check_model(&mut self, model: &Located<'_, Model>) {
        let (source, record) = (model.source, &model.record);
        let (human, technical) = (&record.difficulty.human_weights, &record.difficulty.technical_weights);
        let sums = [
            human.people + human.habit + human.network + human.resistance,
            technical.path + technical.volume + technical.gap + technical.skills,
        ];
        for (path, sound) in [
            (path!["format"], record.format == 1),
            (path!["lots", "pilot_machines"], record.lots.pilot_machines >= 2),
            (path!["difficulty", "human_percent"], (0..=100).contains(&record.difficulty.human_percent)),
            (path!["difficulty", "human_weights"], sums[0] == 100),
            (path!["difficulty", "technical_weights"], sums[1] == 100),
            (path!["phases", "months"], record.phases.months.iter().all(|months| *months > 0)),
            (path!["phases", "first_phase_steps"], record.phases.first_phase_steps > 0),
            (path!["events", "percent"], (1..=100).contains(&record.events.percent)),
            (path!["phases", "changes"], record.phases.changes > 0),
            (path!["phases", "default_hours"], record.phases.default_hours > 0),
        ] {
            if !sound {
                let (fr, en) = (
                    "ce paramètre est hors de ses bornes".to_owned(),
                    "this parameter is out of its bounds".to_owned(),
                );
                self.error("bad-parameter", source, path, fr, en);
            }
        }
        for (event, usages) in &record.events.usages {
            for (index, usage) in usages.iter().enumerate() {
                let at = path!["events", "usages", event.as_str(), index];
                self.check_reference("unknown-usage", source, at, usage);
            }
        }
        for usage in record.defaults.volume_by_usage.keys() {
            let at = path!["defaults", "volume_by_usage", usage.as_str()];
            self.check_reference("unknown-usage", source, at, usage);
        }
    }

    fn check_rules(&mut self, rules: &Located<'_, Rules>, base: &Catalog) {
        let source = rules.source;
        let known = base.rules.prerequisites.iter().map(|rule| rule.id.as_str());
        self.check_ids(source, known, rules.record.prerequisites.iter().map(|rule| rule.id.as_str()));
        for (index, rule) in rules.record.prerequisites.iter().enumerate() {
            for (side, stage) in [("before", &rule.before), ("after", &rule.after)] {
                self.check_stage(source, path!["prerequisites", index, side], stage);
            }
            self.check_text(source, path!["prerequisites", index, "reason"], &rule.reason);
            self.check_claim(source, path!["prerequisites", index], &rule.source, rule.assumed);
        }
        for (index, platform) in rules.record.platforms.iter().enumerate() {
            self.check_texts(source, path!["platforms", index, "steps"], &platform.steps);
            for (key, text) in [
                ("name", &platform.name),
                ("serves", &platform.serves),
                ("done_when", &platform.done_when),
                ("way_back", &platform.way_back),
            ] {
                self.check_text(source, path!["platforms", index, key], text);
            }
            self.check_source(source, path!["platforms", index, "source"], &platform.source);
        }
        if let Some(usage) = circle(&base.rules, &rules.record) {
            let (fr, en) =
                (format!("« {usage} » se précède lui-même"), format!("`{usage}` comes before itself"));
            self.error("cycle", source, path!["prerequisites"], fr, en);
        }
    }

    fn check_stage(&mut self, source: Source<'_>, at: &[Segment], stage: &Stage) {
        let here = |tail: &[Segment]| [at, tail].concat();
        self.check_reference("unknown-usage", source, &here(path!["usage"]), &stage.usage);
        for (index, to) in stage.to.iter().enumerate() {
            self.check_reference("unknown-alternative", source, &here(path!["to", index]), to);
        }
    }
}

/// Returns a usage that the rules put before itself.
///
/// A rule about some moves of a usage counts for all of them: what could be a circle is refused.
fn circle<'r>(base: &'r Rules, added: &'r Rules) -> Option<&'r str> {
    let rules: Vec<_> = base.prerequisites.iter().chain(&added.prerequisites).collect();
    let next = |usage: &str| {
        let usage = usage.to_owned();
        rules.iter().filter(move |rule| rule.before.usage == usage).map(|rule| rule.after.usage.as_str())
    };
    rules.iter().map(|rule| rule.before.usage.as_str()).find(|start| {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut pending: Vec<&str> = next(start).collect();
        while let Some(usage) = pending.pop() {
            if reached.insert(usage) {
                pending.extend(next(usage));
            }
        }
        reached.contains(start)
    })
}
