package io.oratio.media.path;

import io.netty.channel.EventLoop;

/// What faces the caller: RTP for a phone, a socket for an application. Everything happens on
/// [#loop()].
public interface Leg {
  /// The rate of the sound both ways.
  int rateHz();

  /// The one event loop that owns this leg and the path behind it.
  EventLoop loop();

  /// Called once, before the first tick: where the caller's sound and keys go.
  void attach(Caller caller);

  /// Called every 20 ms: hands exactly one frame of 20 ms to [Caller#heard], concealed or silent
  /// where nothing came.
  void tick();

  /// Sends one frame of 20 ms to the caller; called after [#tick()] in the same slot, silence
  /// included.
  void send(short[] samples, int count);

  /// How many samples of the frames given to [#send] still wait for their packet to be full.
  default int unsentSamples() {
    return 0;
  }

  /// Makes silence of what [#unsentSamples] counts.
  default void silenceUnsent() {}

  /// Whether [#send] has somewhere to send to now; while it has not, speech waits.
  default boolean takesSound() {
    return true;
  }

  /// The stages behind [#send], as they print themselves.
  default String sendingChain() {
    return toString();
  }

  /// Whether sound is expected from the caller now; not while the call is on hold.
  default boolean expectsSound() {
    return true;
  }

  /// A number that grows with every sign of life from the caller's side.
  default long arrivals() {
    return quality().packetsReceived();
  }

  /// From a packet's arrival to its sound being heard; any thread.
  default Delays heardDelay() {
    return Delays.NONE;
  }

  /// Adds what [#heardDelay] tells to a sum over many legs; by the thread that owns the sum.
  default void addHeardDelayTo(DelayHistogram sum) {}

  /// Frames made up because nothing was there to be played; any thread.
  default long framesConcealed() {
    return 0;
  }

  /// What the line was like so far; any thread.
  Quality quality();

  /// Lets the port or socket go. Nothing is heard or sent afterwards.
  void close();

  /// The side of the path that hears the caller.
  interface Caller {
    /// One frame of 20 ms at the leg's rate; the array is only lent.
    void heard(short[] samples, int count);

    /// A key was pressed, told once, when it is over or after it has lasted long enough to be
    /// certain.
    ///
    /// @param digit one of `0`-`9`, `*`, `#`, `A`-`D`
    void digit(char digit);
  }
}
