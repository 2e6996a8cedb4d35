use std::collections::BTreeSet;

use super::*;
use crate::providers::reader::fixture;
use crate::providers::{Kind, Publisher, Support, parse_publishers};
use crate::yaml::Source;

const URL: &str = "https://a.example/list.json";

fn open(body: &str) -> Decoded {
    fixture::read(Box::new(Json::new("a", URL, Mapping::open())), &[(URL, body, "", None)])
}

/// Reads documents as a preset says.
fn preset(id: &str, pages: &[(&str, &str)]) -> Decoded {
    let text = include_str!("../../../catalog/directories.yaml");
    let presets = parse_publishers(Source::new("directories.yaml", text)).expect("the presets are valid");
    let preset: &Publisher = presets.iter().find(|one| one.id == id).expect("the preset exists");
    let pages: Vec<_> = pages.iter().map(|(url, body)| (*url, *body, "", None)).collect();
    fixture::read(preset.reader(), &pages)
}

fn why(body: &str) -> String {
    open(body).trouble.map(|trouble| trouble.text().en).unwrap_or_default()
}

#[test]
fn the_example_of_the_open_schema_is_read_whole() {
    let decoded = open(include_str!("../../../catalog/directory.example.json"));
    assert!(decoded.complete && decoded.warnings.told.is_empty(), "{:?}", decoded.warnings);
    assert_eq!(
        (decoded.name.as_deref(), decoded.licence.as_deref()),
        (Some("Annuaire d'exemple"), Some("CC-BY-SA-4.0"))
    );
    let provider = &decoded.providers[0];
    assert_eq!((provider.kind, provider.department.as_deref()), (Some(Kind::Cooperative), Some("44")));
    assert_eq!(provider.support_types, Some([Support::Diagnosis, Support::Training].into()));
    assert_eq!((provider.on_site, provider.remote, provider.chatons), (Some(true), Some(false), Some(true)));
    assert_eq!((provider.free_price, provider.invoice), (Some(true), Some(true)));
    assert_eq!((provider.audience_sizes[0].from, provider.audience_sizes[0].to), (Some(1), Some(50)));
    assert_eq!(
        (provider.hosted[0].software.as_deref(), provider.hosted[0].open),
        (Some("Nextcloud"), Some(true))
    );
    assert_eq!(provider.position.map(|place| place.latitude), Some(47_218_371));
    assert_eq!(provider.other_software, ["Nextcloud", "Galette"]);
    // The second one says the least that it can: a name. Nothing else is known, and nothing is said to be missing.
    let least = &decoded.providers[1];
    assert_eq!((least.hosting, least.support_types.is_none(), least.software.is_none()), (None, true, true));
}

/// Returns the names below a place of a document.
fn keys(value: &Value, place: &str) -> BTreeSet<String> {
    let found = value.pointer(place).and_then(Value::as_object).expect("an object");
    found.keys().cloned().collect()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../catalog/directory.schema.json")).expect("the schema is JSON")
}

#[test]
fn the_schema_has_the_facts_that_are_read_and_no_other() {
    let read: BTreeSet<String> =
        Mapping::open().fields.values().flatten().map(|place| place[1..].to_owned()).collect();
    assert_eq!(keys(&schema(), "/$defs/provider/properties"), read);
}

#[test]
fn the_words_of_the_schema_are_understood() {
    let schema = schema();
    let words = |place: &str| schema.pointer(place).and_then(Value::as_array).expect("a list").clone();
    let supports = words("/$defs/provider/properties/support_types/items/enum");
    let read: Vec<Support> = supports
        .iter()
        .map(|word| serde_json::from_value(word.clone()).expect("a kind of support"))
        .collect();
    assert_eq!(read, Support::ALL);
    for kind in words("/$defs/provider/properties/kind/enum") {
        let decoded = open(&format!(r#"{{"providers": [{{"name": "A", "kind": {kind}}}]}}"#));
        assert!(decoded.providers[0].kind.is_some(), "{kind}");
    }
}

#[test]
fn the_example_shows_every_fact_of_the_schema() {
    let example: Value =
        serde_json::from_str(include_str!("../../../catalog/directory.example.json")).expect("JSON");
    assert_eq!(keys(&example, "/providers/0"), keys(&schema(), "/$defs/provider/properties"));
    assert_eq!(keys(&example, ""), keys(&schema(), "/properties"));
    let service = "/$defs/provider/properties/services/items/properties";
    assert_eq!(keys(&example, "/providers/0/services/0"), keys(&schema(), service));
}

#[test]
fn an_empty_list_of_supports_means_none_and_an_absent_one_unknown() {
    let decoded = open(r#"{"providers": [{"name": "A", "support_types": []}, {"name": "B"}]}"#);
    assert_eq!(decoded.providers[0].support_types, Some([].into()));
    assert_eq!(decoded.providers[1].support_types, None);
}

#[test]
fn numbers_written_as_texts_are_read() {
    let decoded = open(
        r#"{"providers": [{"name": "A", "latitude": "47,2", "longitude": 1.5, "postal_code": 1000, "remote": "oui", "department": 1}]}"#,
    );
    let provider = &decoded.providers[0];
    assert_eq!(provider.position.map(|place| place.longitude), Some(1_500_000));
    assert_eq!((provider.remote, provider.department.as_deref()), (Some(true), Some("01")));
}

#[test]
fn a_record_that_is_broken_is_left_out_and_the_others_stay() {
    let decoded = open(
        r#"{"providers": [{"name": ""}, 3, {"name": [1, {}]}, {"name": "A", "website": {"no": 1}, "latitude": 400, "longitude": 1}]}"#,
    );
    let names: Vec<&str> = decoded.providers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["1", "A"]);
    assert_eq!(decoded.warnings.told.len(), 2);
    assert_eq!((decoded.providers[1].position, decoded.providers[1].website.is_none()), (None, true));
}

#[test]
fn an_id_given_twice_is_told() {
    let decoded = open(r#"{"providers": [{"id": 1, "name": "A"}, {"id": "1", "name": "B"}]}"#);
    assert_eq!((decoded.providers.len(), decoded.warnings.told.len()), (1, 1));
}

#[test]
fn an_empty_list_is_an_answer_and_another_shape_is_none() {
    assert!(open(r#"{"providers": []}"#).trouble.is_none());
    assert!(why(r#"{"prestataires": []}"#).contains("no list at the expected place"));
    assert!(why(r#"{"providers": "none"}"#).contains("no list at the expected place"));
}

#[test]
fn a_sentence_or_a_page_instead_of_json_is_quoted() {
    assert!(why("\"Invalid token\"").contains("Invalid token"));
    assert!(why("The token is \u{1b}[31mmissing").contains("The token is [31mmissing"));
    assert!(why("<html>").contains("a web page came"));
    assert!(why("  ").contains("empty"));
}

#[test]
fn broken_json_says_where() {
    assert!(why("{\"providers\": [\n{\"name\": \"A\",, }]}").contains("broken, line 2"));
    assert!(why("{\"providers\": [{\"latitude\": NaN}]}").contains("broken"));
}

#[test]
fn nesting_beyond_the_bound_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(why(&nested(DEEPEST + 1)).contains("too deep"));
    assert!(!why(&nested(DEEPEST)).contains("too deep"));
    assert!(!why(r#"{"providers": [{"name": "[[[[\"[["}]}"#).contains("too deep"));
}

#[test]
fn bytes_that_are_no_utf8_are_refused() {
    assert!(value_of(b"{\"providers\": [{\"name\": \"\xe9t\xe9\"}]}").is_err());
    assert!(value_of(b"\xef\xbb\xbf{}").is_ok());
}

#[test]
fn records_beyond_the_bound_are_cut_and_told() {
    let records: Vec<String> =
        (0..MOST_RECORDS + 5).map(|number| format!("{{\"name\": \"A{number}\"}}")).collect();
    let decoded = open(&format!("{{\"providers\": [{}]}}", records.join(",")));
    assert_eq!((decoded.providers.len(), decoded.complete), (MOST_RECORDS, false));
}

#[test]
fn cnll_gives_each_company_once_with_all_its_software() {
    let decoded = preset(
        "cnll",
        &[(
            "https://annuaire.cnll.fr/api/prestataires-sill.json",
            r#"[
        {"nom": "Nextcloud", "sill_id": 118, "prestataires": [
            {"nom": "Exemple SCOP", "siren": "000000000", "url": "https://annuaire.cnll.fr/societes/000000000"}]},
        {"nom": "Odoo", "sill_id": 7, "prestataires": [{"nom": "Exemple SCOP", "siren": "000000000", "url": ""}]},
        {"nom": "Vide", "sill_id": 8, "prestataires": []}]"#,
        )],
    );
    assert_eq!(decoded.providers.len(), 1);
    assert_eq!(decoded.providers[0].other_software, ["Nextcloud", "Odoo"]);
    assert_eq!(decoded.providers[0].sheet.as_deref(), Some("https://annuaire.cnll.fr/societes/000000000"));
}

#[test]
fn comptoir_writes_an_empty_array_for_what_is_not_there() {
    let url = "https://comptoir-du-libre.org/public/export/comptoir-du-libre_export_v1.json";
    let decoded = preset(
        "comptoir",
        &[(
            url,
            r#"{"date_of_export": "2026-06-15", "softwares": [{"id": 27, "name": "Nextcloud",
        "external_resources": {"wikidata": [], "sill": []}, "users": [], "providers": [
        {"id": 9, "url": "https://comptoir-du-libre.org/fr/users/9", "name": "Exemple SCOP", "type": "Company", "external_resources": {"website": null}},
        {"id": 10, "url": "https://comptoir-du-libre.org/fr/users/10", "name": "Autre", "type": "Company", "external_resources": []}]}]}"#,
        )],
    );
    let websites: Vec<_> = decoded.providers.iter().map(|one| one.website.as_deref()).collect();
    assert_eq!(websites, [None, None]);
    assert_eq!(decoded.providers[0].kind, Some(Kind::Company));
}

#[test]
fn librehosters_are_followed_from_the_list_of_their_addresses() {
    let decoded = preset(
        "librehosters",
        &[
            (
                "https://libreho.st/directory.json",
                r#"{"a": "https://a.example/librehost.json", "b": "https://b.example/librehost.json", "c": "javascript:1"}"#,
            ),
            (
                "https://a.example/librehost.json",
                r#"{"@type": "Organization", "name": "A", "homeUrl": "https://a.example", "isServiceProvider": true, "organizationType": "Informal collective"}"#,
            ),
        ],
    );
    assert_eq!((decoded.providers.len(), decoded.complete), (1, false));
    assert_eq!((decoded.providers[0].hosting, decoded.providers[0].kind), (Some(true), Some(Kind::Informal)));
    assert!(decoded.warnings.told[0].en.contains("b.example"), "{:?}", decoded.warnings);
}

#[test]
fn words_that_are_not_known_stay_as_they_are() {
    let decoded = open(
        r#"{"providers": [{"name": "A", "support_types": ["Formation", "Magie <b>noire</b>", "tool_choice"]}]}"#,
    );
    assert_eq!(decoded.providers[0].support_types, Some([Support::ToolChoice, Support::Training].into()));
    assert_eq!(decoded.providers[0].services[0].fr, "Magie noire");
}
