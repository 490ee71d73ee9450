//! What an init system gets from a layer, as one text to look at, with the way back to the entries.

mod sheet;
mod supervisord;
mod systemd;

use crate::Page;
use ov_project::{Form, Init, LayerId};
use ov_render::images::Numbering;
use ov_render::init::TemplateSource;
use ov_render::services::{LayerPreview, RenderOptions, preview as render};
use ov_syntax::Span;
use sheet::Sheet;
use smol_str::SmolStr;

/// What to preview.
#[derive(Clone, Copy, Debug)]
pub struct PreviewRequest<'a> {
    /// The init system.
    pub init: Init,
    /// The image whose numbers and distro count.
    pub image: Option<&'a str>,
    /// The home folder written into units.
    pub home: Option<&'a str>,
    /// Where the cursor is.
    pub offset: Option<u32>,
}

/// What an init system gets from a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Name of the layer.
    pub layer: SmolStr,
    /// Where the templates come from.
    pub templates: TemplateSource,
    /// All of it: files and units, each under a comment that names it, and a comment for each entry left out. Spans called
    /// `shown` are places in here.
    pub text: String,
    /// One for each service entry, in its order.
    pub entries: Vec<PreviewEntry>,
    /// The files that are written.
    pub files: Vec<PreviewFile>,
    /// The entry around the cursor, by its index.
    pub active: Option<usize>,
}

/// A service entry and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewEntry {
    /// Position in the list.
    pub index: usize,
    /// Its name.
    pub name: SmolStr,
    /// Its form.
    pub form: Form,
    /// Why the init system gets nothing from it; `None` where it does.
    pub reason: Option<String>,
    /// The entry in the layer's file.
    pub source: Span,
    /// What stands for it in the preview.
    pub shown: Span,
}

/// A file that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewFile {
    /// Its path; the name alone for fragments.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The text in the preview.
    pub shown: Span,
}

/// Previews the layer whose file the page is. `None` where it is none, or where the project has no image of the name asked for.
pub fn preview(page: &Page<'_>, request: &PreviewRequest<'_>) -> Option<Preview> {
    let id = page.layer_id()?;
    let numbering = match request.image {
        Some(name) => Some(numbering(page, name)?),
        None => None,
    };
    let rendered = rendered(page, id, request, numbering.as_ref());
    let mut sheet = Sheet::new(sources(page, id));
    title(&mut sheet, page, id, request.init, numbering.as_ref());
    if rendered.templates == TemplateSource::Unresolved {
        sheet.comment("The project's own templates cannot be read here; these are the ones that every project has.");
    }
    match request.init {
        Init::Supervisord => supervisord::write(&mut sheet, &rendered, numbering.as_ref()),
        Init::Systemd => systemd::write(&mut sheet, &rendered),
    }
    if sheet.entries.is_empty() && sheet.files.is_empty() {
        sheet.comment("The layer has no services.");
    }
    let Sheet { text, entries, files, .. } = sheet;
    let active = request.offset.and_then(|at| entries.iter().find(|entry| entry.source.touches(at)).map(|e| e.index));
    Some(Preview { layer: rendered.layer, templates: rendered.templates, text, entries, files, active })
}

fn numbering(page: &Page<'_>, image: &str) -> Option<Numbering> {
    let id = page.project.image_named(image)?;
    let facts = page.targets.images.get(id.0 as usize)?;
    Numbering::new(page.project, page.graph, page.templates, facts, false)
}

fn rendered(page: &Page<'_>, id: LayerId, request: &PreviewRequest<'_>, image: Option<&Numbering>) -> LayerPreview {
    let mut options = RenderOptions::default();
    if let Some(home) = request.home {
        options.home = home.into();
    }
    let Some(image) = image else {
        return render(page.templates, page.project.layer(id), page.project.dialect, &options);
    };
    options.distro.clone_from(&image.distro);
    image.preview(page.templates, page.project, id, &options)
}

/// Where the entries stand that count, by their index.
fn sources(page: &Page<'_>, id: LayerId) -> Vec<Span> {
    let items = page.project.layer(id).content.items("service");
    items.iter().filter(|unit| !unit.value().is_null()).map(ov_project::PlacedUnit::span).collect()
}

fn title(sheet: &mut Sheet, page: &Page<'_>, id: LayerId, init: Init, image: Option<&Numbering>) {
    let layer = &page.project.layer(id).name;
    let Some(image) = image else {
        return sheet.comment(&format!("What {} gets from layer `{layer}`", init.name()));
    };
    let name = &image.image;
    sheet.comment(&format!("What {} gets from layer `{layer}` in image `{name}`", init.name()));
    if image.position(id).is_none() {
        sheet.comment(&format!(
            "The image does not build this layer{}.",
            if image.is_estimate { " as far as is known here" } else { "" }
        ));
    } else if image.is_estimate {
        sheet.comment("Numbers are an estimate: the image has layers that are not known here.");
    }
}
