//! GoGoCarto: a map of a network, its elements in one document, the names of their categories in another.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::json::pointer::Node;
use super::json::{Field, List, Mapping, record, value_of};
use super::reader::{Answer, Ask, Decoded, Format, Reader, Warnings};
use super::untrusted::shown;
use super::{Trouble, text_of};
use crate::text::Text;

/// Reads a map.
pub struct Gogocarto {
    prefix: String,
    elements: String,
    taxonomy: String,
    mapping: Mapping,
    read: Option<(Vec<Value>, String, Date)>,
    categories: BTreeMap<String, String>,
    lost: BTreeMap<String, Trouble>,
}

impl Gogocarto {
    /// Makes a reader of the elements at an address, such as `https://<map>/api/elements.json?categories=4`, or of
    /// all those of a map.
    pub fn new(prefix: &str, url: &str, mapping: Mapping) -> Self {
        let (base, elements) = match url.split_once("/api/") {
            Some((base, _)) => (base, url.to_owned()),
            None => (url.trim_end_matches('/'), format!("{}/api/elements.json", url.trim_end_matches('/'))),
        };
        let mut mapping = mapping;
        for (field, places) in USUAL {
            mapping.fields.entry(*field).or_default().extend(places.iter().map(|place| (*place).to_owned()));
        }
        Self {
            prefix: prefix.to_owned(),
            elements,
            taxonomy: format!("{base}/api/taxonomy.json"),
            mapping,
            read: None,
            categories: BTreeMap::new(),
            lost: BTreeMap::new(),
        }
    }

    /// Returns an element in the full form, with the names of its categories.
    fn full(&self, element: &Value) -> Value {
        let mut element = match element.as_array() {
            // The compact form: id, name, latitude, longitude, categories.
            Some(parts) => {
                let at = |index: usize| parts.get(index).cloned().unwrap_or(Value::Null);
                json!({"id": at(0), "name": at(1), "geo": {"latitude": at(2), "longitude": at(3)}, "categories": at(4)})
            }
            None => element.clone(),
        };
        let name = |category: &Value| match category {
            Value::String(text) => Some(self.categories.get(text).unwrap_or(text).clone()),
            Value::Number(id) => self.categories.get(&id.to_string()).cloned(),
            _ => None,
        };
        if let Some(Value::Array(categories)) = element.get_mut("categories") {
            *categories = categories.iter().filter_map(name).map(Value::String).collect();
        }
        element
    }
}

impl Reader for Gogocarto {
    fn start(&mut self) -> Vec<Ask> {
        vec![Ask::new(self.elements.as_str(), Format::Json), Ask::part(self.taxonomy.as_str(), Format::Json)]
    }

    fn read(&mut self, ask: &Ask, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        let value = value_of(&answer.body)?;
        if ask.is_part {
            names(&value, &mut self.categories);
            return Ok(Vec::new());
        }
        let Some(elements) = value.get("data").unwrap_or(&value).as_array() else {
            return Err(Trouble::NotData(Text::new(
                "le document n'a pas la liste « data » d'une carte GoGoCarto",
                "the document lacks the list `data` of a GoGoCarto map",
            )));
        };
        self.read = Some((elements.clone(), shown(&answer.url), answer.day));
        Ok(Vec::new())
    }

    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask> {
        self.lost.insert(ask.url.clone(), trouble.clone());
        Vec::new()
    }

    fn finish(self: Box<Self>) -> Decoded {
        if let Some(trouble) = self.lost.get(&self.elements) {
            return Decoded::failed(trouble.clone());
        }
        let Some((elements, page, day)) = &self.read else { return Decoded::failed(Trouble::Cut) };
        let mut warnings = Warnings::default();
        if let Some(trouble) = self.lost.get(&self.taxonomy) {
            let (url, why) = (text_of(&self.taxonomy), trouble.text());
            warnings.add(
                format!("{url} : {} ; les catégories restent sans nom", why.fr),
                format!("{url}: {}; the categories stay without a name", why.en),
            );
        }
        let mut list = List::new(&self.prefix, self.mapping.repeated);
        for element in elements {
            let element = self.full(element);
            list.add(record::provider(&Node::top(&element), &self.mapping, page, *day), &mut warnings);
        }
        let complete = !list.is_cut && self.lost.is_empty();
        Decoded { providers: list.providers, warnings, complete, ..Decoded::default() }
    }
}

/// Where the facts stand in an element. Neither e-mail nor telephone is read: they are those of people.
const USUAL: &[(Field, &[&str])] = &[
    (Field::Id, &["/id"]),
    (Field::Name, &["/name"]),
    (Field::Website, &["/website", "/siteWeb", "/url"]),
    (Field::Latitude, &["/geo/latitude", "/latitude"]),
    (Field::Longitude, &["/geo/longitude", "/longitude"]),
    (Field::City, &["/address/addressLocality", "/addressLocality"]),
    (Field::PostalCode, &["/address/postalCode", "/postalCode"]),
    (Field::Country, &["/address/addressCountry", "/addressCountry"]),
    (Field::Description, &["/abstract", "/description"]),
    (Field::SupportTypes, &["/categories"]),
];

/// Gathers the names of the categories, wherever they stand in the tree.
fn names(value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        Value::Object(items) => {
            let id = items.get("id").filter(|id| id.is_number() || id.is_string()).map(|id| id.to_string());
            if let (Some(id), Some(Value::String(name))) = (id, items.get("name")) {
                found.insert(id.trim_matches('"').to_owned(), name.clone());
            }
            items.values().for_each(|item| names(item, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
