//! JSON Pointers with a star, and the way up.

use serde_json::Value;

/// A value and those that it stands in, the nearest last.
#[derive(Clone, Debug)]
pub(crate) struct Node<'v> {
    /// The value.
    pub(crate) value: &'v Value,
    above: Vec<&'v Value>,
}

impl<'v> Node<'v> {
    /// Begins at the top of a document.
    pub(crate) fn top(value: &'v Value) -> Self {
        Self { value, above: Vec::new() }
    }

    /// Returns the values at a place, in the order of the document.
    pub(crate) fn find(&self, place: &str) -> Vec<Node<'v>> {
        let digits = place.len() - place.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let up: usize = place[..digits].parse().unwrap_or(0);
        if up > self.above.len() {
            return Vec::new();
        }
        let kept = self.above.len() - up;
        let start = Node {
            value: if up == 0 { self.value } else { self.above[kept] },
            above: self.above[..kept].to_vec(),
        };
        let parts = place[digits..].split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~"));
        parts.fold(vec![start], |nodes, part| nodes.iter().flat_map(|node| node.below(&part)).collect())
    }

    fn below(&self, part: &str) -> Vec<Node<'v>> {
        let node = |value: &'v Value| Node { value, above: [self.above.as_slice(), &[self.value]].concat() };
        match (self.value, part) {
            (Value::Array(items), "*") => items.iter().map(node).collect(),
            (Value::Object(items), "*") => items.values().map(node).collect(),
            (Value::Array(items), part) => {
                part.parse::<usize>().ok().and_then(|at| items.get(at)).map(node).into_iter().collect()
            }
            (Value::Object(items), part) => items.get(part).map(node).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(place: &str) -> Vec<String> {
        let value = serde_json::json!({"a": [{"n": "x", "b": [{"c": 1}, {"c": 2}]}], "d/e": {"f": 3}});
        let found = Node::top(&value).find(place);
        found.iter().map(|node| node.value.to_string()).collect()
    }

    #[test]
    fn a_star_stands_for_every_item() {
        assert_eq!(find("/a/*/b/*/c"), ["1", "2"]);
    }

    #[test]
    fn a_place_that_does_not_exist_gives_nothing() {
        assert!(find("/a/7/b").is_empty() && find("/a/*/n/*").is_empty() && find("3/a").is_empty());
    }

    #[test]
    fn slashes_in_names_are_escaped() {
        assert_eq!(find("/d~1e/f"), ["3"]);
    }

    #[test]
    fn a_number_goes_up() {
        let value = serde_json::json!([{"name": "S", "providers": [{"name": "P"}]}]);
        let records = Node::top(&value).find("/*/providers/*");
        assert_eq!(records[0].find("2/name")[0].value, "S");
        assert_eq!(records[0].find("/name")[0].value, "P");
    }
}
