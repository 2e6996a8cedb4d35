use super::*;
use crate::providers::reader::fixture;

const SITE: &str = "https://w.example/";
const TYPES: &str = "https://w.example/wp-json/wp/v2/types";
const ANNOUNCED: &str = "<https://w.example/wp-json/>; rel=\"https://api.w.org/\"";
const KINDS: &str = r#"{"post": {"rest_base": "posts"}, "page": {"rest_base": "pages"},
    "prestataire": {"rest_base": "prestataires", "rest_namespace": "wp/v2"}}"#;

fn list() -> String {
    format!("https://w.example/wp-json/wp/v2/prestataires?{QUERY}")
}

fn read(pages: &[(&str, &str, &str, Option<usize>)]) -> Decoded {
    fixture::read(Box::new(Wordpress::new("w", SITE, Mapping::default())), pages)
}

fn record(id: usize) -> String {
    format!(r#"{{"id": {id}, "title": {{"rendered": "A{id}"}}}}"#)
}

#[test]
fn a_sheet_becomes_a_provider() {
    let sheet = r#"[{"id": 4, "link": "https://w.example/prestataire/a/", "title": {"rendered": "L&#8217;Exemple n°1 &amp; Cie"},
        "content": {"rendered": "<p>Fiche &amp; <strong>1</strong>.</p>\n", "protected": false},
        "meta": {"site_web": "https://e.example/", "ville": "Ain", "code_postal": "01001"},
        "_embedded": {"wp:term": [[{"taxonomy": "accompagnement", "name": "Formation"}], [], [{"taxonomy": "modalite", "name": "à distance"}]]}}]"#;
    let decoded =
        read(&[(SITE, "", ANNOUNCED, None), (TYPES, KINDS, "", None), (&list(), sheet, "", Some(1))]);
    let provider = &decoded.providers[0];
    assert_eq!((provider.name.as_str(), provider.department.as_deref()), ("L’Exemple n°1 & Cie", Some("01")));
    assert_eq!(provider.support_types, Some([crate::providers::Support::Training].into()));
    assert_eq!((provider.on_site, provider.remote), (Some(false), Some(true)));
    assert_eq!(provider.services[0].fr, "Fiche & 1.");
}

#[test]
fn every_page_is_asked_for_when_their_number_is_known() {
    let (second, third) = (format!("{}&page=2", list()), format!("{}&page=3", list()));
    let pages = [record(1), record(2), record(2)].map(|record| format!("[{record}]"));
    let decoded = read(&[
        (SITE, "", ANNOUNCED, None),
        (TYPES, KINDS, "", None),
        (&list(), &pages[0], "", Some(3)),
        (&second, &pages[1], "", Some(3)),
        (&third, &pages[2], "", Some(3)),
    ]);
    // The third page repeats the second one: the list moved meanwhile.
    assert_eq!((decoded.providers.len(), decoded.warnings.told.len()), (2, 1));
}

#[test]
fn a_page_that_is_missing_leaves_the_list_incomplete() {
    let page = format!("[{}]", record(1));
    let decoded =
        read(&[(SITE, "", ANNOUNCED, None), (TYPES, KINDS, "", None), (&list(), &page, "", Some(2))]);
    assert_eq!((decoded.providers.len(), decoded.complete), (1, false));
}

#[test]
fn without_a_number_of_pages_the_next_one_is_followed_on_the_same_site_only() {
    let next = "https://w.example/n";
    let decoded = read(&[
        (SITE, "", ANNOUNCED, None),
        (TYPES, KINDS, "", None),
        (&list(), &format!("[{}]", record(1)), "<https://w.example/n>; rel=\"next\"", None),
        (next, &format!("[{}]", record(2)), "<https://evil.example/n>; rel=\"next\"", None),
        ("https://evil.example/n", &format!("[{}]", record(3)), "", None),
    ]);
    assert_eq!(decoded.providers.len(), 2);
}

#[test]
fn an_interface_on_another_site_is_not_followed() {
    let decoded = read(&[
        (SITE, "", "<https://evil.example/wp-json/>; rel=\"https://api.w.org/\"", None),
        ("https://evil.example/wp-json/wp/v2/types", KINDS, "", None),
    ]);
    assert_eq!(decoded.trouble, Some(Trouble::Status(404)));
}

#[test]
fn a_site_without_readable_addresses_is_read() {
    let api = "https://w.example/index.php?rest_route=/";
    let (types, list) = (format!("{api}wp/v2/types"), format!("{api}wp/v2/prestataires&{QUERY}"));
    let announced = format!("<{api}>; rel=\"https://api.w.org/\"");
    let page = format!("[{}]", record(1));
    let decoded =
        read(&[(SITE, "", &announced, None), (&types, KINDS, "", None), (&list, &page, "", Some(1))]);
    assert_eq!(decoded.providers.len(), 1);
}

#[test]
fn a_site_with_several_lists_names_them() {
    let kinds =
        r#"{"a": {"rest_base": "membres"}, "b": {"rest_base": "projets"}, "c": {"rest_base": "../x"}}"#;
    let trouble = read(&[(SITE, "", ANNOUNCED, None), (TYPES, kinds, "", None)]).trouble.expect("no list");
    assert!(trouble.text().fr.contains("membres, projets)"), "{}", trouble.text().fr);
}

#[test]
fn a_site_that_is_no_wordpress_is_told() {
    let trouble = read(&[(SITE, "<html>", "", None), (TYPES, "<html>", "", None)]).trouble.expect("no list");
    assert!(trouble.text().fr.contains("page web"));
}

#[test]
fn a_protected_sheet_keeps_its_name_only() {
    let sheet = r#"[{"id": 4, "title": {"rendered": "A"}, "content": {"rendered": "<form>mot de passe</form>", "protected": true}}]"#;
    let decoded =
        read(&[(SITE, "", ANNOUNCED, None), (TYPES, KINDS, "", None), (&list(), sheet, "", Some(1))]);
    assert!(decoded.providers[0].services.is_empty());
}

#[test]
fn a_header_of_links_is_read_by_its_relation() {
    let header = "<https://w.example/?a=1, b>; rel=\"https://api.w.org/\", <https://w.example/n>; title=\"x\"; rel=\"next\"";
    assert_eq!(link(header, "next"), Some("https://w.example/n"));
    assert_eq!(link(header, "prev"), None);
}
