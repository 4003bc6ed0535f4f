package io.oratio.media.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whose packets count, and where ours go (symmetric RTP, RFC 4961, with a lock).
///
/// ```
///            3 good packets of one SSRC from the signalled address, or the window passes
///   LEARNING ------------------------------------------------------------------> LOCKED
///      |       3 good packets of one SSRC from elsewhere, where the rule allows     ^
///      +----------------------------------------------------------------------------+
///      ^                                                                            |
///      +------------------------------ renegotiated --------------------------------+
/// ```
///
/// It begins at the address that the peer signalled. Within a short window it may move once, to a
/// source of the same IP address (a NAT changed the port) or to any source where the trunk allows
/// that, after three packets in sequence of one SSRC and a payload type that was agreed. Then it is
/// locked until the next renegotiation. What comes from elsewhere is refused unread.
///
/// A new SSRC of the peer itself has to show three packets in sequence too, with none of the old
/// one in between, before it replaces the old one.
///
/// Pure state, no clock of its own; run by the call's event loop.
public final class Latching {
  /// Packets in sequence that make a source believable.
  public static final int PROBATION_PACKETS = 3;

  /// Sources on probation at one time; one more displaces the one heard longest ago.
  static final int CANDIDATES_MAX = 8;

  /// What to do with a packet.
  public enum Verdict {
    /// It is the peer's: read it.
    PEER,
    /// It is the peer's, and with it the source or the SSRC has changed: forget what was buffered,
    /// then read it.
    PEER_ANEW,
    /// It may become the peer's: leave it unread.
    PROBATION,
    /// It is not the peer's: leave it unread and count it.
    FOREIGN
  }

  private InetSocketAddress peer;
  private boolean isAnywhereAllowed;
  private final long windowNanos;
  private long windowEndNanos;
  private boolean isLocked;
  private boolean hasSsrc;
  private int ssrc;
  private int nextSequence;
  private int inSequence;
  private final Candidate[] candidates = new Candidate[CANDIDATES_MAX];
  private final Candidate newSsrc = new Candidate();

  /// Begins to learn.
  ///
  /// @param signalled the peer's address in its session description
  /// @param mediaFromAnywhere whether another IP address than the signalled one may take over
  /// @param window how long after the start and after each renegotiation it may move
  /// @param nowNanos the reader's clock
  public Latching(
      InetSocketAddress signalled, boolean mediaFromAnywhere, Duration window, long nowNanos) {
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = new Candidate();
    }
    this.windowNanos = window.toNanos();
    this.peer = signalled;
    this.isAnywhereAllowed = mediaFromAnywhere;
    learnAgain(nowNanos);
  }

  /// The peer has signalled anew: the address in the description counts, and may be moved from
  /// again. A description that says the same again keeps what was learnt, yet opens the window.
  ///
  /// @param isSameAddress whether the description names the address that it named before
  public void renegotiated(
      InetSocketAddress signalled,
      boolean isSameAddress,
      boolean mediaFromAnywhere,
      long nowNanos) {
    if (!isSameAddress) {
      peer = signalled;
    }
    isAnywhereAllowed = mediaFromAnywhere;
    learnAgain(nowNanos);
  }

  /// Where our packets go.
  public InetSocketAddress destination() {
    return peer;
  }

  /// Whether the source is settled until the next renegotiation.
  public boolean isLocked() {
    return isLocked;
  }

  /// Judges one well-formed RTP packet before its payload is read.
  ///
  /// @param isAgreedPayload whether its payload type is one of those that were agreed
  public Verdict judge(
      InetSocketAddress from,
      int packetSsrc,
      int sequence,
      boolean isAgreedPayload,
      long nowNanos) {
    if (!isLocked && nowNanos - windowEndNanos >= 0) {
      isLocked = true;
    }
    if (from.equals(peer)) {
      return judgePeer(packetSsrc, sequence, isAgreedPayload);
    }
    if (isLocked || !mayMoveTo(from) || !isAgreedPayload) {
      return Verdict.FOREIGN;
    }
    Candidate candidate = candidateAt(from, nowNanos);
    if (!candidate.passes(packetSsrc, sequence)) {
      return Verdict.PROBATION;
    }
    peer = from;
    isLocked = true;
    follow(packetSsrc, sequence);
    return Verdict.PEER_ANEW;
  }

  private Verdict judgePeer(int packetSsrc, int sequence, boolean isAgreedPayload) {
    if (!hasSsrc) {
      if (isAgreedPayload) {
        follow(packetSsrc, sequence);
        inSequence = 1;
      }
      return Verdict.PEER;
    }
    if (packetSsrc == ssrc) {
      newSsrc.forget();
      if (isAgreedPayload && !isLocked) {
        inSequence = sequence == nextSequence ? inSequence + 1 : 1;
        isLocked = inSequence >= PROBATION_PACKETS;
      }
      nextSequence = following(sequence);
      return Verdict.PEER;
    }
    if (!isAgreedPayload || !newSsrc.passes(packetSsrc, sequence)) {
      return isAgreedPayload ? Verdict.PROBATION : Verdict.FOREIGN;
    }
    follow(packetSsrc, sequence);
    return Verdict.PEER_ANEW;
  }

  private boolean mayMoveTo(InetSocketAddress from) {
    return isAnywhereAllowed || from.getAddress().equals(peer.getAddress());
  }

  private void follow(int packetSsrc, int sequence) {
    hasSsrc = true;
    ssrc = packetSsrc;
    nextSequence = following(sequence);
  }

  private void learnAgain(long nowNanos) {
    windowEndNanos = nowNanos + windowNanos;
    isLocked = false;
    inSequence = 0;
    newSsrc.forget();
    for (Candidate candidate : candidates) {
      candidate.forget();
    }
  }

  private Candidate candidateAt(InetSocketAddress from, long nowNanos) {
    Candidate oldest = candidates[0];
    for (Candidate candidate : candidates) {
      if (from.equals(candidate.source)) {
        candidate.heardNanos = nowNanos;
        return candidate;
      }
      if (candidate.isOlderThan(oldest)) {
        oldest = candidate;
      }
    }
    oldest.forget();
    oldest.source = from;
    oldest.heardNanos = nowNanos;
    return oldest;
  }

  /// Sequence numbers have 16 bits (RFC 3550 §5.1).
  private static int following(int sequence) {
    return (sequence + 1) & 0xffff;
  }

  /// A source that has to show some packets in sequence first.
  private static final class Candidate {
    @Nullable InetSocketAddress source;
    long heardNanos;
    private int ssrc;
    private int nextSequence;
    private int inSequence;

    boolean isOlderThan(Candidate other) {
      if (source == null) {
        return true;
      }
      return other.source != null && heardNanos - other.heardNanos < 0;
    }

    /// Whether this packet completes the probation.
    boolean passes(int packetSsrc, int sequence) {
      boolean follows = packetSsrc == ssrc && sequence == nextSequence;
      inSequence = follows ? inSequence + 1 : 1;
      ssrc = packetSsrc;
      nextSequence = following(sequence);
      return inSequence >= PROBATION_PACKETS;
    }

    void forget() {
      source = null;
      inSequence = 0;
    }
  }
}
