//! `textDocument/documentLink`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::{Link, LinkTarget, links};
use std::fmt::Write as _;
use std::str::FromStr;
use tower_lsp_server::ls_types::{DocumentLink, Uri};

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<Vec<DocumentLink>>>) {
    session.read(uri, reply, |reading| {
        Some(links(&reading.page()).into_iter().filter_map(|link| document_link(reading, link)).collect())
    });
}

fn document_link(reading: &Reading, link: Link) -> Option<DocumentLink> {
    let target = match link.target {
        LinkTarget::File(file) => reading.around.uri(file)?,
        LinkTarget::Path(path) => Uri::from_file_path(path)?,
        LinkTarget::Url(url) => Uri::from_str(&encoded(&url)).ok()?,
    };
    Some(DocumentLink { range: reading.range(link.span), target: Some(target), tooltip: None, data: None })
}

/// With what an address may not hold as percent signs and digits.
fn encoded(url: &str) -> String {
    url.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
