//! From records as written to a checked [`Catalog`]; every problem is collected, none is printed.
//!
//! The codes and their mends are listed in CONTRIBUTING.md. One file here for each kind of record, then one for
//! what only shows across records: `names` and `coverage`.

mod alternative;
mod coverage;
mod hints;
mod names;
mod rules;
mod tool;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use self::hints::hint_of;
use super::overlay::lay;
use super::raw::RawCatalog;
use super::{Catalog, Reserve, SourceRef};
use crate::path;
use crate::problem::{Problem, any_error, did_you_mean, sort};
use crate::text::Text;
use crate::yaml::{Segment, Source};

/// From this many months on, a fact is said to be ageing.
pub const AGEING_MONTHS: i32 = 12;
/// From this many months on, a fact is refused.
const STALE_MONTHS: i32 = 24;

/// A catalogue and what was found in its files.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The catalogue; `None` when a problem keeps it from being used.
    pub catalog: Option<Catalog>,
    /// Every problem found, sorted by place: the list of CONTRIBUTING.md.
    pub problems: Vec<Problem>,
}

impl Checked {
    /// Returns the catalogue; warnings are dropped.
    ///
    /// # Errors
    /// Every problem found, warnings included, when one of them is an error.
    pub fn into_result(self) -> Result<Catalog, Vec<Problem>> {
        self.catalog.ok_or(self.problems)
    }
}

/// Reads and checks the files of a catalogue, given with their path inside `catalog/`.
///
/// `today` is the day on which the ages are counted.
pub fn check_catalog(files: &[Source<'_>], today: Date) -> Checked {
    let mut problems = Vec::new();
    let raw = RawCatalog::read(files, &mut problems);
    raw.report_missing(&mut problems);
    let linter = Linter { today, known: Known::of(&Catalog::default(), &raw), problems };
    linter.check(Catalog::default(), raw)
}

/// Reads and checks the files of a local catalogue, and lays them over a checked one.
///
/// A record with a new id is added. One with a known id says `extends: true` and extends or corrects it.
pub fn overlay_catalog(base: Catalog, files: &[Source<'_>], today: Date) -> Checked {
    let mut problems = Vec::new();
    let raw = RawCatalog::read(files, &mut problems);
    let linter = Linter { today, known: Known::of(&base, &raw), problems };
    linter.check(base, raw)
}

struct Linter {
    today: Date,
    known: Known,
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
    /// Software that is not proposed or that ended, with why.
    refused: BTreeMap<String, Text>,
}

impl Known {
    fn of(base: &Catalog, raw: &RawCatalog<'_>) -> Self {
        let own = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect::<BTreeSet<String>>();
        let rules = raw.rules.iter().flat_map(|rules| &rules.record.platforms);
        let licences = base.licences.iter().chain(raw.licences.iter().flat_map(|list| &list.record));
        let rejected = base.rejected.iter().chain(raw.rejected.iter().flat_map(|list| &list.record));
        let retired = base.retired.iter().chain(raw.retired.iter().flat_map(|list| &list.record));
        let usages = base.usages.iter().chain(raw.usages.iter().flat_map(|list| &list.record));
        let vendors = raw.vendors.iter().flat_map(|list| &list.record).map(|vendor| &vendor.id);
        Self {
            usages: own(&mut usages.map(|usage| &usage.id)),
            vendors: own(&mut base.vendors.keys().chain(vendors)),
            platforms: own(&mut base.rules.platforms.iter().chain(rules).map(|platform| &platform.id)),
            tools: own(&mut (base.tools.keys())
                .chain(raw.tools.iter().map(|tool| &tool.record.id))
                .chain(&raw.unreadable)),
            alternatives: own(&mut (base.alternatives.keys())
                .chain(raw.alternatives.iter().map(|one| &one.record.id))
                .chain(&raw.unreadable)),
            licences: licences.map(|licence| (licence.spdx.clone(), licence.libre)).collect(),
            refused: rejected
                .map(|record| (record.id.clone(), record.reason.clone()))
                .chain(retired.map(|record| (record.id.clone(), record.reason.clone())))
                .collect(),
        }
    }
}

impl Linter {
    fn check(mut self, base: Catalog, raw: RawCatalog<'_>) -> Checked {
        self.check_lists(&base, &raw);
        self.check_records(&base, &raw);
        self.check_names(&base, &raw);
        // What only shows on the whole is looked for once every record is sound.
        let mut catalog = None;
        if !any_error(&self.problems) {
            let whole = lay(raw.clone(), base);
            self.check_coverage(&whole, &raw);
            catalog = (!any_error(&self.problems)).then_some(whole);
        }
        sort(&mut self.problems);
        Checked { catalog, problems: self.problems }
    }

    /// Checks every tool and every alternative, and that each id is new or says what it extends.
    fn check_records(&mut self, base: &Catalog, raw: &RawCatalog<'_>) {
        for tool in &raw.tools {
            self.check_is_new(tool.source, &tool.record.id, base.tools.contains_key(&tool.record.id));
            self.check_tool(tool);
        }
        for alternative in &raw.alternatives {
            let id = &alternative.record.id;
            self.check_is_new(alternative.source, id, base.alternatives.contains_key(id));
            self.check_alternative(alternative);
        }
        for extension in &raw.tool_extensions {
            self.check_tool_extension(extension, base);
        }
        for extension in &raw.alternative_extensions {
            self.check_alternative_extension(extension, base);
        }
    }

    fn check_is_new(&mut self, source: Source<'_>, id: &str, known: bool) {
        if known {
            let text = Text::new(
                format!("« {id} » existe déjà dans le catalogue"),
                format!("`{id}` exists already in the catalogue"),
            );
            let hint = Text::new(
                "pour l'étendre ou le corriger, ajoutez `extends: true` ; sinon, changez d'identifiant",
                "to extend or correct it, add `extends: true`; otherwise choose another id",
            );
            let problem = Problem::error("duplicate-id", source.place(path!["id"]), text);
            self.problems.push(problem.with_hint(hint));
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

    fn check_usages(&mut self, source: Source<'_>, usages: &[String]) {
        for (index, usage) in usages.iter().enumerate() {
            self.check_reference("unknown-usage", source, path!["usages", index], usage);
        }
    }

    /// Checks that an id exists, in the list that the code speaks of.
    fn check_reference(&mut self, code: &'static str, source: Source<'_>, at: &[Segment], id: &str) {
        let known = match code {
            "unknown-usage" => &self.known.usages,
            "unknown-vendor" => &self.known.vendors,
            "unknown-platform" => &self.known.platforms,
            "unknown-tool" => &self.known.tools,
            _ => &self.known.alternatives,
        };
        if known.contains(id) {
            return;
        }
        let text = Text::new(format!("« {id} » n'existe pas"), format!("`{id}` does not exist"));
        let problem = Problem::error(code, source.place(at), text);
        // One goes to a libre software: a tool is what one leaves.
        let is_tool = code == "unknown-alternative" && self.known.tools.contains(id);
        let tool = is_tool.then(|| {
            Text::new(
                format!("« {id} » est un outil à quitter, pas un logiciel libre"),
                format!("`{id}` is a tool to leave, not a libre software"),
            )
        });
        let refused = self.known.refused.get(id).cloned();
        let near = || did_you_mean(id, known.iter().map(String::as_str));
        let hint = tool.or(refused).or_else(near).or_else(|| hint_of(code));
        self.problems.push(match hint {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }

    /// Checks the form of an id: lower-case letters, digits and hyphens.
    fn check_id(&mut self, source: Source<'_>, at: &[Segment], id: &str) {
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(sound) {
            let (fr, en) =
                (format!("« {id} » ne peut pas être un identifiant"), format!("`{id}` cannot be an id"));
            self.error("bad-id", source, at, fr, en);
        }
    }

    fn check_texts(&mut self, source: Source<'_>, at: &[Segment], texts: &[Text]) {
        for (index, text) in texts.iter().enumerate() {
            self.check_text(source, &[at, path![index]].concat(), text);
        }
    }

    fn check_text(&mut self, source: Source<'_>, at: &[Segment], text: &Text) {
        // What a template leaves to be filled says nothing.
        let is_blank = |text: &str| matches!(text.trim(), "" | "…" | "...");
        if is_blank(&text.fr) || is_blank(&text.en) {
            let (fr, en) = (
                "le texte manque dans une langue".to_owned(),
                "the text is missing in one language".to_owned(),
            );
            self.error("missing-translation", source, at, fr, en);
        }
    }

    fn check_reserves(&mut self, source: Source<'_>, reserves: &[Reserve]) {
        for (index, reserve) in reserves.iter().enumerate() {
            self.check_text(source, path!["reserves", index, "text"], &reserve.text);
            self.check_source(source, path!["reserves", index, "source"], &reserve.source);
        }
    }

    fn check_claim<'s>(
        &mut self,
        source: Source<'_>,
        at: &[Segment],
        sources: impl IntoIterator<Item = &'s SourceRef>,
        assumed: bool,
    ) {
        let mut any = false;
        for reference in sources {
            any = true;
            self.check_source(source, at, reference);
        }
        if !any && !assumed {
            let (fr, en) = (
                "ni source ni `assumed: true`".to_owned(),
                "neither a source nor `assumed: true`".to_owned(),
            );
            self.error("missing-source", source, at, fr, en);
        }
    }

    fn check_url(&mut self, source: Source<'_>, at: &[Segment], url: &str) {
        let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
        let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        let sound = |host: &str| host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
        if !host.is_some_and(sound) || url.contains(char::is_whitespace) || url.contains('…') {
            let (fr, en) = (format!("« {url} » n'est pas une adresse"), format!("`{url}` is not an address"));
            self.error("bad-url", source, at, fr, en);
        }
    }

    fn check_source(&mut self, source: Source<'_>, at: &[Segment], reference: &SourceRef) {
        self.check_url(source, at, &reference.url);
        let months = reference.age_in_months(self.today);
        let (fr, en) = (
            format!("vérifié le {}, il y a {months} mois", reference.checked_on),
            format!("checked on {}, {months} months ago", reference.checked_on),
        );
        if months >= STALE_MONTHS {
            self.error("stale", source, at, fr, en);
        } else if months >= AGEING_MONTHS {
            let remark = Problem::warning("ageing", source.place(at), Text::new(fr, en));
            self.problems.extend(hint_of("ageing").map(|hint| remark.with_hint(hint)));
        }
    }

    fn error(&mut self, code: &'static str, source: Source<'_>, at: &[Segment], fr: String, en: String) {
        let problem = Problem::error(code, source.place(at), Text::new(fr, en));
        self.problems.push(match hint_of(code) {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }
}
