//! What users set: by `initializationOptions`, and by the section `ov-lsp` of the client's configuration.

use serde_json::Value;

/// The section of the client's configuration.
pub(super) const SECTION: &str = "ov-lsp";

/// What users set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Commands of its own that the client said it has.
    pub(super) commands: Vec<String>,
    /// Whether hints say behind the name of a layer what comes with it.
    pub(super) inherited_packages: bool,
}

impl Settings {
    /// These settings where `options` says nothing; what is of another type than it should be says nothing.
    pub(super) fn with(&self, options: &Value) -> Self {
        let commands = options.get("commands").and_then(Value::as_array);
        let commands = commands.map(|list| list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect());
        let inherited = options.pointer("/inlayHints/inheritedPackages").and_then(Value::as_bool);
        Self {
            commands: commands.unwrap_or_else(|| self.commands.clone()),
            inherited_packages: inherited.unwrap_or(self.inherited_packages),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_said_stays() {
        let start = Settings::default().with(&json!({"commands": ["a", 7, "b"]}));
        assert_eq!(start, Settings { commands: vec!["a".into(), "b".into()], inherited_packages: false });
        let now = start.with(&json!({"inlayHints": {"inheritedPackages": true}, "commands": null, "other": 1}));
        assert_eq!(now, Settings { inherited_packages: true, ..start.clone() });
        for nothing in [json!(null), json!([]), json!({"inlayHints": 3}), json!("x")] {
            assert_eq!(now.with(&nothing), now, "{nothing}");
        }
    }
}
