package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// A call of ours, from its INVITE to its end (RFC 3261 §12, §13.2, §15). The first 2xx makes the
/// dialog; those of other branches of a fork, and one that crosses our CANCEL, are acknowledged and
/// ended at once (§13.2.2.4). Mailboxes as in [InboundDialog].
///
/// ```
///  CALLING -2xx-> TALKING -bye-> ENDING -final-> ENDED
///     |  \                          ^              ^
///     |   +-- bye, rings too long --+- TAKEN_BACK -+
///     +-- refused, unreachable ----------> ENDED
/// ```
final class OutboundDialog implements EdgeDialog {
  private static final int FORKS_MAX = 8;

  private enum State {
    CALLING,
    TAKEN_BACK,
    TALKING,
    ENDING,
    ENDED
  }

  private final EdgeParts parts;
  private final OutboundInvite order;
  private final String localTag;
  private final int localPort;
  private final Runnable ended;
  private final Mailbox protocol;
  private final Telling telling;
  private final Inviting inviting;
  private final Map<String, Standing> forks = new HashMap<>();
  private final Set<InetAddress> answeredFrom = ConcurrentHashMap.newKeySet();
  private Optional<Standing> standing = Optional.empty();
  private State state = State.CALLING;
  private boolean hasAnyResponse;
  private Runnable stopRinging = () -> {};

  /// One branch that has answered with 2xx.
  private record Standing(Leg leg, InDialogSender sender, Optional<Talk> talk, String credentials) {
    void acknowledge() {
      sender.acknowledge(leg.invite().getCSeq().getSeqNumber(), credentials);
    }
  }

  /// What only the branch has that we talk on.
  private record Talk(
      Reoffers reoffers,
      SessionTimer sessionTimer,
      Transfer transfer,
      InfoDigits infoDigits,
      InDialogRequests requests) {}

  /// @param ended runs once when the dialog is forgotten
  OutboundDialog(EdgeParts parts, OutboundInvite order, int localPort, Runnable ended) {
    this.parts = parts;
    this.order = order;
    this.localTag = parts.token();
    this.localPort = localPort;
    this.ended = ended;
    this.protocol = new Mailbox(parts.threads(), parts.counters());
    this.telling = new Telling(new Mailbox(parts.threads(), parts.counters()));
    InviteText text =
        new InviteText(
            order, parts.settings(), localTag, localPort, 1 + parts.random().nextInt(1 << 16));
    this.inviting = new Inviting(parts, protocol, order, text, new Ear());
    answeredFrom.add(order.at().address());
  }

  String callId() {
    return order.callId();
  }

  String localTag() {
    return localTag;
  }

  /// Sends the INVITE.
  void start() {
    protocol.post(
        () -> {
          if (state == State.CALLING) {
            stopRinging = parts.later(order.ringFor(), protocol, this::ringsTooLong);
            inviting.start();
          }
        });
  }

  @Override
  public void listen(Consumer<SipEvent> listener) {
    telling.listen(listener);
  }

  @Override
  public void bye(String reasonText) {
    protocol.post(
        () -> {
          telling.hush();
          switch (state) {
            case CALLING -> takeBack(reasonText);
            case TALKING -> sendBye(reasonText);
            case TAKEN_BACK, ENDING, ENDED -> {
              // It is over or about to be.
            }
          }
        });
  }

  @Override
  public void refer(String targetUri) {
    talking(talk -> talk.transfer().start(targetUri));
  }

  @Override
  public void answerReoffer(String sdp) {
    talking(talk -> talk.reoffers().answer(sdp));
  }

  @Override
  public void refuseReoffer(int status) {
    if (status < 400 || status > 699) {
      throw new IllegalArgumentException("a refusal is 400 to 699: " + status);
    }
    talking(talk -> talk.reoffers().refuse(status, "Not Acceptable Here", ""));
  }

  @Override
  public void sendInfoDigits(String digits) {
    talking(talk -> talk.infoDigits().send(digits));
  }

  @Override
  public boolean isHeardFrom(InetAddress source) {
    return answeredFrom.contains(source)
        || order.trunk().allowedSources().stream().anyMatch(range -> range.contains(source));
  }

  @Override
  public void acknowledged(SIPRequest ack) {
    protocol.post(() -> talkOf(ack).ifPresent(talk -> talk.reoffers().acknowledged(ack)));
  }

  @Override
  public void cancelled(SIPRequest cancel, ServerTransaction transaction) {
    protocol.post(
        () -> {
          respond(transaction, parts.replies().to(cancel, Response.OK, "OK"));
          talkOf(cancel).ifPresent(talk -> talk.reoffers().cancelled(cancel));
        });
  }

  @Override
  public void requested(SIPRequest request, ServerTransaction transaction) {
    protocol.post(
        () ->
            talkOf(request)
                .ifPresentOrElse(
                    talk -> talk.requests().take(request, transaction, where()),
                    () -> outside(request, transaction)));
  }

  @Override
  public void succeeded(SIPResponse response) {
    protocol.post(() -> again(response));
  }

  /// A 2xx that no transaction waits for.
  private void again(SIPResponse response) {
    String tag = response.getToTag() == null ? "" : response.getToTag();
    if (standing.isPresent() && standing.get().leg().remoteTag().equals(tag)) {
      long sequence = response.getCSeq().getSeqNumber();
      if (sequence == standing.get().leg().invite().getCSeq().getSeqNumber()) {
        standing.get().acknowledge();
      } else {
        standing.get().sender().acknowledge(sequence);
      }
      return;
    }
    Standing known = forks.get(tag);
    Optional<SIPRequest> invite = inviting.last().filter(last -> isOf(last, response));
    if (known != null) {
      known.acknowledge();
    } else if (invite.isPresent() && forks.size() < FORKS_MAX) {
      dismiss(invite.get(), response, inviting.credentialLines());
    } else {
      parts.counters().count(SipCounter.FORK_DROPPED);
    }
  }

  private static boolean isOf(SIPRequest invite, SIPResponse response) {
    return invite.getCSeq().getSeqNumber() == response.getCSeq().getSeqNumber();
  }

  /// Another branch has answered too, or one answered what was taken back: ACK, then BYE.
  private Standing dismiss(SIPRequest invite, SIPResponse response, String credentials) {
    Standing other = branch(invite, response, credentials, false);
    forks.put(other.leg().remoteTag(), other);
    other.acknowledge();
    other.sender().send(Request.BYE, reason("answered elsewhere"), "", _ -> dismissed());
    return other;
  }

  private void dismissed() {
    if (state == State.TAKEN_BACK) {
      end();
    }
  }

  private Standing branch(
      SIPRequest invite, SIPResponse response, String credentials, boolean talks) {
    Leg leg =
        new Leg(
            invite,
            response,
            order.trunk().transport().name(),
            order.at().localAddress(),
            localPort);
    answeredFrom.add(response.getRemoteAddress());
    InDialogSender sender = new InDialogSender(parts, leg, order.trunk(), protocol);
    return new Standing(
        leg, sender, talks ? Optional.of(talk(leg, sender)) : Optional.empty(), credentials);
  }

  private Talk talk(Leg leg, InDialogSender sender) {
    Reoffers reoffers = new Reoffers(parts, leg, protocol, sender, telling::tell, this::broken);
    SessionTimer sessionTimer =
        new SessionTimer(
            parts,
            protocol,
            () -> {
              if (state == State.TALKING) {
                reoffers.refresh();
              }
            },
            () -> {
              parts.counters().count(SipCounter.SESSION_EXPIRED);
              broken("the session timer ran out");
            });
    reoffers.keepsTime(sessionTimer);
    Transfer transfer = new Transfer(sender, telling::tell);
    InfoDigits infoDigits = new InfoDigits(sender, telling::tell);
    InDialogRequests requests =
        new InDialogRequests(leg, sender, reoffers, infoDigits, transfer, this::hungUp);
    return new Talk(reoffers, sessionTimer, transfer, infoDigits, requests);
  }

  private void answered(SIPRequest invite, SIPResponse response, String credentials) {
    stopRinging.run();
    Standing ours = branch(invite, response, credentials, true);
    standing = Optional.of(ours);
    state = State.TALKING;
    ours.acknowledge();
    ours.talk()
        .ifPresent(
            talk -> {
              talk.reoffers().weSaid(order.offer());
              talk.sessionTimer().agreed(response, parts.settings().minSessionExpires());
            });
    telling.tell(new SipEvent.Answered(ours.sender().sdp(response)));
  }

  private void ringsTooLong() {
    if (state != State.CALLING) {
      return;
    }
    takeBack("nobody answered");
    telling.tell(
        new SipEvent.Refused(
            hasAnyResponse
                ? new Refusal.NoAnswer(0)
                : new Refusal.Unreachable("nothing came back while it should have rung")));
    telling.hush();
  }

  private void takeBack(String reasonText) {
    stopRinging.run();
    state = State.TAKEN_BACK;
    inviting.cancel(reasonText);
  }

  private void hungUp(SIPRequest bye, ServerTransaction transaction) {
    respond(transaction, parts.replies().to(bye, Response.OK, "OK"));
    end();
    telling.tell(new SipEvent.HungUp(Headers.value(bye, "Reason")));
  }

  /// A request with our tag and none we talk to: of a branch that was ended, or of one that has not
  /// answered. There is no dialog for it; only a BYE is granted, and an UPDATE asked to wait.
  private void outside(SIPRequest request, ServerTransaction transaction) {
    boolean isOfBranch = request.getFromTag() != null && forks.containsKey(request.getFromTag());
    SIPResponse response;
    if (isOfBranch && request.getMethod().equals(Request.BYE)) {
      response = parts.replies().to(request, Response.OK, "OK");
    } else if (state == State.CALLING && request.getMethod().equals(Request.UPDATE)) {
      // RFC 3311 §5.2: our offer is still unanswered.
      response = parts.replies().to(request, Response.REQUEST_PENDING, "Request Pending");
    } else {
      response = parts.replies().to(request, 481, "Call Does Not Exist");
    }
    respond(transaction, response);
  }

  /// The dialog cannot go on: the other side is told, and so is the call.
  private void broken(String why) {
    if (state != State.TALKING) {
      return;
    }
    sendBye(why);
    telling.tell(new SipEvent.Lost(why));
    telling.hush();
  }

  private void sendBye(String reasonText) {
    stopTimers();
    state = State.ENDING;
    standing.orElseThrow().sender().send(Request.BYE, reason(reasonText), "", _ -> end());
  }

  private void end() {
    if (state == State.ENDED) {
      return;
    }
    stopTimers();
    state = State.ENDED;
    parts.dialogs().ended();
    parts.later(
        parts.linger(),
        protocol,
        () -> {
          parts.dialogs().remove(this);
          ended.run();
        });
  }

  private void stopTimers() {
    stopRinging.run();
    standing
        .flatMap(Standing::talk)
        .ifPresent(
            talk -> {
              talk.reoffers().refuse(Response.REQUEST_TERMINATED, "Request Terminated", "");
              talk.sessionTimer().stop();
              talk.reoffers().stop();
            });
  }

  private void talking(Consumer<Talk> deed) {
    protocol.post(
        () -> {
          if (state == State.TALKING) {
            standing.flatMap(Standing::talk).ifPresent(deed);
          }
        });
  }

  /// The talk a request of theirs belongs to: the tag must be of the branch that won.
  private Optional<Talk> talkOf(SIPRequest request) {
    return standing
        .filter(each -> each.leg().remoteTag().equals(request.getFromTag()))
        .flatMap(Standing::talk);
  }

  private InDialogRequests.Standing where() {
    return switch (state) {
      case CALLING, TALKING -> InDialogRequests.Standing.TALKING;
      case TAKEN_BACK, ENDING -> InDialogRequests.Standing.ENDING;
      case ENDED -> InDialogRequests.Standing.ENDED;
    };
  }

  private static String reason(String text) {
    return "Reason: SIP;cause=200;text=\"" + StatelessReplies.plain(text) + "\"\r\n";
  }

  private void respond(ServerTransaction transaction, SIPResponse response) {
    parts.replies().respond(transaction, response);
  }

  /// Hears the INVITE's answers.
  private final class Ear implements Inviting.Told {
    @Override
    public void provisional(SIPResponse response) {
      hasAnyResponse = true;
      answeredFrom.add(response.getRemoteAddress());
      if (state == State.CALLING && response.getStatusCode() > 100) {
        Optional<String> sdp =
            Bodies.of(response) instanceof Bodies.Body.Sdp(String text)
                ? Optional.of(text)
                : Optional.empty();
        telling.tell(new SipEvent.Ringing(response.getStatusCode(), sdp));
      }
    }

    @Override
    public void succeeded(SIPRequest invite, SIPResponse response, String credentials) {
      if (state == State.CALLING) {
        answered(invite, response, credentials);
      } else {
        standing = Optional.of(dismiss(invite, response, credentials));
      }
    }

    @Override
    public void refused(Refusal why) {
      boolean isNews = state == State.CALLING;
      end();
      if (isNews) {
        telling.tell(new SipEvent.Refused(why));
      }
    }
  }
}
