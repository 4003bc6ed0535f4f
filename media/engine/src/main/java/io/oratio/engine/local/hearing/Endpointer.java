package io.oratio.engine.local.hearing;

import io.oratio.media.pcm.Pcm;
import java.util.Arrays;

/// Finds the caller's turns in a stream of sound: where one begins, where it pauses, where it is
/// over. It goes by energy above a floor that follows the line's noise, and it knows when the agent
/// speaks, because then an echo must not pass for the caller.
///
/// Not thread-safe: one per session, on its lane.
public final class Endpointer {
  /// Hears what the endpointer finds, within [#frame].
  public interface Listener {
    /// The caller has begun to speak.
    void began();

    /// A pause that may be the end of the turn: recognition can begin.
    ///
    /// @param turn the turn so far
    void paused(short[] turn);

    /// The caller goes on: the pause was none.
    void resumed();

    /// The turn is over.
    ///
    /// @param turn all of it; the same as at the last pause, if no word followed
    void ended(short[] turn);

    /// What began was no speech: a steady tone or noise, or too short.
    void dismissed();
  }

  private static final int BLOCK_MS = 20;
  private static final int PRE_ROLL_BLOCKS = 15;
  private static final int SPECULATIVE_PAUSE_BLOCKS = 11;
  private static final int LONGEST_BLOCKS = 20_000 / BLOCK_MS;
  private static final int TAIL_BLOCKS = 12;
  // 100 ms of voice within 140 ms begin a turn; 160 within 200 while the agent speaks.
  private static final int ONSET_VOICED = 5;
  private static final int ONSET_WINDOW = 7;
  private static final int BARGE_IN_VOICED = 8;
  private static final int BARGE_IN_WINDOW = 10;
  private static final int SHORTEST_VOICED = 5;
  private static final double OVER_FLOOR_DB = 9;
  private static final double OVER_FLOOR_BARGE_IN_DB = 12;
  private static final double QUIETEST_SPEECH_DBOV = -52;
  // The echo of speech at -20 dBov comes back 25 to 30 dB lower where nobody cancels it.
  private static final double QUIETEST_BARGE_IN_DBOV = -42;
  // The level of speech moves by more than 10 dB from sound to sound; of noise and tones by hardly
  // 2.
  private static final double STEADY_DB = 4;

  private final Listener listener;
  private final int blockSamples;
  private final int endPauseBlocks;
  private final NoiseFloor floor = new NoiseFloor();
  private final short[] block;
  private final short[] preRoll;
  private final double[] levels = new double[LONGEST_BLOCKS + 1];
  private int blockFill;
  private int preRollBlocks;
  private long voicedHistory;
  private short[] turn = new short[0];
  private int turnSamples;
  private int voicedBlocks;
  private int pauseBlocks;
  private int heardUntil;
  private boolean isTurn;
  private boolean isPaused;
  private boolean isAgentSpeaking;

  /// @param endPauseMs how long a pause ends a turn, 300 to 2000
  public Endpointer(int rateHz, int endPauseMs, Listener listener) {
    this.listener = listener;
    this.blockSamples = rateHz * BLOCK_MS / 1000;
    this.endPauseBlocks = Math.clamp(endPauseMs, 300, 2000) / BLOCK_MS;
    this.block = new short[blockSamples];
    this.preRoll = new short[blockSamples * PRE_ROLL_BLOCKS];
  }

  /// Whether the agent can be heard right now.
  public void agentSpeaks(boolean speaks) {
    isAgentSpeaking = speaks;
  }

  /// Whether a turn is under way.
  public boolean isTurn() {
    return isTurn;
  }

  /// Takes the caller's sound in pieces of any length, silence included.
  public void frame(short[] samples, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int n = Math.min(blockSamples - blockFill, end - at);
      System.arraycopy(samples, at, block, blockFill, n);
      blockFill += n;
      at += n;
      if (blockFill == blockSamples) {
        blockFill = 0;
        block();
      }
    }
  }

  private void block() {
    double level = Pcm.levelDbov(block, 0, blockSamples);
    double threshold =
        isAgentSpeaking && !isTurn
            ? Math.max(floor.dbov() + OVER_FLOOR_BARGE_IN_DB, QUIETEST_BARGE_IN_DBOV)
            : Math.max(floor.dbov() + OVER_FLOOR_DB, QUIETEST_SPEECH_DBOV);
    floor.level(level);
    boolean isVoiced = level > threshold;
    voicedHistory = voicedHistory << 1 | (isVoiced ? 1 : 0);
    if (isTurn) {
      inTurn(isVoiced, level);
    } else {
      beforeTurn();
    }
  }

  private void beforeTurn() {
    if (preRollBlocks == PRE_ROLL_BLOCKS) {
      System.arraycopy(preRoll, blockSamples, preRoll, 0, preRoll.length - blockSamples);
      preRollBlocks--;
    }
    System.arraycopy(block, 0, preRoll, preRollBlocks++ * blockSamples, blockSamples);
    int window = isAgentSpeaking ? BARGE_IN_WINDOW : ONSET_WINDOW;
    int needed = isAgentSpeaking ? BARGE_IN_VOICED : ONSET_VOICED;
    if (Long.bitCount(voicedHistory & (1L << window) - 1) >= needed) {
      begin();
    }
  }

  private void begin() {
    isTurn = true;
    isPaused = false;
    turnSamples = 0;
    voicedBlocks = 0;
    pauseBlocks = 0;
    append(preRoll, preRollBlocks * blockSamples);
    heardUntil = turnSamples;
    preRollBlocks = 0;
    listener.began();
  }

  private void inTurn(boolean isVoiced, double level) {
    append(block, blockSamples);
    if (isVoiced) {
      levels[voicedBlocks++] = level;
      pauseBlocks = 0;
      heardUntil = turnSamples;
      if (isPaused) {
        isPaused = false;
        listener.resumed();
      }
    } else {
      pauseBlocks++;
    }
    boolean isTooLong =
        voicedBlocks >= LONGEST_BLOCKS || turnSamples >= blockSamples * LONGEST_BLOCKS;
    if (pauseBlocks >= endPauseBlocks || isTooLong) {
      end();
    } else if (!isPaused && pauseBlocks >= SPECULATIVE_PAUSE_BLOCKS && isSpeech()) {
      isPaused = true;
      listener.paused(spoken());
    }
  }

  private void end() {
    isTurn = false;
    voicedHistory = 0;
    if (isSpeech()) {
      listener.ended(spoken());
    } else {
      listener.dismissed();
    }
    turn = new short[0];
  }

  private short[] spoken() {
    return Arrays.copyOf(turn, Math.min(turnSamples, heardUntil + TAIL_BLOCKS * blockSamples));
  }

  private boolean isSpeech() {
    if (voicedBlocks < SHORTEST_VOICED) {
      return false;
    }
    double[] sorted = Arrays.copyOf(levels, voicedBlocks);
    Arrays.sort(sorted);
    return sorted[voicedBlocks * 9 / 10] - sorted[voicedBlocks / 10] > STEADY_DB;
  }

  private void append(short[] samples, int count) {
    if (turn.length < turnSamples + count) {
      turn = Arrays.copyOf(turn, Math.max(2 * turn.length, turnSamples + count));
    }
    System.arraycopy(samples, 0, turn, turnSamples, count);
    turnSamples += count;
  }
}
