package io.oratio.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrunkTest {
  private static final List<Cidr> HOME = List.of(Cidr.parse("127.0.0.0/8"));

  @Test
  void refusesAPortOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> trunk(0, HOME, List.of("PCMU"), 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trunk(65_536, HOME, List.of("PCMU"), 1, 1));
  }

  @Test
  void refusesATrunkThatAnybodyCouldBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trunk(5060, List.of(), List.of("PCMU"), 1, 1));
  }

  @Test
  void refusesATrunkWithoutACodecOrALimit() {
    assertThatIllegalArgumentException().isThrownBy(() -> trunk(5060, HOME, List.of(), 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> trunk(5060, HOME, List.of("PCMU"), 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> trunk(5060, HOME, List.of("PCMU"), 1, 0));
  }

  @Test
  void refusesCredentialsWithoutANameOrAPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trunk.Credentials(" ", new Secret("x"), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trunk.Credentials("alice", new Secret(""), ""));
  }

  @Test
  void neverPrintsItsPassword() {
    Trunk trunk = Samples.trunk(Samples.newTenant(), "carrier");
    assertThat(trunk.toString()).doesNotContain("wonderland").contains("[REDACTED]");
    assertThat(trunk.credentials().orElseThrow().password().reveal()).isEqualTo("wonderland");
  }

  @Test
  void knowsTheAddressesOfARange() throws Exception {
    Cidr range = Cidr.parse("192.0.2.128/25");
    assertThat(range.contains(address("192.0.2.200"))).isTrue();
    assertThat(range.contains(address("192.0.2.1"))).isFalse();
    assertThat(range.contains(address("2001:db8::1"))).isFalse();
    assertThat(Cidr.parse("0.0.0.0/0").contains(address("203.0.113.9"))).isTrue();
    assertThat(Cidr.parse("2001:db8::/33").contains(address("2001:db8:7fff::1"))).isTrue();
    assertThat(Cidr.parse("2001:db8::/33").contains(address("2001:db8:8000::1"))).isFalse();
  }

  @Test
  void readsASingleAddressAsARangeOfOne() throws Exception {
    Cidr one = Cidr.parse("192.0.2.7");
    assertThat(one.prefixBits()).isEqualTo(32);
    assertThat(one).hasToString("192.0.2.7/32");
    assertThat(Cidr.parse(one.toString())).isEqualTo(one);
    assertThat(Cidr.parse("::1").prefixBits()).isEqualTo(128);
  }

  @Test
  void refusesWhatIsNoRangeAndLooksNoNameUp() {
    for (String text :
        new String[] {
          "",
          "example.com",
          "1.2.3",
          "1.2.3.4/33",
          "1.2.3.4/-1",
          "1.2.3.4/x",
          "300.1.1.1",
          "::1/129",
          "1.2.3.4/",
          "/24",
          "fe80::1%eth0",
          "12345678"
        }) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> Cidr.parse(text));
    }
  }

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }

  private static Trunk trunk(
      int port, List<Cidr> sources, List<String> codecs, int maxCalls, int maxCallsPerSecond) {
    return new Trunk(
        Samples.newTenant(),
        "carrier",
        "Carrier",
        Optional.empty(),
        port,
        Trunk.Transport.UDP,
        Optional.empty(),
        sources,
        codecs,
        false,
        maxCalls,
        maxCallsPerSecond);
  }
}
