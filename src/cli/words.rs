//! What of the arguments is words: settled before clap sees them, since a sentence may begin with any word.

use std::ffi::OsString;

use crate::chat::quote;

use super::{Exit, Failure};

/// What must be known of the command line to tell words from subcommands.
pub(crate) struct Shape {
    /// Each subcommand with the most arguments it takes; `None` for any number.
    pub(crate) subcommands: Vec<(String, Option<usize>)>,
    /// The options that take the next argument as their value, such as `--lang`.
    pub(crate) with_value: Vec<String>,
}

/// Returns the arguments with all words joined to one that stands last, behind `--`, where they begin with no subcommand.
///
/// One argument with a space in it, or anything after `--`, is words; other arguments that begin with no subcommand are joined.
///
/// # Errors
///
/// [`Failure`] when a subcommand gets more arguments than it takes: the person meant a sentence.
pub(crate) fn arrange(args: Vec<OsString>, shape: &Shape) -> Result<Vec<OsString>, Failure> {
    let sorted = Sorted::new(args, shape);
    let Some(first) = sorted.words.first() else {
        return Ok(sorted.options);
    };
    let subcommand = shape
        .subcommands
        .iter()
        .find(|(name, _)| !sorted.after_dashes && first == name.as_str());
    match subcommand {
        Some((name, most)) => {
            let n_arguments = sorted.words.len() - 1;
            if most.is_some_and(|most| n_arguments > most) {
                return Err(sentence_after(name, &sorted.words));
            }
            Ok(sorted.all)
        }
        None if sorted.words == ["help"] && !sorted.after_dashes => {
            Ok(joined(sorted.options, "--help".into()))
        }
        None => {
            let words = sorted.words.join(&OsString::from(" "));
            Ok(joined(joined(sorted.options, "--".into()), words))
        }
    }
}

/// The arguments, told apart.
struct Sorted {
    all: Vec<OsString>,
    /// The program's name and the options with their values.
    options: Vec<OsString>,
    words: Vec<OsString>,
    /// Whether the words begin behind `--`.
    after_dashes: bool,
}

impl Sorted {
    fn new(args: Vec<OsString>, shape: &Shape) -> Self {
        let mut options: Vec<OsString> = args.iter().take(1).cloned().collect();
        let mut words = Vec::new();
        let mut after_dashes = false;
        let mut rest = args.iter().skip(1);
        while let Some(arg) = rest.next() {
            let text = arg.to_string_lossy();
            if text == "--" {
                after_dashes = words.is_empty();
                words.extend(rest.by_ref().cloned());
            } else if is_option(&text) {
                options.push(arg.clone());
                if shape.with_value.iter().any(|option| *option == text) {
                    options.extend(rest.next().cloned());
                }
            } else {
                words.push(arg.clone());
            }
        }
        Self {
            all: args,
            options,
            words,
            after_dashes,
        }
    }
}

/// Returns whether an argument is an option: a dash and a name. A sentence that begins with a dash is none.
fn is_option(arg: &str) -> bool {
    arg.len() > 1 && arg.starts_with('-') && !arg.contains(char::is_whitespace)
}

fn joined(mut args: Vec<OsString>, last: OsString) -> Vec<OsString> {
    args.push(last);
    args
}

fn sentence_after(name: &str, words: &[OsString]) -> Failure {
    let sentence = words.join(&OsString::from(" "));
    let quoted = quote(&sentence.to_string_lossy());
    Failure::new(Exit::Usage, format!("too many arguments after `{name}`")).hint(format!(
        "if this is what is wrong in your own words, quote the whole sentence: naosu {quoted}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], expected: &[&str]) {
        let arranged = run(args).unwrap();
        assert_eq!(arranged, expected);
    }

    fn run(args: &[&str]) -> Result<Vec<String>, Failure> {
        let shape = Shape {
            subcommands: vec![
                ("fix".to_owned(), Some(1)),
                ("search".to_owned(), None),
                ("sessions".to_owned(), Some(0)),
            ],
            with_value: vec!["--lang".to_owned(), "--answer".to_owned()],
        };
        let args = std::iter::once("naosu").chain(args.iter().copied());
        let arranged = arrange(args.map(OsString::from).collect(), &shape)?;
        Ok(arranged
            .into_iter()
            .skip(1)
            .map(|arg| arg.into_string().unwrap())
            .collect())
    }

    #[test]
    fn words_that_begin_with_no_subcommand_are_joined() {
        check(&["the", "lamp", "is", "dark"], &["--", "the lamp is dark"]);
        check(&["暗い", "です"], &["--", "暗い です"]);
    }

    #[test]
    fn one_argument_with_a_space_is_words() {
        check(&["fix my lamp"], &["--", "fix my lamp"]);
        check(&["- it is dark"], &["--", "- it is dark"]);
    }

    #[test]
    fn anything_after_two_dashes_is_words() {
        check(&["--", "fix"], &["--", "fix"]);
        check(&["--", "fix", "--yes"], &["--", "fix --yes"]);
        check(&["dark", "--", "-x"], &["--", "dark -x"]);
    }

    #[test]
    fn options_stand_before_the_words_with_their_values() {
        check(
            &["it", "--lang", "ja", "is", "--json", "dark"],
            &["--lang", "ja", "--json", "--", "it is dark"],
        );
        check(&["--answer=a=b", "dark"], &["--answer=a=b", "--", "dark"]);
    }

    #[test]
    fn a_subcommand_is_left_alone() {
        check(&["fix", "change-bulb"], &["fix", "change-bulb"]);
        check(&["--lang", "ja", "sessions"], &["--lang", "ja", "sessions"]);
        check(&["search", "a", "b"], &["search", "a", "b"]);
        check(&[], &[]);
    }

    #[test]
    fn help_alone_is_the_help() {
        check(&["help"], &["--help"]);
        check(&["help", "me"], &["--", "help me"]);
    }

    #[test]
    fn a_sentence_after_a_subcommand_is_to_be_quoted() {
        let failure = run(&["fix", "my", "lamp"]).unwrap_err();
        assert_eq!(failure.exit, Exit::Usage);
        assert!(failure.hint.unwrap().contains("naosu \"fix my lamp\""));
        run(&["sessions", "are", "lost"]).unwrap_err();
    }
}
