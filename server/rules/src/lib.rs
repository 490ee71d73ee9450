//! The rules: one file each, and the registry; findings with places and repairs.
