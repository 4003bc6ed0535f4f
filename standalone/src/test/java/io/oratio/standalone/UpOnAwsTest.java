package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.oratio.storage.dynamodb.Moto;
import io.oratio.storage.redis.Redis;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `up` by the profile `aws`, on moto and a real Redis, with a provider of identities by its
/// settings.
@ExtendWith({Moto.class, Redis.class})
@Timeout(300)
class UpOnAwsTest {
  private static final String FROM = "voice@oratio.example";
  private static final Pattern TOKEN = Pattern.compile("#token=([0-9A-Za-z]+)");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @TempDir Path folder;

  private final Moto.Running moto;

  UpOnAwsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Test
  void standsOnDynamoDbS3RedisSesAndKms() throws Exception {
    HttpServer provider = provider();
    Redis.Running redis = Redis.Running.start();
    try (HttpClient http = HttpClient.newHttpClient();
        UpProcess up = up(redis.url(), provider.getAddress().getPort())) {
      Api nobody = new Api(http, up.http(), "");
      JsonNode health = nobody.get("/health").expect(200).json();
      assertThat(states(health))
          .isEqualTo(
              Map.of(
                  "records", "up",
                  "objects", "up",
                  "bus", "up",
                  "mail", "up",
                  "knowledge", "up",
                  "engine", "up"));

      Api owner = new Api(http, up.http(), registered(nobody, http));
      owner
          .post(
              "/api/trunks",
              """
              {"name": "PBX", "host": "sip.example.com", "username": "a",
               "password": "wonderland", "realm": "example.com",
               "allowedSources": ["192.0.2.7"]}
              """)
          .expect(201);
      assertThat(moto.client().scan(it -> it.tableName("up-trunks")).items().toString())
          .contains("k1.")
          .doesNotContain("wonderland");

      HttpResponse<String> away =
          http.send(
              HttpRequest.newBuilder(URI.create(up.http() + "/api/auth/oidc/start")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(away.statusCode()).isEqualTo(302);
      assertThat(away.headers().firstValue("Location").orElseThrow())
          .startsWith("https://login.example.com/authorize?")
          .contains("client_id=oratio-client")
          .contains("redirect_uri=https%3A%2F%2Fvoice.example.com%2Fapi%2Fauth%2Foidc%2Fcallback");

      redis.stop();
      UpProcess.await(() -> isDegraded(nobody), "nobody noticed that Redis is away");
    } finally {
      redis.close();
      provider.stop(0);
    }
  }

  @Test
  void saysWhatTheProfileNeeds() throws Exception {
    Path log = folder.resolve("refused.log");
    int status =
        UpProcess.run(log, Map.of("AWS_EC2_METADATA_DISABLED", "true"), "up", "--profile", "aws");
    assertThat(status).isEqualTo(1);
    assertThat(Files.readString(log))
        .contains(
            "the profile aws needs oratio.api.base-address, oratio.keys-dir,"
                + " oratio.storage.dynamodb.prefix, oratio.storage.s3.bucket-prefix,"
                + " oratio.bus.redis.url, oratio.mail.from, oratio.sealing.kms-key, a region");
  }

  private UpProcess up(String redis, int provider) throws Exception {
    String key;
    try (KmsClient kms =
            KmsClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        SesV2Client ses =
            SesV2Client.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
      key = kms.createKey().keyMetadata().keyId();
      ses.createEmailIdentity(it -> it.emailIdentity("oratio.example"));
      ses.createEmailIdentity(it -> it.emailIdentity(FROM));
    }
    Path config = folder.resolve("oratio.yaml");
    Files.writeString(
        config,
        """
        oratio:
          profile: aws
          keys-dir: %s
          api:
            base-address: https://voice.example.com
            oidc:
              issuer: http://127.0.0.1:%d
              client-id: oratio-client
          storage:
            dynamodb: {prefix: up-, create-tables: true}
            s3: {bucket-prefix: up-, path-style: true, create-buckets: true}
          bus:
            redis: {url: "%s"}
          mail: {from: %s}
          sealing: {kms-key: %s}
        """
            .formatted(folder.resolve("keys"), provider, redis, FROM, key));
    return UpProcess.start(
        Files.createDirectories(folder.resolve("up")),
        "scripted",
        Map.of(
            "ORATIO_HOME", "",
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_ENDPOINT_URL", moto.endpoint().toString(),
            "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
        "--config",
        config.toString());
  }

  /// Says only where its doors are.
  private static HttpServer provider() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    byte[] discovery =
        """
        {"issuer": "%1$s", "authorization_endpoint": "https://login.example.com/authorize",
         "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, discovery.length);
          exchange.getResponseBody().write(discovery);
          exchange.close();
        });
    server.start();
    return server;
  }

  /// An account whose address was proven by a letter that SES carried; its access token.
  private String registered(Api nobody, HttpClient http) throws Exception {
    nobody
        .post(
            "/api/auth/register",
            "{\"email\":\"alice@hotel.example\",\"password\":\"a quiet river at"
                + " dawn\",\"name\":\"Alice\",\"tenantName\":\"Acme\"}")
        .expect(202);
    String[] token = {""};
    UpProcess.await(
        () -> {
          token[0] = token(http);
          return !token[0].isEmpty();
        },
        "SES carried no letter");
    nobody.post("/api/auth/verify", "{\"token\":\"" + token[0] + "\"}").expect(204);
    return nobody
        .post(
            "/api/auth/login",
            "{\"email\":\"alice@hotel.example\",\"password\":\"a quiet river at dawn\"}")
        .expect(200)
        .text("accessToken");
  }

  /// What moto's SES took for Alice.
  private String token(HttpClient http) {
    try {
      JsonNode all =
          JsonMapper.shared()
              .readTree(
                  http.send(
                          HttpRequest.newBuilder(moto.endpoint().resolve("/moto-api/data.json"))
                              .build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body());
      for (JsonNode each : all.at("/ses/RawMessage")) {
        MimeMessage message =
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(
                    each.path("raw_data").stringValue("").getBytes(StandardCharsets.UTF_8)));
        Matcher found = TOKEN.matcher(message.getContent().toString());
        if (found.find()) {
          return found.group(1);
        }
      }
      return "";
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isDegraded(Api nobody) {
    try {
      JsonNode health = nobody.get("/health").expect(200).json();
      return health.path("status").stringValue("").equals("degraded")
          && states(health).get("bus").equals("degraded")
          && health.toString().contains("Live views stand still");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> states(JsonNode health) {
    return StreamSupport.stream(health.path("dependencies").spliterator(), false)
        .collect(
            Collectors.toMap(
                it -> it.path("name").stringValue(""), it -> it.path("status").stringValue("")));
  }
}
