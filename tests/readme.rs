//! The two READMEs say the same, and what they say is true of the program.
//!
//! What is checked has a form. Fenced blocks hold commands; a block whose first line begins with `$ ` is an excerpt of
//! what that command shows, where a line `…` stands for lines left out. The table of the commands begins with
//! « command », that of the exit codes with « exit code ».

use std::collections::BTreeSet;

use crate::support::{Diaglibre, Outcome, files, read};

/// Each page, and the first cells of its tables of the commands and of the exit codes.
const PAGES: [(&str, &str, &str); 2] =
    [("README.md", "command", "exit code"), ("LISEZMOI.md", "commande", "code de sortie")];

/// How a command of the set-up runs the program.
const RUN: &str = "cargo run --release -- ";

/// A command of a page: the variables before it, then its words.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    variables: Vec<(String, String)>,
    words: Vec<String>,
}

impl Typed {
    /// Reads a line that runs the program.
    fn read(line: &str) -> Option<Self> {
        let mut rest = line.trim().trim_start_matches("$ ");
        let mut variables = Vec::new();
        while let Some((assignment, after)) = rest.split_once(' ') {
            let Some((name, value)) = assignment
                .split_once('=')
                .filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
            else {
                break;
            };
            variables.push((name.to_owned(), value.to_owned()));
            rest = after;
        }
        let words = words(rest.strip_prefix(RUN).or(rest.strip_prefix("diaglibre "))?);
        Some(Self { variables, words })
    }

    /// Runs the command where the reader of the page stands, or in another folder.
    fn run(&self, folder: Option<&tempfile::TempDir>) -> Outcome {
        let run = Diaglibre::new(&self.words);
        let run = folder
            .map_or_else(|| Diaglibre::new(&self.words).in_repository(), |folder| run.in_folder(folder));
        self.variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run().exits(0)
    }
}

/// Returns the words of a command, without its comment; quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in line.split(" #").next().unwrap_or_default().chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(c),
            (' ', None) => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            (c, _) => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Returns the lines of each fenced block of a page.
fn blocks(page: &str) -> Vec<Vec<String>> {
    let text = read(page);
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while lines.by_ref().any(|line| line.trim_start().starts_with("```")) {
        let inside = lines.by_ref().take_while(|line| !line.trim_start().starts_with("```"));
        blocks.push(inside.map(str::to_owned).collect());
    }
    blocks
}

/// Returns the excerpts of a page: what was typed, and the lines below it.
fn excerpts(page: &str) -> Vec<(Typed, Vec<String>)> {
    let excerpts: Vec<_> = blocks(page)
        .into_iter()
        .filter_map(|mut lines| {
            let first = lines.first().filter(|line| line.starts_with("$ "))?;
            let typed = Typed::read(first)?;
            Some((typed, lines.split_off(1)))
        })
        .collect();
    assert!(!excerpts.is_empty(), "{page} shows no excerpt of a plan");
    excerpts
}

/// Returns the lines of the set-up: those of the blocks that are no excerpt.
fn set_up(page: &str) -> Vec<String> {
    let blocks =
        blocks(page).into_iter().filter(|lines| lines.first().is_none_or(|line| !line.starts_with("$ ")));
    let lines: Vec<String> = blocks.flatten().filter(|line| !line.trim().is_empty()).collect();
    assert!(!lines.is_empty(), "{page} has no set-up");
    lines
}

/// Returns the rows of the table whose first cell is `heading`, as cells.
fn table(page: &str, heading: &str) -> Vec<Vec<String>> {
    let text = read(page);
    let lines = text.lines().skip_while(|line| !line.starts_with(&format!("| {heading} |")));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "{page} has no table of « {heading} »");
    rows
}

/// Returns what stands between backquotes.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Returns the commands of a row as paths: `plan`, `catalog show`; nothing for the program alone.
fn paths(row: &[String]) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    for typed in quoted(&row[0]) {
        let lower = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let path: Vec<String> = typed.split(' ').take_while(lower).map(str::to_owned).collect();
        let parent = paths.last().filter(|last| last.len() == 2).map(|last| last[0].clone());
        match (path.as_slice(), parent) {
            ([program], _) if program == "diaglibre" => {}
            // `catalog search`, `show`: the second is one of `catalog` too.
            ([name], Some(parent)) => paths.push(vec![parent, name.clone()]),
            _ => paths.push(path),
        }
    }
    paths
}

fn help(path: &[String]) -> String {
    Diaglibre::new(path).args(["--help", "--lang", "en"]).run().exits(0).stdout
}

/// Returns the names that a help lists below a heading.
fn listed(help: &str, heading: &str) -> BTreeSet<String> {
    let lines = help
        .lines()
        .skip_while(|line| !line.starts_with(heading))
        .skip(1)
        .take_while(|line| !line.is_empty());
    let names =
        lines.filter(|line| line.starts_with("  ") && !line.starts_with("   ") || line.contains("--"));
    names
        .flat_map(|line| line.split([' ', ',']).filter(|word| !word.is_empty()).take(3).map(str::to_owned))
        .collect()
}

#[test]
fn the_table_of_the_pages_has_every_command_and_no_other() {
    let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
    for name in listed_first(&help(&[])) {
        let below = listed_first(&help(std::slice::from_ref(&name)));
        if below.is_empty() {
            known.insert(vec![name]);
        } else {
            known.extend(below.into_iter().map(|below| vec![name.clone(), below]));
        }
    }
    for (page, heading, _) in PAGES {
        let shown: BTreeSet<Vec<String>> = table(page, heading).iter().flat_map(|row| paths(row)).collect();
        assert_eq!(shown, known, "{page}, then the program");
    }
}

/// Returns the names of the commands of a help.
fn listed_first(help: &str) -> BTreeSet<String> {
    let lines = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands"))
        .skip(1)
        .take_while(|line| !line.is_empty());
    let names = lines.filter(|line| !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn the_french_names_of_the_pages_are_accepted() {
    for (page, heading, _) in PAGES {
        for row in table(page, heading) {
            for name in quoted(&row[1]) {
                let french = help(std::slice::from_ref(&name));
                let english = paths(&row)[0][..1].to_vec();
                assert_eq!(french, help(&english), "{page}: {name}");
            }
        }
    }
}

#[test]
fn the_options_of_the_pages_exist() {
    for (page, heading, _) in PAGES {
        for row in table(page, heading) {
            let options =
                quoted(&row[2]).into_iter().filter_map(|typed| Some(typed.split(' ').next()?.to_owned()));
            for option in options.filter(|option| option.starts_with("--")) {
                let known = paths(&row).iter().any(|path| listed(&help(path), "Options").contains(&option));
                assert!(known, "{page}: {option} is not in the help of {:?}", row[0]);
            }
        }
    }
}

#[test]
fn the_set_up_of_the_pages_runs() {
    let folder = tempfile::tempdir().unwrap();
    for file in files("examples", ".yaml") {
        let path = folder.path().join(&file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, read(&file)).unwrap();
    }
    for (page, ..) in PAGES {
        let typed: Vec<Typed> = set_up(page).iter().filter_map(|line| Typed::read(line)).collect();
        assert!(!typed.is_empty(), "the set-up of {page} does not run the program");
        for typed in typed {
            typed.run(Some(&folder));
        }
    }
}

#[test]
fn the_set_up_of_the_pages_writes_a_report() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("examples")).unwrap();
    std::fs::write(
        folder.path().join("examples/mlc44.diaglibre.yaml"),
        read("examples/mlc44.diaglibre.yaml"),
    )
    .unwrap();
    let first = set_up("README.md").iter().find_map(|line| Typed::read(line)).unwrap();
    let shown = first.run(Some(&folder));
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    if !names.map(|name| name.to_string_lossy().into_owned()).any(|name| name.ends_with(".pdf")) {
        shown.fail("a PDF should be in the folder");
    }
}

#[test]
fn both_pages_have_the_same_set_up() {
    assert_eq!(set_up("README.md"), set_up("LISEZMOI.md"));
}

#[test]
fn both_pages_list_the_same_commands() {
    let commands = |(page, heading, _): (&str, &str, &str)| -> Vec<_> {
        table(page, heading).iter().map(|row| (paths(row), quoted(&row[1]))).collect()
    };
    assert_eq!(commands(PAGES[0]), commands(PAGES[1]));
}

#[test]
fn both_pages_list_the_same_options() {
    let options = |(page, heading, _): (&str, &str, &str)| -> Vec<_> {
        let typed = table(page, heading).into_iter().flat_map(|row| quoted(&row[2]));
        // The word for a value is of the language of the page.
        typed
            .filter(|typed| typed.starts_with("--"))
            .filter_map(|typed| Some(typed.split(' ').next()?.to_owned()))
            .collect()
    };
    assert_eq!(options(PAGES[0]), options(PAGES[1]));
}

#[test]
fn both_pages_have_the_same_headings_of_each_level() {
    let headings = |page: &str| -> Vec<usize> {
        let outside = read(page).split("```").step_by(2).collect::<Vec<_>>().join("\n");
        let levels = outside.lines().filter(|line| line.starts_with('#'));
        levels.map(|line| line.chars().take_while(|c| *c == '#').count()).collect()
    };
    assert_eq!(headings("README.md"), headings("LISEZMOI.md"));
}

#[test]
fn the_exit_codes_of_the_pages_are_those_of_the_program() {
    let source = read("src/cli/failure.rs");
    let body = source.split("enum Exit {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    let values = body.lines().filter_map(|line| line.split_once(" = "));
    let known: Vec<u8> = values.filter_map(|(_, value)| value.trim_end_matches(',').parse().ok()).collect();
    assert!(known.len() >= 4, "the codes are no longer where this test looks: {body}");
    for (page, _, heading) in PAGES {
        let codes: Vec<u8> =
            table(page, heading).iter().map(|row| row[0].trim_matches('`').parse().unwrap()).collect();
        assert_eq!(codes, known, "{page}, then the program");
    }
}

#[test]
fn the_excerpts_of_the_pages_are_what_the_program_shows() {
    for (page, ..) in PAGES {
        for (typed, lines) in excerpts(page) {
            let shown = typed.run(None);
            let text: Vec<&str> = shown.stdout.lines().map(str::trim_end).collect();
            let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
            let mut from = 0;
            for part in lines.split(|line| matches!(*line, "…" | "[…]")) {
                let part: Vec<&str> = part.iter().copied().skip_while(|line| line.is_empty()).collect();
                let found =
                    text[from..].windows(part.len().max(1)).position(|window| window == part.as_slice());
                match found {
                    _ if part.is_empty() => {}
                    Some(at) => from += at + part.len(),
                    None => {
                        shown.fail(&format!("{page} shows what the program does not:\n{}", part.join("\n")))
                    }
                }
            }
        }
    }
}
