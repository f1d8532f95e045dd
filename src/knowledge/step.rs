use serde::{Deserialize, Serialize};

use super::{Condition, FactId, HostName, Span, Text};

/// One step of a fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Taken only where this is known to hold.
    pub when: Option<Condition>,
    /// What is done.
    pub action: Action,
    /// Run first; its failure stops the fix.
    pub backup: Option<Vec<Argument>>,
    /// Whether it needs the rights of an administrator.
    pub admin: bool,
    /// Whether the fix goes on when this step fails.
    pub may_fail: bool,
    /// After this the step is stopped.
    pub timeout: Span,
    /// What takes it back, in order.
    pub undo: Vec<UndoStep>,
    /// Why there is no way back, where there is none.
    pub irreversible: Option<Text>,
}

/// One step that takes something back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UndoStep {
    /// What is done.
    pub action: Action,
    /// Whether it needs the rights of an administrator.
    pub admin: bool,
    /// After this the step is stopped.
    pub timeout: Span,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Starts a program; never a shell.
    Run(Vec<Argument>),
    /// Opens a page of the web or of the system's settings.
    Open(String),
    /// The person acts; nothing is executed.
    Tell {
        /// What to do.
        text: Text,
        /// An address that is shown, not opened.
        link: Option<String>,
    },
    /// Does what no program does by itself.
    Do {
        /// What is done.
        built_in: BuiltIn,
        /// How the person does it where it cannot be done.
        by_hand: Text,
        /// An address that is shown with it, not opened.
        link: Option<String>,
    },
}

/// What the engine itself can do. It takes itself back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BuiltIn {
    /// Removes what some sites have left in the browsers of this machine.
    ClearSiteData {
        /// The sites, each with all below it.
        sites: Vec<HostName>,
    },
}

/// One argument of a program; the first is the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Argument {
    /// As it is written.
    Literal(String),
    /// The current value of a fact: from a closed list, or seen by a check.
    Fact(FactId),
    /// `<backup>` with what is written behind it: a path in the fix's folder of the session.
    Backup(String),
}
