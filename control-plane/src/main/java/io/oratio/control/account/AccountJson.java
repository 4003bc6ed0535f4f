package io.oratio.control.account;

import io.oratio.control.web.Answer;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Invitation;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the outside sees of accounts.
final class AccountJson {
  private static final int TENANTS_SHOWN = 100;

  private final Users users;
  private final Members members;
  private final Tenants tenants;

  AccountJson(Users users, Members members, Tenants tenants) {
    this.users = users;
    this.members = members;
    this.tenants = tenants;
  }

  /// The answer to somebody who has signed in.
  Answer signedIn(SignIns.Opened opened) {
    Json me = me(opened.member());
    return switch (opened) {
      case SignIns.Opened.Program it ->
          Answer.ok(
              Json.object()
                  .with("accessToken", it.accessToken())
                  .with("tokenType", "Bearer")
                  .with("refreshToken", it.refresh().reveal())
                  .with("expiresInSeconds", it.life().toSeconds())
                  .with("me", me)
                  .node());
      case SignIns.Opened.Browser it ->
          Answer.ok(
                  Json.object()
                      .with("csrfToken", it.cookie().csrfToken())
                      .with("expiresInSeconds", it.life().toSeconds())
                      .with("me", me)
                      .node())
              .with("Set-Cookie", it.cookie().header(it.life()));
    };
  }

  /// Who somebody is, for themselves.
  ///
  /// @throws Refusal 401 if there is no such account (any more)
  Json me(Member member) {
    User user =
        users
            .find(member.userId())
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.UNAUTHENTICATED, "This account is gone: sign in with another."));
    List<Member> all = members.ofUser(member.userId()).stream().limit(TENANTS_SHOWN).toList();
    return Json.object()
        .with("userId", user.userId())
        .with("email", user.email().reveal())
        .with("name", name(user))
        .with("emailVerified", user.emailVerified())
        .with("tenantId", member.tenantId().value())
        .with("tenantName", nameOf(member.tenantId()))
        .with("role", member.role().wireName())
        .with("tenants", Json.list(all, this::tenant));
  }

  /// A member, for the others; empty if the account is gone.
  Optional<ObjectNode> member(Member member) {
    return users
        .find(member.userId())
        .map(
            user ->
                Json.object()
                    .with("userId", user.userId())
                    .with("email", user.email().reveal())
                    .with("name", name(user))
                    .with("role", member.role().wireName())
                    .with("joinedAt", member.createdAt())
                    .node());
  }

  static ObjectNode invitation(Invitation invitation, Instant now) {
    String status =
        invitation.acceptedAt().isPresent()
            ? "accepted"
            : invitation.isOpen(now) ? "pending" : "expired";
    return Json.object()
        .with("invitationId", invitation.invitationId())
        .with("email", invitation.email().reveal())
        .with("role", invitation.role().wireName())
        .with("status", status)
        .with("invitedBy", invitation.invitedBy())
        .with("createdAt", invitation.createdAt())
        .with("expiresAt", invitation.expiresAt())
        .node();
  }

  /// A text of a body; empty if it is not there.
  static String text(JsonNode body, String name) {
    return body.path(name).stringValue("");
  }

  /// The address of a body.
  static EmailAddress email(JsonNode body) {
    return new EmailAddress(text(body, "email"));
  }

  private ObjectNode tenant(Member member) {
    return Json.object()
        .with("tenantId", member.tenantId().value())
        .with("name", nameOf(member.tenantId()))
        .with("role", member.role().wireName())
        .node();
  }

  private String nameOf(TenantId tenantId) {
    return tenants.find(tenantId).map(Tenant::name).orElse(tenantId.value());
  }

  private static Optional<String> name(User user) {
    return Optional.of(user.name()).filter(it -> !it.isEmpty()).map(AccountJson::cut);
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= 64
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 64));
  }
}
