//! The integration tests: one binary, one file a theme.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails should say where and stop"
)]

mod interruption;
mod interview;
mod personas;
mod support;
