package io.oratio.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.AllFeatures;
import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.SampleRecord;
import io.oratio.control.rig.SampleRequest;
import io.oratio.control.rig.StoreSnapshot;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Parameter;
import io.oratio.domain.tenant.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// What must not change anything, for every operation of the contract: read from the file, and held
/// against all that the stores have before and after. A feature whose records are in a path has a
/// [SampleRecord] for them (see [AllFeatures]).
@Timeout(180)
class NothingIsWrittenTest {
  private static final List<String> NOBODYS_TO_SAY =
      List.of("tenantId", "role", "id", "userId", "createdAt", "createdBy", "status", "__proto__");

  /// That somebody has heard a recording or taken an export with them is noted there.
  private static final String AUDIT_LOG = "auditLog";

  private static ApiRig rig;
  private static Contract contract;
  private static Sampled ours;
  private static Sampled theirs;

  /// A tenant with a record of each sort. Nothing here changes one, so one of each will do.
  ///
  /// @param ids by the names that paths have for them
  private record Sampled(TenantId tenantId, Map<String, String> ids) {
    static Sampled make() {
      TenantId tenantId = rig.newTenant();
      Map<String, String> ids = new HashMap<>();
      rig.beans(SampleRecord.class).forEach(it -> ids.put(it.parameter(), it.write(tenantId)));
      return new Sampled(tenantId, ids);
    }

    SampleRequest request(Operation operation) {
      return SampleRequest.of(contract, operation, ids);
    }

    ApiClient somebody(Operation operation) {
      return operation.rules().access() instanceof Access.Restricted restricted
          ? rig.as(tenantId, restricted.roles().iterator().next())
          : rig.nobody();
    }
  }

  @BeforeAll
  static void start() {
    rig = AllFeatures.start();
    contract = Contract.standard();
    ours = Sampled.make();
    theirs = Sampled.make();
    rig.settledStores();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAnotherTenantsIdsAsIfTheyWereNotThere() {
    return each(
        it -> isRestricted(it) && idsIn(it).anyMatch(theirs.ids()::containsKey),
        operation -> {
          ApiAnswer answer = theirs.request(operation).send(ours.somebody(operation));
          if (operation.isSocket()) {
            answer.expect(400, "UPGRADE_REQUIRED");
          } else {
            answer.expect(404);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> takesNoIdOfAnotherTenantInABody() {
    return each(
        // It names an agent that is to be: another tenant's of the same id is not in its way.
        it -> isRestricted(it) && !it.operationId().equals("addAgent"),
        operation -> {
          for (String member : SampleRequest.idsInBody(contract, operation, ours.ids().keySet())) {
            String id = SampleRequest.idOf(member);
            if (id.equals("version")) {
              continue; // a number, which every agent has
            }
            ApiAnswer answer =
                ours.request(operation)
                    .naming(member, theirs.ids().get(id))
                    .send(ours.somebody(operation));
            assertThat(answer.status()).as(member + " " + answer.text()).isBetween(400, 499);
            assertThat(answer.code()).as(member).isNotEqualTo("REQUEST_INVALID");
          }
        });
  }

  /// A list that is asked for another tenant's is empty, or not there.
  @TestFactory
  Stream<DynamicTest> findsNothingForAnIdOfAnotherTenantInAQuery() {
    return each(
        it -> isRestricted(it) && isRead(it),
        operation ->
            operation.parameters().stream()
                .filter(it -> it.place() == Parameter.Place.QUERY)
                .map(Parameter::name)
                .filter(theirs.ids()::containsKey)
                .forEach(name -> assertFindsNothing(operation, name)),
        AUDIT_LOG);
  }

  private static void assertFindsNothing(Operation operation, String name) {
    String id = theirs.ids().get(name);
    ApiAnswer answer =
        ours.somebody(operation).get(operation.path().filled(ours.ids()) + "?" + name + "=" + id);
    if (answer.status() != 404) {
      answer.expect(200);
      assertThat(answer.text()).doesNotContain(id);
    }
  }

  /// What a record says of itself is not the sender's to say: a member that an operation does not
  /// list is refused.
  @TestFactory
  Stream<DynamicTest> takesNoMemberThatItDoesNotList() {
    return each(
        it -> it.rules().isBodyRequired() && SampleRequest.takesJson(it),
        operation -> {
          for (String member : NOBODYS_TO_SAY) {
            if (!SampleRequest.listsInBody(contract, operation, member)) {
              ours.request(operation)
                  .naming(member, "owner")
                  .send(ours.somebody(operation))
                  .expect(400);
            }
          }
        });
  }

  /// A link or an image on any page makes a browser ask with its cookie.
  @TestFactory
  Stream<DynamicTest> changesNothingForARead() {
    return each(
        it -> isRestricted(it) && isRead(it),
        operation ->
            assertThat(ours.request(operation).send(ours.somebody(operation)).status())
                .isLessThan(500),
        AUDIT_LOG);
  }

  /// A page of another site can make a browser send what it likes, with its cookie.
  @TestFactory
  Stream<DynamicTest> letsNoForeignPageChangeAnything() {
    return each(
        it -> isRestricted(it) && !it.isSafe(),
        operation -> {
          ApiClient browser =
              rig.byCookie(
                  new Caller.Person(
                      "usr_browser",
                      ours.tenantId(),
                      ((Access.Restricted) operation.rules().access()).roles().iterator().next(),
                      Optional.of("right")));
          SampleRequest request = ours.request(operation);
          request.send(browser).expect(403, "CSRF_TOKEN_INVALID");
          request.send(browser.with("X-CSRF-Token", "wrong")).expect(403, "CSRF_TOKEN_INVALID");
          for (String origin : List.of("https://evil.example", "null")) {
            request
                .send(browser.with("X-CSRF-Token", "right").with("Origin", origin))
                .expect(403, "ORIGIN_NOT_ALLOWED");
          }
        });
  }

  private interface Deed {
    void on(Operation operation);
  }

  private static Stream<DynamicTest> each(
      Predicate<Operation> which, Deed deed, String... leftOut) {
    List<Operation> operations = contract.operations().stream().filter(which).toList();
    assertThat(operations).hasSizeGreaterThan(10);
    return operations.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.operationId(),
                    () -> {
                      Map<String, String> before = stores(leftOut);
                      deed.on(operation);
                      assertThat(StoreSnapshot.changes(before, stores(leftOut))).isEmpty();
                    }));
  }

  private static Map<String, String> stores(String... leftOut) {
    Map<String, String> stores = new HashMap<>(rig.stores());
    stores.keySet().removeAll(List.of(leftOut));
    return stores;
  }

  private static boolean isRestricted(Operation operation) {
    return operation.rules().access() instanceof Access.Restricted;
  }

  private static boolean isRead(Operation operation) {
    return operation.isSafe() && !operation.rules().isStream() && !operation.isSocket();
  }

  private static Stream<String> idsIn(Operation operation) {
    return Arrays.stream(operation.path().text().split("/"))
        .filter(it -> it.startsWith("{"))
        .map(it -> it.substring(1, it.length() - 1));
  }
}
