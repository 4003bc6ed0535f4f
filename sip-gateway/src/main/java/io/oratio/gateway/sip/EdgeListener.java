package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.oratio.domain.trunk.Trunk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// What the stack calls: each message goes to its dialog's mailbox, and what belongs to none is
/// answered here. Runs on the stack's threads and never blocks.
final class EdgeListener implements SipListener {
  /// Methods we know but do not take outside a dialog; everything else unknown is 501.
  private static final Set<String> NOT_ALLOWED =
      Set.of(Request.REGISTER, Request.SUBSCRIBE, Request.PUBLISH, Request.MESSAGE, Request.REFER);

  private static final Set<String> ONLY_IN_DIALOGS =
      Set.of(Request.BYE, Request.INFO, Request.UPDATE, Request.PRACK, Request.NOTIFY);

  private static final int RETRY_AFTER_SECONDS = 30;

  private final EdgeParts parts;
  private final Supplier<SipProvider> provider;
  private final InviteReading reading;
  private final SipDoor door;
  private volatile boolean isDraining;

  EdgeListener(
      EdgeParts parts, Supplier<SipProvider> provider, InviteReading reading, SipDoor door) {
    this.parts = parts;
    this.provider = provider;
    this.reading = reading;
    this.door = door;
  }

  void drain() {
    isDraining = true;
  }

  @Override
  public void processRequest(RequestEvent event) {
    if (!(event.getRequest() instanceof SIPRequest request)) {
      return;
    }
    try {
      received(request, event);
    } catch (SipException | RuntimeException e) {
      // The root of the stack's thread: one message must not cost the others.
      parts.counters().count(SipCounter.INTERNAL_ERROR);
      Log.LOG.warn("A SIP request was dropped: {}", Log.shape(e));
    }
  }

  private void received(SIPRequest request, RequestEvent event) throws SipException {
    if (request.getMethod().equals(Request.ACK)) {
      parts.dialogs().find(request).ifPresent(dialog -> dialog.acknowledged(request));
      return;
    }
    Optional<InboundDialog> begun = parts.dialogs().ofInvite(request);
    if (request.getMethod().equals(Request.INVITE) && request.getToTag() == null) {
      if (begun.isPresent() && begun.get().leg().isSameBranch(request)) {
        begun.get().repeated();
        return;
      }
    }
    ServerTransaction known = event.getServerTransaction();
    ServerTransaction transaction =
        known == null ? provider.get().getNewServerTransaction(request) : known;
    if (request.getMethod().equals(Request.CANCEL)) {
      Optional<EdgeDialog> cancelled = parts.dialogs().cancelled(request);
      cancelled.ifPresentOrElse(
          dialog -> dialog.cancelled(request, transaction),
          () -> refuse(request, transaction, 481, "Call Does Not Exist", ""));
    } else if (request.getToTag() != null) {
      parts
          .dialogs()
          .find(request)
          .ifPresentOrElse(
              dialog -> dialog.requested(request, transaction),
              () -> refuse(request, transaction, 481, "Call Does Not Exist", ""));
    } else if (request.getMethod().equals(Request.INVITE)) {
      invited(request, transaction, begun.isPresent());
    } else {
      outsideDialogs(request, transaction);
    }
  }

  private void outsideDialogs(SIPRequest request, ServerTransaction transaction) {
    String method = request.getMethod();
    String allow = "Allow: " + Headers.ALLOW + "\r\n";
    if (ONLY_IN_DIALOGS.contains(method)) {
      refuse(request, transaction, 481, "Call Does Not Exist", "");
    } else if (NOT_ALLOWED.contains(method)) {
      refuse(request, transaction, 405, "Method Not Allowed", allow);
    } else if (!method.equals(Request.OPTIONS)) {
      refuse(request, transaction, 501, "Not Implemented", allow);
    } else if (isDraining) {
      refuse(request, transaction, 503, "Draining", retryAfter());
    } else if (!isDialled(request)) {
      refuse(request, transaction, 416, "Unsupported URI Scheme", "");
    } else if (!Headers.notUnderstood(request).isEmpty()) {
      refuse(request, transaction, 420, "Bad Extension", unsupported(request));
    } else {
      refuse(
          request,
          transaction,
          200,
          "OK",
          allow
              + "Accept: application/sdp\r\nAccept-Encoding: identity\r\nSupported: "
              + Headers.SUPPORTED
              + "\r\n");
    }
  }

  /// A new call: what is wrong with it is said at once, in the order of RFC 3261 §8.2.
  private void invited(SIPRequest request, ServerTransaction transaction, boolean isMerged) {
    OptionalLong tooShort = SessionTimer.tooShort(request, parts.settings().minSessionExpires());
    if (isMerged) {
      refuse(request, transaction, 482, "Loop Detected", "");
    } else if (!isDialled(request)) {
      refuse(request, transaction, 416, "Unsupported URI Scheme", "");
    } else if (!Headers.notUnderstood(request).isEmpty()) {
      refuse(request, transaction, 420, "Bad Extension", unsupported(request));
    } else if (Bodies.of(request) instanceof Bodies.Body.Unknown) {
      String fields = "Accept: application/sdp\r\nAccept-Encoding: identity\r\n";
      refuse(request, transaction, 415, "Unsupported Media Type", fields);
    } else if (!takesDescriptions(request)) {
      refuse(request, transaction, 406, "Not Acceptable", "");
    } else if (tooShort.isPresent()) {
      String fields = "Min-SE: " + tooShort.getAsLong() + "\r\n";
      refuse(request, transaction, 422, "Session Interval Too Small", fields);
    } else if (isDraining) {
      parts.counters().count(SipCounter.DRAINING);
      refuse(request, transaction, 503, "Draining", retryAfter());
    } else if (parts.dialogs().live() >= parts.settings().limits().dialogs()) {
      parts.counters().count(SipCounter.DIALOGS_FULL);
      refuse(request, transaction, 503, "Too Many Calls", retryAfter());
    } else if (request.getApplicationData() instanceof Trunk trunk) {
      open(request, transaction, trunk);
    }
  }

  private static boolean isDialled(SIPRequest request) {
    String scheme = request.getRequestURI().getScheme();
    return scheme.equalsIgnoreCase("sip")
        || scheme.equalsIgnoreCase("sips")
        || scheme.equalsIgnoreCase("tel");
  }

  /// An answer to an INVITE carries a description, so the caller must take one (RFC 3261 §8.2.3).
  private static boolean takesDescriptions(SIPRequest request) {
    List<String> accepted = Headers.values(request, "Accept");
    return accepted.isEmpty()
        || accepted.stream()
            .map(each -> each.replaceAll("[\\s;].*", ""))
            .anyMatch(
                each ->
                    each.equalsIgnoreCase("application/sdp")
                        || each.equalsIgnoreCase("application/*")
                        || each.equals("*/*"));
  }

  private void open(SIPRequest request, ServerTransaction transaction, Trunk trunk) {
    parts.counters().count(SipCounter.INVITES);
    respond(transaction, parts.replies().to(request, Response.TRYING, "Trying"));
    Invite invite = reading.read(request, trunk);
    Leg leg =
        new Leg(
            request,
            parts.token(),
            reading.transportOf(request),
            invite.localAddress(),
            reading.port(),
            1 + parts.random().nextInt(1 << 16));
    InboundDialog dialog = new InboundDialog(parts, leg, invite, transaction);
    transaction.setApplicationData(dialog);
    parts.dialogs().add(dialog);
    dialog.announce(door);
  }

  @Override
  public void processResponse(ResponseEvent event) {
    if (!(event.getResponse() instanceof SIPResponse response)) {
      return;
    }
    ClientTransaction transaction = event.getClientTransaction();
    if (transaction != null && transaction.getApplicationData() != null) {
      parts.sender().answered(transaction, response);
    } else if (response.getStatusCode() / 100 == 2
        && response.getCSeq().getMethod().equals(Request.INVITE)) {
      parts.dialogs().ofOurs(response).ifPresent(dialog -> dialog.succeeded(response));
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (event.isServerTransaction()) {
      lost(event.getServerTransaction());
    } else {
      parts.sender().unanswered(event.getClientTransaction());
    }
  }

  private static void lost(ServerTransaction transaction) {
    if (transaction.getApplicationData() instanceof InboundDialog dialog) {
      dialog.transportFailed();
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    parts.counters().count(SipCounter.SEND_FAILED);
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    // A broken connection ends a client transaction without a timeout; one that was answered has
    // nothing pending any more.
    if (!event.isServerTransaction()) {
      parts.sender().unanswered(event.getClientTransaction());
    }
  }

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {
    // The stack keeps no dialogs for us.
  }

  private void refuse(
      SIPRequest request, ServerTransaction transaction, int status, String reason, String fields) {
    SIPResponse response = parts.replies().to(request, status, reason);
    List<String> lines = fields.lines().toList();
    for (String line : lines) {
      parts.replies().add(response, line.substring(0, line.indexOf(':')), Leg.value(line));
    }
    respond(transaction, response);
  }

  private void respond(ServerTransaction transaction, SIPResponse response) {
    parts.replies().respond(transaction, response);
  }

  private static String unsupported(SIPRequest request) {
    return "Unsupported: " + String.join(", ", Headers.notUnderstood(request)) + "\r\n";
  }

  private static String retryAfter() {
    return "Retry-After: " + RETRY_AFTER_SECONDS + "\r\n";
  }
}
