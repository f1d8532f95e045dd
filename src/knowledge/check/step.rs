//! The steps of fixes: what may run, what may be opened, and the way back.

use crate::knowledge::raw::{self, Word};
use crate::knowledge::spanned::{Mark, Spanned};
use crate::knowledge::{Action, Argument, Defect, FactId, Span, Step, UndoStep};

use super::checker::Checker;
use super::names::FactKind;

/// After this a program is stopped, where no time is written: longer than any command that a person would wait for
/// without being told.
const TIMEOUT: Span = Span::seconds(60);

/// Programs that run whatever text they are given.
const SHELLS: [&str; 15] = [
    "sh",
    "ash",
    "bash",
    "csh",
    "dash",
    "fish",
    "ksh",
    "tcsh",
    "zsh",
    "cmd",
    "command",
    "powershell",
    "pwsh",
    "cscript",
    "wscript",
];

/// Programs that start the program that follows.
const STARTERS: [&str; 9] = [
    "busybox", "doas", "env", "nohup", "runas", "start", "su", "sudo", "xargs",
];

/// What a page may begin with.
const PAGES: [&str; 3] = ["https://", "ms-settings:", "x-apple.systempreferences:"];

/// The keys of which a step has one.
struct Actions<'r> {
    run: Option<&'r Vec<Word>>,
    open: Option<&'r Word>,
    tell: Option<&'r raw::Text>,
    link: Option<&'r Word>,
}

impl Checker<'_> {
    /// Returns a step; whether its fix says that there is no way back.
    pub(super) fn step(&mut self, step: &Spanned<raw::Step>, irreversible: bool) -> Option<Step> {
        let raw = &step.value;
        let actions = Actions {
            run: raw.run.as_ref(),
            open: raw.open.as_ref(),
            tell: raw.tell.as_ref(),
            link: raw.link.as_ref(),
        };
        let action = match &raw.built_in {
            Some(name) => self.built_in(name, raw),
            None => self.action(step.mark, &actions),
        };
        if let (None, Some(with)) = (&raw.built_in, &raw.with) {
            self.rule(with.mark, "`with` belongs to `do`");
        }
        let has_way_back = raw.undo.is_some() || raw.irreversible.is_some() || irreversible;
        if raw.run.is_some() && !has_way_back && self.sound {
            let at = self.place(step.mark);
            self.defects.push(Defect::NoWayBack { at });
        }
        let undo = raw.undo.iter().flatten();
        let undo = undo.filter_map(|step| self.undo_step(step)).collect();
        let backup = raw
            .backup
            .as_ref()
            .map(|arguments| self.arguments(step.mark, arguments));
        Some(Step {
            when: self.condition(raw.when.as_ref()),
            backup,
            admin: raw.admin,
            may_fail: raw.may_fail,
            timeout: self.span(raw.timeout.as_ref(), TIMEOUT),
            undo,
            irreversible: self.optional_text(raw.irreversible.as_ref()),
            action: action?,
        })
    }

    fn undo_step(&mut self, step: &Spanned<raw::UndoStep>) -> Option<UndoStep> {
        let raw = &step.value;
        let action = self.action(
            step.mark,
            &Actions {
                run: raw.run.as_ref(),
                open: raw.open.as_ref(),
                tell: raw.tell.as_ref(),
                link: raw.link.as_ref(),
            },
        );
        Some(UndoStep {
            admin: raw.admin,
            timeout: self.span(raw.timeout.as_ref(), TIMEOUT),
            action: action?,
        })
    }

    fn action(&mut self, mark: Mark, raw: &Actions<'_>) -> Option<Action> {
        if let Some(link) = raw.link {
            self.link(link);
            if raw.tell.is_none() {
                self.rule(link.mark, "a link is shown with `tell`");
            }
        }
        match (raw.run, raw.open, raw.tell) {
            (Some(arguments), None, None) => Some(Action::Run(self.arguments(mark, arguments))),
            (None, Some(page), None) => {
                self.address(page, &PAGES);
                Some(Action::Open(page.value.clone()))
            }
            (None, None, Some(text)) => Some(Action::Tell {
                text: self.text(text),
                link: raw.link.map(|link| link.value.clone()),
            }),
            _ => {
                if !self.sound {
                    return None;
                }
                self.rule(
                    mark,
                    "a step has exactly one of `run`, `open`, `do` and `tell`",
                );
                None
            }
        }
    }

    /// Checks an address that is shown with a text.
    pub(super) fn link(&mut self, link: &Word) {
        self.address(link, &PAGES[..1]);
    }

    fn address(&mut self, page: &Word, starts: &[&str]) {
        let starts_well = starts.iter().any(|start| page.value.starts_with(start));
        let odd =
            |letter: char| letter.is_control() || letter.is_whitespace() || "<>".contains(letter);
        if !starts_well || page.value.contains(odd) {
            let expected: Vec<_> = starts.iter().map(|start| format!("`{start}`")).collect();
            let expected = format!(
                "a literal address that begins with {}",
                expected.join(" or ")
            );
            self.unexpected(page, expected);
        }
    }

    fn arguments(&mut self, mark: Mark, words: &[Word]) -> Vec<Argument> {
        match words.first() {
            None => self.rule(mark, "no program is named"),
            Some(program) => self.program(program, &words[1..]),
        }
        words
            .iter()
            .filter_map(|word| self.argument(word))
            .collect()
    }

    fn program(&mut self, program: &Word, rest: &[Word]) {
        let instead =
            "name the program itself and each of its arguments: `run: [program, argument]`";
        let inner = rest.iter().find(|word| is_one_of(&SHELLS, word));
        let culprit = if is_one_of(&SHELLS, program) {
            Some(program)
        } else if is_one_of(&STARTERS, program) {
            inner
        } else {
            None
        };
        if let Some(shell) = culprit {
            self.refuse(
                shell.mark,
                format!("`{}` is a shell, and no shell is run", shell.value),
                instead,
            );
        }
        if program.value.contains(['<', '>']) || program.value.is_empty() {
            self.refuse(
                program.mark,
                "a program is named literally".to_owned(),
                instead,
            );
        }
    }

    fn argument(&mut self, word: &Word) -> Option<Argument> {
        let text = &word.value;
        if text.contains(char::is_control) {
            let instead = "give a file, or one argument for each line";
            self.refuse(
                word.mark,
                "the argument has a line break or control character".to_owned(),
                instead,
            );
            return None;
        }
        if let Some(path) = text.strip_prefix("<backup>") {
            if path.split(['/', '\\']).any(|part| part == "..") {
                let instead = "name a file inside `<backup>`";
                self.refuse(
                    word.mark,
                    "the path leaves the backup folder".to_owned(),
                    instead,
                );
            }
            return Some(Argument::Backup(path.to_owned()));
        }
        if let Some(name) = slot(text) {
            return self.fact_argument(word, name);
        }
        if let Some((offset, slot)) = inner_slot(text) {
            let mark = word.mark.part(text, offset, slot.chars().count());
            let instead = "write it as an argument of its own";
            self.refuse(
                mark,
                format!("`{slot}` is only a part of the argument"),
                instead,
            );
        }
        Some(Argument::Literal(text.clone()))
    }

    fn fact_argument(&mut self, word: &Word, name: &str) -> Option<Argument> {
        let mark = word.mark.part(&word.value, 1, name.chars().count());
        let id = Spanned {
            mark,
            value: name.to_owned(),
        };
        let fact: Option<FactId> = self.fact(&id);
        let kind = self.names.facts.get(name);
        if matches!(
            kind,
            Some(FactKind::Code(_) | FactKind::Text { patterned: false })
        ) {
            let instead = "use a fact with a list of values, or `values: text` with a `pattern`";
            self.refuse(
                mark,
                format!("any text could stand for `<{name}>`"),
                instead,
            );
        }
        fact.map(Argument::Fact)
    }

    fn refuse(&mut self, mark: Mark, reason: String, instead: &'static str) {
        let at = self.place(mark);
        self.defects.push(Defect::Refused {
            at,
            reason,
            instead,
        });
    }
}

/// Returns whether a word names one of these programs, in whatever folder.
fn is_one_of(programs: &[&str], word: &Word) -> bool {
    let name = word.value.to_lowercase();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name
        .strip_suffix(".exe")
        .or_else(|| name.strip_suffix(".com"))
        .unwrap_or(name);
    programs.contains(&name)
}

/// Returns the name in `<name>`.
fn slot(text: &str) -> Option<&str> {
    let name = text.strip_prefix('<')?.strip_suffix('>')?;
    FactId::parse(name).map(|_| name)
}

/// Returns a `<name>` inside a text, with its byte offset.
fn inner_slot(text: &str) -> Option<(usize, &str)> {
    let starts = text.match_indices('<').map(|(start, _)| start);
    starts.into_iter().find_map(|start| {
        let end = start + text[start..].find('>')? + 1;
        let inner = &text[start..end];
        slot(inner).map(|_| (start, inner))
    })
}
