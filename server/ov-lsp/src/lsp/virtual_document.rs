//! Addresses of previews as documents: `ov-lsp-preview:///p/layers/web/layer.yml.systemd.ini?image=web` is what systemd gets from the
//! layer of that file in that image.

use ov_project::Init;
use std::str::FromStr;
use tower_lsp_server::ls_types::Uri;

/// The scheme of all of them.
pub(super) const SCHEME: &str = "ov-lsp-preview";

/// A preview as a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct VirtualDocument {
    /// The layer's own file.
    pub(super) layer: Uri,
    pub(super) init: Init,
    pub(super) image: Option<String>,
}

impl VirtualDocument {
    /// Reads an address; `None` where it is none of ours.
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        if uri.scheme().as_str() != SCHEME {
            return None;
        }
        let place = uri.as_str().strip_prefix(SCHEME)?.split(['?', '#']).next()?;
        let (layer, init) = [Init::Supervisord, Init::Systemd]
            .into_iter()
            .find_map(|init| Some((place.strip_suffix(&ending(init))?, init)))?;
        let parameters = uri.query().map(|query| query.decode().to_string_lossy().into_owned()).unwrap_or_default();
        let image = parameters.split('&').find_map(|one| one.strip_prefix("image=")).map(str::to_owned);
        Some(Self { layer: Uri::from_str(&format!("file{layer}")).ok()?, init, image })
    }

    /// The address of what an init system gets from the layer of a file; `None` for what is no file.
    pub(super) fn address(layer: &Uri, init: Init) -> Option<Uri> {
        let place = layer.as_str().strip_prefix("file")?.split(['?', '#']).next()?;
        Uri::from_str(&format!("{SCHEME}{place}{}", ending(init))).ok()
    }
}

/// What stands behind the name of the layer's file. Editors tell the language by the end.
fn ending(init: Init) -> String {
    format!(".{}.ini", init.name())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn uri(text: &str) -> Uri {
        Uri::from_str(text).unwrap()
    }

    #[test]
    fn addresses_lead_back_to_the_layer() {
        let layer = uri("file:///a%20b/layers/w%C3%A9b/layer.yml");
        for init in [Init::Supervisord, Init::Systemd] {
            let address = VirtualDocument::address(&layer, init).unwrap();
            assert!(address.as_str().starts_with("ov-lsp-preview:///a%20b/layers/"), "{}", address.as_str());
            let expected = VirtualDocument { layer: layer.clone(), init, image: None };
            assert_eq!(VirtualDocument::of(&address), Some(expected));
        }
    }

    #[test]
    fn an_image_may_be_named() {
        let found = VirtualDocument::of(&uri("ov-lsp-preview:///l/layer.yml.systemd.ini?x=1&image=w%20b")).unwrap();
        assert_eq!((found.layer.as_str(), found.image.as_deref()), ("file:///l/layer.yml", Some("w b")));
    }

    #[test]
    fn other_addresses_are_none() {
        for other in ["file:///l/layer.yml.systemd.ini", "ov-lsp-preview:///l/layer.yml", "ov-lsp-preview:"] {
            assert_eq!(VirtualDocument::of(&uri(other)), None, "{other}");
        }
        assert_eq!(VirtualDocument::address(&uri("untitled:a"), Init::Systemd), None);
    }
}
