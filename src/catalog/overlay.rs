//! A catalogue over another one: records that are added, records that extend or correct a known one.
//!
//! The first layer, over nothing, makes the bundled catalogue itself.

use super::raw::RawCatalog;
use super::search::Keys;
use super::{Catalog, Origin};

/// Lays records over a catalogue; what is laid over nothing is the bundled catalogue.
pub(super) fn lay(raw: RawCatalog<'_>, base: Catalog) -> Catalog {
    let origin = if base.usages.is_empty() { Origin::Bundled } else { Origin::Added };
    // What the records are looked up by is found anew.
    let mut catalog = Catalog { keys: Keys::default(), ..base };
    catalog.usages.extend(raw.usages.into_iter().flat_map(|list| list.record));
    let vendors = raw.vendors.into_iter().flat_map(|list| list.record);
    catalog.vendors.extend(vendors.map(|vendor| (vendor.id.clone(), vendor)));
    catalog.licences.extend(raw.licences.into_iter().flat_map(|list| list.record));
    catalog.rejected.extend(raw.rejected.into_iter().flat_map(|list| list.record));
    catalog.retired.extend(raw.retired.into_iter().flat_map(|list| list.record));
    if let Some(guides) = raw.guides {
        // The first one that fits is taken.
        catalog.guides.splice(0..0, guides.record);
    }
    if let Some(rules) = raw.rules {
        catalog.rules.prerequisites.extend(rules.record.prerequisites);
        catalog.rules.platforms.extend(rules.record.platforms);
    }
    if let Some(model) = raw.model {
        catalog.model = model.record;
    }
    for mut tool in raw.tools.into_iter().map(|located| located.record) {
        tool.origin = origin;
        tool.migrations.iter_mut().for_each(|migration| migration.origin = origin);
        catalog.tools.insert(tool.id.clone(), tool);
    }
    for mut alternative in raw.alternatives.into_iter().map(|located| located.record) {
        alternative.origin = origin;
        catalog.alternatives.insert(alternative.id.clone(), alternative);
    }
    for extension in raw.tool_extensions {
        if let Some(known) = catalog.tools.get_mut(&extension.record.id) {
            extension.record.apply(known);
        }
    }
    for extension in raw.alternative_extensions {
        if let Some(known) = catalog.alternatives.get_mut(&extension.record.id) {
            extension.record.apply(known);
        }
    }
    catalog
}
