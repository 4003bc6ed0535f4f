package io.oratio.gateway.trunk;

import io.oratio.domain.trunk.Trunk;
import java.util.List;

/// Who stands behind a source.
public sealed interface SourceVerdict {
  /// The address alone says which trunk it is.
  record Known(Trunk trunk) implements SourceVerdict {}

  /// It is one of these trunks, each of another tenant, and what is dialled tells which: the first
  /// that answers it.
  record Shared(List<Trunk> trunks) implements SourceVerdict {
    public Shared {
      trunks = List.copyOf(trunks);
    }
  }

  /// It may be one of these trunks; digest decides. Empty when the source may be challenged but the
  /// user it names is nobody's: it is answered as one with a wrong password is.
  record Challenge(List<Trunk> candidates) implements SourceVerdict {
    public Challenge {
      candidates = List.copyOf(candidates);
    }
  }

  /// Trunks of two tenants list the address and none of them can prove more: it is nobody's, so
  /// that neither takes the other's calls.
  record Contested() implements SourceVerdict {}

  /// Nobody we know: no answer at all.
  record Unknown() implements SourceVerdict {}
}
