//! The five motivations and their weights.

use serde::Serialize;

use crate::questionnaire::Answer;
use crate::text::Lang;

/// What can matter to an association; the choices of `why.rank`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Motivation {
    /// To protect people.
    Protect,
    /// To depend on no supplier.
    Autonomy,
    /// To act according to one's values.
    Values,
    /// To spend less.
    Cost,
    /// To work better.
    Work,
}

impl Motivation {
    /// Every motivation, in the order of the questionnaire.
    pub const ALL: [Self; 5] = [Self::Protect, Self::Autonomy, Self::Values, Self::Cost, Self::Work];

    /// Returns the id of the choice in `why.rank`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Protect => "protect",
            Self::Autonomy => "autonomy",
            Self::Values => "values",
            Self::Cost => "cost",
            Self::Work => "work",
        }
    }

    /// Returns the name of the criterion in one word.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Protect => lang.pick("protection", "protection"),
            Self::Autonomy => lang.pick("autonomie", "autonomy"),
            Self::Values => lang.pick("cohérence", "values"),
            Self::Cost => lang.pick("économie", "savings"),
            Self::Work => lang.pick("travail", "work"),
        }
    }

    /// Returns what the step does for this motivation, as the predicate of a sentence.
    pub fn benefit(self, lang: Lang) -> &'static str {
        match self {
            Self::Protect => lang.pick("protège les données des personnes", "protects people's data"),
            Self::Autonomy => lang.pick("libère d'un fournisseur", "frees you from a supplier"),
            Self::Values => {
                lang.pick("accorde vos outils à vos valeurs", "matches your tools to your values")
            }
            Self::Cost => lang.pick("fait des économies", "saves money"),
            Self::Work => lang.pick("fait mieux travailler", "makes work easier"),
        }
    }
}

/// What all weights add up to: a multiple of 300 and of 60, so that every rank-order centroid and every tie is a
/// whole number.
pub const WEIGHT_UNIT: i64 = 18_000;

/// The rank-order centroid weights of five criteria (Barron and Barrett 1996), out of 300.
const CENTROID: [i64; 5] = [137, 77, 47, 27, 12];

/// How much each motivation weighs, out of [`WEIGHT_UNIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Weights([i64; 5]);

impl Weights {
    /// Returns the weights that a ranking gives; what is tied shares the mean, no ranking weighs all the same.
    ///
    /// ```
    /// use diaglibre::diagnosis::{Motivation, Weights};
    /// assert_eq!(Weights::from_rank(None).percent(Motivation::Work), 20);
    /// ```
    pub fn from_rank(rank: Option<&Answer>) -> Self {
        let Some(Answer::Rank(groups)) = rank else { return Self([WEIGHT_UNIT / 5; 5]) };
        let mut weights = [0; 5];
        let mut place = 0;
        for group in groups {
            let end = (place + group.len()).min(CENTROID.len());
            let total: i64 = CENTROID[place..end].iter().sum();
            let members =
                Motivation::ALL.iter().enumerate().filter(|(_, m)| group.iter().any(|id| id == m.id()));
            for (index, _) in members {
                weights[index] = total * (WEIGHT_UNIT / 300) / i64::try_from(group.len()).unwrap_or(1);
            }
            place = end;
        }
        Self(weights)
    }

    /// Returns the weight of a motivation, out of [`WEIGHT_UNIT`].
    pub fn of(&self, motivation: Motivation) -> i64 {
        self.0[motivation as usize]
    }

    /// Returns the weight of a motivation in percent, rounded.
    pub fn percent(&self, motivation: Motivation) -> i64 {
        (self.of(motivation) * 100 + WEIGHT_UNIT / 2) / WEIGHT_UNIT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(groups: &[&[&str]]) -> Answer {
        Answer::Rank(groups.iter().map(|group| group.iter().map(|id| (*id).to_owned()).collect()).collect())
    }

    #[test]
    fn weights_add_up_to_the_unit_whatever_the_ties() {
        let all = ["protect", "autonomy", "values", "cost", "work"];
        for cut in 0..=5 {
            let answer =
                rank(&[&all[..cut], &all[cut..]].into_iter().filter(|g| !g.is_empty()).collect::<Vec<_>>());
            let weights = Weights::from_rank(Some(&answer));
            assert_eq!(Motivation::ALL.iter().map(|m| weights.of(*m)).sum::<i64>(), WEIGHT_UNIT, "cut {cut}");
        }
    }

    #[test]
    fn mlc44_weighs_as_the_worked_example_says() {
        let answer = rank(&[&["values"], &["autonomy"], &["cost"], &["protect", "work"]]);
        let weights = Weights::from_rank(Some(&answer));
        let percents = Motivation::ALL.map(|m| weights.percent(m));
        assert_eq!(percents, [7, 26, 46, 16, 7]);
    }
}
