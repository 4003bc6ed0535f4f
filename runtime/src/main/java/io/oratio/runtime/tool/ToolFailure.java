package io.oratio.runtime.tool;

/// A tool could not do it. The sentence is for the model and holds no secret; who decides about a
/// retry reads [#mayRetry] and never the words.
public final class ToolFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final boolean mayRetry;

  /// @param code a word for counting, for example `http_503`
  /// @param sentence what the model is told
  /// @param mayRetry whether the cause may pass by itself: a broken connection, a busy server. It
  ///   is asked again only if the tool is repeatable, and counts against the tool's availability
  public ToolFailure(String code, String sentence, boolean mayRetry) {
    super(sentence, null, false, false);
    this.code = code;
    this.mayRetry = mayRetry;
  }

  public String code() {
    return code;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }

  public boolean mayRetry() {
    return mayRetry;
  }
}
