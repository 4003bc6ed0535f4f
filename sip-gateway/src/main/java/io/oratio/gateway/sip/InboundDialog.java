package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// A call that came to us, from its INVITE to its end (RFC 3261 §12, §13.3, §15). Two mailboxes: on
/// `protocol` the state is touched and messages are sent, on `telling` the call hears of it.
///
/// ```
///  ARRIVED -ring-> RINGING -answer-> ANSWERED -ACK-> TALKING -bye-> ENDING -final-> ENDED
///     |               |                  |              |
///     +--- reject, CANCEL, bye ---> ENDED   +-- BYE, no ACK, broken --> ENDED
/// ```
final class InboundDialog implements SipDialog, EdgeDialog {
  /// RFC 3261 §13.3.1.1: a provisional response lets the INVITE live three more minutes at a proxy.
  private static final Duration STILL_RINGING = Duration.ofSeconds(60);

  private enum State {
    ARRIVED,
    RINGING,
    ANSWERED,
    TALKING,
    ENDING,
    ENDED
  }

  private final EdgeParts parts;
  private final Leg leg;
  private final Invite invite;
  private final ServerTransaction inviteTransaction;
  private final Mailbox protocol;
  private final Telling telling;
  private final InDialogSender sender;
  private final SessionTimer sessionTimer;
  private final Reoffers reoffers;
  private final Transfer transfer;
  private final InfoDigits infoDigits;
  private final InDialogRequests requests;
  private volatile State state = State.ARRIVED;
  private Optional<Retransmission> retransmission = Optional.empty();
  private Optional<String> byeAfterAck = Optional.empty();
  private Runnable stopRinging = () -> {};

  InboundDialog(EdgeParts parts, Leg leg, Invite invite, ServerTransaction inviteTransaction) {
    this.parts = parts;
    this.leg = leg;
    this.invite = invite;
    this.inviteTransaction = inviteTransaction;
    this.protocol = new Mailbox(parts.threads(), parts.counters());
    this.telling = new Telling(new Mailbox(parts.threads(), parts.counters()));
    this.sender = new InDialogSender(parts, leg, invite.trunk(), protocol);
    this.reoffers = new Reoffers(parts, leg, protocol, sender, telling::tell, this::broken);
    this.sessionTimer =
        new SessionTimer(
            parts,
            protocol,
            this::refreshSession,
            () -> {
              parts.counters().count(SipCounter.SESSION_EXPIRED);
              broken("the session timer ran out");
            });
    this.transfer = new Transfer(sender, telling::tell);
    this.infoDigits = new InfoDigits(sender, telling::tell);
    this.requests = new InDialogRequests(leg, sender, reoffers, infoDigits, transfer, this::hungUp);
    this.reoffers.keepsTime(sessionTimer);
  }

  Leg leg() {
    return leg;
  }

  boolean isOver() {
    return state == State.ENDED;
  }

  @Override
  public Invite invite() {
    return invite;
  }

  /// Opens the door; the first thing the call hears.
  void announce(SipDoor door) {
    telling.first(() -> door.invited(this));
  }

  @Override
  public void listen(Consumer<SipEvent> listener) {
    telling.listen(listener);
  }

  @Override
  public void ringing() {
    protocol.post(
        () -> {
          if (isUnanswered()) {
            provisional(Response.RINGING, "Ringing", "");
          }
        });
  }

  @Override
  public void progress(String sdp) {
    protocol.post(
        () -> {
          if (isUnanswered()) {
            reoffers.weSaid(sdp);
            provisional(Response.SESSION_PROGRESS, "Session Progress", sdp);
          }
        });
  }

  @Override
  public void answer(String sdp) {
    protocol.post(
        () -> {
          if (!isUnanswered()) {
            return;
          }
          stopRinging.run();
          state = State.ANSWERED;
          reoffers.weSaid(sdp);
          String timer = sessionTimer.agree(leg.invite(), parts.settings().minSessionExpires());
          SIPResponse response =
              sender.success(leg.invite(), Response.OK, "OK", sender.capabilities() + timer, sdp);
          respond(inviteTransaction, response);
          retransmission = Optional.of(retransmit(response));
        });
  }

  @Override
  public void reject(int status, String reason, OptionalInt retryAfterSeconds) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException("a refusal is 300 to 699: " + status);
    }
    protocol.post(
        () -> {
          if (isUnanswered()) {
            refuse(status, reason, sender.retryAfter(retryAfterSeconds));
          }
        });
  }

  @Override
  public void bye(String reasonText) {
    protocol.post(
        () -> {
          telling.hush();
          switch (state) {
            case ARRIVED, RINGING ->
                refuse(Response.TEMPORARILY_UNAVAILABLE, "Temporarily Unavailable", "");
            case ANSWERED -> byeAfterAck = byeAfterAck.or(() -> Optional.of(reasonText));
            case TALKING -> sendBye(reasonText);
            case ENDING, ENDED -> {
              // It is over or about to be.
            }
          }
        });
  }

  @Override
  public void refer(String targetUri) {
    protocol.post(
        () -> {
          if (state == State.TALKING) {
            transfer.start(targetUri);
          }
        });
  }

  @Override
  public void answerReoffer(String sdp) {
    protocol.post(() -> reoffers.answer(sdp));
  }

  @Override
  public void refuseReoffer(int status) {
    if (status < 400 || status > 699) {
      throw new IllegalArgumentException("a refusal is 400 to 699: " + status);
    }
    protocol.post(() -> reoffers.refuse(status, "Not Acceptable Here", ""));
  }

  @Override
  public void sendInfoDigits(String digits) {
    protocol.post(
        () -> {
          if (state == State.TALKING) {
            infoDigits.send(digits);
          }
        });
  }

  /// The INVITE came once more after its transaction was gone: our 200 was lost.
  void repeated() {
    protocol.post(() -> retransmission.ifPresent(Retransmission::now));
  }

  @Override
  public void acknowledged(SIPRequest ack) {
    protocol.post(
        () -> {
          boolean isFirst = ack.getCSeq().getSeqNumber() == leg.invite().getCSeq().getSeqNumber();
          if (!isFirst) {
            reoffers.acknowledged(ack);
          } else if (state == State.ANSWERED) {
            retransmission.ifPresent(Retransmission::stop);
            retransmission = Optional.empty();
            state = State.TALKING;
            tell(new SipEvent.Acknowledged(sender.sdp(ack)));
            byeAfterAck.ifPresent(this::sendBye);
          }
        });
  }

  @Override
  public void cancelled(SIPRequest cancel, ServerTransaction transaction) {
    protocol.post(
        () -> {
          respond(transaction, sender.response(cancel, Response.OK, "OK", ""));
          if (!leg.isSameBranch(cancel)) {
            reoffers.cancelled(cancel);
          } else if (isUnanswered()) {
            refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
            tell(new SipEvent.Cancelled());
          }
        });
  }

  @Override
  public void requested(SIPRequest request, ServerTransaction transaction) {
    protocol.post(() -> requests.take(request, transaction, standing()));
  }

  @Override
  public boolean isHeardFrom(InetAddress source) {
    return invite.source().equals(source)
        || invite.trunk().allowedSources().stream().anyMatch(range -> range.contains(source));
  }

  /// The stack lost the connection or gave up on the INVITE.
  void transportFailed() {
    protocol.post(
        () -> {
          if (isUnanswered()) {
            end();
            tell(new SipEvent.Lost("the transport failed before the call was answered"));
          }
        });
  }

  @Override
  public void succeeded(SIPResponse response) {
    protocol.post(() -> reoffers.acknowledgeAgain(response.getCSeq().getSeqNumber()));
  }

  private void hungUp(SIPRequest bye, ServerTransaction transaction) {
    respond(transaction, sender.response(bye, Response.OK, "OK", ""));
    if (isUnanswered()) {
      refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
    }
    end();
    tell(new SipEvent.HungUp(Headers.value(bye, "Reason")));
  }

  private void provisional(int status, String reason, String sdp) {
    state = State.RINGING;
    SIPResponse response = sender.success(leg.invite(), status, reason, sender.contact(), sdp);
    respond(inviteTransaction, response);
    stopRinging.run();
    stopRinging =
        parts.later(
            STILL_RINGING,
            protocol,
            () -> {
              if (isUnanswered()) {
                provisional(status, reason, sdp);
              }
            });
  }

  private void refuse(int status, String reason, String fields) {
    respond(inviteTransaction, sender.response(leg.invite(), status, reason, fields));
    end();
  }

  private Retransmission retransmit(SIPResponse response) {
    MessageChannel channel = (MessageChannel) leg.invite().getMessageChannel();
    return new Retransmission(
        parts,
        protocol,
        () -> parts.replies().send(response, leg.invite(), channel),
        () -> {
          parts.counters().count(SipCounter.ACK_LOST);
          broken("the ACK never came");
        });
  }

  private void refreshSession() {
    if (state == State.TALKING) {
      reoffers.refresh();
    }
  }

  /// The dialog cannot go on: the other side is told, and so is the call.
  private void broken(String why) {
    if (state == State.ENDING || state == State.ENDED) {
      return;
    }
    sendBye(why);
    tell(new SipEvent.Lost(why));
    telling.hush();
  }

  private void sendBye(String reasonText) {
    reoffers.refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
    stopTimers();
    state = State.ENDING;
    String reason = "Reason: SIP;cause=200;text=\"" + StatelessReplies.plain(reasonText) + "\"\r\n";
    sender.send(Request.BYE, reason, "", _ -> end());
  }

  private void end() {
    if (state == State.ENDED) {
      return;
    }
    reoffers.refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
    stopTimers();
    state = State.ENDED;
    parts.dialogs().ended();
    parts.later(parts.linger(), protocol, () -> parts.dialogs().remove(this));
  }

  private void stopTimers() {
    stopRinging.run();
    sessionTimer.stop();
    retransmission.ifPresent(Retransmission::stop);
    retransmission = Optional.empty();
    reoffers.stop();
  }

  private InDialogRequests.Standing standing() {
    return switch (state) {
      case ARRIVED, RINGING -> InDialogRequests.Standing.UNANSWERED;
      case ANSWERED -> InDialogRequests.Standing.ANSWERED;
      case TALKING -> InDialogRequests.Standing.TALKING;
      case ENDING -> InDialogRequests.Standing.ENDING;
      case ENDED -> InDialogRequests.Standing.ENDED;
    };
  }

  private boolean isUnanswered() {
    return state == State.ARRIVED || state == State.RINGING;
  }

  private void respond(ServerTransaction transaction, SIPResponse response) {
    sender.respond(transaction, response);
  }

  private void tell(SipEvent event) {
    telling.tell(event);
  }
}
