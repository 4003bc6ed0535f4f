package io.oratio.control.web.contract;

/// One thing that is wrong with what was sent.
///
/// @param pointer where: a JSON Pointer (RFC 6901) into the body, empty for the whole of it
/// @param sentence what, in words for a developer
/// @param isUnknown whether the thing itself is not known there, rather than wrong
public record Fault(String pointer, String sentence, boolean isUnknown) {
  public Fault(String pointer, String sentence) {
    this(pointer, sentence, false);
  }

  /// The same fault as a part of something larger.
  ///
  /// @param prefix the pointer of what it is a part of
  Fault within(String prefix) {
    return new Fault(prefix + pointer, sentence, isUnknown);
  }

  /// A step of a pointer, escaped (RFC 6901 §3).
  static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
