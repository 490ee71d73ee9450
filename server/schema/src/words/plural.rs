//! The plural spellings that keys had before they became singular.

/// Plural to singular, sorted. It is lexical and holds for the whole format; a struct may lack either spelling.
static SINGULAR: &[(&str, &str)] = &[
    ("add_layers", "add_layer"),
    ("aliases", "alias"),
    ("args", "arg"),
    ("artifacts", "artifact"),
    ("base_packages", "base_package"),
    ("builders", "builder"),
    ("builds", "produce"),
    ("cap_adds", "cap_add"),
    ("clusters", "cluster"),
    ("copy_artifacts", "copy_artifact"),
    ("deployments", "deploy"),
    ("deploys", "deploy"),
    ("detect_files", "detect_file"),
    ("distros", "distro"),
    ("env_accepts", "env_accept"),
    ("env_defaults", "env_default"),
    ("env_provides", "env_provide"),
    ("env_requires", "env_require"),
    ("events", "event"),
    ("examples", "example"),
    ("exclude_distros", "exclude_distro"),
    ("exit_codes", "exit_code"),
    ("extra_repos", "extra_repo"),
    ("formats", "format"),
    ("headers", "header"),
    ("images", "image"),
    ("include_packages", "include_package"),
    ("includes", "include"),
    ("inits", "init"),
    ("install_commands", "install_command"),
    ("instances", "instance"),
    ("layer_fields", "layer_field"),
    ("layer_files", "layer_file"),
    ("layers", "layer"),
    ("management_commands", "management_command"),
    ("mcp_accepts", "mcp_accept"),
    ("mcp_provides", "mcp_provide"),
    ("mcp_requires", "mcp_require"),
    ("metrics", "metric"),
    ("modules", "module"),
    ("mounts", "mount"),
    ("newly_solved_ids", "newly_solved_id"),
    ("notes", "note"),
    ("oci_labels", "oci_label"),
    ("options", "option"),
    ("opts", "opt"),
    ("over_ids", "over_id"),
    ("packages", "package"),
    ("path_contributions", "path_contribution"),
    ("phases", "phase"),
    ("platforms", "platform"),
    ("pod_defaults", "pod_default"),
    ("ports", "port"),
    ("recipes", "recipe"),
    ("replaces", "replace"),
    ("replicas", "replica"),
    ("repos", "repo"),
    ("requires", "require"),
    ("requires_capabilities", "requires_capability"),
    ("scenarios", "scenario"),
    ("secret_accepts", "secret_accept"),
    ("secret_requires", "secret_require"),
    ("secrets", "secret"),
    ("section_fields", "section_field"),
    ("sidecars", "sidecar"),
    ("snapshots", "snapshot"),
    ("solved_ids", "solved_id"),
    ("ssh_args", "ssh_arg"),
    ("start_retries", "start_retry"),
    ("start_secs", "start_sec"),
    ("steps", "step"),
    ("subgroups", "subgroup"),
    ("system_services", "system_service"),
    ("targets", "target"),
    ("tasks", "task"),
    ("vars", "var"),
    ("versions", "version"),
    ("volumes", "volume"),
    ("wait_seconds", "wait_second"),
    ("with_services", "with_service"),
    ("workarounds", "workaround"),
];

/// The singular that replaced a plural key name, if that plural ever was one.
pub fn singular(plural: &str) -> Option<&'static str> {
    let index = SINGULAR.binary_search_by(|(name, _)| (*name).cmp(plural)).ok()?;
    SINGULAR.get(index).map(|(_, singular)| *singular)
}

#[cfg(test)]
mod tests {
    use super::{SINGULAR, singular};

    #[test]
    fn the_table_is_sorted_so_that_the_search_finds_every_row() {
        assert!(SINGULAR.is_sorted_by(|one, other| one.0 < other.0));
        assert!(SINGULAR.iter().all(|(plural, name)| singular(plural) == Some(name)));
    }

    #[test]
    fn irregular_and_kept_plurals() {
        assert_eq!(singular("builds"), Some("produce"));
        assert_eq!(singular("start_retries"), Some("start_retry"));
        assert_eq!(singular("devices"), None);
        assert_eq!(singular("capabilities"), None);
        assert_eq!(singular("layer"), None);
    }
}
