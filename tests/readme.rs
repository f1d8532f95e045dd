//! What the README shows is what happens.

use crate::support::Case;

const README: &str = include_str!("../README.md");

/// Returns each command of the transcripts with what it prints.
fn transcripts() -> Vec<(String, String)> {
    let blocks = README.split("```console\n").skip(1);
    blocks
        .map(|block| {
            let block = block.split("```").next().unwrap_or_default();
            let (command, output) = block.split_once('\n').expect("a command");
            let command = command.strip_prefix("$ naosu ").expect("a prompt");
            (command.to_owned(), output.to_owned())
        })
        .collect()
}

/// Splits a command at spaces outside quotes.
fn arguments(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(position, part)| {
            let quoted = position % 2 == 1;
            let words: Vec<_> = if quoted {
                vec![part.to_owned()]
            } else {
                part.split_whitespace().map(ToOwned::to_owned).collect()
            };
            words
        })
        .collect()
}

#[test]
fn the_transcripts_are_true() {
    let transcripts = transcripts();
    assert!(transcripts.len() >= 2, "{transcripts:?}");
    for (command, output) in transcripts {
        Case::new().args(arguments(&command)).stdout(output).exit(0);
    }
}

#[test]
fn two_commands_set_it_up() {
    let commands: Vec<_> = README
        .lines()
        .filter_map(|line| line.strip_prefix("    cargo "))
        .collect();
    assert_eq!(
        commands,
        ["run --release -- \"error 1020 only on VPN\"", "test"]
    );
}
