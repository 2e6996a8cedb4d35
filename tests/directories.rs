//! Directories that behave badly, each in its own way: what is told, what serves instead, and what is never asked.

mod client;
mod program;
