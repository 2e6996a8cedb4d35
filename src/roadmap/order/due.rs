//! Latest dates: as many as possible are kept; among the sequences that keep them, the cost is least.

use std::collections::BTreeMap;

use super::{EXACT_LIMIT, Node, Order, cost};

/// Returns how many latest dates a sequence misses.
pub(super) fn missed(nodes: &[Node], sequence: &[usize]) -> usize {
    let mut clock = 0;
    sequence
        .iter()
        .filter(|node| {
            clock += nodes[**node].time;
            nodes[**node].due.is_some_and(|due| clock > due)
        })
        .count()
}

/// Changes the best sequence without latest dates into one that keeps as many as possible.
///
/// Up to [`EXACT_LIMIT`] jobs this is exact. Beyond, each job that is late is brought forward, with what it waits for,
/// as little as needed.
pub(super) fn keep(nodes: &[Node], free: Order) -> Order {
    if nodes.len() <= EXACT_LIMIT
        && let Some(sequence) = exact(nodes)
    {
        return Order { cost: cost(nodes, &sequence), sequence, exact: true, ..free };
    }
    let sequence = mended(nodes, free.sequence);
    Order { cost: cost(nodes, &sequence), sequence, exact: false, ..free }
}

/// The same programme as inside a block, over the sets that can be reached, with the dates missed before the cost.
fn exact(nodes: &[Node]) -> Option<Vec<usize>> {
    let full = (1_usize << nodes.len()) - 1;
    let needs: Vec<usize> =
        nodes.iter().map(|node| node.after.iter().fold(0, |mask, before| mask | (1 << before))).collect();
    // For each set: the dates missed, the cost, the clock, the set before.
    let mut level: BTreeMap<usize, (usize, i128, i128)> = BTreeMap::from([(0, (0, 0, 0))]);
    let mut came: BTreeMap<usize, usize> = BTreeMap::new();
    for _ in 0..nodes.len() {
        let mut next_level: BTreeMap<usize, (usize, i128, i128)> = BTreeMap::new();
        for (done, (late, spent, clock)) in &level {
            for (next, node) in nodes.iter().enumerate() {
                if done & (1 << next) != 0 || needs[next] & !done != 0 {
                    continue;
                }
                let clock = clock + node.time;
                let late = late + usize::from(node.due.is_some_and(|due| clock > due));
                let reached = (late, spent + node.weight * clock, clock);
                let set = done | (1 << next);
                let known = next_level.get(&set);
                if known.is_none_or(|known| (reached.0, reached.1) < (known.0, known.1)) {
                    next_level.insert(set, reached);
                    came.insert(set, next);
                }
            }
        }
        level = next_level;
    }
    let (mut done, mut sequence) = (full, Vec::new());
    while done != 0 {
        let last = *came.get(&done)?;
        sequence.push(last);
        done &= !(1 << last);
    }
    sequence.reverse();
    Some(sequence)
}

fn mended(nodes: &[Node], mut sequence: Vec<usize>) -> Vec<usize> {
    let mut dated: Vec<usize> = (0..nodes.len()).filter(|node| nodes[*node].due.is_some()).collect();
    dated.sort_by_key(|node| (nodes[*node].due, *node));
    for wanted in dated {
        let before = missed(nodes, &sequence);
        let Some(place) = sequence.iter().position(|node| *node == wanted) else { continue };
        let clock: i128 = sequence[..=place].iter().map(|node| nodes[*node].time).sum();
        if nodes[wanted].due.is_none_or(|due| clock <= due) {
            continue;
        }
        // What it waits for goes along, in the same order.
        let mut along = vec![false; nodes.len()];
        along[wanted] = true;
        for node in sequence[..=place].iter().rev() {
            if along[*node] {
                nodes[*node].after.iter().for_each(|waited| along[*waited] = true);
            }
        }
        let earlier = (0..place).rev().find_map(|start| {
            let moved = sequence[start..=place].iter().filter(|node| along[**node]);
            let stay = sequence[start..=place].iter().filter(|node| !along[**node]);
            let candidate: Vec<usize> = sequence[..start]
                .iter()
                .chain(moved)
                .chain(stay)
                .chain(&sequence[place + 1..])
                .copied()
                .collect();
            (missed(nodes, &candidate) < before).then_some(candidate)
        });
        sequence = earlier.unwrap_or(sequence);
    }
    sequence
}
