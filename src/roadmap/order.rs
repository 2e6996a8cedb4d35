//! The order that leaves least exposure for least time: `1 | prec | Σ w_j C_j`.
//!
//! Every job not yet done costs its weight at each moment, so the best sequence minimises the sum of weight ×
//! completion time. Without precedence this is Smith's rule (1956). With it: Sidney's decomposition (1975) cuts the
//! jobs into blocks that follow one another in some best sequence; inside a block of at most [`EXACT_LIMIT`] jobs a
//! dynamic programme over the sets closed under precedence finds the best sequence. A larger block is filled by
//! Smith's rule and mended window by window: at most twice the optimum (Chekuri and Motwani 1999), and the result
//! says how far from the optimum it can be at most. Latest dates come before the cost. All arithmetic is on
//! integers.

mod block;
mod due;
mod sidney;

pub use block::EXACT_LIMIT;

/// A piece of work to be put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// What each moment of waiting costs, at least 0.
    pub weight: i64,
    /// How long it takes, at least 1.
    pub time: i64,
    /// The latest moment of its completion, counted from the start of the sequence; it is kept when it can be.
    pub due: Option<i64>,
    /// What decides between equals: the lower difficulty, then the id.
    pub tie: (i64, String),
    /// The jobs that come before it, as indexes; no circle.
    pub after: Vec<usize>,
}

/// A sequence of jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The jobs, first one first.
    pub sequence: Vec<usize>,
    /// Whether it is proved to be the best one.
    pub exact: bool,
    /// The sum of weight × completion time.
    pub cost: i128,
    /// What no sequence can cost less than; equal to the cost when no latest date counts and the order is exact.
    pub bound: i128,
}

impl Order {
    /// Returns how far above the least possible cost this one can be at most, in hundredths of a percent.
    pub fn gap(&self) -> i64 {
        if self.exact || self.bound <= 0 {
            return 0;
        }
        i64::try_from((self.cost - self.bound) * 10_000 / self.bound).unwrap_or(i64::MAX)
    }
}

/// Returns the best sequence of the jobs.
///
/// The result depends on the jobs, never on the order in which they are given, as long as no two have the same
/// tie. A job that waits for itself through others comes last, after all that is possible. As many latest dates as
/// possible are kept, and among the sequences that keep them the cost is least.
///
/// ```
/// use diaglibre::roadmap::{Job, order};
/// let job = |weight, time, id: &str, after| Job { weight, time, due: None, tie: (0, id.to_owned()), after };
/// // An enabler that brings nothing by itself comes first, because of what it opens.
/// let jobs = [job(0, 10, "open", vec![]), job(90, 10, "move", vec![0]), job(30, 10, "other", vec![])];
/// assert_eq!(order(&jobs).sequence, [0, 1, 2]);
/// ```
pub fn order(jobs: &[Job]) -> Order {
    // A canonical numbering makes every later choice independent of the order of the input.
    let mut canonical: Vec<usize> = (0..jobs.len()).collect();
    canonical.sort_by(|a, b| jobs[*a].tie.cmp(&jobs[*b].tie));
    let mut number = vec![0; jobs.len()];
    for (rank, index) in canonical.iter().enumerate() {
        number[*index] = rank;
    }
    let nodes: Vec<Node> = canonical
        .iter()
        .map(|index| Node {
            weight: i128::from(jobs[*index].weight.max(0)),
            time: i128::from(jobs[*index].time.max(1)),
            due: jobs[*index].due.map(i128::from),
            after: jobs[*index].after.iter().filter_map(|before| number.get(*before).copied()).collect(),
        })
        .collect();
    let found = solve(&nodes);
    Order { sequence: found.sequence.into_iter().map(|node| canonical[node]).collect(), ..found }
}

/// Puts jobs in order whose numbers decide between equals already.
pub(super) fn solve(nodes: &[Node]) -> Order {
    let (mut sequence, mut bound, mut clock) = (Vec::with_capacity(nodes.len()), 0, 0);
    for part in sidney::blocks(nodes) {
        let ordered = block::sequence(nodes, &part);
        let (weight, time) = totals(nodes, &part);
        // What the block costs by itself, at least, and the wait until it begins.
        bound += clock * weight + ordered.bound;
        clock += time;
        sequence.extend(ordered.sequence);
    }
    let free = Order { cost: cost(nodes, &sequence), sequence, exact: false, bound };
    let free = Order { exact: free.cost == free.bound && respects(nodes, &free.sequence), ..free };
    if due::missed(nodes, &free.sequence) == 0 { free } else { due::keep(nodes, free) }
}

/// A job in its canonical numbering.
pub(super) struct Node {
    pub(super) weight: i128,
    pub(super) time: i128,
    pub(super) due: Option<i128>,
    pub(super) after: Vec<usize>,
}

fn totals(nodes: &[Node], set: &[usize]) -> (i128, i128) {
    set.iter().fold((0, 0), |(weight, time), node| (weight + nodes[*node].weight, time + nodes[*node].time))
}

fn cost(nodes: &[Node], sequence: &[usize]) -> i128 {
    let mut clock = 0;
    sequence.iter().fold(0, |sum, node| {
        clock += nodes[*node].time;
        sum + nodes[*node].weight * clock
    })
}

/// Tells whether nothing comes before what it waits for; a circle never does.
fn respects(nodes: &[Node], sequence: &[usize]) -> bool {
    let mut place = vec![usize::MAX; nodes.len()];
    for (rank, node) in sequence.iter().enumerate() {
        place[*node] = rank;
    }
    sequence.iter().all(|node| nodes[*node].after.iter().all(|before| place[*before] < place[*node]))
}

/// Returns the sum of weight × completion time of a sequence.
pub fn objective(jobs: &[Job], sequence: &[usize]) -> i128 {
    let mut clock = 0;
    sequence.iter().fold(0, |sum, index| {
        clock += i128::from(jobs[*index].time);
        sum + i128::from(jobs[*index].weight) * clock
    })
}

#[cfg(test)]
mod tests;
