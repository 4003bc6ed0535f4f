package io.oratio.runtime.outbound;

/// An address was not fetched. The message is a sentence for the one who must act; it never holds a
/// header, a secret or what a private address answered.
public final class OutboundRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final boolean wasSent;

  OutboundRefused(Reason reason, String sentence) {
    this(reason, sentence, false);
  }

  OutboundRefused(Reason reason, String sentence, boolean wasSent) {
    super(sentence);
    this.reason = reason;
    this.wasSent = wasSent;
  }

  public Reason reason() {
    return reason;
  }

  public WhoMustAct whoMustAct() {
    return reason.whoMustAct;
  }

  /// Whether the other side may have seen the request, so that asking again may do it twice.
  public boolean wasSent() {
    return wasSent;
  }

  /// Who can do something about it.
  public enum WhoMustAct {
    /// Whoever wrote the address, the header or the tool.
    TENANT,
    /// Whoever runs this installation, by its settings.
    OPERATOR,
    /// Whoever runs the server at the address.
    UPSTREAM
  }

  /// Why. Each is a counter of [OutboundHttp#refusals].
  public enum Reason {
    /// The address cannot be read, or is written to be read differently by different programs.
    ADDRESS(WhoMustAct.TENANT),
    /// Neither `https` nor an allowed `http`.
    SCHEME(WhoMustAct.TENANT),
    PORT(WhoMustAct.OPERATOR),
    /// A header, a method or a body that cannot be sent.
    REQUEST(WhoMustAct.TENANT),
    NAME(WhoMustAct.TENANT),
    /// It leads to a private, reserved or metadata address that the operator has not allowed.
    PRIVATE_ADDRESS(WhoMustAct.OPERATOR),
    /// The tenant's share of concurrent requests is used up.
    BUSY(WhoMustAct.TENANT),
    UNREACHABLE(WhoMustAct.UPSTREAM),
    TLS(WhoMustAct.UPSTREAM),
    TIMEOUT(WhoMustAct.UPSTREAM),
    REDIRECT(WhoMustAct.UPSTREAM),
    TOO_LARGE(WhoMustAct.UPSTREAM),
    /// The answer is not HTTP as it should be, or ended in its middle.
    ANSWER(WhoMustAct.UPSTREAM),
    /// This client is closed.
    CLOSED(WhoMustAct.OPERATOR);

    private final WhoMustAct whoMustAct;

    Reason(WhoMustAct whoMustAct) {
      this.whoMustAct = whoMustAct;
    }

    public WhoMustAct whoMustAct() {
      return whoMustAct;
    }
  }
}
