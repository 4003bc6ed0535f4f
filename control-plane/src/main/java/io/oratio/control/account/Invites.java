package io.oratio.control.account;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Secrets;
import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Invitation;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Asking people to join a tenant, and their joining.
final class Invites {
  private static final Duration ACCEPT_WITHIN = Duration.ofDays(7);
  private static final Duration SHOWN_AFTER_ITS_END = Duration.ofDays(30);

  private final Invitations invitations;
  private final Members members;
  private final Users users;
  private final Tenants tenants;
  private final Accounts accounts;
  private final PasswordSignIn signIn;
  private final Passwords passwords;
  private final Letters letters;
  private final int membersAtMost;
  private final Tools tools;

  /// What comes from outside.
  record Tools(Ids ids, Secrets secrets, InstantSource clock, Executor later) {}

  /// The stores that are asked.
  record Stores(Invitations invitations, Members members, Users users, Tenants tenants) {}

  Invites(
      Stores stores,
      Accounts accounts,
      PasswordSignIn signIn,
      Passwords passwords,
      Letters letters,
      int membersAtMost,
      Tools tools) {
    this.invitations = stores.invitations();
    this.members = stores.members();
    this.users = stores.users();
    this.tenants = stores.tenants();
    this.accounts = accounts;
    this.signIn = signIn;
    this.passwords = passwords;
    this.letters = letters;
    this.membersAtMost = membersAtMost;
    this.tools = tools;
  }

  /// Those that are open or were lately, the newest first.
  List<Invitation> list(TenantId tenantId) {
    Instant now = tools.clock().instant();
    return invitations.list(tenantId).stream()
        .filter(it -> now.isBefore(it.expiresAt().plus(SHOWN_AFTER_ITS_END)))
        .sorted(
            Comparator.comparing(Invitation::createdAt)
                .thenComparing(Invitation::invitationId)
                .reversed())
        .toList();
  }

  /// Invites somebody; an invitation that they have already is taken back.
  ///
  /// @throws Refusal 403 if somebody else invites an owner, 409 for a member, 429 at the limit
  Invitation invite(Caller.Person by, EmailAddress email, Role role) {
    TenantId tenantId = by.tenantId();
    People.requireOwner(by, role, role);
    if (users.byEmail(email).flatMap(it -> members.find(tenantId, it.userId())).isPresent()) {
      throw isMember();
    }
    Instant now = tools.clock().instant();
    List<Invitation> open =
        invitations.list(tenantId).stream().filter(it -> it.isOpen(now)).toList();
    open.stream()
        .filter(it -> it.email().equals(email))
        .forEach(it -> invitations.remove(tenantId, it.invitationId()));
    if (members.ofTenant(tenantId).size() + open.size() >= membersAtMost) {
      throw Refusal.of(
              ErrorCode.QUOTA_EXCEEDED,
              "At most " + membersAtMost + " people and invitations: take somebody out first.")
          .retryAfter(Duration.ofHours(1));
    }
    String word = tools.secrets().longWord();
    Invitation invitation =
        new Invitation(
            tenantId,
            tools.ids().next("inv_"),
            email,
            role,
            Secrets.hash(word),
            by.userId(),
            now,
            now.plus(ACCEPT_WITHIN),
            Optional.empty());
    invitations.add(invitation);
    String tenantName = tenants.find(tenantId).map(Tenant::name).orElse("a tenant");
    tools.later().execute(() -> letters.invite(email, tenantName, word));
    return invitation;
  }

  /// @throws Refusal 404
  void takeBack(TenantId tenantId, String invitationId) {
    if (invitations.list(tenantId).stream()
        .noneMatch(it -> it.invitationId().equals(invitationId))) {
      throw Refusal.of(ErrorCode.INVITATION_NOT_FOUND, "There is no such invitation.");
    }
    invitations.remove(tenantId, invitationId);
  }

  /// Joins. Somebody who is known gives their password; a new one chooses it, and so does one whose
  /// account nobody has opened yet: the invitation's letter proves the address.
  ///
  /// @param address where it comes from
  /// @throws Refusal 401 for a wrong password, 409 for a member, 422 for a bad token or password
  Member accept(String token, String password, String name, String address) {
    Instant now = tools.clock().instant();
    Invitation invitation =
        invitations
            .byTokenHash(Secrets.hash(token))
            .filter(it -> it.isOpen(now))
            .orElseThrow(Accounts::badToken);
    TenantId tenantId = invitation.tenantId();
    Optional<User> known = users.byEmail(invitation.email());
    if (known.flatMap(it -> members.find(tenantId, it.userId())).isPresent()) {
      throw isMember();
    }
    boolean hasOwnPassword =
        known.filter(it -> it.emailVerified() && it.passwordHash().isPresent()).isPresent();
    Optional<Secret> chosen = Optional.empty();
    if (hasOwnPassword) {
      signIn.prove(invitation.email(), password, address);
    } else {
      PasswordRules.check(password, invitation.email());
      chosen = Optional.of(passwords.hash(password));
    }
    invitations.accept(tenantId, invitation.invitationId(), now).orElseThrow(Accounts::badToken);
    User user = known.orElseGet(() -> added(invitation.email(), name));
    chosen.ifPresent(it -> users.changePassword(user.userId(), it));
    users.verifyEmail(user.userId());
    return accounts.join(user, tenantId, invitation.role());
  }

  private User added(EmailAddress email, String name) {
    return accounts
        .add(email, name, Optional.empty(), true, Optional.empty())
        .or(() -> users.byEmail(email))
        .orElseThrow(Accounts::badToken);
  }

  private static Refusal isMember() {
    return Refusal.of(ErrorCode.MEMBER_EXISTS, "This person is a member already.");
  }
}
