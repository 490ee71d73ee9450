//! Structural edits on the tree as minimal text edits in the file's own style. Knows YAML, nothing of layers.
