//! The laws of the order, on random instances.

use proptest::prelude::*;

use super::*;

fn job(weight: i64, time: i64, name: usize, after: Vec<usize>) -> Job {
    Job { weight, time, due: None, tie: (0, format!("{name:03}")), after }
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

/// The least (dates missed, cost) of every sequence that respects the precedence.
fn brute_force(jobs: &[Job]) -> (usize, i128) {
    struct Search<'a> {
        jobs: &'a [Job],
        done: Vec<bool>,
        best: (usize, i128),
    }
    impl Search<'_> {
        fn go(&mut self, left: usize, clock: i64, missed: usize, cost: i128) {
            let waiting: i64 =
                (0..self.jobs.len()).filter(|i| !self.done[*i]).map(|i| self.jobs[i].weight).sum();
            if left == 0 {
                self.best = self.best.min((missed, cost));
            }
            // What is left costs at least the wait until now: no sequence is lost.
            if left == 0 || (missed, cost + i128::from(waiting) * i128::from(clock)) >= self.best {
                return;
            }
            for next in 0..self.jobs.len() {
                let job = &self.jobs[next];
                if self.done[next] || job.after.iter().any(|before| !self.done[*before]) {
                    continue;
                }
                let end = clock + job.time;
                let late = usize::from(job.due.is_some_and(|due| end > due));
                self.done[next] = true;
                self.go(left - 1, end, missed + late, cost + i128::from(job.weight) * i128::from(end));
                self.done[next] = false;
            }
        }
    }
    let mut search = Search { jobs, done: vec![false; jobs.len()], best: (usize::MAX, i128::MAX) };
    search.go(jobs.len(), 0, 0, 0);
    search.best
}

fn dates_missed(jobs: &[Job], sequence: &[usize]) -> usize {
    let mut clock = 0;
    let late = sequence.iter().filter(|index| {
        clock += jobs[**index].time;
        jobs[**index].due.is_some_and(|due| clock > due)
    });
    late.count()
}

/// The best ratio among what is allowed, again and again.
fn greedy(jobs: &[Job]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..jobs.len()).collect();
    let mut sequence = Vec::new();
    while !left.is_empty() {
        let free =
            left.iter().copied().filter(|index| jobs[*index].after.iter().all(|b| sequence.contains(b)));
        let next = free
            .max_by(|a, b| (jobs[*a].weight * jobs[*b].time).cmp(&(jobs[*b].weight * jobs[*a].time)))
            .unwrap();
        left.retain(|index| *index != next);
        sequence.push(next);
    }
    sequence
}

fn with_dates(jobs: Vec<Job>, dates: &[Option<i64>]) -> Vec<Job> {
    let dated = |(job, due): (Job, &Option<i64>)| Job { due: *due, ..job };
    jobs.into_iter().zip(dates.iter().cycle()).map(dated).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_200, ..ProptestConfig::default() })]

    #[test]
    fn equals_brute_force(jobs in instances(9)) {
        let found = order(&jobs);
        prop_assert!(found.exact);
        prop_assert_eq!(objective(&jobs, &found.sequence), brute_force(&jobs).1);
    }

    #[test]
    fn keeps_the_latest_dates_that_brute_force_keeps(
        jobs in instances(8),
        dates in proptest::collection::vec(proptest::option::of(1_i64..120), 8),
    ) {
        let jobs = with_dates(jobs, &dates);
        let found = order(&jobs);
        prop_assert!(found.exact && is_feasible(&jobs, &found.sequence));
        let reached = (dates_missed(&jobs, &found.sequence), objective(&jobs, &found.sequence));
        prop_assert_eq!(reached, brute_force(&jobs));
    }

    #[test]
    fn a_latest_date_among_many_jobs_never_adds_a_late_one(
        jobs in instances(40),
        dates in proptest::collection::vec(proptest::option::weighted(0.2, 1_i64..400), 40),
    ) {
        let free = order(&jobs).sequence;
        let jobs = with_dates(jobs, &dates);
        let found = order(&jobs);
        prop_assert!(is_feasible(&jobs, &found.sequence));
        prop_assert!(dates_missed(&jobs, &found.sequence) <= dates_missed(&jobs, &free));
    }

    #[test]
    fn respects_every_precedence(jobs in instances(60)) {
        prop_assert!(is_feasible(&jobs, &order(&jobs).sequence));
    }

    #[test]
    fn never_costs_more_than_the_greedy_rule(jobs in instances(60)) {
        prop_assert!(objective(&jobs, &order(&jobs).sequence) <= objective(&jobs, &greedy(&jobs)));
    }

    #[test]
    fn never_costs_more_than_the_blocks_of_sidney_filled_by_the_greedy_rule(jobs in instances(60)) {
        let nodes: Vec<Node> = jobs.iter().map(|job| Node {
            weight: i128::from(job.weight), time: i128::from(job.time), due: None, after: job.after.clone(),
        }).collect();
        let filled = sidney::blocks(&nodes).into_iter().flat_map(|block| {
            let part: Vec<Job> = block.iter().map(|index| Job {
                after: jobs[*index].after.iter().filter_map(|b| block.binary_search(b).ok()).collect(), ..jobs[*index].clone()
            }).collect();
            greedy(&part).into_iter().map(|at| block[at]).collect::<Vec<_>>()
        }).collect::<Vec<_>>();
        prop_assert!(objective(&jobs, &order(&jobs).sequence) <= objective(&jobs, &filled));
    }

    #[test]
    fn costs_at_least_the_bound_and_at_most_twice(jobs in instances(60)) {
        let found = order(&jobs);
        prop_assert_eq!(found.cost, objective(&jobs, &found.sequence));
        prop_assert!(found.bound <= found.cost && found.cost <= 2 * found.bound, "{} {}", found.bound, found.cost);
        prop_assert_eq!(found.exact, found.bound == found.cost);
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
    assert_eq!(order(&[]), Order { sequence: Vec::new(), exact: true, cost: 0, bound: 0 });
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

/// The thirteen steps of MLC44 as the study of the case read them, in its order: tenths of a point of impact, tenths of
/// a day.
fn worked_example() -> Vec<Job> {
    let rows: [(i64, i64, &[usize]); 13] = [
        (520, 9, &[]),
        (601, 14, &[]),
        (557, 25, &[]),
        (634, 39, &[]),
        (0, 10, &[]),
        (353, 12, &[4]),
        (534, 84, &[]),
        (520, 97, &[]),
        (67, 26, &[7]),
        (297, 199, &[5]),
        (355, 168, &[9]),
        (334, 102, &[8, 10]),
        (245, 191, &[]),
    ];
    rows.iter()
        .enumerate()
        .map(|(name, (weight, time, after))| job(*weight, *time, name, after.to_vec()))
        .collect()
}

#[test]
fn the_worked_example_is_in_the_order_of_the_study() {
    assert_eq!(order(&worked_example()).sequence, (0..13).collect::<Vec<_>>());
}

/// The study gives 13,102 from unrounded efforts; its rows, rounded to tenths, add up to 13,106.
#[test]
fn the_worked_example_costs_what_the_study_says() {
    assert_eq!(order(&worked_example()).cost / 100, 13_106);
}
