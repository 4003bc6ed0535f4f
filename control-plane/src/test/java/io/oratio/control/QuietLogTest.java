package io.oratio.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.oratio.control.rig.AllFeatures;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.rig.SampleRecord;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A story told to the API with secrets in it, and all that is logged meanwhile, down to what is
/// for debugging: no secret stands there.
@Timeout(120)
class QuietLogTest {
  private static final String EMAIL = "very.secret.person@example.com";
  private static final String PASSWORD = "a quiet river at dawn 4711";
  private static final String TRUNK_PASSWORD = "trunk-wonderland-4711";
  private static final String NUMBER = "+14155550142";
  private static final String WORDS = "my cat is called Sir Purrcival";
  private static final String DIGITS = "8274619350";

  private static final class Kept extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(
          event.getLoggerName()
              + " "
              + event.getFormattedMessage()
              + " "
              + event.getMDCPropertyMap()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
  }

  @Test
  void tellsNoSecretsOfAStory() {
    try (ApiRig rig = AllFeatures.start()) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      Logger ours = context.getLogger("io.oratio");
      Kept kept = new Kept();
      kept.setContext(context);
      kept.start();
      Level before = ours.getLevel();
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(kept);
      ours.setLevel(Level.TRACE);
      String key;
      try {
        key = tell(rig);
        ours.error("a line that proves that lines are kept");
      } finally {
        ours.setLevel(before);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(kept);
      }
      assertThat(kept.lines).anyMatch(it -> it.contains("a line that proves"));
      for (String secret :
          List.of(
              EMAIL, PASSWORD, TRUNK_PASSWORD, NUMBER, NUMBER.substring(1), WORDS, DIGITS, key)) {
        assertThat(kept.lines).noneMatch(it -> it.contains(secret));
      }
    }
  }

  /// @return the secret of the key that it makes
  private static String tell(ApiRig rig) {
    rig.nobody()
        .post(
            "/api/auth/register",
            "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"A\",\"tenantName\":\"T\"}"
                .formatted(EMAIL, PASSWORD));
    rig.nobody()
        .post(
            "/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD));
    rig.nobody().post("/api/auth/password-reset", "{\"email\":\"" + EMAIL + "\"}");
    TenantId tenant = rig.newTenant();
    ApiClient owner = rig.as(tenant, Role.OWNER);
    owner.post("/api/invitations", "{\"email\":\"" + EMAIL + "\",\"role\":\"viewer\"}");
    JsonNode made =
        owner
            .post(
                "/api/api-keys", "{\"name\":\"k\",\"kind\":\"secret\",\"scopes\":[\"calls:read\"]}")
            .expect(201)
            .json();
    String key = made.path("key").stringValue("");
    assertThat(key).isNotEmpty();
    rig.nobody().with("X-API-Key", key).get("/api/calls");
    rig.nobody().with("Authorization", "Bearer " + key + "x").get("/api/calls");
    owner
        .post(
            "/api/trunks",
            "{\"name\":\"c\",\"host\":\"sip.example.com\",\"username\":\"u\",\"password\":\"%s\"}"
                .formatted(TRUNK_PASSWORD))
        .expect(201);
    owner.post("/api/numbers", "{\"pattern\":\"" + NUMBER + "\",\"agentId\":\"none\"}");
    owner
        .with("Idempotency-Key", "one")
        .post("/api/calls", "{\"agentId\":\"none\",\"to\":\"" + NUMBER + "\"}");
    owner.post("/api/calls/none/digits", "{\"digits\":\"" + DIGITS + "\"}");
    owner.post("/api/calls/none/say", "{\"text\":\"" + WORDS + "\"}");
    owner.post("/chat/none", "{\"message\":\"" + WORDS + "\"}");
    String conversation =
        rig.beans(SampleRecord.class).stream()
            .filter(it -> it.parameter().equals("conversationId"))
            .findFirst()
            .orElseThrow()
            .write(tenant);
    int status =
        owner
            .post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"" + WORDS + "\"}")
            .status();
    assertThat(status).isBetween(200, 299);
    owner.get("/api/sessions?q=" + WORDS.replace(" ", "%20"));
    // What does not fit the contract comes back in a refusal, not in a log.
    owner.post("/chat/none", "{\"message\":[\"" + WORDS + "\"],\"" + DIGITS + "\":1}");
    return key;
  }
}
