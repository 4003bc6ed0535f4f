package io.oratio.phone.sdp;

/// Text that is not a session description (RFC 8866), or exceeds a limit. It names the rule and
/// carries no stack.
public final class MalformedSdp extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param rule what was broken, in a few words
  public MalformedSdp(String rule) {
    super(rule, null, false, false);
  }
}
