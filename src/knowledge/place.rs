use std::fmt;

/// Where something stands in the knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as it is shown to a person.
    pub file: String,
    /// The line; the first is 1, and 0 stands for the file as a whole.
    pub line: u32,
    /// The column in characters; the first is 1.
    pub column: u32,
    /// How many characters are meant.
    pub width: u32,
}

impl Place {
    /// Returns the place of a file as a whole.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if self.line > 0 {
            write!(formatter, ":{}:{}", self.line, self.column)?;
        }
        Ok(())
    }
}
