//! Reads the notation of phrases: `(a|b)`, `[a|b]`, `{set}`, `<value>`, `…`, `verb~`, `verb~ない`, `a & b`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while1};
use nom::character::complete::char;
use nom::combinator::{map, value};
use nom::multi::{many0, separated_list1};
use nom::{IResult, Parser};

use crate::knowledge::parse_error::{Fault, ParseError, failure, into_error};

use super::inflect::{affirmative, negative};
use super::{Node, Phrase, verdict};

/// Groups may stand in groups this deep: far more than a person can follow, far less than the stack holds.
const DEEPEST: usize = 16;

/// A phrase has at most so many bytes: what follows from it, such as how deep its options lead into each other, is
/// bounded by this. Twice as much as a person can follow.
const LONGEST: usize = 2048;

/// A phrase has at most so many gaps: each multiplies the ways in which it may be found.
const MOST_GAPS: usize = 16;

/// The marks of the notation; everything else is words.
const MARKS: &str = "()[]{}<>|…~&";

type Parsed<'a, T> = IResult<&'a str, T, Fault>;

impl Phrase {
    /// Returns the phrase that `text` writes.
    ///
    /// # Errors
    ///
    /// [`ParseError`] at the mark that closes nothing or is never closed, at an empty group, at an unknown slot, and
    /// for a phrase that is found in every text, is longer than 2048 bytes or has more than 16 gaps.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if text.len() > LONGEST {
            return Err(ParseError {
                offset: 0,
                message: format!(
                    "a phrase has at most {LONGEST} bytes, got {}; write several",
                    text.len()
                ),
            });
        }
        if let Some((offset, _)) = text.match_indices('…').nth(MOST_GAPS) {
            return Err(ParseError {
                offset,
                message: format!("a phrase has at most {MOST_GAPS} gaps; write several"),
            });
        }
        let (rest, phrase) = phrase(0, text).map_err(|error| into_error(error, text.len()))?;
        let offset = text.len() - rest.len();
        match rest.chars().next() {
            Some('|') => Err(ParseError {
                offset,
                message: "`|` stands outside of `( )` and `[ ]`".to_owned(),
            }),
            Some(mark) => Err(ParseError {
                offset,
                message: format!("`{mark}` closes nothing"),
            }),
            None if phrase.parts().any(|part| part.iter().all(can_be_nothing)) => Err(ParseError {
                offset: 0,
                message: "the phrase is found in every text".to_owned(),
            }),
            None => Ok(phrase),
        }
    }
}

/// Returns whether a node is found where there is nothing.
fn can_be_nothing(node: &Node) -> bool {
    match node {
        Node::Literal(words) => is_blank(words),
        Node::OneOf(phrases) => phrases
            .iter()
            .any(|phrase| phrase.0.iter().all(can_be_nothing)),
        Node::Optional(_) | Node::Gap => true,
        Node::Set(_) | Node::Value | Node::And => false,
    }
}

/// Returns whether nothing of the words is looked for in a text: marks are left out there, but for those that ask or say
/// right or wrong.
fn is_blank(words: &str) -> bool {
    let is_mark = |letter: char| matches!(letter, '?' | '？') || verdict(letter).is_some();
    !words
        .chars()
        .any(|letter| letter.is_alphanumeric() || is_mark(letter))
}

fn phrase(depth: usize, text: &str) -> Parsed<'_, Phrase> {
    map(many0(|rest| nodes(depth, rest)), |nodes| {
        Phrase(nodes.into_iter().flatten().collect())
    })
    .parse(text)
}

fn nodes(depth: usize, text: &str) -> Parsed<'_, Vec<Node>> {
    alt((words, map(|rest| node(depth, rest), |node| vec![node]))).parse(text)
}

/// Returns the forms of a word; `None` for a word that has none.
type Forms = fn(&str) -> Option<Vec<String>>;

/// Reads words, the last of which may be inflected.
fn words(text: &str) -> Parsed<'_, Vec<Node>> {
    let (rest, words) = take_while1(|letter| !MARKS.contains(letter)).parse(text)?;
    let inflected = match (rest.strip_prefix("~ない"), rest.strip_prefix('~')) {
        (Some(rest), _) => Some((negative as Forms, rest)),
        (None, Some(rest)) => Some((affirmative as Forms, rest)),
        (None, None) => None,
    };
    let Some((forms_of, rest)) = inflected else {
        return Ok((rest, vec![Node::Literal(words.to_owned())]));
    };
    let start = words.rfind(char::is_whitespace).map_or(0, |space| {
        space + words[space..].chars().next().map_or(0, char::len_utf8)
    });
    let (before, word) = words.split_at(start);
    let Some(forms) = forms_of(word) else {
        return Err(failure(
            &text[start..],
            "`~` has to follow a verb or an adjective in its dictionary form",
        ));
    };
    let forms = forms
        .into_iter()
        .map(|form| Phrase(vec![Node::Literal(form)]));
    let mut nodes = Vec::new();
    if !before.is_empty() {
        nodes.push(Node::Literal(before.to_owned()));
    }
    nodes.push(Node::OneOf(forms.collect()));
    Ok((rest, nodes))
}

fn node(depth: usize, text: &str) -> Parsed<'_, Node> {
    alt((
        value(Node::Gap, char('…')),
        |rest| and(depth, rest),
        map(|rest| group(depth, '(', ')', rest), Node::OneOf),
        map(|rest| group(depth, '[', ']', rest), Node::Optional),
        set,
        slot,
    ))
    .parse(text)
}

fn and(depth: usize, text: &str) -> Parsed<'_, Node> {
    let (rest, _) = char('&').parse(text)?;
    if depth > 0 {
        return Err(failure(
            text,
            "`&` joins whole phrases and cannot stand in a group",
        ));
    }
    Ok((rest, Node::And))
}

fn group(depth: usize, open: char, close: char, text: &str) -> Parsed<'_, Vec<Phrase>> {
    let (inside, _) = char(open).parse(text)?;
    if depth == DEEPEST {
        return Err(failure(text, "groups are nested too deep"));
    }
    let (rest, phrases) =
        separated_list1(char('|'), |rest| alternative(depth + 1, rest)).parse(inside)?;
    match rest.strip_prefix(close) {
        Some(rest) => Ok((rest, phrases)),
        None => Err(failure(text, format!("`{open}` is never closed"))),
    }
}

fn alternative(depth: usize, text: &str) -> Parsed<'_, Phrase> {
    let (rest, phrase) = phrase(depth, text)?;
    let blank = phrase
        .0
        .iter()
        .all(|node| matches!(node, Node::Literal(words) if is_blank(words)));
    if blank && rest.starts_with(['|', ')', ']']) {
        return Err(failure(rest, "nothing stands before this mark"));
    }
    Ok((rest, phrase))
}

fn set(text: &str) -> Parsed<'_, Node> {
    let (inside, _) = char('{').parse(text)?;
    let (rest, name) = take_till(|letter| MARKS.contains(letter)).parse(inside)?;
    match rest.strip_prefix('}') {
        Some(_) if name.is_empty() => Err(failure(text, "`{}` names no set of words")),
        Some(rest) => Ok((rest, Node::Set(name.to_owned()))),
        None => Err(failure(text, "`{` is never closed")),
    }
}

fn slot(text: &str) -> Parsed<'_, Node> {
    let (inside, _) = char('<').parse(text)?;
    match tag::<_, _, Fault>("value>").parse(inside) {
        Ok((rest, _)) => Ok((rest, Node::Value)),
        Err(_) => Err(failure(text, "the only slot of a phrase is `<value>`")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &Result<Vec<Node>, (usize, &str)>) {
        let found = Phrase::parse(text);
        let found = found.map(|phrase| phrase.0);
        let found = found
            .as_ref()
            .map_err(|error| (error.offset, error.message.as_str()));
        assert_eq!(found, expected.as_ref().map_err(|error| *error), "{text}");
    }

    fn literal(text: &str) -> Node {
        Node::Literal(text.to_owned())
    }

    #[test]
    fn marks_become_nodes_and_words_stay_as_written() {
        let set = Node::Set("vent".to_owned());
        let choice = Node::OneOf(vec![
            Phrase(vec![literal("on")]),
            Phrase(vec![literal("by "), Node::Value]),
        ]);
        let optional = Node::Optional(vec![Phrase(vec![literal("The")])]);
        let nodes = vec![choice, literal("  "), optional, set, Node::Gap];
        check("(on|by <value>)  [The]{vent}…", &Ok(nodes));
    }

    #[test]
    fn a_mark_that_closes_nothing_or_is_never_closed_is_pointed_at() {
        check("on)", &Err((2, "`)` closes nothing")));
        check("電(源|池", &Err((3, "`(` is never closed")));
        check("(a]", &Err((0, "`(` is never closed")));
        check("a [b|]", &Err((5, "nothing stands before this mark")));
        check("a|b", &Err((1, "`|` stands outside of `( )` and `[ ]`")));
        check("a [b|, ]", &Err((7, "nothing stands before this mark")));
        check("{}", &Err((0, "`{}` names no set of words")));
    }

    #[test]
    fn what_is_found_in_every_text_is_no_phrase() {
        for text in ["", " ", ",", "、。", "[a]", "…", "([a]|b)"] {
            check(text, &Err((0, "the phrase is found in every text")));
        }
    }

    #[test]
    fn a_mark_of_inflection_stands_for_the_forms_of_the_word_before_it() {
        let forms = ["block", "blocks", "blocked", "blocking"];
        let forms = forms.map(|form| Phrase(vec![literal(form)])).to_vec();
        check("not block~", &Ok(vec![literal("not "), Node::OneOf(forms)]));
        check(
            "the 4711~",
            &Err((
                4,
                "`~` has to follow a verb or an adjective in its dictionary form",
            )),
        );
    }

    #[test]
    fn parts_are_joined_outside_of_groups_only() {
        check("a & b", &Ok(vec![literal("a "), Node::And, literal(" b")]));
        check(
            "(a & b)",
            &Err((3, "`&` joins whole phrases and cannot stand in a group")),
        );
        check("a &", &Err((0, "the phrase is found in every text")));
    }

    #[test]
    fn groups_nested_beyond_the_limit_are_an_error() {
        let text = "(".repeat(LONGEST);
        check(&text, &Err((DEEPEST, "groups are nested too deep")));
    }

    #[test]
    fn a_phrase_without_end_is_an_error() {
        let options = "[a]".repeat(100_000) + " b";
        let message = "a phrase has at most 2048 bytes, got 300002; write several";
        check(&options, &Err((0, message)));
    }

    #[test]
    fn too_many_gaps_are_an_error_at_the_first_too_many() {
        let text = "a…".repeat(17);
        let message = "a phrase has at most 16 gaps; write several";
        check(&text, &Err((text.len() - "…".len(), message)));
    }

    proptest! {
        #[test]
        fn any_text_parses_or_errs_inside_it(text in "[a-c (|)\\[\\]{}<>…漏value]{0,40}|.*") {
            if let Err(error) = Phrase::parse(&text) {
                prop_assert!(text.is_char_boundary(error.offset));
            }
        }
    }
}
