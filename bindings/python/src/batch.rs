//! Many documents at once: a pool of threads that the call owns and ends, a progress report, Ctrl-C.
//!
//! The calling thread walks the inputs and takes the answers in order; it alone touches Python. The threads of the
//! pool only compute. After Ctrl-C a thread ends with the document it is on; the call does not wait for it.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::guard::{Busy, words};

/// How long the calling thread waits at most before it looks for Ctrl-C.
const TICK: Duration = Duration::from_millis(50);
/// How often progress is told.
const REPORT: Duration = Duration::from_millis(100);
/// Inputs on their way, for each thread: enough to never wait, few enough to weigh nothing.
const AHEAD: usize = 16;

/// How a batch is run.
pub(crate) struct Plan<'a, 'py> {
    pub(crate) threads: usize,
    /// Called with how many are done and how many there are.
    pub(crate) progress: Option<&'a Bound<'py, PyAny>>,
    pub(crate) total: Option<usize>,
}

/// As many threads as asked for, or as there are processors.
pub(crate) fn threads(asked: Option<usize>) -> PyResult<usize> {
    match asked {
        Some(0) => Err(PyValueError::new_err("threads is at least 1")),
        Some(n) => Ok(n.min(1024)),
        None => Ok(thread::available_parallelism().map_or(1, usize::from)),
    }
}

type Answer<O> = Result<O, Box<dyn Any + Send>>;

struct State<I, O> {
    waiting: VecDeque<(usize, I)>,
    done: Vec<(usize, Answer<O>)>,
    closed: bool,
}

struct Shared<I, O> {
    state: Mutex<State<I, O>>,
    work: Condvar,
    answers: Condvar,
}

impl<I, O> Shared<I, O> {
    fn lock(&self) -> MutexGuard<'_, State<I, O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn worker<I, O>(shared: &Shared<I, O>, work: &(impl Fn(I) -> O + ?Sized)) {
    loop {
        let mut state = shared.lock();
        let (place, input) = loop {
            if let Some(next) = state.waiting.pop_front() {
                break next;
            }
            if state.closed {
                return;
            }
            state = shared.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        };
        drop(state);
        let busy = Busy::new();
        let answer = catch_unwind(AssertUnwindSafe(|| work(input)));
        drop(busy);
        shared.lock().done.push((place, answer));
        shared.answers.notify_one();
    }
}

/// Runs `work` over what `next` gives, hands what it returns to `take` in the order of the inputs.
pub(crate) fn run<I: Send + 'static, O: Send + 'static>(
    py: Python<'_>,
    plan: &Plan<'_, '_>,
    mut next: impl FnMut() -> PyResult<Option<I>>,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut take: impl FnMut(O) -> PyResult<()>,
) -> PyResult<()> {
    let shared = Arc::new(Shared {
        state: Mutex::new(State { waiting: VecDeque::new(), done: Vec::new(), closed: false }),
        work: Condvar::new(),
        answers: Condvar::new(),
    });
    let work = Arc::new(work);
    let mut pool: Vec<JoinHandle<()>> = Vec::new();
    let mut given = 0;
    let mut taken = 0;
    let mut more = true;
    let mut early: BTreeMap<usize, Answer<O>> = BTreeMap::new();
    let (mut looked, mut told) = (Instant::now(), Instant::now());
    let mut drive = || -> PyResult<()> {
        loop {
            while more && given - taken < plan.threads * AHEAD {
                let Some(input) = next()? else {
                    more = false;
                    break;
                };
                shared.lock().waiting.push_back((given, input));
                shared.work.notify_one();
                given += 1;
                if pool.len() < plan.threads {
                    let (shared, work) = (Arc::clone(&shared), Arc::clone(&work));
                    let named = thread::Builder::new().name("wirecopy".to_owned());
                    let started = named.spawn(move || worker(&shared, &*work));
                    pool.push(started.map_err(|e| PyRuntimeError::new_err(format!("no thread: {e}")))?);
                }
            }
            if !more && given == taken {
                return Ok(());
            }
            let fresh = py.detach(|| {
                let state = shared.lock();
                let wait = shared.answers.wait_timeout_while(state, TICK, |s| s.done.is_empty());
                let mut state = wait.unwrap_or_else(PoisonError::into_inner).0;
                std::mem::take(&mut state.done)
            });
            early.extend(fresh);
            while let Some(answer) = early.remove(&taken) {
                taken += 1;
                match answer {
                    Ok(answer) => take(answer)?,
                    Err(panic) => return Err(crate::error::internal(&words(&*panic))),
                }
            }
            if looked.elapsed() >= TICK {
                looked = Instant::now();
                py.check_signals()?;
            }
            if let Some(progress) = plan.progress
                && (told.elapsed() >= REPORT || (!more && given == taken))
            {
                told = Instant::now();
                progress.call1((taken, plan.total))?;
            }
        }
    };
    let ended = drive();
    let mut state = shared.lock();
    state.closed = true;
    state.waiting.clear();
    drop(state);
    shared.work.notify_all();
    if ended.is_ok() {
        py.detach(|| pool.into_iter().for_each(|thread| drop(thread.join())));
    }
    ended
}

/// One long piece of work on a thread of its own, so that Ctrl-C is heard while it goes on.
pub(crate) fn alone<O: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> O + Send + 'static,
) -> PyResult<O> {
    let mut work = Some(work);
    let mut answer = None;
    let plan = Plan { threads: 1, progress: None, total: None };
    run(
        py,
        &plan,
        || Ok(work.take()),
        |work| work(),
        |made| {
            answer = Some(made);
            Ok(())
        },
    )?;
    answer.ok_or_else(|| crate::error::internal("no answer"))
}
