//! WordPress: a site whose REST interface gives a list of sheets.
//!
//! The home page says where the interface is; its types say which list holds the sheets; the list comes by pages
//! of one hundred. Facts are found through a [`Mapping`]: each site has its own fields.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::json::pointer::Node;
use super::json::{Field, List, Mapping, record, value_of};
use super::reader::{Answer, Ask, Decoded, Format, Reader, Warnings};
use super::untrusted::{joined, line, same_origin, shown};
use super::{Trouble, text_of};
use crate::text::Text;

/// The most pages of one list.
pub const MOST_PAGES: usize = 50;
/// What is asked for: one hundred sheets a page, with the words of their taxonomies.
const QUERY: &str = "per_page=100&orderby=id&order=asc&_embed=wp:term\
    &_fields=id,link,title,content,excerpt,meta,acf,_links,_embedded";
/// The types that every WordPress has: no list of structures is there.
const OWN_TYPES: [&str; 10] = [
    "posts",
    "pages",
    "media",
    "menu-items",
    "blocks",
    "templates",
    "template-parts",
    "navigation",
    "global-styles",
    "font-families",
];

/// Reads a site.
pub struct Wordpress {
    prefix: String,
    site: String,
    mapping: Mapping,
    stage: Stage,
    pages: BTreeMap<usize, (Vec<Value>, String, Date)>,
    numbers: BTreeMap<String, usize>,
    lost: Vec<(String, Trouble)>,
    is_cut: bool,
}

/// Where the reading stands.
enum Stage {
    Home,
    /// The types are asked for at the interface of this address.
    Types(String),
    Pages,
    Failed(Trouble),
}

impl Wordpress {
    /// Makes a reader of a site; a mapping without fields takes those that sites use most.
    pub fn new(prefix: &str, site: &str, mapping: Mapping) -> Self {
        let mut mapping = mapping;
        for (field, places) in USUAL {
            let places = places.iter().map(|place| (*place).to_owned());
            mapping.fields.entry(*field).or_default().extend(places);
        }
        Self {
            prefix: prefix.to_owned(),
            site: site.to_owned(),
            mapping,
            stage: Stage::Home,
            pages: BTreeMap::new(),
            numbers: BTreeMap::new(),
            lost: Vec::new(),
            is_cut: false,
        }
    }

    /// Goes from the home page to the interface that it announces, on the same site only.
    fn home(&mut self, answer: &Answer) -> Vec<Ask> {
        let announced = link(&answer.links, "https://api.w.org/").and_then(|url| joined(&answer.url, url));
        let own = announced.filter(|url| same_origin(url, &answer.url));
        // Some sites hide the announcement and keep the interface at its usual place.
        let Some(api) = own.or_else(|| joined(&answer.url, "/wp-json/")) else { return Vec::new() };
        let types = Ask::new(route(&api, "wp/v2/types", ""), Format::Json);
        self.stage = Stage::Types(api);
        vec![types]
    }

    /// Finds the list of sheets among the types of the site.
    fn types(&mut self, api: &str, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        let value = value_of(&answer.body)?;
        let no_api = || {
            Trouble::NotData(Text::new(
                "ce site n'a pas d'interface WordPress ouverte",
                "this site has no open WordPress interface",
            ))
        };
        let types = value.as_object().ok_or_else(no_api)?;
        let base = |kind: &Value| kind.get("rest_base").and_then(Value::as_str).map(str::to_owned);
        let own: Vec<(&String, String, &Value)> = types
            .iter()
            .filter_map(|(slug, kind)| Some((slug, base(kind)?, kind)))
            .filter(|(_, base, _)| is_word(base) && !OWN_TYPES.contains(&base.as_str()))
            .collect();
        let chosen = match &self.mapping.list {
            Some(list) => own.iter().find(|(slug, base, _)| *slug == list || base == list),
            None if own.len() == 1 => own.first(),
            None => None,
        };
        let Some((_, base, kind)) = chosen else {
            let names: Vec<String> = own.iter().take(20).map(|(_, base, _)| line(base)).collect();
            let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
            return Err(Trouble::NotData(Text::new(
                format!(
                    "on ne sait pas quelle liste de ce site contient les structures (listes trouvées : {names})"
                ),
                format!(
                    "it is not known which list of this site holds the structures (lists found: {names})"
                ),
            )));
        };
        let space =
            kind.get("rest_namespace").and_then(Value::as_str).filter(|space| space.split('/').all(is_word));
        let path = format!("{}/{base}", space.unwrap_or("wp/v2"));
        self.stage = Stage::Pages;
        Ok(vec![self.page(route(api, &path, QUERY), 1)])
    }

    fn page(&mut self, url: String, number: usize) -> Ask {
        self.numbers.insert(url.clone(), number);
        Ask::new(url, Format::Json)
    }

    /// Keeps a page, and asks for the others: all of them when their number is known, else the one that is linked.
    fn keep(&mut self, ask: &Ask, number: usize, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        let Value::Array(records) = value_of(&answer.body)? else {
            return Err(Trouble::NotData(Text::new("la liste n'en est pas une", "the list is none")));
        };
        let is_empty = records.is_empty();
        self.pages.insert(number, (records, shown(&answer.url), answer.day));
        if let Some(pages) = answer.pages {
            self.is_cut |= pages > MOST_PAGES;
            let last = if number == 1 { pages.min(MOST_PAGES) } else { 0 };
            let others = 2..=last;
            return Ok(others.map(|other| self.page(format!("{}&page={other}", ask.url), other)).collect());
        }
        let next = link(&answer.links, "next").and_then(|url| joined(&answer.url, url));
        let next =
            next.filter(|url| !is_empty && same_origin(url, &answer.url) && !self.numbers.contains_key(url));
        match next {
            Some(_) if number >= MOST_PAGES => self.is_cut = true,
            Some(url) => return Ok(vec![self.page(url, number + 1)]),
            None => {}
        }
        Ok(Vec::new())
    }
}

impl Reader for Wordpress {
    fn start(&mut self) -> Vec<Ask> {
        vec![Ask::new(self.site.as_str(), Format::Page)]
    }

    fn read(&mut self, ask: &Ask, answer: &Answer) -> Result<Vec<Ask>, Trouble> {
        match (self.numbers.get(&ask.url).copied(), &self.stage) {
            (Some(number), _) => self.keep(ask, number, answer),
            (None, Stage::Types(api)) => {
                let api = api.clone();
                self.types(&api, answer)
            }
            _ => Ok(self.home(answer)),
        }
    }

    fn miss(&mut self, ask: &Ask, trouble: &Trouble) -> Vec<Ask> {
        match self.numbers.get(&ask.url) {
            // The first page says how many there are: without it, nothing is known.
            Some(number) if *number > 1 => self.lost.push((ask.url.clone(), trouble.clone())),
            _ => self.stage = Stage::Failed(trouble.clone()),
        }
        Vec::new()
    }

    fn finish(mut self: Box<Self>) -> Decoded {
        if let Stage::Failed(trouble) = self.stage {
            return Decoded::failed(trouble);
        }
        let mut warnings = Warnings::default();
        let mut list = List::new(&self.prefix, self.mapping.repeated);
        for (records, page, day) in self.pages.values() {
            for value in records {
                let value = with_terms(value);
                list.add(record::provider(&Node::top(&value), &self.mapping, page, *day), &mut warnings);
            }
        }
        self.lost.sort_by(|one, other| one.0.cmp(&other.0));
        for (url, trouble) in &self.lost {
            let (url, why) = (text_of(url), trouble.text());
            warnings.add(format!("{url} : {}", why.fr), format!("{url}: {}", why.en));
        }
        let complete = !self.is_cut && self.lost.is_empty() && !list.is_cut;
        Decoded { providers: list.providers, warnings, complete, ..Decoded::default() }
    }
}

/// Where the facts usually stand; the mapping of a site comes first.
const USUAL: &[(Field, &[&str])] = &[
    (Field::Id, &["/id"]),
    (Field::Name, &["/title/rendered"]),
    (Field::Sheet, &["/link"]),
    (Field::Protected, &["/content/protected"]),
    (Field::Description, &["/excerpt/rendered", "/content/rendered"]),
    (
        Field::Website,
        &[
            "/meta/site_web",
            "/meta/site_internet",
            "/meta/website",
            "/acf/site_web",
            "/acf/site_internet",
            "/acf/website",
        ],
    ),
    (Field::City, &["/meta/ville", "/meta/city", "/acf/ville", "/acf/city"]),
    (Field::PostalCode, &["/meta/code_postal", "/acf/code_postal"]),
    (Field::SupportTypes, &["/terms/accompagnement"]),
    (Field::AudienceSizes, &["/terms/taille"]),
    (Field::Modalities, &["/terms/modalite"]),
    (Field::Kind, &["/terms/structure"]),
];

/// Puts the words of the taxonomies, which come as lists of terms, under the names of these: `terms/<taxonomy>`.
fn with_terms(record: &Value) -> Value {
    let mut terms: Map<String, Value> = Map::new();
    for term in Node::top(record).find("/_embedded/wp:term/*/*") {
        let of = |key: &str| term.value.get(key).and_then(Value::as_str);
        if let (Some(taxonomy), Some(name)) = (of("taxonomy"), of("name"))
            && let Value::Array(names) = terms.entry(taxonomy).or_insert_with(|| Value::Array(Vec::new()))
        {
            names.push(Value::String(name.to_owned()));
        }
    }
    let mut record = record.clone();
    if let Value::Object(fields) = &mut record {
        fields.insert("terms".to_owned(), Value::Object(terms));
    }
    record
}

/// Returns the address of the interface for a path, also where the site has no readable addresses.
fn route(api: &str, path: &str, query: &str) -> String {
    let mark = if api.contains('?') { '&' } else { '?' };
    if query.is_empty() { format!("{api}{path}") } else { format!("{api}{path}{mark}{query}") }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns the address of a relation out of a `Link` header.
fn link<'a>(header: &'a str, relation: &str) -> Option<&'a str> {
    let wanted = [format!("rel=\"{relation}\""), format!("rel={relation}")];
    header.split(", <").find_map(|part| {
        let (url, rest) = part.trim_start_matches(['<', ' ']).split_once('>')?;
        rest.split(';').any(|word| wanted.iter().any(|wanted| word.trim() == wanted)).then_some(url)
    })
}

#[cfg(test)]
mod tests;
