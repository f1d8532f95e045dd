use serde::{Deserialize, Serialize};

/// What the person does by saying something, beside what the words state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Describes the trouble, or adds to the description.
    Describe,
    /// Answers the question that was asked, or says what came of the proposed fix.
    Answer,
    /// Says yes where no question was asked.
    Yes,
    /// Says no where no question was asked.
    No,
    /// Cannot tell.
    Unsure,
    /// Cannot do what was proposed.
    Cannot,
    /// Asks why this move.
    Why,
    /// Asks how to find out, or what is meant.
    How,
    /// Takes the last step back.
    Back,
    /// Passes over the move.
    Skip,
    /// Starts over.
    Reset,
    /// Says that the problem is gone.
    Fixed,
    /// Says that the problem is still there.
    NotFixed,
    /// Says that something was done, and not what came of it.
    Done,
    /// Asks what is known.
    Facts,
    /// Asks for the whole plan.
    Plan,
    /// Asks where what was told is written down.
    Sources,
    /// Asks for the write-up for support.
    Report,
    /// Asks what can be said here.
    Help,
    /// Ends the conversation.
    Quit,
    /// Wants English.
    English,
    /// Wants Japanese.
    Japanese,
    /// Asks which problems are known.
    List,
    /// Wants a numbered fact changed.
    Change,
    /// Takes back something said, to say it anew.
    Correct,
    /// Greets.
    Hello,
    /// Thanks.
    Thanks,
    /// Says no more than to have heard.
    Acknowledge,
}
