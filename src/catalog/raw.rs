//! From texts to records as they were written, before anything is checked across files.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Alternative, Licence, Model, Rules, SourceRef, Tool, Usage, Vendor};
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
#[derive(Default)]
pub(super) struct RawCatalog<'a> {
    pub(super) usages: Option<Located<'a, Vec<Usage>>>,
    pub(super) vendors: Option<Located<'a, Vec<Vendor>>>,
    pub(super) licences: Option<Located<'a, Vec<Licence>>>,
    pub(super) rules: Option<Located<'a, Rules>>,
    pub(super) model: Option<Located<'a, Model>>,
    pub(super) tools: Vec<Located<'a, Tool>>,
    pub(super) alternatives: Vec<Located<'a, Alternative>>,
    pub(super) rejected: Option<Located<'a, Vec<Rejected>>>,
    pub(super) retired: Option<Located<'a, Vec<Retired>>>,
}

/// A software often proposed and not libre.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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

impl<'a> RawCatalog<'a> {
    /// Reads every file of `catalog/`; a file that cannot be read becomes a problem and the others go on.
    pub(super) fn read(files: &[Source<'a>], problems: &mut Vec<Problem>) -> Self {
        let mut raw = Self::default();
        for &source in files {
            let Some(name) = source.file.split("catalog/").last() else { continue };
            match name {
                "usages.yaml" => raw.usages = read(source, problems),
                "vendors.yaml" => raw.vendors = read(source, problems),
                "licences.yaml" => raw.licences = read(source, problems),
                "prerequisites.yaml" => raw.rules = read(source, problems),
                "model.yaml" => raw.model = read(source, problems),
                "rejected.yaml" => raw.rejected = read(source, problems),
                "retired.yaml" => raw.retired = read(source, problems),
                _ if name.starts_with("tools/") => raw.tools.extend(read(source, problems)),
                _ if name.starts_with("alternatives/") => raw.alternatives.extend(read(source, problems)),
                // The lists of other stages live in the same folder.
                _ => {}
            }
        }
        raw
    }
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
