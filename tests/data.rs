//! The data that the program carries: it is read without a problem, says what it means, and is well set.

use std::collections::BTreeSet;

use diaglibre::catalog::Subject;
use diaglibre::questionnaire::{TOOL_USAGE, USE_LIST};
use diaglibre::store::bundled;
use serde_json::Value;

use crate::support::{EXAMPLES, example, files, read};

/// What the published cases use and the catalogue does not know, on purpose.
const UNKNOWN_PRODUCTS: [&str; 2] = ["Boîtes OVH", "Outil maison"];

/// Returns every data file with its text.
fn data_files() -> Vec<(String, String)> {
    let files =
        ["catalog", "questionnaires", "examples"].into_iter().flat_map(|folder| files(folder, ".yaml"));
    files.map(|file| (file.clone(), read(&file))).collect()
}

/// Reads a text with the strict reader.
fn strict(text: &str) -> Result<Value, String> {
    serde_saphyr::from_str(text).map_err(|error| error.to_string())
}

/// Returns every text that is written in French and in English, with the path that leads to it.
fn texts(value: &Value, path: &str, found: &mut Vec<(String, String, String)>) {
    match value {
        Value::Object(map) => {
            let text = |lang: &str| map.get(lang).and_then(Value::as_str).map(str::to_owned);
            if let (2, Some(fr), Some(en)) = (map.len(), text("fr"), text("en")) {
                found.push((path.to_owned(), fr, en));
            }
            map.iter().for_each(|(key, value)| texts(value, &format!("{path}.{key}"), found));
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, value)| texts(value, &format!("{path}[{index}]"), found));
        }
        _ => {}
    }
}

fn all_texts() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (file, text) in data_files() {
        let value = strict(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        texts(&value, &file, &mut found);
    }
    // An introduction is Markdown: it has lines.
    found.retain(|(path, ..)| !path.ends_with(".introduction"));
    assert!(found.len() > 1000, "only {} texts were found", found.len());
    found
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

/// Checks each French text with a rule that returns what is wrong.
fn french(rule: impl Fn(&str) -> Option<String>) {
    let texts = all_texts();
    let wrong = texts.iter().filter_map(|(path, fr, _)| rule(fr).map(|what| format!("{path}: {what}: {fr}")));
    assert_none(&wrong.collect::<Vec<_>>());
}

#[test]
fn the_bundled_data_has_no_problem() {
    let bundle = bundled().unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(bundle.catalog.tools.len(), files("catalog/tools", ".yaml").len());
    assert_eq!(bundle.catalog.alternatives.len(), files("catalog/alternatives", ".yaml").len());
}

#[test]
fn the_strict_reader_refuses_a_key_that_comes_twice() {
    strict("a: 1\nb: 2\n").unwrap();
    strict("a: 1\na: 2\n").unwrap_err();
    strict("- {to: x, usage: y, to: z}\n").unwrap_err();
}

#[test]
fn no_data_file_has_a_key_twice() {
    let wrong: Vec<String> = data_files()
        .iter()
        .filter_map(|(file, text)| Some(format!("{file}: {}", strict(text).err()?)))
        .collect();
    assert_none(&wrong);
}

#[test]
fn no_text_has_two_spaces_or_outer_spaces() {
    let wrong = all_texts()
        .into_iter()
        .filter(|(_, fr, en)| [fr, en].iter().any(|t| t.contains("  ") || t.trim() != **t));
    assert_none(&wrong.map(|(path, fr, en)| format!("{path}: {fr} / {en}")).collect::<Vec<_>>());
}

#[test]
fn no_text_has_control_or_bidirectional_characters() {
    let unclean = |text: &str| diaglibre::text::clean(text) != text;
    let wrong = all_texts().into_iter().filter(|(_, fr, en)| unclean(fr) || unclean(en));
    assert_none(&wrong.map(|(path, ..)| path).collect::<Vec<_>>());
}

#[test]
fn french_texts_have_no_straight_double_quotes() {
    french(|text| text.contains('"').then(|| "use « »".to_owned()));
}

#[test]
fn french_texts_have_no_english_quotes() {
    french(|text| text.contains(['“', '”']).then(|| "use « »".to_owned()));
}

#[test]
fn french_texts_have_a_space_inside_guillemets() {
    french(|text| {
        let opens =
            text.match_indices('«').any(|(at, mark)| !text[at + mark.len()..].starts_with([' ', '\u{a0}']));
        let closes = text.match_indices('»').any(|(at, _)| !text[..at].ends_with([' ', '\u{a0}']));
        (opens || closes).then(|| "a space is missing".to_owned())
    });
}

#[test]
fn french_texts_have_a_space_before_double_marks() {
    french(|text| {
        let bare = |(at, mark): (usize, &str)| {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let after = text[at + mark.len()..].chars().next().unwrap_or(' ');
            // Addresses, hours and marks that follow each other have none.
            (before.is_alphanumeric() || before == '»') && after.is_whitespace()
        };
        [":", ";", "!", "?"]
            .iter()
            .find(|mark| text.match_indices(**mark).any(bare))
            .map(|mark| format!("« {mark} »"))
    });
}

#[test]
fn french_texts_have_no_space_before_single_marks() {
    french(|text| {
        [" ,", " )", "( "].iter().find(|pair| text.contains(**pair)).map(|pair| format!("{pair:?}"))
    });
}

#[test]
fn french_texts_have_accents_on_capitals() {
    const BARE: [&str; 22] = [
        "Ecrire",
        "Ecrivez",
        "Etape",
        "Etat",
        "Etre",
        "Editeur",
        "Editer",
        "Evite",
        "Evénement",
        "Evenement",
        "Ecole",
        "Ecran",
        "Equipe",
        "Etude",
        "Echange",
        "A la ",
        "A l'",
        "A partir",
        "A faire",
        "A noter",
        "A revoir",
        "Ca ",
    ];
    french(|text| {
        let starts = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '\'');
        BARE.iter()
            .find(|word| text.match_indices(**word).any(|(at, _)| starts(at)))
            .map(|word| format!("{word:?}"))
    });
}

#[test]
fn french_texts_open_the_ligature() {
    const CLOSED: [&str; 6] = ["oeuvre", "coeur", "oeil", "voeu", "noeud", "soeur"];
    french(|text| {
        let text = text.to_lowercase();
        CLOSED.iter().find(|word| text.contains(**word)).map(|word| format!("{word:?}"))
    });
}

#[test]
fn english_texts_have_no_french_marks() {
    let wrong = all_texts()
        .into_iter()
        .filter(|(_, _, en)| en.contains(['«', '»']) || en.contains(" ?") || en.contains(" ;"));
    assert_none(&wrong.map(|(path, _, en)| format!("{path}: {en}")).collect::<Vec<_>>());
}

#[test]
fn the_software_of_the_providers_is_in_the_catalogue() {
    let bundle = bundled().unwrap();
    let mut wrong = Vec::new();
    for provider in &bundle.directory.providers {
        for id in provider.software.iter().flatten() {
            if !bundle.catalog.alternatives.contains_key(id) {
                wrong.push(format!("{}: {id}", provider.id));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn no_software_of_a_provider_is_apart_when_the_catalogue_knows_it() {
    let bundle = bundled().unwrap();
    let providers = bundle.directory.providers.iter();
    let apart = providers.flat_map(|one| one.other_software.iter().map(move |name| (&one.id, name)));
    let known = apart.filter(|(_, name)| bundle.catalog.resolve(name).is_some());
    assert_none(&known.map(|(id, name)| format!("{id}: {name}")).collect::<Vec<_>>());
}

/// What no libre software replaces today, by tool and usage: said as such, with what to do meanwhile.
const WITHOUT_ALTERNATIVE: [(&str, &str); 30] = [
    ("helloasso", "payments"),
    ("paypal", "payments"),
    ("stripe", "payments"),
    ("sumup", "payments"),
    ("canva", "graphics"),
    ("instagram", "social-media"),
    ("facebook", "social-media"),
    ("facebook-groups", "social-media"),
    ("linkedin", "social-media"),
    ("tiktok", "social-media"),
    ("whatsapp", "chat"),
    ("bento", "website"),
    ("health-software", "sector"),
    ("doctolib-pro", "sector"),
    ("payroll-software", "accounting"),
    ("payfit", "accounting"),
    ("silae", "accounting"),
    ("certified-till", "payments"),
    ("docusign", "pdf-signing"),
    ("yousign", "pdf-signing"),
    ("universign", "pdf-signing"),
    ("sports-federation-software", "sector"),
    ("funder-platforms", "sector"),
    ("state-platforms", "sector"),
    ("google-play", "phones"),
    ("app-store", "phones"),
    ("microsoft-excel", "documents"),
    ("microsoft-access", "documents"),
    ("adobe-creative-cloud", "graphics"),
    ("cyclos", "payments"),
];

#[test]
fn what_nothing_libre_replaces_is_said_with_what_to_do_meanwhile() {
    let catalog = bundled().unwrap().catalog;
    let wrong: Vec<String> = WITHOUT_ALTERNATIVE
        .iter()
        .filter(|(tool, usage)| {
            let record = catalog.tools.get(*tool).and_then(|tool| tool.no_alternative_for(usage));
            record.is_none_or(|record| record.mitigation.len() < 2)
        })
        .map(|(tool, usage)| format!("{tool}: {usage}"))
        .collect();
    assert_none(&wrong);
}

#[test]
fn every_country_of_a_vendor_has_a_name_in_both_languages() {
    use diaglibre::text::Lang;
    let catalog = bundled().unwrap().catalog;
    let bare = catalog.vendors.values().filter(|vendor| {
        [Lang::Fr, Lang::En]
            .iter()
            .any(|lang| diaglibre::catalog::country(&vendor.jurisdiction, *lang) == vendor.jurisdiction)
    });
    assert_none(&bare.map(|vendor| format!("{}: {}", vendor.id, vendor.jurisdiction)).collect::<Vec<_>>());
}

#[test]
fn every_usage_has_a_known_tool_and_a_choice() {
    let catalog = bundled().unwrap().catalog;
    let stats = diaglibre::catalog::Stats::of(&catalog);
    let poor = stats.usages.iter().filter(|usage| usage.tools == 0 || usage.alternatives < 2);
    assert_none(&poor.map(|usage| usage.usage.clone()).collect::<Vec<_>>());
}

#[test]
fn every_migration_has_steps_of_its_own_or_general_ones() {
    let catalog = bundled().unwrap().catalog;
    let migrations = catalog.tools.values().flat_map(|tool| {
        tool.migrations.iter().map(move |migration| (format!("{} → {}", tool.id, migration.to), migration))
    });
    let without: Vec<String> =
        migrations.filter(|(_, one)| catalog.guide(one).is_empty()).map(|(name, _)| name).collect();
    assert_none(&without);
}

#[test]
fn the_packed_catalogue_is_the_one_that_is_checked() {
    let checked = diaglibre::store::check_bundled_catalog(diaglibre::store::BUNDLED_ON);
    assert_eq!(checked.problems, []);
    let (packed, checked) = (diaglibre::store::bundled_catalog().unwrap(), checked.catalog.unwrap());
    assert_eq!(packed.tools, checked.tools);
    assert_eq!(packed.alternatives, checked.alternatives);
    assert_eq!((packed.usages, packed.vendors), (checked.usages, checked.vendors));
    assert_eq!((packed.rejected, packed.retired), (checked.rejected, checked.retired));
}

#[test]
fn the_tools_of_the_published_cases_are_in_the_catalogue() {
    let catalog = bundled().unwrap().catalog;
    let mut unknown = BTreeSet::new();
    for name in EXAMPLES {
        let dossier = strict(&std::fs::read_to_string(example(name)).unwrap()).unwrap();
        for tool in dossier["tools"].as_array().unwrap() {
            let product = tool["product"].as_str().unwrap();
            if catalog.resolve(product).is_none() {
                unknown.insert(product.to_owned());
            }
        }
    }
    assert_eq!(unknown, BTreeSet::from(UNKNOWN_PRODUCTS.map(str::to_owned)));
}

#[test]
fn the_targets_of_the_published_cases_are_libre_software_of_the_catalogue() {
    let catalog = bundled().unwrap().catalog;
    let mut wrong = Vec::new();
    for name in EXAMPLES {
        let dossier = strict(&std::fs::read_to_string(example(name)).unwrap()).unwrap();
        for tool in dossier["tools"].as_array().unwrap() {
            let target = tool["target"].as_str().filter(|target| *target != "unknown");
            if let Some(target) =
                target.filter(|id| !matches!(catalog.resolve(id), Some(Subject::Alternative(_))))
            {
                wrong.push(format!("{name}: {target}"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_name_alias_and_id_leads_to_its_record() {
    let catalog = bundled().unwrap().catalog;
    let tools = catalog.tools.values().map(|tool| (&tool.id, &tool.name, &tool.aliases));
    let alternatives = catalog.alternatives.values().map(|one| (&one.id, &one.name, &one.aliases));
    let mut wrong = Vec::new();
    for (id, name, aliases) in tools.chain(alternatives) {
        for word in [id, &name.fr, &name.en].into_iter().chain(aliases) {
            let found = catalog.resolve(word).map(|subject| subject.id().to_owned());
            if found.as_ref() != Some(id) {
                wrong.push(format!("{word} leads to {found:?}, not to {id}"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn the_conditions_of_the_questions_name_usages_that_exist() {
    let bundle = bundled().unwrap();
    let list = bundle.questionnaire.question(USE_LIST).unwrap();
    let mut wrong = Vec::new();
    for question in &bundle.questionnaire.questions {
        for (of, test) in question.condition.iter().flat_map(|condition| condition.tests()) {
            if of == TOOL_USAGE {
                let choices = test.choices().iter().filter(|usage| list.choice(usage).is_none());
                wrong.extend(choices.map(|usage| format!("{}: {usage}", question.id)));
            }
        }
    }
    assert_none(&wrong);
}
