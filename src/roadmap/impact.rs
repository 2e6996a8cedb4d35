//! What a step brings: five motivations, weighed.

use serde::Serialize;

use crate::catalog::{Level, Migration};
use crate::diagnosis::{Motivation, Use, WEIGHT_UNIT, Weights};

/// The impact of a step that brings everything: weight × level × share, so that no division is ever made.
pub const IMPACT_UNIT: i64 = WEIGHT_UNIT * 16 * 100;

/// What a step brings, by motivation, out of [`IMPACT_UNIT`] in all.
///
/// `I = 100 · (w_protect·(S/4)(E/4) + w_autonomy·L/4 + w_values·V/4 + w_cost·C/4 + w_work·G/4)`: risk is
/// multiplicative, benefits add up. A step that is a part of a move brings its share of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Impact {
    parts: [i64; 5],
    /// The readings, out of 16, times the share in percent: what the weights multiply.
    #[serde(skip)]
    values: [i64; 5],
    /// The share of the move, in percent.
    #[serde(skip)]
    share: Share,
}

/// The share of a move that a step brings, in percent by motivation, in the order of [`Motivation::ALL`].
pub(super) type Share = [i64; 5];

/// The share of a step that is the whole move.
pub(super) const WHOLE: Share = [100; 5];

impl Impact {
    /// Returns the impact of a share of a move.
    pub(super) fn of(weights: &Weights, one: &Use, migration: &Migration, share: Share) -> Self {
        let levels = &one.levels;
        let level = |level: Level| level.get() * 4;
        let readings = [
            levels.sensitivity.value.get() * levels.exposure.value.get(),
            level(levels.lock_in.value),
            level(levels.visibility.value),
            level(levels.cost.value),
            level(levels.pain.value.max(migration.gain)),
        ];
        let values: [i64; 5] = std::array::from_fn(|index| readings[index] * share[index]);
        let parts = std::array::from_fn(|index| weights.of(Motivation::ALL[index]) * values[index]);
        Self { parts, values, share }
    }

    /// Returns what the weights multiply, in the order of [`Motivation::ALL`].
    pub(super) fn values(&self) -> [i64; 5] {
        self.values
    }

    /// Returns the impact that the same share of the move would have with other weights and readings.
    pub(super) fn with(&self, weights: [i64; 5], readings: [i64; 5]) -> i64 {
        (0..5).map(|index| weights[index] * readings[index] * self.share[index]).sum()
    }

    /// Returns the impact, out of [`IMPACT_UNIT`].
    pub fn total(&self) -> i64 {
        self.parts.iter().sum()
    }

    /// Returns the impact in points out of 100, rounded.
    pub fn points(&self) -> i64 {
        points(self.total())
    }

    /// Returns the motivations that the step serves with their points out of 100, greatest first.
    pub fn ranked(&self) -> Vec<(Motivation, i64)> {
        let mut ranked: Vec<(Motivation, i64)> = Motivation::ALL
            .iter()
            .zip(self.parts)
            .filter(|(_, part)| *part > 0)
            .map(|(m, part)| (*m, part))
            .collect();
        ranked.sort_by_key(|(motivation, part)| (std::cmp::Reverse(*part), *motivation));
        // What rounds to nothing is not told.
        ranked
            .into_iter()
            .map(|(motivation, part)| (motivation, points(part)))
            .filter(|(_, told)| *told > 0)
            .collect()
    }
}

/// Returns an impact in points out of 100, rounded.
pub(super) fn points(units: i64) -> i64 {
    (units * 100 + IMPACT_UNIT / 2) / IMPACT_UNIT
}
