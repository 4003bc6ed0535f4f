package io.oratio.engine.local.speaking;

import io.oratio.media.pcm.Resampler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;

/// MaryTTS with its HMM voice `cmu-slt-hsmm`, in this process: US English, a woman's voice.
public final class MaryVoice implements Voice {
  private static final String VOICE = "cmu-slt-hsmm";
  // Mary builds a parse tree for the whole text: longer sentences are cut before they come here.
  private static final int LONGEST_CHARS = 600;

  private final LocalMaryInterface mary;

  /// Starts Mary: one to two seconds.
  ///
  /// @throws VoiceFailure when the voice is not on the class path
  public MaryVoice() {
    try {
      mary = new LocalMaryInterface();
      mary.setLocale(Locale.US);
      mary.setVoice(VOICE);
    } catch (MaryConfigurationException e) {
      throw new VoiceFailure("MaryTTS does not start", e);
    }
  }

  @Override
  public String name() {
    return "MaryTTS " + VOICE;
  }

  @Override
  public short[] say(String sentence, int rateHz) {
    String text = Sentences.speakable(sentence);
    if (text.isEmpty()) {
      return new short[0];
    }
    try (AudioInputStream sound =
        mary.generateAudio(text.substring(0, Math.min(LONGEST_CHARS, text.length())))) {
      short[] samples = samples(sound);
      int nativeHz = Math.round(sound.getFormat().getSampleRate());
      return Loudness.levelled(Resampler.resample(samples, nativeHz, rateHz));
    } catch (SynthesisException | IOException | RuntimeException e) {
      // Mary throws what it likes at odd input; the sentence is lost, not the call.
      throw new VoiceFailure("a sentence of " + text.length() + " characters", e);
    }
  }

  // Mary's stream hands out a block and then says it has no more: it must be asked until it says
  // -1.
  private static short[] samples(AudioInputStream sound) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(1 << 17);
    byte[] block = new byte[1 << 14];
    for (int n = sound.read(block); n > 0; n = sound.read(block)) {
      all.write(block, 0, n);
    }
    byte[] bytes = all.toByteArray();
    boolean isBigEndian = sound.getFormat().isBigEndian();
    short[] samples = new short[bytes.length / 2];
    for (int i = 0; i < samples.length; i++) {
      int high = bytes[2 * i + (isBigEndian ? 0 : 1)];
      int low = bytes[2 * i + (isBigEndian ? 1 : 0)] & 0xff;
      samples[i] = (short) (high << 8 | low);
    }
    return samples;
  }
}
