//! What the layers of a project were in a revision.

use super::command::GitError;
use super::revision::Revision;
use crate::disk::DiskFiles;
use ov_project::{Config, Files, Past, load};
use ov_schema::CalVer;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The layers of the project at `root`, as the revision called `name` has them.
///
/// # Errors
/// See [`GitError`].
pub fn past(root: &Path, name: &str, config: &Config, disk: &DiskFiles) -> Result<Past, GitError> {
    let revision = Revision::open(root, name, disk)?;
    let project = load(root, &revision, config.clone());
    let layers = project.layers.iter().filter(|layer| !layer.inline).map(|layer| &project.file(layer.file).path);
    let texts = layers.filter_map(|path| Some((path.to_path_buf(), revision.read(path).ok()?))).collect();
    let changed = revision.changed()?.into_iter().collect();
    Ok(Past { revision: name.into(), texts, changed, now: version_at(SystemTime::now()) })
}

/// The calendar version of a moment, in UTC.
fn version_at(moment: SystemTime) -> Option<CalVer> {
    let minutes = moment.duration_since(UNIX_EPOCH).ok()?.as_secs() / 60;
    let (mut day, time) = (minutes / 1440, minutes % 1440);
    let mut year: u16 = 1970;
    loop {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = if is_leap { 366 } else { 365 };
        if day < days {
            return Some(CalVer::new(
                year,
                u16::try_from(day + 1).ok()?,
                u16::try_from(time / 60 * 100 + time % 60).ok()?,
            ));
        }
        day -= days;
        year = year.checked_add(1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn moments_are_versions() {
        let at = |seconds| version_at(UNIX_EPOCH + Duration::from_secs(seconds)).map(|version| version.to_string());
        for (seconds, version) in [
            (0, "1970.1.0"),
            (951_782_340, "2000.59.2359"),
            (951_782_400, "2000.60.0"),
            (978_307_199, "2000.366.2359"),
            (1_795_442_579, "2026.327.1402"),
        ] {
            assert_eq!(at(seconds).as_deref(), Some(version), "{seconds}");
        }
        assert_eq!(version_at(UNIX_EPOCH - Duration::from_secs(1)), None);
    }
}
