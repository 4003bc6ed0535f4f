package io.oratio.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.runtime.outbound.SpecialRanges.Purpose;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialRangesTest {
  // The first and the last address of each range, and the neighbours that are anybody's.
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,NEVER",
    "0.255.255.255,NEVER",
    "1.0.0.0,PUBLIC",
    "9.255.255.255,PUBLIC",
    "10.0.0.0,PRIVATE",
    "10.255.255.255,PRIVATE",
    "11.0.0.0,PUBLIC",
    "100.63.255.255,PUBLIC",
    "100.64.0.0,PRIVATE",
    "100.127.255.255,PRIVATE",
    "100.128.0.0,PUBLIC",
    "100.100.100.200,METADATA",
    "126.255.255.255,PUBLIC",
    "127.0.0.0,PRIVATE",
    "127.0.0.1,PRIVATE",
    "127.255.255.255,PRIVATE",
    "128.0.0.0,PUBLIC",
    "168.63.129.15,PUBLIC",
    "168.63.129.16,METADATA",
    "168.63.129.17,PUBLIC",
    "169.253.255.255,PUBLIC",
    "169.254.0.0,METADATA",
    "169.254.169.254,METADATA",
    "169.254.170.2,METADATA",
    "169.254.255.255,METADATA",
    "169.255.0.0,PUBLIC",
    "172.15.255.255,PUBLIC",
    "172.16.0.0,PRIVATE",
    "172.31.255.255,PRIVATE",
    "172.32.0.0,PUBLIC",
    "192.0.0.0,NEVER",
    "192.0.0.192,METADATA",
    "192.0.0.255,NEVER",
    "192.0.1.0,PUBLIC",
    "192.0.2.0,NEVER",
    "192.0.2.255,NEVER",
    "192.0.3.0,PUBLIC",
    "192.31.196.1,NEVER",
    "192.52.193.1,NEVER",
    "192.88.99.1,NEVER",
    "192.175.48.1,NEVER",
    "192.167.255.255,PUBLIC",
    "192.168.0.0,PRIVATE",
    "192.168.255.255,PRIVATE",
    "192.169.0.0,PUBLIC",
    "198.17.255.255,PUBLIC",
    "198.18.0.0,PRIVATE",
    "198.19.255.255,PRIVATE",
    "198.20.0.0,PUBLIC",
    "198.51.100.0,NEVER",
    "198.51.100.255,NEVER",
    "203.0.113.0,NEVER",
    "203.0.113.255,NEVER",
    "223.255.255.255,PUBLIC",
    "224.0.0.0,NEVER",
    "239.255.255.255,NEVER",
    "240.0.0.0,NEVER",
    "255.255.255.254,NEVER",
    "255.255.255.255,NEVER",
    "8.8.8.8,PUBLIC",
    "93.184.216.34,PUBLIC",
    "::,NEVER",
    "::1,PRIVATE",
    "::2,EMBEDDED",
    "::127.0.0.1,EMBEDDED",
    "::8.8.8.8,EMBEDDED",
    "::ffff:127.0.0.1,PRIVATE",
    "::ffff:10.1.2.3,PRIVATE",
    "::ffff:169.254.169.254,METADATA",
    "::ffff:0:127.0.0.1,EMBEDDED",
    "64:ff9b::127.0.0.1,EMBEDDED",
    "64:ff9b::8.8.8.8,EMBEDDED",
    "64:ff9b:1::10.0.0.1,EMBEDDED",
    "64:ff9b:1:ffff::1,EMBEDDED",
    "64:ff9b:2::1,NEVER",
    "100::1,NEVER",
    "100:0:0:1::1,NEVER",
    "2001::1,EMBEDDED",
    "2001:0:ffff::1,EMBEDDED",
    "2001:2::1,PRIVATE",
    "2001:10::1,NEVER",
    "2001:20::1,NEVER",
    "2001:1ff:ffff::1,NEVER",
    "2001:200::1,PUBLIC",
    "2001:4860:4860::8888,PUBLIC",
    "2001:db8::1,NEVER",
    "2002:7f00:1::,EMBEDDED",
    "2002:808:808::1,EMBEDDED",
    "2003::1,PUBLIC",
    "2606:4700::1111,PUBLIC",
    "2620:4f:8000::1,NEVER",
    "3fff::1,NEVER",
    "3fff:fff::1,NEVER",
    "3fff:1000::1,PUBLIC",
    "4000::1,NEVER",
    "5f00::1,NEVER",
    "1fff::1,NEVER",
    "2606:4700::5efe:7f00:1,EMBEDDED",
    "2606:4700::200:5efe:127.0.0.1,EMBEDDED",
    "fc00::1,PRIVATE",
    "fd12:3456::1,PRIVATE",
    "fdff:ffff::1,PRIVATE",
    "fd00:ec2::254,METADATA",
    "fd00:ec2::23,METADATA",
    "fd20:ce::254,METADATA",
    "fe80::1,METADATA",
    "febf::1,METADATA",
    "fec0::1,PRIVATE",
    "ff02::1,NEVER",
    "ffff::1,NEVER"
  })
  void knowsWhatEachAddressIsFor(String address, Purpose purpose) {
    assertThat(SpecialRanges.purpose(InetAddress.ofLiteral(address))).isEqualTo(purpose);
  }

  @Test
  void neverAllowsAMappedAddressThatAResolverKeptInItsSixteenBytes() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    var address = java.net.Inet6Address.getByAddress("x", mapped, -1);

    assertThat(SpecialRanges.purpose(address)).isNotEqualTo(Purpose.PUBLIC);
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b::10.1.2.3,10.1.2.3",
    "2002:a01:203::1,10.1.2.3",
    "2001:0:1:2:3:4:f5fe:fdfc,10.1.2.3",
    "2606:4700::5efe:10.1.2.3,10.1.2.3"
  })
  void findsTheAddressInside(String outer, String inner) {
    assertThat(SpecialRanges.embedded(InetAddress.ofLiteral(outer)))
        .contains(InetAddress.ofLiteral(inner));
  }
}
