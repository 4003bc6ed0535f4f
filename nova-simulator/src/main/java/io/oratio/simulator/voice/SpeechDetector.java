package io.oratio.simulator.voice;

/// Hears speech by its energy, in frames of 20 ms. An utterance begins when 100 ms of voice have
/// come together and ends when a pause has lasted long enough; both are measured in audio received,
/// not in time on the clock. Belongs to one session.
public final class SpeechDetector {
  private static final int FRAME_MS = 20;
  private static final int VOICE_TO_BEGIN_MS = 100;

  private final int frameSamples;
  private final double levelSquared;
  private final long pauseMs;
  private final Listener listener;
  private int samplesOfFrame;
  private double squaresOfFrame;
  private long heardMs;
  private int voiceMs;
  private boolean isSpeaking;
  private long beganMs;
  private long lastVoiceMs;

  /// @param rateHz the rate of the audio
  /// @param level the root mean square from which a frame is voice, in units of a 16-bit sample
  /// @param pauseMs the pause that ends an utterance
  public SpeechDetector(int rateHz, double level, long pauseMs, Listener listener) {
    this.frameSamples = rateHz * FRAME_MS / 1000;
    this.levelSquared = level * level;
    this.pauseMs = pauseMs;
    this.listener = listener;
  }

  /// Hears 16-bit little-endian samples.
  public void hear(byte[] pcm) {
    for (int i = 0; i + 1 < pcm.length; i += 2) {
      double sample = (short) ((pcm[i] & 0xff) | (pcm[i + 1] << 8));
      squaresOfFrame += sample * sample;
      if (++samplesOfFrame == frameSamples) {
        frame(squaresOfFrame / frameSamples >= levelSquared);
        samplesOfFrame = 0;
        squaresOfFrame = 0;
      }
    }
  }

  /// Whether an utterance has begun and not ended.
  public boolean isSpeaking() {
    return isSpeaking;
  }

  private void frame(boolean isVoice) {
    heardMs += FRAME_MS;
    if (isVoice) {
      lastVoiceMs = heardMs;
    }
    if (isSpeaking) {
      if (heardMs - lastVoiceMs >= pauseMs) {
        isSpeaking = false;
        voiceMs = 0;
        listener.utteranceEnded(lastVoiceMs - beganMs, lastVoiceMs);
      }
      return;
    }
    voiceMs = isVoice ? voiceMs + FRAME_MS : Math.max(0, voiceMs - FRAME_MS);
    if (voiceMs >= VOICE_TO_BEGIN_MS) {
      isSpeaking = true;
      beganMs = heardMs - VOICE_TO_BEGIN_MS;
      listener.utteranceBegan(beganMs);
    }
  }

  /// Is told of utterances as they are heard.
  public interface Listener {
    /// @param offsetMs where it began, in audio received
    void utteranceBegan(long offsetMs);

    /// @param lengthMs from the first voice to the last
    /// @param offsetMs where the last voice was, in audio received
    void utteranceEnded(long lengthMs, long offsetMs);
  }
}
