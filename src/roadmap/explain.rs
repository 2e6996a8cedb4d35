//! Why a step stands where it stands: reasons as data, and the words for them, the same everywhere.

use serde::Serialize;

use super::{Deadline, Effort, Kind, Occasion, Roadmap, Switch, switch};
use crate::diagnosis::{Diagnosis, Motivation, State};
use crate::text::{Lang, NBSP};

/// One reason for the rank of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum Reason {
    /// It is under way; how far, in percent, when somebody said.
    UnderWay {
        /// How far, in percent.
        percent: Option<i64>,
    },
    /// The association wants it before the rest.
    Pinned {
        /// What all pinned steps together add to the exposure, in hundredths of a percent.
        cost: i64,
    },
    /// Others wait for it.
    Opens {
        /// The steps, as indexes into the roadmap.
        steps: Vec<usize>,
    },
    /// What it brings.
    Brings {
        /// Points out of 100.
        points: i64,
        /// The motivations that it serves with their points, greatest first.
        parts: Vec<(Motivation, i64)>,
    },
    /// What it costs.
    Costs {
        /// The effort.
        effort: Effort,
        /// People who change their habits.
        users: i64,
    },
    /// It takes an occasion of the year.
    Rides {
        /// The occasion.
        occasion: Occasion,
    },
    /// It should be over before a day.
    Before {
        /// The day.
        deadline: Deadline,
    },
    /// It waits for another step.
    After {
        /// The step, as an index into the roadmap.
        step: usize,
        /// Why, in a half-sentence.
        because: crate::text::Text,
    },
    /// The next step would pass before it if a motivation weighed more, or less.
    Switches {
        /// The weight.
        switch: Switch,
        /// The weight today, in percent.
        today: i64,
    },
    /// A day spent on it brings more than a day spent on the next one.
    BetterYield {
        /// Tenths of a point a day.
        tenths: i64,
        /// The next step, as an index into the roadmap.
        next: usize,
        /// Tenths of a point a day of the next step.
        next_tenths: i64,
    },
}

/// Returns the reasons for the rank of a step, in the order in which they are told.
pub fn reasons(roadmap: &Roadmap, diagnosis: &Diagnosis, index: usize) -> Vec<Reason> {
    let Some(step) = roadmap.steps.get(index) else { return Vec::new() };
    let mut reasons = Vec::new();
    if step.in_progress {
        let percent = step.use_index().and_then(|of| match diagnosis.uses[of].state {
            State::InProgress(percent) => percent,
            _ => None,
        });
        reasons.push(Reason::UnderWay { percent });
    }
    if step.pinned {
        reasons.push(Reason::Pinned { cost: roadmap.pins_cost.unwrap_or(0) });
    }
    if step.impact.total() > 0 {
        reasons.push(Reason::Brings { points: step.impact.points(), parts: step.impact.ranked() });
    }
    let opened = waiting_for(roadmap, index);
    if !opened.is_empty() {
        reasons.push(Reason::Opens { steps: opened });
    }
    reasons.push(Reason::Costs { effort: step.effort, users: step.users });
    reasons.extend(step.occasion.clone().map(|occasion| Reason::Rides { occasion }));
    reasons.extend(step.deadline.clone().map(|deadline| Reason::Before { deadline }));
    reasons.extend(
        step.after.iter().map(|link| Reason::After { step: link.step, because: link.reason.clone() }),
    );
    reasons.extend(better_yield(roadmap, index));
    reasons.extend(
        switch(&diagnosis.weights, roadmap, index)
            .map(|switch| Reason::Switches { today: diagnosis.weights.percent(switch.motivation), switch }),
    );
    reasons
}

/// Returns the one-line reason of a step, for a table: what a volunteer needs to accept its rank.
pub fn headline(roadmap: &Roadmap, diagnosis: &Diagnosis, index: usize, lang: Lang) -> String {
    let all = reasons(roadmap, diagnosis, index);
    let kind = roadmap.steps.get(index).map(|step| &step.kind);
    if matches!(kind, Some(Kind::Recovery { .. })) {
        return lang
            .pick(
                "sans la clé du compte, rien ne peut bouger",
                "without the key of the account, nothing can move",
            )
            .to_owned();
    }
    let pick = |keep: fn(&Reason) -> bool| all.iter().find(|reason| keep(reason));
    let under_way = pick(|reason| matches!(reason, Reason::UnderWay { .. }));
    let brings = pick(|reason| matches!(reason, Reason::Brings { .. }));
    let opens = pick(|reason| matches!(reason, Reason::Opens { .. }));
    let benefit = brings.or(opens).map(|reason| reason.benefit(lang)).unwrap_or_default();
    match under_way {
        Some(Reason::UnderWay { percent: Some(percent) }) => lang.pick(
            format!("déjà commencé ({percent} %) ; {benefit}"),
            format!("already begun ({percent}%); {benefit}"),
        ),
        Some(_) => lang.pick(format!("déjà commencé ; {benefit}"), format!("already begun; {benefit}")),
        None => {
            let step = &roadmap.steps[index];
            match &step.occasion {
                _ if step.pinned => {
                    lang.pick(format!("épinglé par vous ; {benefit}"), format!("pinned by you; {benefit}"))
                }
                Some(occasion) => {
                    let (event, month) = (occasion.label(lang), lang.month(occasion.month));
                    lang.pick(
                        format!("avec {event}, en {month} ; {benefit}"),
                        format!("with {event}, in {month}; {benefit}"),
                    )
                }
                None => benefit,
            }
        }
    }
}

impl Reason {
    /// Returns what the step does, as the predicate of a sentence; empty for a reason of another kind.
    fn benefit(&self, lang: Lang) -> String {
        match self {
            Self::Brings { parts, .. } => {
                // The second motivation is told when it weighs at least three fifths of the first.
                let leading = parts.first().map_or(0, |(_, points)| *points);
                let told = parts.iter().take(2).filter(|(_, points)| points * 5 >= leading * 3);
                let benefits: Vec<&str> = told.map(|(motivation, _)| motivation.benefit(lang)).collect();
                lang.enumerate(&benefits)
            }
            Self::Opens { steps } => match (lang, steps.len()) {
                (Lang::Fr, 1) => "ouvre la voie à une autre étape".to_owned(),
                (Lang::Fr, count) => format!("ouvre la voie à {count} autres étapes"),
                (Lang::En, 1) => "opens the way to another step".to_owned(),
                (Lang::En, count) => format!("opens the way to {count} other steps"),
            },
            _ => String::new(),
        }
    }

    /// Returns the reason as a sentence.
    pub fn text(&self, roadmap: &Roadmap, lang: Lang) -> String {
        let title =
            |step: &usize| roadmap.steps.get(*step).map_or("", |step| step.title.get(lang)).to_owned();
        match self {
            Self::UnderWay { percent: Some(percent) } => lang.pick(
                format!(
                    "Vous l'avez commencée ({percent} % faits) : on finit avant d'ouvrir un autre chantier."
                ),
                format!("You have begun it ({percent}% done): finish before opening another one."),
            ),
            Self::UnderWay { percent: None } => lang.pick(
                "Vous l'avez commencée : on finit avant d'ouvrir un autre chantier.".to_owned(),
                "You have begun it: finish before opening another one.".to_owned(),
            ),
            Self::Pinned { cost: 0 } => lang.pick(
                "Vous l'avez épinglée : elle passe avant le reste, et cela ne coûte rien.".to_owned(),
                "You pinned it: it comes before the rest, and that costs nothing.".to_owned(),
            ),
            Self::Pinned { cost } => {
                let cost = lang.tenths((cost + 5) / 10);
                lang.pick(
                    format!("Vous l'avez épinglée : elle passe avant le reste. Vos épingles laissent {cost} % d'exposition de plus en chemin."),
                    format!("You pinned it: it comes before the rest. Your pins leave {cost}% more exposure on the way."),
                )
            }
            Self::Opens { steps } => {
                let titles: Vec<String> = steps.iter().map(|step| lang.quote(&title(step))).collect();
                let titles = lang.enumerate(&titles);
                lang.pick(format!("Elle ouvre la voie à {titles}."), format!("It opens the way to {titles}."))
            }
            Self::Brings { points, parts } => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(motivation, points)| format!("{}{NBSP}{points}", motivation.label(lang)))
                    .collect();
                lang.pick(
                    format!("Impact {points} sur 100 : {}.", parts.join(", ")),
                    format!("Impact {points} out of 100: {}.", parts.join(", ")),
                )
            }
            Self::Costs { effort, users } => costs(effort, *users, lang),
            Self::Rides { occasion } => {
                let (event, month) = (occasion.label(lang), lang.month(occasion.month));
                let percent = occasion.percent;
                lang.pick(
                    format!("Elle profite d'une occasion, en {month} : {event}. Mise en place et accompagnement comptent alors pour {percent} %."),
                    format!("It takes an occasion, in {month}: {event}. Set-up and training then count for {percent}%."),
                )
            }
            Self::Before { deadline } => deadline.text(lang),
            Self::After { step, because } => {
                let (title, because) = (title(step), because.get(lang));
                lang.pick(
                    format!("Elle vient après « {title} » : {because}."),
                    format!("It comes after “{title}”: {because}."),
                )
            }
            Self::Switches { switch, today } => {
                let (title, motivation) = (title(&switch.next), switch.motivation.label(lang));
                let at = lang.tenths(switch.at);
                if switch.more {
                    lang.pick(
                        format!("« {title} » passerait devant si « {motivation} » pesait {at} % ou plus ({today} % aujourd'hui)."),
                        format!("“{title}” would pass before it if “{motivation}” weighed {at}% or more ({today}% today)."),
                    )
                } else {
                    lang.pick(
                        format!("« {title} » passerait devant si « {motivation} » pesait {at} % ou moins ({today} % aujourd'hui)."),
                        format!("“{title}” would pass before it if “{motivation}” weighed {at}% or less ({today}% today)."),
                    )
                }
            }
            Self::BetterYield { tenths, next, next_tenths } => {
                let (ours, theirs, title) = (lang.tenths(*tenths), lang.tenths(*next_tenths), title(next));
                lang.pick(
                    format!("Un jour y rapporte {ours} points, contre {theirs} pour « {title} »."),
                    format!("A day spent on it brings {ours} points, against {theirs} for “{title}”."),
                )
            }
        }
    }
}

fn costs(effort: &Effort, users: i64, lang: Lang) -> String {
    let mut parts = Vec::new();
    if effort.setup > 0 {
        parts.push(lang.pick("mise en place", "set-up"));
    }
    if effort.content > 0 {
        parts.push(lang.pick("contenu à reprendre", "content to bring along"));
    }
    let people = lang.pick(
        format!("{users}{NBSP}personne{} à accompagner", if users > 1 { "s" } else { "" }),
        format!("{users}{NBSP}{} to go with", if users == 1 { "person" } else { "people" }),
    );
    if effort.people > 0 {
        parts.push(&people);
    }
    let range = format!(
        "{} – {}",
        lang.tenths(crate::text::day_tenths(effort.low)),
        lang.tenths(crate::text::day_tenths(effort.high))
    );
    let days = lang.days(effort.total);
    lang.pick(
        format!("Effort {days} ({range}) : {}.", parts.join(", ")),
        format!("Effort {days} ({range}): {}.", parts.join(", ")),
    )
}

/// Returns every step that waits for this one, directly or not.
fn waiting_for(roadmap: &Roadmap, index: usize) -> Vec<usize> {
    let mut waiting: Vec<usize> = Vec::new();
    // The roadmap is in a feasible order: whoever waits comes later.
    for (later, step) in roadmap.steps.iter().enumerate().skip(index + 1) {
        if step.after.iter().any(|link| link.step == index || waiting.contains(&link.step)) {
            waiting.push(later);
        }
    }
    waiting
}

/// The next step brings less a day: told only where neither waits for the other nor opens a way, so that it is the
/// whole truth.
fn better_yield(roadmap: &Roadmap, index: usize) -> Option<Reason> {
    if !are_free(roadmap, index) {
        return None;
    }
    let (ours, theirs) = (a_day(&roadmap.steps[index]), a_day(&roadmap.steps[index + 1]));
    (ours > theirs).then_some(Reason::BetterYield { tenths: ours, next: index + 1, next_tenths: theirs })
}

/// Tells whether nothing but what a day brings puts a step before the next one.
pub(super) fn are_free(roadmap: &Roadmap, index: usize) -> bool {
    let (Some(step), Some(next)) = (roadmap.steps.get(index), roadmap.steps.get(index + 1)) else {
        return false;
    };
    // A move under way keeps its whole impact for what is left of its effort: its yield compares with none.
    let is_held = |step: &super::Step| {
        step.in_progress || step.pinned || step.occasion.is_some() || step.deadline.is_some()
    };
    !is_held(step)
        && !is_held(next)
        && !next.after.iter().any(|link| link.step == index)
        && waiting_for(roadmap, index).is_empty()
        && waiting_for(roadmap, index + 1).is_empty()
}

/// Tenths of a point of impact for a person-day.
fn a_day(step: &super::Step) -> i64 {
    let units = i128::from(step.impact.total()) * 1_000 * 420;
    let per_unit = i128::from(super::IMPACT_UNIT) * i128::from(step.effort.total);
    i64::try_from((units + per_unit / 2) / per_unit).unwrap_or(i64::MAX)
}
