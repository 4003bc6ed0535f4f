package io.oratio.runtime.knowledge.page;

import java.net.URI;

/// What came of fetching a page.
public sealed interface Fetched {
  /// The page.
  ///
  /// @param contentType as the server says it, in lower case and without parameters; blank for
  ///   none. A hint: the content decides
  /// @param address where it came from, after redirects
  /// @param version for asking again later
  record Page(byte[] bytes, String contentType, URI address, Version version) implements Fetched {}

  /// It is still the version that was known.
  record Unchanged() implements Fetched {}

  /// It was not fetched.
  ///
  /// @param sentence why, for the agent's owner
  /// @param mayPass whether asking again later may help
  record Refused(String sentence, boolean mayPass) implements Fetched {}

  /// By what a server knows a version of a page; both blank when it does not tell.
  ///
  /// @param etag of the header `ETag`, as it came
  /// @param lastModified of the header `Last-Modified`, as it came
  record Version(String etag, String lastModified) {
    public static final Version NONE = new Version("", "");
  }
}
