//! One module a rule. The page of each stands beside it as Markdown, its fixtures under `fixtures/` of the crate.

use crate::rule::Rule;

pub(crate) mod duplicate_service_form;
pub(crate) mod host_sibling_layer;
pub(crate) mod mixed_pair_name;
pub(crate) mod package_map_missing;
pub(crate) mod package_map_stale;
pub(crate) mod package_map_unknown_distro;
pub(crate) mod service_form_both;
pub(crate) mod service_form_missing;
pub(crate) mod unknown_key;
pub(crate) mod unknown_suppression;
pub(crate) mod unpaired_exec_service;
pub(crate) mod unpaired_packaged_service;
pub(crate) mod unused_suppression;

/// All rules, by group, then id.
pub(crate) const ALL: &[&dyn Rule] = &[
    &unknown_key::UnknownKey,
    &duplicate_service_form::DuplicateServiceForm,
    &host_sibling_layer::HostSiblingLayer,
    &mixed_pair_name::MixedPairName,
    &service_form_both::ServiceFormBoth,
    &service_form_missing::ServiceFormMissing,
    &unpaired_exec_service::UnpairedExecService,
    &unpaired_packaged_service::UnpairedPackagedService,
    &package_map_missing::PackageMapMissing,
    &package_map_stale::PackageMapStale,
    &package_map_unknown_distro::PackageMapUnknownDistro,
    &unknown_suppression::UnknownSuppression,
    &unused_suppression::UnusedSuppression,
];
