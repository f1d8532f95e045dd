use std::io::{self, Write};

use crate::chat::{Editor, Ending, Repl, Request, Unrecorded, json_lines, one_shot};
use crate::cli::past::{self, SharedJournal};
use crate::cli::{Context, Exit, Failure, carry_out, checks, take_back, write_up};
use crate::session::Session;
use crate::system::{RealSystem, System};

/// The file of the lines typed, in the state folder.
const HISTORY: &str = "history.txt";

/// Runs `naosu chat`: JSON Lines with `--json`, the conversation otherwise.
pub(crate) fn run(context: &Context, out: &mut dyn Write) -> Result<Exit, Failure> {
    let journal = past::begin(context);
    let session = context.session();
    if !context.json {
        return talk(context, session, &journal, out);
    }
    let mut recorder = past::recorder(&journal);
    let mut input = io::stdin().lock();
    json_lines(context.paper(), session, recorder.as_mut(), &mut input, out)?;
    Ok(Exit::Ok)
}

/// Talks until there is no more to say.
pub(crate) fn talk(
    context: &Context,
    session: Session<'_>,
    journal: &SharedJournal,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let history = context
        .state_dir
        .as_ref()
        .map(|folder| folder.join(HISTORY));
    let mut editor = Editor::new(history, context.color)?;
    let mut recorder = past::recorder(journal);
    let eyes = checks::eyes(context);
    let sight = eyes.as_ref().map(|_| checks::of_conversation(context));
    let repl = Repl {
        paper: context.paper(),
        session: session.seeing(sight.unwrap_or_default()),
        recorder: recorder.as_mut(),
        hands: Some(Box::new(|session, fix, online, out| {
            carry_out::in_conversation(context, journal, session, fix, online, out)
        })),
        undo: Some(Box::new(|lang, out| {
            take_back::in_conversation(context, journal, lang, out)
        })),
        clerk: Some(Box::new(|session| {
            write_up::in_conversation(context, journal, session)
        })),
        eyes,
        now: || RealSystem.now(),
        may_run: context.trusted,
        walked: Vec::new(),
        out,
    };
    Ok(exit(repl.run(&mut editor)?))
}

/// Answers words once.
pub(crate) fn answer(
    context: &Context,
    request: &Request,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let seen = checks::seen(context)?;
    // A one-shot is stateless: how to go on stands in its own output.
    let ending = one_shot(
        context.paper(),
        context.session(),
        request,
        seen,
        &mut Unrecorded,
        out,
    )?;
    Ok(exit(ending))
}

fn exit(ending: Ending) -> Exit {
    match ending {
        Ending::Well => Exit::Ok,
        Ending::Nothing => Exit::Nothing,
    }
}
