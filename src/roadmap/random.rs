//! Numbers that look drawn by chance and are the same on every machine, for the same seed.

/// A small generator (SplitMix64, Steele, Lea and Flood 2014): what is drawn depends on the seed alone.
///
/// ```
/// use diaglibre::roadmap::Random;
/// let draw = |seed| Random::new(seed).below(1_000);
/// assert_eq!(draw(7), draw(7));
/// ```
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Begins a sequence.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a whole number from 0 to `bound` − 1, and 0 when `bound` is not positive.
    pub fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let bound = u128::try_from(bound.max(1)).unwrap_or(1);
        // The high half of a product of 64 bits and the bound: no division, no visible bias.
        i64::try_from((u128::from(mixed) * bound) >> 64).unwrap_or(0)
    }

    /// Returns a whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low + 1)
    }
}
