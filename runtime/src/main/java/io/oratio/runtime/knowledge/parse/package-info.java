/// Turns a document of any owner into structured text, in a worker process of its own with bounded
/// memory and time: PDF (ISO 32000), DOCX (ISO/IEC 29500), HTML, Markdown (CommonMark with tables),
/// CSV (RFC 4180) and plain text. Imported by `knowledge.split` and by those who take documents in;
/// only this package knows PDFBox, jsoup, commonmark and the CSV reader. Calls block, so they
/// belong on a thread that may wait.
@NullMarked
package io.oratio.runtime.knowledge.parse;

import org.jspecify.annotations.NullMarked;
