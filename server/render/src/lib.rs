//! Go-template evaluation, service rendering for both init systems, package and probe-name resolution.

pub mod template;
