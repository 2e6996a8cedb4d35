//! The two drawings of the plan, each with a table that says the same: what stays exposed over the phases, and the impact
//! and effort of each step, with the order drawn through them.

use super::words::count;
use super::writer::{Writer, phase_anchor};
use crate::report::block::{Align, Block, Cell, Column, Level, Span};
use crate::report::chart::{
    CHART_WIDTH, Chart, Mark, Point, Room, Side, Stroke, crosses, label_room, label_width, meet,
};
use crate::roadmap::Step;
use crate::text::day_tenths;

/// Left edge of both plots: the figures of the vertical axis stand before it.
const LEFT: i32 = 360;
/// Right edge of both plots.
const RIGHT: i32 = CHART_WIDTH - 60;
/// Upper edge of both plots.
const TOP: i32 = 120;
/// More steps than that are not joined by lines: nobody could follow them.
const JOINED: usize = 25;
/// The graduations of the effort, in minutes: a tenth of a day, a fifth, a half, a day and so on.
const GRADES: [i64; 14] =
    [42, 84, 210, 420, 840, 2_100, 4_200, 8_400, 21_000, 42_000, 84_000, 210_000, 420_000, 840_000];

/// What stays exposed, as a staircase: a step protects when it is over.
pub(super) fn residual(writer: &Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let phases = &report.roadmap.phases;
    let left: Vec<i64> = phases.iter().map(|phase| 100 - phase.gained_percent).collect();
    let told: Vec<String> = phases
        .iter()
        .zip(&left)
        .take(6)
        .map(|(phase, left)| {
            lang.pick(
                format!("{left} % à la fin de la phase {}", phase.number),
                format!("{left}% at the end of phase {}", phase.number),
            )
        })
        .collect();
    let told = lang.enumerate(&told);
    let alternative = lang.pick(
        format!("Courbe en escalier de ce qui reste exposé : 100 % aujourd'hui, {told}. Le tableau dit la même chose."),
        format!("Staircase of what is left exposed: 100% today, {told}. The table says the same."),
    );
    let mut work = 0;
    let rows = phases
        .iter()
        .zip(&left)
        .map(|(phase, left)| {
            work += phase.minutes;
            let percent = lang.pick(format!("{left}\u{a0}%"), format!("{left}%"));
            vec![
                vec![Span::anchor(format!("Phase {}", phase.number), phase_anchor(phase))],
                vec![Span::plain(lang.month(phase.last_month()))],
                vec![Span::plain(lang.tenths(day_tenths(work)))],
                vec![Span::plain(percent)],
            ]
        })
        .collect();
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    let drawn = vec![
        writer.heading(
            Level::Two,
            writer.say("Ce qui reste exposé, phase après phase", "What is left exposed, phase after phase"),
            "exposure",
        ),
        Block::text(writer.say(
            "Le plan entier compte pour 100 %. Chaque étape finie fait descendre la courbe. L'ordre est choisi pour que la surface sous la courbe soit la plus petite : ce qui protège le plus pour le moins de travail vient tôt.",
            "The whole plan counts for 100%. Each step that is over takes the curve down. The order is chosen to make the surface below the curve the smallest: what protects most for the least work comes early.",
        )),
        Block::Chart(Chart { alternative, height: 1640, marks: staircase(writer, 1640 - 160) }),
    ];
    vec![
        Block::KeepTogether(drawn),
        Block::Table {
            columns: vec![
                column(writer.say("À la fin de", "At the end of"), 25, Align::Left),
                column(writer.say("Mois", "Month"), 25, Align::Left),
                column(writer.say("Jours de travail en tout", "Days of work in all"), 25, Align::Right),
                column(writer.say("Reste exposé", "Left exposed"), 25, Align::Right),
            ],
            rows,
        },
    ]
}

fn staircase(writer: &Writer<'_>, bottom: i32) -> Vec<Mark> {
    let (roadmap, lang) = (writer.report.roadmap, writer.lang);
    let months = writer.report.total_months().max(1);
    let total = roadmap.steps.iter().map(|step| step.impact.total()).sum::<i64>().max(1);
    let y_of = |percent: i64| bottom - scaled(i64::from(bottom - TOP), percent, 100);
    let mut marks = vec![
        line((LEFT, TOP), (LEFT, bottom), Stroke::Axis),
        line((LEFT, bottom), (RIGHT, bottom), Stroke::Axis),
    ];
    let (mut labels, mut words) = (Labels::default(), Vec::new());
    for percent in [0, 25, 50, 75, 100] {
        let y = y_of(percent);
        if percent > 0 {
            marks.push(line((LEFT, y), (RIGHT, y), Stroke::Grid));
        }
        if percent % 50 == 0 {
            let text = lang.pick(format!("{percent}\u{a0}%"), format!("{percent}%"));
            labels.push(&mut words, (LEFT - 40, y), Side::End, text, false);
        }
    }
    let (mut stairs, mut done, mut before) = (Vec::new(), 0, 0);
    let mut at = (LEFT, y_of(100));
    for phase in &roadmap.phases {
        // A thousandth of a month is finer than any printer.
        let x_of = |thousandths: i64| LEFT + scaled(i64::from(RIGHT - LEFT), thousandths, months * 1000);
        let (start, end) = (x_of(before * 1000), x_of((before + phase.months) * 1000));
        marks.push(line((end, TOP), (end, bottom), Stroke::Grid));
        let name = [format!("Phase {}", phase.number), phase.number.to_string()];
        if let Some(name) = name.into_iter().find(|name| label_width(name, false) + 40 < end - start) {
            labels.push(&mut words, ((start + end) / 2, bottom + 90), Side::Middle, name, false);
        }
        let mut spent = 0;
        for step in &roadmap.steps[phase.steps.clone()] {
            spent += step.effort.total;
            done += step.impact.total();
            let passed = before * 1000 + phase.months * 1000 * spent / phase.minutes.max(1);
            let next = (x_of(passed), bottom - scaled(i64::from(bottom - TOP), total - done, total));
            stairs.push(line(at, (next.0, at.1), Stroke::Main));
            stairs.push(line((next.0, at.1), next, Stroke::Main));
            at = next;
        }
        before += phase.months;
        let left = 100 - phase.gained_percent;
        let text = lang.pick(format!("{left}\u{a0}%"), format!("{left}%"));
        // To the right of its phase the staircase is lower: the words stand clear of it.
        if left > 0 {
            labels.push(&mut words, (end + 40, at.1 - 70), Side::Start, text, true);
        }
    }
    // The grid, the staircase over it, the words over both.
    marks.extend(stairs);
    marks.extend(words);
    marks
}

/// Impact against effort, with the order drawn through.
pub(super) fn matrix(writer: &Writer<'_>) -> Vec<Block> {
    let (report, lang) = (writer.report, writer.lang);
    let steps = &report.roadmap.steps;
    if steps.len() < 2 {
        return Vec::new();
    }
    let row = |(index, step): (usize, &Step)| -> Vec<Cell> {
        let mut title = vec![writer.link_to_step(index)];
        if step.in_progress {
            title.push(Span::muted(writer.say(", commencée", ", begun")));
        }
        vec![
            vec![Span::plain((index + 1).to_string())],
            title,
            vec![Span::plain(lang.tenths(day_tenths(step.effort.total)))],
            vec![Span::plain(step.impact.points().to_string())],
        ]
    };
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    let (marks, hidden) = scatter(writer, 1960 - 220);
    let number = count(lang, steps.len(), ["étape", "étapes"], ["step", "steps"]);
    let alternative = lang.pick(
        format!("Nuage de points de {number} : l'effort en jours de gauche à droite, l'impact sur 100 de bas en haut. Le tableau dit la même chose."),
        format!("Points for {number}: effort in days from left to right, impact out of 100 from bottom to top. The table says the same."),
    );
    let mut text = writer
        .say(
            "Chaque point est une étape, avec son rang. En haut à gauche : beaucoup d'impact pour peu de travail. Une étape qui ouvre la voie à d'autres vient tôt même si son propre impact est nul.",
            "Each point is a step, with its rank. Top left: much impact for little work. A step that opens the way to others comes early even if it has no impact of its own.",
        )
        .to_owned();
    let begun = steps.iter().filter(|step| step.in_progress).count();
    if begun > 0 && begun < steps.len() {
        text += writer.say(
            " Les étapes commencées ont une autre couleur ; le tableau les signale.",
            " Steps already begun have another colour; the table says so.",
        );
    }
    if hidden {
        text += writer.say(
            " Les points trop serrés n'ont pas de numéro : le tableau les a tous.",
            " Points that are too close have no number: the table has them all.",
        );
    }
    let drawn = vec![
        writer.heading(
            Level::Two,
            writer.say("L'impact et l'effort de chaque étape", "Impact and effort of each step"),
            "impact",
        ),
        Block::text(text),
        Block::Chart(Chart { alternative, height: 1960, marks }),
    ];
    vec![
        Block::KeepTogether(drawn),
        Block::Table {
            columns: vec![
                column(writer.say("N°", "No."), 8, Align::Right),
                column(writer.say("Étape", "Step"), 56, Align::Left),
                column(writer.say("Jours", "Days"), 16, Align::Right),
                column(writer.say("Impact sur 100", "Impact out of 100"), 20, Align::Right),
            ],
            rows: steps.iter().enumerate().map(row).collect(),
        },
    ]
}

/// Returns the marks, and whether a point has no number.
fn scatter(writer: &Writer<'_>, bottom: i32) -> (Vec<Mark>, bool) {
    let (steps, lang) = (&writer.report.roadmap.steps, writer.lang);
    let efforts = || steps.iter().map(|step| step.effort.total);
    let (least, most) = (efforts().min().unwrap_or(1), efforts().max().unwrap_or(1));
    let first = GRADES.iter().rposition(|grade| *grade <= least).unwrap_or(0);
    let last = GRADES.iter().position(|grade| *grade >= most).unwrap_or(GRADES.len() - 1).max(first + 1);
    let grades = &GRADES[first..=last.min(GRADES.len() - 1)];
    let highest = steps.iter().map(|step| step.impact.points()).max().unwrap_or(0);
    let highest = ((highest + 9) / 10 * 10).max(10);
    let y_of = |points: i64| bottom - scaled(i64::from(bottom - TOP), points, highest);

    let mut marks = vec![
        line((LEFT, TOP), (LEFT, bottom), Stroke::Axis),
        line((LEFT, bottom), (RIGHT, bottom), Stroke::Axis),
    ];
    let mut labels = Labels::default();
    let mut words = Vec::new();
    let each = if highest > 50 { 20 } else { 10 };
    for points in (0..=highest).step_by(each) {
        marks.push(line((LEFT, y_of(points)), (RIGHT, y_of(points)), Stroke::Grid));
        labels.push(&mut words, (LEFT - 40, y_of(points)), Side::End, points.to_string(), false);
    }
    for (index, grade) in grades.iter().enumerate() {
        let x = x_of(grades, *grade);
        marks.push(line((x, TOP), (x, bottom), Stroke::Grid));
        let side = if index + 1 == grades.len() { Side::End } else { Side::Middle };
        let text = lang.tenths(day_tenths(*grade));
        labels.push(&mut words, (x, bottom + 65), side, text, false);
    }
    let impact = writer.say("Impact sur 100", "Impact out of 100").to_owned();
    labels.push(&mut words, (LEFT - 160, TOP - 70), Side::Start, impact, true);
    let effort = writer.say("Effort en jours", "Effort in days").to_owned();
    labels.push(&mut words, (RIGHT, bottom + 168), Side::End, effort, true);

    let places: Vec<Point> =
        steps.iter().map(|step| (x_of(grades, step.effort.total), y_of(step.impact.points()))).collect();
    let threads: Vec<(Point, Point)> = match steps.len() <= JOINED {
        true => places.windows(2).map(|pair| (pair[0], pair[1])).collect(),
        false => Vec::new(),
    };
    marks.extend(threads.iter().map(|(from, to)| line(*from, *to, Stroke::Thread)));
    let radius = if steps.len() <= JOINED { 32 } else { 22 };
    for (at, step) in places.iter().zip(steps) {
        marks.push(Mark::Dot { at: *at, radius, accent: step.in_progress });
        labels.taken.push((at.0 - radius, at.1 - radius, at.0 + radius, at.1 + radius));
    }
    let mut hidden = false;
    for (index, (x, y)) in places.iter().enumerate() {
        let text = (index + 1).to_string();
        let around = [
            ((x + 55, *y), Side::Start),
            ((*x, y - 85), Side::Middle),
            ((x - 55, *y), Side::End),
            ((*x, y + 85), Side::Middle),
            ((x + 45, y - 70), Side::Start),
            ((x + 45, y + 70), Side::Start),
            ((x - 45, y - 70), Side::End),
            ((x - 45, y + 70), Side::End),
        ];
        // Beside the lines if there is room, on them if not.
        let clear = |(at, side): &(Point, Side)| {
            let room = label_room(*at, *side, &text, true);
            !threads.iter().any(|(from, to)| crosses(room, *from, *to))
        };
        let (free, on_lines): (Vec<_>, Vec<_>) = around.into_iter().partition(clear);
        let placed = free
            .into_iter()
            .chain(on_lines)
            .any(|(at, side)| labels.push(&mut words, at, side, text.clone(), true));
        hidden |= !placed;
    }
    marks.extend(words);
    (marks, hidden)
}

/// Returns where an effort stands between graduations that are as far from each other.
fn x_of(grades: &[i64], minutes: i64) -> i32 {
    let gaps = i64::try_from(grades.len()).unwrap_or(2) - 1;
    let above = grades.iter().position(|grade| *grade >= minutes).unwrap_or(grades.len() - 1).max(1);
    let (low, high) = (grades[above - 1], grades[above]);
    let within = (minutes - low).clamp(0, high - low) * 1000 / (high - low).max(1);
    let place = i64::try_from(above - 1).unwrap_or(0) * 1000 + within;
    LEFT + scaled(i64::from(RIGHT - LEFT), place, gaps.max(1) * 1000)
}

/// Returns a share of a length.
fn scaled(length: i64, part: i64, whole: i64) -> i32 {
    i32::try_from(length * part / whole.max(1)).unwrap_or(0)
}

fn line(from: Point, to: Point, look: Stroke) -> Mark {
    Mark::Line { from, to, look }
}

fn label(at: Point, side: Side, text: String, strong: bool) -> Mark {
    Mark::Label { at, side, text, strong }
}

/// The rooms that labels and dots take.
#[derive(Default)]
struct Labels {
    taken: Vec<Room>,
}

impl Labels {
    /// Adds a label if its room is free and on the strip; tells whether it did.
    fn push(&mut self, marks: &mut Vec<Mark>, at: Point, side: Side, text: String, strong: bool) -> bool {
        let room = label_room(at, side, &text, strong);
        let inside = room.0 >= 0 && room.1 >= 0 && room.2 <= CHART_WIDTH;
        if !inside || self.taken.iter().any(|other| meet(room, *other)) {
            return false;
        }
        self.taken.push(room);
        marks.push(label(at, side, text, strong));
        true
    }
}
