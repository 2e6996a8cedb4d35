//! What would swap two neighbours: the exact weight of a motivation at which both bring as much a day.

use serde::Serialize;

use super::Roadmap;
use super::explain::are_free;
use crate::diagnosis::{Motivation, WEIGHT_UNIT, Weights};

/// A weight at which the next step would pass before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// The next step, as an index into the roadmap.
    pub next: usize,
    /// The motivation whose weight decides.
    pub motivation: Motivation,
    /// Whether it would have to weigh more; else less.
    pub more: bool,
    /// The weight, in tenths of a percent, at which both swap; the other weights stay in proportion.
    pub at: i64,
}

/// Returns the change of one weight, the smallest there is, that puts the next step before this one.
///
/// A day of a step brings Σ weight × level / effort, so that the sign of the difference between two steps is linear in
/// each weight (Triantaphyllou and Sánchez 1997): no search, no rounding before the end.
pub fn switch(weights: &Weights, roadmap: &Roadmap, index: usize) -> Option<Switch> {
    if !are_free(roadmap, index) {
        return None;
    }
    let (step, next) = (&roadmap.steps[index], &roadmap.steps[index + 1]);
    let (ours, theirs) = (step.impact.values(), next.impact.values());
    // How much a unit of each weight speaks for this step, both efforts multiplied out.
    let favour: [i128; 5] = std::array::from_fn(|index| {
        i128::from(ours[index]) * i128::from(next.effort.total)
            - i128::from(theirs[index]) * i128::from(step.effort.total)
    });
    let weight = |motivation: Motivation| i128::from(weights.of(motivation));
    let unit = i128::from(WEIGHT_UNIT);
    let parts = Motivation::ALL.iter().zip(favour);
    let sum: i128 = parts.map(|(motivation, favour)| weight(*motivation) * favour).sum();
    let switches = Motivation::ALL.iter().zip(favour).filter_map(|(motivation, favour)| {
        let today = weight(*motivation);
        let others = sum - today * favour;
        // x·favour + (1 − x)·others / (1 − today) = 0, x in shares of the unit, as a fraction.
        let (above, below) = (others * unit, others - favour * (unit - today));
        let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
        if below == 0 || today == unit || above < 0 || above > below * unit {
            return None;
        }
        let more = above > below * today;
        // Rounded away from today: at the weight that is told, they have swapped.
        let scaled = above * 1_000;
        let at = if more { (scaled + below * unit - 1) / (below * unit) } else { scaled / (below * unit) };
        Some(Switch { next: index + 1, motivation: *motivation, more, at: i64::try_from(at).unwrap_or(0) })
    });
    let distance = |switch: &Switch| (i128::from(switch.at) * unit / 1_000 - weight(switch.motivation)).abs();
    switches.min_by_key(|switch| (distance(switch), switch.motivation))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diagnosis::diagnose;
    use crate::dossier::parse_dossier;
    use crate::matching::match_tools;
    use crate::roadmap::plan;
    use crate::store::bundled;
    use crate::yaml::Source;

    /// How much speaks for a step against the next one when a motivation has a weight, in tenths of a percent, and the
    /// others share the rest as today.
    fn favour(weights: &Weights, roadmap: &Roadmap, switch: &Switch, at: i128) -> i128 {
        let (step, next) = (&roadmap.steps[switch.next - 1], &roadmap.steps[switch.next]);
        let (unit, today) = (i128::from(WEIGHT_UNIT), i128::from(weights.of(switch.motivation)));
        Motivation::ALL
            .iter()
            .enumerate()
            .map(|(index, motivation)| {
                let ours = i128::from(step.impact.values()[index]) * i128::from(next.effort.total);
                let theirs = i128::from(next.impact.values()[index]) * i128::from(step.effort.total);
                let weight = if *motivation == switch.motivation {
                    at * (unit - today)
                } else {
                    (1_000 - at) * i128::from(weights.of(*motivation))
                };
                weight * (ours - theirs)
            })
            .sum()
    }

    #[test]
    fn at_the_weight_that_is_told_the_next_step_has_passed() {
        let data = bundled().unwrap();
        let mut seen = 0;
        for rank in ["[values, autonomy, cost, protect, work]", "[cost, work, [protect, values], autonomy]"] {
            let text = format!(
                "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers:\n  use.list: [email, chat, maps, documents, date-poll, forms, newsletter]\n  why.rank: {rank}\ntools:\n- {{usage: email, product: gmail, users: 9}}\n- {{usage: chat, product: slack, users: 30}}\n- {{usage: maps, product: google-maps, users: 2}}\n- {{usage: date-poll, product: doodle, users: 12}}\n- {{usage: forms, product: google-forms, users: 5}}\n- {{usage: newsletter, product: mailchimp, users: 2}}\n"
            );
            let dossier = parse_dossier(Source::new("a", &text), &data.questionnaire, &data.renames).unwrap();
            let diagnosis = diagnose(&data.catalog, &data.questionnaire, &dossier);
            let matches = match_tools(&data.catalog, &diagnosis);
            let roadmap = plan(&data.catalog, &diagnosis, &matches, date(2026, 11, 23));
            let weights = &diagnosis.weights;
            for switch in (0..roadmap.steps.len()).filter_map(|index| switch(weights, &roadmap, index)) {
                seen += 1;
                let at = i128::from(switch.at);
                let before = if switch.more { at - 1 } else { at + 1 };
                assert!(favour(weights, &roadmap, &switch, at) <= 0, "{switch:?}");
                assert!(favour(weights, &roadmap, &switch, before) >= 0, "{switch:?}");
            }
        }
        assert!(seen > 0, "no pair of neighbours was compared");
    }
}
