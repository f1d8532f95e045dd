use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::knowledge::Lang;
use crate::system::Platform;

/// The options that every subcommand takes.
#[derive(Args, Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct Options {
    /// Use the knowledge in this folder, over the built-in pack; may be given again
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
    /// Leave the built-in pack out
    #[arg(long, global = true)]
    pub(crate) no_builtin: bool,
    /// Let the given knowledge run programs on this machine
    #[arg(long, global = true)]
    pub(crate) trust_knowledge: bool,
    /// Run no program and open nothing: show every step for the person to take; `NAOSU_NO_EXEC=1` does the same
    #[arg(long, global = true)]
    pub(crate) no_exec: bool,
    /// Answer in this language: en or ja [default: the language of the words]
    #[arg(long, global = true)]
    pub(crate) lang: Option<Lang>,
    /// The device in trouble: windows, macos, linux, ios or android [default: this machine]
    #[arg(long, global = true)]
    pub(crate) platform: Option<Platform>,
    /// Let checks look at this machine first, not at the network; a conversation does so by itself
    #[arg(long, global = true)]
    pub(crate) check: bool,
    /// Run no check by itself; `NAOSU_NO_CHECK=1` does the same
    #[arg(long, global = true, conflicts_with_all = ["check", "online"])]
    pub(crate) no_check: bool,
    /// Never use the network
    #[arg(long, global = true)]
    pub(crate) offline: bool,
    /// Agree to checks that use the network
    #[arg(long, global = true, conflicts_with = "offline")]
    pub(crate) online: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(crate) color: ColorChoice,
    /// Keep no record of the session; fixes are then only shown
    #[arg(long, global = true)]
    pub(crate) no_journal: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is a plain one.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
