//! How solid the phase of each step is: the share of random variants in which it stays there (SMAA-2, Lahdelma and
//! Salminen 2001).

use serde::Serialize;

use super::phase::cuts;
use super::random::Random;
use super::{Job, Kind, Roadmap, Step, groups, in_groups};
use crate::catalog::{Catalog, Level};
use crate::diagnosis::{Basis, Diagnosis, Motivation, Reading, Use, WEIGHT_UNIT};
use crate::text::Lang;

/// How many variants are drawn for a plan that is not too long; a longer one gets fewer.
pub const DRAWS: usize = 2_000;
/// From this many steps on fewer variants are drawn, since each one costs more.
const EASY_STEPS: usize = 20;
/// Beyond so many steps nothing is drawn: a plan of that size is not read step by step.
const MOST_STEPS: usize = 100;
/// Where the draws begin: the same plan has the same shares on every machine.
const SEED: u64 = 2_026;

/// One effort out of so many, in thousandths of the one reckoned: the quantiles (i + ½) / 40 of a log-normal with
/// σ = 0.35, of which nine in ten lie between the 56 % and the 178 % of `model.yaml`. A table, so that no machine
/// rounds otherwise.
const EFFORTS: [i64; 40] = [
    456, 536, 585, 622, 654, 682, 709, 733, 756, 779, 801, 822, 843, 864, 884, 905, 926, 946, 968, 989, 1011,
    1033, 1057, 1080, 1105, 1131, 1158, 1187, 1217, 1249, 1284, 1322, 1364, 1411, 1465, 1529, 1608, 1711,
    1865, 2191,
];

/// How solid the phase of a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Solidity {
    /// « À discuter ».
    Open,
    /// « Probable »: from 60 % of the variants on.
    Probable,
    /// « Solide »: from 80 % of the variants on.
    Solid,
}

impl Solidity {
    /// Returns the word for a share in percent.
    pub fn of(percent: i64) -> Self {
        match percent {
            80.. => Self::Solid,
            60.. => Self::Probable,
            _ => Self::Open,
        }
    }

    /// Returns the word.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Solid => lang.pick("solide", "solid"),
            Self::Probable => lang.pick("probable", "likely"),
            Self::Open => lang.pick("à discuter", "to be discussed"),
        }
    }
}

/// Returns, for each step, the percentage of variants in which it is in the phase where the plan has it; nothing for a
/// plan too large to be drawn.
///
/// In each variant the weights are drawn among those that respect the ranking, each level moves by one with one chance
/// in five, what is unknown or assumed is drawn over its whole interval, and each effort over its range. The variant is
/// then put in order and cut into phases as the plan was.
pub fn stability(
    catalog: &Catalog,
    diagnosis: &Diagnosis,
    roadmap: &Roadmap,
    draws: usize,
) -> Option<Vec<i64>> {
    let count = roadmap.steps.len();
    if count > MOST_STEPS || draws == 0 {
        return None;
    }
    let size = count.max(EASY_STEPS);
    let draws = (draws * EASY_STEPS * EASY_STEPS / (size * size)).max(1);
    let mut variants = Variants::of(catalog, diagnosis, &roadmap.steps);
    let groups = groups(&roadmap.steps, true);
    let mut today = vec![0; count];
    for (index, phase) in roadmap.phases.iter().enumerate() {
        phase.steps.clone().for_each(|step| today[step] = index);
    }
    let mut stays = vec![0_i64; count];
    for _ in 0..draws {
        let jobs = variants.draw();
        let (sequence, _) = in_groups(jobs, &groups);
        let minutes: Vec<i64> = jobs.iter().map(|job| job.time).collect();
        let cuts =
            cuts(&catalog.model, &roadmap.capacity, &diagnosis.uses, &roadmap.steps, &sequence, &minutes);
        let mut begin = 0;
        for (phase, (end, _)) in cuts.into_iter().enumerate() {
            sequence[begin..end].iter().for_each(|step| stays[*step] += i64::from(today[*step] == phase));
            begin = end;
        }
    }
    let draws = i64::try_from(draws).unwrap_or(i64::MAX);
    Some(stays.into_iter().map(|stays| (stays * 100 + draws / 2) / draws).collect())
}

/// Draws plans like the one at hand.
struct Variants<'a> {
    catalog: &'a Catalog,
    diagnosis: &'a Diagnosis,
    steps: &'a [Step],
    /// The gain at work that each move brings by itself.
    gains: Vec<Level>,
    /// The motivations, the most important first.
    ranked: [Motivation; 5],
    jobs: Vec<Job>,
    random: Random,
}

impl<'a> Variants<'a> {
    fn of(catalog: &'a Catalog, diagnosis: &'a Diagnosis, steps: &'a [Step]) -> Self {
        let gain = |step: &Step| {
            let Kind::Move { of, alternative, .. } = &step.kind else { return None };
            let one = &diagnosis.uses[*of];
            let mut known = one.tool(catalog)?.migrations_for(&one.usage);
            known.find(|migration| migration.to == *alternative).map(|migration| migration.gain)
        };
        let mut ranked = Motivation::ALL;
        ranked.sort_by_key(|motivation| std::cmp::Reverse(diagnosis.weights.of(*motivation)));
        let all: Vec<usize> = (0..steps.len()).collect();
        Self {
            catalog,
            diagnosis,
            steps,
            gains: steps.iter().map(|step| gain(step).unwrap_or(Level::MIN)).collect(),
            ranked,
            jobs: super::jobs(steps, &all),
            random: Random::new(SEED),
        }
    }

    /// Returns the jobs of one variant.
    fn draw(&mut self) -> &[Job] {
        let weights = self.weights();
        let tools: Vec<Tool> =
            self.diagnosis.uses.iter().map(|one| Tool::draw(one, &mut self.random)).collect();
        for index in 0..self.steps.len() {
            let step = &self.steps[index];
            let tool = match step.kind {
                Kind::Move { of, .. } => Some((&tools[of], &self.diagnosis.uses[of])),
                Kind::Platform { .. } | Kind::Recovery { .. } => None,
            };
            let weight =
                tool.map_or(0, |(tool, _)| step.impact.with(weights, tool.readings(self.gains[index])));
            let minutes = tool.map_or(step.effort.total, |(tool, one)| tool.minutes(self.catalog, one, step));
            let pick = self.random.below(i64::try_from(EFFORTS.len()).unwrap_or(1));
            let spread = EFFORTS[usize::try_from(pick).unwrap_or(0)];
            let job = &mut self.jobs[index];
            job.weight = weight;
            job.time = spread_over(step, minutes, spread).max(1);
        }
        &self.jobs
    }

    /// Draws weights uniformly among those that respect the ranking: a stick broken at four places, the pieces given
    /// by size, what is tied by chance.
    fn weights(&mut self) -> [i64; 5] {
        let mut cuts: [i64; 6] = [0; 6];
        cuts[5] = WEIGHT_UNIT;
        cuts[1..5].iter_mut().for_each(|cut| *cut = self.random.between(0, WEIGHT_UNIT));
        cuts.sort_unstable();
        let mut pieces: [i64; 5] = std::array::from_fn(|index| cuts[index + 1] - cuts[index]);
        pieces.sort_unstable_by_key(|piece| std::cmp::Reverse(*piece));
        let mut order = self.ranked;
        let keys: [i64; 5] = std::array::from_fn(|_| self.random.below(1_000_000));
        order.sort_by_key(|motivation| {
            (std::cmp::Reverse(self.diagnosis.weights.of(*motivation)), keys[*motivation as usize])
        });
        let mut weights = [0; 5];
        order.iter().zip(pieces).for_each(|(motivation, piece)| weights[*motivation as usize] = piece);
        weights
    }
}

/// Returns minutes moved within the range of a step's effort, which is that of the answers' confidence.
fn spread_over(step: &Step, minutes: i64, thousandths: i64) -> i64 {
    let effort = &step.effort;
    let (widest, end) =
        if thousandths >= 1_000 { (WIDE.1 - 1_000, effort.high) } else { (1_000 - WIDE.0, effort.low) };
    let total = effort.total.max(1);
    minutes + minutes * (end - total).abs() * (thousandths - 1_000) / (total * widest)
}

/// The ends that hold nine in ten of [`EFFORTS`]: those of `model.yaml` when the answers are not said to be sure.
const WIDE: (i64, i64) = (560, 1_780);

/// The readings of one tool in one variant.
struct Tool {
    sensitivity: i64,
    exposure: i64,
    lock_in: i64,
    visibility: i64,
    cost: i64,
    pain: i64,
    users: i64,
    volume: i64,
}

impl Tool {
    fn draw(one: &Use, random: &mut Random) -> Self {
        let levels = &one.levels;
        let mut level = |reading: &Reading<Level>| {
            if is_open(&reading.basis) {
                return random.between(reading.low.get(), reading.high.get());
            }
            let moved = match random.below(10) {
                0 => reading.value.get() - 1,
                1 => reading.value.get() + 1,
                _ => reading.value.get(),
            };
            Level::clamped(moved).get()
        };
        Self {
            sensitivity: level(&levels.sensitivity),
            exposure: level(&levels.exposure),
            lock_in: level(&levels.lock_in),
            visibility: level(&levels.visibility),
            cost: level(&levels.cost),
            pain: level(&levels.pain),
            volume: level(&one.volume),
            users: match is_open(&one.users.basis) {
                true => random.between(one.users.low, one.users.high),
                false => one.users.value,
            },
        }
    }

    /// Returns the readings behind the impact, in the order of [`Motivation::ALL`], out of 16.
    fn readings(&self, gain: Level) -> [i64; 5] {
        [
            self.sensitivity * self.exposure,
            self.lock_in * 4,
            self.visibility * 4,
            self.cost * 4,
            self.pain.max(gain.get()) * 4,
        ]
    }

    /// Returns the effort of a step of the tool: its content and its people follow the readings.
    fn minutes(&self, catalog: &Catalog, one: &Use, step: &Step) -> i64 {
        let volume = &catalog.model.effort.volume;
        let known = volume[one.volume.value.index()];
        let drawn = volume[Level::clamped(self.volume).index()];
        let content = if known == 0 { step.effort.content } else { step.effort.content * drawn / known };
        let people = step.effort.people * self.users.max(1) / one.users.value.max(1);
        step.effort.setup + content + people
    }
}

/// Tells whether a value may lie anywhere in its interval.
fn is_open(basis: &Basis) -> bool {
    matches!(basis, Basis::Assumption(_) | Basis::Unknown(_))
}
