//! Why an entry is not rendered.

use smol_str::SmolStr;
use std::fmt;

/// The reason why an init system gets nothing from an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// A packaged unit where only commands can be run; the custom entry of the same name takes its place.
    PackagedWithSibling {
        /// The init system.
        init: SmolStr,
    },
    /// A packaged unit where only commands can be run, and nothing takes its place.
    PackagedAlone {
        /// The init system.
        init: SmolStr,
    },
    /// A command whose name a packaged unit has as well.
    PackagedWins {
        /// The unit.
        unit: String,
        /// The init system.
        init: SmolStr,
    },
    /// The init system has no template for commands.
    NoTemplate {
        /// The init system.
        init: SmolStr,
    },
    /// The entry is for other distros.
    OtherDistro(Vec<SmolStr>),
    /// The template fails.
    Template(String),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PackagedWithSibling { init } => {
                write!(f, "the packaged form is not for {init}; the custom form of the same name is rendered")
            }
            Self::PackagedAlone { init } => {
                write!(f, "the packaged form is not for {init}, and no custom form of the same name takes its place")
            }
            Self::PackagedWins { unit, init } => write!(f, "the packaged form `{unit}` wins on {init}"),
            Self::NoTemplate { init } => write!(f, "init `{init}` has no `service_template` for custom services"),
            Self::OtherDistro(distros) => write!(f, "it is only for {}", distros.join(", ")),
            Self::Template(message) => f.write_str(message),
        }
    }
}
