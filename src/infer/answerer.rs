/// Who answers a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answerer {
    /// The person.
    #[default]
    Person,
    /// A check, by position in the pack.
    Check(usize),
}
