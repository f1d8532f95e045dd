//! The `naosu` program: nothing but the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    naosu::cli::run(std::env::args_os())
}
