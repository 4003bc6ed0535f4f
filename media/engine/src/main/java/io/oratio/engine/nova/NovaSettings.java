package io.oratio.engine.nova;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How this process uses Nova Sonic. What is absent (null from a configuration binder, blank, zero)
/// becomes its default; what cannot be is refused, naming its key.
///
/// Credentials are not here: the AWS SDK's own chain finds them. So do `AWS_REGION` and
/// `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` where `region` and `endpoint` are empty.
///
/// @param modelId which model answers when the agent names none; default Nova 2 Sonic
/// @param region where the model is asked; empty means the SDK's own chain
/// @param endpoint asked instead of the region's; empty means the SDK's own settings
/// @param voice spoken when the agent names none; default `matthew`
/// @param endpointingSensitivity `HIGH`, `MEDIUM`, `LOW`, when the agent names none; empty means
///   the model's own
/// @param sampling how freely the model chooses its words
/// @param wire how sound and events travel
/// @param patience how long is waited for what
/// @param lifetime how a conversation outlives its connection
/// @param trust what is trusted besides the JDK's authorities; for simulators
public record NovaSettings(
    String modelId,
    Optional<String> region,
    Optional<URI> endpoint,
    String voice,
    Optional<String> endpointingSensitivity,
    Sampling sampling,
    Wire wire,
    Patience patience,
    Lifetime lifetime,
    Trust trust) {
  /// Nova 2 Sonic. Its predecessor `amazon.nova-sonic-v1:0` reached its end of life on 2026-09-14.
  public static final String DEFAULT_MODEL_ID = "amazon.nova-2-sonic-v1:0";

  static final String DEFAULT_VOICE = "matthew";

  public NovaSettings {
    modelId = isAbsent(modelId) ? DEFAULT_MODEL_ID : modelId;
    region = region == null ? Optional.empty() : region.filter(name -> !name.isBlank());
    endpoint = endpoint == null ? Optional.empty() : endpoint;
    voice = isAbsent(voice) ? DEFAULT_VOICE : voice;
    endpointingSensitivity =
        endpointingSensitivity == null
            ? Optional.empty()
            : endpointingSensitivity.filter(level -> !level.isBlank());
    sampling = sampling == null ? Sampling.defaults() : sampling;
    wire = wire == null ? Wire.defaults() : wire;
    patience = patience == null ? Patience.defaults() : patience;
    lifetime = lifetime == null ? Lifetime.defaults() : lifetime;
    trust = trust == null ? Trust.defaults() : trust;
    endpointingSensitivity.ifPresent(
        level ->
            require(
                level.matches("HIGH|MEDIUM|LOW"),
                "endpointing-sensitivity must be HIGH, MEDIUM or LOW, not " + level));
  }

  /// Everything as it is when nothing is configured.
  public static NovaSettings defaults() {
    return new NovaSettings(
        DEFAULT_MODEL_ID,
        Optional.empty(),
        Optional.empty(),
        DEFAULT_VOICE,
        Optional.empty(),
        Sampling.defaults(),
        Wire.defaults(),
        Patience.defaults(),
        Lifetime.defaults(),
        Trust.defaults());
  }

  /// The same, asking this endpoint.
  public NovaSettings withEndpoint(URI asked) {
    return new NovaSettings(
        modelId,
        region,
        Optional.of(asked),
        voice,
        endpointingSensitivity,
        sampling,
        wire,
        patience,
        lifetime,
        trust);
  }

  /// The same, asking for this model.
  public NovaSettings withModelId(String asked) {
    return new NovaSettings(
        asked,
        region,
        endpoint,
        voice,
        endpointingSensitivity,
        sampling,
        wire,
        patience,
        lifetime,
        trust);
  }

  /// The same with another [Wire].
  public NovaSettings withWire(Wire other) {
    return new NovaSettings(
        modelId,
        region,
        endpoint,
        voice,
        endpointingSensitivity,
        sampling,
        other,
        patience,
        lifetime,
        trust);
  }

  /// The same with another [Patience].
  public NovaSettings withPatience(Patience other) {
    return new NovaSettings(
        modelId,
        region,
        endpoint,
        voice,
        endpointingSensitivity,
        sampling,
        wire,
        other,
        lifetime,
        trust);
  }

  /// The same with another [Lifetime].
  public NovaSettings withLifetime(Lifetime other) {
    return new NovaSettings(
        modelId,
        region,
        endpoint,
        voice,
        endpointingSensitivity,
        sampling,
        wire,
        patience,
        other,
        trust);
  }

  /// The same with another [Trust].
  public NovaSettings withTrust(Trust other) {
    return new NovaSettings(
        modelId,
        region,
        endpoint,
        voice,
        endpointingSensitivity,
        sampling,
        wire,
        patience,
        lifetime,
        other);
  }

  /// How freely the model chooses its words.
  ///
  /// @param maxTokens the longest answer, tokens
  /// @param topP 0 to 1
  /// @param temperature 0 to 1
  public record Sampling(int maxTokens, double topP, double temperature) {
    public Sampling {
      maxTokens = maxTokens == 0 ? 1024 : maxTokens;
      topP = topP == 0 ? 0.9 : topP;
      require(maxTokens > 0, "sampling.max-tokens must be positive");
      require(topP > 0 && topP <= 1, "sampling.top-p must be above 0 and at most 1");
      require(temperature >= 0 && temperature <= 1, "sampling.temperature must be 0 to 1");
    }

    static Sampling defaults() {
      return new Sampling(1024, 0.9, 0.7);
    }
  }

  /// How sound and events travel.
  ///
  /// @param audioEvent how much sound travels in one event, 20 to 60 ms: the longer the cheaper,
  ///   the later; default 40 ms
  /// @param maxQueuedAudio how much sound may wait for the network before the oldest is dropped
  /// @param maxSessions how many streams may be open at once in this process
  /// @param eventLoopThreads threads of the SDK's event loop; default half the processors
  /// @param gateAudioWhileToolPending holds the caller's sound back while an answer to a tool use
  ///   is owed; for models that refuse sound then
  public record Wire(
      Duration audioEvent,
      Duration maxQueuedAudio,
      int maxSessions,
      int eventLoopThreads,
      boolean gateAudioWhileToolPending) {
    public Wire {
      audioEvent = orElse(audioEvent, Duration.ofMillis(40));
      maxQueuedAudio = orElse(maxQueuedAudio, Duration.ofSeconds(3));
      maxSessions = maxSessions == 0 ? 1000 : maxSessions;
      eventLoopThreads =
          eventLoopThreads == 0
              ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
              : eventLoopThreads;
      require(
          audioEvent.toMillis() >= 20 && audioEvent.toMillis() <= 60,
          "wire.audio-event must be 20 to 60 ms, not " + audioEvent.toMillis());
      require(
          maxQueuedAudio.compareTo(audioEvent) > 0,
          "wire.max-queued-audio must be more than one audio event");
      require(maxSessions > 0, "wire.max-sessions must be positive");
      require(eventLoopThreads > 0, "wire.event-loop-threads must be positive");
    }

    static Wire defaults() {
      return new Wire(Duration.ZERO, Duration.ZERO, 0, 0, false);
    }
  }

  /// How long is waited for what.
  ///
  /// @param open from opening until the service accepts the stream
  /// @param answer from what must be answered (a greeting, a text, a tool's result, a begun answer)
  ///   until the next event
  /// @param tool from a tool use until its result, which is then an error
  /// @param close from our last event until the service ends the stream
  /// @param silenceAfter without sound from the caller's side until we feed silence; the service
  ///   gives up after 55 s
  public record Patience(
      Duration open, Duration answer, Duration tool, Duration close, Duration silenceAfter) {
    public Patience {
      open = orElse(open, Duration.ofSeconds(15));
      answer = orElse(answer, Duration.ofSeconds(20));
      tool = orElse(tool, Duration.ofSeconds(30));
      close = orElse(close, Duration.ofSeconds(3));
      silenceAfter = orElse(silenceAfter, Duration.ofSeconds(10));
      require(
          silenceAfter.compareTo(Duration.ofSeconds(50)) <= 0,
          "patience.silence-after must be at most 50 s: the service gives up after 55 s");
    }

    static Patience defaults() {
      return new Patience(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
  }

  /// How a conversation outlives its connection, which the service cuts after 8 minutes.
  ///
  /// @param after the age of a connection from which the next one is prepared, at the agent's next
  ///   stretch of speech
  /// @param force the age at which the next one is prepared without waiting for speech
  /// @param deadline the age at which the conversation moves whatever it is doing
  /// @param buffer how much of the caller's latest sound is kept to be heard again by the next one
  public record Lifetime(Duration after, Duration force, Duration deadline, Duration buffer) {
    public Lifetime {
      after = orElse(after, Duration.ofSeconds(360));
      force = orElse(force, Duration.ofSeconds(440));
      deadline = orElse(deadline, Duration.ofSeconds(470));
      buffer = orElse(buffer, Duration.ofSeconds(3));
      require(
          after.compareTo(force) <= 0 && force.compareTo(deadline) <= 0,
          "lifetime.after, .force and .deadline must not fall");
    }

    static Lifetime defaults() {
      return new Lifetime(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
  }

  /// What is trusted besides the JDK's authorities.
  ///
  /// @param certificates a PEM file of certificates trusted in place of the JDK's
  /// @param everyone believes any certificate: only for a simulator on this machine
  public record Trust(Optional<Path> certificates, boolean everyone) {
    public Trust {
      certificates = certificates == null ? Optional.empty() : certificates;
    }

    static Trust defaults() {
      return new Trust(Optional.empty(), false);
    }
  }

  private static boolean isAbsent(String text) {
    return text == null || text.isBlank();
  }

  private static Duration orElse(Duration given, Duration otherwise) {
    if (given == null || given.isZero()) {
      return otherwise;
    }
    require(!given.isNegative(), "a duration of the Nova engine must not be negative: " + given);
    return given;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("oratio.engine.nova: " + otherwise);
    }
  }
}
