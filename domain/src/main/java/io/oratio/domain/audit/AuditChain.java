package io.oratio.domain.audit;

/// Proves that a tenant's entries are those that were written. What was cut off at the end leaves
/// no trace in the rest: keep the last [End] elsewhere to see that too.
public final class AuditChain {
  private AuditChain() {}

  /// Goes through entries in order, from the one after `from` on. A long chain is gone through page
  /// by page, each from the end of the one before.
  ///
  /// @return [Verdict.Intact], or the first entry at which it breaks
  public static Verdict verify(End from, Iterable<AuditEntry> entries) {
    End end = from;
    for (AuditEntry entry : entries) {
      if (entry.sequence() != end.sequence() + 1) {
        return new Verdict.Broken(end.sequence() + 1, Break.MISSING);
      }
      if (!entry.isIntact()) {
        return new Verdict.Broken(entry.sequence(), Break.CHANGED);
      }
      if (!entry.previousHash().equals(end.hash())) {
        return new Verdict.Broken(entry.sequence(), Break.OTHER_BEFORE);
      }
      end = new End(entry.sequence(), entry.hash());
    }
    return new Verdict.Intact(end);
  }

  /// Up to where a chain has been gone through.
  public record End(long sequence, String hash) {
    /// Before the first entry.
    public static final End NONE = new End(0, AuditEntry.NO_HASH);
  }

  /// What was found.
  public sealed interface Verdict {
    /// Every entry is as it was written and in its place.
    ///
    /// @param end of the last entry
    record Intact(End end) implements Verdict {}

    /// It breaks here; what comes after was not looked at.
    record Broken(long sequence, Break how) implements Verdict {}
  }

  /// How a chain breaks.
  public enum Break {
    /// There is no entry of this sequence, or it is not in its place.
    MISSING,
    /// Its hash is not that of what it says.
    CHANGED,
    /// It follows another entry than the one that is there before it.
    OTHER_BEFORE
  }
}
