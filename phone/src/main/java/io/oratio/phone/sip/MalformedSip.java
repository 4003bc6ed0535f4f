package io.oratio.phone.sip;

/// Bytes that are not a SIP message as RFC 3261 §7 wants it, or exceed a limit. The text names the
/// rule that was broken and never repeats the bytes. It carries no stack: it is a verdict on the
/// sender, not on us.
public final class MalformedSip extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param rule what the bytes broke, in a few words
  public MalformedSip(String rule) {
    super(rule, null, false, false);
  }
}
