//! What follows from the answers alone: the tools in use, what each exposes, what the group can do.
//!
//! Comes in: a checked dossier and the catalogue. Goes out: a [`Diagnosis`] in which every value says where it
//! comes from. Nothing is proposed here, and nothing is dropped: a tool that the catalogue does not know is there.

mod assumption;
mod decision;
mod exposure;
mod finding;
mod motivation;
mod reading;
mod usage;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use assumption::{Assumption, assumed, assumptions};
pub use decision::{Decided, Unheeded};
use finding::Circumstances;
pub use finding::Finding;
pub use motivation::{Motivation, WEIGHT_UNIT, Weights};
pub use reading::{Basis, Reading};
pub use usage::{Frequency, Imposed, Product, State, Use};

use crate::catalog::Catalog;
use crate::dossier::Dossier;
use crate::questionnaire::{Answer, Answers, Question, Questionnaire, USE_LIST, next, visible};
use crate::text::{Lang, Text, clean, fold};

/// What follows from the answers of one association.
#[derive(Clone, Debug, Serialize)]
pub struct Diagnosis {
    /// The name of the association, empty when it was not given.
    pub name: String,
    /// The department, `everywhere`, or nothing.
    pub department: Option<String>,
    /// The main field, a choice of `org.field`.
    pub field: Option<String>,
    /// Employees and volunteers who use the tools.
    pub people: Reading<i64>,
    /// Hours a month that the group can give.
    pub hours: Reading<i64>,
    /// The months in which nothing should change, from 1 to 12.
    pub busy_months: BTreeSet<i8>,
    /// What happens in the year, choices of `events.list` that have a month, from 1 to 12.
    pub events: BTreeMap<String, i8>,
    /// How much each motivation weighs.
    pub weights: Weights,
    /// Ease of the group, a choice of `means.ease`.
    pub ease: Option<String>,
    /// What somebody in the group can do, choices of `means.skills`; `None` when it was not answered.
    pub skills: Option<BTreeSet<String>>,
    /// Whether some people have a phone as their only device, a choice of `org.access_needs`.
    pub phone_only: bool,
    /// The network that brings tools and training.
    pub network: Option<String>,
    /// How sure the answers are, a choice of `close.confidence`.
    pub confidence: Option<String>,
    /// The help that is wanted, choices of `partner.want`, empty for none; `None` when it was not answered.
    pub help: Option<BTreeSet<String>>,
    /// Whether help may be remote: `Some(false)` when it must be on site.
    pub remote: Option<bool>,
    /// Whether the program may ask an online directory, as `partner.query` says.
    pub query: Option<bool>,
    /// What matters in the choice of a provider, choices of `partner.values`.
    pub values: BTreeSet<String>,
    /// Every tool that was named, usages in the order of the closed list, then in the order of the dossier.
    pub uses: Vec<Use>,
    /// What was decided by hand about steps, and what could not be heeded.
    pub decided: Decided,
    /// What the board should know.
    pub findings: Vec<Finding>,
}

/// Returns what follows from a dossier.
pub fn diagnose(catalog: &Catalog, questionnaire: &Questionnaire, dossier: &Dossier) -> Diagnosis {
    let answers = visible(questionnaire, &dossier.answers);
    let reader = General { answers: &answers };
    let people = reader.people(catalog.model.defaults.unknown_people);
    let mut uses: Vec<Use> = answers
        .tools
        .iter()
        .enumerate()
        .map(|(index, tool)| usage::read(catalog, &answers, tool, index, &people))
        .collect();
    uses.sort_by_key(|one| (catalog.usage_rank(&one.usage), one.index));
    if let Some(text) = reader.get("rules.no_touch").and_then(Answer::as_str) {
        uses.iter_mut().for_each(|one| one.untouched = usage::is_named_in(catalog, one, text));
    }
    let decided = decision::apply(catalog, &dossier.decisions, &mut uses);
    let is = |id: &str, choice: &str| reader.get(id).is_some_and(|answer| answer.holds_choice(choice));
    // The words of the choices that are kept, in the order of the question.
    let words_of = |id: &str, keep: &dyn Fn(&str) -> bool| -> Vec<Text> {
        let asked = questionnaire.question(id).filter(|_| reader.get(id).is_some_and(Answer::is_informative));
        let all = asked.map(Question::choices).unwrap_or_default().iter();
        all.filter(|choice| !choice.exclusive && keep(&choice.id))
            .map(|choice| choice.label.clone())
            .collect()
    };
    let named = |id: &str| uses.iter().any(|one| one.product == Product::Tool(id.to_owned()));
    let staff = reader.get("org.staff") != Some(&Answer::Number(0));
    let busy_months = reader.get("rules.busy_months").map(months).unwrap_or_default();
    let circumstances = Circumstances {
        always_busy: busy_months.len() == 12,
        uncounted: uncounted(catalog, &dossier.answers, &answers),
        unfinished: next(questionnaire, &dossier.answers, dossier.mode)
            .map(|_| without_tool(catalog, &answers)),
        needs: words_of("org.access_needs", &|need| is("org.access_needs", need)),
        undecided: words_of("use.shadow", &|tool| is("use.shadow", tool) && !named(tool)),
        missing: words_of("session.roles", &|role| !is("session.roles", role) && (staff || role != "staff")),
        no_mandate: is("session.mandate", "nobody"),
        alone: is("session.mode", "alone"),
    };
    let findings = finding::find(catalog, &uses, circumstances);
    let word = |id: &str| reader.get(id).and_then(Answer::as_str).map(clean);
    Diagnosis {
        name: word("org.name").unwrap_or_default(),
        department: word("org.department"),
        field: word("org.field"),
        hours: reader.hours(catalog.model.phases.default_hours),
        busy_months,
        events: events(&answers),
        weights: Weights::from_rank(reader.get("why.rank")),
        ease: word("means.ease"),
        skills: reader.get("means.skills").filter(|answer| answer.is_informative()).map(choices),
        phone_only: is("org.access_needs", "phone-only"),
        network: word("org.network").filter(|name| names_a_network(name)),
        confidence: word("close.confidence"),
        help: reader.get("partner.want").filter(|answer| answer.is_informative()).map(choices),
        query: match reader.get("partner.query") {
            Some(Answer::Boolean(may)) => Some(*may),
            _ => None,
        },
        values: reader.get("partner.values").map(choices).unwrap_or_default(),
        remote: match word("partner.mode").as_deref() {
            Some("on-site") => Some(false),
            Some(_) => Some(true),
            None => None,
        },
        people,
        decided,
        uses,
        findings,
    }
}

impl Diagnosis {
    /// Tells whether no month is left to change anything.
    pub fn is_always_busy(&self) -> bool {
        self.busy_months.len() == 12
    }
}

/// Returns the months of an answer, from 1 to 12.
fn months(answer: &Answer) -> BTreeSet<i8> {
    let word = |month: &i8| Lang::En.month_name(*month).to_lowercase();
    (1..=12).filter(|month| answer.holds_choice(&word(month))).collect()
}

/// Returns what happens in the year, with its month.
fn events(answers: &Answers) -> BTreeMap<String, i8> {
    let listed = answers.general.get("events.list").map(Answer::as_choices).unwrap_or_default();
    let month = |event: &String| months(answers.general.get(&format!("events.{event}"))?).into_iter().next();
    listed.iter().filter_map(|event| Some((event.clone(), month(event)?))).collect()
}

/// Returns the names of the usages in use that no tool was named for.
fn without_tool(catalog: &Catalog, answers: &Answers) -> Vec<Text> {
    let listed = answers.general.get(USE_LIST).map(Answer::as_choices).unwrap_or_default();
    let bare = listed.iter().filter(|usage| !answers.tools.iter().any(|tool| tool.usage == **usage));
    bare.filter_map(|usage| catalog.usage(usage).map(|known| known.label.clone())).collect()
}

/// Tells whether an answer names a network: « aucun » and its like do not.
fn names_a_network(name: &str) -> bool {
    let folded = fold(name);
    let none = [
        "",
        "aucun",
        "aucune",
        "aucun reseau",
        "non",
        "rien",
        "neant",
        "sans",
        "pas de reseau",
        "none",
        "no",
    ];
    !none.contains(&folded.as_str())
}

/// Returns the names of the tools that do not count, because their usage is no longer in the list.
fn uncounted(catalog: &Catalog, all: &Answers, counted: &Answers) -> Vec<Text> {
    let listed = |usage: &str| counted.tools.iter().any(|tool| tool.usage == usage);
    let left = all.tools.iter().filter(|tool| !listed(&tool.usage));
    left.map(|tool| usage::name_of(catalog, tool)).collect()
}

fn choices(answer: &Answer) -> BTreeSet<String> {
    answer.as_choices().iter().filter(|choice| *choice != "none").cloned().collect()
}

struct General<'a> {
    answers: &'a Answers,
}

impl General<'_> {
    fn get(&self, id: &str) -> Option<&Answer> {
        self.answers.general.get(id)
    }

    fn people(&self, unknown_people: i64) -> Reading<i64> {
        let questions = ["org.staff", "org.volunteers"];
        let known: i64 = questions.iter().filter_map(|id| self.get(id)?.as_number()).sum();
        let unknown = questions.iter().filter(|id| self.get(id) == Some(&Answer::Unknown)).count();
        let missing = questions.iter().find(|id| self.get(id).is_none());
        let more = known + unknown_people * i64::try_from(unknown).unwrap_or(0);
        match (unknown, missing) {
            (0, None) => Reading::answered(known, "org.volunteers"),
            (0, Some(question)) => Reading::assumed(known, known, known + unknown_people, question),
            // More people, more effort: the end that favours the steps least.
            _ => Reading::unknown(more, known, more, "org.volunteers"),
        }
    }

    fn hours(&self, default: i64) -> Reading<i64> {
        match self.get("means.hours") {
            Some(Answer::Number(hours)) => Reading::answered(*hours, "means.hours"),
            Some(Answer::Unknown) => Reading::unknown(default, 0, default * 2, "means.hours"),
            _ => Reading::assumed(default, 0, default * 2, "means.hours"),
        }
    }
}
