package io.oratio.gateway.call;

import io.oratio.domain.session.Ending;
import io.oratio.domain.session.SessionStatus;
import java.util.Locale;
import java.util.OptionalInt;

/// How a call ended, or was refused: the one type from which the SIP status, the log line, the
/// metric's labels and the session record all come.
public record Termination(Reason reason) {
  /// Whose doing it was.
  public enum Result {
    /// It ended as calls do.
    COMPLETED,
    /// The caller's side, or whoever ordered the call, asked for what it may not have.
    CALLER_ERROR,
    /// Something we stand on failed: the engine, the line.
    UPSTREAM_ERROR,
    /// We were full, leaving, or wrong.
    OUR_ERROR
  }

  /// Why, with the SIP status that refuses a call for it (RFC 3261 §21); where a call cannot be
  /// refused for it, none.
  public enum Reason {
    CALLER_HUNG_UP(Result.COMPLETED, 0, 0),
    CALLEE_HUNG_UP(Result.COMPLETED, 0, 0),
    CALLEE_BUSY(Result.COMPLETED, 0, 0),
    CALLEE_DECLINED(Result.COMPLETED, 0, 0),
    NO_ANSWER(Result.COMPLETED, 0, 0),
    CALLER_CANCELLED(Result.COMPLETED, 487, 0),
    AGENT_HUNG_UP(Result.COMPLETED, 0, 0),
    TRANSFERRED(Result.COMPLETED, 0, 0),
    CALLER_SILENT(Result.COMPLETED, 0, 0),
    TIME_LIMIT(Result.COMPLETED, 0, 0),
    OPERATOR(Result.COMPLETED, 480, 0),
    NO_SUCH_NUMBER(Result.CALLER_ERROR, 404, 0),
    AGENT_PAUSED(Result.CALLER_ERROR, 480, 0),
    NO_SUCH_AGENT(Result.CALLER_ERROR, 404, 0),
    NO_SUCH_TRUNK(Result.CALLER_ERROR, 404, 0),
    TRUNK_CANNOT_DIAL(Result.CALLER_ERROR, 0, 0),
    NO_COMMON_CODEC(Result.CALLER_ERROR, 488, 0),
    TRUNK_BUSY(Result.CALLER_ERROR, 486, 0),
    CALLEE_UNREACHABLE(Result.UPSTREAM_ERROR, 0, 0),
    CALL_REFUSED(Result.UPSTREAM_ERROR, 0, 0),
    MEDIA_TIMEOUT(Result.UPSTREAM_ERROR, 0, 0),
    LINE_LOST(Result.UPSTREAM_ERROR, 0, 0),
    ENGINE_UNAVAILABLE(Result.UPSTREAM_ERROR, 503, 10),
    ENGINE_FAILED(Result.UPSTREAM_ERROR, 503, 10),
    TOO_MANY_CALLS(Result.OUR_ERROR, 503, 10),
    TOO_MANY_CALLS_A_SECOND(Result.OUR_ERROR, 503, 2),
    NO_PORT(Result.OUR_ERROR, 503, 10),
    DRAINING(Result.OUR_ERROR, 503, 30),
    STORE_UNAVAILABLE(Result.OUR_ERROR, 503, 10),
    PROCESS_KILLED(Result.OUR_ERROR, 0, 0),
    INTERNAL(Result.OUR_ERROR, 500, 0);

    private final Result result;
    private final int status;
    private final int retryAfterSeconds;

    Reason(Result result, int status, int retryAfterSeconds) {
      this.result = result;
      this.status = status;
      this.retryAfterSeconds = retryAfterSeconds;
    }
  }

  /// Whose doing it was.
  public Result result() {
    return reason.result;
  }

  /// The SIP status that refuses a call for this reason; 480 where none fits better.
  public int refusalStatus() {
    return reason.status == 0 ? 480 : reason.status;
  }

  /// When the caller may try again (RFC 3261 §20.33).
  public OptionalInt retryAfterSeconds() {
    return reason.retryAfterSeconds == 0
        ? OptionalInt.empty()
        : OptionalInt.of(reason.retryAfterSeconds);
  }

  /// The words of the session record, the log and the metrics.
  public Ending ending() {
    return new Ending(
        result().name().toLowerCase(Locale.ROOT), reason.name().toLowerCase(Locale.ROOT));
  }

  /// What becomes of the session.
  public SessionStatus sessionStatus() {
    if (reason == Reason.TRANSFERRED) {
      return SessionStatus.TRANSFERRED;
    }
    return result() == Result.COMPLETED ? SessionStatus.COMPLETED : SessionStatus.ERROR;
  }

  @Override
  public String toString() {
    Ending ending = ending();
    return ending.result() + "/" + ending.reason();
  }
}
