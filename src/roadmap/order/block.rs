//! The best sequence inside one block, by dynamic programming over sets closed under precedence.

use super::{Node, cost, totals};

/// The largest block that is solved exactly: 2^18 sets, some milliseconds.
pub const EXACT_LIMIT: usize = 18;

/// How many neighbours are put in their best order at once where a block is too large.
const WINDOW: usize = 10;
/// How often the windows go over a large block.
const PASSES: usize = 4;

/// The sequence of one block, and what no sequence of it costs less than.
pub(super) struct Ordered {
    pub(super) sequence: Vec<usize>,
    pub(super) bound: i128,
}

/// Returns the best sequence of a block of Sidney, or a good one where the block is too large.
pub(super) fn sequence(nodes: &[Node], set: &[usize]) -> Ordered {
    let found = match set {
        [_] => Some(set.to_vec()),
        _ if set.len() <= EXACT_LIMIT => exact(nodes, set),
        _ => None,
    };
    if let Some(sequence) = found {
        return Ordered { bound: cost(nodes, &sequence), sequence };
    }
    let forwards = mended(nodes, forwards(nodes, set));
    let backwards = mended(nodes, backwards(nodes, set));
    let sequence = if cost(nodes, &backwards) < cost(nodes, &forwards) { backwards } else { forwards };
    Ordered { bound: bound(nodes, set), sequence }
}

/// Returns what no sequence of a block costs less than.
///
/// No set that can come first is denser than its block, W / T, so the weight left while job k runs is at least
/// W − (W / T) · (time before k): in sum (W · T + W / T · Σ t²) / 2. The same read backwards: (W · T + T / W · Σ w²) / 2.
fn bound(nodes: &[Node], set: &[usize]) -> i128 {
    let (weight, time) = totals(nodes, set);
    let squares = |of: fn(&Node) -> i128| set.iter().map(|node| of(&nodes[*node]).pow(2)).sum::<i128>();
    let more = |times: i128, by: i128, squares: i128| if by == 0 { 0 } else { times * squares / by };
    let more =
        more(weight, time, squares(|node| node.time)).max(more(time, weight, squares(|node| node.weight)));
    (weight * time + more) / 2
}

/// `least[done]` is the least cost of finishing the block once the nodes of the mask `done` are done. The date
/// depends only on that mask, so the sequence is rebuilt forwards, taking at each place the first node, in the
/// canonical numbering, that keeps the cost least. Returns `None` when the precedence turns in a circle.
fn exact(nodes: &[Node], set: &[usize]) -> Option<Vec<usize>> {
    let count = set.len();
    let needs: Vec<usize> = set.iter().map(|node| mask_of(&nodes[*node].after, set)).collect();
    let full = (1_usize << count) - 1;
    let opens = |done: usize| {
        let needs = &needs;
        (0..count).filter(move |next| done & (1 << next) == 0 && needs[*next] & !done == 0)
    };
    // Only sets that can be reached are looked at; the clock of each is that of a smaller one and a node.
    let mut clock: Vec<Option<i128>> = vec![None; full + 1];
    clock[0] = Some(0);
    for done in 0..=full {
        let Some(now) = clock[done] else { continue };
        opens(done).for_each(|next| clock[done | (1 << next)] = Some(now + nodes[set[next]].time));
    }
    let mut least: Vec<i128> = vec![0; full + 1];
    let price = |least: &[i128], done: usize, now: i128, next: usize| {
        let node = &nodes[set[next]];
        least[done | (1 << next)] + node.weight * (now + node.time)
    };
    clock[full]?;
    for done in (0..full).rev() {
        let Some(now) = clock[done] else { continue };
        least[done] = opens(done).map(|next| price(&least, done, now, next)).min().unwrap_or(i128::MAX / 2);
    }
    let (mut done, mut sequence) = (0, Vec::with_capacity(count));
    while done != full {
        let now = clock[done]?;
        let next = opens(done).find(|next| price(&least, done, now, *next) == least[done])?;
        sequence.push(set[next]);
        done |= 1 << next;
    }
    Some(sequence)
}

/// Smith's rule among what is allowed; a node in a circle comes when nothing else is left.
fn forwards(nodes: &[Node], set: &[usize]) -> Vec<usize> {
    pick(
        set,
        |node| nodes[node].after.clone(),
        |a, b| (nodes[b].weight * nodes[a].time).cmp(&(nodes[a].weight * nodes[b].time)),
    )
}

/// The same from the end: what brings least for its time comes last among what nothing waits for.
fn backwards(nodes: &[Node], set: &[usize]) -> Vec<usize> {
    let mut followers = vec![Vec::new(); nodes.len()];
    for node in set {
        nodes[*node].after.iter().for_each(|before| followers[*before].push(*node));
    }
    let mut sequence = pick(
        set,
        |node| followers[node].clone(),
        |a, b| (nodes[a].weight * nodes[b].time).cmp(&(nodes[b].weight * nodes[a].time)).then(b.cmp(&a)),
    );
    sequence.reverse();
    sequence
}

/// Takes again and again the least node of those that wait for nothing that is left.
fn pick(
    set: &[usize],
    waits: impl Fn(usize) -> Vec<usize>,
    compare: impl Fn(usize, usize) -> std::cmp::Ordering,
) -> Vec<usize> {
    let size = set.iter().max().map_or(0, |most| most + 1);
    let mut pending = vec![0_usize; size];
    let mut releases: Vec<Vec<usize>> = vec![Vec::new(); size];
    for node in set {
        for before in waits(*node).into_iter().filter(|before| set.binary_search(before).is_ok()) {
            pending[*node] += 1;
            releases[before].push(*node);
        }
    }
    let (mut left, mut sequence) = (set.to_vec(), Vec::with_capacity(set.len()));
    while !left.is_empty() {
        let free = (0..left.len()).filter(|at| pending[left[*at]] == 0);
        let at = free.min_by(|a, b| compare(left[*a], left[*b])).unwrap_or(0);
        let node = left.remove(at);
        releases[node].iter().for_each(|next| pending[*next] = pending[*next].saturating_sub(1));
        sequence.push(node);
    }
    sequence
}

/// Puts each window of neighbours in its best order, until that changes nothing.
fn mended(nodes: &[Node], mut sequence: Vec<usize>) -> Vec<usize> {
    for _ in 0..PASSES {
        let mut changed = false;
        for start in (0..sequence.len()).step_by(WINDOW / 2) {
            let end = (start + WINDOW).min(sequence.len());
            let mut window = sequence[start..end].to_vec();
            window.sort_unstable();
            let Some(better) = exact(nodes, &window) else { continue };
            if cost(nodes, &better) < cost(nodes, &sequence[start..end]) {
                sequence[start..end].copy_from_slice(&better);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    sequence
}

fn mask_of(nodes: &[usize], set: &[usize]) -> usize {
    set.iter()
        .enumerate()
        .filter(|(_, node)| nodes.contains(node))
        .fold(0, |mask, (index, _)| mask | (1 << index))
}
