//! The set, closed under precedence, of the greatest weight for its time: the first block of a best sequence.
//!
//! Dinkelbach's iteration: for a ratio λ, the closed set of the greatest Σ (weight − λ · time) is a minimum cut
//! (Picard 1976); while it is positive, its own ratio is the next λ. Ratios are kept as two integers.

use std::collections::VecDeque;

use super::Node;

/// Returns the closed set of the greatest ratio among the remaining nodes, in increasing order, never empty.
pub(super) fn densest(nodes: &[Node], remaining: &[usize]) -> Vec<usize> {
    let mut best = remaining.to_vec();
    loop {
        let weight: i128 = best.iter().map(|node| nodes[*node].weight).sum();
        let time: i128 = best.iter().map(|node| nodes[*node].time).sum();
        let denser = closure(nodes, remaining, weight, time);
        if denser.is_empty() {
            return best;
        }
        best = denser;
    }
}

/// Returns the smallest closed set of the greatest Σ (w · T − t · W), empty when none is positive.
fn closure(nodes: &[Node], remaining: &[usize], weight: i128, time: i128) -> Vec<usize> {
    let (source, sink) = (remaining.len(), remaining.len() + 1);
    let mut network = Network::new(remaining.len() + 2);
    let mut place = vec![None; nodes.len()];
    for (index, node) in remaining.iter().enumerate() {
        place[*node] = Some(index);
    }
    for (index, node) in remaining.iter().enumerate() {
        let value = nodes[*node].weight * time - nodes[*node].time * weight;
        if value > 0 {
            network.add(source, index, value);
        } else {
            network.add(index, sink, -value);
        }
        for before in &nodes[*node].after {
            if let Some(needed) = place[*before] {
                network.add(index, needed, i128::MAX / 4);
            }
        }
    }
    let side = network.cut(source, sink);
    remaining.iter().enumerate().filter(|(index, _)| side[*index]).map(|(_, node)| *node).collect()
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
