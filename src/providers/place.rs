//! Departments and their regions, so that a provider of the same region can be told from one far away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::path;
use crate::problem::{self, Problem};
use crate::text::{Text, clean};
use crate::yaml::Source;

/// A department of France, or an overseas collectivity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Department {
    /// The INSEE code: two or three characters, such as `01`, `2A` or `974`.
    pub code: String,
    /// The name.
    pub name: String,
    /// The name of its region; an overseas collectivity stands for its own.
    pub region: String,
}

/// The departments by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    departments: BTreeMap<String, Department>,
}

impl Places {
    /// Returns a department by its code.
    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments.get(code)
    }

    /// Returns the name of the region of a department.
    pub fn region_of(&self, code: &str) -> Option<&str> {
        self.department(code).map(|department| department.region.as_str())
    }

    /// Returns the departments, sorted by code.
    pub fn departments(&self) -> impl Iterator<Item = &Department> {
        self.departments.values()
    }
}

/// Returns the code of the department that a French postal code begins with.
///
/// A few towns belong to a department beside that of their postal code: it stays a guess, right nearly always.
///
/// ```
/// use diaglibre::providers::place::department_of;
/// assert_eq!(department_of("44000").as_deref(), Some("44"));
/// assert_eq!(department_of("20200").as_deref(), Some("2B"));
/// assert_eq!(department_of("4400"), None);
/// ```
pub fn department_of(postal_code: &str) -> Option<String> {
    let code = postal_code.trim();
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match &code[..2] {
        "20" => Some(if code < "20200" { "2A" } else { "2B" }.to_owned()),
        "97" | "98" => Some(code[..3].to_owned()),
        "00" | "96" | "99" => None,
        two => Some(two.to_owned()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDepartment {
    code: String,
    name: String,
    region: String,
}

/// Reads the list of departments.
///
/// # Errors
/// All the problems of the text: `yaml` or `too-large` alone, else `bad-code`, `duplicate-id` and
/// `missing-text`, sorted by place.
pub fn parse_places(source: Source<'_>) -> Result<Places, Vec<Problem>> {
    let raw: Vec<RawDepartment> = source.parse().map_err(|problem| vec![problem])?;
    let mut places = Places::default();
    let mut problems = Vec::new();
    for (index, RawDepartment { code, name, region }) in raw.into_iter().enumerate() {
        let [name, region] = [name, region].map(|text| clean(&text).trim().to_owned());
        for (key, text) in [("name", &name), ("region", &region)] {
            if text.is_empty() {
                let message = Text::new(format!("« {key} » est vide"), format!("`{key}` is empty"));
                problems.push(Problem::error("missing-text", source.place(path![index, key]), message));
            }
        }
        let place = || source.place(path![index, "code"]);
        if !is_code(&code) {
            let code = clean(&code);
            let message = Text::new(
                format!("« {code} » n'est pas un code de département"),
                format!("`{code}` is not the code of a department"),
            );
            problems.push(Problem::error("bad-code", place(), message));
        } else if places.departments.contains_key(&code) {
            let message = Text::new(
                format!("le département « {code} » est décrit deux fois"),
                format!("the department `{code}` is described twice"),
            );
            problems.push(Problem::error("duplicate-id", place(), message));
        } else {
            places.departments.insert(code.clone(), Department { code, name, region });
        }
    }
    if problems.is_empty() {
        Ok(places)
    } else {
        problem::sort(&mut problems);
        Err(problems)
    }
}

/// Tells whether a text has the form of an INSEE code: `01` to `98`, `2A`, `2B`, `97x` or `98x`.
fn is_code(code: &str) -> bool {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    matches!(code, "2A" | "2B") || digits && (code.len() == 2 || code.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../catalog/departments.yaml");

    fn codes(text: &str) -> Vec<(&'static str, usize)> {
        let problems = parse_places(Source::new("d.yaml", text)).err().unwrap_or_default();
        problems.iter().map(|problem| (problem.code, problem.place.line)).collect()
    }

    #[test]
    fn shipped_departments_have_no_problem() {
        assert_eq!(codes(SHIPPED), []);
    }

    #[test]
    fn shipped_departments_are_complete() {
        let places = parse_places(Source::new("d.yaml", SHIPPED)).expect("the shipped list is valid");
        // 96 departments in metropolitan France, 5 overseas, 8 collectivities and territories.
        assert_eq!(places.departments().count(), 109);
        assert_eq!(places.region_of("2A"), Some("Corse"));
        assert_eq!(places.region_of("01"), Some("Auvergne-Rhône-Alpes"));
        assert_eq!(places.region_of("20"), None);
    }

    #[test]
    fn refuses_a_code_that_lost_its_leading_zero() {
        assert_eq!(codes("- {code: \"1\", name: Ain, region: Auvergne-Rhône-Alpes}\n"), [("bad-code", 1)]);
    }

    #[test]
    fn refuses_a_code_given_twice() {
        let twice = "- {code: \"44\", name: A, region: R}\n- {code: \"44\", name: B, region: R}\n";
        assert_eq!(codes(twice), [("duplicate-id", 2)]);
    }

    #[test]
    fn refuses_an_empty_name() {
        assert_eq!(codes("- {code: \"44\", name: \" \", region: R}\n"), [("missing-text", 1)]);
    }
}
