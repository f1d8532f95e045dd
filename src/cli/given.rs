//! What was given beside the words, in the order in which it was typed.

use std::ffi::OsString;

use clap::ArgMatches;

use crate::chat::Given;

/// Returns every `--answer` and `--tried` in the order of the command line: it is the order in which things happened.
pub(crate) fn in_order(matches: &ArgMatches) -> Vec<Given> {
    let mut given = placed(matches, "answer", Given::Answer);
    given.extend(placed(matches, "tried", Given::Tried));
    given.sort_by_key(|(place, _)| *place);
    given.into_iter().map(|(_, given)| given).collect()
}

fn placed(matches: &ArgMatches, name: &str, made: fn(String) -> Given) -> Vec<(usize, Given)> {
    let places = matches.indices_of(name).into_iter().flatten();
    let texts = matches.get_many::<String>(name).into_iter().flatten();
    places
        .zip(texts)
        .map(|(place, text)| (place, made(text.clone())))
        .collect()
}

/// Returns the options of arranged arguments as they were typed: what stands before the words.
pub(crate) fn options(args: &[OsString]) -> Vec<String> {
    args.iter()
        .skip(1)
        .take_while(|arg| *arg != "--")
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect()
}
