package io.oratio.control.account;

import static io.oratio.control.account.AccountJson.email;
import static io.oratio.control.account.AccountJson.text;

import io.oratio.control.trust.Traces;
import io.oratio.control.web.Answer;
import io.oratio.control.web.Cursor;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Json;
import io.oratio.control.web.Page;
import io.oratio.control.web.Request;
import io.oratio.domain.account.Invitation;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Members and invitations over HTTP.
final class MemberEndpoints implements Endpoints {
  private final People people;
  private final Invites invites;
  private final SignIns signIns;
  private final AccountJson json;
  private final Traces traces;
  private final InstantSource clock;

  MemberEndpoints(
      People people,
      Invites invites,
      SignIns signIns,
      AccountJson json,
      Traces traces,
      InstantSource clock) {
    this.people = people;
    this.invites = invites;
    this.signIns = signIns;
    this.json = json;
    this.traces = traces;
    this.clock = clock;
  }

  @Override
  public void register(Register on) {
    on.answer("listMembers", this::list);
    on.answer("getMember", this::find);
    on.answer("patchMember", this::change);
    on.answer("deleteMember", this::remove);
    on.answer("listInvitations", this::listInvitations);
    on.answer("invite", this::invite);
    on.answer("deleteInvitation", this::takeBack);
    on.answer("acceptInvitation", this::accept);
  }

  private Answer list(Request request) {
    Function<Member, Cursor> place = it -> Cursor.after(it.createdAt(), it.userId());
    int limit = Page.limit(request);
    List<Member> found = from(request, people.list(request.tenantId()), place, limit);
    // An account that is gone meanwhile leaves a shorter page, not a wrong one.
    List<Member> page = found.subList(0, Math.min(limit, found.size()));
    Json answer =
        Json.object()
            .with(
                "data",
                Json.list(
                    page.stream().flatMap(it -> json.member(it).stream()).toList(), it -> it));
    if (found.size() > limit) {
      answer.with("nextCursor", place.apply(page.getLast()).text());
    }
    return Answer.ok(answer.node());
  }

  private Answer find(Request request) {
    return member(people.find(request.tenantId(), request.path("userId")));
  }

  private Answer change(Request request) {
    Role role = Role.fromWire(text(request.body(), "role"));
    String userId = request.path("userId");
    Member changed = people.change(request.person(), userId, role);
    traces.note(
        request, "member.changed", "user/" + userId, Map.of("role", changed.role().wireName()));
    return member(changed);
  }

  private Answer remove(Request request) {
    String userId = request.path("userId");
    List<String> keyIds = people.remove(request.person(), userId);
    traces.note(
        request, "member.removed", "user/" + userId, Map.of("keys", String.join(" ", keyIds)));
    return Answer.nothing();
  }

  private Answer listInvitations(Request request) {
    Function<Invitation, Cursor> place = it -> Cursor.after(it.createdAt(), it.invitationId());
    int limit = Page.limit(request);
    Instant now = clock.instant();
    return Page.of(
        from(request, invites.list(request.tenantId()), place, limit),
        limit,
        it -> AccountJson.invitation(it, now),
        place);
  }

  private Answer invite(Request request) {
    JsonNode body = request.body();
    Role role = Role.fromWire(text(body, "role"));
    Invitation invitation = invites.invite(request.person(), email(body), role);
    traces.note(
        request,
        "invitation.sent",
        "invitation/" + invitation.invitationId(),
        Map.of("role", role.wireName()));
    return Answer.of(201, AccountJson.invitation(invitation, clock.instant()));
  }

  private Answer takeBack(Request request) {
    String invitationId = request.path("invitationId");
    invites.takeBack(request.tenantId(), invitationId);
    traces.note(request, "invitation.taken_back", "invitation/" + invitationId, Map.of());
    return Answer.nothing();
  }

  private Answer accept(Request request) {
    JsonNode body = request.body();
    Member member =
        invites.accept(
            text(body, "token"),
            text(body, "password"),
            text(body, "name"),
            request.arrival().address());
    String actor = "user/" + member.userId();
    traces.note(
        member.tenantId(),
        request,
        actor,
        "member.joined",
        actor,
        Map.of("role", member.role().wireName()));
    return json.signedIn(signIns.open(member, AuthEndpoints.kind(body)));
  }

  private Answer member(Member member) {
    return Answer.ok(json.member(member).orElseThrow(People::noSuchMember));
  }

  /// What follows the cursor, one more than the limit; the list is sorted with the newest first.
  private static <T> List<T> from(
      Request request, List<T> all, Function<T, Cursor> place, int limit) {
    Optional<Cursor> after = request.text("cursor").map(it -> Cursor.parse(it, 2));
    Optional<Instant> time = after.map(it -> it.time(0));
    return all.stream()
        .filter(it -> time.isEmpty() || follows(place.apply(it), time.get(), after.get().key(1)))
        .limit(limit + 1L)
        .toList();
  }

  private static boolean follows(Cursor place, Instant time, String id) {
    Instant at = place.time(0);
    return at.isBefore(time) || (at.equals(time) && place.key(1).compareTo(id) < 0);
  }
}
