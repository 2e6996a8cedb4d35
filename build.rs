//! Lists the data files so that the program embeds them: every YAML file under `catalog/` and
//! `questionnaires/` becomes one `(path, text)` pair. Adding a record needs no line of Rust.
//!
//! The catalogue is embedded a second time as one JSON text, `packed.json`, which is read in a tenth of the time.
//! Nothing is checked here: a file that is no YAML leaves that text empty, and the program says where it is wrong.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::{Map, Value, json};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut files = Vec::new();
    for folder in ["catalog", "questionnaires"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();

    let mut code = String::from("&[\n");
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string());
    }
    code.push(']');
    fs::write(out.join("embedded.rs"), code)?;
    let packed = pack(&root.join("catalog")).map(|catalog| catalog.to_string()).unwrap_or_default();
    fs::write(out.join("packed.json"), packed)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns the catalogue as one value, with the names that `Catalog` gives to its parts.
fn pack(folder: &Path) -> Option<Value> {
    let list = |name: &str| read(&folder.join(name));
    Some(json!({
        "usages": list("usages.yaml")?,
        "vendors": by_id(list("vendors.yaml")?.as_array()?.iter().cloned()),
        "licences": list("licences.yaml")?,
        "guides": list("guides.yaml")?,
        "rules": list("prerequisites.yaml")?,
        "model": list("model.yaml")?,
        "rejected": list("rejected.yaml")?,
        "retired": list("retired.yaml")?,
        "tools": records(&folder.join("tools"))?,
        "alternatives": records(&folder.join("alternatives"))?,
    }))
}

fn records(folder: &Path) -> Option<Value> {
    let mut files = Vec::new();
    collect(folder, &mut files).ok()?;
    let records: Option<Vec<Value>> = files.iter().map(|file| read(file)).collect();
    Some(by_id(records?.into_iter()))
}

fn by_id(records: impl Iterator<Item = Value>) -> Value {
    let id = |record: &Value| record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    Value::Object(records.map(|record| (id(&record), record)).collect::<Map<String, Value>>())
}

fn read(file: &Path) -> Option<Value> {
    serde_yaml::from_str(&fs::read_to_string(file).ok()?).ok()
}
