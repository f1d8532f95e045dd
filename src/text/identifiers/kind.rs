/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierKind {
    /// The person.
    User,
    /// The machine.
    Host,
    /// The person's folder.
    Home,
    /// An interface of the machine.
    Address,
    /// Something that a check has read, such as a connection.
    Text,
}

impl IdentifierKind {
    /// Returns what stands in the name's place.
    #[must_use]
    pub fn mask(self) -> &'static str {
        match self {
            Self::User => "<user>",
            Self::Host => "<host>",
            Self::Home => "<home>",
            Self::Address => "<ip>",
            Self::Text => "<hidden>",
        }
    }

    /// Returns the same as Markdown shows it.
    pub(super) fn escaped_mask(self) -> &'static str {
        match self {
            Self::User => r"\<user\>",
            Self::Host => r"\<host\>",
            Self::Home => r"\<home\>",
            Self::Address => r"\<ip\>",
            Self::Text => r"\<hidden\>",
        }
    }
}
