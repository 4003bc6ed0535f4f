package io.oratio.media.path;

import io.oratio.media.pcm.FrameSink;
import io.oratio.media.vad.EnergyVad;

/// Tells when the caller begins and stops to speak, and passes the sound on.
final class Listening implements FrameSink {
  private final FrameSink next;
  private final PathListener listener;
  private final EnergyVad vad = new EnergyVad(EnergyVad.Settings.TELEPHONE);
  private boolean wasSpeaking;

  Listening(FrameSink next, PathListener listener) {
    this.next = next;
    this.listener = listener;
  }

  @Override
  public int rateHz() {
    return next.rateHz();
  }

  @Override
  public void frame(short[] samples, int count) {
    boolean isSpeaking = vad.frame(samples, count);
    // The sound first: an engine knows the frame by which it is told that somebody speaks.
    next.frame(samples, count);
    if (isSpeaking != wasSpeaking) {
      wasSpeaking = isSpeaking;
      listener.callerSpeaks(isSpeaking);
    }
  }

  @Override
  public String toString() {
    return vad + " -> " + next;
  }
}
