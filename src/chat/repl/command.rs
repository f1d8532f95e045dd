use crate::knowledge::Lang;
use crate::session::Act;
use crate::text::normalise;

/// What can be asked for beside saying something; each also in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Why,
    /// The reasons; with a number, those of that reason.
    How(Option<usize>),
    /// Back to what that reason was for.
    Up,
    /// Why something of this id or title is not the next move.
    WhyNot(String),
    /// What would follow if a fact had a value.
    WhatIf(String, String),
    Back,
    Skip,
    Facts,
    /// The fact with this number; without one, the numbers are shown.
    Change(Option<usize>),
    List,
    Plan,
    /// Where what was told is written down.
    Sources,
    Report,
    /// What the session changed on the machine, taken back.
    Undo,
    Reset,
    Speak(Lang),
    Help,
    Quit,
}

/// Below this likeness, another command is no help.
const LIKE: f64 = 0.75;

impl Command {
    /// Every command as it is typed.
    pub(super) const NAMES: [&'static str; 19] = [
        "/why", "/whynot", "/whatif", "/how", "/up", "/back", "/skip", "/facts", "/change",
        "/list", "/plan", "/sources", "/report", "/undo", "/reset", "/lang en", "/lang ja",
        "/help", "/quit",
    ];

    /// Returns the command that a line beginning with a slash stands for, however wide or large it is typed.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line = normalise(line);
        let words: Vec<_> = line.split_whitespace().collect();
        Some(match words.as_slice() {
            ["/why"] => Self::Why,
            ["/how"] => Self::How(None),
            ["/how", number] => Self::How(Some(number.parse().ok()?)),
            ["/up"] => Self::Up,
            ["/whynot", name @ ..] => Self::WhyNot(name.join(" ")),
            ["/whatif", rest @ ..] => {
                let rest = rest.join(" ");
                let (fact, value) = rest.split_once('=').unwrap_or((&rest, ""));
                Self::WhatIf(fact.trim().to_owned(), value.trim().to_owned())
            }
            ["/back"] => Self::Back,
            ["/skip"] => Self::Skip,
            ["/facts"] => Self::Facts,
            ["/change"] => Self::Change(None),
            ["/change", number] => Self::Change(Some(number.parse().ok()?)),
            ["/list"] => Self::List,
            ["/plan"] => Self::Plan,
            ["/sources"] => Self::Sources,
            ["/report"] => Self::Report,
            ["/undo"] => Self::Undo,
            ["/reset"] => Self::Reset,
            ["/lang", lang] => Self::Speak(lang.parse().ok()?),
            ["/help"] => Self::Help,
            ["/quit" | "/exit"] => Self::Quit,
            _ => return None,
        })
    }

    /// Returns the command most like a line that is none.
    pub(super) fn nearest(line: &str) -> Option<&'static str> {
        let line = normalise(line);
        let bare = |line: &str| line.trim_start_matches('/').to_owned();
        let typed = bare(&line);
        let likeness = |name: &str| strsim::jaro_winkler(&bare(name), &typed);
        let nearest = Self::NAMES
            .into_iter()
            .max_by(|left, right| likeness(left).total_cmp(&likeness(right)))?;
        (likeness(nearest) >= LIKE).then_some(nearest)
    }

    /// Returns the command that plain words asked for, where they left no event.
    pub(super) fn of(act: Act) -> Option<Self> {
        match act {
            Act::Why => Some(Self::Why),
            Act::How => Some(Self::How(None)),
            Act::Skip => Some(Self::Skip),
            Act::Facts => Some(Self::Facts),
            Act::List => Some(Self::List),
            Act::Plan => Some(Self::Plan),
            Act::Sources => Some(Self::Sources),
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
        assert_eq!(Command::parse("/change x"), None);
    }

    #[test]
    fn a_command_is_one_however_it_is_typed() {
        assert_eq!(Command::parse("/WHY"), Some(Command::Why));
        assert_eq!(
            Command::parse("\u{ff0f}ｃｈａｎｇｅ\u{3000}２"),
            Some(Command::Change(Some(2)))
        );
    }

    #[test]
    fn what_is_no_command_has_the_nearest_one() {
        assert_eq!(Command::nearest("/fact"), Some("/facts"));
        assert_eq!(Command::nearest("/halp"), Some("/help"));
        assert_eq!(Command::nearest("/usr/bin"), None);
        assert_eq!(Command::nearest("/"), None);
    }
}
