//! From matches to steps: moves cut in two where the catalogue says so, installations that moves share, accounts
//! to recover; and what each step waits for.

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use super::Occasion;
use super::difficulty::{Difficulty, Readings};
use super::effort::{Effort, Work, setup_minutes};
use super::impact::{Impact, Share, WHOLE};
use crate::catalog::{Alternative, Catalog, Level, Lot, Lots, Migration, Setup, Shares, Stage};
use crate::diagnosis::{Diagnosis, Frequency, State, Use};
use crate::matching::{Installations, Match, Outcome};
use crate::text::{Lang, Text};

/// One piece of work that can be scheduled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// An id, made of the names of the tool and the usage, the alternative and the lot; unique in a plan.
    pub id: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
    /// What it is called.
    pub title: Text,
    /// What it brings.
    pub impact: Impact,
    /// What it costs.
    pub effort: Effort,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What it waits for.
    pub after: Vec<Link>,
    /// Whether it is under way: it is finished before anything else begins.
    pub in_progress: bool,
    /// Whether the association wants it before the rest.
    pub pinned: bool,
    /// How much the people concerned change, in light changes: nothing, one, or as many as a quarter holds.
    pub change: i64,
    /// What makes it easier in the month in which it is done.
    pub occasion: Option<Occasion>,
    /// The day before which it should be over.
    pub deadline: Option<Deadline>,
    /// People who change their habits.
    pub users: i64,
}

/// A day before which a step should be over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The day.
    pub date: Date,
    /// Whether the service ends on that day; else its subscription is renewed.
    pub ends: bool,
    /// Whether the plan keeps it.
    pub kept: bool,
}

impl Deadline {
    /// Returns what comes on that day, and whether the plan is in time, as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let day = lang.date(self.date);
        match (self.ends, self.kept) {
            (true, true) => lang.pick(
                format!("Le service s'arrête le {day} : le plan en sort avant."),
                format!("The service ends on {day}: the plan leaves it before."),
            ),
            (true, false) => lang.pick(
                format!("Le service s'arrête le {day}, avant la fin de cette étape : récupérez d'abord vos données."),
                format!("The service ends on {day}, before the end of this step: take your data out first."),
            ),
            (false, true) => lang.pick(
                format!("L'abonnement se renouvelle le {day} : le plan finit avant."),
                format!("The subscription is renewed on {day}: the plan is over before."),
            ),
            (false, false) => lang.pick(
                format!("L'abonnement se renouvelle le {day}, avant la fin de cette étape : demandez un mois de plus plutôt qu'une année."),
                format!("The subscription is renewed on {day}, before the end of this step: ask for one more month rather than a year."),
            ),
        }
    }
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Kind {
    /// A move, or a part of one.
    Move {
        /// The tool, as an index into the uses of the diagnosis.
        of: usize,
        /// The alternative, by id.
        alternative: String,
        /// The part.
        lot: Option<Lot>,
    },
    /// An installation that several moves share.
    Platform {
        /// The installation, by id.
        platform: String,
    },
    /// To recover an account of which nobody knows the owner.
    Recovery {
        /// The tool, as an index into the uses of the diagnosis.
        of: usize,
    },
}

/// What a step waits for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The step, as an index into the same list.
    pub step: usize,
    /// Why, in a half-sentence.
    pub reason: Text,
}

/// Returns the steps that the matches call for, in no particular order.
pub(super) fn steps(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match], start: Date) -> Vec<Step> {
    let mut builder = Builder { catalog, diagnosis, start, steps: Vec::new() };
    for one in matches {
        if let Outcome::Move { candidates } = &one.outcome
            && let Some(best) = candidates.first()
        {
            builder.add_move(one.of, &best.alternative);
        }
    }
    builder.add_platforms();
    builder.add_recoveries();
    builder.link_lots();
    builder.link_rules();
    builder.steps
}

/// Puts steps in a sequence, without those that are not in it; what each waits for follows.
pub(super) fn rearrange(steps: Vec<Step>, sequence: &[usize]) -> Vec<Step> {
    let mut place = vec![None; steps.len()];
    for (rank, index) in sequence.iter().enumerate() {
        place[*index] = Some(rank);
    }
    let slots = steps.into_iter().enumerate().filter_map(|(index, step)| Some((place[index]?, step)));
    let mut slots: Vec<(usize, Step)> = slots.collect();
    slots.sort_by_key(|(rank, _)| *rank);
    let mut ordered: Vec<Step> = slots.into_iter().map(|(_, step)| step).collect();
    for step in &mut ordered {
        step.after.retain_mut(|link| match place[link.step] {
            Some(rank) => {
                link.step = rank;
                true
            }
            None => false,
        });
        step.after.sort_by_key(|link| link.step);
    }
    ordered
}

struct Builder<'a> {
    catalog: &'a Catalog,
    diagnosis: &'a Diagnosis,
    start: Date,
    steps: Vec<Step>,
}

/// A part of a move: what it handles and what it brings.
struct Part {
    lot: Option<Lot>,
    work: Work,
    volume: Level,
    share: Share,
}

impl Builder<'_> {
    fn add_move(&mut self, of: usize, alternative: &str) {
        let (catalog, diagnosis) = (self.catalog, self.diagnosis);
        let one = &diagnosis.uses[of];
        let Some(tool) = one.tool(catalog) else { return };
        let Some(migration) = tool.migrations_for(&one.usage).find(|migration| migration.to == alternative)
        else {
            return;
        };
        let Some(alternative) = catalog.alternatives.get(alternative) else { return };
        let parts = self.parts(one, alternative);
        let model = &catalog.model.effort;
        let efforts: Vec<Effort> =
            parts.iter().map(|part| Effort::of(model, diagnosis, one, migration, part.work)).collect();
        let mut done = self.done_minutes(one, &efforts);
        for (part, effort) in parts.iter().zip(efforts) {
            let taken = effort.total.min(done);
            done -= taken;
            // A part that is behind us is no step any more, and its share of the impact is obtained.
            if taken == effort.total {
                continue;
            }
            let effort = effort.remaining(model, diagnosis, taken);
            self.push(self.move_step(of, migration, alternative, part, effort));
        }
    }

    /// Adds a step; the same tool may be named twice for one usage, and its steps stay apart.
    fn push(&mut self, mut step: Step) {
        let taken = |id: &str| self.steps.iter().any(|known| known.id == id);
        if taken(&step.id) {
            let free = (2..).map(|number| format!("{}-{number}", step.id)).find(|id| !taken(id));
            step.id = free.unwrap_or_default();
        }
        self.steps.push(step);
    }

    fn move_step(
        &self,
        of: usize,
        migration: &Migration,
        to: &Alternative,
        part: &Part,
        effort: Effort,
    ) -> Step {
        let one = &self.diagnosis.uses[of];
        let readings = Readings::of(self.diagnosis, one, migration, to, part.work, part.volume);
        Step {
            id: step_id(one, &to.id, part.lot),
            kind: Kind::Move { of, alternative: to.id.clone(), lot: part.lot },
            title: self.title(one, to, part.lot),
            impact: Impact::of(&self.diagnosis.weights, one, migration, part.share),
            effort,
            difficulty: Difficulty::weigh(&self.catalog.model.difficulty, readings),
            after: Vec::new(),
            in_progress: matches!(one.state, State::InProgress(_) | State::Parallel),
            pinned: false,
            change: self.change(one, migration),
            occasion: None,
            // The old tool is still paid for as long as a part of it is in use.
            deadline: self.deadline(one).filter(|_| part.lot != Some(Lot::First)),
            users: part.work.users,
        }
    }

    /// Returns how much a move changes for people, in light changes; what is under way has changed already.
    fn change(&self, one: &Use, migration: &Migration) -> i64 {
        let seldom = matches!(one.frequency, Some(Frequency::Monthly | Frequency::Rarely));
        match migration.habit.index().saturating_sub(usize::from(seldom)) {
            _ if matches!(one.state, State::InProgress(_) | State::Parallel) => 0,
            0 => 0,
            1 => 1,
            _ if one.frequency == Some(Frequency::Daily) => self.catalog.model.phases.changes,
            _ => 1,
        }
    }

    /// Returns the day before which a tool should be left: the end of its service, else the next renewal that is worth
    /// a change of order.
    fn deadline(&self, one: &Use) -> Option<Deadline> {
        let ends = one.ends.filter(|day| *day > self.start);
        let costs = one.levels.cost.value >= self.catalog.model.phases.renewal_level;
        let renewal = one.renewal.filter(|_| costs).map(|day| next_year(day, self.start));
        let date = ends.or(renewal)?;
        Some(Deadline { date, ends: ends.is_some(), kept: false })
    }

    /// Returns how many minutes of a move are behind the association.
    fn done_minutes(&self, one: &Use, efforts: &[Effort]) -> i64 {
        let total: i64 = efforts.iter().map(|effort| effort.total).sum();
        match one.state {
            State::InProgress(percent) => {
                // What nobody measured is not counted as done: an unknown never helps a rank.
                let percent = percent.unwrap_or(0);
                // A move under way is not over, even at 100 %: what is left is to say so.
                total * percent.clamp(0, 99) / 100
            }
            _ => 0,
        }
    }

    fn parts(&self, one: &Use, alternative: &Alternative) -> Vec<Part> {
        let model = &self.catalog.model;
        let (users, volume) = (one.users.value.max(1), one.volume.value);
        let content = model.effort.volume[volume.index()];
        let setup = setup_minutes(model, alternative, users);
        match self.catalog.usage(&one.usage).and_then(|usage| usage.lots) {
            Some(Lots::PublicFirst) if one.public_part => {
                let first = share(&model.lots.public_first);
                let publishers = users.min(model.lots.public_users);
                let public = Work { setup, content: model.lots.public_volume, users: publishers };
                let rest = Work { setup: 0, content, users };
                vec![
                    Part { lot: Some(Lot::First), work: public, volume: Level::clamped(1), share: first },
                    Part {
                        lot: Some(Lot::Rest),
                        work: rest,
                        volume,
                        share: first.map(|percent| 100 - percent),
                    },
                ]
            }
            // A browser or an archive program is no system: everybody takes it at once.
            Some(Lots::PilotFirst) if users > 1 && alternative.setup == Setup::Workstation => {
                // The pilot brings its part of the impact: one machine among the group that it opens the way for.
                let percent = 100 / users.clamp(2, model.lots.pilot_machines);
                let pilot_setup = setup_minutes(model, alternative, 1);
                let pilot = Work { setup: pilot_setup, content: model.effort.volume[1], users: 1 };
                let rest = Work { setup: setup - pilot_setup, content, users: users - 1 };
                vec![
                    Part {
                        lot: Some(Lot::First),
                        work: pilot,
                        volume: Level::clamped(1),
                        share: [percent; 5],
                    },
                    Part { lot: Some(Lot::Rest), work: rest, volume, share: [100 - percent; 5] },
                ]
            }
            _ => vec![Part { lot: None, work: Work { setup, content, users }, volume, share: WHOLE }],
        }
    }

    fn title(&self, one: &Use, to: &Alternative, lot: Option<Lot>) -> Text {
        let public = self.catalog.usage(&one.usage).and_then(|usage| usage.lots) == Some(Lots::PublicFirst);
        let suffix = match (lot, public) {
            (None, _) => Text::default(),
            (Some(Lot::First), true) => Text::new(", documents publics", ", public documents"),
            (Some(Lot::Rest), true) => Text::new(", documents internes", ", internal documents"),
            (Some(Lot::First), false) => Text::new(", poste pilote", ", pilot machine"),
            (Some(Lot::Rest), false) => Text::new(", autres postes", ", other machines"),
        };
        Text::new(
            format!("{} → {}{}", one.name.fr, to.name.fr, suffix.fr),
            format!("{} → {}{}", one.name.en, to.name.en, suffix.en),
        )
    }

    /// An installation that a move needs and that does not stand yet is a step of its own, set up once.
    fn add_platforms(&mut self) {
        let (catalog, diagnosis) = (self.catalog, self.diagnosis);
        let installations = Installations::count(catalog, diagnosis);
        for platform in &catalog.rules.platforms {
            let needed_by: Vec<usize> = (0..self.steps.len())
                .filter(|index| self.platform_of(*index) == Some(platform.id.as_str()))
                .collect();
            if needed_by.is_empty() || installations.has_platform(&platform.id) {
                continue;
            }
            let enabler = self.steps.len();
            let minutes = catalog.model.effort.setup.platform;
            self.push(Step {
                id: platform.id.clone(),
                kind: Kind::Platform { platform: platform.id.clone() },
                title: platform.name.clone(),
                impact: Impact::default(),
                effort: Effort::of_setup(&catalog.model.effort, diagnosis, minutes),
                difficulty: Difficulty::weigh(&catalog.model.difficulty, Readings::of_setup()),
                after: Vec::new(),
                in_progress: false,
                pinned: false,
                change: 0,
                occasion: None,
                deadline: None,
                users: 0,
            });
            for index in needed_by {
                let reason = Text::new(
                    "il faut l'espace avant d'y ranger quoi que ce soit",
                    "the space comes before what goes in it",
                );
                self.link(index, enabler, reason);
            }
        }
    }

    fn platform_of(&self, step: usize) -> Option<&str> {
        match &self.steps[step].kind {
            Kind::Move { alternative, .. } => self.catalog.alternatives.get(alternative)?.platform.as_deref(),
            _ => None,
        }
    }

    fn add_recoveries(&mut self) {
        let (catalog, diagnosis) = (self.catalog, self.diagnosis);
        for (of, one) in diagnosis.uses.iter().enumerate().filter(|(_, one)| one.account_lost) {
            let waiting: Vec<usize> =
                (0..self.steps.len()).filter(|index| self.steps[*index].use_index() == Some(of)).collect();
            if waiting.is_empty() {
                continue;
            }
            let recovery = self.steps.len();
            self.push(Step {
                id: format!("{}-account", step_stem(one)),
                kind: Kind::Recovery { of },
                title: Text::new(
                    format!("{} : retrouver le compte", one.name.fr),
                    format!("{}: recover the account", one.name.en),
                ),
                impact: Impact::default(),
                effort: Effort::of_setup(&catalog.model.effort, diagnosis, catalog.model.effort.recovery),
                difficulty: Difficulty::weigh(&catalog.model.difficulty, Readings::of_setup()),
                after: Vec::new(),
                in_progress: false,
                pinned: false,
                change: 0,
                occasion: None,
                deadline: None,
                users: 0,
            });
            for index in waiting {
                let reason = Text::new(
                    "rien ne sort d'un compte dont on n'a pas la clé",
                    "nothing comes out of an account without its key",
                );
                self.link(index, recovery, reason);
            }
        }
    }

    /// The first lot of a move opens the way for the rest.
    fn link_lots(&mut self) {
        for rest in 0..self.steps.len() {
            let Kind::Move { of, lot: Some(Lot::Rest), .. } = self.steps[rest].kind else { continue };
            let first = self.steps.iter().position(
                |step| matches!(step.kind, Kind::Move { of: other, lot: Some(Lot::First), .. } if other == of),
            );
            if let Some(first) = first {
                let reason = Text::new(
                    "un petit essai visible avant le gros du travail",
                    "a small visible trial before the bulk of the work",
                );
                self.link(rest, first, reason);
            }
        }
    }

    fn link_rules(&mut self) {
        for rule in &self.catalog.rules.prerequisites {
            let at = |stage: &Stage| -> Vec<usize> {
                (0..self.steps.len()).filter(|step| self.is_at(*step, stage)).collect()
            };
            let (befores, afters) = (at(&rule.before), at(&rule.after));
            for after in afters {
                for before in befores.iter().filter(|before| **before != after) {
                    self.link(after, *before, rule.reason.clone());
                }
            }
        }
    }

    fn is_at(&self, step: usize, stage: &Stage) -> bool {
        match &self.steps[step].kind {
            Kind::Move { of, alternative, lot } => {
                let to = self.catalog.alternatives.get(alternative);
                to.is_some_and(|to| stage.holds(&self.diagnosis.uses[*of].usage, to, *lot))
            }
            Kind::Platform { .. } | Kind::Recovery { .. } => false,
        }
    }

    fn link(&mut self, after: usize, before: usize, reason: Text) {
        let links = &mut self.steps[after].after;
        if !links.iter().any(|link| link.step == before) {
            links.push(Link { step: before, reason });
        }
    }
}

impl Step {
    /// Returns the tool that the step is about, as an index into the uses of the diagnosis.
    pub fn use_index(&self) -> Option<usize> {
        match self.kind {
            Kind::Move { of, .. } | Kind::Recovery { of } => Some(of),
            Kind::Platform { .. } => None,
        }
    }
}

/// Returns the first day after another one, from the same day of every year: a subscription is renewed again and again.
fn next_year(day: Date, after: Date) -> Date {
    let years = (after.year() - day.year()).max(0);
    let again = |years: i16| day.saturating_add(Span::new().years(years));
    if again(years) > after { again(years) } else { again(years + 1) }
}

fn share(shares: &Shares) -> Share {
    [shares.protect, shares.autonomy, shares.values, shares.cost, shares.work]
}

/// Returns the part of a step id that names the tool; the usage tells apart a tool that serves two.
fn step_stem(one: &Use) -> String {
    let name = crate::text::fold(&one.name.fr).replace(' ', "-");
    format!("{name}-{}", one.usage)
}

fn step_id(one: &Use, alternative: &str, lot: Option<Lot>) -> String {
    let suffix = match lot {
        None => "",
        Some(Lot::First) => "-first",
        Some(Lot::Rest) => "-rest",
    };
    format!("{}-{alternative}{suffix}", step_stem(one))
}
