//! Sidney's decomposition: blocks, closed under precedence, that follow one another in some best sequence.
//!
//! Parts that no precedence ties are cut apart first: their blocks are merged by ratio. Inside a part, the set
//! closed under precedence of the greatest Σ (weight · T − time · W), where W / T is the ratio of the part, is a
//! minimum cut (Picard 1976). It holds every block that is denser than the part; what is left holds the others; both
//! are cut again until nothing is denser than its part. Ratios are two integers.

use std::collections::VecDeque;

use super::{Node, totals};

/// Returns the blocks of all nodes, the densest first.
pub(super) fn blocks(nodes: &[Node]) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..nodes.len()).collect();
    let mut place = vec![usize::MAX; nodes.len()];
    let mut blocks: Vec<(i128, i128, Vec<usize>)> = Vec::new();
    for part in components(nodes, &all) {
        cut(nodes, part, &mut place, &mut |block| {
            // What has the same ratio and is not tied can come in any order: each part is a block.
            for block in components(nodes, &block) {
                let (weight, time) = totals(nodes, &block);
                blocks.push((weight, time, block));
            }
        });
    }
    // Stable: blocks of one ratio stay in the order of their parts.
    blocks.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
    blocks.into_iter().map(|(_, _, block)| block).collect()
}

/// Cuts a set into its blocks, the densest first.
fn cut(nodes: &[Node], set: Vec<usize>, place: &mut [usize], emit: &mut impl FnMut(Vec<usize>)) {
    if set.len() == 1 {
        return emit(set);
    }
    let (weight, time) = totals(nodes, &set);
    let denser = closure(nodes, &set, weight, time, place);
    if denser.is_empty() || denser.len() == set.len() {
        return emit(set);
    }
    let rest = set.into_iter().filter(|node| denser.binary_search(node).is_err()).collect();
    cut(nodes, denser, place, emit);
    cut(nodes, rest, place, emit);
}

/// Cuts a set into the parts that precedence ties together, in the order of their first nodes.
fn components(nodes: &[Node], set: &[usize]) -> Vec<Vec<usize>> {
    let size = set.last().map_or(0, |most| most + 1);
    let mut parent: Vec<usize> = (0..size).collect();
    fn root(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for node in set {
        for before in nodes[*node].after.iter().filter(|before| set.binary_search(before).is_ok()) {
            let (a, b) = (root(&mut parent, *node), root(&mut parent, *before));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut part_of = vec![usize::MAX; size];
    for node in set {
        let root = root(&mut parent, *node);
        if part_of[root] == usize::MAX {
            part_of[root] = parts.len();
            parts.push(Vec::new());
        }
        parts[part_of[root]].push(*node);
    }
    parts
}

/// Returns the smallest closed set of the greatest Σ (w · T − t · W), empty when none is positive.
fn closure(nodes: &[Node], set: &[usize], weight: i128, time: i128, place: &mut [usize]) -> Vec<usize> {
    let (source, sink) = (set.len(), set.len() + 1);
    let mut network = Network::new(set.len() + 2);
    set.iter().enumerate().for_each(|(index, node)| place[*node] = index);
    for (index, node) in set.iter().enumerate() {
        let value = nodes[*node].weight * time - nodes[*node].time * weight;
        if value > 0 {
            network.add(source, index, value);
        } else {
            network.add(index, sink, -value);
        }
        for before in &nodes[*node].after {
            if place[*before] != usize::MAX {
                network.add(index, place[*before], i128::MAX / 4);
            }
        }
    }
    let side = network.cut(source, sink);
    set.iter().for_each(|node| place[*node] = usize::MAX);
    set.iter().enumerate().filter(|(index, _)| side[*index]).map(|(_, node)| *node).collect()
}

/// A flow network; arcs come in pairs, an arc and its reverse.
struct Network {
    out: Vec<Vec<usize>>,
    head: Vec<usize>,
    room: Vec<i128>,
}

impl Network {
    fn new(size: usize) -> Self {
        Self { out: vec![Vec::new(); size], head: Vec::new(), room: Vec::new() }
    }

    fn add(&mut self, from: usize, to: usize, capacity: i128) {
        self.out[from].push(self.head.len());
        self.head.push(to);
        self.room.push(capacity);
        self.out[to].push(self.head.len());
        self.head.push(from);
        self.room.push(0);
    }

    /// Pushes all that fits (Dinic) and returns which nodes the source still reaches.
    fn cut(&mut self, source: usize, sink: usize) -> Vec<bool> {
        loop {
            let levels = self.levels(source);
            if levels[sink].is_none() {
                return levels.iter().map(Option::is_some).collect();
            }
            let mut tried = vec![0; self.out.len()];
            while self.push(source, sink, i128::MAX / 4, &levels, &mut tried) > 0 {}
        }
    }

    fn levels(&self, source: usize) -> Vec<Option<usize>> {
        let mut levels = vec![None; self.out.len()];
        levels[source] = Some(0);
        let mut queue = VecDeque::from([(source, 0)]);
        while let Some((node, level)) = queue.pop_front() {
            for arc in &self.out[node] {
                let next = self.head[*arc];
                if self.room[*arc] > 0 && levels[next].is_none() {
                    levels[next] = Some(level + 1);
                    queue.push_back((next, level + 1));
                }
            }
        }
        levels
    }

    fn push(
        &mut self,
        node: usize,
        sink: usize,
        limit: i128,
        levels: &[Option<usize>],
        tried: &mut [usize],
    ) -> i128 {
        if node == sink {
            return limit;
        }
        while tried[node] < self.out[node].len() {
            let arc = self.out[node][tried[node]];
            let next = self.head[arc];
            let deeper = levels[next].is_some() && levels[next] == levels[node].map(|level| level + 1);
            if self.room[arc] > 0 && deeper {
                let pushed = self.push(next, sink, limit.min(self.room[arc]), levels, tried);
                if pushed > 0 {
                    self.room[arc] -= pushed;
                    self.room[arc ^ 1] += pushed;
                    return pushed;
                }
            }
            tried[node] += 1;
        }
        0
    }
}
