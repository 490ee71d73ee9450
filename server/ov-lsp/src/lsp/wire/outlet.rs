//! What the framework writes.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use tokio::io::AsyncWrite;

/// How long the last words may take when the client does not read them.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Takes whole frames and never waits: a client that writes much before it reads must not stop the session.
#[derive(Clone)]
pub(crate) struct Outlet {
    frames: mpsc::Sender<Option<Vec<u8>>>,
}

/// The writing end of an [`Outlet`].
pub(crate) struct OutletEnd {
    frames: mpsc::Sender<Option<Vec<u8>>>,
    done: mpsc::Receiver<()>,
}

/// Starts to write to `output` on a thread of its own.
pub(crate) fn outlet(mut output: impl Write + Send + 'static) -> (Outlet, OutletEnd) {
    let (frames, waiting) = mpsc::channel::<Option<Vec<u8>>>();
    let (finished, done) = mpsc::channel();
    thread::spawn(move || {
        for frame in waiting.into_iter().map_while(|frame| frame) {
            // The client is gone; its end of the input tells the rest.
            if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
                break;
            }
        }
        let _ = finished.send(());
    });
    (Outlet { frames: frames.clone() }, OutletEnd { frames, done })
}

impl Outlet {
    pub(crate) fn send(&self, frame: Vec<u8>) {
        let _ = self.frames.send(Some(frame));
    }
}

impl OutletEnd {
    /// Waits until all is written that was sent before.
    pub(crate) fn finish(self) {
        let _ = self.frames.send(None);
        let _ = self.done.recv_timeout(LAST_WORDS);
    }
}

impl AsyncWrite for Outlet {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.send(bytes.to_vec());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
