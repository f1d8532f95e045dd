use crate::knowledge::Lang;
use crate::session::Act;

/// What can be asked for beside saying something; each also in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Why,
    How,
    Back,
    Skip,
    Facts,
    Plan,
    Report,
    Reset,
    Speak(Lang),
    Help,
    Quit,
}

impl Command {
    /// Every command as it is typed.
    pub(super) const NAMES: [&'static str; 12] = [
        "/why", "/how", "/back", "/skip", "/facts", "/plan", "/report", "/reset", "/lang en",
        "/lang ja", "/help", "/quit",
    ];

    /// Returns the command that a line beginning with a slash stands for.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let words: Vec<_> = line.split_whitespace().collect();
        Some(match words.as_slice() {
            ["/why"] => Self::Why,
            ["/how"] => Self::How,
            ["/back"] => Self::Back,
            ["/skip"] => Self::Skip,
            ["/facts"] => Self::Facts,
            ["/plan"] => Self::Plan,
            ["/report"] => Self::Report,
            ["/reset"] => Self::Reset,
            ["/lang", lang] => Self::Speak(lang.parse().ok()?),
            ["/help"] => Self::Help,
            ["/quit" | "/exit"] => Self::Quit,
            _ => return None,
        })
    }

    /// Returns the command that plain words asked for, where they left no event.
    pub(super) fn of(act: Act) -> Option<Self> {
        match act {
            Act::Why => Some(Self::Why),
            Act::How => Some(Self::How),
            Act::Skip => Some(Self::Skip),
            Act::Facts => Some(Self::Facts),
            Act::Plan => Some(Self::Plan),
            Act::Report => Some(Self::Report),
            Act::Help => Some(Self::Help),
            Act::Quit => Some(Self::Quit),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_command() {
        for name in Command::NAMES {
            assert!(Command::parse(name).is_some(), "{name}");
        }
        assert_eq!(Command::parse("/lang fr"), None);
        assert_eq!(Command::parse("/why not"), None);
    }
}
