mod inflect;
mod parse;
mod verdict;

pub use verdict::verdict;

/// A form of words that states something, as a tree; the text behind `said:`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase(pub Vec<Node>);

/// A part of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// Words as they are written.
    Literal(String),
    /// `(a|b)`: one of these.
    OneOf(Vec<Phrase>),
    /// `[a|b]`: one of these or nothing.
    Optional(Vec<Phrase>),
    /// `{set}`: any member of a synonym set.
    Set(String),
    /// `<value>`: the value that is stated.
    Value,
    /// `…`: up to four words, or twelve characters of Japanese, within one sentence.
    Gap,
    /// `&`: what stands before and after it is found within one clause, in either order.
    And,
}

impl Phrase {
    /// Returns the parts that `&` joins; one where there is none.
    pub fn parts(&self) -> impl Iterator<Item = &[Node]> {
        self.0.split(|node| *node == Node::And)
    }

    /// Returns whether the phrase has a `<value>`.
    #[must_use]
    pub fn has_slot(&self) -> bool {
        self.0.iter().any(|node| match node {
            Node::Value => true,
            Node::OneOf(phrases) | Node::Optional(phrases) => phrases.iter().any(Self::has_slot),
            Node::Literal(_) | Node::Set(_) | Node::Gap | Node::And => false,
        })
    }
}
