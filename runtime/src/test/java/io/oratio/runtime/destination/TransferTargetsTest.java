package io.oratio.runtime.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTargetsTest {
  private final TransferTargets targets =
      new TransferTargets(new DestinationGate(new PhoneNumbers()));

  /// Where a call of a tenant of `+1` that lists what stands in the second column may be sent on,
  /// through a trunk in the US.
  @ParameterizedTest(name = "{0} with [{1}] → {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "tel:+14155550100                             | -                | open",
        "tel:+1-415-555-0100                          | -                | open",
        "sip:+14155550100@carrier.example             | -                | open",
        "sip:desk@pbx.example                         | -                | open",
        "sips:100@pbx.example;transport=tls           | -                | open",
        "sip:pbx.example                              | -                | open",
        // Abroad and dear, however it is written.
        "tel:+442079460000                            | -                | closed",
        "TEL:+44-20-7946-0000;ext=1                   | -                | closed",
        "sip:+442079460000@carrier.example            | -                | closed",
        "SIP:+442079460000:x@carrier.example          | -                | closed",
        "sip:%2B442079460000@carrier.example          | -                | closed",
        "sip:+44%32079460000@carrier.example          | -                | closed",
        "sip:00442079460000@carrier.example           | -                | closed",
        "sip:011442079460000@carrier.example          | -                | closed",
        "sip:+442079460000;phone-context=x@carrier.ex | -                | closed",
        "<sip:+442079460000@carrier.example>          | -                | closed",
        "tel:+19005550100                             | -                | closed",
        "sip:9005550100@carrier.example;user=phone    | -                | closed",
        "tel:911;phone-context=+1                     | -                | closed",
        "sip:911@carrier.example                      | -                | closed",
        // What the tenant lists.
        "tel:+442079460000                            | +44              | open",
        "sip:00442079460000@carrier.example           | +44              | open",
        "tel:+14155550100                             | +44              | closed",
        "sip:desk@pbx.example                         | +44              | closed",
        "sip:desk@pbx.example                         | +44 desk         | open",
        "sip:100@pbx.example                          | +44 100          | open",
        "sip:101@pbx.example                          | +44 100          | closed",
        // Nothing that could be dialled.
        "http://example.com                           | -                | closed",
        "tel:                                         | -                | closed",
        "sip:%zz@pbx.example                          | -                | closed",
        "desk                                         | -                | closed"
      })
  void sendsCallsOnWhereTheTenantsCallsMayGo(String uri, String listed, String expected) {
    TenantPolicy policy =
        new TenantPolicy(
            Samples.newTenant(),
            "+1",
            listed == null ? List.of() : Arrays.asList(listed.split(" ")),
            10,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Instant.EPOCH);
    assertThat(targets.obstacle(uri, Optional.of("US"), policy).isEmpty())
        .isEqualTo(expected.equals("open"));
  }
}
