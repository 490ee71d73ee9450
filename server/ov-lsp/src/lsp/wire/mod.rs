//! The frame pump: between the streams of this process and the framework.
//!
//! The framework ends a session at the first frame it cannot read, and its own standard streams make a detour over a pool of
//! threads. So one thread reads frames, judges each and hands on what is a message; another writes.

mod frames;
mod inlet;
mod message;
mod outlet;

pub(crate) use inlet::Inlet;
pub(crate) use outlet::{Outlet, outlet};

use frames::Frame;
use serde::Serialize;
use std::io::BufRead;
use std::thread;
use tokio::sync::mpsc;
use tower_lsp_server::jsonrpc::{Error, Id, Response};

/// Messages read ahead; a client that sends faster than they are taken in has to wait.
const READ_AHEAD: usize = 64;

/// Starts to read `input` on a thread of its own. Bad frames are answered through `answers`.
pub(crate) fn pump(mut input: impl BufRead + Send + 'static, answers: Outlet) -> Inlet {
    let (sender, receiver) = mpsc::channel(READ_AHEAD);
    thread::spawn(move || {
        while let Ok(Some(frame)) = frames::next(&mut input) {
            let judged = match frame {
                Frame::Body(body) => message::judge(body),
                Frame::Broken(why) => Err(broken(why)),
            };
            match judged {
                Ok(body) if sender.blocking_send(framed(&body)).is_err() => return,
                Ok(_) => {}
                Err(error) => {
                    let answer = serde_json::to_vec(&Response::from_error(Id::Null, error));
                    answers.send(framed(&answer.unwrap_or_default()));
                }
            }
        }
    });
    Inlet::new(receiver)
}

/// A message that wants no answer, as a frame.
pub(crate) fn notification(method: &'static str, params: &impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Notification<'a, T> {
        jsonrpc: &'static str,
        method: &'static str,
        params: &'a T,
    }
    framed(&serde_json::to_vec(&Notification { jsonrpc: "2.0", method, params }).unwrap_or_default())
}

fn broken(why: &'static str) -> Error {
    Error { message: why.into(), ..Error::parse_error() }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}
