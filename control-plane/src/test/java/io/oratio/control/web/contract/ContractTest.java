package io.oratio.control.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.SampleRequest;
import io.oratio.control.web.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ContractTest {
  private static final Contract CONTRACT = Contract.standard();

  @Test
  void hasTheSameErrorCodesAsWeHave() {
    assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name))
        .containsExactlyElementsOf(CONTRACT.enumAt("/components/schemas/ErrorCode"));
  }

  @Test
  void hasTheSameRolesAsWeHave() {
    assertThat(Arrays.stream(Role.values()).map(Role::wireName))
        .containsExactlyElementsOf(CONTRACT.enumAt("/components/schemas/Role"));
  }

  @Test
  void prefersWordsToNamesInAPath() {
    assertThat(found("GET", "/api/sessions/live").operationId()).isEqualTo("listLiveSessions");
    assertThat(found("GET", "/api/sessions/ses_1").operationId()).isEqualTo("getSession");
  }

  @Test
  void findsTheGetForAHead() {
    assertThat(found("HEAD", "/health").operationId()).isEqualTo("getHealth");
  }

  @Test
  void saysWhichMethodsAPathHas() {
    assertThat(CONTRACT.match("PUT", "/api/agents"))
        .isInstanceOfSatisfying(
            Contract.Match.WrongMethod.class,
            it -> assertThat(it.allowed()).containsExactly("GET", "HEAD", "POST"));
  }

  @Test
  void knowsOnlyItsPathsAsTheyAreWritten() {
    for (String path :
        new String[] {
          "/api/agents/", "/API/agents", "/api//agents", "/api/%61gents", "/api/agents;a=b", "*", ""
        }) {
      assertThat(CONTRACT.match("GET", path))
          .as(path)
          .matches(it -> it instanceof Contract.Match.Nowhere || path.equals("/api/agents/"));
    }
    assertThat(CONTRACT.match("GET", "/api/agents/")).isInstanceOf(Contract.Match.Nowhere.class);
  }

  @Test
  void keepsWhatAPathHoldsAsItWasSent() {
    assertThat(CONTRACT.match("GET", "/api/agents/a%20b"))
        .isInstanceOfSatisfying(
            Contract.Match.Found.class,
            it -> assertThat(it.path()).isEqualTo(Map.of("agentId", "a%20b")));
  }

  @Test
  void refusesMembersThatNoSchemaKnows() {
    Check check = body("login", "application/json");
    assertThat(
            check.faults(
                JsonMapper.shared()
                    .readTree(
                        "{\"email\":\"a@example.com\",\"password\":\"x\",\"role\":\"owner\"}")))
        .containsExactly(new Fault("/role", "is not known here", true));
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    Check check = body("login", "application/json");
    assertThat(check.faults(JsonMapper.shared().readTree("{\"email\":1}")))
        .containsExactlyInAnyOrder(
            new Fault("/password", "is missing"), new Fault("/email", "has to be a text"));
  }

  @Test
  void givesEachOperationABudgetOfItsKind() {
    assertThat(budget("listAgents")).isEqualTo("reads");
    assertThat(budget("patchAgent")).isEqualTo("writes");
    assertThat(budget("addCall")).isEqualTo("dials");
    assertThat(budget("login")).isEqualTo("logins");
    assertThat(budget("addAgent")).isEqualTo("ingestion");
  }

  /// What the generated tests send has to fit.
  @TestFactory
  Stream<DynamicTest> aRequestThatFitsCanBeMadeForEachOperation() {
    return CONTRACT.operations().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.operationId(),
                    () ->
                        assertThat(SampleRequest.of(CONTRACT, operation, Map.of()).path())
                            .startsWith("/")
                            .doesNotContain("{")));
  }

  private static Operation found(String method, String path) {
    return ((Contract.Match.Found) CONTRACT.match(method, path)).operation();
  }

  private static Check body(String operationId, String mediaType) {
    return CONTRACT
        .operation(operationId)
        .orElseThrow()
        .bodies()
        .get(mediaType)
        .check()
        .orElseThrow();
  }

  private static String budget(String operationId) {
    return CONTRACT.operation(operationId).orElseThrow().rules().budget();
  }
}
