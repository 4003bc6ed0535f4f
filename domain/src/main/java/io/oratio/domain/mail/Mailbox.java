package io.oratio.domain.mail;

import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// The table of letters.
public interface Mailbox {
  /// Writes a letter; the same id again changes nothing.
  void add(Letter letter);

  /// The tenant's letters, newest first. It may lag a moment behind what was written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Letter> recent(TenantId tenantId, int limit);
}
