//! Who may name whom in `src/`: the modules form layers, and the world outside has three doors: `store`, `cli` and the
//! client of the directories with its copies.

use std::collections::BTreeSet;

use crate::support::{files, read};

/// Each module and those that it may name; all of them stand further down in this list, so that no circle is
/// possible. `cli` may name every module.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "report",
        &[
            "roadmap",
            "matching",
            "diagnosis",
            "inventory",
            "dossier",
            "questionnaire",
            "catalog",
            "providers",
            "brand",
            "text",
        ],
    ),
    ("roadmap", &["matching", "diagnosis", "dossier", "questionnaire", "catalog", "text"]),
    ("matching", &["diagnosis", "catalog", "text"]),
    ("diagnosis", &["dossier", "questionnaire", "catalog", "text"]),
    (
        "store",
        &[
            "brand",
            "inventory",
            "dossier",
            "questionnaire",
            "catalog",
            "providers",
            "yaml",
            "problem",
            "text",
        ],
    ),
    ("inventory", &["dossier", "questionnaire", "catalog", "yaml", "problem", "text"]),
    ("dossier", &["questionnaire", "catalog", "yaml", "problem", "text"]),
    ("questionnaire", &["yaml", "problem", "text"]),
    ("catalog", &["yaml", "problem", "text"]),
    ("providers", &["yaml", "problem", "text"]),
    ("brand", &["yaml", "problem", "text"]),
    ("yaml", &["problem", "text"]),
    ("problem", &["text"]),
    ("text", &[]),
];

/// Files, environment, processes, network, clock, streams.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "ZonedDateTime::now",
    "Timestamp::now",
    "stdin()",
    "stdout()",
    "stderr()",
];

/// A module as a path from the root of the crate: `["report", "pdf", "font"]`.
type Module = Vec<String>;

/// Returns the files of the program without those that only hold tests.
fn sources() -> Vec<String> {
    files("src", ".rs").into_iter().filter(|file| !file.ends_with("/tests.rs")).collect()
}

fn module_of(file: &str) -> Module {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| !matches!(*part, "lib" | "main")).map(str::to_owned).collect()
}

/// Returns the code of a file without its comments and without its test module.
fn code(file: &str) -> String {
    let mut code = String::new();
    let mut lines = read(file).lines().map(str::to_owned).collect::<Vec<_>>().into_iter().peekable();
    while let Some(line) = lines.next() {
        let opens_tests = line.trim() == "#[cfg(test)]"
            && lines.peek().is_some_and(|next| next.trim().starts_with("mod ") && next.trim().ends_with('{'));
        if opens_tests {
            // rustfmt closes the module in its own column.
            let indent = line.len() - line.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            lines.by_ref().find(|line| *line == end);
            continue;
        }
        let comment = line.find("//").filter(|at| *at == 0 || line[..*at].ends_with(' '));
        code.push_str(&line[..comment.unwrap_or(line.len())]);
        code.push('\n');
    }
    code
}

/// Returns the names that follow a path prefix: one, or those of a group in braces.
fn names_after(text: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = text.strip_prefix('{') else { return vec![name(text)] };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.push(name(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Returns every module path that a file names by `crate::` or `super::`.
fn named(file: &str) -> Vec<Module> {
    let (code, here) = (code(file), module_of(file));
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        found.extend(names_after(rest).into_iter().map(|name| {
            let next = rest.strip_prefix(&format!("{name}::")).map(names_after).unwrap_or_default();
            [vec![name], next].concat()
        }));
    }
    for (at, _) in code.match_indices("super::") {
        // `super::super::` is counted once, from its first word.
        if code[..at].ends_with("super::") || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            continue;
        }
        let mut rest = &code[at..];
        let mut base = here.clone();
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
        found.extend(names_after(rest).into_iter().map(|name| [base.clone(), vec![name]].concat()));
    }
    // The only macro of the crate stands in `yaml`.
    for module in &mut found {
        if module[0] == "path" {
            *module = vec!["yaml".to_owned()];
        }
    }
    found
}

#[test]
fn the_layers_have_no_circle() {
    for (index, (module, allowed)) in LAYERS.iter().enumerate() {
        let below: BTreeSet<&str> = LAYERS[index + 1..].iter().map(|(module, _)| *module).collect();
        for name in *allowed {
            assert!(below.contains(name), "`{module}` may name `{name}`, which does not stand below it");
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    let modules: BTreeSet<String> =
        sources().iter().filter_map(|file| module_of(file).first().cloned()).collect();
    let known: BTreeSet<String> =
        LAYERS.iter().map(|(module, _)| (*module).to_owned()).chain(["cli".to_owned()]).collect();
    assert_eq!(modules, known);
}

#[test]
fn modules_name_only_the_layers_below_them() {
    let mut wrong = Vec::new();
    for file in sources() {
        let here = module_of(&file);
        let Some((_, allowed)) = here.first().and_then(|top| LAYERS.iter().find(|(module, _)| module == top))
        else {
            continue;
        };
        for target in named(&file) {
            if target[0] != here[0] && !allowed.contains(&target[0].as_str()) {
                wrong.push(format!("{file}: {} → {}", here[0], target.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "these arrows are not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_arrows_sees_groups_parents_and_macros() {
    assert_eq!(names_after("{catalog, text::{Lang, Text}}"), ["catalog", "text"]);
    assert_eq!(names_after("yaml::Source"), ["yaml"]);
    assert!(
        named("src/dossier/raw.rs").contains(&vec!["yaml".to_owned()]),
        "the macro `path!` stands in `yaml`"
    );
    let own = ["dossier", "upgrade"].map(str::to_owned).to_vec();
    assert!(named("src/dossier/raw.rs").contains(&own), "`super::` is followed");
}

#[test]
fn the_pdf_engine_knows_no_other_module() {
    let mut wrong = Vec::new();
    let engine = |file: &String| file.starts_with("src/report/pdf/");
    for file in sources().into_iter().filter(engine) {
        // Only the door of the engine knows what a report is.
        let is_door = file == "src/report/pdf/mod.rs";
        for target in named(&file) {
            let inside = target.starts_with(&["report".to_owned(), "pdf".to_owned()]);
            let names = |name: &str| target.starts_with(&["report".to_owned(), name.to_owned()]);
            if !inside
                && !names("block")
                && !names("chart")
                && target.first().is_none_or(|module| module != "brand")
                && !(is_door && (names("Report") || names("content")))
            {
                wrong.push(format!("{file}: {}", target.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "the engine draws any document:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_store_the_client_and_the_command_line_meet_the_world() {
    let mut wrong = Vec::new();
    for file in sources() {
        const FILES: [&str; 3] = ["src/main.rs", "src/store.rs", "src/providers/cache.rs"];
        const FOLDERS: [&str; 3] = ["src/cli/", "src/store/", "src/providers/client/"];
        if FILES.contains(&file.as_str()) || FOLDERS.iter().any(|folder| file.starts_with(folder)) {
            continue;
        }
        let code = code(&file);
        let words = WORLD.iter().filter(|word| code.contains(**word)).map(|word| (*word).to_owned());
        let groups =
            code.match_indices("std::{").flat_map(|(at, _)| names_after(&code[at + "std::".len()..]));
        let grouped =
            groups.filter(|name| matches!(name.as_str(), "fs" | "env" | "process" | "net" | "thread"));
        wrong.extend(words.chain(grouped).map(|word| format!("{file}: {word}")));
    }
    assert!(wrong.is_empty(), "these files look outside:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_prints_except_through_the_output_module() {
    let mut wrong = Vec::new();
    for file in sources() {
        let code = code(&file);
        let words = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];
        wrong.extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{file}: {word}")));
    }
    assert!(wrong.is_empty(), "these files print by themselves:\n{}", wrong.join("\n"));
}
