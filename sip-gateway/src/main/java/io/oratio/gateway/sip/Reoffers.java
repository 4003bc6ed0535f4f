package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// Changes of a running session: re-INVITE (RFC 3261 §14) and UPDATE (RFC 3311) of theirs, and the
/// refreshes of the session timer in both directions (RFC 4028). One change at a time. Touched on
/// the dialog's mailbox only.
final class Reoffers {
  private record Open(SIPRequest request, ServerTransaction transaction) {
    boolean isInvite() {
      return request.getMethod().equals(Request.INVITE);
    }
  }

  private record Unacknowledged(long sequence, Retransmission retransmission) {}

  private final EdgeParts parts;
  private final Leg leg;
  private final Mailbox mailbox;
  private final InDialogSender sender;
  private final Consumer<SipEvent> told;
  private final Consumer<String> broken;
  private Optional<SessionTimer> timer = Optional.empty();
  private Optional<Open> open = Optional.empty();
  private Optional<Unacknowledged> unacknowledged = Optional.empty();
  private String ourSdp = "";
  private boolean isRefreshing;
  private boolean knowsUpdate;

  Reoffers(
      EdgeParts parts,
      Leg leg,
      Mailbox mailbox,
      InDialogSender sender,
      Consumer<SipEvent> told,
      Consumer<String> broken) {
    this.parts = parts;
    this.leg = leg;
    this.mailbox = mailbox;
    this.sender = sender;
    this.told = told;
    this.broken = broken;
    this.knowsUpdate = leg.knowsUpdate();
  }

  void keepsTime(SessionTimer timer) {
    this.timer = Optional.of(timer);
  }

  /// Remembers our description: a refresh repeats it.
  void weSaid(String sdp) {
    ourSdp = sdp;
  }

  /// They ask.
  void asked(
      SIPRequest request, ServerTransaction transaction, boolean isTalking, boolean isUnanswered) {
    Duration least = parts.settings().minSessionExpires();
    OptionalLong tooShort = SessionTimer.tooShort(request, least);
    Bodies.Body body = Bodies.of(request);
    boolean isInvite = request.getMethod().equals(Request.INVITE);
    boolean changes = isInvite || body instanceof Bodies.Body.Sdp;
    if (tooShort.isPresent()) {
      String fields = "Min-SE: " + tooShort.getAsLong() + "\r\n";
      reply(request, transaction, 422, "Session Interval Too Small", fields);
    } else if (body instanceof Bodies.Body.Unknown) {
      String fields = "Accept: application/sdp\r\n";
      reply(request, transaction, 415, "Unsupported Media Type", fields);
    } else if (changes && (open.isPresent() || isInvite && isUnanswered)) {
      // RFC 3261 §14.2 and RFC 3311 §5.2: they asked again before we said anything.
      OptionalInt soon = OptionalInt.of(parts.random().nextInt(11));
      reply(request, transaction, 500, "Request Pending", sender.retryAfter(soon));
    } else if (changes && (isRefreshing || unacknowledged.isPresent() || !isTalking)) {
      reply(request, transaction, Response.REQUEST_PENDING, "Request Pending", "");
    } else {
      leg.retarget(request);
      knowsUpdate = knowsUpdate || Headers.lists(request, "Allow", Request.UPDATE);
      open = Optional.of(new Open(request, transaction));
      if (changes) {
        told.accept(new SipEvent.Reoffered(sender.sdp(request)));
      } else {
        answer("");
      }
    }
  }

  /// We agree. Does nothing when nothing is asked.
  void answer(String sdp) {
    if (open.isEmpty()) {
      return;
    }
    Open asked = open.get();
    open = Optional.empty();
    String timing =
        timer
            .map(each -> each.agree(asked.request(), parts.settings().minSessionExpires()))
            .orElse("");
    String fields = sender.capabilities() + timing;
    SIPResponse response = sender.success(asked.request(), Response.OK, "OK", fields, sdp);
    sender.respond(asked.transaction(), response);
    if (!sdp.isEmpty()) {
      weSaid(sdp);
    }
    if (asked.isInvite()) {
      unacknowledged =
          Optional.of(
              new Unacknowledged(
                  asked.request().getCSeq().getSeqNumber(), retransmit(asked, response)));
    }
  }

  /// We do not. Does nothing when nothing is asked.
  void refuse(int status, String reason, String fields) {
    if (open.isPresent()) {
      Open asked = open.get();
      open = Optional.empty();
      reply(asked.request(), asked.transaction(), status, reason, fields);
    }
  }

  /// They take their re-INVITE back.
  void cancelled(SIPRequest cancel) {
    boolean isMeant =
        open.filter(Open::isInvite)
            .map(asked -> asked.request().getTopmostVia().getBranch())
            .filter(branch -> branch.equals(cancel.getTopmostVia().getBranch()))
            .isPresent();
    if (isMeant) {
      refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
    }
  }

  /// The ACK of our 2xx to a re-INVITE; it may carry the answer to our offer.
  void acknowledged(SIPRequest ack) {
    boolean isMeant =
        unacknowledged.filter(each -> each.sequence() == ack.getCSeq().getSeqNumber()).isPresent();
    if (isMeant) {
      stop();
      Optional<String> sdp = sender.sdp(ack);
      if (sdp.isPresent()) {
        told.accept(new SipEvent.Acknowledged(sdp));
      }
    }
  }

  /// Our turn to refresh the session: UPDATE where they know it, because it cannot meet an offer of
  /// theirs half way (RFC 4028 §7.4), else a re-INVITE with the description unchanged.
  void refresh() {
    if (open.isPresent() || unacknowledged.isPresent() || isRefreshing) {
      timer.ifPresent(each -> each.retryIn(glareWait()));
      return;
    }
    isRefreshing = true;
    String asks = timer.map(SessionTimer::ask).orElse("");
    String fields = sender.contact() + "Supported: timer\r\n" + asks;
    if (knowsUpdate) {
      sender.send(Request.UPDATE, fields, "", this::refreshed);
    } else {
      String typed = fields + "Content-Type: application/sdp\r\n";
      sender.send(Request.INVITE, typed, ourSdp, this::refreshed);
    }
  }

  private void refreshed(RequestSender.Outcome outcome) {
    isRefreshing = false;
    switch (outcome) {
      case RequestSender.Outcome.Unanswered(String why) -> broken.accept(why);
      case RequestSender.Outcome.Answered(SIPResponse response, long sequence) -> {
        int status = response.getStatusCode();
        if (status < 300) {
          if (response.getCSeq().getMethod().equals(Request.INVITE)) {
            sender.acknowledge(sequence);
          }
          timer.ifPresent(SessionTimer::start);
        } else if (status == Response.REQUEST_PENDING) {
          timer.ifPresent(each -> each.retryIn(glareWait()));
        } else if (status == 408 || status == 481) {
          broken.accept("the other side no longer knows the call");
        } else {
          // It refuses to refresh but lives (RFC 4028 §10): the call goes on, and so does the
          // timer.
          timer.ifPresent(SessionTimer::start);
        }
      }
    }
  }

  void acknowledgeAgain(long sequence) {
    sender.acknowledge(sequence);
  }

  /// Ends what is repeated.
  void stop() {
    unacknowledged.ifPresent(each -> each.retransmission().stop());
    unacknowledged = Optional.empty();
  }

  /// RFC 3261 §14.1: who began the dialog waits 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms.
  private Duration glareWait() {
    return leg.isOurs()
        ? Duration.ofMillis(2100 + parts.random().nextInt(191) * 10L)
        : Duration.ofMillis(parts.random().nextInt(200) * 10L + 10);
  }

  private Retransmission retransmit(Open asked, SIPResponse response) {
    MessageChannel channel = (MessageChannel) asked.request().getMessageChannel();
    return new Retransmission(
        parts,
        mailbox,
        () -> parts.replies().send(response, asked.request(), channel),
        () -> {
          parts.counters().count(SipCounter.ACK_LOST);
          broken.accept("the ACK never came");
        });
  }

  private void reply(
      SIPRequest request, ServerTransaction transaction, int status, String reason, String fields) {
    sender.respond(transaction, sender.response(request, status, reason, fields));
  }
}
