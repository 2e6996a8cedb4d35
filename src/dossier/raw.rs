//! From the text of a dossier to checked answers; every problem is collected.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::draft::Draft;
use super::upgrade::{Rename, current_id};
use super::voices::{RawVoice, RawVoices, ToolVoices, Voice, Voices};
use super::{Decisions, Dossier, FORMAT};
use crate::path;
use crate::problem::{Problem, any_error, did_you_mean, sort};
use crate::questionnaire::{
    Answer, Answers, Mode, Position, Question, Questionnaire, TOOL_PRODUCT, ToolAnswers, USE_LIST,
};
use crate::text::Text;
use crate::yaml::{Segment, Source};

/// The most tools of a dossier: far above any association, and planned in less than a second.
pub(crate) const MAX_TOOLS: usize = 500;

/// The most problems that one reading tells.
const MAX_PROBLEMS: usize = 100;

/// What a question id has before the key that a tool has in a dossier.
pub(super) const TOOL_PREFIX: &str = "tool.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDossier {
    #[serde(rename = "format")]
    _format: u32,
    questionnaire: String,
    #[serde(default)]
    mode: Mode,
    created: Date,
    #[serde(default)]
    at: Option<Position>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    drafts: Vec<Draft>,
    #[serde(default)]
    answers: Mapping,
    #[serde(default)]
    tools: Vec<Mapping>,
    #[serde(default)]
    decisions: Decisions,
    #[serde(default)]
    voices: Option<RawVoices>,
}

/// Reads and checks a dossier.
///
/// # Errors
/// Every problem found, sorted by place. Codes: `yaml`, `too-large`, `newer-format`, `unknown-format`,
/// `other-questionnaire`, `bad-key`, `unknown-question`, `missing-usage`, `unknown-usage`, `missing-product`, `too-many-tools`, `too-many-decisions`, and those of
/// [`Answer::from_value`].
///
/// ```
/// use diaglibre::{dossier, store, yaml::Source};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let text = "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {org.staff: many}\n";
/// let problems = dossier::parse_dossier(Source::new("a.yaml", text), &data.questionnaire, &[]).unwrap_err();
/// assert_eq!((problems[0].code, problems[0].place.line), ("wrong-type", 4));
/// ```
pub fn parse_dossier(
    source: Source<'_>,
    questionnaire: &Questionnaire,
    renames: &[Rename],
) -> Result<Dossier, Vec<Problem>> {
    check_format(source).map_err(|problem| vec![problem])?;
    let raw: RawDossier = source.parse().map_err(|problem| vec![problem])?;
    let mut reader = Reader { source, questionnaire, renames, problems: Vec::new() };
    let own = [Some(&questionnaire.id), questionnaire.extends.as_ref()];
    if !own.contains(&Some(&raw.questionnaire)) {
        let text = Text::new(
            format!("ce dossier répond au questionnaire « {} »", raw.questionnaire),
            format!("this dossier answers the questionnaire `{}`", raw.questionnaire),
        );
        let hint = Text::new(
            "ajoutez --questionnaire FICHIER à la commande, avec le fichier de ce questionnaire",
            "add --questionnaire FILE to the command, with the file of this questionnaire",
        );
        reader.problem("other-questionnaire", path!["questionnaire"], text, Some(hint));
    }
    let mut answers = Answers { general: reader.general(&raw.answers), tools: Vec::new() };
    if raw.tools.len() > MAX_TOOLS {
        let text = Text::new(
            format!("{} outils, la limite est {MAX_TOOLS}", raw.tools.len()),
            format!("{} tools, the limit is {MAX_TOOLS}", raw.tools.len()),
        );
        reader.error("too-many-tools", path!["tools", MAX_TOOLS], text);
    }
    for (index, tool) in raw.tools.iter().enumerate().take(MAX_TOOLS) {
        answers.tools.extend(reader.tool(index, tool));
    }
    if raw.decisions.len() > MAX_TOOLS {
        let text = Text::new(
            format!("{} décisions, la limite est {MAX_TOOLS}", raw.decisions.len()),
            format!("{} decisions, the limit is {MAX_TOOLS}", raw.decisions.len()),
        );
        reader.error("too-many-decisions", path!["decisions"], text);
    }
    let voices = raw.voices.map(|voices| reader.voices(voices));
    sort(&mut reader.problems);
    if any_error(&reader.problems) {
        return Err(reader.problems);
    }
    let current = |at: Position| Position { question: current_id(renames, at.question), ..at };
    // A place that exists no more is the first question without an answer.
    let exists = |at: &Position| questionnaire.question(&at.question).is_some();
    let drafts = raw.drafts.into_iter().map(|draft| Draft { at: current(draft.at), ..draft });
    Ok(Dossier {
        questionnaire: questionnaire.id.clone(),
        mode: raw.mode,
        created: raw.created,
        answers,
        at: raw.at.map(current).filter(exists),
        drafts: drafts.filter(|draft| exists(&draft.at)).collect(),
        notes: raw.notes,
        decisions: raw.decisions,
        voices,
    })
}

/// Looks at the format first, so that a dossier of a later program is not said to be full of mistakes.
fn check_format(source: Source<'_>) -> Result<(), Problem> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let head: Head = source.parse()?;
    if head.format == FORMAT {
        return Ok(());
    }
    let text = Text::new(
        format!("format {} inconnu : ce programme lit le format {FORMAT}", head.format),
        format!("unknown format {}: this program reads format {FORMAT}", head.format),
    );
    let place = source.place(path!["format"]);
    if head.format < FORMAT {
        return Err(Problem::error("unknown-format", place, text));
    }
    let hint =
        Text::new("installez une version plus récente de diaglibre", "install a newer version of diaglibre");
    Err(Problem::error("newer-format", place, text).with_hint(hint))
}

struct Reader<'a> {
    source: Source<'a>,
    questionnaire: &'a Questionnaire,
    renames: &'a [Rename],
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, path: &[Segment], text: Text) {
        self.problem(code, path, text, None);
    }

    fn general(&mut self, raw: &Mapping) -> BTreeMap<String, Answer> {
        let mut answers = BTreeMap::new();
        for (key, value) in raw {
            if let Some(key) = self.key(path!["answers"], key) {
                answers.extend(self.answer(path!["answers", key], key.to_owned(), value, false));
            }
        }
        answers
    }

    /// Returns a key that is a word; any other is a problem, so that nothing is dropped in silence.
    fn key<'v>(&mut self, path: &[Segment], key: &'v Value) -> Option<&'v str> {
        if key.as_str().is_none() {
            let shown = serde_yaml::to_string(key).unwrap_or_default();
            let text = Text::new(
                format!("« {} » n'est pas le nom d'une question", shown.trim()),
                format!("`{}` is not the name of a question", shown.trim()),
            );
            self.error("bad-key", path, text);
        }
        key.as_str()
    }

    fn tool(&mut self, index: usize, raw: &Mapping) -> Option<ToolAnswers> {
        let here = path!["tools", index];
        let Some(usage) = raw.get("usage").and_then(Value::as_str) else {
            self.error(
                "missing-usage",
                here,
                Text::new("cet outil n'a pas d'usage", "this tool has no usage"),
            );
            return None;
        };
        self.check_usage(&[here, path!["usage"]].concat(), usage);
        let mut tool = ToolAnswers { usage: usage.to_owned(), ..ToolAnswers::default() };
        for (key, value) in raw {
            let Some(key) = self.key(here, key) else { continue };
            if key != "usage" {
                let path = [here, path![key]].concat();
                tool.answers.extend(self.answer(&path, format!("{TOOL_PREFIX}{key}"), value, true));
            }
        }
        if !tool.answers.contains_key(TOOL_PRODUCT) && !raw.contains_key("product") {
            let text = Text::new("cet outil n'a pas de nom (`product`)", "this tool has no name (`product`)");
            self.error("missing-product", here, text);
        }
        Some(tool)
    }

    fn voices(&mut self, raw: RawVoices) -> Voices {
        let here = path!["voices"];
        let general = self.heard(&[here, path!["answers"]].concat(), raw.answers, false);
        let mut tools = Vec::new();
        for (index, tool) in raw.tools.into_iter().enumerate().take(MAX_TOOLS) {
            let here = [here, path!["tools", index]].concat();
            self.check_usage(&[&here[..], path!["usage"]].concat(), &tool.usage);
            let path = [&here[..], path!["product"]].concat();
            let product = self.answer(&path, TOOL_PRODUCT.to_owned(), &tool.product, true);
            let answers = self.heard(&[&here[..], path!["answers"]].concat(), tool.answers, true);
            let (usage, count) = (tool.usage, tool.count);
            tools.extend(product.map(|(_, product)| ToolVoices { usage, product, count, answers }));
        }
        Voices { dossiers: raw.dossiers, general, tools }
    }

    /// Reads who said what, by question.
    fn heard(
        &mut self,
        path: &[Segment],
        raw: BTreeMap<String, Vec<RawVoice>>,
        about_tool: bool,
    ) -> BTreeMap<String, Vec<Voice>> {
        let prefix = if about_tool { TOOL_PREFIX } else { "" };
        let mut heard: BTreeMap<String, Vec<Voice>> = BTreeMap::new();
        for (key, voices) in raw {
            for (index, voice) in voices.into_iter().enumerate() {
                let path = [path, path![key.as_str(), index, "answer"]].concat();
                let answer = self.answer(&path, format!("{prefix}{key}"), &voice.answer, about_tool);
                if let Some((id, answer)) = answer {
                    heard.entry(id).or_default().push(Voice { answer, count: voice.count });
                }
            }
        }
        heard
    }

    fn check_usage(&mut self, path: &[Segment], usage: &str) {
        let Some(list) = self.questionnaire.question(USE_LIST) else { return };
        if list.choice(usage).is_none() {
            let text = Text::new(format!("usage inconnu « {usage} »"), format!("unknown usage `{usage}`"));
            let known = list.choices().iter().map(|choice| choice.id.as_str());
            self.problem("unknown-usage", path, text, did_you_mean(usage, known));
        }
    }

    fn answer(
        &mut self,
        path: &[Segment],
        id: String,
        value: &Value,
        about_tool: bool,
    ) -> Option<(String, Answer)> {
        let id = current_id(self.renames, id);
        let questionnaire = self.questionnaire;
        let question =
            questionnaire.question(&id).filter(|question| question.is_about_a_tool() == about_tool);
        let Some(question) = question else {
            self.unknown_question(path, &id, about_tool);
            return None;
        };
        match Answer::from_value(value, question) {
            Ok(answer) => Some((id, answer)),
            Err((code, text)) => {
                let (fr, en) = (format!("{id} : {}", text.fr), format!("{id}: {}", text.en));
                self.error(code, path, Text::new(fr, en));
                None
            }
        }
    }

    fn unknown_question(&mut self, path: &[Segment], id: &str, about_tool: bool) {
        let shown = id.strip_prefix(TOOL_PREFIX).filter(|_| about_tool).unwrap_or(id);
        let known = self
            .questionnaire
            .questions
            .iter()
            .filter(|question: &&Question| question.is_about_a_tool() == about_tool);
        let known = known.map(|question| question.id.strip_prefix(TOOL_PREFIX).unwrap_or(&question.id));
        let hint = did_you_mean(shown, known);
        let text = Text::new(format!("question inconnue « {shown} »"), format!("unknown question `{shown}`"));
        self.problem("unknown-question", path, text, hint);
    }

    fn problem(&mut self, code: &'static str, path: &[Segment], text: Text, hint: Option<Text>) {
        // Each place is looked for in the text again: a hostile file must not make that last.
        if self.problems.len() >= MAX_PROBLEMS {
            return;
        }
        let problem = Problem::error(code, self.source.place(path), text);
        self.problems.push(match hint {
            Some(hint) => problem.with_hint(hint),
            None => problem,
        });
    }
}
