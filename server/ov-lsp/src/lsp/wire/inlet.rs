//! What the framework reads.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;

/// Frames that are messages, as a stream of bytes.
pub(crate) struct Inlet {
    frames: mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    taken: usize,
}

impl Inlet {
    pub(super) fn new(frames: mpsc::Receiver<Vec<u8>>) -> Self {
        Self { frames, current: Vec::new(), taken: 0 }
    }
}

impl AsyncRead for Inlet {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.taken == self.current.len() {
            let Some(frame) = ready!(self.frames.poll_recv(cx)) else { return Poll::Ready(Ok(())) };
            self.current = frame;
            self.taken = 0;
        }
        let end = self.current.len().min(self.taken + buffer.remaining());
        buffer.put_slice(&self.current[self.taken..end]);
        self.taken = end;
        Poll::Ready(Ok(()))
    }
}
