//! Times one keystroke inside one check of a layer, from the text to the findings of its file, at several file lengths.
//! See `docs/performance.md`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use ov_project::{Config, Graph, LayerFile, MemoryFiles, Project, Targets, load};
use ov_rules::{Context, Index, LayerFindings, Settings};
use ov_syntax::{Span, Text, Tree};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROOT: &str = "/project";
const EDITS: usize = 200;

fn layer(lines: usize) -> String {
    let mut text = String::from(
        "layer:\n  version: 2026.144.1443\n  name: web\n  package:\n    - nginx\n  service:\n    - name: web\n      \
         use_packaged: nginx.service\n      enable: true\n    - name: web\n      exec: /usr/sbin/nginx -g 'daemon off;'\n  eval:\n",
    );
    for index in 0..lines.saturating_sub(12) / 6 {
        let _ = write!(
            text,
            "    # probe {index}\n    - id: probe-{index}\n      command: curl -fsS http://127.0.0.1:80{index}/\n      \
             exit_status: 0\n      stdout:\n        - contains: ok\n"
        );
    }
    text
}

fn project(text: &str) -> Project {
    let root = Path::new(ROOT);
    let files = MemoryFiles::new([
        (
            root.join("overthink.yml"),
            "discover: {layer: [layers]}\nimage: {web: {distro: [fedora], build: [rpm], layer: [web]}}\n",
        ),
        (root.join("layers/web/layer.yml"), text),
    ]);
    load(root, &files, Config::default())
}

fn main() {
    for lines in [100, 1_000, 10_000, 100_000] {
        let source = layer(lines);
        let mut project = project(&source);
        let graph = Graph::new(&project);
        let targets = Targets::new(&project, &graph);
        let settings = Settings::default();
        let rules: Vec<_> = settings.active_rules().collect();
        let id = project.layer_named("web").unwrap();
        let mut text = Text::new(&source);
        let mut tree = Tree::parse(&source);
        let mut findings = {
            let layer = LayerFile::read(&text, &tree, project.dialect, None);
            project.layers[0].content = Arc::new(layer);
            let context = Context { project: &project, graph: &graph, targets: &targets, index: &Index::default() };
            LayerFindings::update(context, id, &rules, None)
        };
        let middle = source.match_indices("curl").nth(source.matches("curl").count() / 2).unwrap().0 as u32 + 4;
        let (mut times, mut parts) = (Vec::new(), [const { Vec::<Duration>::new() }; 3]);
        for _ in 0..EDITS {
            let start = Instant::now();
            let change = text.edit(Span::empty(middle), "x");
            tree = tree.edit(&text, change);
            parts[0].push(start.elapsed());
            let read = Instant::now();
            let layer = LayerFile::read(&text, &tree, project.dialect, Some(&project.layers[0].content));
            parts[1].push(read.elapsed());
            let check = Instant::now();
            project.layers[0].content = Arc::new(layer);
            let context = Context { project: &project, graph: &graph, targets: &targets, index: &Index::default() };
            findings = LayerFindings::update(context, id, &rules, Some(&findings));
            let count = findings.findings().len();
            parts[2].push(check.elapsed());
            times.push((start.elapsed(), count));
        }
        times.sort();
        let [tree_time, fact_time, finding_time] = parts.map(|mut times| {
            times.sort();
            times[EDITS / 2]
        });
        println!(
            "{lines:>7} lines: median {:?}, p90 {:?} (tree {:?}, facts {:?}, findings {:?}; {} findings)",
            times[EDITS / 2].0,
            times[EDITS * 9 / 10].0,
            tree_time,
            fact_time,
            finding_time,
            times[0].1,
        );
    }
}
