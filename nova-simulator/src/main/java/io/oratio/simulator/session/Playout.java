package io.oratio.simulator.session;

import io.oratio.simulator.protocol.OutputEvents;
import io.oratio.simulator.report.SessionLedger;
import io.oratio.simulator.script.Pace;
import io.oratio.simulator.session.Utterance.Sentence;
import java.util.List;
import java.util.function.Supplier;

/// Says one utterance. For each sentence a SPECULATIVE text, then its audio, faster than real time;
/// the FINAL texts follow as the audio would have been played by now at its own speed. When the
/// caller speaks over it, only what was played until then becomes FINAL.
final class Playout {
  private static final int MOST_CHUNKS_AT_ONCE = 64;

  private final Utterance utterance;
  private final OutputEvents out;
  private final Line line;
  private final SessionLedger ledger;
  private final Pace pace;
  private final int rateHz;
  private final Supplier<String> ids;
  private final long beganNanos;
  private final int chunkSamples;
  private int sentence;
  private int sentOfSentence;
  private long sentSamples;
  private long finishedSamples;
  private int finalSentence;
  private String audioContentId = "";
  private boolean isDone;

  Playout(
      Utterance utterance,
      OutputEvents out,
      Line line,
      SessionLedger ledger,
      Pace pace,
      int rateHz,
      Supplier<String> ids,
      long nowNanos) {
    this.utterance = utterance;
    this.out = out;
    this.line = line;
    this.ledger = ledger;
    this.pace = pace;
    this.rateHz = rateHz;
    this.ids = ids;
    this.beganNanos = nowNanos;
    this.chunkSamples = (int) Math.max(1, rateHz * pace.chunk().toMillis() / 1000);
    ledger.responded(nowNanos - utterance.causedNanos());
  }

  /// Whether all was sent, played and confirmed.
  boolean isDone() {
    return isDone;
  }

  /// Sends what is due by now.
  void tick(long nowNanos) {
    double elapsedSamples = (nowNanos - beganNanos) / 1e9 * rateHz;
    long due = (long) (elapsedSamples * pace.factor()) + chunkSamples;
    List<Sentence> sentences = utterance.sentences();
    for (int chunks = 0;
        chunks < MOST_CHUNKS_AT_ONCE
            && sentence < sentences.size()
            && sentSamples < due
            && line.isWritable();
        chunks++) {
      chunk(sentences.get(sentence), sentence == sentences.size() - 1, nowNanos);
    }
    if (audioContentId.isEmpty()) {
      finals(played(elapsedSamples));
    }
  }

  /// Stops, and tells the client so.
  ///
  /// @param twice whether the interruption is announced a second time
  void interrupt(long nowNanos, boolean twice) {
    long played = played((nowNanos - beganNanos) / 1e9 * rateHz);
    finals(played);
    if (isDone) {
      return;
    }
    Sentence cut = utterance.sentences().get(finalSentence);
    String said = said(cut, played - finishedSamples);
    announceInterruption(said);
    if (!audioContentId.isEmpty()) {
      line.event("contentEnd", out.contentEnd(audioContentId, "AUDIO", "INTERRUPTED"));
      audioContentId = "";
    }
    if (twice) {
      announceInterruption("");
    }
    isDone = true;
  }

  /// Stops without a word, because the prompt was closed.
  void close() {
    if (!audioContentId.isEmpty()) {
      line.event("contentEnd", out.contentEnd(audioContentId, "AUDIO", "END_TURN"));
      audioContentId = "";
    }
    isDone = true;
  }

  private void chunk(Sentence now, boolean isLast, long nowNanos) {
    if (audioContentId.isEmpty()) {
      text("SPECULATIVE", now.text(), "PARTIAL_TURN");
      audioContentId = ids.get();
      line.event("contentStart", out.audioStart(audioContentId, rateHz));
    }
    int samples = Math.min(chunkSamples, now.samples() - sentOfSentence);
    if (samples > 0) {
      line.event("audioOutput", out.audio(audioContentId, utterance.voice().next(samples)));
      ledger.audioOut(samples, nowNanos);
      sentOfSentence += samples;
      sentSamples += samples;
    }
    if (sentOfSentence >= now.samples()) {
      String reason = isLast ? "END_TURN" : "PARTIAL_TURN";
      line.event("contentEnd", out.contentEnd(audioContentId, "AUDIO", reason));
      audioContentId = "";
      sentOfSentence = 0;
      sentence++;
    }
  }

  private long played(double elapsedSamples) {
    return Math.min(sentSamples, (long) elapsedSamples);
  }

  /// Confirms the sentences that have been played to their end.
  private void finals(long played) {
    List<Sentence> sentences = utterance.sentences();
    while (finalSentence < sentence
        && played >= finishedSamples + sentences.get(finalSentence).samples()) {
      boolean isLast = finalSentence == sentences.size() - 1;
      text("FINAL", sentences.get(finalSentence).text(), isLast ? "END_TURN" : "PARTIAL_TURN");
      finishedSamples += sentences.get(finalSentence).samples();
      finalSentence++;
      isDone = isLast;
    }
  }

  private void announceInterruption(String said) {
    String contentId = ids.get();
    line.event("contentStart", out.textStart(contentId, "ASSISTANT", "FINAL"));
    if (!said.isEmpty()) {
      line.event("textOutput", out.text(contentId, "ASSISTANT", said));
    }
    // With these blanks, as the service writes it.
    line.event("textOutput", out.text(contentId, "ASSISTANT", "{ \"interrupted\" : true }"));
    line.event("contentEnd", out.contentEnd(contentId, "TEXT", "INTERRUPTED"));
  }

  private void text(String stage, String text, String stopReason) {
    String contentId = ids.get();
    line.event("contentStart", out.textStart(contentId, "ASSISTANT", stage));
    line.event("textOutput", out.text(contentId, "ASSISTANT", text));
    line.event("contentEnd", out.contentEnd(contentId, "TEXT", stopReason));
  }

  /// The words of a sentence that fit into what was played of it.
  private static String said(Sentence sentence, long played) {
    if (sentence.samples() == 0) {
      return sentence.text();
    }
    int characters = (int) (sentence.text().length() * played / sentence.samples());
    String part = sentence.text().substring(0, Math.min(characters, sentence.text().length()));
    int lastBlank = part.lastIndexOf(' ');
    return lastBlank < 0 ? "" : part.substring(0, lastBlank);
  }
}
