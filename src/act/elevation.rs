use crate::system::{Ending, Finish};

/// A program that gives another one the rights of an administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Elevation {
    /// `sudo`, which asks for a password in the terminal and remembers for some minutes that it was right.
    Sudo,
    /// `pkexec`, which asks in a window, each time.
    Pkexec,
}

impl Elevation {
    /// Returns a program and its arguments as this one runs it.
    pub(super) fn argv(self, argv: &[String]) -> Vec<String> {
        let lead = self.lead().iter().map(|part| (*part).to_owned());
        lead.chain(argv.iter().cloned()).collect()
    }

    /// Returns the program that an argument vector of [`Elevation::argv`] is about.
    pub(super) fn inner(self, argv: &[String]) -> &[String] {
        argv.get(self.lead().len()..).unwrap_or_default()
    }

    /// Returns what stops a program that this one runs, behind which its process number is put; `None` where each time would
    /// be asked for consent again.
    pub(super) fn stop(self) -> Option<Vec<String>> {
        let stop = ["sudo", "-n", "--", "kill"];
        (self == Self::Sudo).then(|| stop.map(str::to_owned).to_vec())
    }

    /// Returns whether an end says that the rights were not given, so that the program itself did not begin. `sudo` does not
    /// tell that apart from a program's own failure.
    pub(super) fn is_refusal(self, finish: Finish) -> bool {
        self == Self::Pkexec && matches!(finish.ending, Ending::Exited { code: 126 | 127 })
    }

    fn lead(self) -> &'static [&'static str] {
        match self {
            Self::Sudo => &["sudo", "--"],
            Self::Pkexec => &["pkexec"],
        }
    }
}
