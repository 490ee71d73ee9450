//! Variables that the build gives to tasks.

/// Those that every task has, beside the layer's own `var:`.
pub(crate) const BUILT_IN: [&str; 6] = ["USER", "UID", "GID", "HOME", "ARCH", "BUILD_ARCH"];
