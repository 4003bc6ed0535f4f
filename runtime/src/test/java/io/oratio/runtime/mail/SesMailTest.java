package io.oratio.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.storage.dynamodb.Moto;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AlreadyExistsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against moto's SES, which takes letters only from addresses that were verified.
@ExtendWith(Moto.class)
class SesMailTest extends MailContract {
  private final Moto.Running moto;
  private SesMail mail;

  SesMailTest(Moto.Running moto) {
    this.moto = moto;
  }

  @BeforeEach
  void open() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    try (SesV2Client client = client()) {
      client.createEmailIdentity(it -> it.emailIdentity(FROM));
    } catch (AlreadyExistsException _) {
      // by the test before
    }
    mail = open(FROM, moto.endpoint());
  }

  @AfterEach
  void close() {
    mail.close();
  }

  @Override
  Mail mail() {
    return mail;
  }

  @Override
  List<Received> receivedBy(String to) throws Exception {
    List<Received> received = new ArrayList<>();
    for (MimeMessage message : messages(to)) {
      received.add(new Received(List.of(to), message.getSubject(), (String) message.getContent()));
    }
    return received;
  }

  @Test
  void keepsTheLettersOwnIdBesideTheOneOfSes() throws Exception {
    mail.send(letter("cid@hotel.example", "x", "x"));
    MimeMessage message = messages("cid@hotel.example").getFirst();
    assertThat(message.getHeader("X-Oratio-Letter")).containsExactly("l1");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getFrom()[0]).hasToString(FROM);
  }

  @Test
  void saysThatSesDoesNotTakeLettersFromAnAddressItDoesNotKnow() {
    try (SesMail stranger = open("stranger@nowhere.example", moto.endpoint())) {
      MailFailure failure =
          catchThrowableOfType(
              MailFailure.class, () -> stranger.send(letter("ann@hotel.example", "x", "x")));
      assertThat(failure.mayRetry()).isFalse();
      assertThat(failure.sentence()).doesNotContain("stranger");
      assertThatThrownBy(stranger::check).isInstanceOf(MailFailure.class);
    }
    assertThatCode(mail::check).doesNotThrowAnyException();
  }

  @Test
  void mayBeAskedAgainWhenSesCannotBeReached() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (SesMail away = open(FROM, URI.create("http://127.0.0.1:" + free))) {
      MailFailure failure =
          catchThrowableOfType(
              MailFailure.class, () -> away.send(letter("ann@hotel.example", "x", "x")));
      assertThat(failure.mayRetry()).isTrue();
    }
  }

  private static SesMail open(String from, URI endpoint) {
    return SesMail.open(
        from, Optional.of(endpoint), Optional.of("us-east-1"), Duration.ofSeconds(30));
  }

  /// The messages that moto keeps for this recipient.
  private List<MimeMessage> messages(String to) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode all =
          JsonMapper.shared()
              .readTree(
                  http.send(
                          HttpRequest.newBuilder(moto.endpoint().resolve("/moto-api/data.json"))
                              .build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body());
      for (JsonNode each : all.at("/ses/RawMessage")) {
        if (each.path("destinations").toString().contains("\"" + to + "\"")) {
          String raw = each.path("raw_data").stringValue("");
          found.add(
              new MimeMessage(
                  Session.getInstance(new Properties()),
                  new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
        }
      }
    }
    return found;
  }

  private SesV2Client client() {
    return SesV2Client.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }
}
