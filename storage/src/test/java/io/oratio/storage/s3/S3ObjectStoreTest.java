package io.oratio.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.object.ObjectStoreContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static final String PREFIX = "acme-test-";

  @TempDir static Path served;

  private static S3Proxy proxy;
  private static S3Client client;
  private static S3ObjectStore objects;

  @BeforeAll
  static void serve() throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(new org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore(served.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "secret")
            .build();
    proxy.start();
    client = client("secret");
    objects = new S3ObjectStore(client, PREFIX);
    objects.createBuckets(List.of("oratio-recordings", "oratio-other-bucket"));
    objects.createBuckets(List.of("oratio-recordings"));
  }

  @AfterAll
  static void stop() throws Exception {
    objects.close();
    proxy.stop();
  }

  @Override
  protected ObjectStore objects() {
    return objects;
  }

  /// s3proxy keeps an object as a file whose name it makes longer while it is written.
  @Override
  protected int longestPart() {
    return 180;
  }

  @Test
  void putsThePrefixBeforeTheBucket() throws IOException {
    put(ObjectName.recordingOf("ses_prefix"));
    assertThat(objects.whereabouts(ObjectName.recordingOf("ses_prefix")))
        .isEqualTo("s3://acme-test-oratio-recordings/ses_prefix/audio.wav");
    assertThat(served.resolve("acme-test-oratio-recordings/ses_prefix/audio.wav")).exists();
  }

  @Test
  void tellsTheTypeOfAnObject() throws IOException {
    put(ObjectName.recordingOf("ses_type"));
    assertThat(
            client
                .headObject(it -> it.bucket(PREFIX + "oratio-recordings").key("ses_type/audio.wav"))
                .contentType())
        .isEqualTo("audio/wav");
  }

  @Test
  void saysThatTheStoreFailedWhenItRefusesUs() {
    try (S3ObjectStore stranger = new S3ObjectStore(client("wrong"), PREFIX)) {
      ObjectName name = ObjectName.recordingOf("ses_1");
      assertThatIOException().isThrownBy(() -> stranger.size(name));
      assertThatIOException().isThrownBy(() -> stranger.read(name, 0, 1));
      assertThatIOException().isThrownBy(() -> stranger.delete(name));
      assertThatIOException()
          .isThrownBy(
              () ->
                  stranger.put(
                      name, Files.writeString(served.resolve("file"), "x"), "audio/wav", Map.of()))
          .withMessageContaining("could not be stored");
    }
  }

  @Test
  void sendsTheTagsWithTheObject() throws Exception {
    BlockingQueue<String> tags = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          tags.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-tagging")));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (S3ObjectStore store =
        new S3ObjectStore(client("secret", server.getAddress().getPort()), "")) {
      store.put(
          ObjectName.recordingOf("ses_1"),
          Files.writeString(served.resolve("file"), "x"),
          "audio/wav",
          Map.of("userId", "user 1"));
      assertThat(tags.poll(30, TimeUnit.SECONDS)).isIn("userId=user%201", "userId=user+1");
    } finally {
      server.stop(0);
    }
  }

  private static S3Client client(String secret) {
    return client(secret, proxy.getPort());
  }

  private static S3Client client(String secret, int port) {
    return S3Client.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secret)))
        .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .build();
  }

  private static void put(ObjectName name) throws IOException {
    objects.put(name, Files.writeString(served.resolve("file"), "bytes"), "audio/wav", Map.of());
  }
}
