use std::io;

use crate::render::words::words;
use crate::render::{Material, Report};
use crate::session::Session;
use crate::text::identifiers::Identifiers;

use super::{Flow, Repl};

words! {
    TO_A_FILE: "Nothing was sent. In a terminal, `naosu report --save FILE` writes it to a file.", "どこにも送信していません。端末で naosu report --save ファイル名 と入力すると、ファイルに保存できます。";
}

/// Writes a session up.
pub(crate) type Clerk<'r> = dyn Fn(&Session<'_>) -> Report + 'r;

impl Repl<'_, '_> {
    /// Shows the write-up.
    pub(super) fn report(&mut self) -> io::Result<Flow> {
        let report = match &self.clerk {
            Some(clerk) => clerk(&self.session),
            None => Report::new(&Material::of(&self.session, &Identifiers::default())),
        };
        self.out.write_all(report.markdown().as_bytes())?;
        self.show_word(TO_A_FILE)
    }
}
