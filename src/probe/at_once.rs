use std::panic;
use std::thread;

/// Does the same with several things at once and returns what came of each, in their order. So each has all the time
/// there is, however silent another one is.
pub(super) fn at_once<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    thread::scope(|scope| {
        let work = &work;
        let begin = |thing| scope.spawn(move || work(thing));
        let threads: Vec<_> = things.iter().map(begin).collect();
        let ended = threads.into_iter().map(|thread| {
            let ended = thread.join();
            ended.unwrap_or_else(|panic| panic::resume_unwind(panic))
        });
        ended.collect()
    })
}
