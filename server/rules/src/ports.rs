//! Ports as layers write them: `8080` or `udp:53`.

use ov_project::Value;

/// Words that may stand before the colon.
pub(crate) const PROTOCOLS: [&str; 9] =
    ["http", "https", "https+insecure", "tcp", "tls-terminated-tcp", "ssh", "rdp", "smb", "udp"];

/// Protocol and number of a port; `None` for what the loader refuses altogether.
pub(crate) fn split(text: &str) -> Option<(Option<&str>, i64)> {
    match text.split_once(':') {
        Some((protocol, number)) => Some((Some(protocol), number.parse().ok()?)),
        None => Some((None, text.parse().ok()?)),
    }
}

/// The number of a port in either form.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Text(text) => split(text).map(|(_, number)| number),
        _ => None,
    }
}

/// Whether there is such a port.
pub(crate) fn is_port(number: i64) -> bool {
    (1..=65535).contains(&number)
}
