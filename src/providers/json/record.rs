//! One record of a directory, as a provider.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

use super::mapping::{Field, Mapping};
use super::pointer::Node;
use crate::providers::place::department_of;
use crate::providers::untrusted::{address, line, name, prose};
use crate::providers::{AudienceSize, Evidence, Hosted, Kind, Position, Provider, Reference, Support};
use crate::text::{Lang, Text, fold};

/// The most values that one field of a record gives.
const MOST_VALUES: usize = 200;

/// Returns the provider of a record, or why there is none; the id is that of the directory, if it has one.
pub(crate) fn provider(
    node: &Node<'_>,
    mapping: &Mapping,
    page: &str,
    day: Date,
) -> Result<(String, Provider), Text> {
    let record = Record { node, mapping };
    let Some(title) = record.first(Field::Name).map(|text| name(&text)).filter(|title| !title.is_empty())
    else {
        return Err(Text::new(
            "une fiche sans nom est laissée de côté",
            "a record without a name is left out",
        ));
    };
    let mut provider = Provider::new("", title, Evidence::Partial, day);
    provider.kind = record.words(Field::Kind).iter().find_map(|word| kind(word));
    provider.website = record.address(Field::Website);
    provider.sheet = record.address(Field::Sheet);
    provider.country = record
        .first(Field::Country)
        .map(|code| code.trim().to_uppercase())
        .filter(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
    provider.city = record.first(Field::City).map(|text| name(&text)).filter(|text| !text.is_empty());
    provider.postal_code =
        record.first(Field::PostalCode).map(|text| name(&text)).filter(|text| !text.is_empty());
    provider.department = record.department(provider.postal_code.as_deref(), provider.country.as_deref());
    provider.position = record
        .first(Field::Latitude)
        .zip(record.first(Field::Longitude))
        .and_then(|(north, east)| Position::parse(&north, &east));
    provider.chatons = record.flag(Field::Chatons);
    provider.hosting = record.flag(Field::Hosting);
    provider.free_price = record.flag(Field::FreePrice);
    provider.invoice = record.flag(Field::Invoice);
    provider.price =
        record.first(Field::Price).map(|text| Text::same(prose(&text))).filter(|text| !text.fr.is_empty());
    provider.audience = record.texts(Field::Audience);
    provider.services = if record.flag(Field::Protected) == Some(true) {
        Vec::new()
    } else {
        record.texts(Field::Description)
    };
    record.supports(&mut provider);
    record.modalities(&mut provider);
    provider.audience_sizes = record.sizes();
    provider.hosted = record.hosted();
    let software: Vec<String> =
        record.all(Field::Software).iter().map(|text| name(text)).filter(|text| !text.is_empty()).collect();
    if !software.is_empty() || !provider.hosted.is_empty() {
        provider.software = Some(BTreeSet::new());
        provider.other_software = software;
    }
    if !provider.hosted.is_empty() && provider.hosting.is_none() {
        provider.hosting = Some(true);
    }
    if provider.website.is_some()
        && (provider.department.is_some() || provider.support_types.is_some() || provider.software.is_some())
    {
        provider.evidence = Evidence::Strong;
    }
    let url = provider.sheet.clone().unwrap_or_else(|| page.to_owned());
    provider.sources.push(Reference { url: Some(url), document: None, gives: Vec::new(), note: None });
    let id = record.first(Field::Id).map(|text| name(&text)).unwrap_or_default();
    Ok((id, provider))
}

struct Record<'r, 'v> {
    node: &'r Node<'v>,
    mapping: &'r Mapping,
}

impl Record<'_, '_> {
    /// Returns the values of a field as texts: the first place that holds something gives them all.
    fn all(&self, field: Field) -> Vec<String> {
        let places = self.mapping.fields.get(&field).map(Vec::as_slice).unwrap_or_default();
        let at = |place: &String| {
            let mut texts = Vec::new();
            for node in self.node.find(place) {
                texts_of(node.value, &mut texts);
            }
            texts
        };
        let found = places.iter().map(at).find(|texts| !texts.is_empty());
        found.unwrap_or_else(|| self.mapping.always.get(&field).cloned().into_iter().collect())
    }

    fn first(&self, field: Field) -> Option<String> {
        self.all(field).into_iter().next()
    }

    /// Returns the values of a field in the words that the mapping gives for them, folded.
    fn words(&self, field: Field) -> Vec<String> {
        let known = self.mapping.words.get(&field);
        let meaning = |text: &str| {
            let folded = fold(&line(text));
            let found = known.and_then(|words| words.iter().find(|(word, _)| fold(word) == folded));
            found.map_or(folded, |(_, meaning)| meaning.clone())
        };
        self.all(field).iter().map(|text| meaning(text)).filter(|word| !word.is_empty()).collect()
    }

    fn texts(&self, field: Field) -> Vec<Text> {
        let texts = self.all(field);
        texts.iter().map(|text| prose(text)).filter(|text| !text.is_empty()).map(Text::same).collect()
    }

    fn address(&self, field: Field) -> Option<String> {
        self.all(field).iter().find_map(|text| address(text))
    }

    fn flag(&self, field: Field) -> Option<bool> {
        self.words(field).first().and_then(|word| truth(word))
    }

    fn department(&self, postal_code: Option<&str>, country: Option<&str>) -> Option<String> {
        if country.is_some_and(|country| country != "FR") {
            return None;
        }
        let given = self.first(Field::Department).map(|code| code.trim().to_uppercase());
        let code = given.map(|code| if code.len() == 1 { format!("0{code}") } else { code });
        let is_code = |code: &String| {
            matches!(code.as_str(), "2A" | "2B")
                || matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_digit())
        };
        code.filter(is_code).or_else(|| postal_code.and_then(department_of))
    }

    /// Sorts the kinds of support: those that are not known by name stay as words of the provider.
    fn supports(&self, provider: &mut Provider) {
        let words = self.words(Field::SupportTypes);
        let known: BTreeSet<Support> = words.iter().filter_map(|word| support(word)).collect();
        let lost =
            self.all(Field::SupportTypes).into_iter().zip(&words).filter(|(_, word)| support(word).is_none());
        provider.services.extend(lost.map(|(text, _)| Text::same(prose(&text))));
        if !known.is_empty() || self.says_none(Field::SupportTypes) {
            provider.support_types = Some(known);
        }
    }

    /// Tells whether a list stands there and is empty: the source says « none ». Only the open schema means that.
    fn says_none(&self, field: Field) -> bool {
        let places = self.mapping.fields.get(&field).map(Vec::as_slice).unwrap_or_default();
        self.mapping.is_open()
            && places
                .iter()
                .flat_map(|place| self.node.find(place))
                .any(|node| node.value == &Value::Array(Vec::new()))
    }

    fn modalities(&self, provider: &mut Provider) {
        provider.on_site = self.flag(Field::OnSite);
        provider.remote = self.flag(Field::Remote);
        for word in self.words(Field::Modalities) {
            let (on_site, remote) = match word.as_str() {
                "on site" | "on_site" | "sur place" | "sur site" | "presentiel" | "en presentiel" => {
                    (true, false)
                }
                "remote" | "a distance" | "distanciel" | "en distanciel" | "en ligne" | "visio" => {
                    (false, true)
                }
                "both"
                | "les deux"
                | "mixte"
                | "hybride"
                | "sur place et a distance"
                | "sur site et a distance" => (true, true),
                _ => continue,
            };
            provider.on_site = Some(on_site || provider.on_site == Some(true));
            provider.remote = Some(remote || provider.remote == Some(true));
        }
    }

    /// Returns the sizes: an object with `label`, `from` and `to`, or words that the mapping turns into `1-10`.
    fn sizes(&self) -> Vec<AudienceSize> {
        let places = self.mapping.fields.get(&Field::AudienceSizes).map(Vec::as_slice).unwrap_or_default();
        let objects = places.iter().flat_map(|place| self.node.find(place)).flat_map(|node| node.find("/*"));
        let number = |value: &Value, key: &str| {
            value.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())
        };
        let described: Vec<AudienceSize> = objects
            .filter_map(|node| {
                let label = name(node.value.get("label")?.as_str()?);
                Some(AudienceSize { label, from: number(node.value, "from"), to: number(node.value, "to") })
            })
            .take(MOST_VALUES)
            .collect();
        if !described.is_empty() {
            return described;
        }
        let known = self.mapping.words.get(&Field::AudienceSizes);
        let size = |text: &String| {
            let folded = fold(&line(text));
            let range = known
                .and_then(|words| words.iter().find(|(word, _)| fold(word) == folded))
                .map(|(_, range)| range);
            let (from, to) = range.and_then(|range| range.split_once('-')).unwrap_or_default();
            AudienceSize { label: name(text), from: from.trim().parse().ok(), to: to.trim().parse().ok() }
        };
        self.all(Field::AudienceSizes).iter().map(size).filter(|size| !size.label.is_empty()).collect()
    }

    fn hosted(&self) -> Vec<Hosted> {
        let places = self.mapping.fields.get(&Field::Services).map(Vec::as_slice).unwrap_or_default();
        let objects = places.iter().flat_map(|place| self.node.find(place)).flat_map(|node| node.find("/*"));
        let service = |node: Node<'_>| {
            let of = |key: &str| node.value.get(key).and_then(Value::as_str);
            let software = of("software").map(name).filter(|text| !text.is_empty());
            let title = of("name").map(name).filter(|text| !text.is_empty()).or_else(|| software.clone())?;
            Some(Hosted {
                name: title,
                software,
                alternative: None,
                url: of("url").and_then(address),
                registration: of("registration").map(name),
                open: node.value.get("open").and_then(Value::as_bool),
            })
        };
        objects.filter_map(service).take(MOST_VALUES).collect()
    }
}

/// Gathers the texts of a value; an object counts by its name, `null` and `[]` (what PHP writes for nothing) not.
fn texts_of(value: &Value, texts: &mut Vec<String>) {
    if texts.len() >= MOST_VALUES {
        return;
    }
    match value {
        Value::String(text) if !text.trim().is_empty() => texts.push(text.clone()),
        Value::Number(number) => texts.push(number.to_string()),
        Value::Bool(flag) => texts.push(flag.to_string()),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Object(items) => {
            if let Some(Value::String(text)) = ["name", "nom", "label"].iter().find_map(|key| items.get(*key))
            {
                texts.push(text.clone());
            }
        }
        _ => {}
    }
}

fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "yes" | "oui" | "1" | "vrai" => Some(true),
        "false" | "no" | "non" | "0" | "faux" => Some(false),
        _ => None,
    }
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "association" | "non profit association" | "nonprofit" => Some(Kind::Association),
        "cooperative" | "scop" | "scic" | "co operative" => Some(Kind::Cooperative),
        "company" | "entreprise" | "societe" | "sarl" | "sas" | "eurl" => Some(Kind::Company),
        "individual" | "independant" | "freelance" | "personne seule" => Some(Kind::Individual),
        "informal" | "informal collective" | "collectif" | "collectif informel" => Some(Kind::Informal),
        "project" | "projet" => Some(Kind::Project),
        _ => None,
    }
}

/// Returns the kind of support that a word means: its id, or its name in one of the two languages.
fn support(word: &str) -> Option<Support> {
    let is = |kind: &Support| {
        let id = serde_json::to_value(kind).ok();
        let id = id.as_ref().and_then(Value::as_str).unwrap_or_default();
        fold(id) == fold(word) || [Lang::Fr, Lang::En].iter().any(|lang| fold(kind.label(*lang)) == word)
    };
    Support::ALL.into_iter().find(is)
}
