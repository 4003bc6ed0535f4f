package io.oratio.control.notification;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// To whom a notification goes further: owners and admins whose e-mail is verified, since anybody
/// may write any address into a form.
final class Admins {
  private static final int MOST = 50;

  private final Members members;
  private final Users users;

  Admins(Members members, Users users) {
    this.members = members;
    this.users = users;
  }

  /// A person and where letters reach them.
  record Reader(String userId, EmailAddress email) {
    @Override
    public String toString() {
      return "Reader[" + userId + "]";
    }
  }

  List<Reader> of(TenantId tenantId) {
    return members.ofTenant(tenantId).stream()
        .filter(it -> it.role().covers(Role.ADMIN))
        .map(Member::userId)
        .map(users::find)
        .flatMap(Optional::stream)
        .filter(User::emailVerified)
        .limit(MOST)
        .map(it -> new Reader(it.userId(), it.email()))
        .toList();
  }
}
