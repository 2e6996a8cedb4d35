//! From texts to records as they were written, before anything is checked across files.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::extension::{AlternativeExtension, ToolExtension};
use super::{Alternative, Guide, Licence, Model, Rules, SourceRef, Tool, Usage, Vendor};
use crate::problem::Problem;
use crate::text::Text;
use crate::yaml::Source;

/// A record with the text it was read from.
#[derive(Clone, Debug)]
pub(super) struct Located<'a, T> {
    pub(super) source: Source<'a>,
    pub(super) record: T,
}

/// Every record of a catalogue, as written.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCatalog<'a> {
    pub(super) usages: Option<Located<'a, Vec<Usage>>>,
    pub(super) vendors: Option<Located<'a, Vec<Vendor>>>,
    pub(super) licences: Option<Located<'a, Vec<Licence>>>,
    pub(super) guides: Option<Located<'a, Vec<Guide>>>,
    pub(super) rules: Option<Located<'a, Rules>>,
    pub(super) model: Option<Located<'a, Model>>,
    pub(super) tools: Vec<Located<'a, Tool>>,
    pub(super) alternatives: Vec<Located<'a, Alternative>>,
    pub(super) tool_extensions: Vec<Located<'a, ToolExtension>>,
    pub(super) alternative_extensions: Vec<Located<'a, AlternativeExtension>>,
    pub(super) rejected: Option<Located<'a, Vec<Rejected>>>,
    pub(super) retired: Option<Located<'a, Vec<Retired>>>,
    /// The ids of the records that could not be read: what refers to them is not wrong for that.
    pub(super) unreadable: Vec<String>,
}

/// A software often proposed and not libre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The immutable id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Why it is not proposed.
    pub reason: Text,
    /// Where it was read.
    pub source: SourceRef,
}

/// A software or a service that ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The immutable id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The day of the end, when it is known.
    #[serde(default)]
    pub ended: Option<Date>,
    /// What happened.
    pub reason: Text,
    /// Where it was read.
    pub source: SourceRef,
}

/// The files without which there is no catalogue.
const REQUIRED: [&str; 6] =
    ["usages.yaml", "vendors.yaml", "licences.yaml", "guides.yaml", "prerequisites.yaml", "model.yaml"];

/// The lists of other stages that live in the same folder.
const OF_OTHER_STAGES: [&str; 3] = ["departments.yaml", "directories.yaml", "providers.yaml"];

impl<'a> RawCatalog<'a> {
    /// Reads every file of a catalogue; a file that cannot be read becomes a problem and the others go on.
    pub(super) fn read(files: &[Source<'a>], problems: &mut Vec<Problem>) -> Self {
        let mut raw = Self::default();
        for &source in files {
            match place_of(source.file) {
                (_, name) if !name.ends_with(".yaml") => problems.push(unknown_file(source, name)),
                (Some("tools"), _) => raw.read_tool(source, problems),
                (Some("alternatives"), _) => raw.read_alternative(source, problems),
                (_, "usages.yaml") => raw.usages = read(source, problems),
                (_, "vendors.yaml") => raw.vendors = read(source, problems),
                (_, "licences.yaml") => raw.licences = read(source, problems),
                (_, "guides.yaml") => raw.guides = read(source, problems),
                (_, "prerequisites.yaml") => raw.rules = read(source, problems),
                (_, "model.yaml") => raw.model = read(source, problems),
                (_, "rejected.yaml") => raw.rejected = read(source, problems),
                (_, "retired.yaml") => raw.retired = read(source, problems),
                (_, name) if OF_OTHER_STAGES.contains(&name) => {}
                (_, name) => problems.push(unknown_file(source, name)),
            }
        }
        raw
    }

    fn read_tool(&mut self, source: Source<'a>, problems: &mut Vec<Problem>) {
        if extends(source) {
            let record = self.read_record(source, "licences:", problems);
            self.tool_extensions.extend(record);
        } else {
            let record = self.read_record(source, "licences:", problems);
            self.tools.extend(record);
        }
    }

    fn read_alternative(&mut self, source: Source<'a>, problems: &mut Vec<Problem>) {
        if extends(source) {
            let record = self.read_record(source, "vendor:", problems);
            self.alternative_extensions.extend(record);
        } else {
            let record = self.read_record(source, "vendor:", problems);
            self.alternatives.extend(record);
        }
    }

    /// Reads a record that has a file of its own; `other` is a field that only the other kind of record has.
    fn read_record<T: DeserializeOwned>(
        &mut self,
        source: Source<'a>,
        other: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Located<'a, T>> {
        let mut problem = match source.parse() {
            Ok(record) => return Some(Located { source, record }),
            Err(problem) => problem,
        };
        let (_, name) = place_of(source.file);
        self.unreadable.push(name.trim_end_matches(".yaml").to_owned());
        let has = |field: &str| source.text.lines().any(|line| line.starts_with(field));
        if has(other) {
            problem.hint = Some(Text::new(
                "cette fiche a les champs de l'autre sorte : tools/ pour un outil à quitter, alternatives/ pour un logiciel libre",
                "this record has the fields of the other kind: tools/ for a tool to leave, alternatives/ for a libre software",
            ));
        } else if has("extends:") && !extends(source) {
            problem.hint = Some(Text::new("écrivez `extends: true`", "write `extends: true`"));
        } else if problem.message.en.ends_with("is missing") {
            problem.hint = Some(Text::new(
                "pour étendre ou corriger une fiche connue, ajoutez `extends: true`",
                "to extend or correct a known record, add `extends: true`",
            ));
        }
        problems.push(problem);
        None
    }

    /// Reports the files without which there is no catalogue; one that cannot be read is reported already.
    pub(super) fn report_missing(&self, problems: &mut Vec<Problem>) {
        let present = [
            self.usages.is_some(),
            self.vendors.is_some(),
            self.licences.is_some(),
            self.guides.is_some(),
            self.rules.is_some(),
            self.model.is_some(),
        ];
        for (name, present) in REQUIRED.into_iter().zip(present) {
            let file = format!("catalog/{name}");
            if !present && !problems.iter().any(|problem| problem.place.file == file) {
                let text = Text::new("ce fichier manque", "this file is missing");
                problems.push(Problem::error("missing-file", Source::new(&file, "").whole(), text));
            }
        }
    }
}

/// Returns the folder and the name of a file.
fn place_of(file: &str) -> (Option<&str>, &str) {
    let mut parts = file.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    (parts.next(), name)
}

fn unknown_file(source: Source<'_>, name: &str) -> Problem {
    let text = Text::new(
        format!("« {name} » n'est pas un fichier de catalogue : il n'est pas lu"),
        format!("`{name}` is no file of a catalogue: it is not read"),
    );
    let hint = if name.ends_with(".yml") {
        Text::new("le nom d'un fichier finit par .yaml", "the name of a file ends in .yaml")
    } else {
        Text::new(
            "une fiche va dans tools/ ou alternatives/ ; les autres noms sont dans catalog/README.md",
            "a record goes into tools/ or alternatives/; the other names are in catalog/README.md",
        )
    };
    Problem::error("unknown-file", source.whole(), text).with_hint(hint)
}

/// Tells whether a record says that it extends a known one; what cannot be read is reported by its own reader.
fn extends(source: Source<'_>) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        extends: bool,
    }
    // Most records do not: the text is read twice only where the word stands.
    source.text.contains("extends:") && source.parse::<Head>().is_ok_and(|head| head.extends)
}

fn read<'a, T: DeserializeOwned>(source: Source<'a>, problems: &mut Vec<Problem>) -> Option<Located<'a, T>> {
    match source.parse() {
        Ok(record) => Some(Located { source, record }),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
