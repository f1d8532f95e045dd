use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// Returns what is made of each item, in the order of the items; as many at once as the machine has cores for.
pub(super) fn at_once<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_cores = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    // Each takes the next item that nobody has: some take a hundred times as long as others.
    let worker = || {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return made;
            };
            made.push((at, work(item)));
        }
    };
    let mut made = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_cores.min(items.len()))
            .map(|_| scope.spawn(worker))
            .collect();
        let made = workers.into_iter().map(ScopedJoinHandle::join);
        made.flat_map(|made| made.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_made_once_and_stays_in_order() {
        let numbers: Vec<usize> = (0..1000).collect();
        let doubled = at_once(&numbers, |number| number * 2);
        assert!(
            doubled
                .iter()
                .enumerate()
                .all(|(at, twice)| *twice == at * 2)
        );
        assert!(at_once(&[], |number: &usize| *number).is_empty());
    }
}
