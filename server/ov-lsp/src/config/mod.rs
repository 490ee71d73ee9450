//! What a project asks of the checker, in `ov-lsp.yml` and by flags.

mod mistakes;
mod names;
mod values;

pub use mistakes::{ConfigError, mistakes};
pub use names::{UnknownRule, all_known, unknown};
pub use values::{Origin, Value, values};

use ov_project::Config;

/// JSON Schema of the config file.
pub const SCHEMA: &str = include_str!("../../../../schemas/ov-lsp.schema.json");

/// Reads `text`, the content of the config file called `file`.
///
/// # Errors
/// The first thing in it that is not understood.
pub fn read(file: &str, text: &str) -> Result<Config, ConfigError> {
    let config = Config::read(text);
    mistakes::first(file, text, &config).map_or(Ok(config), Err)
}
