//! The best sequence inside one block, by dynamic programming over sets closed under precedence.

use super::Node;

/// The largest block that is solved exactly: 2^18 sets, some milliseconds.
pub const EXACT_LIMIT: usize = 18;

/// Returns the best sequence of a set of nodes, and whether it is proved to be the best.
pub(super) fn sequence(nodes: &[Node], set: &[usize]) -> (Vec<usize>, bool) {
    match set {
        [] | [_] => (set.to_vec(), true),
        _ if set.len() <= EXACT_LIMIT => match exact(nodes, set) {
            Some(sequence) => (sequence, true),
            None => (greedy(nodes, set), false),
        },
        _ => (greedy(nodes, set), false),
    }
}

/// `least[done]` is the least cost of finishing the block once the nodes of the mask `done` are done. The date
/// depends only on that mask, so the sequence is rebuilt forwards, taking at each place the first node, in the
/// canonical numbering, that keeps the cost least. Returns `None` when the precedence turns in a circle.
fn exact(nodes: &[Node], set: &[usize]) -> Option<Vec<usize>> {
    let count = set.len();
    let needs: Vec<usize> = set.iter().map(|node| mask_of(&nodes[*node].after, set)).collect();
    let times: Vec<i128> = set.iter().map(|node| nodes[*node].time).collect();
    let weights: Vec<i128> = set.iter().map(|node| nodes[*node].weight).collect();
    let full = (1_usize << count) - 1;
    let mut least: Vec<Option<i128>> = vec![None; full + 1];
    least[full] = Some(0);
    let cost = |least: &[Option<i128>], done: usize, clock: i128, next: usize| {
        let allowed = done & (1 << next) == 0 && needs[next] & !done == 0;
        let rest = if allowed { least[done | (1 << next)] } else { None };
        rest.map(|rest| rest + weights[next] * (clock + times[next]))
    };
    let clock_of =
        |done: usize| (0..count).filter(|index| done & (1 << index) != 0).map(|index| times[index]).sum();
    for done in (0..full).rev() {
        let clock = clock_of(done);
        least[done] = (0..count).filter_map(|next| cost(&least, done, clock, next)).min();
    }
    let (mut done, mut clock, mut sequence) = (0, 0, Vec::with_capacity(count));
    while done != full {
        let best = least[done]?;
        let next = (0..count).find(|next| cost(&least, done, clock, *next) == Some(best))?;
        sequence.push(set[next]);
        clock += times[next];
        done |= 1 << next;
    }
    Some(sequence)
}

/// Smith's rule among what is allowed; a node in a circle comes when nothing else is left.
fn greedy(nodes: &[Node], set: &[usize]) -> Vec<usize> {
    let mut left: Vec<usize> = set.to_vec();
    let mut sequence = Vec::with_capacity(set.len());
    while !left.is_empty() {
        let free = |node: &usize| !nodes[*node].after.iter().any(|before| left.contains(before));
        let best = left.iter().copied().filter(free).min_by(|a, b| {
            let (a, b) = (&nodes[*a], &nodes[*b]);
            (b.weight * a.time).cmp(&(a.weight * b.time))
        });
        let next = best.unwrap_or(left[0]);
        left.retain(|node| *node != next);
        sequence.push(next);
    }
    sequence
}

fn mask_of(nodes: &[usize], set: &[usize]) -> usize {
    set.iter()
        .enumerate()
        .filter(|(_, node)| nodes.contains(node))
        .fold(0, |mask, (index, _)| mask | (1 << index))
}
