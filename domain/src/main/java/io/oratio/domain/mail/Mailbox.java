package io.oratio.domain.mail;

import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// The table of letters.
public interface Mailbox {
  /// Writes a letter; the same id again changes nothing.
  void add(Letter letter);

  /// The tenant's letters, newest first.
  ///
  /// @param limit 1 to 1000
  List<Letter> recent(TenantId tenantId, int limit);
}
