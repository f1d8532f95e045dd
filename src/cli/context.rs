use std::path::PathBuf;

use crate::base::Base;
use crate::knowledge::Lang;
use crate::render::{Colors, Paper};
use crate::session::{Session, Setting};
use crate::system::Platform;

use super::{Failure, Options, checks, knowledge, locale, past, terminal};

/// What every subcommand works with.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct Context {
    /// The compiled knowledge.
    pub(crate) base: Base,
    /// The language chosen by `--lang`; otherwise the words decide, then the machine's locale.
    pub(crate) lang: Option<Lang>,
    /// The language of the machine's locale.
    pub(crate) locale: Lang,
    /// The platform whose plans are wanted.
    pub(crate) platform: Platform,
    /// Whether answers are JSON.
    pub(crate) json: bool,
    /// Whether stdout takes colour.
    pub(crate) color: bool,
    /// The columns to wrap at.
    pub(crate) width: usize,
    /// Where sessions are kept; `None` with `--no-journal`.
    pub(crate) state_dir: Option<PathBuf>,
    /// Whether no record shall be kept.
    pub(crate) no_journal: bool,
    /// Whether anything may be run or opened: not with `--no-exec`, `NAOSU_NO_EXEC`, or in a build without `exec`.
    pub(crate) exec: bool,
    /// Whether the person asked for checks to look at this machine.
    pub(crate) check: bool,
    /// Whether checks may be run unasked, in a conversation.
    pub(crate) looks: bool,
    /// Whether the network may be asked for.
    pub(crate) offline: bool,
    /// Whether the person agreed beforehand that checks use the network.
    pub(crate) online: bool,
    /// Whether the knowledge may run programs: the built-in pack, or one that the person trusts.
    pub(crate) trusted: bool,
}

impl Context {
    /// Returns the context that the options ask for, with the knowledge loaded.
    ///
    /// # Errors
    ///
    /// [`Failure`] when the knowledge is invalid.
    pub(crate) fn new(options: &Options) -> Result<Self, Failure> {
        Ok(Self::of(options, knowledge::load(options)?))
    }

    /// Returns the same with all of the knowledge that its maintainers work with.
    ///
    /// # Errors
    ///
    /// [`Failure`] when the knowledge is invalid.
    pub(crate) fn whole(options: &Options) -> Result<Self, Failure> {
        Ok(Self::of(options, knowledge::load_whole(options)?))
    }

    fn of(options: &Options, base: Base) -> Self {
        Self {
            base,
            lang: options.lang,
            locale: locale::locale(),
            platform: options.platform.unwrap_or_else(Platform::current),
            json: options.json,
            color: terminal::stdout_takes_color(options.color),
            width: terminal::width(),
            state_dir: past::state_dir(options),
            no_journal: options.no_journal,
            exec: may_exec(options),
            check: options.check,
            looks: !options.no_check && !is_set("NAOSU_NO_CHECK"),
            offline: options.offline,
            online: options.online,
            trusted: options.knowledge.is_empty() || options.trust_knowledge,
        }
    }

    /// Returns what a session starts from.
    pub(crate) fn setting(&self) -> Setting {
        Setting {
            platform: self.platform,
            lang: self.lang,
            locale: self.locale,
        }
    }

    /// Returns a session in which nothing has happened, with the checks that were asked for.
    pub(crate) fn session(&self) -> Session<'_> {
        Session::new(&self.base, self.setting()).seeing(checks::asked_for(self))
    }

    /// Returns the language of answers to no words at all.
    pub(crate) fn spoken(&self) -> Lang {
        self.lang.unwrap_or(self.locale)
    }

    /// Returns what pages without colour are made of, for what is kept.
    pub(crate) fn plain_paper(&self) -> Paper<'_> {
        Paper {
            colors: Colors { on: false },
            ..self.paper()
        }
    }

    /// Returns what pages are made of.
    pub(crate) fn paper(&self) -> Paper<'_> {
        Paper {
            pack: &self.base.pack,
            platform: self.platform,
            colors: Colors { on: self.color },
            width: self.width,
        }
    }
}

/// Returns whether anything may be run or opened.
pub(crate) fn may_exec(options: &Options) -> bool {
    cfg!(feature = "exec") && !options.no_exec && !is_set("NAOSU_NO_EXEC")
}

/// Returns whether a variable of the environment is set, to anything.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|set| !set.is_empty())
}
