package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.FaultRule;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/// Each fault on demand, as the AWS client sees it.
@Timeout(60)
class FaultsTest {
  private NovaSimulator simulator;
  private SonicClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = NovaSimulator.start(SimulatorSettings.standard().withLimits(TestLimits.quick()));
    client = new SonicClient(simulator.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http429, 429, ThrottlingException",
    "http500, 500, InternalServerException",
    "http503, 503, ServiceUnavailableException",
    "accessDenied, 403, AccessDeniedException",
  })
  void answersWithAStatusInsteadOfAStream(String fault, int status, String type) throws Exception {
    SonicCall call = client.openWithFaults(fault).begin();
    Throwable error = call.awaitEnd().orElseThrow();
    assertThat(error).isInstanceOf(AwsServiceException.class);
    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(((AwsServiceException) error).statusCode()).isEqualTo(status);
    SessionReport report = onlyReport();
    assertThat(report.endedBy()).isEqualTo(EndedBy.REFUSED);
    assertThat(report.eventsOut()).containsKey(type);
  }

  @ParameterizedTest
  @CsvSource({
    "inStreamThrottle@200, ThrottlingException",
    "modelTimeout, ModelTimeoutException",
    "internalError, InternalServerException",
    "modelStreamError, ModelStreamErrorException",
    "unavailable, ServiceUnavailableException",
  })
  void sendsAnExceptionWithinTheStream(String fault, String type) throws Exception {
    SonicCall call = client.openWithFaults(fault).begin();
    assertThat(call.awaitEnd().orElseThrow().getClass().getSimpleName()).isEqualTo(type);
    SessionReport report = onlyReport();
    assertThat(report.endedBy()).isEqualTo(EndedBy.FAULT);
    assertThat(report.faults()).singleElement().asString().startsWith(fault);
  }

  @Test
  void resetsTheStreamWhichTheClientTakesForAnOrdinaryEnd() throws Exception {
    SonicCall call = client.open(SonicClient.MODEL + "~reset@100").begin();
    assertThat(call.awaitEnd()).isEmpty();
    SessionReport report = onlyReport();
    assertThat(report.endedBy()).isEqualTo(EndedBy.FAULT);
    assertThat(report.model()).isEqualTo(SonicClient.MODEL);
  }

  @Test
  void endsTheStreamWithoutAWord() throws Exception {
    SonicCall call = client.openWithFaults("earlyEnd@100").begin();
    assertThat(call.awaitEnd()).isEmpty();
    assertThat(call.events("completionEnd")).isEmpty();
    assertThat(onlyReport().endedBy()).isEqualTo(EndedBy.FAULT);
  }

  @Test
  void closesTheConnection() throws Exception {
    SonicCall call = client.openWithFaults("disconnect@100").begin();
    assertThat(call.awaitEnd()).isPresent();
    assertThat(onlyReport().endedBy()).isEqualTo(EndedBy.FAULT);
  }

  @Test
  void hangsUntilTheClientGivesUp() throws Exception {
    SonicCall call = client.openWithFaults("hang@1000").begin();
    call.text("USER", true, "Say \"yes\"").await("completionStart");
    assertThatThrownBy(() -> simulator.awaitReports(1, Duration.ofMillis(1100)))
        .isInstanceOf(IllegalStateException.class);
    call.hangUp();
    assertThatThrownBy(() -> simulator.awaitReports(1, Duration.ofMillis(300)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(call.isRunning()).isTrue();
    call.cancel();
    assertThat(onlyReport().endedBy()).isEqualTo(EndedBy.CLIENT_RESET);
    assertThat(call.events("completionEnd")).isEmpty();
  }

  @Test
  void startsSlowlyAndThenSaysItAll() {
    long began = System.nanoTime();
    SonicCall call = client.openWithFaults("slowStart@700").begin();
    call.text("USER", true, "Say \"late\"");
    SonicCall.Event first = call.await("completionStart");
    assertThat(first.nanos() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(650));
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();
  }

  @Test
  void sendsWhatIsNotJsonNotBase64AndNotKnownAndGoesOn() {
    SonicCall call = client.openWithFaults("badJson, badBase64, unknownEvents").begin();
    call.await("unreadable");
    call.await("audioOutput", event -> event.text("content").contains("*"));
    call.await("futureEvent");
    call.text("USER", true, "Say \"still here\"");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();
    assertThat(call.texts("ASSISTANT", "FINAL")).containsExactly("still here");
  }

  @Test
  void sendsAMessageWithAWrongChecksumOnWhichTheClientFails() {
    SonicCall call = client.openWithFaults("badCrc").begin();
    assertThat(call.awaitEnd()).isPresent();
  }

  @Test
  void sendsCompletionEndInTheMiddleAndGoesOn() {
    SonicCall call = client.openWithFaults("earlyCompletionEnd").begin();
    call.await("completionEnd");
    call.text("USER", true, "Say \"still here\"");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();
    assertThat(call.events("completionEnd")).hasSize(2);
  }

  @Test
  void announcesAnInterruptionTwice() {
    simulator.script(
        Script.standard()
            .withGreeting(Reply.saying("a long story").lasting(Duration.ofSeconds(20))));
    SonicCall call = client.openWithFaults("duplicateInterrupted").begin();
    call.text("USER", true, "Tell me.").await("audioOutput");
    call.sound(16_000, 300, 0.3).sound(16_000, 400, 0);
    call.await("contentStart", event -> event.text("role").equals("USER"));
    assertThat(call.events("textOutput"))
        .filteredOn(event -> event.text("content").contains("interrupted"))
        .hasSize(2);
    call.hangUp().awaitEnd();
  }

  @Test
  void refusesAudioWhileAToolsResultIsOwed() {
    simulator.script(
        Script.standard().withGreeting(Reply.saying("x").calling(new ToolCall("find", "{}"))));
    SonicCall call = client.openWithFaults("noAudioDuringTool").begin("find");
    call.text("USER", true, "Find it.").await("toolUse");
    call.sound(16_000, 20, 0);
    assertThat(call.awaitEnd().orElseThrow()).hasMessageContaining("Invalid input request");
  }

  @Test
  void dealsAFaultOfTheScriptToTheNextSessionsOnly() throws Exception {
    simulator.script(Script.standard().withFaults(FaultRule.next(1, Fault.parse("http429"))));
    assertThat(client.open().begin().awaitEnd().orElseThrow())
        .isInstanceOf(ThrottlingException.class);
    assertThat(client.open().begin().hangUp().awaitEnd()).isEmpty();
    List<SessionReport> reports = simulator.awaitReports(2, Duration.ofSeconds(10));
    assertThat(reports)
        .extracting(SessionReport::endedBy)
        .containsExactly(EndedBy.REFUSED, EndedBy.CLIENT);
  }

  @Test
  void refusesAFaultThatDoesNotExist() {
    assertThat(client.openWithFaults("explode").begin().awaitEnd().orElseThrow())
        .hasMessageContaining("No fault is called explode");
  }

  @Test
  void refusesAModelThatIsNotSonic() {
    assertThat(client.open("amazon.titan-v1").begin().awaitEnd().orElseThrow())
        .hasMessageContaining("The provided model identifier is invalid.");
  }

  private SessionReport onlyReport() throws InterruptedException {
    return simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
  }
}
