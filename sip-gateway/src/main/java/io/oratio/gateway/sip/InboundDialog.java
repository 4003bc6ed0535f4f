package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
final class InboundDialog implements SipDialog {
  private static final int TOLD_BEFORE_LISTENING_MAX = 64;

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
  private final Mailbox telling;
  private final InDialogSender sender;
  private final SessionTimer sessionTimer;
  private final Reoffers reoffers;
  private final Transfer transfer;
  private final InfoDigits infoDigits;
  private final List<SipEvent> untold = new ArrayList<>();
  private Optional<Consumer<SipEvent>> listener = Optional.empty();
  private volatile State state = State.ARRIVED;
  private Optional<Retransmission> retransmission = Optional.empty();
  private Optional<String> byeAfterAck = Optional.empty();
  private Runnable stopRinging = () -> {};
  private boolean isSilent;

  InboundDialog(EdgeParts parts, Leg leg, Invite invite, ServerTransaction inviteTransaction) {
    this.parts = parts;
    this.leg = leg;
    this.invite = invite;
    this.inviteTransaction = inviteTransaction;
    this.protocol = new Mailbox(parts.threads(), parts.counters());
    this.telling = new Mailbox(parts.threads(), parts.counters());
    this.sender = new InDialogSender(parts, leg, invite.trunk(), protocol);
    this.reoffers = new Reoffers(parts, leg, protocol, sender, this::tell, this::broken);
    this.sessionTimer =
        new SessionTimer(
            parts,
            protocol,
            this::refreshSession,
            () -> {
              parts.counters().count(SipCounter.SESSION_EXPIRED);
              broken("the session timer ran out");
            });
    this.transfer = new Transfer(sender, this::tell);
    this.infoDigits = new InfoDigits(sender, this::tell);
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
    telling.post(() -> door.invited(this));
  }

  @Override
  public void listen(Consumer<SipEvent> listener) {
    telling.post(
        () -> {
          this.listener = Optional.of(listener);
          untold.forEach(listener);
          untold.clear();
        });
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
              sender.success(leg.invite(), Response.OK, "OK", capabilities() + timer, sdp);
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
          isSilent = true;
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

  void acknowledged(SIPRequest ack) {
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

  /// A CANCEL of the INVITE or of a re-INVITE (RFC 3261 §9.2): 200 for itself in any case.
  void cancelled(SIPRequest cancel, ServerTransaction transaction) {
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

  /// Any other request with our tags.
  void requested(SIPRequest request, ServerTransaction transaction) {
    protocol.post(() -> handle(request, transaction));
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

  /// The peer repeats its 2xx to our re-INVITE: our ACK was lost.
  void repeatedSuccess(long sequence) {
    protocol.post(() -> reoffers.acknowledgeAgain(sequence));
  }

  private void handle(SIPRequest request, ServerTransaction transaction) {
    List<String> unknown = Headers.notUnderstood(request);
    if (state == State.ENDING && !request.getMethod().equals(Request.BYE) || state == State.ENDED) {
      respond(transaction, sender.response(request, 481, "Call Does Not Exist", ""));
    } else if (!leg.advances(request.getCSeq().getSeqNumber())) {
      respond(transaction, sender.response(request, 500, "Request Out Of Order", ""));
    } else if (!unknown.isEmpty()) {
      String fields = "Unsupported: " + String.join(", ", unknown) + "\r\n";
      respond(transaction, sender.response(request, 420, "Bad Extension", fields));
    } else {
      dispatch(request, transaction);
    }
  }

  private void dispatch(SIPRequest request, ServerTransaction transaction) {
    switch (request.getMethod()) {
      case Request.BYE -> hungUp(request, transaction);
      case Request.INVITE, Request.UPDATE ->
          reoffers.asked(request, transaction, state == State.TALKING, isUnanswered());
      case Request.INFO -> infoDigits.received(request, transaction);
      case Request.NOTIFY -> transfer.notified(request, transaction);
      case Request.OPTIONS ->
          respond(
              transaction,
              sender.response(
                  request, Response.OK, "OK", capabilities() + "Accept: application/sdp\r\n"));
      case Request.REFER ->
          respond(transaction, sender.response(request, Response.DECLINE, "Decline", ""));
      case Request.MESSAGE, Request.SUBSCRIBE, Request.PUBLISH, Request.REGISTER, Request.PRACK ->
          respond(transaction, sender.response(request, 405, "Method Not Allowed", sender.allow()));
      default ->
          respond(transaction, sender.response(request, 501, "Not Implemented", sender.allow()));
    }
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
    isSilent = true;
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

  private String capabilities() {
    return sender.contact() + sender.allow() + "Supported: " + Headers.SUPPORTED + "\r\n";
  }

  private boolean isUnanswered() {
    return state == State.ARRIVED || state == State.RINGING;
  }

  private void respond(ServerTransaction transaction, SIPResponse response) {
    sender.respond(transaction, response);
  }

  /// Tells the call, unless it has hung up itself.
  private void tell(SipEvent event) {
    if (isSilent) {
      return;
    }
    telling.post(
        () -> {
          if (listener.isPresent()) {
            listener.get().accept(event);
          } else if (untold.size() < TOLD_BEFORE_LISTENING_MAX) {
            untold.add(event);
          }
        });
  }
}
