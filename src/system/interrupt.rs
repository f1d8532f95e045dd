use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether Ctrl-C was pressed while somebody held it back.
static RAISED: AtomicBool = AtomicBool::new(false);
/// How many hold Ctrl-C back now.
static N_HOLDERS: AtomicUsize = AtomicUsize::new(0);

/// Ctrl-C held back for as long as this lives: the program goes on and looks at [`Interrupt::is_raised`] itself.
///
/// While nobody holds it, Ctrl-C ends the program at once with the exit code 130.
#[derive(Debug)]
pub struct Interrupt(());

impl Interrupt {
    /// Installs the one handler of the process; to be called once, at the start.
    ///
    /// Where the process was started with such signals ignored (`nohup`), they stay ignored.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    pub fn install() -> Result<(), ctrlc::Error> {
        let installed = ctrlc::try_set_handler(|| {
            if N_HOLDERS.load(Ordering::SeqCst) > 0 {
                RAISED.store(true, Ordering::SeqCst);
            } else {
                end_process();
            }
        });
        match installed {
            Err(ctrlc::Error::MultipleHandlers) => Ok(()),
            installed => installed,
        }
    }

    /// Holds Ctrl-C back; what was pressed before is forgotten.
    #[must_use]
    pub fn hold() -> Self {
        if N_HOLDERS.fetch_add(1, Ordering::SeqCst) == 0 {
            RAISED.store(false, Ordering::SeqCst);
        }
        Self(())
    }

    /// Returns whether Ctrl-C was pressed since it has been held back.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        RAISED.load(Ordering::SeqCst)
    }
}

/// Returns whether Ctrl-C was pressed since somebody holds it back.
pub(super) fn is_raised() -> bool {
    N_HOLDERS.load(Ordering::SeqCst) > 0 && RAISED.load(Ordering::SeqCst)
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        N_HOLDERS.fetch_sub(1, Ordering::SeqCst);
    }
}

#[expect(
    clippy::exit,
    reason = "nothing is running and every event is on disk: this is the end that was asked for"
)]
fn end_process() {
    std::process::exit(130);
}
