//! Alternatives, their licences and the ways of getting them.

use super::Linter;
use crate::catalog::extension::AlternativeExtension;
use crate::catalog::raw::Located;
use crate::catalog::{Alternative, Catalog, Hosting, Libre, LicenceRef};
use crate::path;
use crate::problem::Problem;
use crate::text::Text;
use crate::yaml::{Segment, Source};

impl Linter {
    pub(super) fn check_alternative(&mut self, located: &Located<'_, Alternative>) {
        let (source, alternative) = (located.source, &located.record);
        self.check_file_name(source, &alternative.id);
        self.check_id(source, path!["id"], &alternative.id);
        self.check_usages(source, &alternative.usages);
        self.check_distinct(source, &alternative.distinct_from);
        self.check_text(source, path!["summary"], &alternative.summary);
        if let Some(platform) = &alternative.platform {
            self.check_reference("unknown-platform", source, path!["platform"], platform);
        }
        if alternative.licences.is_empty() {
            let (fr, en) = ("aucune licence".to_owned(), "no licence".to_owned());
            self.error("missing-licence", source, path!["id"], fr, en);
        }
        self.check_licences(source, &alternative.licences, alternative.libre);
        self.check_url(source, path!["website"], &alternative.website);
        if let Some(url) = &alternative.source_code {
            self.check_url(source, path!["source_code"], url);
        }
        if alternative.hosting.is_empty() {
            let (fr, en) = (
                "rien ne dit comment l'obtenir (`hosting`)".to_owned(),
                "nothing says how to get it (`hosting`)".to_owned(),
            );
            self.error("missing-hosting", source, path!["id"], fr, en);
        }
        self.check_hosting(source, &alternative.hosting);
        self.check_reserves(source, &alternative.reserves);
    }

    /// Checks what a local catalogue says of a known alternative.
    pub(super) fn check_alternative_extension(
        &mut self,
        located: &Located<'_, AlternativeExtension>,
        base: &Catalog,
    ) {
        let (source, alternative) = (located.source, &located.record);
        self.check_file_name(source, &alternative.id);
        self.check_reference("unknown-alternative", source, path!["id"], &alternative.id);
        self.check_usages(source, &alternative.usages);
        if let Some(summary) = &alternative.summary {
            self.check_text(source, path!["summary"], summary);
        }
        if let Some(url) = &alternative.website {
            self.check_url(source, path!["website"], url);
        }
        let libre = alternative.libre.or(base.alternatives.get(&alternative.id).map(|known| known.libre));
        self.check_licences(source, &alternative.licences, libre.unwrap_or(Libre::Yes));
        self.check_hosting(source, &alternative.hosting);
        self.check_reserves(source, &alternative.reserves);
    }

    fn check_licences(&mut self, source: Source<'_>, licences: &[LicenceRef], libre: Libre) {
        for (index, licence) in licences.iter().enumerate() {
            self.check_licence(source, path!["licences", index, "spdx"], &licence.spdx, libre);
            self.check_source(source, path!["licences", index, "source"], &licence.source);
        }
    }

    /// Checks an SPDX expression, the licences in it, and whether it leaves a libre choice.
    fn check_licence(&mut self, source: Source<'_>, at: &[Segment], spdx: &str, libre: Libre) {
        let expression = match spdx::Expression::parse(spdx) {
            Ok(expression) => expression,
            Err(error) => {
                let text = Text::new(
                    format!("« {spdx} » n'est pas une expression SPDX"),
                    format!("`{spdx}` is not an SPDX expression"),
                );
                let hint = Text::new(
                    "un identifiant de la liste SPDX, avec -only ou -or-later pour GNU (`GPL-2.0-or-later`) ; AND, OR, WITH entre deux",
                    format!(
                        "{}: an id of the SPDX list, with -only or -or-later for GNU (`GPL-2.0-or-later`); AND, OR, WITH between two",
                        error.reason
                    ),
                );
                self.problems.push(Problem::error("bad-licence", source.place(at), text).with_hint(hint));
                return;
            }
        };
        let known = |licence: &spdx::LicenseReq| self.known.licences.get(&licence.license.to_string());
        let unknown = expression.requirements().map(|one| &one.req).find(|one| known(one).is_none());
        if let Some(unknown) = unknown.map(|one| one.license.to_string()) {
            let (fr, en) = (
                format!("licence « {unknown} » absente de licences.yaml"),
                format!("licence `{unknown}` is not in licences.yaml"),
            );
            self.error("unknown-licence", source, at, fr, en);
        } else if libre == Libre::Yes && !expression.evaluate(|one| known(one) == Some(&true)) {
            let (fr, en) = (
                format!("« {spdx} » n'est pas une licence libre"),
                format!("`{spdx}` is not a libre licence"),
            );
            self.error("not-libre", source, at, fr, en);
        }
    }

    fn check_hosting(&mut self, source: Source<'_>, ways: &[Hosting]) {
        for (index, hosting) in ways.iter().enumerate() {
            if let Some(url) = &hosting.url {
                self.check_url(source, path!["hosting", index, "url"], url);
            }
            if let Some(note) = &hosting.note {
                self.check_text(source, path!["hosting", index, "note"], note);
            }
            self.check_claim(source, path!["hosting", index], &hosting.source, hosting.assumed);
        }
    }
}
