//! From the bytes of a sheet to tools: the header is found, then each row is read; every problem is collected.

use super::cell::{self, Mistake};
use super::columns::{Column, Header, Meaning, columns, header};
use super::ods::OdsError;
use super::sheet::{MAX_ROWS, Row, Sheet, letters, place};
use super::update::{Import, update};
use super::{MAX_BYTES, Rules, csv, ods};
use crate::dossier::Dossier;
use crate::problem::{Place, Problem, any_error, nearest, sort};
use crate::questionnaire::{Answer, TOOL_PRODUCT, ToolAnswers, USE_LIST};
use crate::text::{Lang, Text, clean, fold};

/// The most errors, and the most warnings, that one reading tells.
const MAX_PROBLEMS: usize = 100;

/// Adds the tools of a sheet to a dossier.
///
/// The line of a place is the row of the sheet, its column counts from 1. A tool that the dossier has already for
/// the same usage gets the cells that are filled; an empty cell says nothing and erases nothing.
///
/// # Errors
/// Every problem found, warnings included, when one of them is an error; the dossier is then as it was. Codes:
/// `too-large`, `not-a-sheet`, `open-quote`, `missing-column`, `duplicate-column`, `missing-usage`, `unknown-usage`,
/// `missing-product`, `several-tools`, `too-many-tools`, and those of [`Answer::from_value`]. Warnings:
/// `guessed-encoding`, `unknown-column`, `guessed-usage`, `unknown-product`, `duplicate-row`.
///
/// ```
/// use diaglibre::{dossier::Dossier, inventory, questionnaire::Mode, store};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let headings = store::headings().expect("the bundled data is checked by the tests");
/// let rules = inventory::Rules { questionnaire: &data.questionnaire, catalog: &data.catalog, headings: &headings };
/// let dossier = Dossier::new(&data.questionnaire, Mode::Express, jiff::civil::date(2026, 11, 23));
/// let sheet = "Usage;Outil;Personnes\nCourriel;Gmail;12\n";
/// let import = inventory::import("outils.csv", sheet.as_bytes(), &rules, &dossier).expect("the sheet is right");
/// assert_eq!(import.dossier.answers.tools[0].answers["tool.users"].as_number(), Some(12));
/// ```
pub fn import(
    file: &str,
    bytes: &[u8],
    rules: &Rules<'_>,
    dossier: &Dossier,
) -> Result<Import, Vec<Problem>> {
    let mut problems = Problems { file, list: Vec::new() };
    let sheets = sheets(bytes, &mut problems);
    let known = columns(rules);
    let best = sheets.iter().filter_map(|sheet| Some((sheet, header(sheet, &known)?)));
    // The first of the best: `max_by_key` would take the last.
    let best = best.rev().max_by_key(|(_, header)| header.score());
    let mut rows = Vec::new();
    match best {
        Some((sheet, header)) => {
            let reader = Reader { rules, known: &known, header: &header, dossier };
            rows = reader.rows(sheet, &mut problems);
        }
        None if problems.list.is_empty() => problems.missing_columns(&known),
        None => {}
    }
    let mut import = update(dossier, rules, rows, &mut problems);
    sort(&mut problems.list);
    if any_error(&problems.list) {
        return Err(problems.list);
    }
    import.warnings = problems.list;
    Ok(import)
}

/// Returns the sheets that a file may mean: those of a spreadsheet, or a text read with each delimiter.
fn sheets(bytes: &[u8], problems: &mut Problems<'_>) -> Vec<Sheet> {
    if bytes.len() > MAX_BYTES {
        problems.too_large();
        return Vec::new();
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return ods::read(bytes).unwrap_or_else(|error| {
            problems.no_spreadsheet(error);
            Vec::new()
        });
    }
    // The mark of the files of the older spreadsheets of Microsoft.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        problems.no_spreadsheet(OdsError::OtherFormat);
        return Vec::new();
    }
    let Some(decoded) = csv::decode(bytes).filter(|_| !bytes.starts_with(b"%PDF")) else {
        problems.no_spreadsheet(OdsError::OtherFormat);
        return Vec::new();
    };
    if decoded.guessed {
        problems.warning(
            "guessed-encoding",
            problems.whole(),
            Text::new(
                "ce fichier n'est pas en UTF-8 : il est lu comme un texte de Windows, vérifiez les accents",
                "this file is not in UTF-8: it is read as a text of Windows, check the accents",
            ),
        );
    }
    let readings = csv::readings(&decoded.text);
    for sheet in &readings {
        let open = csv::has_open_quote(&decoded.text, sheet);
        if let Some(row) = sheet.rows.last().filter(|_| open) {
            problems.open_quote(row.number);
            return Vec::new();
        }
    }
    if readings.iter().any(|sheet| sheet.rows.len() > MAX_ROWS) {
        problems.too_large();
        return Vec::new();
    }
    readings
}

/// A row that names a tool.
#[derive(Debug)]
pub(super) struct ToolRow {
    /// The number of the row.
    pub(super) number: usize,
    /// The column that names the tool.
    pub(super) column: usize,
    pub(super) tool: ToolAnswers,
}

struct Reader<'x, 'a> {
    rules: &'x Rules<'a>,
    known: &'x [Column<'a>],
    header: &'x Header<'x, 'x, 'a>,
    dossier: &'x Dossier,
}

impl Reader<'_, '_> {
    fn rows(&self, sheet: &Sheet, problems: &mut Problems<'_>) -> Vec<ToolRow> {
        let Some(product) = self.position(|column| column.is_product()) else {
            problems.missing_columns(self.known);
            return Vec::new();
        };
        self.check_header(sheet, problems);
        let below = sheet.rows.iter().filter(|row| row.number > self.header.row.number);
        below.filter_map(|row| self.row(row, product, problems)).collect()
    }

    fn position(&self, is_it: impl Fn(&Column<'_>) -> bool) -> Option<usize> {
        self.header.columns.iter().position(|column| column.is_some_and(&is_it))
    }

    /// Tells of columns that are there twice, and of those that nobody reads.
    fn check_header(&self, sheet: &Sheet, problems: &mut Problems<'_>) {
        let number = self.header.row.number;
        let widest = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for index in 0..widest {
            let name = clean(self.header.row.cell(index)).trim().to_owned();
            let place = problems.at(number, index);
            if let Some(Some(column)) = self.header.columns.get(index) {
                let first = self.position(|other| std::ptr::eq(other, *column));
                if let Some(first) = first.filter(|first| *first < index) {
                    let (fr, en) = (&column.label.fr, &column.label.en);
                    let message = Text::new(
                        format!("deux colonnes disent « {fr} » : {} et {}", letters(first), letters(index)),
                        format!("two columns say “{en}”: {} and {}", letters(first), letters(index)),
                    );
                    let hint = Text::new("renommez l'une des deux", "rename one of the two");
                    problems.push(Problem::error("duplicate-column", place, message).with_hint(hint));
                }
                continue;
            }
            let below = sheet.rows.iter().filter(|row| row.number > number);
            let filled = below.filter(|row| !cell::is_mute(row.cell(index))).count();
            if filled == 0 {
                continue;
            }
            let letter = letters(index);
            let message = Text::new(
                format!(
                    "la colonne {letter} « {name} » n'est pas reconnue : elle n'est pas reprise ({filled} cases remplies)"
                ),
                format!(
                    "the column {letter} “{name}” is not known: it is not imported ({filled} cells filled)"
                ),
            );
            let names: Vec<(String, &Text)> =
                self.known.iter().map(|column| (fold(&column.label.fr), &column.label)).collect();
            let near = nearest(&fold(&name), names.iter().map(|(folded, _)| folded.as_str()));
            let near = near.and_then(|near| names.iter().find(|(folded, _)| folded == near));
            let hint = match near {
                Some((_, label)) => Text::new(
                    format!("vouliez-vous dire « {} » ?", label.fr),
                    format!("did you mean “{}”?", label.en),
                ),
                None => Text::new(
                    "pour la garder dans le dossier, nommez-la « remarque »",
                    "to keep it in the dossier, name it “remark”",
                ),
            };
            problems.push(Problem::warning("unknown-column", place, message).with_hint(hint));
        }
    }

    fn row(&self, row: &Row, product: usize, problems: &mut Problems<'_>) -> Option<ToolRow> {
        let usage_at = self.position(|column| column.is_usage());
        let says = |(index, column): &(usize, &Option<&Column<'_>>)| {
            column.is_some_and(|column| !column.is_usage()) && !cell::is_mute(row.cell(*index))
        };
        // A row with nothing but a usage waits to be filled.
        self.header.columns.iter().enumerate().find(says)?;
        let before = problems.list.len();
        let mut tool = ToolAnswers::default();
        for (index, column) in self.header.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let Meaning::Answer(question) = column.meaning else { continue };
            match cell::read(row.cell(index), column, question, self.rules) {
                Ok(answer) => tool.answers.extend(answer.map(|answer| (question.id.clone(), answer))),
                Err(mistake) => problems.mistake(row.number, index, column, mistake),
            }
        }
        let named = tool.answers.get(TOOL_PRODUCT).cloned();
        if named.is_none() && problems.list.len() == before {
            let text = Text::new("cette ligne ne nomme pas d'outil", "this row names no tool");
            let hint = Text::new(
                "écrivez son nom, ou ? si vous ne le savez pas",
                "write its name, or ? if you do not know it",
            );
            let place = problems.at(row.number, product);
            problems.push(Problem::error("missing-product", place, text).with_hint(hint));
        }
        tool.usage = self.usage(row, usage_at, (product, named.as_ref()), problems)?;
        Some(ToolRow { number: row.number, column: product, tool })
    }

    /// Returns the usage of a row: as it says, else as the dossier or the catalogue knows the tool.
    fn usage(
        &self,
        row: &Row,
        usage_at: Option<usize>,
        (product, named): (usize, Option<&Answer>),
        problems: &mut Problems<'_>,
    ) -> Option<String> {
        let said = usage_at.map(|index| clean(row.cell(index)).trim().to_owned()).unwrap_or_default();
        if let Some(index) = usage_at.filter(|_| !cell::is_mute(&said)) {
            let found = self.usage_named(&said);
            if found.is_none() {
                problems.unknown_usage(row.number, index, &said, self.rules);
            }
            return found;
        }
        // Without a name, that is what is told.
        let named = named?;
        let guess = named.as_str().and_then(|product| {
            let tools = &self.dossier.answers.tools;
            let is_it = |tool: &&ToolAnswers| tool.answers.get(TOOL_PRODUCT) == Some(named);
            let known = tools.iter().find(is_it).map(|tool| tool.usage.clone());
            known.or_else(|| {
                let usages = self.rules.catalog.resolve(product)?.usages();
                usages.iter().find(|usage| self.takes(usage)).cloned()
            })
        });
        let name = clean(row.cell(product)).trim().to_owned();
        let place = problems.at(row.number, usage_at.unwrap_or(product));
        match &guess {
            Some(usage) => {
                let label = |lang: Lang| {
                    self.rules.catalog.usage(usage).map_or(usage.as_str(), |usage| usage.label.get(lang))
                };
                let text = Text::new(
                    format!("l'usage de « {name} » n'est pas dit : « {} » est supposé", label(Lang::Fr)),
                    format!("the usage of “{name}” is not said: “{}” is assumed", label(Lang::En)),
                );
                problems.push(Problem::warning("guessed-usage", place, text));
            }
            None => {
                let text = Text::new(
                    format!("on ne sait pas à quoi sert « {name} »"),
                    format!("nothing says what “{name}” is used for"),
                );
                let hint = Text::new(
                    "ajoutez une colonne « usage » ; les usages : diaglibre catalog list",
                    "add a column “usage”; the usages: diaglibre catalog list",
                );
                problems.push(Problem::error("missing-usage", place, text).with_hint(hint));
            }
        }
        guess
    }

    fn takes(&self, usage: &str) -> bool {
        self.rules.questionnaire.question(USE_LIST).is_none_or(|list| list.choice(usage).is_some())
    }

    fn usage_named(&self, said: &str) -> Option<String> {
        if let Some(usage) = self.rules.catalog.usage_named(said) {
            return Some(usage.id.clone()).filter(|usage| self.takes(usage));
        }
        // The label of the questionnaire has a gloss in brackets.
        let wanted = fold(said);
        let list = self.rules.questionnaire.question(USE_LIST)?;
        let same = |text: &str| fold(text) == wanted;
        let found = list
            .choices()
            .iter()
            .find(|choice| same(&choice.id) || same(&choice.label.fr) || same(&choice.label.en));
        found.map(|choice| choice.id.clone())
    }
}

/// The problems of a sheet.
#[derive(Debug)]
pub(super) struct Problems<'f> {
    file: &'f str,
    list: Vec<Problem>,
}

impl Problems<'_> {
    fn whole(&self) -> Place {
        Place { file: clean(self.file), line: 0, column: 0 }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> Place {
        place(self.file, row, column)
    }

    pub(super) fn push(&mut self, problem: Problem) {
        // Counted apart: no number of warnings hides an error.
        let like = |known: &&Problem| known.severity == problem.severity;
        if self.list.iter().filter(like).count() < MAX_PROBLEMS {
            self.list.push(problem);
        }
    }

    fn warning(&mut self, code: &'static str, place: Place, message: Text) {
        self.push(Problem::warning(code, place, message));
    }

    /// Tells what is wrong in a cell, which is named as spreadsheets do.
    fn mistake(&mut self, row: usize, index: usize, column: &Column<'_>, (code, text, hint): Mistake) {
        let cell = format!("{}{row}", letters(index));
        let message = Text::new(
            format!("{cell}, {} : {}", column.label.fr, text.fr),
            format!("{cell}, {}: {}", column.label.en, text.en),
        );
        let problem = Problem::error(code, self.at(row, index), message);
        self.push(match hint {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }

    fn unknown_usage(&mut self, row: usize, column: usize, said: &str, rules: &Rules<'_>) {
        let message = Text::new(
            format!("{}{row}, usage : « {said} » n'est pas un usage connu", letters(column)),
            format!("{}{row}, usage: “{said}” is not a known usage", letters(column)),
        );
        let wanted = fold(said);
        let folded: Vec<(String, &Text)> = rules
            .catalog
            .usages
            .iter()
            .flat_map(|usage| {
                [usage.id.as_str(), &usage.label.fr, &usage.label.en].map(|name| (fold(name), &usage.label))
            })
            .collect();
        let near = nearest(&wanted, folded.iter().map(|(name, _)| name.as_str()));
        let near =
            near.and_then(|near| folded.iter().find(|(name, _)| name == near)).map(|(_, label)| *label);
        let about = rules.catalog.usages_about(said);
        let hint = match (near, about.as_slice()) {
            (Some(label), _) => Text::new(
                format!("vouliez-vous dire « {} » ?", label.fr),
                format!("did you mean “{}”?", label.en),
            ),
            (None, [_, ..]) => {
                let names = |lang: Lang| about.iter().map(|usage| usage.label.get(lang)).collect::<Vec<_>>();
                Text::new(
                    format!("peut-être : {}", names(Lang::Fr).join(" ; ")),
                    format!("maybe: {}", names(Lang::En).join("; ")),
                )
            }
            (None, []) => {
                Text::new("les usages : diaglibre catalog list", "the usages: diaglibre catalog list")
            }
        };
        self.push(Problem::error("unknown-usage", self.at(row, column), message).with_hint(hint));
    }

    fn missing_columns(&mut self, known: &[Column<'_>]) {
        let label = |lang: Lang| {
            let column = known.iter().find(|column| column.is_product());
            column.map_or("tool", |column| column.label.get(lang)).to_owned()
        };
        let (fr, en) = (label(Lang::Fr), label(Lang::En));
        let message =
            Text::new(format!("aucune colonne ne s'appelle « {fr} »"), format!("no column is called “{en}”"));
        let hint = Text::new(
            "nommez les colonnes sur une ligne, au-dessus des outils ; un modèle : diaglibre inventory export outils.ods",
            "name the columns in one row above the tools; a template: diaglibre inventory export tools.ods",
        );
        self.push(Problem::error("missing-column", self.whole(), message).with_hint(hint));
    }

    fn open_quote(&mut self, row: usize) {
        let message = Text::new(
            "un guillemet droit est ouvert dans cette ligne et n'est jamais fermé",
            "a quotation mark is opened in this row and never closed",
        );
        let hint = Text::new(
            "ajoutez le guillemet qui manque, ou enlevez-le",
            "add the missing one, or take it away",
        );
        self.push(Problem::error("open-quote", self.at(row, 0), message).with_hint(hint));
    }

    fn too_large(&mut self) {
        let message = Text::new(
            format!("feuille trop grande : plus de {MAX_ROWS} lignes ou de 4 Mo"),
            format!("the sheet is too large: more than {MAX_ROWS} rows or 4 MB"),
        );
        let hint = Text::new("ne gardez que les outils", "keep the tools only");
        self.push(Problem::error("too-large", self.whole(), message).with_hint(hint));
    }

    fn no_spreadsheet(&mut self, error: OdsError) {
        let (message, hint) = match error {
            OdsError::TooLarge => return self.too_large(),
            OdsError::Damaged => (
                Text::new(
                    "ce fichier ne se lit pas comme une feuille de calcul : abîmé, ou protégé par un mot de passe",
                    "this file cannot be read as a spreadsheet: damaged, or locked by a password",
                ),
                Text::new(
                    "ouvrez-le dans LibreOffice et enregistrez-le au format ODS, sans mot de passe",
                    "open it in LibreOffice and save it as ODS, without a password",
                ),
            ),
            OdsError::OtherFormat => (
                Text::new(
                    "ce n'est ni un fichier ODS ni un fichier CSV",
                    "this is neither an ODS nor a CSV file",
                ),
                Text::new(
                    "ouvrez-le dans votre tableur et enregistrez-le au format ODS ou CSV",
                    "open it in your spreadsheet program and save it as ODS or CSV",
                ),
            ),
        };
        self.push(Problem::error("not-a-sheet", self.whole(), message).with_hint(hint));
    }
}
