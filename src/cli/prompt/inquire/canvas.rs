//! Lines that are drawn again in place, and the keys pressed meanwhile.

use std::io::{self, Write as _};

use crossterm::cursor::{MoveRight, MoveToColumn, MoveUp};
use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use crossterm::style::{Color, Print, ResetColor, SetForegroundColor};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{ExecutableCommand as _, QueueableCommand as _};
use unicode_width::UnicodeWidthStr as _;

/// What a piece of a line is; where there are no colours, marks say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// An ordinary text.
    Plain,
    /// The mark of a question and of what is ticked.
    Mark,
    /// The line at hand, the help and the answers.
    Light,
    /// A mistake.
    Mistake,
}

/// A line no wider than the terminal.
pub(super) type Line = Vec<(Tone, String)>;

/// Everything that is drawn, and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// The line of the cursor, at the end of its text.
    pub(super) cursor: usize,
}

/// A part of the terminal, below all that was written before. While it lives, keys come one by one and unseen.
pub(super) struct Canvas {
    color: bool,
    /// The widths of the lines above the cursor.
    above: Vec<usize>,
}

impl Canvas {
    /// Takes the terminal.
    pub(super) fn begin(color: bool) -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        Ok(Self { color, above: Vec::new() })
    }

    /// Replaces what was drawn.
    pub(super) fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.erase(&mut bytes)?;
        for (index, line) in frame.lines.iter().enumerate() {
            if index > 0 {
                bytes.queue(Print("\r\n"))?;
            }
            self.line(&mut bytes, line)?;
        }
        let below = frame.lines.len().saturating_sub(frame.cursor + 1);
        if below > 0 {
            bytes.queue(MoveUp(short(below)))?;
        }
        let column = frame.lines.get(frame.cursor).map_or(0, width);
        bytes.queue(MoveToColumn(0))?;
        if column > 0 {
            bytes.queue(MoveRight(short(column)))?;
        }
        self.above = frame.lines.iter().take(frame.cursor).map(width).collect();
        show(&bytes)
    }

    /// Replaces what was drawn by lines that stay.
    pub(super) fn leave(&mut self, lines: &[Line]) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.erase(&mut bytes)?;
        for line in lines {
            self.line(&mut bytes, line)?;
            bytes.queue(Print("\r\n"))?;
        }
        self.above.clear();
        show(&bytes)
    }

    /// Waits for a key; `None` when the terminal changed its size instead.
    pub(super) fn key(&self) -> io::Result<Option<KeyEvent>> {
        loop {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => return Ok(Some(key)),
                Event::Resize(..) => return Ok(None),
                _ => {}
            }
        }
    }

    fn erase(&self, bytes: &mut Vec<u8>) -> io::Result<()> {
        // A terminal made narrower since has broken the lines.
        let columns = terminal::size().map_or(80, |(columns, _)| usize::from(columns)).max(1);
        let above: usize = self.above.iter().map(|width| width.div_ceil(columns).max(1)).sum();
        if above > 0 {
            bytes.queue(MoveUp(short(above)))?;
        }
        bytes.queue(MoveToColumn(0))?.queue(Clear(ClearType::FromCursorDown))?;
        Ok(())
    }

    fn line(&self, bytes: &mut Vec<u8>, line: &Line) -> io::Result<()> {
        for (tone, text) in line {
            let color = match tone {
                Tone::Plain => None,
                Tone::Mark => Some(Color::Green),
                Tone::Light => Some(Color::Cyan),
                Tone::Mistake => Some(Color::Red),
            };
            match color.filter(|_| self.color) {
                Some(color) => {
                    bytes.queue(SetForegroundColor(color))?.queue(Print(text))?.queue(ResetColor)?;
                }
                None => {
                    bytes.queue(Print(text))?;
                }
            }
        }
        Ok(())
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        // The terminal that went away needs nothing given back.
        let _ = terminal::disable_raw_mode();
        let _ = io::stderr().execute(crossterm::cursor::Show);
    }
}

fn show(bytes: &[u8]) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    stderr.write_all(bytes)?;
    stderr.flush()
}

fn width(line: &Line) -> usize {
    line.iter().map(|(_, text)| text.width()).sum()
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
