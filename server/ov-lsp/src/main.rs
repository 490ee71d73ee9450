//! Language server and checker for Overthink layer YAML.

fn main() {}
