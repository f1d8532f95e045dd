use std::io::Write;

use crate::render::words::words;
use crate::render::{Paper, json, sightings, turn};
use crate::session::{Event, Move, Reach, Session, Sight, Turn};

use super::go_on::go_on;
use super::input::{answered, outcome_of, tried};
use super::observed::worth_telling;
use super::talk::{explain_term, invite};
use super::{ChatError, Ending, Recorder};

words! {
    NOTHING_UNUSUAL: "I looked, and saw nothing unusual.", "確認しましたが、変わった点は見つかりませんでした。";
    LOOK_FIRST: "With --check I look at this machine first; I only read.", "--check を付けると、先にこの端末の設定を確認します(読み取りのみ)。";
}

/// What a one-shot is asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// What is wrong, in words.
    pub(crate) words: String,
    /// What is known beside them, in order.
    pub(crate) given: Vec<Given>,
    /// The options as typed, for the line that goes on.
    pub(crate) options: Vec<String>,
    /// Whether the answer is a turn object.
    pub(crate) json: bool,
    /// Whether checks could look at this machine, if they were asked for.
    pub(crate) could_look: bool,
}

/// Something known beside the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// `FACT=VALUE`
    Answer(String),
    /// `FIX` or `FIX=OUTCOME`
    Tried(String),
}

/// Answers words with one turn.
///
/// # Errors
///
/// [`ChatError::Input`] when something given names what is not there; [`ChatError::Io`] when the machine refuses.
pub(crate) fn one_shot(
    paper: Paper<'_>,
    mut session: Session<'_>,
    request: &Request,
    seen: Option<Event>,
    recorder: &mut dyn Recorder,
    out: &mut dyn Write,
) -> Result<Ending, ChatError> {
    let heard = session.say(&request.words);
    for given in &request.given {
        take(&mut session, given)?;
    }
    let understood = session.turn().understood;
    let before = session.state();
    let has_looked = seen.is_some();
    if let Some(seen) = seen.filter(|_| !session.events().is_empty()) {
        session.push(seen);
    }
    for event in session.events() {
        recorder.record(event)?;
    }
    let mut answer = session.turn();
    answer.understood = understood;
    let mut page = paper.page(answer.lang);
    let ending = ending(&session, &answer, heard.term.is_some());
    if request.json {
        writeln!(out, "{}", json(&page, &answer))?;
        return Ok(ending);
    }
    match heard.term {
        Some(term) => explain_term(&mut page, &term),
        None if session.events().is_empty() => invite(&mut page),
        None => {
            if let Some(event) = session.events().last() {
                let told = worth_telling(&session, &before, event);
                sightings(&mut page, &told);
                if has_looked && told.is_empty() {
                    page.line(page.say(NOTHING_UNUSUAL));
                }
            }
            turn(&mut page, &answer, true);
            if request.could_look && !has_looked && would_tell(&session) {
                page.line(page.say(LOOK_FIRST));
            }
            go_on(&mut page, &answer, request);
        }
    }
    out.write_all(page.finish().as_bytes())?;
    Ok(ending)
}

/// Returns whether a check of this machine could tell something that is not known.
fn would_tell(session: &Session<'_>) -> bool {
    let sight = Sight {
        reach: Reach::Machine,
        ..session.sight()
    };
    let is_open = !matches!(session.turn().next, Move::Unknown { .. } | Move::Done);
    is_open && session.could_tell(sight)
}

fn take(session: &mut Session<'_>, given: &Given) -> Result<(), ChatError> {
    let event = match given {
        Given::Answer(text) => {
            let (fact, value) = text.split_once('=').unwrap_or((text, ""));
            answered(&session.base().pack, fact.trim(), value.trim())?
        }
        Given::Tried(text) => {
            let (fix, outcome) = text.split_once('=').unwrap_or((text, "not-fixed"));
            tried(session, fix.trim(), outcome_of(outcome.trim())?)?
        }
    };
    session.push(event);
    Ok(())
}

fn ending(session: &Session<'_>, answer: &Turn, explained: bool) -> Ending {
    let fits = !answer.contradiction && !matches!(answer.next, Move::Unknown { .. });
    if explained || (fits && !session.events().is_empty()) {
        Ending::Well
    } else {
        Ending::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Unrecorded;
    use crate::render::sample;

    fn run(words: &str, given: &[Given]) -> Result<(Ending, String), ChatError> {
        let base = sample::base();
        let request = Request {
            words: words.to_owned(),
            given: given.to_vec(),
            options: Vec::new(),
            json: false,
            could_look: false,
        };
        let mut out = Vec::new();
        let paper = sample::paper(&base.pack, 80);
        let session = sample::session(&base);
        let ending = one_shot(paper, session, &request, None, &mut Unrecorded, &mut out)?;
        Ok((ending, String::from_utf8(out).unwrap()))
    }

    #[test]
    fn a_question_says_how_to_answer_it() {
        let (ending, shown) = run("the room is dark", &[]).unwrap();
        assert_eq!(ending, Ending::Well);
        insta::assert_snapshot!(shown);
    }

    #[test]
    fn a_fix_shows_its_steps_and_why() {
        let given = [Given::Answer("others-dark=no".to_owned())];
        let (_, shown) = run("the room is dark", &given).unwrap();
        insta::assert_snapshot!(shown);
    }

    #[test]
    fn a_fix_in_japanese_shows_its_steps_and_why() {
        let given = [Given::Answer("others-dark=no".to_owned())];
        let (_, shown) = run("部屋が暗い", &given).unwrap();
        insta::assert_snapshot!(shown);
    }

    #[test]
    fn what_is_unknown_is_said_to_be() {
        let (ending, shown) = run("my cat is hungry", &[]).unwrap();
        assert_eq!(ending, Ending::Nothing);
        assert!(shown.starts_with("I don't know this one."), "{shown}");
    }

    #[test]
    fn what_is_given_must_be_there() {
        let given = [Given::Tried("change-bulbs".to_owned())];
        let error = run("the room is dark", &given).unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown fix `change-bulbs`, did you mean `change-bulb`?"
        );
    }
}
