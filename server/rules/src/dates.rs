//! Versions of the format at which its shape changed; see `docs/layer-format.md`.

use ov_project::Dialect;
use ov_schema::CalVer;

/// Services became a list; before, they were the text of a supervisord file.
pub(crate) const SERVICE_LIST: CalVer = CalVer::new(2026, 111, 0);
/// The body of a layer moved under `layer:`.
pub(crate) const WRAPPER: CalVer = CalVer::new(2026, 112, 0);
/// Packages moved under `distro:` and `package:`; sections of single distros in the body are refused.
pub(crate) const DISTRO_SECTIONS: CalVer = CalVer::new(2026, 123, 0);
/// Keys became singular, `builder` among them.
pub(crate) const SINGULAR_KEYS: CalVer = CalVer::new(2026, 130, 1530);
/// `archlinux` became `arch`, as a key of `distro:` and as a tag of images.
pub(crate) const ARCH: CalVer = CalVer::new(2026, 141, 0);

/// Root files say a version of this form; what they have is known from then on.
pub(crate) const ROOT_VERSION: CalVer = CalVer::new(2026, 141, 0);

/// Each layer must say its version.
pub(crate) const LAYER_VERSION: CalVer = CalVer::new(2026, 144, 1443);

/// Whether a project declares a version at or past `date`.
pub(crate) fn is_past(dialect: Dialect, date: CalVer) -> bool {
    dialect.version.is_some_and(|version| version >= date)
}
