//! From records as written to a checked [`Catalog`]; every problem is collected, none is printed.
//!
//! The codes and their mends are listed in CONTRIBUTING.md.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::raw::{Located, RawCatalog};
use super::{Alternative, Catalog, Migration, Model, Rules, SourceRef, State, Tool};
use crate::path;
use crate::problem::{Problem, did_you_mean, sort};
use crate::text::{Text, fold};
use crate::yaml::{Segment, Source};

/// A fact older than this many months is refused; its age is shown after half of it.
const MAX_AGE_MONTHS: i32 = 24;

/// Reads and checks the files of a catalogue, given with their path inside `catalog/`.
///
/// `today` is the day on which the ages are counted.
///
/// # Errors
/// Every problem found, sorted by place: the list of CONTRIBUTING.md.
pub fn parse_catalog(files: &[Source<'_>], today: Date) -> Result<Catalog, Vec<Problem>> {
    let mut problems = Vec::new();
    let raw = RawCatalog::read(files, &mut problems);
    let mut linter = Linter { today, problems };
    let catalog = linter.check(raw);
    sort(&mut linter.problems);
    match catalog {
        Some(catalog) if linter.problems.is_empty() => Ok(catalog),
        _ => Err(linter.problems),
    }
}

struct Linter {
    today: Date,
    problems: Vec<Problem>,
}

/// The ids that a record may refer to.
struct Known {
    usages: BTreeSet<String>,
    vendors: BTreeSet<String>,
    platforms: BTreeSet<String>,
    tools: BTreeSet<String>,
    alternatives: BTreeSet<String>,
    licences: BTreeMap<String, bool>,
}

impl Linter {
    fn check(&mut self, raw: RawCatalog<'_>) -> Option<Catalog> {
        let known = self.known(&raw);
        if let Some(rules) = &raw.rules {
            self.check_rules(rules, &known);
        }
        if let Some(model) = &raw.model {
            self.check_model(model, &known);
        }
        for tool in &raw.tools {
            self.check_tool(tool, &known);
        }
        for alternative in &raw.alternatives {
            self.check_alternative(alternative, &known);
        }
        self.check_aliases(&raw);
        self.check_dated_lists(&raw);
        for (file, missing) in [
            ("catalog/usages.yaml", raw.usages.is_none()),
            ("catalog/vendors.yaml", raw.vendors.is_none()),
            ("catalog/licences.yaml", raw.licences.is_none()),
            ("catalog/prerequisites.yaml", raw.rules.is_none()),
            ("catalog/model.yaml", raw.model.is_none()),
        ] {
            if missing && !self.problems.iter().any(|problem| problem.place.file == file) {
                let text = Text::new("ce fichier manque", "this file is missing");
                self.problems.push(Problem::error("missing-file", Source::new(file, "").whole(), text));
            }
        }
        Some(Catalog {
            usages: raw.usages?.record,
            vendors: raw.vendors?.record.into_iter().map(|vendor| (vendor.id.clone(), vendor)).collect(),
            tools: by_id(raw.tools, |tool| &tool.id),
            alternatives: by_id(raw.alternatives, |alternative| &alternative.id),
            rules: raw.rules?.record,
            model: raw.model?.record,
            rejected: raw.rejected.map(|list| list.record).unwrap_or_default(),
            retired: raw.retired.map(|list| list.record).unwrap_or_default(),
        })
    }

    fn known(&mut self, raw: &RawCatalog<'_>) -> Known {
        let mut known = Known {
            usages: BTreeSet::new(),
            vendors: BTreeSet::new(),
            platforms: BTreeSet::new(),
            tools: raw.tools.iter().map(|tool| tool.record.id.clone()).collect(),
            alternatives: raw.alternatives.iter().map(|alternative| alternative.record.id.clone()).collect(),
            licences: BTreeMap::new(),
        };
        if let Some(list) = &raw.usages {
            known.usages = self.ids(list.source, &list.record, "usage", |usage| &usage.id);
            for (index, usage) in list.record.iter().enumerate() {
                self.check_text(list.source, path![index, "label"], &usage.label);
                self.check_text(list.source, path![index, "gloss"], &usage.gloss);
            }
        }
        if let Some(list) = &raw.vendors {
            known.vendors = self.ids(list.source, &list.record, "vendor", |vendor| &vendor.id);
            for (index, vendor) in list.record.iter().enumerate() {
                self.check_claim(list.source, path![index], vendor.source.as_slice(), vendor.assumed);
            }
        }
        if let Some(rules) = &raw.rules {
            let platforms = rules.record.platforms.iter().map(|platform| platform.id.clone());
            known.platforms = platforms.collect();
        }
        if let Some(list) = &raw.licences {
            known.licences =
                list.record.iter().map(|licence| (licence.spdx.clone(), licence.libre)).collect();
        }
        known
    }

    fn ids<T>(
        &mut self,
        source: Source<'_>,
        list: &[T],
        kind: &str,
        id: impl Fn(&T) -> &String,
    ) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        for (index, record) in list.iter().enumerate() {
            if !seen.insert(id(record).clone()) {
                let (fr, en) = (
                    format!("{kind} « {} » existe déjà", id(record)),
                    format!("{kind} `{}` exists already", id(record)),
                );
                self.error("duplicate-id", source, path![index, "id"], fr, en);
            }
        }
        seen
    }

    /// The formulas divide by some parameters and weigh with others: these must make sense.
    fn check_model(&mut self, model: &Located<'_, Model>, known: &Known) {
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
        for usage in record.defaults.volume_by_usage.keys() {
            let at = path!["defaults", "volume_by_usage", usage.as_str()];
            self.check_reference("unknown-usage", source, at, usage, &known.usages);
        }
    }

    fn check_rules(&mut self, rules: &Located<'_, Rules>, known: &Known) {
        let source = rules.source;
        for (index, rule) in rules.record.prerequisites.iter().enumerate() {
            for (side, stage) in [("before", &rule.before), ("after", &rule.after)] {
                let at = path!["prerequisites", index, side, "usage"];
                self.check_reference("unknown-usage", source, at, &stage.usage, &known.usages);
            }
            self.check_text(source, path!["prerequisites", index, "reason"], &rule.reason);
            self.check_claim(source, path!["prerequisites", index], rule.source.as_slice(), rule.assumed);
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
        if let Some(usage) = circle(&rules.record) {
            let (fr, en) =
                (format!("« {usage} » se précède lui-même"), format!("`{usage}` comes before itself"));
            self.error("cycle", source, path!["prerequisites"], fr, en);
        }
    }

    fn check_tool(&mut self, located: &Located<'_, Tool>, known: &Known) {
        let (source, tool) = (located.source, &located.record);
        self.check_file_name(source, &tool.id);
        self.check_usages(source, &tool.usages, known);
        self.check_reference("unknown-vendor", source, path!["vendor"], &tool.vendor, &known.vendors);
        if let Some(suite) = &tool.part_of {
            self.check_reference("unknown-tool", source, path!["part_of"], suite, &known.tools);
        }
        if tool.status.state != State::Active && (tool.status.date.is_none() || tool.status.source.is_none())
        {
            let (fr, en) = (
                "la fin demande `date` et `source`".to_owned(),
                "an end needs `date` and `source`".to_owned(),
            );
            self.error("missing-source", source, path!["status"], fr, en);
        }
        if tool.status.state != State::Closed && tool.status.date.is_some_and(|date| date < self.today) {
            let (fr, en) = ("la date de fin est passée".to_owned(), "the end date has passed".to_owned());
            self.error("past-end", source, path!["status"], fr, en);
        }
        self.check_text(source, path!["levels", "reason"], &tool.levels.reason);
        for (index, export) in tool.exports.iter().enumerate() {
            self.check_text(source, path!["exports", index, "covers"], &export.covers);
            self.check_source(source, path!["exports", index, "source"], &export.source);
        }
        for (index, reserve) in tool.reserves.iter().enumerate() {
            self.check_text(source, path!["reserves", index, "text"], &reserve.text);
            self.check_source(source, path!["reserves", index, "source"], &reserve.source);
        }
        for (index, migration) in tool.migrations.iter().enumerate() {
            let same = |other: &&Migration| other.to == migration.to && other.usage == migration.usage;
            if tool.migrations[..index].iter().find(same).is_some() {
                let (fr, en) = (
                    format!("la migration vers « {} » pour cet usage existe déjà", migration.to),
                    format!("the migration to `{}` for this usage exists already", migration.to),
                );
                self.error("duplicate-id", source, path!["migrations", index, "to"], fr, en);
            }
            self.check_migration(source, path!["migrations", index], migration, known);
        }
        for (index, record) in tool.no_alternative.iter().enumerate() {
            let at = path!["no_alternative", index, "usage"];
            self.check_reference("unknown-usage", source, at, &record.usage, &known.usages);
            self.check_text(source, path!["no_alternative", index, "reason"], &record.reason);
            self.check_text(source, path!["no_alternative", index, "watch"], &record.watch);
            self.check_texts(source, path!["no_alternative", index, "mitigation"], &record.mitigation);
            self.check_source(source, path!["no_alternative", index, "source"], &record.source);
        }
        if tool.migrations.is_empty() && tool.no_alternative.is_empty() {
            let (fr, en) = (
                "ni migration ni `no_alternative` : cet outil est une impasse".to_owned(),
                "neither a migration nor `no_alternative`: this tool is a dead end".to_owned(),
            );
            self.error("dead-end", source, path!["id"], fr, en);
        }
    }

    fn check_migration(&mut self, source: Source<'_>, at: &[Segment], migration: &Migration, known: &Known) {
        let here = |key: &str| [at, path![key]].concat();
        self.check_reference("unknown-alternative", source, &here("to"), &migration.to, &known.alternatives);
        self.check_reference("unknown-usage", source, &here("usage"), &migration.usage, &known.usages);
        for (key, text) in [
            ("reason", &migration.reason),
            ("done_when", &migration.done_when),
            ("way_back", &migration.way_back),
        ] {
            self.check_text(source, &here(key), text);
        }
        for (key, texts) in
            [("keeps", &migration.keeps), ("loses", &migration.loses), ("steps", &migration.steps)]
        {
            self.check_texts(source, &here(key), texts);
        }
        if let Some(watch) = &migration.watch {
            self.check_text(source, &here("watch"), watch);
        }
        self.check_claim(source, at, &migration.sources, migration.assumed);
    }

    fn check_alternative(&mut self, located: &Located<'_, Alternative>, known: &Known) {
        let (source, alternative) = (located.source, &located.record);
        self.check_file_name(source, &alternative.id);
        self.check_usages(source, &alternative.usages, known);
        self.check_text(source, path!["summary"], &alternative.summary);
        if let Some(platform) = &alternative.platform {
            self.check_reference("unknown-platform", source, path!["platform"], platform, &known.platforms);
        }
        if alternative.licences.is_empty() {
            let (fr, en) = ("aucune licence".to_owned(), "no licence".to_owned());
            self.error("missing-licence", source, path!["id"], fr, en);
        }
        for (index, licence) in alternative.licences.iter().enumerate() {
            let at = path!["licences", index, "spdx"];
            match known.licences.get(&licence.spdx) {
                None => {
                    let (fr, en) = (
                        format!("licence « {} » absente de licences.yaml", licence.spdx),
                        format!("licence `{}` is not in licences.yaml", licence.spdx),
                    );
                    self.error("unknown-licence", source, at, fr, en);
                }
                Some(false) if alternative.libre == super::Libre::Yes => {
                    let (fr, en) = (
                        format!("« {} » n'est pas une licence libre", licence.spdx),
                        format!("`{}` is not a libre licence", licence.spdx),
                    );
                    self.error("not-libre", source, at, fr, en);
                }
                Some(_) => {}
            }
            self.check_source(source, path!["licences", index, "source"], &licence.source);
        }
        self.check_url(source, path!["website"], &alternative.website);
        if let Some(url) = &alternative.source_code {
            self.check_url(source, path!["source_code"], url);
        }
        for (index, hosting) in alternative.hosting.iter().enumerate() {
            if let Some(url) = &hosting.url {
                self.check_url(source, path!["hosting", index, "url"], url);
            }
            if let Some(note) = &hosting.note {
                self.check_text(source, path!["hosting", index, "note"], note);
            }
            self.check_claim(source, path!["hosting", index], hosting.source.as_slice(), hosting.assumed);
        }
        for (index, reserve) in alternative.reserves.iter().enumerate() {
            self.check_text(source, path!["reserves", index, "text"], &reserve.text);
            self.check_source(source, path!["reserves", index, "source"], &reserve.source);
        }
    }

    /// A name or an alias leads to one record only.
    fn check_aliases(&mut self, raw: &RawCatalog<'_>) {
        let tools = raw
            .tools
            .iter()
            .map(|tool| (tool.source, &tool.record.id, &tool.record.name, &tool.record.aliases));
        let alternatives = raw.alternatives.iter();
        let alternatives = alternatives.map(|a| (a.source, &a.record.id, &a.record.name, &a.record.aliases));
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for (source, id, name, aliases) in tools.chain(alternatives) {
            for word in [id, name].into_iter().chain(aliases) {
                let owner = owners.entry(fold(word)).or_insert_with(|| id.clone());
                if owner != id {
                    let (fr, en) = (
                        format!("« {word} » désigne déjà « {owner} »"),
                        format!("`{word}` already means `{owner}`"),
                    );
                    self.error("duplicate-alias", source, path!["aliases"], fr, en);
                }
            }
        }
    }

    fn check_dated_lists(&mut self, raw: &RawCatalog<'_>) {
        if let Some(list) = &raw.rejected {
            for (index, record) in list.record.iter().enumerate() {
                self.check_text(list.source, path![index, "reason"], &record.reason);
                self.check_source(list.source, path![index, "source"], &record.source);
            }
        }
        if let Some(list) = &raw.retired {
            for (index, record) in list.record.iter().enumerate() {
                self.check_text(list.source, path![index, "reason"], &record.reason);
                self.check_source(list.source, path![index, "source"], &record.source);
            }
        }
    }

    fn check_file_name(&mut self, source: Source<'_>, id: &str) {
        let stem = source.file.rsplit(['/', '\\']).next().and_then(|name| name.strip_suffix(".yaml"));
        if stem != Some(id) {
            let (fr, en) = (
                format!("l'identifiant « {id} » n'est pas le nom du fichier"),
                format!("the id `{id}` is not the name of the file"),
            );
            self.error("file-name", source, path!["id"], fr, en);
        }
    }

    fn check_usages(&mut self, source: Source<'_>, usages: &[String], known: &Known) {
        for (index, usage) in usages.iter().enumerate() {
            self.check_reference("unknown-usage", source, path!["usages", index], usage, &known.usages);
        }
    }

    fn check_reference(
        &mut self,
        code: &'static str,
        source: Source<'_>,
        at: &[Segment],
        id: &str,
        known: &BTreeSet<String>,
    ) {
        if known.contains(id) {
            return;
        }
        let text = Text::new(format!("« {id} » n'existe pas"), format!("`{id}` does not exist"));
        let problem = Problem::error(code, source.place(at), text);
        let hint = did_you_mean(id, known.iter().map(String::as_str));
        self.problems.push(match hint {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }

    fn check_texts(&mut self, source: Source<'_>, at: &[Segment], texts: &[Text]) {
        for (index, text) in texts.iter().enumerate() {
            self.check_text(source, &[at, path![index]].concat(), text);
        }
    }

    fn check_text(&mut self, source: Source<'_>, at: &[Segment], text: &Text) {
        if text.is_incomplete() {
            let (fr, en) = (
                "le texte manque dans une langue".to_owned(),
                "the text is missing in one language".to_owned(),
            );
            self.error("missing-translation", source, at, fr, en);
        }
    }

    fn check_claim(&mut self, source: Source<'_>, at: &[Segment], sources: &[SourceRef], assumed: bool) {
        if sources.is_empty() && !assumed {
            let (fr, en) = (
                "ni source ni `assumed: true`".to_owned(),
                "neither a source nor `assumed: true`".to_owned(),
            );
            self.error("missing-source", source, at, fr, en);
        }
        for reference in sources {
            self.check_source(source, at, reference);
        }
    }

    fn check_url(&mut self, source: Source<'_>, at: &[Segment], url: &str) {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            let (fr, en) = (format!("« {url} » n'est pas une adresse"), format!("`{url}` is not an address"));
            self.error("bad-url", source, at, fr, en);
        }
    }

    fn check_source(&mut self, source: Source<'_>, at: &[Segment], reference: &SourceRef) {
        self.check_url(source, at, &reference.url);
        if age_in_months(reference.checked_on, self.today) >= MAX_AGE_MONTHS {
            let (fr, en) = (
                format!("vérifié le {}, il y a plus de {MAX_AGE_MONTHS} mois", reference.checked_on),
                format!("checked on {}, more than {MAX_AGE_MONTHS} months ago", reference.checked_on),
            );
            self.error("stale", source, at, fr, en);
        }
    }

    fn error(&mut self, code: &'static str, source: Source<'_>, at: &[Segment], fr: String, en: String) {
        self.problems.push(Problem::error(code, source.place(at), Text::new(fr, en)));
    }
}

fn by_id<T>(list: Vec<Located<'_, T>>, id: impl Fn(&T) -> &String) -> BTreeMap<String, T> {
    list.into_iter().map(|located| (id(&located.record).clone(), located.record)).collect()
}

fn age_in_months(then: Date, today: Date) -> i32 {
    let months = i32::from(today.year() - then.year()) * 12 + i32::from(today.month() - then.month());
    if today.day() < then.day() { months - 1 } else { months }
}

/// Returns a usage that the rules put before itself.
fn circle(rules: &Rules) -> Option<&str> {
    let next = |usage: &str| {
        let usage = usage.to_owned();
        rules
            .prerequisites
            .iter()
            .filter(move |rule| rule.before.usage == usage)
            .map(|rule| rule.after.usage.as_str())
    };
    rules.prerequisites.iter().map(|rule| rule.before.usage.as_str()).find(|start| {
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
