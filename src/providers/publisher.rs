//! Who publishes a list, where, in which form: the presets, an address, or a description in a file of the user.

use serde::Deserialize;

use super::chatonsinfos::Chatonsinfos;
use super::gogocarto::Gogocarto;
use super::is_web_address;
use super::json::{Json, Mapping};
use super::reader::Reader;
use super::untrusted::{self, host};
use super::wordpress::Wordpress;
use crate::problem::Problem;
use crate::text::{Text, clean};
use crate::yaml::Source;

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The files of a federation in the ChatonsInfos format.
    Chatonsinfos,
    /// The REST interface of a WordPress site.
    Wordpress,
    /// The elements of a GoGoCarto map.
    Gogocarto,
    /// JSON, in the open schema or through a mapping.
    Json,
}

/// Who publishes a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The id, in kebab-case; the ids of its providers begin with it.
    pub id: String,
    /// The name.
    pub name: String,
    /// The form of its list.
    pub form: Form,
    /// The address where it begins.
    pub url: String,
    /// The licence of the list, as far as it is known.
    #[serde(default)]
    pub licence: Option<Text>,
    /// What to know before asking: that nobody has tried it yet, for instance.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where the facts stand.
    #[serde(default)]
    pub mapping: Option<Mapping>,
    /// Whether it is read when no directory is named.
    #[serde(default)]
    pub default: bool,
}

impl Publisher {
    /// Makes a publisher out of an address; its form is guessed unless it is written before: `wordpress:https://…`.
    ///
    /// ```
    /// use diaglibre::providers::{Form, Publisher};
    /// assert_eq!(Publisher::of_address("https://a.example/l.json").unwrap().form, Form::Json);
    /// assert_eq!(Publisher::of_address("gogocarto:https://a.example/").unwrap().form, Form::Gogocarto);
    /// assert!(Publisher::of_address("chatons").is_none());
    /// ```
    pub fn of_address(text: &str) -> Option<Self> {
        let forms = [
            ("chatonsinfos:", Form::Chatonsinfos),
            ("wordpress:", Form::Wordpress),
            ("gogocarto:", Form::Gogocarto),
            ("json:", Form::Json),
        ];
        let written = forms.into_iter().find_map(|(word, form)| Some((text.strip_prefix(word)?, Some(form))));
        let (url, form) = written.unwrap_or((text, None));
        if !is_web_address(url) {
            return None;
        }
        let host = host(url)?;
        Some(Self {
            id: untrusted::slug(&host),
            name: host,
            form: form.unwrap_or_else(|| guess(url)),
            url: url.to_owned(),
            licence: None,
            note: None,
            mapping: None,
            default: false,
        })
    }

    /// Returns its address as it may be told to others: what opens a door (`?token=…`) is hidden.
    pub fn shown_url(&self) -> String {
        untrusted::shown(&self.url)
    }

    /// Returns what reads its list.
    pub fn reader(&self) -> Box<dyn Reader> {
        let mapping = self.mapping.clone();
        match self.form {
            Form::Chatonsinfos => Box::new(Chatonsinfos::new(&self.id, &self.url)),
            Form::Wordpress => Box::new(Wordpress::new(&self.id, &self.url, mapping.unwrap_or_default())),
            Form::Gogocarto => Box::new(Gogocarto::new(&self.id, &self.url, mapping.unwrap_or_default())),
            Form::Json => Box::new(Json::new(&self.id, &self.url, mapping.unwrap_or_else(Mapping::open))),
        }
    }
}

fn guess(url: &str) -> Form {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if path.ends_with(".properties") {
        Form::Chatonsinfos
    } else if path.contains("/api/elements.") || host(url).is_some_and(|host| host.ends_with("gogocarto.fr"))
    {
        Form::Gogocarto
    } else if path.ends_with(".json") {
        Form::Json
    } else {
        Form::Wordpress
    }
}

/// Reads the presets.
///
/// # Errors
/// The first problem of the text: `yaml` or `too-large`, else `bad-id` or `bad-url`.
pub fn parse_publishers(source: Source<'_>) -> Result<Vec<Publisher>, Problem> {
    let publishers: Vec<Publisher> = source.parse()?;
    for (index, publisher) in publishers.iter().enumerate() {
        check(publisher, source, crate::path![index])?;
    }
    Ok(publishers)
}

/// Reads the description of one publisher.
///
/// # Errors
/// As for [`parse_publishers`].
pub fn parse_publisher(source: Source<'_>) -> Result<Publisher, Problem> {
    let mut publisher: Publisher = source.parse()?;
    check(&publisher, source, &[])?;
    publisher.name = untrusted::name(&publisher.name);
    Ok(publisher)
}

fn check(publisher: &Publisher, source: Source<'_>, path: &[crate::yaml::Segment]) -> Result<(), Problem> {
    let at = |key: &str| source.place(&[path, crate::path![key]].concat());
    if publisher.id.is_empty() || untrusted::slug(&publisher.id) != publisher.id {
        let id = clean(&publisher.id);
        let text = Text::new(
            format!("l'id « {id} » n'est pas en kebab-case"),
            format!("the id `{id}` is not in kebab-case"),
        );
        return Err(Problem::error("bad-id", at("id"), text));
    }
    if !is_web_address(&publisher.url) {
        let url = clean(&publisher.url);
        let text = Text::new(
            format!("« {url} » n'est pas une adresse web"),
            format!("`{url}` is not a web address"),
        );
        return Err(Problem::error("bad-url", at("url"), text));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../catalog/directories.yaml");

    #[test]
    fn the_presets_have_no_problem_and_each_its_own_id() {
        let publishers =
            parse_publishers(Source::new("directories.yaml", SHIPPED)).expect("the presets are valid");
        let ids: std::collections::BTreeSet<&str> = publishers.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), publishers.len());
    }

    #[test]
    fn every_preset_says_that_nobody_has_tried_it() {
        // To be changed with the first preset that somebody tries on the live site.
        let publishers =
            parse_publishers(Source::new("directories.yaml", SHIPPED)).expect("the presets are valid");
        assert!(publishers.iter().all(|one| one.note.is_some() && one.licence.is_some()));
    }

    #[test]
    fn forms_are_guessed_from_the_address() {
        let form = |url: &str| Publisher::of_address(url).map(|one| one.form);
        assert_eq!(form("https://a.example/chatons.properties?x=1"), Some(Form::Chatonsinfos));
        assert_eq!(form("https://transiscope.gogocarto.fr/"), Some(Form::Gogocarto));
        assert_eq!(form("https://a.example/api/elements.json?limit=3"), Some(Form::Gogocarto));
        assert_eq!(form("https://a.example/"), Some(Form::Wordpress));
    }

    #[test]
    fn a_description_with_a_bad_address_is_refused_with_its_line() {
        let text = "id: a\nname: A\nform: json\nurl: ftp://a.example/\n";
        let problem = parse_publisher(Source::new("a.yaml", text)).expect_err("the address is bad");
        assert_eq!((problem.code, problem.place.line), ("bad-url", 4));
    }
}
