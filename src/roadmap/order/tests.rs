//! The laws of the order, on random instances.

use proptest::prelude::*;

use super::*;

fn job(weight: i64, time: i64, name: usize, after: Vec<usize>) -> Job {
    Job { weight, time, tie: (0, format!("{name:03}")), after }
}

/// Random jobs; each may wait for some of those before it.
fn instances(most: usize) -> impl Strategy<Value = Vec<Job>> {
    let one = (0_i64..60, 1_i64..40, any::<u32>());
    proptest::collection::vec(one, 1..=most).prop_map(|raw| {
        raw.into_iter()
            .enumerate()
            .map(|(index, (weight, time, bits))| {
                let after = (0..index).filter(|before| (bits >> (before % 16)) & 3 == 3).collect();
                job(weight, time, index, after)
            })
            .collect()
    })
}

fn is_feasible(jobs: &[Job], sequence: &[usize]) -> bool {
    let place = |wanted: usize| sequence.iter().position(|index| *index == wanted);
    sequence.len() == jobs.len()
        && (0..jobs.len()).all(|index| jobs[index].after.iter().all(|before| place(*before) < place(index)))
}

fn brute_force(jobs: &[Job], done: &mut Vec<usize>) -> i128 {
    if done.len() == jobs.len() {
        return objective(jobs, done);
    }
    let mut best = i128::MAX;
    for next in 0..jobs.len() {
        let allowed = !done.contains(&next) && jobs[next].after.iter().all(|before| done.contains(before));
        if allowed {
            done.push(next);
            best = best.min(brute_force(jobs, done));
            done.pop();
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn equals_brute_force(jobs in instances(8)) {
        let found = order(&jobs);
        prop_assert!(found.exact);
        prop_assert_eq!(objective(&jobs, &found.sequence), brute_force(&jobs, &mut Vec::new()));
    }

    #[test]
    fn respects_every_precedence(jobs in instances(40)) {
        prop_assert!(is_feasible(&jobs, &order(&jobs).sequence));
    }

    #[test]
    fn never_costs_more_than_the_greedy_rule(jobs in instances(18)) {
        let mut left: Vec<usize> = (0..jobs.len()).collect();
        let mut greedy = Vec::new();
        while !left.is_empty() {
            let free = left.iter().copied().filter(|index| jobs[*index].after.iter().all(|b| greedy.contains(b)));
            let next = free.max_by(|a, b| (jobs[*a].weight * jobs[*b].time).cmp(&(jobs[*b].weight * jobs[*a].time))).unwrap();
            left.retain(|index| *index != next);
            greedy.push(next);
        }
        let found = order(&jobs);
        prop_assert!(found.exact);
        prop_assert!(objective(&jobs, &found.sequence) <= objective(&jobs, &greedy));
    }

    #[test]
    fn does_not_depend_on_the_order_of_the_input(jobs in instances(20), seed in any::<u64>()) {
        let mut shuffled: Vec<usize> = (0..jobs.len()).collect();
        shuffled.sort_by_key(|index| (seed.wrapping_mul(*index as u64 + 1)).rotate_left(17));
        let place = |wanted: usize| shuffled.iter().position(|index| *index == wanted).unwrap();
        let permuted: Vec<Job> = shuffled
            .iter()
            .map(|index| Job { after: jobs[*index].after.iter().map(|b| place(*b)).collect(), ..jobs[*index].clone() })
            .collect();
        let names = |jobs: &[Job]| order(jobs).sequence.into_iter().map(|i| jobs[i].tie.1.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&jobs), names(&permuted));
    }

    #[test]
    fn more_time_never_moves_an_independent_job_earlier(mut jobs in instances(12), which in any::<prop::sample::Index>(), more in 1_i64..50) {
        jobs.iter_mut().for_each(|job| job.after.clear());
        let which = which.index(jobs.len());
        let rank = |jobs: &[Job]| order(jobs).sequence.iter().position(|index| *index == which);
        let before = rank(&jobs);
        jobs[which].time += more;
        prop_assert!(rank(&jobs) >= before);
    }

    #[test]
    fn an_unrelated_job_leaves_the_others_in_their_order(jobs in instances(12), weight in 0_i64..60, time in 1_i64..40) {
        let before = order(&jobs).sequence;
        let mut more = jobs.clone();
        more.push(job(weight, time, 999, Vec::new()));
        let after: Vec<usize> = order(&more).sequence.into_iter().filter(|index| *index < jobs.len()).collect();
        prop_assert_eq!(before, after);
    }
}

#[test]
fn a_circle_is_ordered_without_panic_and_not_called_exact() {
    let jobs = [job(1, 1, 0, vec![1]), job(1, 1, 1, vec![0]), job(5, 1, 2, vec![])];
    let found = order(&jobs);
    assert_eq!((found.sequence.len(), found.exact), (3, false));
}

#[test]
fn nothing_to_order_is_an_empty_order() {
    assert_eq!(order(&[]), Order { sequence: Vec::new(), exact: true });
}

#[test]
fn a_block_above_the_limit_is_said_to_be_approximate() {
    // One enabler of weight 0 before many equal jobs that all wait for it: a single block.
    let jobs: Vec<Job> = (0..=EXACT_LIMIT + 1)
        .map(|n| if n == 0 { job(0, 9, 0, vec![]) } else { job(1, 1, n, vec![0]) })
        .collect();
    let found = order(&jobs);
    assert!(!found.exact && is_feasible(&jobs, &found.sequence));
}

#[test]
fn equal_jobs_in_any_number_are_in_a_proved_order() {
    let jobs: Vec<Job> = (0..3 * EXACT_LIMIT).map(|name| job(5, 2, name, vec![])).collect();
    let found = order(&jobs);
    assert_eq!((found.exact, found.sequence), (true, (0..jobs.len()).collect()));
}
