use std::io::{self, BufRead, Read, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::render::{Paper, json};
use crate::session::{Event, Move, Session};

use super::Recorder;
use super::input::{
    InputError, answered, fixed, observed, outcome_of, reconsidered, skipped, tried,
};

/// A longer line is an error.
const MOST_BYTES: usize = 1 << 20;

/// What stands in for a turn where a line could not be taken.
#[derive(Serialize)]
struct ErrorObject<'a> {
    error: &'a str,
}

/// Reads one JSON object a line and writes one turn object a line, for every line. Runs nothing itself.
///
/// # Errors
///
/// When reading, writing or recording fails; a bad line is answered and the session goes on.
pub(crate) fn json_lines(
    paper: Paper<'_>,
    mut session: Session<'_>,
    recorder: &mut dyn Recorder,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<()> {
    while let Some(line) = next_line(input)? {
        let n_before = session.events().len();
        let answer = match line.and_then(|line| take(&mut session, &line)) {
            Ok(()) => {
                for event in &session.events()[n_before..] {
                    recorder.record(event)?;
                }
                let turn = session.turn();
                json(&paper.page(turn.lang), &turn)
            }
            Err(error) => error_line(&error),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

/// Returns the next line without its end, or what is wrong with it; `None` at the end of the input.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Result<String, String>>> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    let mut limited = Read::take(&mut *input, most);
    if limited.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() > MOST_BYTES && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(format!(
            "a line has more than {MOST_BYTES} bytes"
        ))));
    }
    let line = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        format!("not UTF-8 at byte {at}")
    });
    Ok(Some(line))
}

fn error_line(error: &str) -> String {
    serde_json::to_string(&ErrorObject { error }).expect("a text is JSON")
}

/// Takes one line in: all of it or, when something is wrong with it, nothing.
fn take(session: &mut Session<'_>, line: &str) -> Result<(), String> {
    let mut trial = session.clone();
    let object: Map<String, Value> = serde_json::from_str(line.trim())
        .map_err(|error| format!("expected a JSON object such as {{\"say\": \"…\"}}: {error}"))?;
    let mut entries = object.iter();
    let (Some((key, value)), None) = (entries.next(), entries.next()) else {
        return Err(format!("got {} keys, expected one of {KEYS}", object.len()));
    };
    take_entry(&mut trial, key, value)?;
    *session = trial;
    Ok(())
}

/// The keys of the protocol.
const KEYS: &str = "say, answer, tried, check, change, skip, back, fixed, reset";

fn take_entry(session: &mut Session<'_>, key: &str, value: &Value) -> Result<(), String> {
    let pack = &session.base().pack;
    match key {
        "say" => {
            let words = value.as_str().ok_or("`say` takes a text")?;
            session.say(words);
        }
        "answer" => {
            for (fact, value) in texts(key, value)? {
                session.push(answered(pack, fact, value).map_err(worded)?);
            }
        }
        "tried" => {
            for (fix, outcome) in texts(key, value)? {
                let outcome = outcome_of(outcome).map_err(worded)?;
                session.push(tried(session, fix, outcome).map_err(worded)?);
            }
        }
        "check" => {
            let next = session.turn().next;
            let is_pending = matches!(next, Move::Check(_));
            let nothing = is_pending && value.as_object().is_some_and(Map::is_empty);
            let seen = if nothing {
                Vec::new()
            } else {
                texts(key, value)?
            };
            let event = observed(pack, &next, seen.into_iter());
            session.push(event.map_err(worded)?);
        }
        "change" => {
            let fact = value.as_str().ok_or("`change` takes the id of a fact")?;
            session.push(reconsidered(session, fact).map_err(worded)?);
        }
        "skip" => push(session, key, value, |session| {
            skipped(&session.turn().next).map_err(worded)
        })?,
        "fixed" => push(session, key, value, |session| {
            Ok(fixed(&session.turn().next))
        })?,
        "back" => push(session, key, value, |_| Ok(Event::Back))?,
        "reset" => push(session, key, value, |_| Ok(Event::Reset))?,
        _ => return Err(format!("unknown key `{key}`, expected one of {KEYS}")),
    }
    Ok(())
}

fn push(
    session: &mut Session<'_>,
    key: &str,
    value: &Value,
    event: impl Fn(&Session<'_>) -> Result<Event, String>,
) -> Result<(), String> {
    if *value != Value::Bool(true) {
        return Err(format!("got {value} for `{key}`, expected true"));
    }
    let event = event(session)?;
    session.push(event);
    Ok(())
}

/// Returns an object's entries when there are some and all are texts.
fn texts<'a>(key: &str, value: &'a Value) -> Result<Vec<(&'a str, &'a str)>, String> {
    let entries: Option<Vec<_>> = value.as_object().and_then(|object| {
        let entries = object.iter();
        entries
            .map(|(id, value)| Some((id.as_str(), value.as_str()?)))
            .collect()
    });
    entries
        .filter(|entries| !entries.is_empty())
        .ok_or_else(|| format!("`{key}` takes an object of texts, such as {{\"id\": \"value\"}}"))
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn worded(error: InputError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Unrecorded;
    use crate::render::sample;

    fn run(input: &[u8]) -> Vec<Value> {
        let base = sample::base();
        let mut out = Vec::new();
        let session = sample::session(&base);
        let paper = sample::paper(&base.pack, 80);
        let mut lines = input;
        json_lines(paper, session, &mut Unrecorded, &mut lines, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn every_line_gets_a_turn() {
        let turns = run(concat!(
            r#"{"say": "the room is dark"}"#,
            "\n",
            r#"{"answer": {"others-dark": "no"}}"#,
            "\n",
            r#"{"tried": {"change-bulb": "not-fixed"}}"#,
            "\n",
            r#"{"back": true}"#,
            "\r\n",
            r#"{"fixed": true}"#,
        )
        .as_bytes());
        let next: Vec<_> = turns.iter().map(|turn| &turn["next"]["kind"]).collect();
        assert_eq!(next, ["ask", "try", "refer", "try", "done"]);
        assert_eq!(turns[1]["facts"]["others-dark"]["from"], "answered");
        assert_eq!(turns[0]["next"]["choices"][0]["value"], "yes");
    }

    #[test]
    fn a_bad_line_is_answered_and_changes_nothing() {
        let long = format!("{{\"say\": \"{}\"}}\n", "a".repeat(MOST_BYTES));
        let check = |line: &[u8], expected: &str| {
            let mut input = line.to_vec();
            input.extend(b"\n{\"say\": \"the room is dark\"}\n");
            let answers = run(&input);
            let error = answers[0]["error"].as_str().unwrap_or_default();
            assert!(error.contains(expected), "{error}");
            assert_eq!(answers.len(), 2);
            assert_eq!(
                answers[1]["turn"],
                run(b"{\"say\": \"the room is dark\"}")[0]["turn"]
            );
        };
        check(b"", "expected a JSON object");
        check(b"[]", "expected a JSON object");
        check(b"{\"say\": \"\xff\"}", "not UTF-8 at byte 10");
        check(long.trim_end().as_bytes(), "more than 1048576 bytes");
        check(b"{}", "got 0 keys");
        check(b"{\"skip\": true, \"back\": true}", "got 2 keys");
        check(b"{\"sing\": true}", "unknown key `sing`");
        check(b"{\"back\": 1}", "expected true");
        check(b"{\"say\": 1}", "takes a text");
        check(b"{\"answer\": {}}", "takes an object");
        check(b"{\"change\": 1}", "takes the id of a fact");
        check(b"{\"change\": \"others-dark\"}", "is not known yet");
        check(b"{\"change\": \"other-dark\"}", "did you mean");
        check(
            b"{\"answer\": {\"other-dark\": \"no\"}}",
            "did you mean `others-dark`",
        );
        check(
            b"{\"tried\": {\"change-bulb\": \"hm\"}}",
            "expected one of fixed, not-fixed",
        );
        check(
            b"{\"answer\": {\"others-dark\": \"no\", \"others-dim\": \"no\"}}",
            "unknown fact",
        );
    }
}
