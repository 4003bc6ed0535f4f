package io.oratio.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.AllFeatures;
import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Who may do what, for every operation of the contract: read from the file, not listed by hand.
/// What is not theirs, or not asked in the right way, is [NothingIsWrittenTest].
@Timeout(180)
class ContractMatrixTest {
  private static final Set<String> REFUSED = Set.of("FORBIDDEN", "SCOPE_MISSING");

  private static ApiRig rig;
  private static Contract contract;
  private static Set<String> scopes;

  @BeforeAll
  static void start() {
    rig = AllFeatures.start();
    contract = Contract.standard();
    scopes = Set.copyOf(contract.enumAt("/components/schemas/Scope"));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @TestFactory
  Stream<DynamicTest> refusesWhoeverShowsNothing() {
    return restricted(
        operation -> {
          ask(rig.nobody(), operation).expect(401, "UNAUTHENTICATED");
          ask(rig.nobody().with("Authorization", "Bearer made-up"), operation).expect(401);
        });
  }

  @TestFactory
  Stream<DynamicTest> admitsEachRoleAsTheContractSays() {
    return restricted(
        operation -> {
          for (Role role : Role.values()) {
            assertAdmitted(
                rig.as(rig.newTenant(), role),
                operation,
                access(operation).roles().contains(role),
                "the role " + role.wireName());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> admitsKeysByTheirScope() {
    return restricted(
        operation -> {
          TenantId tenant = rig.newTenant();
          Set<String> others = new HashSet<>(scopes);
          access(operation).scope().ifPresent(others::remove);
          assertAdmitted(
              rig.withKey(tenant, others.toArray(String[]::new)),
              operation,
              false,
              "a key with every other scope");
          if (access(operation).scope().isPresent()) {
            assertAdmitted(
                rig.withKey(tenant, access(operation).scope().get()),
                operation,
                true,
                "a key with the scope");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> admitsWidgetsWhereTheContractSays() {
    return restricted(
        operation ->
            assertAdmitted(
                rig.as(new Caller.Visitor("visit", rig.newTenant(), "sample", Set.of())),
                operation,
                access(operation).isForWidgets(),
                "a widget"));
  }

  private static void assertAdmitted(
      ApiClient client, Operation operation, boolean isAdmitted, String who) {
    ApiAnswer answer = ask(client, operation);
    assertThat(REFUSED.contains(answer.code()))
        .as("%s asks for %s: %d %s", who, operation, answer.status(), answer.code())
        .isNotEqualTo(isAdmitted);
    assertThat(answer.status()).as(who + " is known").isNotEqualTo(401);
  }

  /// With made-up ids and no body: enough to be refused, too little to change anything.
  private static ApiAnswer ask(ApiClient client, Operation operation) {
    Map<String, String> path = new HashMap<>();
    idsIn(operation).forEach(it -> path.put(it, it.equals("version") ? "1" : "sample"));
    // A stream would not end: what it does not know makes it a refusal, once the caller is known.
    String query = operation.rules().isStream() ? "?unknown=1" : "";
    return client.send(operation.method(), operation.path().filled(path) + query, "", new byte[0]);
  }

  private static Stream<String> idsIn(Operation operation) {
    return Arrays.stream(operation.path().text().split("/"))
        .filter(it -> it.startsWith("{"))
        .map(it -> it.substring(1, it.length() - 1));
  }

  private static Access.Restricted access(Operation operation) {
    return (Access.Restricted) operation.rules().access();
  }

  private static Stream<DynamicTest> restricted(Consumer<Operation> test) {
    List<Operation> operations =
        contract.operations().stream()
            .filter(it -> it.rules().access() instanceof Access.Restricted)
            .toList();
    assertThat(operations).hasSizeGreaterThan(50);
    return operations.stream()
        .map(it -> DynamicTest.dynamicTest(it.operationId(), () -> test.accept(it)));
  }
}
