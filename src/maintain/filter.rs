/// Which tests are wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter(String);

impl Filter {
    /// Returns the filter for tests with this text in their names; all of them where it is empty.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_lowercase())
    }

    /// Returns whether the test of this name is wanted.
    pub(super) fn wants(&self, name: &str) -> bool {
        name.to_lowercase().contains(&self.0)
    }
}
