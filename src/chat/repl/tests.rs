use std::collections::VecDeque;

use crate::base::Base;
use crate::chat::{Recorder, Unrecorded};
use crate::render::sample;

use crate::session::Outcome;

use super::*;

mod explained;
mod looked;

/// Keeps the names of the events.
#[derive(Default)]
struct Noted(Vec<Event>);

impl Recorder for Noted {
    fn record(&mut self, event: &Event) -> io::Result<()> {
        self.0.push(event.clone());
        Ok(())
    }
}

/// Returns what a conversation of these lines shows.
fn talk(base: &Base, lines: &[&str]) -> String {
    run(base, lines, &mut Unrecorded, None)
}

fn run<'r>(
    base: &Base,
    lines: &[&str],
    recorder: &'r mut dyn Recorder,
    hands: Option<Box<Hands<'r>>>,
) -> String {
    let mut lines: VecDeque<_> = lines
        .iter()
        .map(|line| Line::Text((*line).to_owned()))
        .collect();
    lines.push_front(Line::Interrupted);
    let mut shown = Vec::new();
    let repl = Repl {
        paper: sample::paper(&base.pack, 80),
        session: sample::session(base),
        recorder,
        hands,
        undo: None,
        clerk: None,
        eyes: None,
        now: Timestamp::default,
        may_run: true,
        walked: Vec::new(),
        out: &mut shown,
    };
    repl.run(&mut lines).unwrap();
    String::from_utf8(shown).unwrap()
}

#[track_caller]
fn has(shown: &str, parts: &[&str]) {
    let mut rest = shown;
    for part in parts {
        let at = rest.find(part);
        let at =
            at.unwrap_or_else(|| panic!("`{part}` is not, or not in this order, in:\n{shown}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_conversation_leads_from_words_to_the_end() {
    let base = sample::base();
    let shown = talk(&base, &["the room is dark", "2", "2"]);
    has(
        &shown,
        &[
            "/help",
            "Ctrl-D",
            "Are other lamps dark too?",
            "[1] yes  [2] no  [3] don't know",
            "Change the bulb",
            "lamp off \"north room\"",
            "[1] I did it, still broken",
            "The problem is gone",
        ],
    );
}

#[test]
fn a_conversation_in_japanese_stays_japanese() {
    let base = sample::base();
    let shown = talk(&base, &["部屋が暗い", "いいえ", "/why", "直りました"]);
    has(
        &shown,
        &[
            "ほかの電灯も消えていますか?",
            "[2] いいえ",
            "電球を替える",
            "理由: ",
            "解決しました",
        ],
    );
}

#[test]
fn a_whole_conversation_reads_well() {
    let base = sample::base();
    let lines = [
        "the room is dark, changed the bulb",
        "/why",
        "no",
        "/facts",
        "/plan",
        "/report",
        "/help",
        "/quit",
    ];
    insta::assert_snapshot!(talk(&base, &lines));
}

#[test]
fn a_whole_conversation_reads_well_in_japanese() {
    let base = sample::base();
    let lines = [
        "部屋が暗い",
        "/why",
        "わからない",
        "/facts",
        "/plan",
        "まだ直らない",
        "/report",
        "/help",
        "/quit",
    ];
    insta::assert_snapshot!(talk(&base, &lines));
}

#[test]
fn commands_work_with_and_without_a_slash() {
    let base = sample::base();
    let shown = talk(
        &base,
        &[
            "the room is dark",
            "/how",
            "why?",
            "no",
            "/facts",
            "/plan",
            "/report",
            "/lang ja",
            "/nothing",
        ],
    );
    has(
        &shown,
        &[
            "Try the next room.",
            "The answer tells",
            "you answered",
            "in this order",
            "# Problem report: The room is dark",
            "電球を替える",
            "/nothing というコマンドはありません",
        ],
    );
}

#[test]
fn back_takes_back_and_skip_passes_over() {
    let base = sample::base();
    let shown = talk(
        &base,
        &["the room is dark", "no", "/back", "/skip", "/quit"],
    );
    has(
        &shown,
        &[
            "Question: ",
            "Change the bulb",
            "Question: ",
            "Next: ",
            "Goodbye",
        ],
    );
}

#[test]
fn every_event_is_recorded_once() {
    let base = sample::base();
    let mut noted = Noted::default();
    run(
        &base,
        &["the room is dark", "no", "1", "/back"],
        &mut noted,
        None,
    );
    assert_eq!(noted.0.len(), 4);
    assert_eq!(noted.0[3], Event::Back);
}

#[test]
fn doing_it_goes_through_the_hands() {
    let base = sample::base();
    let hands = |_: &Session<'_>, fix: &crate::knowledge::FixId, _: bool, out: &mut dyn Write| {
        writeln!(out, "doing {fix}")?;
        Ok(Carried::Tried(Outcome::Fixed))
    };
    let mut unrecorded = Unrecorded;
    let shown = run(
        &base,
        &["the room is dark", "no", "1"],
        &mut unrecorded,
        Some(Box::new(hands)),
    );
    has(
        &shown,
        &["[1] do it now", "doing change-bulb", "The problem is gone"],
    );
}

#[test]
fn nothing_is_proposed_before_anything_was_said() {
    let base = sample::base();
    let shown = talk(&base, &["hello", "", "/why", "3", "/skip"]);
    assert!(
        !shown.contains("Next:") && !shown.contains("Question:"),
        "{shown}"
    );
}

#[test]
fn a_greeting_is_answered_in_its_language() {
    let base = sample::base();
    let shown = talk(&base, &["こんにちは", "hello", "ありがとう"]);
    has(&shown, &["こんにちは。", "Hello! ", "どういたしまして。"]);
}
