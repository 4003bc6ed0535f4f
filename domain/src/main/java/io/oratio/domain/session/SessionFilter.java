package io.oratio.domain.session;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Optional;

/// Which sessions are wanted; what is empty asks for nothing.
///
/// @param from begun then or later
/// @param to begun before
/// @param number called or calling, exactly as signalled; at most [#LONGEST_NUMBER] bytes
/// @param text words that stand in one turn; several must all stand in it. `"in quotes"` is a
///   phrase, `or` and `-` work as in a web search. At most 256 bytes
/// @param liveOnly only those that last
public record SessionFilter(
    Optional<String> agentId,
    Optional<Channel> channel,
    Optional<SessionStatus> status,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> number,
    Optional<String> text,
    boolean liveOnly) {
  /// The limit of a number that can be searched for, in bytes.
  public static final int LONGEST_NUMBER = 64;

  public SessionFilter {
    agentId.ifPresent(it -> Shape.id("agentId", it));
    number.ifPresent(it -> refuseBlank("number", Shape.text("number", it, LONGEST_NUMBER)));
    text.ifPresent(it -> refuseBlank("text", Shape.text("text", it, 256)));
  }

  /// Every session.
  public static SessionFilter all() {
    return new SessionFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /// The same for the sessions of one agent.
  public SessionFilter ofAgent(String agent) {
    return new SessionFilter(Optional.of(agent), channel, status, from, to, number, text, liveOnly);
  }

  /// The same for the sessions that came in so.
  public SessionFilter over(Channel wanted) {
    return new SessionFilter(
        agentId, Optional.of(wanted), status, from, to, number, text, liveOnly);
  }

  /// The same for the sessions that stand so.
  public SessionFilter standing(SessionStatus wanted) {
    return new SessionFilter(
        agentId, channel, Optional.of(wanted), from, to, number, text, liveOnly);
  }

  /// The same for the sessions that began in a time.
  public SessionFilter between(Instant begin, Instant end) {
    return new SessionFilter(
        agentId, channel, status, Optional.of(begin), Optional.of(end), number, text, liveOnly);
  }

  /// The same for the sessions with a number.
  public SessionFilter withNumber(String wanted) {
    return new SessionFilter(
        agentId, channel, status, from, to, Optional.of(wanted), text, liveOnly);
  }

  /// The same for the sessions in which these words were said.
  public SessionFilter saying(String words) {
    return new SessionFilter(
        agentId, channel, status, from, to, number, Optional.of(words), liveOnly);
  }

  /// The same for the sessions that last.
  public SessionFilter live() {
    return new SessionFilter(agentId, channel, status, from, to, number, text, true);
  }

  /// Whether this session is wanted, its words apart.
  public boolean matches(Session session) {
    return agentId.map(session.agentId()::equals).orElse(true)
        && channel.map(it -> it == session.channel()).orElse(true)
        && status.map(it -> it == session.status()).orElse(true)
        && from.map(it -> !session.startTime().isBefore(it)).orElse(true)
        && to.map(it -> session.startTime().isBefore(it)).orElse(true)
        && number.map(it -> isOf(session, it)).orElse(true)
        && !(liveOnly && session.endTime().isPresent());
  }

  private static boolean isOf(Session session, String number) {
    return session.dialled().equals(number)
        || session.customerMetadata().phoneNumber().map(number::equals).orElse(false);
  }

  private static void refuseBlank(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is not blank");
    }
  }
}
