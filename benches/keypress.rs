//! How long the interview takes from a key to the next question, in a real terminal, its dossier on a real disk.
//!
//! `cargo bench --bench keypress` prints it. Each key either answers a question, which saves the dossier, or goes back
//! to it, which saves the place.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark prints, and may stop"
)]

fn main() {
    #[cfg(unix)]
    unix::main();
}

#[cfg(unix)]
mod unix {
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    /// Keys pressed; a hundredth of them may be slower than the figure shown.
    const KEYS: usize = 2_000;

    pub(super) fn main() {
        // `cargo test --benches` only wants to know that the benchmark runs.
        let keys = if std::env::args().any(|argument| argument == "--bench") { KEYS } else { 4 };
        let mut times = press(keys);
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1_000.0);
        println!("from a key to the next question, {} keys", times.len());
        println!("  median            {}", shown(at(50)));
        println!("  99th percentile   {}", shown(at(99)));
    }

    fn press(keys: usize) -> Vec<Duration> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let size = PtySize { rows: 40, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_diaglibre"));
        command.args(["diagnose", "a.diaglibre.yaml", "--lang", "en"]);
        command.env("TERM", "xterm-256color");
        command.cwd(folder.path());
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let mut keyboard = pair.master.take_writer().expect("a writer");
        let mut wait = |text: &str| {
            let (mut seen, mut bytes) = (String::new(), [0; 65_536]);
            while !seen.contains(text) {
                let read = reader.read(&mut bytes).expect("the program goes on");
                assert!(read > 0, "never came: {text}");
                seen.push_str(&String::from_utf8_lossy(&bytes[..read]));
            }
        };
        wait("question 1 of");
        let mut times = Vec::with_capacity(keys);
        for key in 0..keys {
            let (typed, next) =
                if key % 2 == 0 { ("\r", "question 2 of") } else { ("\x1b", "question 1 of") };
            let pressed = Instant::now();
            keyboard.write_all(typed.as_bytes()).and_then(|()| keyboard.flush()).expect("a keyboard");
            wait(next);
            times.push(pressed.elapsed());
        }
        let _ = child.kill();
        let _ = child.wait();
        times
    }
}
