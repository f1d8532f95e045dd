use std::io::{self, Read};
use std::process::{self, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use super::{Ending, Finish, Interrupt};

/// How often a silent program is looked at.
const PAUSE: Duration = Duration::from_millis(20);
/// How long output is waited for after the program's end: one that it left behind may hold the pipe open for ever.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How long a program that may not be killed is given to end, once it was told to.
const GRACE: Duration = Duration::from_secs(2);
/// The most that is read at once.
const CHUNK: usize = 8 * 1024;
/// How many chunks may wait to be shown; more make the program wait.
const N_WAITING: usize = 8;

/// A running program, killed when it is dropped before its end.
pub(super) struct Child {
    process: process::Child,
    output: Receiver<Vec<u8>>,
    started: Instant,
    interrupt: Interrupt,
}

impl Child {
    /// Starts a program whose stdout and stderr are piped.
    pub(super) fn spawn(mut command: Command) -> io::Result<Self> {
        let interrupt = Interrupt::hold();
        let mut process = command.spawn()?;
        let (sender, output) = mpsc::sync_channel(N_WAITING);
        if let Some(stdout) = process.stdout.take() {
            read_from(stdout, sender.clone());
        }
        if let Some(stderr) = process.stderr.take() {
            read_from(stderr, sender);
        }
        Ok(Self {
            process,
            output,
            started: Instant::now(),
            interrupt,
        })
    }

    /// Waits for the end of the program, its time or Ctrl-C, and hands its output over meanwhile. `stop` stops the process
    /// with a number where this one may not; one that does not end even then is left behind.
    pub(super) fn watch(
        mut self,
        timeout: Duration,
        output: &mut dyn FnMut(&[u8]),
        stop: &dyn Fn(u32),
    ) -> io::Result<Finish> {
        let ending = loop {
            match self.output.recv_timeout(PAUSE) {
                Ok(chunk) => output(&chunk),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(PAUSE),
            }
            if self.interrupt.is_raised() {
                break self.kill(Ending::Interrupted, stop)?;
            }
            if let Some(status) = self.process.try_wait()? {
                break self.ending(status);
            }
            if self.started.elapsed() >= timeout {
                break self.kill(Ending::TimedOut, stop)?;
            }
        };
        let duration = self.started.elapsed();
        self.hear_out(output);
        Ok(Finish { ending, duration })
    }

    fn kill(&mut self, ending: Ending, stop: &dyn Fn(u32)) -> io::Result<Ending> {
        match self.process.kill() {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                // The terminal has told it too that Ctrl-C was pressed.
                if ending != Ending::Interrupted || !self.ends_soon()? {
                    stop(self.process.id());
                    self.ends_soon()?;
                }
            }
            killed => {
                killed?;
                self.process.wait()?;
            }
        }
        Ok(ending)
    }

    fn ends_soon(&mut self) -> io::Result<bool> {
        let end = Instant::now() + GRACE;
        while self.process.try_wait()?.is_none() {
            if Instant::now() >= end {
                return Ok(false);
            }
            thread::sleep(PAUSE);
        }
        Ok(true)
    }

    /// Returns how the program ended by itself. Ctrl-C reaches it too, and it may be gone before the handler has run.
    fn ending(&self, status: ExitStatus) -> Ending {
        if status.code().is_none_or(|code| code == 130) {
            thread::sleep(PAUSE * 3);
        }
        match status.code() {
            _ if self.interrupt.is_raised() => Ending::Interrupted,
            Some(code) => Ending::Exited { code },
            None => Ending::Killed,
        }
    }

    fn hear_out(&self, output: &mut dyn FnMut(&[u8])) {
        let end = Instant::now() + LAST_WORDS;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            match self.output.recv_timeout(left) {
                Ok(chunk) => output(&chunk),
                Err(_) => break,
            }
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if let Ok(None) = self.process.try_wait() {
            // Nothing can be done for a program that can be neither killed nor waited for.
            let _ = self.kill(Ending::Killed, &|_| {});
        }
    }
}

/// Reads to the end in a thread of its own, or until nobody listens any more.
fn read_from(mut pipe: impl Read + Send + 'static, sender: SyncSender<Vec<u8>>) {
    thread::spawn(move || {
        let mut buffer = [0; CHUNK];
        loop {
            match pipe.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => break,
                Ok(n_bytes) if sender.send(buffer[..n_bytes].to_vec()).is_err() => break,
                Ok(_) => {}
            }
        }
    });
}
