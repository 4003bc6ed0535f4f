package io.oratio.phone.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A request of the peer and our answer to it (RFC 3261 §17.2): answers a repeated request with the
/// same response, and repeats the final answer of an INVITE until it is acknowledged (§13.3.1.4,
/// §17.2.1). Run by the agent's thread alone.
public final class ServerTransaction {
  private final SipAgent agent;
  private final SipRequest request;
  private final Hop source;
  private Duration pause;
  private Optional<SipResponse> last = Optional.empty();
  private boolean isAcknowledged;
  private Runnable unacknowledged = () -> {};
  private @Nullable Future<?> repetition;

  ServerTransaction(SipAgent agent, SipRequest request, Hop source) {
    this.agent = agent;
    this.request = request;
    this.source = source;
    this.pause = agent.timers().t1();
  }

  /// The request, as it came.
  public SipRequest request() {
    return request;
  }

  /// Where it came from.
  public Hop source() {
    return source;
  }

  /// Whether the final response is out.
  public boolean isAnswered() {
    return last.filter(response -> !response.isProvisional()).isPresent();
  }

  /// Answers; what comes after a final response is left out.
  public void respond(SipResponse response) {
    if (isAnswered()) {
      return;
    }
    last = Optional.of(response);
    agent.put(source, response);
    if (response.isProvisional()) {
      return;
    }
    // Timers H and J; also how long a repeated request is recognised.
    agent.later(agent.timers().patience(), this::end);
    if (isInvite() && (response.isSuccess() || source.transport() == Transport.UDP)) {
      repetition = agent.later(pause, this::repeat);
    }
  }

  /// Says what to do when an INVITE's final answer was never acknowledged.
  public void onUnacknowledged(Runnable action) {
    unacknowledged = action;
  }

  /// Timer G, and its like for a 200: twice as long each time, at most T2.
  private void repeat() {
    if (isAcknowledged) {
      return;
    }
    agent.counters().add(SipCounters.Count.REPEATED);
    agent.put(source, last.orElseThrow());
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(agent.timers().t2()) > 0 ? agent.timers().t2() : twice;
    repetition = agent.later(pause, this::repeat);
  }

  void receiveAgain() {
    agent.counters().add(SipCounters.Count.SEEN_BEFORE);
    last.ifPresent(response -> agent.put(source, response));
  }

  /// The final answer of the INVITE has arrived.
  public void acknowledged() {
    isAcknowledged = true;
    SipAgent.stop(repetition);
  }

  private void end() {
    SipAgent.stop(repetition);
    agent.forget(this);
    if (isInvite() && !isAcknowledged && last.filter(SipResponse::isSuccess).isPresent()) {
      unacknowledged.run();
    }
  }

  private boolean isInvite() {
    return request.method().equals("INVITE");
  }

  String key() {
    return keyOf(request, request.method());
  }

  /// RFC 3261 §17.2.3: branch, sent-by and method; an ACK belongs to its INVITE.
  static String keyOf(SipRequest request, String method) {
    Via via = request.via();
    return via.branch() + " " + via.host() + ":" + via.port() + " " + method;
  }
}
