//! The official description of the protocol, by which every message of the tests is judged, in both directions.
//!
//! It is not part of this project: it is looked for in `$OV_SHARED`, by default beside the repository.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The description, where it is on this machine.
pub(crate) static META_MODEL: LazyLock<Option<MetaModel>> = LazyLock::new(|| {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("OV_SHARED").map_or(beside, PathBuf::from);
    let path = shared.join("schemas-of-others/metaModel-3.17.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: messages are not judged by the protocol's meta model, since there is no {}",
            path.display()
        );
        return None;
    };
    Some(MetaModel::new(&with_contents(serde_json::from_str(&text).unwrap())))
});

/// Adds what version 3.18 says of `workspace/textDocumentContent`.
fn with_contents(mut model: Value) -> Value {
    let named = |name: &str| json!({"kind": "reference", "name": name});
    let property = |name: &str, ty: Value| json!({"name": name, "type": ty});
    let optional = |name: &str, ty: Value| json!({"name": name, "type": ty, "optional": true});
    let base = |name: &str| json!({"kind": "base", "name": name});
    let structure = |name: &str, property: Value| json!({"name": name, "properties": [property]});
    let structures = model["structures"].as_array_mut().unwrap();
    for one in structures.iter_mut() {
        let name = one["name"].clone();
        let properties = one["properties"].as_array_mut().unwrap();
        if name == "WorkspaceClientCapabilities" {
            properties.push(optional("textDocumentContent", named("TextDocumentContentClientCapabilities")));
        } else if name == "ServerCapabilities" {
            let workspace = properties.iter_mut().find(|property| property["name"] == "workspace").unwrap();
            let members = workspace["type"]["value"]["properties"].as_array_mut().unwrap();
            members.push(optional("textDocumentContent", named("TextDocumentContentOptions")));
        }
    }
    let schemes = property("schemes", json!({"kind": "array", "element": base("string")}));
    structures.extend([
        structure("TextDocumentContentClientCapabilities", optional("dynamicRegistration", base("boolean"))),
        structure("TextDocumentContentOptions", schemes),
        structure("TextDocumentContentParams", property("uri", base("DocumentUri"))),
        structure("TextDocumentContentResult", property("text", base("string"))),
    ]);
    let request = |method: &str, result: Value| json!({"method": method, "params": named("TextDocumentContentParams"), "result": result});
    model["requests"].as_array_mut().unwrap().extend([
        request("workspace/textDocumentContent", named("TextDocumentContentResult")),
        request("workspace/textDocumentContent/refresh", base("null")),
    ]);
    model
}

pub(crate) struct MetaModel {
    structures: HashMap<String, Value>,
    enumerations: HashMap<String, Value>,
    aliases: HashMap<String, Value>,
    requests: BTreeMap<String, Value>,
    notifications: BTreeMap<String, Value>,
}

type Verdict = Result<(), String>;

impl MetaModel {
    fn new(model: &Value) -> Self {
        let by = |list: &str, key: &str| -> BTreeMap<String, Value> {
            let entries = model[list].as_array().unwrap().iter();
            entries.map(|one| (one[key].as_str().unwrap().to_owned(), one.clone())).collect()
        };
        Self {
            structures: by("structures", "name").into_iter().collect(),
            enumerations: by("enumerations", "name").into_iter().collect(),
            aliases: by("typeAliases", "name").into_iter().collect(),
            requests: by("requests", "method"),
            notifications: by("notifications", "method"),
        }
    }

    /// Judges a request or a notification.
    pub(crate) fn judge_call(&self, message: &Value) -> Verdict {
        let method = message["method"].as_str().ok_or("no method")?;
        let known = if message.get("id").is_some() { &self.requests } else { &self.notifications };
        let Some(entry) = known.get(method) else {
            return if method.starts_with("ov-lsp/") { Ok(()) } else { Err("unknown method".into()) };
        };
        match (entry.get("params"), message.get("params")) {
            (Some(ty), Some(params)) => self.judge(ty, params, "params"),
            (None, None | Some(Value::Null)) => Ok(()),
            (Some(_), None) => Err("no params".into()),
            (None, Some(_)) => Err("params where there are none".into()),
        }
    }

    /// Judges what was answered to a request of this method.
    pub(crate) fn judge_answer(&self, method: &str, answer: &Value) -> Verdict {
        if let Some(error) = answer.get("error") {
            let is_error = error["code"].is_i64() && error["message"].is_string() && answer.get("result").is_none();
            return if is_error { Ok(()) } else { Err(format!("no error: {error}")) };
        }
        let result = answer.get("result").ok_or("neither result nor error")?;
        match self.requests.get(method) {
            Some(entry) => self.judge(&entry["result"], result, "result"),
            None => Ok(()),
        }
    }

    fn judge(&self, ty: &Value, value: &Value, at: &str) -> Verdict {
        match ty["kind"].as_str().unwrap() {
            "base" => base(ty["name"].as_str().unwrap(), value).then_some(()).ok_or_else(|| wrong(at, ty, value)),
            "reference" => self.named(ty["name"].as_str().unwrap(), value, at),
            "array" => {
                let items = value.as_array().ok_or_else(|| wrong(at, ty, value))?;
                items
                    .iter()
                    .enumerate()
                    .try_for_each(|(i, item)| self.judge(&ty["element"], item, &format!("{at}[{i}]")))
            }
            "map" => {
                let entries = value.as_object().ok_or_else(|| wrong(at, ty, value))?;
                entries.iter().try_for_each(|(key, value)| self.judge(&ty["value"], value, &format!("{at}.{key}")))
            }
            "or" => self.any(ty, value, at),
            "and" => ty["items"].as_array().unwrap().iter().try_for_each(|item| self.judge(item, value, at)),
            "tuple" => {
                let (types, items) =
                    (ty["items"].as_array().unwrap(), value.as_array().ok_or_else(|| wrong(at, ty, value))?);
                let fits = types.len() == items.len();
                fits.then_some(()).ok_or_else(|| wrong(at, ty, value))?;
                types.iter().zip(items).try_for_each(|(ty, item)| self.judge(ty, item, at))
            }
            "literal" => {
                let properties = ty["value"]["properties"].as_array().unwrap();
                self.object(&properties.iter().collect::<Vec<_>>(), value, at)
            }
            _ => (ty["value"] == *value).then_some(()).ok_or_else(|| wrong(at, ty, value)),
        }
    }

    fn any(&self, ty: &Value, value: &Value, at: &str) -> Verdict {
        let verdicts: Vec<Verdict> =
            ty["items"].as_array().unwrap().iter().map(|ty| self.judge(ty, value, at)).collect();
        if verdicts.iter().any(Result::is_ok) {
            return Ok(());
        }
        // The longest complaint is that of the alternative which fits best.
        Err(verdicts.into_iter().filter_map(Result::err).max_by_key(String::len).unwrap_or_default())
    }

    fn named(&self, name: &str, value: &Value, at: &str) -> Verdict {
        if matches!(name, "LSPAny" | "LSPObject" | "LSPArray") {
            return Ok(());
        }
        if let Some(alias) = self.aliases.get(name) {
            return self.judge(&alias["type"], value, at);
        }
        if let Some(words) = self.enumerations.get(name) {
            let is_listed = words["values"].as_array().unwrap().iter().any(|word| word["value"] == *value);
            let is_own = words["supportsCustomValues"] == true && base(words["type"]["name"].as_str().unwrap(), value);
            return (is_listed || is_own).then_some(()).ok_or_else(|| format!("{at}: {value} is no {name}"));
        }
        let mut properties = Vec::new();
        self.collect(name, &mut properties);
        self.object(&properties, value, at).map_err(|why| format!("{why} (in {name})"))
    }

    fn collect<'m>(&'m self, name: &str, properties: &mut Vec<&'m Value>) {
        let structure = &self.structures[name];
        properties.extend(structure["properties"].as_array().unwrap());
        for key in ["extends", "mixins"] {
            for parent in structure[key].as_array().into_iter().flatten() {
                self.collect(parent["name"].as_str().unwrap(), properties);
            }
        }
    }

    fn object(&self, properties: &[&Value], value: &Value, at: &str) -> Verdict {
        let nothing = Map::new();
        let entries = value.as_object().ok_or_else(|| format!("{at}: {value} is no object"))?;
        let known: BTreeSet<&str> = properties.iter().map(|p| p["name"].as_str().unwrap()).collect();
        if let Some(key) = entries.keys().find(|key| !known.contains(key.as_str())) {
            return Err(format!("{at}: unknown property `{key}`"));
        }
        for property in properties {
            let name = property["name"].as_str().unwrap();
            match entries.get(name) {
                Some(value) => self.judge(&property["type"], value, &format!("{at}.{name}"))?,
                None if property["optional"] == true => {}
                None => {
                    return Err(format!(
                        "{at}: no `{name}` in {:?}",
                        if entries.is_empty() { &nothing } else { entries }
                    ));
                }
            }
        }
        Ok(())
    }
}

fn base(name: &str, value: &Value) -> bool {
    let within = |least: i64, most: i64| value.as_i64().is_some_and(|number| (least..=most).contains(&number));
    match name {
        "integer" => within(i64::from(i32::MIN), i64::from(i32::MAX)),
        "uinteger" => within(0, i64::from(i32::MAX)),
        "decimal" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "URI" | "DocumentUri" => value.as_str().is_some_and(|uri| uri.contains(':') && uri.is_ascii()),
        _ => value.is_string(),
    }
}

fn wrong(at: &str, ty: &Value, value: &Value) -> String {
    format!("{at}: {value} is no {}", ty.get("name").unwrap_or(&ty["kind"]))
}

#[test]
fn the_judge_tells_good_from_bad() {
    let Some(model) = &*META_MODEL else { return };
    let publish = |diagnostic: &str| {
        let message = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{"uri":"file:///a","diagnostics":[{diagnostic}]}}}}"#
        );
        model.judge_call(&serde_json::from_str(&message).unwrap())
    };
    let range = r#""range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}}"#;
    assert_eq!(publish(&format!(r#"{{{range},"message":"m","severity":2,"tags":[1],"code":"x"}}"#)), Ok(()));
    for bad in [r#""message":5"#, r#""message":"m","severity":9"#, r#""message":"m","other":1"#, r#""code":"x""#] {
        assert!(publish(&format!("{{{range},{bad}}}")).is_err(), "{bad}");
    }
    let answer = |result: &str| model.judge_answer("textDocument/hover", &serde_json::from_str(result).unwrap());
    assert_eq!(answer(r#"{"result":null}"#), Ok(()));
    assert!(answer(r#"{"result":{"contents":7}}"#).is_err() && answer("{}").is_err());
}
