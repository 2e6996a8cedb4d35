//! How hard a step is, for people and for the technique. Shown and used for the first phase, never for the order.

use serde::Serialize;

use super::effort::Work;
use crate::catalog::{Alternative, DifficultyModel, Level, Migration, Setup, Skills};
use crate::diagnosis::{Diagnosis, Use};
use crate::text::Lang;

/// How hard a step is, in hundredths of a point out of 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difficulty {
    /// For people: how many, which habits, which outsiders, which mood.
    pub human: i64,
    /// For the technique: path, volume, missing features, skills.
    pub technical: i64,
    /// Both, 60 to 40.
    pub total: i64,
    /// The band of the human part.
    pub human_band: Band,
    /// The band of the technical part.
    pub technical_band: Band,
    /// The band of the whole.
    pub band: Band,
}

/// Easy, medium or demanding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// « Facile ».
    #[default]
    Easy,
    /// « Moyen ».
    Medium,
    /// « Exigeant ».
    Hard,
}

impl Band {
    /// Returns the band in one word.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Easy => lang.pick("facile", "easy"),
            Self::Medium => lang.pick("moyen", "medium"),
            Self::Hard => lang.pick("exigeant", "demanding"),
        }
    }

    /// Returns the band as one to three full marks, which reads without colour: `●○○`.
    pub fn marks(self) -> &'static str {
        match self {
            Self::Easy => "●○○",
            Self::Medium => "●●○",
            Self::Hard => "●●●",
        }
    }

    fn of(model: &DifficultyModel, hundredths: i64) -> Self {
        if hundredths >= model.hard_from * 100 {
            Self::Hard
        } else if hundredths >= model.medium_from * 100 {
            Self::Medium
        } else {
            Self::Easy
        }
    }
}

/// The eight readings behind a difficulty, each from 0 to 4.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Readings {
    people: i64,
    habit: i64,
    network: i64,
    resistance: i64,
    path: i64,
    volume: i64,
    gap: i64,
    skills: i64,
}

impl Readings {
    /// Reads the difficulty of a migration.
    pub(super) fn of(
        diagnosis: &Diagnosis,
        one: &Use,
        migration: &Migration,
        alternative: &Alternative,
        work: Work,
        volume: Level,
    ) -> Self {
        let users = work.users;
        Self {
            people: [0, 5, 25, 100].iter().filter(|bound| users > **bound).count().try_into().unwrap_or(4),
            habit: migration.habit.get(),
            network: one.outsiders.as_ref().map_or(migration.network, |reading| reading.value).get(),
            resistance: one.resistance.value.get(),
            path: migration.path.level().get(),
            volume: volume.get(),
            gap: migration.gap.get(),
            skills: skill_gap(diagnosis, alternative),
        }
    }

    /// Reads the difficulty of a set-up that touches no habit.
    pub(super) fn of_setup() -> Self {
        Self { skills: 1, ..Self::default() }
    }
}

impl Difficulty {
    /// Weighs the readings: `D = .6·D_human + .4·D_tech`, each a mean of levels turned into points out of 100.
    pub(super) fn weigh(model: &DifficultyModel, r: Readings) -> Self {
        let (h, t) = (&model.human_weights, &model.technical_weights);
        // A weight in percent times a level out of 4, times 100 / 4 in hundredths of a point.
        let human =
            (h.people * r.people + h.habit * r.habit + h.network * r.network + h.resistance * r.resistance)
                * 25;
        let technical = (t.path * r.path + t.volume * r.volume + t.gap * r.gap + t.skills * r.skills) * 25;
        let total = (model.human_percent * human + (100 - model.human_percent) * technical) / 100;
        Self {
            human,
            technical,
            total,
            human_band: Band::of(model, human),
            technical_band: Band::of(model, technical),
            band: Band::of(model, total),
        }
    }
}

/// What the easiest hosting asks that nobody in the group can do.
fn skill_gap(diagnosis: &Diagnosis, alternative: &Alternative) -> i64 {
    let asked = match alternative.skills {
        Skills::None => 0,
        Skills::User => 1,
        Skills::Tinkerer => 2,
        Skills::Admin => 4,
    };
    let asked = if alternative.setup == Setup::Domain { asked.max(2) } else { asked };
    let Some(skills) = &diagnosis.skills else { return asked };
    let can = |skill: &str| skills.contains(skill);
    let met = match asked {
        0 => true,
        1 => can("accounts"),
        2 => can("domain") || can("server"),
        _ => can("server"),
    };
    if met { asked / 4 } else { asked }
}
