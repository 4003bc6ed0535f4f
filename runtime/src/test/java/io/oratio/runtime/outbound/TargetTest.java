package io.oratio.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0X7F.0.0.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.1/",
        "https://127.0.1/",
        "https://1.2.3.4.5/",
        "https://256.0.0.1/",
        "https://127.0.0.1./",
        "https://example.com./",
        "https://example.0x7f/",
        "https://example.1/",
        "https://2130706433./",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[::1/",
        "https://[127.0.0.1]/",
        "https://[::ffff:127.1]/",
        "https://[::ffff:0177.0.0.1]/",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://example.com@127.0.0.1/",
        "https://example.com\\@127.0.0.1/",
        "https://example.com\\.evil.example/",
        "https://exa mple.com/",
        "https://example.com\t/",
        "https://example.com/\r\nX: y",
        "https://%31%32%37.0.0.1/",
        "https://127%2e0%2e0%2e1/",
        "https://example..com/",
        "https://-example.com/",
        "https:///path",
        "https://:443/",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://example.com:+443/",
        "https://example.com:443:80/",
        "https:example.com",
        "https:/example.com",
        "//example.com/",
        "example.com",
        "",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "jar:https://example.com!/",
        "javascript:alert(1)"
      })
  void refusesWhatDifferentProgramsReadDifferently(String address) {
    assertThatThrownBy(() -> Target.parse(address)).isInstanceOf(OutboundRefused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://１２７.０.０.１/,127.0.0.1", // full-width digits
    "https://127。0。0。1/,127.0.0.1", // ideographic full stops
    "https://ⓛocalhost/,localhost",
    "https://EXAMPLE.com/,example.com",
    "https://bücher.example/,xn--bcher-kva.example",
    "https://[::1]/,::1",
    "https://[::FFFF:127.0.0.1]/,::ffff:127.0.0.1",
    "https://a_b.example/,a_b.example"
  })
  void readsAHostAsItWillBeConnectedTo(String address, String host) throws OutboundRefused {
    assertThat(Target.parse(address).host()).isEqualTo(host);
  }

  @Test
  void takesAMappedAddressForTheOneInside() throws OutboundRefused {
    assertThat(Target.parse("https://[::ffff:7f00:1]/").literal().orElseThrow().getHostAddress())
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com,https://example.com/",
    "https://example.com:443/a?b=c#d,https://example.com/a?b=c",
    "https://example.com:8443?x,https://example.com:8443/?x",
    "https://example.com/a b/ü?q=ä|[1],https://example.com/a%20b/%C3%BC?q=%C3%A4%7C%5B1%5D",
    "https://example.com/100%,https://example.com/100%25",
    "https://example.com/a%2Fb,https://example.com/a%2Fb"
  })
  void keepsAnAddressAsItWasMeant(String written, String sent) throws OutboundRefused {
    assertThat(Target.parse(written).uri()).hasToString(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/c,https://example.com/c",
    "c,https://example.com/a/c",
    "../c,https://example.com/c",
    "?x=1,https://example.com/a/b?x=1",
    "'',https://example.com/a/b?q",
    "#f,https://example.com/a/b?q",
    "//other.example/c,https://other.example/c",
    "http://other.example/c,http://other.example/c"
  })
  void resolvesWhereARedirectLeads(String location, String address) throws OutboundRefused {
    assertThat(Target.parse("https://example.com/a/b?q").resolved(location).uri())
        .hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "javascript:x", "//0x7f.1/", "\\\\127.0.0.1\\x"})
  void refusesARedirectToNonsense(String location) throws OutboundRefused {
    var from = Target.parse("https://example.com/a/b?q");

    assertThatThrownBy(() -> from.resolved(location)).isInstanceOf(OutboundRefused.class);
  }
}
