package io.oratio.domain.agent;

import io.oratio.domain.text.Shape;
import java.util.Optional;

/// How an agent sounds.
///
/// @param voice the engine's voice, for example `matthew`; empty means the engine's default for the
///   language
/// @param language a BCP 47 tag, for example `en-US`
/// @param endpointingSensitivity `HIGH`, `MEDIUM` or `LOW`: how soon a pause ends the caller's
///   turn; empty means the engine's default
/// @param engineModel the model to ask for when the engine is Nova Sonic; empty means the
///   configured one
public record VoiceConfig(
    Optional<String> voice,
    String language,
    Optional<String> endpointingSensitivity,
    Optional<String> engineModel) {
  public VoiceConfig {
    voice.ifPresent(it -> Shape.text("voice", it, 256));
    Shape.text("language", language, 64);
    engineModel.ifPresent(it -> Shape.text("engineModel", it, 256));
    endpointingSensitivity.ifPresent(
        it -> {
          if (!it.equals("HIGH") && !it.equals("MEDIUM") && !it.equals("LOW")) {
            throw new IllegalArgumentException("endpointingSensitivity is HIGH, MEDIUM or LOW");
          }
        });
  }

  /// English, everything else left to the engine.
  public static VoiceConfig english() {
    return new VoiceConfig(Optional.empty(), "en-US", Optional.empty(), Optional.empty());
  }
}
