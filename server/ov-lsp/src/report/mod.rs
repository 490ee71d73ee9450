//! What a check found, as plain data with resolved positions, and one module per way to write it down.

pub mod concise;
pub mod format;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod lines;
pub mod markdown;
pub(crate) mod merge;
mod model;
pub mod paths;
pub mod rdjson;
pub mod sarif;
pub mod statistics;
mod text;

pub use format::{Format, View};
pub use model::{Edit, Finding, Fix, Move, Place, Position, Related, Report, RuleInfo, Safety, Severity, Summary};

/// Address of a rule's page, when the package says where its repository is.
pub fn help_url(rule: &str) -> Option<String> {
    help_url_in(env!("CARGO_PKG_REPOSITORY"), rule)
}

fn help_url_in(repository: &str, rule: &str) -> Option<String> {
    let base = repository.trim_end_matches('/');
    (!base.is_empty()).then(|| format!("{base}/blob/main/docs/rules/{rule}.md"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_repository_no_help() {
        assert_eq!(super::help_url_in("", "unknown-key"), None);
        let url = super::help_url_in("https://example.org/ov/", "unknown-key");
        assert_eq!(url.as_deref(), Some("https://example.org/ov/blob/main/docs/rules/unknown-key.md"));
    }
}
