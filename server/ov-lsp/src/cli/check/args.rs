//! The flags of `check`.

use crate::cli::terminal::Color;
use crate::report::{Format, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, ValueEnum};
use ov_rules::Settings;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Check files, layer folders or whole projects
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "a flag is a bool")]
pub(in crate::cli) struct Args {
    /// Files, layer folders or project roots; `-` is standard input [default: the current project]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Root of the project [default: found by walking up from the PATH]
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,

    /// What to take standard input for
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Format of the report [default: full on a terminal, else concise]
    #[arg(long, value_enum, help_heading = "Output")]
    pub(super) format: Option<Format>,

    /// Write the report in a further format to a file
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    pub(super) output: Vec<(Format, PathBuf)>,

    /// Count the findings of each rule
    #[arg(long, help_heading = "Output")]
    pub(super) statistics: bool,

    /// When to colour
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(super) color: Color,

    /// Print nothing but the report
    #[arg(long, short, help_heading = "Output")]
    pub(super) quiet: bool,

    /// Check again whenever a file changes, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "diff", "output", "write_baseline"], help_heading = "Output")]
    pub(super) watch: bool,

    /// Apply the safe fixes, then report what remains
    #[arg(long, help_heading = "Fixing")]
    pub(super) fix: bool,

    /// Apply or show unsafe fixes too
    #[arg(long = "unsafe", help_heading = "Fixing")]
    pub(super) unsafe_too: bool,

    /// Print what `--fix` would change and write nothing
    #[arg(long, help_heading = "Fixing")]
    pub(super) diff: bool,

    /// Run only these rules or groups
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = ArgAction::Append, help_heading = "Rules")]
    pub(super) select: Vec<String>,

    /// Do not run these rules or groups
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = ArgAction::Append, help_heading = "Rules")]
    pub(super) ignore: Vec<String>,

    /// The mildest severity that fails the check [default: warning]
    #[arg(long, value_parser = severity(), value_name = "SEVERITY", help_heading = "Rules")]
    pub(super) fail_on: Option<Severity>,

    /// The mildest severity that is listed [default: warning]
    #[arg(long, value_parser = severity(), value_name = "SEVERITY", help_heading = "Rules")]
    pub(super) min_severity: Option<Severity>,

    /// Report only what this baseline does not have
    #[arg(long, value_name = "FILE", help_heading = "Adopting")]
    pub(super) baseline: Option<PathBuf>,

    /// Take all findings into a baseline and report none of them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["diff", "since"], help_heading = "Adopting")]
    pub(super) write_baseline: Option<PathBuf>,

    /// Report only what this revision of the git repository does not have; `REV...` is where HEAD left REV
    #[arg(long, value_name = "REV", help_heading = "Adopting")]
    pub(super) since: Option<String>,

    /// End with status 0 where there are findings
    #[arg(long, help_heading = "Rules")]
    pub(super) exit_zero: bool,

    /// Config file [default: ov-lsp.yml at the root of the project]
    #[arg(long, value_name = "FILE", help_heading = "Config")]
    pub(super) config: Option<PathBuf>,

    /// Read no config file
    #[arg(long, conflicts_with = "config", help_heading = "Config")]
    pub(super) no_config: bool,

    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", help_heading = "Config")]
    pub(super) jobs: Option<NonZeroUsize>,
}

impl Args {
    pub(super) fn settings(&self) -> Settings {
        let names = |given: &[String]| {
            given.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(Into::into).collect()
        };
        Settings { select: names(&self.select), ignore: names(&self.ignore) }
    }

    /// Whether anything will show or make the edits of fixes.
    pub(super) fn wants_edits(&self) -> bool {
        let formats = self.format.iter().chain(self.output.iter().map(|(format, _)| format));
        self.repairs() || formats.into_iter().any(|format| format.has_edits())
    }

    /// Whether fixes are to be made, on disk or on paper.
    pub(super) fn repairs(&self) -> bool {
        self.fix || self.diff
    }
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    let names = Severity::ALL.map(Severity::name);
    PossibleValuesParser::new(names).try_map(|name| Severity::named(&name).ok_or("no such severity"))
}

fn output(given: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = given.split_once('=').ok_or("expected FORMAT=FILE")?;
    if file.is_empty() {
        return Err("expected a file after `=`".into());
    }
    let formats = || Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let found = Format::from_str(format, false).map_err(|_| {
        let names: Vec<_> = formats().map(|value| value.get_name().to_owned()).collect();
        format!("no format `{format}`, expected one of {}", names.join(", "))
    })?;
    Ok((found, file.into()))
}
