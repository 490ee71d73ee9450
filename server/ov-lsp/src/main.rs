//! Language server and checker for Overthink layer YAML.

fn main() -> std::process::ExitCode {
    ov_lsp::cli::main()
}
