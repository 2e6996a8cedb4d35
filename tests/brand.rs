//! The brand of whoever hands a report over: in every form that shows one, and never at the cost of safety.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::conformance::broken;
use crate::support::{DAY, Diaglibre, Outcome, example, root};

/// Makes a folder that holds a brand file and a logo.
fn folder(brand: &str, logo: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brand.yaml"), brand).unwrap();
    fs::write(folder.path().join("logo.svg"), logo).unwrap();
    folder
}

fn report(folder: &TempDir, brand: &Path, output: &str) -> Outcome {
    Diaglibre::new(["report", &example("zikapanam"), "--output", output, "--date", DAY, "--quiet", "--brand"])
        .args([brand])
        .in_folder(folder)
        .run()
}

/// Returns a report with the brand of the examples.
fn branded(form: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let output = format!("a.{form}");
    report(&folder, &root("examples/brand/brand.yaml"), &output).exits(0);
    fs::read(folder.path().join(output)).unwrap()
}

#[test]
fn a_branded_pdf_conforms() {
    assert_eq!(broken(&branded("pdf")), Vec::<String>::new());
}

#[test]
fn a_branded_page_holds_its_logo_and_its_colours() {
    let page = String::from_utf8(branded("html")).unwrap();
    assert!(page.contains("<img class=\"logo\" src=\"data:image/png;base64,"), "no logo");
    assert!(page.contains("alt=\"Les Passeurs du libre\u{a0}: deux rives et un pont\""), "no alternative");
    assert!(page.contains("#4a2a6b") && !page.contains("#0e4a5a"), "the usual colour is left");
    assert!(page.contains("12 rue de l’Exemple"), "no address");
    assert!(page.contains("<strong>Rien n’y est décidé</strong>"), "no introduction");
}

#[test]
fn same_brand_gives_same_bytes() {
    for form in ["pdf", "odt"] {
        assert!(branded(form) == branded(form), "{form}");
    }
}

#[test]
fn a_brand_that_cannot_be_used_is_told_and_nothing_is_written() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><text>A</text></svg>";
    for (brand, code, words) in [
        ("format: 1\nname: A\nlogo: logo.svg\n", 3, "erreur [logo] ce SVG contient du texte"),
        ("format: 1\nname: A\nlogo: none.png\n", 1, "none.png"),
        ("format: 1\nname: A\nlogo: /etc/hostname\n", 3, "[logo-place]"),
        ("format: 1\nname: A\ncolors: {first: '#ffcc00'}\n", 3, "son contraste avec le fond est de 1,"),
        ("format: 1\nname: A\nlogos: a.png\n", 3, "brand.yaml:3"),
    ] {
        let folder = folder(brand, svg);
        report(&folder, Path::new("brand.yaml"), "a.pdf").exits(code).says(words);
        assert!(!folder.path().join("a.pdf").exists(), "{brand}");
    }
}

#[test]
fn a_text_of_the_brand_is_text_in_a_page() {
    let brand = "format: 1\nname: '<script>alert(1)</script>'\nintroduction: '<b onclick=x>gras</b> [a](javascript:b)'\n";
    let folder = folder(brand, "");
    report(&folder, Path::new("brand.yaml"), "a.html").exits(0);
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(!page.contains("<script>alert") && !page.contains("<b onclick"), "markup came through");
    assert!(!page.contains("href=\"javascript"), "a script can be clicked");
}
