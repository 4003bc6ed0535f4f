package io.oratio.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.tenant.TenantId;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTrustTest {
  private static final TenantId OPERATOR = new TenantId("operator");
  private static final TenantId OTHER = new TenantId("other");

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, true",
    "10.0.0.0/8, true",
    "10.0.0.0/7, false",
    "0.0.0.0/0, false",
    "127.0.0.1, false",
    "127.255.0.0/16, false",
    "126.0.0.0/7, false",
    "2001:db8::/32, true",
    "2001::/15, false",
    "::1, false",
    "::/16, false"
  })
  void letsATenantBeKnownByItsOwnPeersOnly(String range, boolean isProof) {
    Cidr cidr = Cidr.parse(range);
    assertThat(AddressTrust.of(OPERATOR).obstacle(OTHER, cidr).isEmpty()).isEqualTo(isProof);
    assertThat(AddressTrust.ofNoOperator().obstacle(OPERATOR, cidr).isEmpty()).isEqualTo(isProof);
    assertThat(AddressTrust.of(OPERATOR).obstacle(OPERATOR, cidr)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.0.0.0/8, true",
    "::1, true",
    "126.0.0.0/7, false",
    "0.0.0.0/0, false",
    "::/16, false"
  })
  void letsEveryTenantNameAMachineThatItShares(String range, boolean isProof) {
    AddressTrust shared = AddressTrust.of(OPERATOR).sharingThisMachine();
    assertThat(shared.obstacle(OTHER, Cidr.parse(range)).isEmpty()).isEqualTo(isProof);
  }

  @Test
  void sharesNothingButThisMachine() throws Exception {
    AddressTrust shared = AddressTrust.of(OPERATOR).sharingThisMachine();
    assertThat(shared.isShared(InetAddress.getByName("127.0.0.2"))).isTrue();
    assertThat(shared.isShared(InetAddress.getByName("192.0.2.7"))).isFalse();
    assertThat(AddressTrust.of(OPERATOR).isShared(InetAddress.getByName("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.1.2.3/16, 10.1.255.0/24, true",
    "10.1.0.0/16, 10.2.0.0/16, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::/48, true"
  })
  void seesWhetherTwoRangesMeet(String one, String other, boolean theyMeet) {
    assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(theyMeet);
    assertThat(Cidr.parse(other).overlaps(Cidr.parse(one))).isEqualTo(theyMeet);
  }
}
