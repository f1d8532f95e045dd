use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use jiff::Timestamp;

use super::{Ending, Finish, Invocation, Platform, RunError, System};

/// A world that does as it is told and remembers what was asked of it; no program is started.
pub struct ScriptedSystem {
    /// Everything that was asked of it, in order.
    pub calls: Vec<Call>,
    /// What comes of the next runs; after the last, every run goes well and says nothing.
    pub results: VecDeque<Scripted>,
    /// Called before each run with its argument vector.
    pub before_run: Hook,
    /// Whether addresses can be opened.
    pub opens: bool,
    /// After this many calls Ctrl-C is pressed.
    pub interrupted_after: Option<usize>,
    /// Whether there are the rights of an administrator.
    pub admin: bool,
    /// The time, standing still.
    pub now: Timestamp,
    /// The platform that programs seem to run on.
    pub platform: Platform,
}

/// What a test does before a run, given its argument vector.
pub type Hook = Box<dyn FnMut(&[String])>;

/// Something that was asked of a [`ScriptedSystem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// To run a program.
    Run {
        /// The program and its arguments.
        argv: Vec<String>,
        /// Its time.
        timeout: Duration,
    },
    /// To open an address.
    Open(String),
}

/// What comes of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scripted {
    /// It says this and ends so.
    Ends(Vec<u8>, Ending),
    /// There is no such program.
    Missing,
}

impl Default for ScriptedSystem {
    fn default() -> Self {
        Self {
            calls: Vec::new(),
            results: VecDeque::new(),
            before_run: Box::new(|_| {}),
            opens: true,
            interrupted_after: None,
            admin: false,
            now: Timestamp::UNIX_EPOCH,
            platform: Platform::Linux,
        }
    }
}

impl System for ScriptedSystem {
    fn run(
        &mut self,
        invocation: &Invocation<'_>,
        output: &mut dyn FnMut(&[u8]),
    ) -> Result<Finish, RunError> {
        (self.before_run)(invocation.argv);
        self.calls.push(Call::Run {
            argv: invocation.argv.to_vec(),
            timeout: invocation.timeout,
        });
        match self.results.pop_front() {
            Some(Scripted::Missing) => Err(RunError::Missing {
                program: invocation.argv.first().cloned().unwrap_or_default(),
            }),
            Some(Scripted::Ends(said, ending)) => {
                output(&said);
                Ok(finish(ending))
            }
            None => Ok(finish(Ending::Exited { code: 0 })),
        }
    }

    fn open(&mut self, address: &str) -> io::Result<()> {
        self.calls.push(Call::Open(address.to_owned()));
        if self.opens {
            Ok(())
        } else {
            Err(io::Error::other("nothing opens addresses here"))
        }
    }

    fn is_admin(&self) -> bool {
        self.admin
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn is_interrupted(&self) -> bool {
        self.interrupted_after
            .is_some_and(|n_calls| self.calls.len() >= n_calls)
    }

    fn platform(&self) -> Platform {
        self.platform
    }
}

fn finish(ending: Ending) -> Finish {
    Finish {
        ending,
        duration: Duration::from_secs(1),
    }
}
