//! Text, positions and the tolerant, incremental YAML tree. Knows YAML, nothing of layers.
