package io.oratio.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a tenant writes and whatever a name server says: nothing inside is connected to.
@Timeout(60)
class InwardTest {
  private static final TenantId TENANT = new TenantId("acme");

  private final FakeNames names = new FakeNames();
  private final List<SocketAddress> connectedTo = new CopyOnWriteArrayList<>();
  private RawServer inside;

  InwardTest() throws IOException {
    inside = RawServer.saying(RawServer.ok("the crown jewels"));
  }

  @BeforeEach
  void begin() {
    connectedTo.clear();
  }

  @AfterEach
  void end() throws IOException {
    inside.close();
  }

  // Records where a connection would go, and goes to loopback only.
  private Socket socket() {
    return new Socket(java.net.Proxy.NO_PROXY) {
      @Override
      public void connect(SocketAddress to, int timeoutMillis) throws IOException {
        connectedTo.add(to);
        if (((InetSocketAddress) to).getAddress().isLoopbackAddress()) {
          super.connect(to, timeoutMillis);
        } else {
          throw new java.net.ConnectException("the outside is not there in a test");
        }
      }
    };
  }

  private OutboundHttp client(String... allowed) throws Exception {
    var usual = OutboundSettings.USUAL;
    var settings =
        new OutboundSettings(
            true,
            Set.of(80, 443, 8080, 8443, inside.port()),
            List.of(allowed).stream().map(AllowedTarget::parse).toList(),
            usual.redirectsAtMost(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            usual.wireBytes(),
            usual.decodedBytes(),
            usual.headersAtMost(),
            usual.headerLineBytes(),
            usual.concurrentPerTenant(),
            usual.userAgent());
    return new OutboundHttp(settings, names, SSLContext.getDefault(), this::socket);
  }

  private static OutboundRefused refused(OutboundHttp client, String url) {
    return catchThrowableOfType(
        OutboundRefused.class,
        () -> client.send(OutboundRequest.get(TENANT, url, Duration.ofSeconds(20))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::127.0.0.1]",
        "[2002:7f00:1::]",
        "[2001:0:1:2:3:4:80ff:fffe]",
        "[2606:4700::5efe:127.0.0.1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fd00::1]",
        "１２７.０.０.１",
        "2130706433",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.1",
        "127.0.0.1.",
        "user@127.0.0.1"
      })
  void connectsToNoneWrittenInTheAddress(String host) throws Exception {
    try (var client = client()) {
      var refusal = refused(client, "http://" + host + ":" + inside.port() + "/");

      assertThat(refusal.reason()).isIn(Reason.PRIVATE_ADDRESS, Reason.ADDRESS);
      assertThat(connectedTo).isEmpty();
      assertThat(inside.connections()).isZero();
      assertThat(names.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b:1::127.0.0.1",
        "2002:7f00:1::",
        "2001:0:1:2:3:4:80ff:fffe",
        "2606:4700::5efe:127.0.0.1",
        "fd00:ec2::254",
        "fe80::1",
        "fc00::1"
      })
  void connectsToNoneThatANameLeadsTo(String address) throws Exception {
    names.answer("evil.example", address);
    names.answer("mixed.example", "93.184.216.34", address);
    try (var client = client()) {
      for (var host : List.of("evil.example", "mixed.example")) {
        var refusal = refused(client, "http://" + host + ":" + inside.port() + "/");

        assertThat(refusal.reason()).isEqualTo(Reason.PRIVATE_ADDRESS);
        assertThat(refusal.whoMustAct()).isEqualTo(OutboundRefused.WhoMustAct.OPERATOR);
        assertThat(refusal.wasSent()).isFalse();
        assertThat(refusal.getMessage()).doesNotContain(address);
      }
      assertThat(connectedTo).isEmpty();
      assertThat(inside.connections()).isZero();
      assertThat(client.refusals()).containsEntry(Reason.PRIVATE_ADDRESS, 2L);
    }
  }

  @Test
  void asksANameOnceAndConnectsToWhatWasChecked() throws Exception {
    names.answer("rebind.example", "93.184.216.34");
    names.answer("rebind.example", "127.0.0.1");
    try (var client = client()) {
      var refusal = refused(client, "http://rebind.example:" + inside.port() + "/");

      assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(names.asked()).containsExactly("rebind.example");
      assertThat(connectedTo).hasSize(1);
      assertThat(((InetSocketAddress) connectedTo.getFirst()).getAddress().getHostAddress())
          .isEqualTo("93.184.216.34");
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void checksANameAgainForEveryRequest() throws Exception {
    names.answer("rebind.example", "93.184.216.34");
    names.answer("rebind.example", "127.0.0.1");
    try (var client = client()) {
      var url = "http://rebind.example:" + inside.port() + "/";

      assertThat(refused(client, url).reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(refused(client, url).reason()).isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void triesTheNextCheckedAddressWhenOneCannotBeReached() throws Exception {
    names.answer("shop.example", "93.184.216.34", "2606:4700::1111");
    try (var client = client()) {
      var refusal = refused(client, "https://shop.example/");

      assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(connectedTo).hasSize(2);
      assertThat(names.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[64:ff9b::127.0.0.1]:%d/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433:%d/",
        "//127.0.0.1:%d/",
        "http://user@127.0.0.1:%d/",
        "http://evil.example:%d/"
      })
  void followsNoRedirectInward(String location) throws Exception {
    var to = location.formatted(inside.port());
    try (var outside = RawServer.saying(RawServer.redirect(302, to));
        var client = client("http://shop.example:" + outside.port())) {
      names.answer("shop.example", "127.0.0.1");
      names.answer("evil.example", "127.0.0.1");

      var refusal = refused(client, "http://shop.example:" + outside.port() + "/");

      assertThat(refusal.reason()).isIn(Reason.PRIVATE_ADDRESS, Reason.ADDRESS);
      assertThat(refusal.wasSent()).isTrue();
      assertThat(outside.connections()).isOne();
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void losesNothingToANameThatTurnsInwardBetweenTwoHops() throws Exception {
    names.answer("shop.example", "93.184.216.34");
    try (var outside =
            RawServer.saying(
                RawServer.redirect(302, "http://turns.example:" + inside.port() + "/"));
        var client = client("http://front.example:" + outside.port())) {
      names.answer("front.example", "127.0.0.1");
      names.answer("turns.example", "10.0.0.7");

      assertThat(refused(client, "http://front.example:" + outside.port() + "/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void reachesAPrivateTargetThatTheOperatorAllowsByName() throws Exception {
    names.answer("crm.internal", "127.0.0.1");
    names.answer("other.internal", "127.0.0.1");
    try (var client = client("http://crm.internal:" + inside.port())) {
      var answer =
          client.send(
              OutboundRequest.get(
                  TENANT, "http://crm.internal:" + inside.port() + "/", Duration.ofSeconds(20)));

      assertThat(answer.body()).asString().isEqualTo("the crown jewels");
      assertThat(refused(client, "http://other.internal:" + inside.port() + "/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(refused(client, "http://127.0.0.1:" + inside.port() + "/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(inside.connections()).isOne();
    }
  }

  @Test
  void reachesAPrivateTargetThatTheOperatorAllowsByRange() throws Exception {
    names.answer("any.example", "127.0.0.1");
    try (var client = client("127.0.0.0/8:" + inside.port())) {
      for (var host : List.of("any.example", "127.0.0.1", "[::ffff:127.0.0.1]")) {
        var url = "http://" + host + ":" + inside.port() + "/";
        assertThat(
                client.send(OutboundRequest.get(TENANT, url, Duration.ofSeconds(20))).isSuccess())
            .isTrue();
      }
      assertThat(refused(client, "http://10.0.0.1:" + inside.port() + "/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(refused(client, "http://[64:ff9b::127.0.0.1]:" + inside.port() + "/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
    }
  }

  @Test
  void neverTakesANameForLeaveToReadMetadata() throws Exception {
    names.answer("crm.internal", "169.254.169.254");
    names.answer("six.internal", "64:ff9b::127.0.0.1");
    try (var client = client("http://crm.internal", "http://six.internal")) {
      assertThat(refused(client, "http://crm.internal/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(refused(client, "http://six.internal/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(connectedTo).isEmpty();
    }
  }

  @Test
  void doesNotLendARangesPortToAddressesOutsideOfIt() throws Exception {
    names.answer("shop.example", "93.184.216.34");
    try (var client = client("http://10.0.0.0/8:9999")) {
      assertThat(refused(client, "http://shop.example:9999/").reason())
          .isEqualTo(Reason.PRIVATE_ADDRESS);
      assertThat(connectedTo).isEmpty();
    }
  }
}
