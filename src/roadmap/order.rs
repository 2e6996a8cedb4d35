//! The order that leaves least exposure for least time: `1 | prec | Σ w_j C_j`.
//!
//! Every job not yet done costs its weight at each moment, so the best sequence minimises the sum of weight ×
//! completion time. Without precedence this is Smith's rule (1956). With it: Sidney's decomposition (1975) cuts the
//! jobs into blocks that follow one another in some best sequence; inside a block of at most [`EXACT_LIMIT`] jobs a
//! dynamic programme over the sets closed under precedence finds the best sequence. A larger block is filled by
//! Smith's rule among what is allowed, which is at most twice the optimum (Chekuri and Motwani 1999); the result
//! says so. All arithmetic is on integers.

mod block;
mod sidney;

pub use block::EXACT_LIMIT;

/// A piece of work to be put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What each moment of waiting costs, at least 0.
    pub weight: i64,
    /// How long it takes, at least 1.
    pub time: i64,
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
}

/// Returns the best sequence of the jobs.
///
/// The result depends on the jobs, never on the order in which they are given, as long as no two have the same
/// tie. A job that waits for itself through others comes last, after all that is possible.
///
/// ```
/// use diaglibre::roadmap::{Job, order};
/// let job = |weight, time, id: &str, after| Job { weight, time, tie: (0, id.to_owned()), after };
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
            after: jobs[*index].after.iter().filter_map(|before| number.get(*before).copied()).collect(),
        })
        .collect();
    let mut remaining: Vec<usize> = (0..nodes.len()).collect();
    let (mut sequence, mut exact) = (Vec::new(), true);
    while !remaining.is_empty() {
        let set = sidney::densest(&nodes, &remaining);
        // Parts that do not wait for one another have the same ratio: each can come before the other.
        for part in components(&nodes, &set) {
            let (ordered, proved) = block::sequence(&nodes, &part);
            exact &= proved;
            sequence.extend(ordered);
        }
        remaining.retain(|node| !set.contains(node));
    }
    Order { sequence: sequence.into_iter().map(|node| canonical[node]).collect(), exact }
}

/// Cuts a set into the parts that precedence ties together, in the order of their first nodes.
fn components(nodes: &[Node], set: &[usize]) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for node in set {
        let tied = |part: &Vec<usize>| {
            part.iter().any(|other| nodes[*node].after.contains(other) || nodes[*other].after.contains(node))
        };
        let (joined, mut apart): (Vec<_>, Vec<_>) = parts.into_iter().partition(tied);
        let mut part: Vec<usize> = joined.into_iter().flatten().chain([*node]).collect();
        part.sort_unstable();
        apart.push(part);
        parts = apart;
    }
    parts.sort();
    parts
}

/// A job in its canonical numbering.
struct Node {
    weight: i128,
    time: i128,
    after: Vec<usize>,
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
