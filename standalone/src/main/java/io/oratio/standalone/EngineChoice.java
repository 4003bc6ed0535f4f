package io.oratio.standalone;

import io.oratio.engine.EngineSetup;
import io.oratio.engine.SpeechEngine;
import io.oratio.engine.local.LocalEngine;
import io.oratio.engine.local.LocalSettings;
import io.oratio.engine.local.answering.Answers;
import io.oratio.engine.nova.NovaAvailability;
import io.oratio.engine.nova.NovaReadiness;
import io.oratio.engine.nova.NovaSettings;
import io.oratio.engine.nova.NovaSonicEngine;
import io.oratio.engine.scripted.Script;
import io.oratio.engine.scripted.ScriptedEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Which engine answers, and why that one.
///
/// @param why for the user, in one sentence
record EngineChoice(SpeechEngine engine, String why) {
  private static final Duration LOOK_FOR = Duration.ofSeconds(3);

  /// What would run, without starting it.
  static Settings.EngineName plan(Settings settings, NovaAvailability nova) {
    return settings.engine().name() != Settings.EngineName.AUTO
        ? settings.engine().name()
        : nova.isAvailable() ? Settings.EngineName.NOVA : Settings.EngineName.LOCAL;
  }

  /// @param answers the offline engine's brain
  static EngineChoice of(Settings settings, Function<EngineSetup, Answers> answers) {
    NovaSettings nova = novaSettings(settings);
    boolean isAsked = settings.engine().name() != Settings.EngineName.AUTO;
    return switch (settings.engine().name()) {
      case SCRIPTED ->
          new EngineChoice(
              new ScriptedEngine(Script.tones()), "asked for; it answers with tones, for tests");
      case LOCAL -> local("asked for", answers);
      case NOVA, AUTO -> {
        NovaAvailability readiness = NovaReadiness.check(nova, LOOK_FOR);
        if (readiness.isAvailable()) {
          yield new EngineChoice(
              NovaSonicEngine.of(nova), nova.modelId() + "; " + readiness.sentence());
        }
        if (isAsked) {
          throw new CannotStart("--engine nova: " + readiness.sentence());
        }
        yield local("no account is needed. " + readiness.sentence(), answers);
      }
    };
  }

  /// Whether the offline engine answers, which has to learn each agent's words.
  boolean isOffline() {
    return engine instanceof LocalEngine;
  }

  /// Whether it needs AWS to answer.
  boolean isOnAws() {
    return engine instanceof NovaSonicEngine;
  }

  /// Makes ready what the first call needs; other engines need nothing.
  void prepare(EngineSetup setup) {
    if (engine instanceof LocalEngine local) {
      local.prepare(setup).toCompletableFuture().join();
    }
  }

  /// Has likely sentences spoken ahead; other engines need nothing.
  void rehearse(EngineSetup setup) {
    if (engine instanceof LocalEngine local) {
      local.rehearse(setup).toCompletableFuture().join();
    }
  }

  static NovaSettings novaSettings(Settings settings) {
    Settings.Nova nova = settings.engine().nova();
    NovaSettings usual = NovaSettings.defaults();
    return new NovaSettings(
        nova.modelId(),
        usual.region(),
        usual.endpoint(),
        nova.voice(),
        usual.endpointingSensitivity(),
        usual.sampling(),
        new NovaSettings.Wire(
            nova.audioEvent(),
            Duration.ZERO,
            nova.maxSessions(),
            0,
            nova.gateAudioWhileToolPending()),
        usual.patience(),
        usual.lifetime(),
        new NovaSettings.Trust(Optional.empty(), nova.trustAllCertificates()));
  }

  private static EngineChoice local(String why, Function<EngineSetup, Answers> answers) {
    LocalEngine engine = new LocalEngine(LocalSettings.standard(), answers);
    return new EngineChoice(engine, why);
  }
}
