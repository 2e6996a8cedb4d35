//! One tool in use, as the answers and the catalogue describe it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::exposure::{self, Levels};
use super::reading::Reading;
use crate::catalog::{Catalog, Level, Subject, Tool};
use crate::questionnaire::{Answer, Answers, TOOL_PRODUCT, ToolAnswers};
use crate::text::{Lang, Text, clean, fold};

/// What a name in a dossier turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Product {
    /// A tool of the catalogue.
    Tool(String),
    /// A libre software of the catalogue.
    Libre(String),
    /// A name that the catalogue does not know.
    Unlisted(String),
    /// « Je ne sais pas ».
    Unknown,
}

/// How far the association is with a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// In use.
    InUse,
    /// Another tool is being tried.
    Testing,
    /// The move is under way; how far, in percent, when somebody said.
    InProgress(Option<i64>),
    /// A libre tool stands beside it, for good.
    Parallel,
    /// Replaced.
    Replaced,
    /// Libre from the start.
    Libre,
    /// In use, and the association decided to keep it for now.
    Kept,
    /// Given up.
    Abandoned,
}

impl State {
    /// Tells whether there is still something to leave.
    pub fn is_open(self) -> bool {
        matches!(self, Self::InUse | Self::Testing | Self::InProgress(_) | Self::Kept | Self::Parallel)
    }
}

/// How often a tool is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Rarely,
}

/// Who imposes a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Imposed {
    Law,
    Funder,
    Federation,
    Partners,
}

/// One tool in use for one usage.
#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// The place among the tools of the dossier that count, from 0.
    pub index: usize,
    /// The usage.
    pub usage: String,
    /// What the name turned out to be.
    pub product: Product,
    /// The name to show.
    pub name: Text,
    /// How far the association is.
    pub state: State,
    /// The libre software that the association chose, by id.
    pub target: Option<String>,
    /// The name of that choice as it was given, known or not.
    pub target_name: Option<Text>,
    /// The readings behind the impact.
    pub levels: Levels,
    /// People who use it.
    pub users: Reading<i64>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// How much there is to bring along.
    pub volume: Reading<Level>,
    /// How the group would take a change.
    pub resistance: Reading<Level>,
    /// Outsiders who must follow, when it was answered.
    pub outsiders: Option<Reading<Level>>,
    /// Whether a part is public and can move first.
    pub public_part: bool,
    /// Whether the association cannot stop this for a week.
    pub core: bool,
    /// Who imposes it.
    pub imposed: Option<Imposed>,
    /// Whether the group would refuse a change.
    pub refused: bool,
    /// Whether the association wants it before the rest.
    pub pinned: bool,
    /// Whether the association leaves it out of its plan.
    pub excluded: bool,
    /// Whether the association wrote that nobody touches it.
    pub untouched: bool,
    /// Whether nobody knows who owns the account.
    pub account_lost: bool,
    /// Whether the account belongs to one person.
    pub personal_account: bool,
    /// When its subscription is renewed.
    pub renewal: Option<Date>,
    /// The day on which its service ends, when the catalogue knows it.
    pub ends: Option<Date>,
    /// Who uses it within the association, choices of `tool.who`; everybody when nobody said.
    pub groups: BTreeSet<String>,
    /// Administrators.
    pub admins: Option<i64>,
    /// The names of the other tools that it feeds or that feed it.
    pub links: Vec<Text>,
    /// What the association noted.
    pub note: Option<String>,
}

impl Use {
    /// Returns the name to show, or words that stand for it.
    pub fn label(&self, lang: Lang) -> &str {
        match self.name.get(lang) {
            "" => lang.pick("un outil à nommer", "a tool to be named"),
            name => name,
        }
    }

    /// Returns the tool of the catalogue.
    pub fn tool<'c>(&self, catalog: &'c Catalog) -> Option<&'c Tool> {
        match &self.product {
            Product::Tool(id) => catalog.tools.get(id),
            _ => None,
        }
    }
}

/// Reads one tool of the dossier.
pub(super) fn read(
    catalog: &Catalog,
    answers: &Answers,
    tool: &ToolAnswers,
    index: usize,
    people: &Reading<i64>,
) -> Use {
    let get = |id: &str| tool.answers.get(id);
    let word = |id: &str| get(id).and_then(Answer::as_str);
    let (product, name) = product(catalog, get(TOOL_PRODUCT));
    let known = match &product {
        Product::Tool(id) => catalog.tools.get(id),
        _ => None,
    };
    let target = word("tool.target").and_then(|name| catalog.resolve(name));
    let critical = answers.general.get("use.critical");
    Use {
        index,
        usage: tool.usage.clone(),
        name,
        state: state(word("tool.status"), get("tool.progress"), &product),
        target: match target {
            Some(Subject::Alternative(alternative)) => Some(alternative.id.clone()),
            _ => None,
        },
        target_name: target.map(subject_name).or(word("tool.target").map(|name| Text::same(clean(name)))),
        levels: exposure::read(known, answers, tool),
        users: users(catalog, get("tool.users"), people),
        frequency: frequency(word("tool.freq")),
        volume: volume(catalog, known, &tool.usage, get("tool.volume")),
        resistance: resistance(catalog, get("tool.mood")),
        outsiders: outsiders(get("tool.outside")),
        public_part: get("tool.public_part") == Some(&Answer::Boolean(true)),
        core: critical.is_some_and(|answer| answer.holds_choice(&tool.usage)),
        imposed: imposed(word("tool.imposed")),
        untouched: false,
        pinned: false,
        excluded: false,
        refused: word("tool.mood") == Some("refuse"),
        account_lost: word("tool.owner") == Some("lost"),
        personal_account: word("tool.owner") == Some("person"),
        renewal: get("tool.renewal").and_then(Answer::as_date),
        ends: known.and_then(|tool| tool.status.date),
        groups: groups(get("tool.who")),
        admins: get("tool.admins").and_then(Answer::as_number),
        links: links(catalog, get("tool.links")),
        note: word("tool.note").map(clean),
        product,
    }
}

/// Returns the name to show for a tool of the dossier.
pub(super) fn name_of(catalog: &Catalog, tool: &ToolAnswers) -> Text {
    product(catalog, tool.answers.get(TOOL_PRODUCT)).1
}

/// Tells whether a sentence names a tool, by the name that is shown or by another name of its record, as whole words.
pub(super) fn is_named_in(catalog: &Catalog, one: &Use, sentence: &str) -> bool {
    let words = |text: &str| format!(" {} ", fold(&text.replace(|c: char| !c.is_alphanumeric(), " ")));
    let sentence = words(&clean(sentence));
    let record = one.tool(catalog);
    let aliases = record.iter().flat_map(|tool| tool.aliases.iter().map(String::as_str));
    let mut names = [one.name.fr.as_str(), one.name.en.as_str()].into_iter().chain(aliases).map(words);
    names.any(|name| !name.trim().is_empty() && sentence.contains(&name))
}

fn product(catalog: &Catalog, answer: Option<&Answer>) -> (Product, Text) {
    let name = answer.and_then(Answer::as_str).unwrap_or_default();
    if clean(name).trim().is_empty() {
        return (Product::Unknown, Text::default());
    }
    match catalog.resolve(name) {
        Some(Subject::Tool(tool)) => (Product::Tool(tool.id.clone()), tool.name.clone()),
        Some(Subject::Alternative(alternative)) => {
            (Product::Libre(alternative.id.clone()), alternative.name.clone())
        }
        _ => (Product::Unlisted(clean(name)), Text::same(clean(name))),
    }
}

/// Returns the name of a record in both languages.
fn subject_name(subject: Subject<'_>) -> Text {
    Text::new(subject.name(Lang::Fr), subject.name(Lang::En))
}

fn state(status: Option<&str>, progress: Option<&Answer>, product: &Product) -> State {
    match status {
        Some("replaced") => State::Replaced,
        Some("abandoned") => State::Abandoned,
        // A libre software in use is libre, whatever was said or not said of it.
        _ if matches!(product, Product::Libre(_)) => State::Libre,
        Some("testing") => State::Testing,
        Some("in-progress") => State::InProgress(progress.and_then(Answer::as_number)),
        Some("parallel") => State::Parallel,
        Some("kept") => State::Kept,
        // A tool that the catalogue knows as a tool to leave is not libre, whatever was said of it.
        Some("libre") if !matches!(product, Product::Tool(_)) => State::Libre,
        _ => State::InUse,
    }
}

/// The people of the association who would change their habits: those who only see a tool have none.
fn groups(answer: Option<&Answer>) -> BTreeSet<String> {
    const INSIDE: [&str; 3] = ["team", "volunteers", "members"];
    let named = |group: &&str| answer.is_some_and(|answer| answer.holds_choice(group));
    let groups: BTreeSet<String> = INSIDE.into_iter().filter(named).map(str::to_owned).collect();
    match answer {
        Some(answer) if answer.is_informative() && groups.is_empty() => BTreeSet::from(["team".to_owned()]),
        _ if groups.is_empty() => INSIDE.map(str::to_owned).into(),
        _ => groups,
    }
}

fn frequency(word: Option<&str>) -> Option<Frequency> {
    match word? {
        "daily" => Some(Frequency::Daily),
        "weekly" => Some(Frequency::Weekly),
        "monthly" => Some(Frequency::Monthly),
        "rarely" => Some(Frequency::Rarely),
        _ => None,
    }
}

fn imposed(word: Option<&str>) -> Option<Imposed> {
    match word? {
        "law" => Some(Imposed::Law),
        "funder" => Some(Imposed::Funder),
        "federation" => Some(Imposed::Federation),
        "partners" => Some(Imposed::Partners),
        _ => None,
    }
}

pub(super) fn users(catalog: &Catalog, answer: Option<&Answer>, people: &Reading<i64>) -> Reading<i64> {
    let default = if people.value > 0 { people.value } else { catalog.model.defaults.users };
    match answer {
        Some(Answer::Number(users)) => Reading::answered(*users, "tool.users"),
        Some(Answer::Unknown) => {
            Reading::unknown(people.high.max(default), 1, people.high.max(default), "tool.users")
        }
        _ => Reading::assumed(default, 1, people.high.max(default), "tool.users"),
    }
}

pub(super) fn volume(
    catalog: &Catalog,
    tool: Option<&Tool>,
    usage: &str,
    answer: Option<&Answer>,
) -> Reading<Level> {
    let level = |number| Reading::answered(Level::clamped(number), "tool.volume");
    match answer {
        Some(Answer::Unknown) => Reading::unknown_effort("tool.volume"),
        Some(answer) => match answer.as_str() {
            Some("handful") => level(1),
            Some("folder") => level(2),
            Some("years") => level(3),
            Some("huge") => level(4),
            _ => level(0),
        },
        None => {
            let defaults = &catalog.model.defaults;
            let of_tool = tool.and_then(|tool| tool.levels.volume);
            let usual = of_tool.or(defaults.volume_by_usage.get(usage).copied()).unwrap_or(defaults.volume);
            Reading::usual(usual, "tool.volume")
        }
    }
}

fn resistance(catalog: &Catalog, answer: Option<&Answer>) -> Reading<Level> {
    let level = |number| Reading::answered(Level::clamped(number), "tool.mood");
    match answer {
        Some(Answer::Unknown) => Reading::unknown_effort("tool.mood"),
        Some(answer) => match answer.as_str() {
            Some("push") => level(0),
            Some("grumble") => level(3),
            Some("refuse") => level(4),
            _ => level(1),
        },
        None => {
            let usual = catalog.model.defaults.resistance;
            Reading::assumed(usual, Level::MIN, Level::clamped(usual.get() + 2), "tool.mood")
        }
    }
}

/// Returns the names of linked tools; « aucun » is none.
fn links(catalog: &Catalog, answer: Option<&Answer>) -> Vec<Text> {
    let names = answer.map(Answer::as_choices).unwrap_or_default().iter().filter(|name| *name != "none");
    names.map(|name| catalog.resolve(name).map_or_else(|| Text::same(clean(name)), subject_name)).collect()
}

fn outsiders(answer: Option<&Answer>) -> Option<Reading<Level>> {
    let level = |number| Reading::answered(Level::clamped(number), "tool.outside");
    match answer? {
        Answer::Unknown => Some(Reading::unknown_effort("tool.outside")),
        answer => Some(match answer.as_str() {
            Some("some") => level(2),
            Some("all") => level(4),
            _ => level(0),
        }),
    }
}
