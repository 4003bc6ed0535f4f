package io.oratio.standalone;

import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.engine.local.speaking.Voice;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.media.record.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spare voice: the few sentences of [SpareVoice#sentences()], made once by the offline voice
/// and kept as files, so that a process with another engine need not keep that voice in memory.
final class SpareSentences implements SpareVoice {
  private static final Logger log = LoggerFactory.getLogger(SpareSentences.class);
  private static final int[] RATES_HZ = {8000, 16_000, 24_000};

  private final Path folder;
  private final Map<String, short[]> made = new ConcurrentHashMap<>();

  SpareSentences(Path folder) {
    this.folder = folder;
  }

  /// Reads what is there and makes what is not, on a thread of its own: no call waits for it.
  SpareSentences preparing() {
    Thread.ofVirtual().name("spare-voice").start(this::prepare);
    return this;
  }

  @Override
  public Optional<short[]> say(String sentence, int rateHz) {
    return Optional.ofNullable(made.get(key(sentence, rateHz)));
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
      Optional<Voice> voice = Optional.empty();
      for (String sentence : SpareVoice.sentences()) {
        for (int rateHz : RATES_HZ) {
          Path file = folder.resolve(key(sentence, rateHz) + ".wav");
          if (!Files.exists(file)) {
            voice = voice.or(() -> Optional.of(new MaryVoice()));
            WavFile.mono(rateHz, voice.orElseThrow().say(sentence, rateHz)).write(file);
          }
          made.put(key(sentence, rateHz), WavFile.read(file).channel(0));
        }
      }
    } catch (IOException
        | RuntimeException e) { // the root of a thread: calls then end without these sentences
      log.warn("the spare voice has no sentences: a failing engine ends calls without a word", e);
    }
  }

  private static String key(String sentence, int rateHz) {
    return Integer.toHexString(sentence.hashCode()) + "-" + rateHz;
  }
}
