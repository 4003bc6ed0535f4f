package io.oratio.phone.sip;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A request on its way to a final response (RFC 3261 §17.1): repeats it while it may have been
/// lost, acknowledges a refused INVITE, gives up in time. Run by the agent's thread alone.
public final class ClientTransaction {
  private final SipAgent agent;
  private final SipRequest request;
  private final Hop to;
  private final Replies replies;
  private State state = State.TRYING;
  private Duration pause;
  private boolean isToBeCancelled;
  private @Nullable Future<?> repetition;
  private @Nullable Future<?> deadline;

  private enum State {
    TRYING,
    PROCEEDING,
    COMPLETED,
    TERMINATED
  }

  ClientTransaction(SipAgent agent, SipRequest request, Hop to, Replies replies) {
    this.agent = agent;
    this.request = request;
    this.to = to;
    this.replies = replies;
    this.pause = agent.timers().t1();
  }

  void start() {
    agent.put(to, request);
    deadline = agent.later(agent.timers().patience(), () -> fail(Replies.Failure.TIMED_OUT));
    if (to.transport() == Transport.UDP) {
      repetition = agent.later(pause, this::repeat);
    }
  }

  /// Timers A and E: twice as long each time, for other requests than INVITE at most T2.
  private void repeat() {
    if (state != State.TRYING && (isInvite() || state != State.PROCEEDING)) {
      return;
    }
    agent.counters().add(SipCounters.Count.REPEATED);
    agent.put(to, request);
    Duration twice = pause.multipliedBy(2);
    Duration longest = agent.timers().t2();
    pause = !isInvite() && twice.compareTo(longest) > 0 ? longest : twice;
    repetition = agent.later(pause, this::repeat);
  }

  void receive(SipResponse response) {
    if (state == State.COMPLETED || state == State.TERMINATED) {
      agent.counters().add(SipCounters.Count.SEEN_BEFORE);
      if (isInvite() && response.status() >= 300) {
        acknowledge(response);
      }
      return;
    }
    if (response.isProvisional()) {
      state = State.PROCEEDING;
      if (isInvite()) {
        SipAgent.stop(repetition);
        SipAgent.stop(deadline);
      }
      if (isToBeCancelled) {
        sendCancel();
      }
    } else {
      complete(response);
    }
    replies.reply(response);
  }

  private void complete(SipResponse response) {
    SipAgent.stop(repetition);
    SipAgent.stop(deadline);
    state = State.COMPLETED;
    if (isInvite() && response.status() >= 300) {
      acknowledge(response);
    }
    if (isInvite() && response.isSuccess()) {
      // Further copies of a 200 belong to the dialog, which acknowledges each (§13.2.2.4).
      terminate();
    } else {
      // Timers D and K; one length serves both, longer than either.
      agent.later(agent.timers().patience(), this::terminate);
    }
  }

  /// The ACK of a refusal is part of the transaction (§17.1.1.3): same branch, same Via.
  private void acknowledge(SipResponse response) {
    Headers headers =
        Headers.NONE
            .with("Via", request.via().toString())
            .with("From", request.headers().first("From").orElseThrow())
            .with("To", response.headers().first("To").orElseThrow())
            .with("Call-ID", request.callId())
            .with("CSeq", request.cseq().number() + " ACK")
            .with("Max-Forwards", "70");
    for (String route : request.headers().values("Route")) {
      headers = headers.with("Route", route);
    }
    agent.put(to, new SipRequest("ACK", request.uri(), headers, new byte[0]));
  }

  /// Takes the INVITE back (RFC 3261 §9.1): at once if the other side has shown itself, else as
  /// soon as it does.
  public void cancel() {
    boolean shown = state == State.PROCEEDING;
    if (!isToBeCancelled && shown) {
      sendCancel();
    }
    isToBeCancelled = true;
  }

  private void sendCancel() {
    isToBeCancelled = false;
    Headers headers =
        Headers.NONE
            .with("Via", request.via().toString())
            .with("From", request.headers().first("From").orElseThrow())
            .with("To", request.headers().first("To").orElseThrow())
            .with("Call-ID", request.callId())
            .with("CSeq", request.cseq().number() + " CANCEL")
            .with("Max-Forwards", "70");
    for (String route : request.headers().values("Route")) {
      headers = headers.with("Route", route);
    }
    SipRequest cancel = new SipRequest("CANCEL", request.uri(), headers, new byte[0]);
    agent.start(new ClientTransaction(agent, cancel, to, new Unheard()));
    // §9.1: a peer that does not end the INVITE now is given up.
    SipAgent.stop(deadline);
    deadline = agent.later(agent.timers().patience(), () -> fail(Replies.Failure.TIMED_OUT));
  }

  void fail(Replies.Failure why) {
    if (state == State.COMPLETED || state == State.TERMINATED) {
      return;
    }
    terminate();
    replies.failed(why);
  }

  private void terminate() {
    state = State.TERMINATED;
    SipAgent.stop(repetition);
    SipAgent.stop(deadline);
    agent.forget(this);
  }

  private boolean isInvite() {
    return request.method().equals("INVITE");
  }

  Hop to() {
    return to;
  }

  String key() {
    return request.via().branch() + " " + request.method();
  }

  /// What becomes of a CANCEL is told by what becomes of its INVITE.
  private static final class Unheard implements Replies {
    @Override
    public void reply(SipResponse response) {}

    @Override
    public void failed(Failure why) {}
  }
}
