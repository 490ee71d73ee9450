//! One module a rule. The page of each stands beside it as Markdown, its fixtures under `fixtures/` of the crate.

use crate::rule::Rule;

pub(crate) mod alias_command;
pub(crate) mod alias_dup;
pub(crate) mod alias_name;
pub(crate) mod apk_one_of;
pub(crate) mod apk_source;
pub(crate) mod apk_source_with_file;
pub(crate) mod arch_hardcoded;
pub(crate) mod artifact_fields;
pub(crate) mod artifact_mode;
pub(crate) mod aur_arch_only;
pub(crate) mod aur_needs_build;
pub(crate) mod bash_default_var;
pub(crate) mod build_scope_running;
pub(crate) mod build_value;
pub(crate) mod builder_missing;
pub(crate) mod builder_produce;
pub(crate) mod builder_unknown;
pub(crate) mod cache_clean_in_cmd;
pub(crate) mod cargo_needs_src;
pub(crate) mod check_artifact;
pub(crate) mod check_artifact_only;
pub(crate) mod check_dimensions;
pub(crate) mod check_element;
pub(crate) mod check_gid;
pub(crate) mod check_host_port_undeclared;
pub(crate) mod check_id_duplicate;
pub(crate) mod check_key_ignored;
pub(crate) mod check_lowercase_var;
pub(crate) mod check_many_verbs;
pub(crate) mod check_method;
pub(crate) mod check_method_scope;
pub(crate) mod check_modifier;
pub(crate) mod check_no_verb;
pub(crate) mod check_port_range;
pub(crate) mod check_program_missing;
pub(crate) mod check_runtime_var_in_build;
pub(crate) mod check_scope;
pub(crate) mod check_timeout;
pub(crate) mod check_uid;
pub(crate) mod check_word_unknown;
pub(crate) mod cmd_empty;
pub(crate) mod container_ip_with_host_port;
pub(crate) mod copr_fedora_only;
pub(crate) mod copr_needs_packages;
pub(crate) mod copy_source;
pub(crate) mod copy_source_exists;
pub(crate) mod copy_to;
pub(crate) mod cross_layer_service_duplicate;
pub(crate) mod ctx_file_missing;
pub(crate) mod ctx_outside_build;
pub(crate) mod curl_in_cmd;
pub(crate) mod data_image;
pub(crate) mod data_src;
pub(crate) mod data_volume;
pub(crate) mod debian_ubuntu_union;
pub(crate) mod deploy_volume_path_build;
pub(crate) mod description_feature_empty;
pub(crate) mod distro_key_unknown;
pub(crate) mod distro_section_missing;
pub(crate) mod download_extract;
pub(crate) mod download_to;
pub(crate) mod duplicate_key;
pub(crate) mod duplicate_service_form;
pub(crate) mod enable_missing;
pub(crate) mod engine_conflict;
pub(crate) mod engine_value;
pub(crate) mod env_dep_clash;
pub(crate) mod env_dep_description;
pub(crate) mod env_dep_name;
pub(crate) mod env_in_cmd_user;
pub(crate) mod env_path;
pub(crate) mod env_quote;
pub(crate) mod env_space_systemd;
pub(crate) mod event_without_listener;
pub(crate) mod eventually_duration;
pub(crate) mod exclude_distro_unknown;
pub(crate) mod exec_home_syntax;
pub(crate) mod exec_percent;
pub(crate) mod exec_shell_syntax;
pub(crate) mod extract_abs;
pub(crate) mod extract_fields;
pub(crate) mod hardcoded_home;
pub(crate) mod heredoc_in_cmd;
pub(crate) mod hook_unknown_variable;
pub(crate) mod host_probe_port;
pub(crate) mod host_probe_program;
pub(crate) mod host_sibling_layer;
pub(crate) mod image_base_unknown;
pub(crate) mod image_build_dup;
pub(crate) mod image_build_format;
pub(crate) mod image_distro_missing;
pub(crate) mod image_layer_unknown;
pub(crate) mod image_port;
pub(crate) mod image_tunable;
pub(crate) mod image_unknown;
pub(crate) mod import_broken;
pub(crate) mod include_and_require;
pub(crate) mod include_cycle;
pub(crate) mod include_self;
pub(crate) mod include_unknown;
pub(crate) mod ipc_shm;
pub(crate) mod k8s_method;
pub(crate) mod k8s_modifier;
pub(crate) mod k8s_scope;
pub(crate) mod key_on_plain_dep;
pub(crate) mod kind_value;
pub(crate) mod latest_download;
pub(crate) mod layer_has_content;
pub(crate) mod layer_shadowed;
pub(crate) mod legacy_distro_tag_section;
pub(crate) mod legacy_key_rejected;
pub(crate) mod legacy_plural_root;
pub(crate) mod libvirt_xml;
pub(crate) mod link_path;
pub(crate) mod link_target;
pub(crate) mod listener_needs_event;
pub(crate) mod listener_on_systemd;
pub(crate) mod matcher_map_size;
pub(crate) mod matcher_op;
pub(crate) mod mcp_dep_description;
pub(crate) mod mcp_dep_dup;
pub(crate) mod mcp_dep_name;
pub(crate) mod mcp_dup;
pub(crate) mod mcp_name;
pub(crate) mod mcp_transport;
pub(crate) mod mcp_url;
pub(crate) mod mixed_pair_name;
pub(crate) mod mkdir_path;
pub(crate) mod modifier_wrong_verb;
pub(crate) mod module_fedora_only;
pub(crate) mod oci_label_conflict;
pub(crate) mod one_pixi_manifest;
pub(crate) mod outline_placeholder;
pub(crate) mod overrides_dropped;
pub(crate) mod package_in_cmd;
pub(crate) mod package_map_missing;
pub(crate) mod package_map_stale;
pub(crate) mod package_map_unknown_distro;
pub(crate) mod package_not_in_distro;
pub(crate) mod packaged_field_ignored;
pub(crate) mod packaged_needs_packages;
pub(crate) mod packaged_unit_not_shipped;
pub(crate) mod packaged_unit_path;
pub(crate) mod pip_in_cmd;
pub(crate) mod port_protocol;
pub(crate) mod port_range;
pub(crate) mod privileged_port;
pub(crate) mod provide_unaccepted;
pub(crate) mod provided_on_loopback;
pub(crate) mod provider_host_literal;
pub(crate) mod provides_template;
pub(crate) mod regex_dollar_anchor;
pub(crate) mod regex_invalid;
pub(crate) mod relay_dup;
pub(crate) mod relay_needs_socat;
pub(crate) mod relay_not_in_port;
pub(crate) mod relay_range;
pub(crate) mod remote_name_conflict;
pub(crate) mod repo_needs_packages;
pub(crate) mod require_cycle;
pub(crate) mod require_unknown;
pub(crate) mod requires_capability_missing;
pub(crate) mod restart_not_rendered;
pub(crate) mod restart_value;
pub(crate) mod route_host;
pub(crate) mod route_port;
pub(crate) mod runtime_dir_baked;
pub(crate) mod scenario_name;
pub(crate) mod scope_value;
pub(crate) mod script_without_ctx;
pub(crate) mod secret_env_provide_clash;
pub(crate) mod secret_in_env;
pub(crate) mod secret_key;
pub(crate) mod secret_slug;
pub(crate) mod security_enum;
pub(crate) mod security_privileged_cap;
pub(crate) mod security_size;
pub(crate) mod service_check_empty;
pub(crate) mod service_check_name;
pub(crate) mod service_form_both;
pub(crate) mod service_form_missing;
pub(crate) mod service_name_missing;
pub(crate) mod service_raw_ini;
pub(crate) mod service_user_variable;
pub(crate) mod session_service_scope;
pub(crate) mod setcap_caps;
pub(crate) mod setcap_path;
pub(crate) mod shell_init_blank;
pub(crate) mod shell_path;
pub(crate) mod single_document;
pub(crate) mod start_sec_zero;
pub(crate) mod stdout_value;
pub(crate) mod step_keyword;
pub(crate) mod stop_timeout_int;
pub(crate) mod supervisorctl_status;
pub(crate) mod supervisord_layer_missing;
pub(crate) mod syntax_error;
pub(crate) mod systemctl_enable_in_cmd;
pub(crate) mod task_cache_path;
pub(crate) mod task_cache_verb;
pub(crate) mod task_many_verbs;
pub(crate) mod task_mode;
pub(crate) mod task_no_verb;
pub(crate) mod task_unknown_var;
pub(crate) mod task_user;
pub(crate) mod template_error;
pub(crate) mod tool_not_installed;
pub(crate) mod top_level_mapping;
pub(crate) mod toplevel_package_unreached;
pub(crate) mod unknown_eval_variable;
pub(crate) mod unknown_key;
pub(crate) mod unknown_suppression;
pub(crate) mod unpaired_exec_service;
pub(crate) mod unpaired_packaged_service;
pub(crate) mod unreached_file;
pub(crate) mod unreadable_file;
pub(crate) mod unused_suppression;
pub(crate) mod var_env_clash;
pub(crate) mod var_key;
pub(crate) mod var_reserved;
pub(crate) mod var_unused;
pub(crate) mod variable_in_matcher;
pub(crate) mod version_calver;
pub(crate) mod version_not_bumped;
pub(crate) mod version_required;
pub(crate) mod versioned_replaces;
pub(crate) mod volume_dup;
pub(crate) mod volume_name;
pub(crate) mod volume_path;
pub(crate) mod volume_var_undeclared;
pub(crate) mod wrapper_not_alone;
pub(crate) mod wrapper_required;
pub(crate) mod write_content;
pub(crate) mod write_path;
pub(crate) mod wrong_type;

/// All rules, by group, then id.
pub(crate) const ALL: &[&dyn Rule] = &[
    &cargo_needs_src::CargoNeedsSrc,
    &description_feature_empty::DescriptionFeatureEmpty,
    &duplicate_key::DuplicateKey,
    &layer_has_content::LayerHasContent,
    &legacy_plural_root::LegacyPluralRoot,
    &one_pixi_manifest::OnePixiManifest,
    &outline_placeholder::OutlinePlaceholder,
    &scenario_name::ScenarioName,
    &single_document::SingleDocument,
    &step_keyword::StepKeyword,
    &syntax_error::SyntaxError,
    &top_level_mapping::TopLevelMapping,
    &unreadable_file::UnreadableFile,
    &version_calver::VersionCalver,
    &version_not_bumped::VersionNotBumped,
    &version_required::VersionRequired,
    &wrapper_not_alone::WrapperNotAlone,
    &wrapper_required::WrapperRequired,
    &legacy_distro_tag_section::LegacyDistroTagSection,
    &legacy_key_rejected::LegacyKeyRejected,
    &service_raw_ini::ServiceRawIni,
    &unknown_key::UnknownKey,
    &wrong_type::WrongType,
    &builder_missing::BuilderMissing,
    &builder_produce::BuilderProduce,
    &builder_unknown::BuilderUnknown,
    &image_base_unknown::ImageBaseUnknown,
    &image_layer_unknown::ImageLayerUnknown,
    &image_unknown::ImageUnknown,
    &import_broken::ImportBroken,
    &include_and_require::IncludeAndRequire,
    &include_cycle::IncludeCycle,
    &include_self::IncludeSelf,
    &include_unknown::IncludeUnknown,
    &layer_shadowed::LayerShadowed,
    &remote_name_conflict::RemoteNameConflict,
    &require_cycle::RequireCycle,
    &require_unknown::RequireUnknown,
    &requires_capability_missing::RequiresCapabilityMissing,
    &unreached_file::UnreachedFile,
    &cross_layer_service_duplicate::CrossLayerServiceDuplicate,
    &duplicate_service_form::DuplicateServiceForm,
    &enable_missing::EnableMissing,
    &env_quote::EnvQuote,
    &env_space_systemd::EnvSpaceSystemd,
    &event_without_listener::EventWithoutListener,
    &exec_home_syntax::ExecHomeSyntax,
    &exec_percent::ExecPercent,
    &exec_shell_syntax::ExecShellSyntax,
    &host_sibling_layer::HostSiblingLayer,
    &kind_value::KindValue,
    &listener_needs_event::ListenerNeedsEvent,
    &listener_on_systemd::ListenerOnSystemd,
    &mixed_pair_name::MixedPairName,
    &overrides_dropped::OverridesDropped,
    &packaged_field_ignored::PackagedFieldIgnored,
    &packaged_needs_packages::PackagedNeedsPackages,
    &packaged_unit_not_shipped::PackagedUnitNotShipped,
    &packaged_unit_path::PackagedUnitPath,
    &restart_not_rendered::RestartNotRendered,
    &restart_value::RestartValue,
    &runtime_dir_baked::RuntimeDirBaked,
    &scope_value::ScopeValue,
    &service_form_both::ServiceFormBoth,
    &service_form_missing::ServiceFormMissing,
    &service_name_missing::ServiceNameMissing,
    &service_user_variable::ServiceUserVariable,
    &session_service_scope::SessionServiceScope,
    &start_sec_zero::StartSecZero,
    &stdout_value::StdoutValue,
    &stop_timeout_int::StopTimeoutInt,
    &supervisord_layer_missing::SupervisordLayerMissing,
    &systemctl_enable_in_cmd::SystemctlEnableInCmd,
    &template_error::TemplateError,
    &unpaired_exec_service::UnpairedExecService,
    &unpaired_packaged_service::UnpairedPackagedService,
    &apk_one_of::ApkOneOf,
    &apk_source::ApkSource,
    &apk_source_with_file::ApkSourceWithFile,
    &aur_arch_only::AurArchOnly,
    &aur_needs_build::AurNeedsBuild,
    &cache_clean_in_cmd::CacheCleanInCmd,
    &copr_fedora_only::CoprFedoraOnly,
    &copr_needs_packages::CoprNeedsPackages,
    &debian_ubuntu_union::DebianUbuntuUnion,
    &distro_key_unknown::DistroKeyUnknown,
    &distro_section_missing::DistroSectionMissing,
    &module_fedora_only::ModuleFedoraOnly,
    &package_in_cmd::PackageInCmd,
    &package_map_missing::PackageMapMissing,
    &package_map_stale::PackageMapStale,
    &package_map_unknown_distro::PackageMapUnknownDistro,
    &package_not_in_distro::PackageNotInDistro,
    &pip_in_cmd::PipInCmd,
    &repo_needs_packages::RepoNeedsPackages,
    &toplevel_package_unreached::ToplevelPackageUnreached,
    &versioned_replaces::VersionedReplaces,
    &arch_hardcoded::RULE,
    &build_value::RULE,
    &cmd_empty::RULE,
    &copy_source::RULE,
    &copy_source_exists::CopySourceExists,
    &copy_to::RULE,
    &ctx_file_missing::CtxFileMissing,
    &ctx_outside_build::CtxOutsideBuild,
    &curl_in_cmd::RULE,
    &download_extract::RULE,
    &download_to::RULE,
    &env_in_cmd_user::EnvInCmdUser,
    &heredoc_in_cmd::RULE,
    &latest_download::LatestDownload,
    &link_path::RULE,
    &link_target::RULE,
    &mkdir_path::RULE,
    &modifier_wrong_verb::RULE,
    &script_without_ctx::ScriptWithoutCtx,
    &setcap_caps::RULE,
    &setcap_path::RULE,
    &task_cache_path::RULE,
    &task_cache_verb::RULE,
    &task_many_verbs::RULE,
    &task_mode::RULE,
    &task_no_verb::RULE,
    &task_unknown_var::TaskUnknownVar,
    &task_user::RULE,
    &tool_not_installed::ToolNotInstalled,
    &var_env_clash::VarEnvClash,
    &var_key::VarKey,
    &var_reserved::VarReserved,
    &var_unused::VarUnused,
    &write_content::RULE,
    &write_path::RULE,
    &alias_command::AliasCommand,
    &alias_dup::AliasDup,
    &alias_name::AliasName,
    &artifact_fields::ArtifactFields,
    &artifact_mode::ArtifactMode,
    &data_image::DataImage,
    &data_src::DataSrc,
    &data_volume::DataVolume,
    &engine_conflict::EngineConflict,
    &engine_value::EngineValue,
    &env_dep_clash::EnvDepClash,
    &env_dep_description::EnvDepDescription,
    &env_dep_name::EnvDepName,
    &env_path::EnvPath,
    &extract_abs::ExtractAbs,
    &extract_fields::ExtractFields,
    &hardcoded_home::HardcodedHome,
    &hook_unknown_variable::HookUnknownVariable,
    &image_build_dup::ImageBuildDup,
    &image_build_format::ImageBuildFormat,
    &image_distro_missing::ImageDistroMissing,
    &image_port::ImagePort,
    &image_tunable::ImageTunable,
    &ipc_shm::IpcShm,
    &key_on_plain_dep::KeyOnPlainDep,
    &libvirt_xml::LibvirtXml,
    &mcp_dep_description::McpDepDescription,
    &mcp_dep_dup::McpDepDup,
    &mcp_dep_name::McpDepName,
    &mcp_dup::McpDup,
    &mcp_name::McpName,
    &mcp_transport::McpTransport,
    &mcp_url::McpUrl,
    &oci_label_conflict::OciLabelConflict,
    &port_protocol::PortProtocol,
    &port_range::PortRange,
    &privileged_port::PrivilegedPort,
    &provide_unaccepted::ProvideUnaccepted,
    &provided_on_loopback::ProvidedOnLoopback,
    &provider_host_literal::ProviderHostLiteral,
    &provides_template::ProvidesTemplate,
    &relay_dup::RelayDup,
    &relay_needs_socat::RelayNeedsSocat,
    &relay_not_in_port::RelayNotInPort,
    &relay_range::RelayRange,
    &route_host::RouteHost,
    &route_port::RoutePort,
    &secret_env_provide_clash::SecretEnvProvideClash,
    &secret_in_env::SecretInEnv,
    &secret_key::SecretKey,
    &secret_slug::SecretSlug,
    &security_enum::SecurityEnum,
    &security_privileged_cap::SecurityPrivilegedCap,
    &security_size::SecuritySize,
    &shell_init_blank::ShellInitBlank,
    &shell_path::ShellPath,
    &volume_dup::VolumeDup,
    &volume_name::VolumeName,
    &volume_path::VolumePath,
    &bash_default_var::RULE,
    &build_scope_running::BuildScopeRunning,
    &check_artifact::RULE,
    &check_artifact_only::RULE,
    &check_dimensions::RULE,
    &check_element::RULE,
    &check_gid::RULE,
    &check_host_port_undeclared::CheckHostPortUndeclared,
    &check_id_duplicate::CheckIdDuplicate,
    &check_key_ignored::RULE,
    &check_lowercase_var::RULE,
    &check_many_verbs::RULE,
    &check_method::RULE,
    &check_method_scope::RULE,
    &check_modifier::RULE,
    &check_no_verb::RULE,
    &check_port_range::RULE,
    &check_program_missing::CheckProgramMissing,
    &check_runtime_var_in_build::RULE,
    &check_scope::RULE,
    &check_timeout::RULE,
    &check_uid::RULE,
    &check_word_unknown::RULE,
    &container_ip_with_host_port::RULE,
    &deploy_volume_path_build::DeployVolumePathBuild,
    &eventually_duration::RULE,
    &exclude_distro_unknown::ExcludeDistroUnknown,
    &host_probe_port::HostProbePort,
    &host_probe_program::HostProbeProgram,
    &k8s_method::RULE,
    &k8s_modifier::RULE,
    &k8s_scope::RULE,
    &matcher_map_size::RULE,
    &matcher_op::RULE,
    &regex_dollar_anchor::RULE,
    &regex_invalid::RULE,
    &service_check_empty::RULE,
    &service_check_name::ServiceCheckName,
    &supervisorctl_status::RULE,
    &unknown_eval_variable::RULE,
    &variable_in_matcher::RULE,
    &volume_var_undeclared::VolumeVarUndeclared,
    &unknown_suppression::UnknownSuppression,
    &unused_suppression::UnusedSuppression,
];
