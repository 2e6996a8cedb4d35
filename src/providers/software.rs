//! The software that directories name, joined to the alternatives of the catalogue.

use super::Provider;
use super::reader::Decoded;

impl Decoded {
    /// Gives each software that is named its id; `id_of` finds it by name or alias, as in
    /// `catalog.resolve`. A name that it does not know stays as it is.
    pub fn name_software(&mut self, mut id_of: impl FnMut(&str) -> Option<String>) {
        self.providers.iter_mut().for_each(|provider| provider.name_software(&mut id_of));
    }
}

impl Provider {
    fn name_software(&mut self, id_of: &mut impl FnMut(&str) -> Option<String>) {
        let mut ids = Vec::new();
        for hosted in &mut self.hosted {
            hosted.alternative =
                hosted.software.as_deref().and_then(&mut *id_of).or_else(|| id_of(&hosted.name));
            // A service that takes nobody any more helps nobody.
            if hosted.open != Some(false) {
                ids.extend(hosted.alternative.clone());
            }
        }
        self.other_software.retain(|name| match id_of(name) {
            Some(id) => {
                ids.push(id);
                false
            }
            None => true,
        });
        if !ids.is_empty() {
            self.software.get_or_insert_default().extend(ids);
        }
    }

    /// Tells whether a source names a software among those of the provider; nothing when the sources are silent,
    /// could not all be read, or name a service that takes nobody any more.
    pub fn names_software(&self, id: &str) -> Option<bool> {
        if self.software.as_ref()?.contains(id) {
            return Some(true);
        }
        let is_full = self.hosted.iter().any(|hosted| hosted.alternative.as_deref() == Some(id));
        (!self.partial && !is_full).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::providers::{Evidence, Hosted};

    fn named(mut provider: Provider) -> Provider {
        let id_of = |name: &str| (name.to_lowercase() == "nextcloud").then(|| "nextcloud".to_owned());
        provider.name_software(&mut { id_of });
        provider
    }

    fn provider() -> Provider {
        let new = Provider::new("a", "A", Evidence::Strong, date(2026, 11, 23));
        Provider { software: Some([].into()), ..new }
    }

    fn hosting(name: &str, software: Option<&str>, open: Option<bool>) -> Provider {
        let hosted =
            Hosted { name: name.into(), software: software.map(str::to_owned), open, ..Hosted::default() };
        named(Provider { hosted: vec![hosted], ..provider() })
    }

    #[test]
    fn a_service_is_known_by_its_software_else_by_its_name() {
        assert_eq!(hosting("Nuage", Some("Nextcloud"), None).names_software("nextcloud"), Some(true));
        assert_eq!(hosting("NextCloud", None, Some(true)).names_software("nextcloud"), Some(true));
        assert_eq!(hosting("Nuage", None, None).names_software("nextcloud"), Some(false));
    }

    #[test]
    fn a_service_that_is_full_is_to_be_asked() {
        assert_eq!(hosting("Nuage", Some("Nextcloud"), Some(false)).names_software("nextcloud"), None);
    }

    #[test]
    fn a_name_that_the_catalogue_does_not_know_stays() {
        let named =
            named(Provider { other_software: vec!["Nextcloud".into(), "Machin".into()], ..provider() });
        assert_eq!(
            (named.other_software, named.software),
            (vec!["Machin".to_owned()], Some(["nextcloud".to_owned()].into()))
        );
    }

    #[test]
    fn what_could_not_be_read_may_name_it() {
        assert_eq!(Provider { partial: true, ..provider() }.names_software("nextcloud"), None);
        assert_eq!(Provider { software: None, ..provider() }.names_software("nextcloud"), None);
    }
}
