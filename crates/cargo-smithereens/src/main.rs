//! `cargo smithereens`.

fn main() -> std::process::ExitCode {
    cargo_smithereens::command::run()
}
