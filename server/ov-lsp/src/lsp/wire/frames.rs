//! Cutting the byte stream of a client into frames.

use std::io::{self, BufRead, Read};

/// Bytes that one message may have; a client that sends more is told so, and its message is skipped.
const LARGEST_BODY: u64 = 256 << 20;

/// Bytes of one header line that are looked at; what is longer is no header.
const LONGEST_HEADER: u64 = 8 << 10;

/// Room made before the bytes are there; a header may promise more than comes.
const FIRST_ROOM: u64 = 1 << 20;

/// What stands between two headers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// Bytes that are no message; says why.
    Broken(&'static str),
}

/// The next frame; `None` at the end of the stream, also where it ends inside a frame.
///
/// # Errors
/// What the stream reports.
pub(crate) fn next(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let length = match header(input)? {
        Header::Length(length) => length,
        Header::Strange => return Ok(Some(Frame::Broken("a message without its length"))),
        Header::End => return Ok(None),
    };
    if length > LARGEST_BODY {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Frame::Broken("a message too large to be read")));
    }
    let mut body = Vec::with_capacity(length.min(FIRST_ROOM) as usize);
    let read = input.take(length).read_to_end(&mut body)? as u64;
    Ok((read == length).then_some(Frame::Body(body)))
}

/// What the lines before a body say.
enum Header {
    /// How many bytes it has.
    Length(u64),
    /// Nothing of use.
    Strange,
    /// There is no more.
    End,
}

/// Reads to the empty line behind the headers.
fn header(input: &mut impl BufRead) -> io::Result<Header> {
    let (mut length, mut is_empty) = (None, true);
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(Header::End);
        }
        let text = line.trim_ascii();
        if !text.is_empty() {
            is_empty = false;
            length = length_in(text).or(length);
        } else if !is_empty {
            return Ok(length.map_or(Header::Strange, Header::Length));
        }
    }
}

/// The length that a header line gives. Garbage before it on the line is what an earlier broken message left.
fn length_in(line: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"content-length:";
    let at = line.windows(NAME.len()).rposition(|part| part.eq_ignore_ascii_case(NAME))?;
    std::str::from_utf8(&line[at + NAME.len()..]).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn all(mut input: &[u8]) -> Vec<String> {
        let mut frames = Vec::new();
        while let Some(frame) = next(&mut input).unwrap() {
            frames.push(match frame {
                Frame::Body(body) => String::from_utf8(body).unwrap(),
                Frame::Broken(why) => format!("!{why}"),
            });
        }
        frames
    }

    #[test]
    fn bodies_are_cut_by_their_length() {
        let input = b"Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:3\r\n\r\n[1]";
        assert_eq!(all(input), ["{}", "[1]"]);
        assert_eq!(all(b"\r\nContent-Length: 2\n\n{}"), ["{}"]);
    }

    #[test]
    fn what_ends_too_early_is_the_end() {
        assert_eq!(all(b"Content-Length: 9\r\n\r\n{}"), [] as [&str; 0]);
        assert_eq!(all(b"Content-Le"), [] as [&str; 0]);
        assert_eq!(all(b"Content-Length: 99999999999999999999\r\n\r\n"), ["!a message without its length"]);
        assert_eq!(all(b"Content-Length: 999999999999\r\n\r\nshort"), ["!a message too large to be read"]);
    }

    #[test]
    fn the_next_message_is_found_behind_garbage() {
        assert_eq!(all(b"garbage\0\xff\r\n\r\nContent-Length: 2\r\n\r\n{}"), ["!a message without its length", "{}"]);
        assert_eq!(all(b"garbageContent-Length: 2\r\n\r\n{}"), ["{}"]);
        let long = [&b"x".repeat(20_000)[..], b"\r\nContent-Length: 2\r\n\r\n{}"].concat();
        assert_eq!(all(&long), ["{}"]);
    }
}
