use jiff::Timestamp;

/// One entry of a list.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// When it was.
    pub(super) at: Option<Timestamp>,
    /// The entry of the knowledge that it is about, and its value.
    pub(super) of: Option<(String, String)>,
    pub(super) text: String,
}

impl Line {
    pub(super) fn new(text: String) -> Self {
        Self {
            at: None,
            of: None,
            text,
        }
    }

    pub(super) fn at(self, at: Option<Timestamp>) -> Self {
        Self { at, ..self }
    }

    pub(super) fn of(self, id: &str, value: &str) -> Self {
        Self {
            of: Some((id.to_owned(), value.to_owned())),
            ..self
        }
    }
}

/// Returns a time as it is written; in the zone that everybody has.
pub(super) fn time(at: &Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
