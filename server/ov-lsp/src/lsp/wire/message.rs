//! Judging the body of a frame before the framework sees it: a body that it cannot read would end the session.

use serde::de::IgnoredAny;
use tower_lsp_server::jsonrpc::{Error, Request, Response};

/// Makes a body readable where a client sent half a surrogate pair, and refuses what is no message.
///
/// # Errors
/// What to answer instead.
pub(crate) fn judge(mut body: Vec<u8>) -> Result<Vec<u8>, Error> {
    replace_lone_surrogates(&mut body);
    let Ok(text) = std::str::from_utf8(&body) else { return Err(Error::parse_error()) };
    let is_request = serde_json::from_str::<Request>(text).is_ok_and(|request| !request.method().is_empty());
    if is_request || serde_json::from_str::<Response>(text).is_ok() {
        return Ok(body);
    }
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => Err(Error::invalid_request()),
        Err(_) => Err(Error::parse_error()),
    }
}

/// Puts U+FFFD in the place of escapes (`\ud83d`) that are no character, as editors send for a cut emoji.
fn replace_lone_surrogates(body: &mut [u8]) {
    let mut at = 0;
    while let Some(next) = body[at..].iter().position(|&byte| byte == b'\\') {
        at += next;
        let here = escape(body, at);
        match (here, escape(body, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                body[at + 2..at + 6].copy_from_slice(b"fffd");
                at += 6;
            }
            _ => at += 2,
        }
        if at >= body.len() {
            return;
        }
    }
}

/// The code unit of the escape at `at`, if one stands there.
fn escape(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
    u16::from_str_radix(std::str::from_utf8(digits).ok().filter(|_| is_hex)?, 16).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn judged(body: &str) -> Result<String, i64> {
        judge(body.as_bytes().to_vec()).map(|body| String::from_utf8(body).unwrap()).map_err(|error| error.code.code())
    }

    fn with_params(params: &str) -> String {
        format!(r#"{{"jsonrpc":"2.0","method":"m","params":{params}}}"#)
    }

    #[test]
    fn messages_pass() {
        let response = r#"{"jsonrpc":"2.0","id":1,"result":null}"#;
        for body in [with_params("{}"), with_params("null"), response.into()] {
            assert_eq!(judged(&body).as_ref(), Ok(&body));
        }
    }

    #[test]
    fn the_rest_is_answered_by_the_book() {
        let deep = with_params(&("[".repeat(500) + &"]".repeat(500)));
        for (body, code) in
            [("{not json", -32700), ("", -32700), ("[]", -32600), ("{}", -32600), ("7", -32600), (&deep, -32600)]
        {
            assert_eq!(judged(body), Err(code), "{body}");
        }
        assert_eq!(judge(b"\"\xff\"".to_vec()).unwrap_err().code.code(), -32700);
    }

    #[test]
    fn half_a_pair_becomes_a_replacement() {
        let cases = [
            (r#"["\ud83d\ude00"]"#, r#"["\ud83d\ude00"]"#),
            (r#"["\ud83dx"]"#, r#"["\ufffdx"]"#),
            (r#"["\ude00"]"#, r#"["\ufffd"]"#),
            (r#"["\ud83d\ud83d\ude00"]"#, r#"["\ufffd\ud83d\ude00"]"#),
            (r#"["\\ud83d"]"#, r#"["\\ud83d"]"#),
            (r#"["\\\ud83d"]"#, r#"["\\\ufffd"]"#),
        ];
        for (sent, read) in cases {
            assert_eq!(judged(&with_params(sent)), Ok(with_params(read)));
        }
    }
}
