package io.oratio.runtime.knowledge.parse;

/// The kinds of documents we read.
enum DocumentKind {
  PDF("application/pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  HTML("text/html"),
  MARKDOWN("text/markdown"),
  CSV("text/csv"),
  TEXT("text/plain");

  private final String mediaType;

  DocumentKind(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
