use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::columns::columns;
use super::{Change, Format, Heading, Import, Rules, export, import};
use crate::dossier::Dossier;
use crate::questionnaire::{Answer, Kind, Mode, Question, TOOL_MORE, TOOL_PRODUCT, ToolAnswers, USE_LIST};
use crate::store::{Bundle, bundled, headings};
use crate::text::{Lang, clean};

const TODAY: Date = date(2026, 11, 23);

fn data() -> (Bundle, Vec<Heading>) {
    (bundled().unwrap(), headings().unwrap())
}

fn rules<'a>((bundle, headings): &'a (Bundle, Vec<Heading>)) -> Rules<'a> {
    Rules { questionnaire: &bundle.questionnaire, catalog: &bundle.catalog, headings }
}

fn empty(rules: &Rules<'_>) -> Dossier {
    Dossier::new(rules.questionnaire, Mode::Express, TODAY)
}

/// Reads a sheet into an empty dossier.
fn read(sheet: &[u8]) -> Result<Import, Vec<String>> {
    let data = data();
    let rules = rules(&data);
    import("s", sheet, &rules, &empty(&rules)).map_err(|problems| {
        problems.iter().map(|problem| format!("{} {}", problem.place, problem.code)).collect()
    })
}

/// Reads one cell below a heading, for Gmail.
fn cell(heading: &str, cell: &str) -> Result<Option<Answer>, Vec<String>> {
    let sheet = format!("usage\toutil\t{heading}\nemail\tgmail\t{cell}\n");
    let tools = read(sheet.as_bytes())?.dossier.answers.tools;
    let others = ["tool.product", "tool.more"];
    Ok(tools[0]
        .answers
        .iter()
        .find(|(id, _)| !others.contains(&id.as_str()))
        .map(|(_, answer)| answer.clone()))
}

fn choice(id: &str) -> Result<Option<Answer>, Vec<String>> {
    Ok(Some(Answer::Choice(id.into())))
}

fn choices(ids: &[&str]) -> Result<Option<Answer>, Vec<String>> {
    Ok(Some(Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())))
}

// The names of the columns.

#[test]
fn every_heading_is_that_of_a_column_and_every_column_has_one() {
    let data = data();
    let rules = rules(&data);
    let known: BTreeSet<String> = rules
        .questionnaire
        .questions
        .iter()
        .filter(|question| question.is_about_a_tool() && question.id != TOOL_MORE)
        .map(|question| question.id.trim_start_matches("tool.").to_owned())
        .chain(["usage".to_owned()])
        .collect();
    let headed: BTreeSet<String> = rules.headings.iter().map(|heading| heading.column.clone()).collect();
    assert_eq!(headed, known);
    assert_eq!(headed.len(), rules.headings.len());
}

#[test]
fn no_name_leads_to_two_columns() {
    let data = data();
    let rules = rules(&data);
    let columns = columns(&rules);
    let names: Vec<&String> = columns.iter().flat_map(|column| column.names()).collect();
    let twice: Vec<_> =
        names.iter().enumerate().filter(|(index, name)| names[..*index].contains(name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn the_other_words_of_a_column_are_those_of_its_choices() {
    let data = data();
    for heading in rules(&data).headings {
        let question = data.0.questionnaire.question(&format!("tool.{}", heading.column));
        for choice in heading.words.keys() {
            assert!(question.is_some_and(|question| question.choice(choice).is_some()), "{choice}");
        }
    }
}

// Cells.

#[test]
fn a_choice_is_read_by_its_id_its_labels_and_other_words() {
    for typed in ["daily", "Tous les jours", "every day", "quotidien", "TOUS LES JOURS "] {
        assert_eq!(cell("fréquence", typed), choice("daily"), "{typed}");
    }
    assert_eq!(cell("à reprendre", "une poignée"), choice("handful"));
    assert_eq!(cell("compte au nom de", "association"), choice("association"));
}

#[test]
fn a_word_that_several_choices_have_is_refused() {
    assert_eq!(cell("status", "service"), Err(vec!["s:2:3 unknown-choice".to_owned()]));
}

#[test]
fn several_choices_are_read_whatever_stands_between_them() {
    for typed in ["contacts ; argent", "argent, contacts", "contacts/argent", "contacts et argent"] {
        assert_eq!(cell("données", typed), choices(&["contacts", "money"]), "{typed}");
    }
    let label = "mineur·es, santé, opinions, personnes en danger, documents publics";
    assert_eq!(cell("données", label), choices(&["public", "sensitive"]));
    assert_eq!(cell("données", "rien ; argent"), Err(vec!["s:2:3 exclusive-choice".to_owned()]));
}

#[test]
fn a_number_may_have_spaces_zeros_and_its_unit() {
    for (heading, typed, number) in [
        ("personnes", "1 200", 1200),
        ("utilisateurs", "environ 12 personnes", 12),
        ("coût (€ par an)", "1\u{202f}200,00 €", 1200),
        ("coût", "gratuit", 0),
        ("part faite", "80 %", 80),
    ] {
        assert_eq!(cell(heading, typed), Ok(Some(Answer::Number(number))), "{typed}");
    }
    for typed in ["12,5", "10-15", "beaucoup", "10k"] {
        assert_eq!(cell("personnes", typed), Err(vec!["s:2:3 wrong-type".to_owned()]), "{typed}");
    }
    assert_eq!(cell("personnes", "0"), Err(vec!["s:2:3 out-of-range".to_owned()]));
}

#[test]
fn a_day_is_read_as_people_and_spreadsheets_write_it() {
    for typed in ["31/03/2027", "2027-03-31", "2027-03-31T00:00:00"] {
        assert_eq!(cell("échéance", typed), Ok(Some(Answer::Date(date(2027, 3, 31)))), "{typed}");
    }
    assert_eq!(cell("échéance", "31/02/2027"), Err(vec!["s:2:3 wrong-type".to_owned()]));
}

#[test]
fn not_knowing_is_an_answer_and_an_empty_cell_is_none() {
    for typed in ["?", "nsp", "Je ne sais pas", "I don't know"] {
        assert_eq!(cell("personnes", typed), Ok(Some(Answer::Unknown)), "{typed}");
        assert_eq!(cell("fréquence", typed), Ok(Some(Answer::Unknown)), "{typed}");
    }
    for typed in ["", "-", "…"] {
        assert_eq!(cell("personnes", typed), Ok(None), "{typed}");
    }
}

#[test]
fn not_applicable_is_read_where_the_question_takes_it() {
    assert_eq!(cell("compte au nom de", "sans objet"), Ok(Some(Answer::NotApplicable)));
    assert_eq!(cell("personnes", "n/a"), Err(vec!["s:2:3 wrong-type".to_owned()]));
}

// Rows.

#[test]
fn a_title_and_an_empty_line_may_stand_above_the_columns() {
    let found = read(b"Nos outils\n\nOutil,Usage\nGmail,courriel\n").unwrap();
    assert_eq!(found.dossier.answers.tools[0].usage, "email");
}

#[test]
fn an_unknown_tool_is_kept_as_it_was_typed_and_told() {
    let found = read("usage;outil\nfichiers partagés;La clé USB de Simone\n".as_bytes()).unwrap();
    let tool = &found.dossier.answers.tools[0];
    assert_eq!(tool.answers[TOOL_PRODUCT], Answer::Text("La clé USB de Simone".into()));
    assert_eq!(found.warnings[0].code, "unknown-product");
}

#[test]
fn a_row_with_nothing_but_a_usage_waits_to_be_filled() {
    let found = read(b"usage;outil\nemail;\nchat;-\n").unwrap();
    assert_eq!((found.tools.len(), found.dossier.answers.general.len()), (0, 0));
}

#[test]
fn the_usages_of_the_rows_are_ticked_and_the_last_tool_of_one_announces_the_next() {
    let found = read(b"usage;outil\nchat;whatsapp\nemail;gmail\nchat;slack\n").unwrap();
    assert_eq!(found.dossier.answers.general[USE_LIST], Answer::Choices(vec!["email".into(), "chat".into()]));
    let more = |index: usize| found.dossier.answers.tools[index].answers.get(TOOL_MORE).cloned();
    assert_eq!([more(0), more(1), more(2)], [Some(Answer::Boolean(true)), None, None]);
}

#[test]
fn a_usage_that_is_not_said_is_taken_from_the_catalogue_and_told() {
    let found = read(b"logiciel\nwhatsapp\n").unwrap();
    assert_eq!(found.dossier.answers.tools[0].usage, "chat");
    assert_eq!(found.warnings[0].code, "guessed-usage");
}

#[test]
fn filled_cells_update_the_same_tool_and_empty_ones_erase_nothing() {
    let data = data();
    let rules = rules(&data);
    let first =
        read(b"usage;outil;personnes;remarque\nfile-sharing;google-drive;12;rangez-le\n").unwrap().dossier;
    let sheet = "usage;outil;personnes;remarque;fréquence\nfichiers partagés;Le Drive;14;;hebdo\n";
    let second = import("s", sheet.as_bytes(), &rules, &first).unwrap();
    assert_eq!(second.dossier.answers.tools.len(), 1);
    let answers = &second.dossier.answers.tools[0].answers;
    assert_eq!(answers["tool.users"], Answer::Number(14));
    assert_eq!(answers["tool.note"], Answer::Text("rangez-le".into()));
    let Change::Updated(edits) = &second.tools[0].change else { panic!("{:?}", second.tools) };
    let ids: Vec<&str> = edits.iter().map(|edit| edit.question.as_str()).collect();
    assert_eq!(ids, ["tool.freq", "tool.users"]);
    assert_eq!(edits[1].before, Some(Answer::Number(12)));
}

#[test]
fn each_problem_has_its_code_at_its_cell() {
    for (sheet, expected) in [
        ("a;b\n1;2\n", "s missing-column"),
        ("usage;personnes\nemail;3\n", "s missing-column"),
        ("outil;usage;logiciel\ngmail;email;x\n", "s:1:3 duplicate-column"),
        ("outil;usage\ngmail;courrielle et poste\n", "s:2:2 unknown-usage"),
        ("outil;usage\nZorglub;\n", "s:2:2 missing-usage"),
        ("outil;personnes\n?;3\n", "s:2:1 missing-usage"),
        ("outil;usage;personnes\n;email;3\n", "s:2:1 missing-product"),
        ("outil;usage\n\"Gmail, WhatsApp\";email\n", "s:2:1 several-tools"),
        ("outil;usage\n\"gmail;email\nslack;chat\n", "s:2:1 open-quote"),
    ] {
        assert_eq!(read(sheet.as_bytes()), Err(vec![expected.to_owned()]), "{sheet}");
    }
}

#[test]
fn what_is_left_aside_or_guessed_is_told() {
    for (sheet, expected) in [
        (&b"outil;usage;Mot de passe\ngmail;email;x\n"[..], "unknown-column"),
        (b"outil;usage;qualit\xe9\ngmail;email;\n", "guessed-encoding"),
        (b"outil;usage\ngmail;email\nGMAIL;courriel\n", "duplicate-row"),
    ] {
        let found = read(sheet).unwrap();
        let codes: Vec<&str> = found.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, [expected]);
    }
}

#[test]
fn a_sheet_with_too_many_tools_is_refused() {
    let rows: String = (0..501).map(|index| format!("zorglub {index};email\n")).collect();
    let problems = read(format!("outil;usage\n{rows}").as_bytes()).unwrap_err();
    assert!(problems.contains(&"s:502:1 too-many-tools".to_owned()));
}

// Files that are not what they seem.

fn archive(entry: &str, content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn spreadsheet(rows: &str) -> Vec<u8> {
    archive("content.xml", &format!("<o><table:table table:name='a'>{rows}</table:table></o>"))
}

fn row(attributes: &str, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"))
        .collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

#[test]
fn a_spreadsheet_is_read_with_its_empty_rows_its_remarks_and_its_values() {
    let head = row("", &["outil", "usage", "co&#251;t"]);
    let gap = row("table:number-rows-repeated='1000000'", &[]);
    let remark = "<office:annotation><text:p>demander</text:p></office:annotation>";
    let tool = format!(
        "<table:table-row><table:table-cell>{remark}<text:p>G<text:span>mail</text:span></text:p></table:table-cell>\
         <table:table-cell><text:p>email</text:p></table:table-cell>\
         <table:table-cell office:value-type='currency' office:value='12'><text:p>12,00 €</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    );
    let found = read(&spreadsheet(&format!("{head}{gap}{tool}{gap}"))).unwrap();
    let tool = &found.dossier.answers.tools[0];
    assert_eq!(tool.answers[TOOL_PRODUCT], Answer::Text("gmail".into()));
    assert_eq!(tool.answers["tool.cost"], Answer::Number(12));
    let wrong = row("", &["Gmail", "email", "cher"]);
    let place = read(&spreadsheet(&format!("{head}{gap}{wrong}"))).unwrap_err();
    assert_eq!(place, ["s:1000002:3 wrong-type"]);
}

#[test]
fn a_small_file_does_not_fill_the_memory() {
    let row = row("table:number-rows-repeated='1000000'", &["gmail"]);
    assert_eq!(read(&spreadsheet(&row)), Err(vec!["s too-large".to_owned()]));
    let blank = " ".repeat(40 * 1024 * 1024);
    assert_eq!(read(&archive("content.xml", &blank)), Err(vec!["s too-large".to_owned()]));
}

#[test]
fn what_is_no_sheet_is_refused() {
    for bytes in [
        archive("[Content_Types].xml", "<a/>"),
        archive("word.xml", "<a/>"),
        archive("content.xml", "<a><b></a>"),
        b"PK\x03\x04 cut".to_vec(),
        b"\xd0\xcf\x11\xe0 older".to_vec(),
        b"%PDF-1.7".to_vec(),
        b"\0\0\0".to_vec(),
    ] {
        assert_eq!(read(&bytes), Err(vec!["s not-a-sheet".to_owned()]));
    }
    assert_eq!(read(&[]), Err(vec!["s missing-column".to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }
}

// Round trips.

/// Returns the answers that a question can have, as a sheet keeps them.
fn answer(question: &Question, data: &'static (Bundle, Vec<Heading>)) -> BoxedStrategy<Answer> {
    let ids: Vec<String> = question.choices().iter().map(|choice| choice.id.clone()).collect();
    let name = prop_oneof![
        prop::sample::select(data.0.catalog.tools.keys().cloned().collect::<Vec<_>>()),
        "[=+@'?a-zéœ, -]{1,20}".prop_filter_map("a name that the sheet keeps as it is", |name| {
            let name = clean(&name).trim().to_owned();
            let known = data.0.catalog.resolve(&name).is_some();
            let several = name
                .split([',', ';', '/', '+', '|'])
                .all(|part| data.0.catalog.resolve(part.trim()).is_some());
            (!known && !several && !name.is_empty()).then_some(name)
        }),
        prop::sample::select(vec!["unknown", "?", "nsp", "'nsp", "-", "=1+1", "'=1", "''zz"])
            .prop_map(str::to_owned),
    ];
    let given = match &question.kind {
        Kind::Single(_) => prop::sample::select(ids).prop_map(Answer::Choice).boxed(),
        Kind::Multiple(choices) => {
            let free: Vec<String> =
                choices.iter().filter(|choice| !choice.exclusive).map(|choice| choice.id.clone()).collect();
            let most = question.max_choices.unwrap_or(free.len()).min(free.len());
            subsequence(free, 1..=most).prop_map(Answer::Choices).boxed()
        }
        Kind::Number { min, max, .. } => (*min..=*max).prop_map(Answer::Number).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Answer::Boolean).boxed(),
        Kind::Date => (0..3000i64)
            .prop_map(|days| Answer::Date(TODAY.saturating_add(jiff::Span::new().days(days))))
            .boxed(),
        Kind::Links => {
            let name = name.prop_filter("no list of names", |name| !name.is_empty());
            prop::collection::btree_set(name, 1..3)
                .prop_map(|names| Answer::Choices(names.into_iter().collect()))
                .boxed()
        }
        Kind::Text { .. } | Kind::Search(_) => name.prop_map(Answer::Text).boxed(),
        Kind::Rank(_) => unreachable!("no tool is ranked"),
    };
    let none = if question.not_applicable { Answer::NotApplicable } else { Answer::Unknown };
    prop_oneof![6 => given, 1 => Just(Answer::Unknown), 1 => Just(none)].boxed()
}

fn shared() -> &'static (Bundle, Vec<Heading>) {
    static DATA: std::sync::OnceLock<(Bundle, Vec<Heading>)> = std::sync::OnceLock::new();
    DATA.get_or_init(data)
}

fn tool() -> impl Strategy<Value = ToolAnswers> {
    let data = shared();
    let usages: Vec<String> = data.0.catalog.usages.iter().map(|usage| usage.id.clone()).collect();
    let questions = data.0.questionnaire.questions.iter();
    let asked = questions.filter(|question| question.is_about_a_tool() && question.id != TOOL_MORE);
    let answers: Vec<BoxedStrategy<Option<(String, Answer)>>> = asked
        .map(|question| {
            let id = question.id.clone();
            let given = answer(question, data).prop_map(move |answer| (id.clone(), answer));
            if question.id == TOOL_PRODUCT {
                given.prop_map(Some).boxed()
            } else {
                prop::option::of(given).boxed()
            }
        })
        .collect();
    (prop::sample::select(usages), answers)
        .prop_map(|(usage, answers)| ToolAnswers { usage, answers: answers.into_iter().flatten().collect() })
}

/// The tools of a dossier usage by usage, without what a sheet does not say.
fn essence(dossier: &Dossier) -> Vec<ToolAnswers> {
    let mut tools = dossier.answers.tools.clone();
    tools.sort_by_key(|tool| shared().0.catalog.usage_rank(&tool.usage));
    tools.iter_mut().for_each(|tool| drop(tool.answers.remove(TOOL_MORE)));
    tools
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_import_of_an_export_gives_the_same_tools_back(
        tools in prop::collection::vec(tool(), 0..6),
        english in any::<bool>(),
        ods in any::<bool>(),
    ) {
        let rules = rules(shared());
        let mut dossier = empty(&rules);
        dossier.answers.tools = tools;
        let (lang, format) = (
            if english { Lang::En } else { Lang::Fr },
            if ods { Format::Ods } else { Format::Csv },
        );
        let sheet = export(Some(&dossier.answers), &rules, lang, format);
        prop_assert_eq!(&sheet, &export(Some(&dossier.answers), &rules, lang, format));
        let fresh = import("s", &sheet, &rules, &empty(&rules)).unwrap();
        prop_assert_eq!(essence(&fresh.dossier), essence(&dossier));
        let again = import("s", &sheet, &rules, &dossier).unwrap();
        prop_assert_eq!(&again.dossier.answers.tools, &dossier.answers.tools);
    }
}
