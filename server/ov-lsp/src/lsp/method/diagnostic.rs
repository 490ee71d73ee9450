//! `textDocument/diagnostic`.

use crate::lsp::session::Session;
use tower_lsp_server::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

pub(in crate::lsp) fn run(session: &mut Session, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let reported = session.report(&params.text_document.uri);
    let result_id = reported.as_ref().map(|reported| reported.id.to_string());
    let report = match (result_id, &params.previous_result_id) {
        (Some(result_id), Some(previous)) if result_id == *previous => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        }
        (result_id, _) => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id,
                items: reported.map(|reported| reported.diagnostics.to_vec()).unwrap_or_default(),
            },
        }),
    };
    DocumentDiagnosticReportResult::Report(report)
}
