use super::*;
use crate::providers::place::parse_places;

const SHIPPED: &str = include_str!("../../../catalog/providers.yaml");

fn places() -> Places {
    let text = include_str!("../../../catalog/departments.yaml");
    parse_places(Source::new("departments.yaml", text)).expect("the shipped departments are valid")
}

/// A list of one provider without fault, with more fields for the provider.
fn list(fields: &str) -> String {
    format!(
        "format: 1\ncompiled: 2026-11-23\nnote: {{fr: a, en: b}}\nsectors: {{health: {{fr: santé, en: health}}}}\n\
         providers:\n{}",
        entry(fields)
    )
}

fn entry(fields: &str) -> String {
    let mut entry = String::from("  - checked_on: 2026-11-23\n");
    for default in
        ["id: a", "name: A", "evidence: strong", "sources: [{url: \"https://a.example\", gives: []}]"]
    {
        let key = default.split(':').next().unwrap_or_default();
        if !fields.lines().any(|line| line.starts_with(&format!("{key}:"))) {
            entry.push_str(&format!("    {default}\n"));
        }
    }
    for field in fields.lines() {
        entry.push_str(&format!("    {field}\n"));
    }
    entry
}

fn codes(text: &str) -> Vec<&'static str> {
    let problems = parse_snapshot(Source::new("p.yaml", text), Some(&places())).err().unwrap_or_default();
    problems.iter().map(|problem| problem.code).collect()
}

fn one(fields: &str) -> Provider {
    let text = list(fields);
    let directory = parse_snapshot(Source::new("p.yaml", &text), None).expect("the list is valid");
    directory.providers[0].clone()
}

#[test]
fn shipped_list_has_no_problem() {
    assert_eq!(parse_snapshot(Source::new("p.yaml", SHIPPED), Some(&places())).err(), None);
}

#[test]
fn shipped_list_keeps_every_name_of_its_source() {
    let directory = parse_snapshot(Source::new("p.yaml", SHIPPED), None).expect("the list is valid");
    assert_eq!(directory.providers.len(), 27);
}

#[test]
fn a_list_without_fault_has_no_problem() {
    assert_eq!(codes(&list("")), [""; 0]);
}

#[test]
fn refuses_an_id_given_twice() {
    assert_eq!(codes(&(list("") + &entry(""))), ["duplicate-id"]);
}

#[test]
fn refuses_an_id_that_is_not_kebab_case() {
    assert_eq!(codes(&list("id: A_b")), ["bad-id"]);
}

#[test]
fn refuses_an_address_that_must_not_become_a_link() {
    assert_eq!(codes(&list("website: javascript:alert(1)")), ["bad-url"]);
    assert_eq!(codes(&list("sources: [{url: \"https://a@b.example\", gives: []}]")), ["bad-url"]);
    assert_eq!(codes(&list("chatonsinfos_url: a.properties")), ["bad-url"]);
}

#[test]
fn refuses_a_department_that_does_not_exist() {
    assert_eq!(codes(&list("department: \"20\"")), ["unknown-department"]);
}

#[test]
fn refuses_an_entry_without_source_unless_it_has_no_evidence() {
    assert_eq!(codes(&list("sources: []")), ["missing-source"]);
    assert_eq!(codes(&list("sources: [{gives: [name]}]")), ["missing-source"]);
    assert_eq!(codes(&list("evidence: none\nsources: []")), [""; 0]);
}

#[test]
fn refuses_a_field_of_activity_without_label() {
    let text = list("sectors: [helth]");
    let problems = parse_snapshot(Source::new("p.yaml", &text), None).err().unwrap_or_default();
    assert_eq!(problems[0].code, "unknown-sector");
    assert!(problems[0].hint.as_ref().is_some_and(|hint| hint.en.contains("`health`")));
}

#[test]
fn refuses_a_text_that_lacks_a_language() {
    assert_eq!(codes(&list("note: {fr: oui, en: \"\"}")), ["missing-text"]);
}

#[test]
fn refuses_a_date_that_does_not_exist() {
    assert_eq!(codes(&list("").replace("compiled: 2026-11-23", "compiled: 2026-11-31")), ["bad-date"]);
}

#[test]
fn refuses_another_format() {
    assert_eq!(codes(&list("").replace("format: 1", "format: 2")), ["wrong-format"]);
}

#[test]
fn refuses_a_kind_of_support_that_does_not_exist() {
    assert_eq!(codes(&list("support_types: [magic]")), ["yaml"]);
}

#[test]
fn refuses_a_field_that_does_not_exist() {
    assert_eq!(codes(&list("believed: yes")), ["yaml"]);
}

#[test]
fn collects_all_problems_with_their_places() {
    let text = list("website: a\ndepartment: \"20\"\nsources: []");
    let problems = parse_snapshot(Source::new("p.yaml", &text), Some(&places())).err().unwrap_or_default();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code, problem.place.line)).collect();
    assert_eq!(found, [("bad-url", 10), ("unknown-department", 11), ("missing-source", 12)]);
}

#[test]
fn tells_an_empty_list_of_supports_from_a_missing_one() {
    assert_eq!(one("support_types: []").support_types, Some([].into()));
    assert_eq!(one("").support_types, None);
}

#[test]
fn strips_control_characters() {
    assert_eq!(one("name: \"A\\e[31m\\u202Eb \"").name, "A[31mb");
}
