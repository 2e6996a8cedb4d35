use super::*;
use crate::providers::reader::fixture;

const ELEMENTS: &str = "https://m.example/api/elements.json?categories=4";
const TAXONOMY: &str = "https://m.example/api/taxonomy.json";

fn read(elements: &str, taxonomy: &str) -> Decoded {
    let reader = Box::new(Gogocarto::new("m", ELEMENTS, Mapping::default()));
    fixture::read(reader, &[(ELEMENTS, elements, "", None), (TAXONOMY, taxonomy, "", None)])
}

const TREE: &str = r#"{"id": 1, "name": "Catégories", "options": [
    {"id": 10427, "name": "Numérique libre", "subcategories": [{"id": 2, "name": "Aide", "options": [{"id": 7, "name": "Formation"}]}]}]}"#;

#[test]
fn the_full_form_is_read_with_the_names_of_the_categories() {
    let decoded = read(
        r#"{"data": [{"id": "3oEt", "name": "Exemple", "geo": {"latitude": 46.56037, "longitude": 0.04569},
        "address": {"streetAddress": "1 rue", "addressLocality": "Benassay", "postalCode": "86470", "addressCountry": "FR"},
        "createdAt": "17/12/2018", "categories": [10427, 7, 999], "website": "https://e.example", "email": "a@b.example"}], "ontology": "gogofull"}"#,
        TREE,
    );
    let provider = &decoded.providers[0];
    assert_eq!((provider.city.as_deref(), provider.department.as_deref()), (Some("Benassay"), Some("86")));
    assert_eq!(provider.support_types, Some([crate::providers::Support::Training].into()));
    assert_eq!(
        provider.services.iter().map(|text| text.fr.as_str()).collect::<Vec<_>>(),
        ["Numérique libre"]
    );
    assert!(decoded.complete);
}

#[test]
fn the_compact_form_is_read() {
    let decoded = read(
        r#"{"data": [["3oEt", "Exemple", 46.5, 0.04, [10427]], ["x", ["Autre"], "46,5", "900", []]]}"#,
        TREE,
    );
    let names: Vec<&str> = decoded.providers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Exemple", "Autre"]);
    assert_eq!(decoded.providers[0].position.map(|place| place.latitude), Some(46_500_000));
    assert_eq!(decoded.providers[1].position, None);
}

#[test]
fn a_map_without_its_taxonomy_is_read_without_categories() {
    let decoded = read(r#"{"data": [{"id": 1, "name": "A", "categories": [4, "Libre"]}]}"#, "{,");
    assert_eq!(
        decoded.providers[0].services.iter().map(|text| text.fr.as_str()).collect::<Vec<_>>(),
        ["Libre"]
    );
    assert!(!decoded.complete && decoded.warnings.told.len() == 1);
}

#[test]
fn a_sentence_with_the_label_of_json_is_told() {
    let trouble = read("You need a valid token", TREE).trouble.expect("no list");
    assert!(trouble.text().fr.contains("You need a valid token"));
}

#[test]
fn json_put_together_by_hand_may_be_broken() {
    let trouble = read(r#"{"data": [{"id": 1},,]}"#, TREE).trouble.expect("no list");
    assert!(trouble.text().fr.contains("abîmé"));
}

#[test]
fn the_address_of_a_map_is_enough() {
    let mut reader = Gogocarto::new("m", "https://m.example/", Mapping::default());
    let asks: Vec<String> = reader.start().into_iter().map(|ask| ask.url).collect();
    assert_eq!(asks, ["https://m.example/api/elements.json", TAXONOMY]);
}
