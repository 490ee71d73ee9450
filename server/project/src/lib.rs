//! The typed model with spans, project discovery, the graph and the target model.
