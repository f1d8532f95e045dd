use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::cli::arguments::ReportOptions;
use crate::cli::write_up::{Wanted, write_up};
use crate::cli::{Context, Exit, Failure, past};

/// Runs `naosu report`: writes a session up for support, in Markdown or as JSON. What is shown is what is saved.
pub(crate) fn run(
    context: &Context,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let (session, kept) = past::read(context, options.session.as_deref())?;
    let wanted = Wanted {
        lang: context.lang,
        shows_private: options.show_private,
        debug: options.debug,
    };
    let report = write_up(context, &session, Some(&kept), wanted);
    let text = if context.json {
        report.json() + "\n"
    } else {
        report.markdown()
    };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    if let Some(path) = &options.save {
        save(path, &text)?;
        let path = path.display();
        writeln!(
            io::stderr(),
            "saved as `{path}`; nothing was sent: read it before you pass it on"
        )?;
    }
    Ok(Exit::Ok)
}

/// Writes a new file, whole or not at all.
fn save(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| refused(path, &error))?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a report must not be taken for a whole one.
        drop(fs::remove_file(path));
        refused(path, &error)
    })
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Failure::new(
            Exit::Machine,
            format!("`{shown}` exists already, and is left as it is"),
        )
        .hint("name a file that does not exist yet: naosu report --save FILE");
    }
    Failure::new(Exit::Machine, format!("cannot write `{shown}`: {error}"))
        .hint("name a file in a folder that can be written, on a disk with room: naosu report --save FILE")
}
