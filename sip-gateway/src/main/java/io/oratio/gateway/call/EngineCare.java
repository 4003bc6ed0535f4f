package io.oratio.gateway.call;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.EngineSetup.Answer;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.EngineSetup.ToolSpec;
import io.oratio.gateway.tool.Mind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an engine is told, and what is done when it fails: opened anew with the conversation so
/// far, the caller asked to wait when that takes long, and an end with an apology when it does not
/// help. No caller is left in silence. One thread, the call's mailbox; time comes from outside.
final class EngineCare {
  static final String WAIT = "One moment, please.";
  static final String SORRY =
      "I am sorry, something went wrong on our side. Please call again in a few minutes. Goodbye.";
  static final String EXCUSE = "Sorry, I lost you for a moment. Could you say that again, please?";

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(10);

  private final CallFacts facts;
  private final int inputRateHz;
  private final int outputRateHz;
  private final CallSettings settings;
  private Optional<Instant> lostAt = Optional.empty();
  private Instant nextTry = Instant.EPOCH;
  private boolean retryable;
  private boolean wanted;
  private boolean isOpen;
  private boolean askedToWait;
  private boolean owesExcuse;
  private int reopens;

  /// What is to be done.
  enum Deed {
    REOPEN,
    ASK_TO_WAIT,
    GIVE_UP
  }

  /// @param lineRateHz of the caller's line: an engine hears no more than 16 kHz and speaks at the
  ///   line's own rate
  EngineCare(CallFacts facts, int lineRateHz, CallSettings settings) {
    this.facts = facts;
    this.inputRateHz = Math.min(16_000, lineRateHz);
    this.outputRateHz = Math.min(24_000, lineRateHz);
    this.settings = settings;
  }

  int outputRateHz() {
    return outputRateHz;
  }

  EngineSetup firstSetup(Mind mind) {
    return setup(mind, facts.version().greeting(), List.of());
  }

  EngineSetup nextSetup(Mind mind, List<Said> history) {
    return setup(mind, "", history);
  }

  void lost(EngineFailure failure, Instant now) {
    isOpen = false;
    retryable = failure.kind().isRetryable();
    nextTry =
        lostAt.isEmpty() ? now : now.plus(BETWEEN_TRIES.multipliedBy(1L << Math.min(4, reopens)));
    lostAt = lostAt.or(() -> Optional.of(now));
    owesExcuse = failure.kind() != EngineFailure.Kind.TIMED_OUT;
  }

  /// Somebody listens from now on: an engine that is still not there is missed from now on.
  void awaited(Instant now) {
    if (!isOpen) {
      lostAt = Optional.of(now);
      askedToWait = false;
    }
  }

  /// The call goes on without an engine and wants one.
  void wanted() {
    wanted = true;
  }

  void opened() {
    isOpen = true;
    lostAt = Optional.empty();
    wanted = false;
    askedToWait = false;
  }

  /// Whether the caller may have spoken to nobody, told once.
  boolean owesExcuse() {
    boolean owes = owesExcuse;
    owesExcuse = false;
    return owes;
  }

  Optional<Deed> at(Instant now) {
    if (lostAt.isEmpty()) {
      return Optional.empty();
    }
    boolean hopeless = !retryable || reopens >= settings.engineReopens();
    if ((wanted && hopeless)
        || Duration.between(lostAt.get(), now).compareTo(LONGEST_ABSENCE) > 0) {
      lostAt = Optional.empty();
      wanted = false;
      return Optional.of(Deed.GIVE_UP);
    }
    if (wanted && !now.isBefore(nextTry)) {
      wanted = false;
      reopens++;
      return Optional.of(Deed.REOPEN);
    }
    if (!askedToWait
        && Duration.between(lostAt.get(), now).compareTo(settings.deadAirAfter()) > 0) {
      askedToWait = true;
      return Optional.of(Deed.ASK_TO_WAIT);
    }
    return Optional.empty();
  }

  private EngineSetup setup(Mind mind, String greeting, List<Said> history) {
    AgentVersion version = facts.version();
    return new EngineSetup(
        facts.sessionId(),
        mind.prompt(),
        greeting,
        version.voiceConfig().language(),
        version.voiceConfig().voice(),
        version.voiceConfig().engineModel(),
        version.voiceConfig().endpointingSensitivity(),
        inputRateHz,
        outputRateHz,
        mind.tools().stream()
            .map(it -> new ToolSpec(it.name(), it.description(), it.inputSchema()))
            .toList(),
        history,
        version.questionsAndAnswers().stream()
            .map(it -> new Answer(it.questions(), it.answer()))
            .toList());
  }
}
