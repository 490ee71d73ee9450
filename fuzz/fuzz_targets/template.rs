//! Any text as a template: reading and evaluating it ends within its limits, and errors stand at characters of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ov_render::template::{FunctionSet, Limits, Template, Value};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let functions = if data.len() % 2 == 0 { FunctionSet::Service } else { FunctionSet::Format };
    let value = Value::structure([
        ("Name", "web".into()),
        ("After", Value::str_list(["a.target", "b.target"])),
        ("Priority", 5_i64.into()),
        ("AutoStart", Value::BoolPtr(Some(false))),
    ]);
    let result = Template::parse(&text, functions).and_then(|t| t.render(&value, &Limits::default()));
    match result {
        Ok(output) => assert!(output.len() <= 1 << 20),
        Err(error) => assert!(text.get(error.span).is_some()),
    }
});
