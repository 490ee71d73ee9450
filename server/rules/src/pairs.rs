//! The other half of a service that has only one of the two forms.

use crate::context::LayerContext;
use crate::repair::{Change, NewValue, Repair, Safety};
use crate::services::{ServiceExt, program, stem, twin};
use crate::words::code;
use crate::world;
use ov_project::{Form, Service, Standing};

/// Ways to add the `exec` form beside a `use_packaged` one, the best first: as another layer of the project has it, with a
/// command that is known, with a command to be filled in.
pub(crate) fn exec_forms(layer: &LayerContext<'_>, packaged: Service<'_>) -> Vec<Repair> {
    let (Some(name), Some(unit)) = (packaged.entry.text("name"), packaged.unit()) else { return Vec::new() };
    let add = |title: String, safety: Safety, value: NewValue| Repair {
        safety,
        ..Repair::guess(title, Change::AddItem { after: layer.place(name.span), value })
    };
    if let Some((other, exec, value)) = pair_elsewhere(layer, packaged) {
        return vec![add(format!("Add the `exec` form with {} as {other} has it", code(exec)), Safety::Unsafe, value)];
    }
    let entry = |command: &str| {
        let mut entries = vec![
            ("name".to_owned(), NewValue::Text(name.value.to_string())),
            ("exec".to_owned(), NewValue::Text(command.to_owned())),
            ("restart".to_owned(), NewValue::Text("always".into())),
        ];
        entries.extend(copied(layer, packaged, &["enable", "scope"]));
        NewValue::Map(entries)
    };
    match world::foreground_command(layer.tables(), stem(unit.value)) {
        Some(command) => {
            vec![add(format!("Add the `exec` form with {}", code(command)), Safety::Unsafe, entry(command))]
        }
        None => vec![add("Add the `exec` form, its command to be filled in".into(), Safety::Manual, entry(""))],
    }
}

/// The exec half of a pair that another layer has for the same unit: the layer, the command, the entry.
fn pair_elsewhere<'a>(layer: &LayerContext<'a>, packaged: Service<'_>) -> Option<(String, &'a str, NewValue)> {
    let unit = packaged.unit()?.value;
    let name = packaged.entry.text("name")?.value;
    layer.around().layers_with_unit(unit).find_map(|id| {
        let other = layer.around().project.layer(id);
        let pair = other.services().find(|s| s.unit().is_some_and(|at| at.value == unit) && s.exec().is_none())?;
        let exec = twin(other, pair).filter(|t| t.form() == Form::Custom)?;
        let command = exec.exec()?.value.as_str();
        let keys: Vec<&str> = exec.entry.fields().map(|f| f.key.name).filter(|key| *key != "name").collect();
        let fields = copied(layer, exec, &keys);
        let name = ("name".to_owned(), NewValue::Text(name.to_string()));
        let whole = fields.len() == keys.len();
        whole.then(|| (code(&other.name), command, NewValue::Map(std::iter::once(name).chain(fields).collect())))
    })
}

/// Fields of an entry to be written again, as far as the dialect reads them.
fn copied(layer: &LayerContext<'_>, service: Service<'_>, keys: &[&str]) -> Vec<(String, NewValue)> {
    let fields = service.entry.fields().filter(|f| keys.contains(&f.key.name));
    let current = fields.filter(|f| layer.setting.dialect.standing(f.key) == Standing::Current);
    current.filter_map(|f| Some((f.key.name.to_owned(), NewValue::copy(&f.value.value)?))).collect()
}

/// Adds the `use_packaged` form with `unit` before an `exec` one; without a unit, it is to be filled in.
pub(crate) fn packaged_form(layer: &LayerContext<'_>, custom: Service<'_>, unit: Option<&str>) -> Option<Repair> {
    let name = custom.entry.text("name")?;
    let text = |text: &str| NewValue::Text(text.into());
    let value = NewValue::Map(vec![
        ("name".into(), text(name.value)),
        ("use_packaged".into(), text(unit.unwrap_or_default())),
        ("enable".into(), NewValue::Literal("true".into())),
        ("scope".into(), text(if custom.in_system_scope() { "system" } else { "user" })),
    ]);
    let change = Change::AddItemBefore { before: layer.place(name.span), value };
    Some(match unit {
        Some(unit) => Repair::guess(format!("Add the `use_packaged` form with `{unit}`"), change),
        None => Repair {
            safety: Safety::Manual,
            ..Repair::guess("Add the `use_packaged` form, its unit to be filled in", change)
        },
    })
}

/// The unit that another layer of the project pairs with an `exec` entry of this name and program.
pub(crate) fn unit_elsewhere<'a>(layer: &LayerContext<'a>, custom: Service<'_>) -> Option<&'a str> {
    let exec = custom.exec()?;
    layer.around().project.layers.iter().find_map(|other| {
        let same = |s: &Service<'_>| {
            let runs = s.exec().is_some_and(|at| program(at.value) == program(exec.value));
            s.form() == Form::Custom && s.name() == custom.name() && runs
        };
        let pair = twin(other, other.services().find(same)?)?;
        Some(pair.unit()?.value.as_str())
    })
}
