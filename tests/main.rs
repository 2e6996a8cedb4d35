//! The integration tests: one binary, one file a theme.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails should say where and stop"
)]

mod arrows;
mod brand;
mod by_hand;
mod calendar;
mod commands;
mod conformance;
mod data;
mod decisions;
mod directories;
mod dossiers;
mod edits;
mod formats;
mod interruption;
mod interview;
mod inventory;
mod local;
mod menu;
mod merge;
mod names;
mod options;
mod pdf;
mod personas;
mod readme;
mod said;
mod solidity;
mod support;
