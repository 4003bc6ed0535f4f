package io.oratio.gateway.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.tenant.TenantId;
import io.oratio.engine.EngineSetup.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CallToolsTest {
  private final AgentVersion both = version(List.of("hang_up", "transfer"));

  @Test
  void declaresOnlyWhatTheAgentMayUse() {
    assertThat(CallTools.of(both))
        .extracting(ToolSpec::name)
        .containsExactly("hang_up", "transfer");
    assertThat(CallTools.of(version(List.of("hang_up"))))
        .extracting(ToolSpec::name)
        .containsExactly("hang_up");
    assertThat(CallTools.of(version(List.of()))).isEmpty();
  }

  @Test
  void declaresSchemasThatAreJsonAndHideAddresses() {
    for (ToolSpec spec : CallTools.of(both)) {
      assertThat(JsonMapper.shared().readTree(spec.inputSchema()).path("type").asString())
          .isEqualTo("object");
      assertThat(spec.toString()).doesNotContain("tel:");
    }
  }

  @Test
  void findsATargetByItsNameWhateverItsCase() {
    assertThat(CallTools.read(both, "transfer", "{\"target\":\" Reception \"}"))
        .isEqualTo(new CallTool.Transfer("reception", "tel:+15550123"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"target\":7}",
        "{\"target\":\"sip:x@evil.example\"}",
        "{\"target\":\"tel:+15550123\"}",
        "{\"target\":[\"reception\"]}"
      })
  void refusesWhateverElseTheModelSends(String arguments) {
    assertThat(CallTools.read(both, "transfer", arguments)).isInstanceOf(CallTool.Refused.class);
  }

  @Test
  void refusesArgumentsWithoutEnd() {
    assertThat(CallTools.read(both, "transfer", " ".repeat(20_000)))
        .isEqualTo(new CallTool.Refused("the arguments are too long"));
  }

  @Test
  void refusesAToolThatTheAgentDoesNotHave() {
    AgentVersion none = version(List.of());
    assertThat(CallTools.read(none, "hang_up", "{}")).isInstanceOf(CallTool.Refused.class);
    assertThat(CallTools.read(none, "transfer", "{\"target\":\"reception\"}"))
        .isInstanceOf(CallTool.Refused.class);
    assertThat(CallTools.read(both, "format_disk", "{}")).isInstanceOf(CallTool.Refused.class);
    assertThat(CallTools.read(both, "hang_up", "")).isEqualTo(new CallTool.HangUp());
  }

  private static AgentVersion version(List<String> tools) {
    return new AgentVersion(
        new TenantId("acme"),
        "agent",
        1,
        VoiceConfig.english(),
        "",
        "",
        List.of(),
        tools,
        new CallRules(
            Duration.ofMinutes(5),
            "",
            Duration.ofMinutes(1),
            1,
            false,
            List.of(new TransferTarget("reception", "people", "tel:+15550123"))),
        Instant.EPOCH);
  }
}
