//! Drawings that a report holds, as marks on a strip: each format draws them its own way.
//!
//! Lengths are in tenths of a point, from the top left corner of the strip, so that nothing depends on how a machine
//! rounds.

/// Width of every chart.
pub const CHART_WIDTH: i32 = 4712;
/// Height of the letters of a label, with the space around them.
pub const LABEL_HEIGHT: i32 = 100;

/// A drawing as wide as the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// What a reader who does not see the drawing is told.
    pub alternative: String,
    /// Height of the strip.
    pub height: i32,
    /// What is drawn, in painting order.
    pub marks: Vec<Mark>,
}

/// A place on the strip: from the left, from the top.
pub type Point = (i32, i32);

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A straight line.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
        /// Look of the line.
        look: Stroke,
    },
    /// A full circle.
    Dot {
        /// Its middle.
        at: Point,
        /// Its radius.
        radius: i32,
        /// Whether it has the second accent.
        accent: bool,
    },
    /// A few words on one line.
    Label {
        /// Where the middle of their height is, at the side that `side` names.
        at: Point,
        /// Which side of the words is at that place.
        side: Side,
        /// The words.
        text: String,
        /// Whether they are heavier.
        strong: bool,
    },
}

/// Look of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// An axis.
    Axis,
    /// A help for the eye.
    Grid,
    /// What the chart shows.
    Main,
    /// A path from dot to dot.
    Thread,
}

/// Side of a label that stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left one: the words go to the right.
    Start,
    /// The middle.
    Middle,
    /// The right one: the words go to the left.
    End,
}

/// Returns how wide a label is at most: enough for every face that the formats use.
pub fn label_width(text: &str, strong: bool) -> i32 {
    let each = if strong { 54 } else { 51 };
    i32::try_from(text.chars().count()).unwrap_or(i32::MAX / 100) * each
}

/// The room that a label takes: left, top, right, bottom.
pub type Room = (i32, i32, i32, i32);

/// Returns the room that a label takes.
pub fn label_room(at: Point, side: Side, text: &str, strong: bool) -> Room {
    let width = label_width(text, strong);
    let left = match side {
        Side::Start => at.0,
        Side::Middle => at.0 - width / 2,
        Side::End => at.0 - width,
    };
    (left, at.1 - LABEL_HEIGHT / 2, left + width, at.1 + LABEL_HEIGHT / 2)
}

/// Tells whether two rooms have a place in common.
pub fn meet(a: Room, b: Room) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Tells whether a straight line passes through a room.
pub fn crosses(room: Room, from: Point, to: Point) -> bool {
    let around = (from.0.min(to.0), from.1.min(to.1), from.0.max(to.0) + 1, from.1.max(to.1) + 1);
    // On which side of the line a corner is.
    let side = |x: i32, y: i32| {
        let (dx, dy) = (i64::from(to.0 - from.0), i64::from(to.1 - from.1));
        (dx * i64::from(y - from.1) - dy * i64::from(x - from.0)).signum()
    };
    let corners = [(room.0, room.1), (room.2, room.1), (room.0, room.3), (room.2, room.3)];
    let sides: i64 = corners.map(|(x, y)| side(x, y)).iter().sum();
    meet(room, around) && sides.abs() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_room_only_if_it_passes_through_it() {
        let room = (10, 10, 30, 20);
        assert!(crosses(room, (0, 15), (40, 15)));
        assert!(crosses(room, (20, 0), (20, 40)));
        assert!(crosses(room, (0, 0), (40, 25)));
        assert!(!crosses(room, (0, 15), (5, 15)), "it ends before");
        assert!(!crosses(room, (0, 12), (22, 40)), "its box meets the room, the line does not");
    }
}
