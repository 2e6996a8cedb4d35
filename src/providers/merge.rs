//! One structure in several lists is one provider, with all that each of them says.

use std::collections::HashMap;

use super::untrusted::host;
use super::{Directory, Evidence, Provider};
use crate::text::fold;

impl Directory {
    /// Adds the providers of another list. One with the site of a known provider, else with its name and its
    /// department, is joined to it.
    pub fn join(&mut self, list: Vec<Provider>) {
        let mut sites: HashMap<String, usize> = HashMap::new();
        let mut names: HashMap<(String, String), usize> = HashMap::new();
        for (at, provider) in self.providers.iter().enumerate() {
            if let Some(site) = site_of(provider) {
                sites.entry(site).or_insert(at);
            }
            if let Some(name) = name_of(provider) {
                names.entry(name).or_insert(at);
            }
        }
        for provider in list {
            let (site, name) = (site_of(&provider), name_of(&provider));
            let known = site
                .as_ref()
                .and_then(|site| sites.get(site))
                .or(name.as_ref().and_then(|name| names.get(name)));
            let at = match known.copied() {
                Some(at) => {
                    self.providers[at].absorb(provider);
                    at
                }
                None => {
                    self.providers.push(provider);
                    self.providers.len() - 1
                }
            };
            if let Some(site) = site {
                sites.entry(site).or_insert(at);
            }
            if let Some(name) = name {
                names.entry(name).or_insert(at);
            }
        }
    }
}

/// Returns what tells the site of a provider from others: its host, with the path where it has no host of its own.
fn site_of(provider: &Provider) -> Option<String> {
    let website = provider.website.as_deref()?;
    let url = url::Url::parse(website).ok()?;
    Some(format!("{}{}", host(website)?, url.path().trim_end_matches('/')))
}

fn name_of(provider: &Provider) -> Option<(String, String)> {
    Some((fold(&provider.name), provider.department.clone()?))
}

impl Provider {
    /// Adds what a list that was read later says of the same structure: what it says replaces, what it does not
    /// say stays, and lists are joined.
    pub(crate) fn absorb(&mut self, other: Self) {
        macro_rules! later {
            ($($field:ident),*) => { $(if other.$field.is_some() { self.$field = other.$field; })* };
        }
        macro_rules! joined {
            ($($field:ident),*) => { $(for item in other.$field {
                if !self.$field.contains(&item) {
                    self.$field.push(item);
                }
            })* };
        }
        // The name of the first list stays: it is the one that the other lists were compared with.
        if self.evidence != Evidence::Strong {
            self.evidence = other.evidence;
        }
        self.partial |= other.partial;
        self.checked_on = self.checked_on.max(other.checked_on);
        if let Some(theirs) = other.support_types {
            self.support_types.get_or_insert_default().extend(theirs);
        }
        if let Some(theirs) = other.software {
            self.software.get_or_insert_default().extend(theirs);
        }
        later!(
            full_name,
            emancipasso,
            kind,
            website,
            website_note,
            country,
            city,
            postal_code,
            department,
            founded,
            size,
            chatons,
            chatons_since,
            chatonsinfos_url,
            remote,
            on_site,
            hosting,
            free_price,
            invoice,
            price,
            sheet,
            position,
            note
        );
        joined!(carried_by, audience, sectors, other_software, services, audience_sizes, hosted, sources);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn provider(id: &str, name: &str) -> Provider {
        Provider::new(id, name, Evidence::Strong, date(2026, 11, 23))
    }

    fn directory(providers: Vec<Provider>) -> Directory {
        Directory { compiled: date(2026, 11, 23), note: Default::default(), providers, lists: Vec::new() }
    }

    #[test]
    fn the_same_site_is_the_same_structure() {
        let with = |id: &str, name: &str, site: &str| Provider {
            website: Some(site.to_owned()),
            ..provider(id, name)
        };
        let mut joined = directory(vec![with("a", "Alpha", "https://www.alpha.example/")]);
        joined.join(vec![
            with("b", "Alpha asso", "http://alpha.example"),
            with("c", "Other", "https://alpha.example/c"),
        ]);
        let names: Vec<&str> = joined.providers.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Alpha", "Other"]);
    }

    #[test]
    fn the_same_name_in_the_same_department_is_the_same_structure() {
        let at = |id: &str, department: &str| Provider {
            department: Some(department.to_owned()),
            ..provider(id, "L'Été")
        };
        let mut joined = directory(vec![at("a", "44")]);
        joined.join(vec![
            Provider { name: "L’ETE".into(), ..at("b", "44") },
            at("c", "29"),
            provider("d", "L'Été"),
        ]);
        let ids: Vec<&str> = joined.providers.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["a", "c", "d"]);
    }

    #[test]
    fn what_a_list_does_not_say_stays_and_sources_add_up() {
        let mut one = provider("a", "A");
        one.city = Some("Nantes".into());
        one.chatons = Some(true);
        let reference = |url: &str| crate::providers::Reference {
            url: Some(url.into()),
            document: None,
            gives: vec![],
            note: None,
        };
        one.sources.push(reference("https://one.example"));
        let mut other = provider("b", "A");
        other.chatons = Some(false);
        other.sources.push(reference("https://other.example"));
        one.absorb(other);
        assert_eq!((one.city.as_deref(), one.chatons, one.sources.len()), (Some("Nantes"), Some(false), 2));
    }
}
