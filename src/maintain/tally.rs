/// What passed and what did not.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many passed.
    pub(crate) n_passed: usize,
    /// What failed, in the order of the tests' names: the test, and what was expected and what came.
    pub(crate) failed: Vec<String>,
}

impl Tally {
    /// Counts one test; `wrong` is what did not come as expected.
    pub(super) fn count(&mut self, name: &str, wrong: &[String]) {
        if wrong.is_empty() {
            self.n_passed += 1;
        } else {
            self.failed
                .push(format!("{name}\n    {}", wrong.join("\n    ")));
        }
    }
}
