package io.oratio.phone.sound;

/// Something to say, 16-bit mono at 8 kHz, handed out as the line asks for it. One line plays it
/// once; the line's event loop only.
@FunctionalInterface
public interface Sound {
  /// The rate of every sound of the phone, the one of G.711.
  int RATE_HZ = 8_000;

  /// Fills as much of the frame as there is; the caller has filled it with silence.
  ///
  /// @return how many samples were filled; fewer than asked means that it is over
  int next(short[] frame, int count);
}
