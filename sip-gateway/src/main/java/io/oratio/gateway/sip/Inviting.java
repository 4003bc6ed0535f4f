package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.oratio.gateway.trunk.DigestAnswer;
import io.oratio.gateway.trunk.DigestFields;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/// The INVITE of a call of ours until its final answer: with credentials when it is challenged (RFC
/// 3261 §22.2), with a longer session timer when ours is too short (RFC 4028 §7.3), elsewhere on
/// the trunk's host when it is sent there (RFC 3261 §8.1.3.4), and taken back by CANCEL (§9.1).
/// Touched on the dialog's mailbox only.
final class Inviting {
  private static final int REDIRECTS_MAX = 3;
  private static final int CHALLENGES_MAX = 4;
  private static final long SESSION_EXPIRES_SECONDS_MAX = 24 * 3600;

  private final EdgeParts parts;
  private final Mailbox mailbox;
  private final OutboundInvite order;
  private final InviteText text;
  private final Told told;
  private final Optional<DigestAnswer> digest;
  private final Map<String, String> credentials = new LinkedHashMap<>();
  private Target target;
  private Optional<Attempt> current = Optional.empty();
  private Optional<SIPRequest> last = Optional.empty();
  private Optional<ClientTransaction> transaction = Optional.empty();
  private int redirects;
  private int challenges;
  private boolean isLonger;
  private boolean isProceeding;
  private Optional<String> takenBack = Optional.empty();
  private Runnable stopWaiting = () -> {};

  /// What comes of it, on the mailbox. Exactly one of the last two is called.
  interface Told {
    /// A provisional response, 100 included.
    void provisional(SIPResponse response);

    /// A 2xx; its ACK is due.
    ///
    /// @param credentials the header lines the INVITE proved itself with
    void succeeded(SIPRequest invite, SIPResponse response, String credentials);

    /// It is over without one.
    void refused(Refusal why);
  }

  private record Attempt(SIPRequest request) {}

  Inviting(EdgeParts parts, Mailbox mailbox, OutboundInvite order, InviteText text, Told told) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.order = order;
    this.text = text;
    this.told = told;
    this.target =
        new Target(
            order.at().address().getHostAddress(),
            order.trunk().port(),
            order.trunk().transport().name());
    this.digest = order.trunk().credentials().map(each -> new DigestAnswer(each, parts.random()));
  }

  void start() {
    try {
      SIPRequest request =
          RequestSender.parse(text.invite("z9hG4bK" + parts.token(), credentialLines()));
      Attempt attempt = new Attempt(request);
      current = Optional.of(attempt);
      last = Optional.of(request);
      isProceeding = false;
      transaction = Optional.of(parts.sender().begin(request, target, new Ear(attempt)));
    } catch (SipException | ParseException | RuntimeException e) {
      // Dead connections come out of the stack in many forms.
      parts.counters().count(SipCounter.SEND_FAILED);
      transaction = Optional.empty();
      over(new Refusal.Unreachable("the INVITE could not be sent: " + Log.shape(e)));
    }
  }

  /// Takes the call back. It is over when the other side has said so, or stays silent for 64 T1; a
  /// 2xx may have been faster.
  void cancel(String reasonText) {
    if (takenBack.isPresent() || current.isEmpty()) {
      return;
    }
    takenBack = Optional.of(reasonText);
    // RFC 3261 §9.1: a CANCEL waits for the first provisional response.
    if (isProceeding) {
      sendCancel(reasonText);
    } else {
      giveUpIn();
    }
  }

  private void sendCancel(String reasonText) {
    Attempt attempt = current.orElseThrow();
    try {
      SIPRequest cancel = RequestSender.parse(text.cancel(attempt.request(), reasonText));
      parts.sender().begin(cancel, target, new Unheard());
    } catch (SipException | ParseException | RuntimeException e) {
      // The final response has just come, or the connection is gone: both are told elsewhere.
      parts.counters().count(SipCounter.SEND_FAILED);
    }
    giveUpIn();
  }

  private void giveUpIn() {
    stopWaiting.run();
    stopWaiting =
        parts.later(
            parts.linger(),
            mailbox,
            () -> over(new Refusal.Unreachable("the CANCEL was not followed by an answer")));
  }

  private void heard(Attempt attempt, SIPResponse response) {
    if (current.filter(attempt::equals).isEmpty()) {
      return;
    }
    int status = response.getStatusCode();
    if (status < 200) {
      boolean isFirst = !isProceeding;
      isProceeding = true;
      if (takenBack.isEmpty()) {
        told.provisional(response);
      } else if (isFirst) {
        sendCancel(takenBack.get());
      }
    } else if (status < 300) {
      current = Optional.empty();
      stopWaiting.run();
      told.succeeded(attempt.request(), response, credentialLines());
    } else if (takenBack.isEmpty() && isWorthAnother(response)) {
      start();
    } else {
      over(Refusal.of(status, response.getReasonPhrase()));
    }
  }

  private void silent(Attempt attempt) {
    if (current.filter(attempt::equals).isPresent()) {
      over(new Refusal.Unreachable("nobody answered the INVITE"));
    }
  }

  private void over(Refusal why) {
    if (current.isEmpty()) {
      return;
    }
    current = Optional.empty();
    stopWaiting.run();
    transaction.ifPresent(Inviting::end);
    told.refused(why);
  }

  private static void end(ClientTransaction transaction) {
    try {
      transaction.setApplicationData(null);
      transaction.terminate();
    } catch (ObjectInUseException e) {
      throw new IllegalStateException("a client transaction is never in use", e);
    }
  }

  /// Whether the next try may do better; if so it is prepared.
  private boolean isWorthAnother(SIPResponse response) {
    int status = response.getStatusCode();
    if (status == 401 || status == 407) {
      return proves(response, status == 407);
    }
    if (status == 422) {
      return takesLonger(response);
    }
    return status < 400 && follows(response);
  }

  private boolean proves(SIPResponse response, boolean isProxy) {
    List<String> asked =
        Headers.lines(response, isProxy ? "Proxy-Authenticate" : "WWW-Authenticate");
    String name = isProxy ? "Proxy-Authorization" : "Authorization";
    boolean isRefused =
        credentials.containsKey(name) && asked.stream().noneMatch(Inviting::isStale);
    if (isRefused || ++challenges > CHALLENGES_MAX) {
      return false;
    }
    Optional<String> answer =
        digest.flatMap(each -> each.answer(asked, Request.INVITE, text.requestUri()));
    answer.ifPresent(value -> credentials.put(name, value));
    return answer.isPresent();
  }

  private static boolean isStale(String challenge) {
    return DigestFields.parse(challenge)
        .flatMap(fields -> fields.of("stale"))
        .filter("true"::equalsIgnoreCase)
        .isPresent();
  }

  private boolean takesLonger(SIPResponse response) {
    OptionalLong least = SessionTimer.least(response);
    if (isLonger || least.isEmpty() || least.getAsLong() > SESSION_EXPIRES_SECONDS_MAX) {
      return false;
    }
    isLonger = true;
    text.sessionExpires(least.getAsLong());
    return true;
  }

  /// A redirection is followed within the trunk's host only: nobody else's phone is called on its
  /// word.
  private boolean follows(SIPResponse response) {
    Optional<SipURI> contact =
        Headers.uris(response, "Contact").stream().filter(this::isOfTrunk).findFirst();
    if (contact.isEmpty() || ++redirects > REDIRECTS_MAX) {
      return false;
    }
    SipURI uri = contact.get();
    int port = uri.getPort() > 0 ? uri.getPort() : order.trunk().port();
    target = new Target(target.host(), port, target.transport());
    text.sentTo(uri.getUser(), port);
    credentials.clear();
    return true;
  }

  private boolean isOfTrunk(SipURI uri) {
    InetAddress address = order.at().address();
    return OutboundInvite.isUser(uri.getUser() == null ? "" : uri.getUser())
        && (uri.getHost().equalsIgnoreCase(order.host())
            || uri.getHost().equals(address.getHostAddress()));
  }

  /// The last INVITE that was sent.
  Optional<SIPRequest> last() {
    return last;
  }

  /// The header lines it proved itself with.
  String credentialLines() {
    StringBuilder lines = new StringBuilder();
    credentials.forEach(
        (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    return lines.toString();
  }

  /// Hears one attempt, on the stack's threads.
  private final class Ear implements RequestSender.Awaited {
    private final Attempt attempt;

    private Ear(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void heard(SIPResponse response) {
      mailbox.post(() -> Inviting.this.heard(attempt, response));
    }

    @Override
    public void silent() {
      mailbox.post(() -> Inviting.this.silent(attempt));
    }
  }

  /// The answer to a CANCEL says nothing: the INVITE's own answer does.
  private record Unheard() implements RequestSender.Awaited {
    @Override
    public void heard(SIPResponse response) {}

    @Override
    public void silent() {}
  }
}
