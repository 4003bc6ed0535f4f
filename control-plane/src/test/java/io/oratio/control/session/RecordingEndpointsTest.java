package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecordingEndpointsTest {
  private static ApiRig rig;

  private final TenantId tenant = rig.newTenant();
  private final ApiClient viewer =
      rig.as(new Caller.Person("usr_1", tenant, Role.VIEWER, Optional.empty()));
  private final String id = "ses_" + UUID.randomUUID();
  private final String path = "/api/sessions/" + id + "/recording";

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SessionMatrixPart.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void record() throws Exception {
    Sessions sessions = rig.bean(Sessions.class);
    sessions.open(Samples.session(tenant, id, Samples.MORNING));
    viewer.get(path).expect(404, "RECORDING_NOT_FOUND");
    sessions.complete(tenant, id, Samples.completion(Samples.MORNING.plusSeconds(3)));
    viewer.get(path).expect(404, "RECORDING_NOT_FOUND");
    viewer.post(path + "/link", "").expect(404, "RECORDING_NOT_FOUND");
    Recorded.of(rig.bean(ObjectStore.class), id, 100);
  }

  @Test
  void isHeardWholeOrInPart() {
    ApiAnswer whole = viewer.get(path).expect(200);
    assertThat(whole.bytes()).hasSize(100);
    assertThat(whole.header("Accept-Ranges")).contains("bytes");
    ApiAnswer part = viewer.with("Range", "bytes=10-19").get(path).expect(206);
    assertThat(part.bytes()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(part.header("Content-Range")).contains("bytes 10-19/100");
    assertThat(viewer.with("Range", "bytes=-2").get(path).expect(206).bytes())
        .containsExactly(98, 99);
    viewer.with("Range", "bytes=100-").get(path).expect(416, "RANGE_NOT_SATISFIABLE");
  }

  @Test
  void isOpenedBehindASignedLinkWithoutAnotherProof() {
    ApiAnswer made = viewer.post(path + "/link", "{\"expiresInSeconds\": 60}").expect(201);
    String url = made.json().path("url").stringValue("");
    Instant end = Instant.parse(made.json().path("expiresAt").stringValue(""));
    assertThat(Duration.between(Instant.now(), end)).isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(url).startsWith("/recordings/");
    assertThat(rig.nobody().with("Range", "bytes=0-1").get(url).expect(206).bytes())
        .containsExactly(0, 1);
    String changed = url.replace(id, "ses_" + UUID.randomUUID());
    rig.nobody().get(changed).expect(404, "RECORDING_NOT_FOUND");
    viewer.post(path + "/link", "{\"expiresInSeconds\": 301}").expect(400, "REQUEST_INVALID");

    rig.as(tenant, Role.OWNER).delete("/api/sessions/" + id).expect(204);
    rig.nobody().get(url).expect(404, "RECORDING_NOT_FOUND");
  }

  @Test
  void isAnEntryOfTheAuditLogWheneverItIsOpened() {
    viewer.get(path).expect(200);
    String url = viewer.post(path + "/link", "").expect(201).json().path("url").stringValue("");
    rig.nobody().get(url).expect(200);
    List<AuditEntry> entries = rig.bean(AuditLog.class).entries(tenant, 0, 10);
    assertThat(entries)
        .extracting(it -> it.actor() + " " + it.action())
        .containsExactly(
            "user/usr_1 recording.opened",
            "user/usr_1 recording.linked",
            "nobody recording.opened");
    assertThat(entries).allMatch(it -> it.subject().equals("session/" + id));
    assertThat(entries.get(2).details()).contains("lnk_");
    assertThat(entries.toString()).doesNotContain(url.substring(url.lastIndexOf('.')));
  }
}
