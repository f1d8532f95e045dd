//! Reads conditions: `lamp-state == ok and not (tries > 3 or name contains "x")`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{map, value};
use nom::multi::separated_list1;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use crate::knowledge::parse_error::{Fault, ParseError, failure, into_error};

use super::{Comparison, Condition};

/// Parts may stand in parts this deep: far more than a person can follow, far less than the stack holds.
const DEEPEST: usize = 32;

/// Words with a meaning of their own, which no fact or field can be called.
const KEYWORDS: [&str; 6] = ["and", "or", "not", "in", "contains", "matches"];

type Parsed<'a, T> = IResult<&'a str, T, Fault>;

impl Condition {
    /// Returns the condition that `text` writes.
    ///
    /// # Errors
    ///
    /// [`ParseError`] at the first word or mark that cannot stand where it stands.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let fail = |error| into_error(error, text.len());
        let (rest, condition) = any_of(0, text).map_err(fail)?;
        let rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(condition);
        }
        let message = format!(
            "got `{}`, expected `and`, `or` or the end",
            first_word(rest)
        );
        Err(fail(failure(rest, message)))
    }
}

/// Returns what a person would call the first word of `text`, for a message.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .skip(1)
        .find(|(_, letter)| !is_of_name(*letter))
        .map_or(text.len(), |(index, _)| index);
    &text[..end]
}

fn any_of(depth: usize, text: &str) -> Parsed<'_, Condition> {
    let (rest, parts) = separated_list1(keyword("or"), |rest| all_of(depth, rest)).parse(text)?;
    Ok((rest, one_or(parts, Condition::Or)))
}

fn all_of(depth: usize, text: &str) -> Parsed<'_, Condition> {
    let (rest, parts) = separated_list1(keyword("and"), |rest| negated(depth, rest)).parse(text)?;
    Ok((rest, one_or(parts, Condition::And)))
}

fn one_or(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        many(parts)
    }
}

fn negated(depth: usize, text: &str) -> Parsed<'_, Condition> {
    if depth == DEEPEST {
        return Err(failure(text, "the condition is nested too deep"));
    }
    match keyword("not").parse(text) {
        Ok((rest, ())) => {
            let (rest, inner) = negated(depth + 1, rest)?;
            Ok((rest, Condition::Not(Box::new(inner))))
        }
        Err(_) => primary(depth, text.trim_start()),
    }
}

fn primary(depth: usize, text: &str) -> Parsed<'_, Condition> {
    if let Some(inside) = text.strip_prefix('(') {
        let (rest, condition) = any_of(depth + 1, inside)?;
        return match rest.trim_start().strip_prefix(')') {
            Some(rest) => Ok((rest, condition)),
            None if rest.trim_start().is_empty() => Err(failure(text, "`(` is never closed")),
            None => Err(failure(rest.trim_start(), "expected `and`, `or` or `)`")),
        };
    }
    let (rest, name) = name(text)?;
    if let Ok((rest, ())) = keyword("in").parse(rest) {
        let (rest, values) = list(rest)?;
        return Ok((rest, Condition::In { name, values }));
    }
    match comparison(rest) {
        Ok((rest, comparison)) => {
            let (rest, value) = operand(rest)?;
            let condition = Condition::Compare {
                name,
                comparison,
                value,
            };
            Ok((rest, condition))
        }
        Err(_) => Ok((rest, Condition::Holds(name))),
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_.".contains(letter)
}

fn name(text: &str) -> Parsed<'_, String> {
    let expected = "expected the id of a fact";
    let (rest, name) = take_while1::<_, _, Fault>(is_of_name)
        .parse(text)
        .map_err(|_| failure(text, expected))?;
    if KEYWORDS.contains(&name) || !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return Err(failure(text, format!("got `{name}`, {expected}")));
    }
    Ok((rest, name.to_owned()))
}

fn comparison(text: &str) -> Parsed<'_, Comparison> {
    preceded(
        multispace0,
        alt((
            value(Comparison::Equal, tag("==")),
            value(Comparison::NotEqual, tag("!=")),
            value(Comparison::Less, char('<')),
            value(Comparison::Greater, char('>')),
            value(Comparison::Contains, keyword("contains")),
            value(Comparison::Matches, keyword("matches")),
        )),
    )
    .parse(text)
}

/// Reads `word` where it stands alone, with the blanks before it.
fn keyword<'a>(word: &'static str) -> impl Parser<&'a str, Output = (), Error = Fault> {
    move |text: &'a str| {
        let (rest, ()) = map(preceded(multispace0, tag(word)), |_| ()).parse(text)?;
        if rest.starts_with(is_of_name) {
            return Err(nom::Err::Error(nom::error::ParseError::from_error_kind(
                text,
                nom::error::ErrorKind::Tag,
            )));
        }
        Ok((rest, ()))
    }
}

fn list(text: &str) -> Parsed<'_, Vec<String>> {
    let text = text.trim_start();
    let Some(inside) = text.strip_prefix('[') else {
        return Err(failure(text, "expected a list such as `[a, b]`"));
    };
    let (rest, values) =
        separated_list1(preceded(multispace0, char(',')), operand).parse(inside)?;
    match rest.trim_start().strip_prefix(']') {
        Some(rest) => Ok((rest, values)),
        None => Err(failure(text, "`[` is never closed")),
    }
}

/// Reads what a name is compared with: a quoted text, a number, an id.
fn operand(text: &str) -> Parsed<'_, String> {
    let text = text.trim_start();
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted(quote, text),
        _ => bare(text),
    }
}

fn bare(text: &str) -> Parsed<'_, String> {
    let (rest, word) =
        take_while(|letter: char| is_of_name(letter) || "+:/".contains(letter)).parse(text)?;
    if word.is_empty() || KEYWORDS.contains(&word) {
        return Err(failure(
            text,
            "expected a value; quote it unless it is an id or a number",
        ));
    }
    Ok((rest, word.to_owned()))
}

fn quoted(quote: char, text: &str) -> Parsed<'_, String> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((index, letter)) = letters.next() {
        match letter {
            '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
            letter if letter == quote => return Ok((&text[index + letter.len_utf8()..], value)),
            letter => value.push(letter),
        }
    }
    Err(failure(text, format!("`{quote}` is never closed")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn holds(name: &str) -> Condition {
        Condition::Holds(name.to_owned())
    }

    fn compare(name: &str, comparison: Comparison, value: &str) -> Condition {
        Condition::Compare {
            name: name.to_owned(),
            comparison,
            value: value.to_owned(),
        }
    }

    fn check(text: &str, expected: &Condition) {
        assert_eq!(Condition::parse(text).as_ref(), Ok(expected), "{text}");
    }

    fn check_error(text: &str, offset: usize) {
        let error = Condition::parse(text).map_err(|error| error.offset);
        assert_eq!(error, Err(offset), "{text}");
    }

    #[test]
    fn and_binds_tighter_than_or_and_not_tighter_than_both() {
        let not_b = Condition::Not(Box::new(holds("b")));
        let both = Condition::And(vec![not_b, holds("c")]);
        let expected = Condition::Or(vec![holds("a"), both]);
        check("a or not b and c", &expected);
        check("( a or((not b)and c) )", &expected);
    }

    #[test]
    fn names_are_compared_with_ids_numbers_texts_and_lists() {
        check("a == b-c", &compare("a", Comparison::Equal, "b-c"));
        check(
            "a!=\"b \\\" c\"",
            &compare("a", Comparison::NotEqual, "b \" c"),
        );
        check("a < -1.5", &compare("a", Comparison::Less, "-1.5"));
        check("a>3", &compare("a", Comparison::Greater, "3"));
        check("a contains 'を'", &compare("a", Comparison::Contains, "を"));
        check(
            "a matches '[0-9]+'",
            &compare("a", Comparison::Matches, "[0-9]+"),
        );
        let values = vec!["b".to_owned(), "c d".to_owned()];
        let name = "a".to_owned();
        check("a in [b , \"c d\"]", &Condition::In { name, values });
    }

    #[test]
    fn words_that_begin_like_a_keyword_are_names() {
        check("order", &holds("order"));
        check(
            "not-there and in-use",
            &Condition::And(vec![holds("not-there"), holds("in-use")]),
        );
    }

    #[test]
    fn the_first_thing_out_of_place_is_pointed_at() {
        for (text, offset) in [
            ("", 0),
            ("a b", 2),
            ("a ==", 4),
            ("a and", 5),
            ("(a", 0),
            ("a)", 1),
            ("not", 3),
            ("a in b", 5),
            ("a in [b", 5),
            ("a in []", 6),
            ("'a' == b", 0),
            ("a == 'b", 5),
        ] {
            check_error(text, offset);
        }
    }

    #[test]
    fn parts_nested_beyond_the_limit_are_an_error() {
        check_error(&"(".repeat(100_000), DEEPEST);
        check_error(&"not ".repeat(100_000), 4 * DEEPEST - 1);
    }

    proptest! {
        #[test]
        fn any_text_parses_or_errs_inside_it(text in "([a-c ()]|and |or |not |in |==|<|'|\\[|,|漏){0,30}|.*") {
            if let Err(error) = Condition::parse(&text) {
                prop_assert!(text.is_char_boundary(error.offset));
            }
        }
    }
}
