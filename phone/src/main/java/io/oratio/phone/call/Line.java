package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.media.path.Quality;
import io.oratio.phone.sdp.AudioTerms;
import io.oratio.phone.sound.Heard;
import io.oratio.phone.sound.Sound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// A call's media as its signalling sees it. Any thread.
interface Line {
  /// Where packets are to be sent to us; the address may be the wildcard.
  InetSocketAddress localRtp();

  /// Takes another port, which [#localRtp()] names from now on; sound moves there with the next
  /// [#carry].
  ///
  /// @throws IOException if no port is free
  void move() throws IOException;

  /// Lets sound flow as agreed; called again when that changes.
  void carry(AudioTerms terms);

  /// The call is answered: from now on what is heard counts, and our sound begins.
  void answered(Sound sound);

  /// Says something else from now on.
  ///
  /// @return completed when it has been said, or when something else takes its place
  CompletionStage<Void> play(Sound sound);

  /// Sends keys by RFC 4733.
  void sendDigits(String digits);

  /// What was heard since the answer.
  Heard.Snapshot heard();

  /// What the line was like.
  Quality quality();

  /// How regularly packets came.
  Gaps gaps();

  /// Lets the port go and ends the recording; completed when the file is whole.
  CompletionStage<Void> close();

  /// Lends lines.
  interface Lines extends AutoCloseable {
    /// A line that carries nothing yet.
    ///
    /// @param digit told each key that comes
    /// @throws IOException if no port is free or the recording cannot be written
    Line lend(CallOptions options, Consumer<Character> digit) throws IOException;

    /// How late the lines' clock has been.
    Delays lateness();

    /// Ends all media.
    @Override
    void close();
  }

  /// Stretches in which no packet came though the other side was to send.
  ///
  /// @param count of stretches of 60 ms and more
  /// @param longestMs 0 when there was none
  /// @param expectedPackets that the agreed packet time makes in the time since the answer
  /// @param packets that have come in that time
  record Gaps(long count, long longestMs, long expectedPackets, long packets) {
    static final Gaps NONE = new Gaps(0, 0, 0, 0);
  }
}
