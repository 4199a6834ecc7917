//! Threads of their own for questions, so that none ever holds intake up.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

/// Runs questions.
#[derive(Debug)]
pub(super) struct AskRuntime(Option<Runtime>);

impl AskRuntime {
    /// Starts that many threads.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub(super) fn new(threads: usize) -> io::Result<AskRuntime> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("ask")
            .enable_time()
            .build()?;
        Ok(AskRuntime(Some(runtime)))
    }

    /// Runs something there; dropping what is returned stops it.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Running<T> {
        let runtime = self.0.as_ref().expect("it is taken only when dropped");
        Running(runtime.spawn(work))
    }
}

impl Drop for AskRuntime {
    /// Waits for nothing, for a runtime must not wait within another.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Something that runs on the questions' threads.
#[derive(Debug)]
pub(super) struct Running<T>(JoinHandle<T>);

impl<T> Future for Running<T> {
    /// `None` when it panicked or its runtime ended.
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        Pin::new(&mut self.0).poll(context).map(Result::ok)
    }
}

impl<T> Drop for Running<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
