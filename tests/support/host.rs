//! A program that drives `chat --json`: a line in, a line out.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use serde_json::Value;

use super::Case;

/// A running `chat --json`.
pub(crate) struct Host {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    sent: Vec<String>,
    received: Vec<String>,
}

impl Host {
    /// Starts `chat --json`.
    pub(crate) fn start(case: Case) -> Self {
        let mut child = case.args(["chat", "--json"]).spawn();
        let stdin = child.stdin.take().expect("stdin is piped");
        let stdout = child.stdout.take().expect("stdout is piped");
        Self {
            child,
            stdin,
            stdout: BufReader::new(stdout),
            sent: Vec::new(),
            received: Vec::new(),
        }
    }

    /// Sends an object and returns the one that comes back.
    #[track_caller]
    pub(crate) fn send(&mut self, object: &Value) -> Value {
        self.send_line(&object.to_string())
    }

    /// Sends a line and returns the object that comes back.
    #[track_caller]
    pub(crate) fn send_line(&mut self, line: &str) -> Value {
        writeln!(self.stdin, "{line}").expect("the line is taken");
        self.sent.push(line.to_owned());
        let mut answer = String::new();
        self.stdout.read_line(&mut answer).expect("a line of text");
        assert!(answer.ends_with('\n'), "no whole line after {line}");
        let object = serde_json::from_str(&answer);
        self.received.push(answer);
        object.unwrap_or_else(|error| panic!("{error} in the answer to {line}"))
    }

    /// Ends the run as a crash would.
    pub(crate) fn crash(mut self) {
        self.child.kill().expect("the run can be killed");
        self.child.wait().expect("the run ends");
    }

    /// Ends the input, expects the end of the run, and returns what was sent and what came back.
    #[track_caller]
    pub(crate) fn end(self) -> (String, String) {
        drop(self.stdin);
        let output = self.child.wait_with_output().expect("the run ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""));
        (self.sent.join("\n") + "\n", self.received.concat())
    }
}
