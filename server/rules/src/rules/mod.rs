//! One module a rule. The page of each stands beside it as Markdown, its fixtures under `fixtures/` of the crate.

use crate::rule::Rule;

pub(crate) mod builder_unknown;
pub(crate) mod distro_key_unknown;
pub(crate) mod duplicate_key;
pub(crate) mod duplicate_service_form;
pub(crate) mod host_sibling_layer;
pub(crate) mod image_base_unknown;
pub(crate) mod image_layer_unknown;
pub(crate) mod image_unknown;
pub(crate) mod import_broken;
pub(crate) mod include_and_require;
pub(crate) mod include_cycle;
pub(crate) mod include_self;
pub(crate) mod include_unknown;
pub(crate) mod layer_has_content;
pub(crate) mod layer_shadowed;
pub(crate) mod legacy_distro_tag_section;
pub(crate) mod legacy_key_rejected;
pub(crate) mod legacy_plural_root;
pub(crate) mod mixed_pair_name;
pub(crate) mod package_map_missing;
pub(crate) mod package_map_stale;
pub(crate) mod package_map_unknown_distro;
pub(crate) mod require_cycle;
pub(crate) mod require_unknown;
pub(crate) mod service_form_both;
pub(crate) mod service_form_missing;
pub(crate) mod service_raw_ini;
pub(crate) mod single_document;
pub(crate) mod syntax_error;
pub(crate) mod top_level_mapping;
pub(crate) mod unknown_key;
pub(crate) mod unknown_suppression;
pub(crate) mod unpaired_exec_service;
pub(crate) mod unpaired_packaged_service;
pub(crate) mod unreached_file;
pub(crate) mod unreadable_file;
pub(crate) mod unused_suppression;
pub(crate) mod version_calver;
pub(crate) mod version_required;
pub(crate) mod wrapper_not_alone;
pub(crate) mod wrapper_required;
pub(crate) mod wrong_type;

/// All rules, by group, then id.
pub(crate) const ALL: &[&dyn Rule] = &[
    &duplicate_key::DuplicateKey,
    &layer_has_content::LayerHasContent,
    &legacy_plural_root::LegacyPluralRoot,
    &single_document::SingleDocument,
    &syntax_error::SyntaxError,
    &top_level_mapping::TopLevelMapping,
    &unreadable_file::UnreadableFile,
    &version_calver::VersionCalver,
    &version_required::VersionRequired,
    &wrapper_not_alone::WrapperNotAlone,
    &wrapper_required::WrapperRequired,
    &legacy_distro_tag_section::LegacyDistroTagSection,
    &legacy_key_rejected::LegacyKeyRejected,
    &service_raw_ini::ServiceRawIni,
    &unknown_key::UnknownKey,
    &wrong_type::WrongType,
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
    &require_cycle::RequireCycle,
    &require_unknown::RequireUnknown,
    &unreached_file::UnreachedFile,
    &duplicate_service_form::DuplicateServiceForm,
    &host_sibling_layer::HostSiblingLayer,
    &mixed_pair_name::MixedPairName,
    &service_form_both::ServiceFormBoth,
    &service_form_missing::ServiceFormMissing,
    &unpaired_exec_service::UnpairedExecService,
    &unpaired_packaged_service::UnpairedPackagedService,
    &distro_key_unknown::DistroKeyUnknown,
    &package_map_missing::PackageMapMissing,
    &package_map_stale::PackageMapStale,
    &package_map_unknown_distro::PackageMapUnknownDistro,
    &unknown_suppression::UnknownSuppression,
    &unused_suppression::UnusedSuppression,
];
