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

class DestinationGateTest {
  private final DestinationGate gate = new DestinationGate(new PhoneNumbers());

  /// Where a tenant of `+1` that lists what stands in the third column may call to, through a trunk
  /// in the country of the second.
  @ParameterizedTest(name = "{0} through {1} with [{2}] → {3}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      nullValues = "-",
      value = {
        // The trunk's own country, and nobody's numbers of its code.
        "+14155550100    | US | -             | open",
        "+15550100       | US | -             | open",
        "+442079460000   | GB | -             | open",
        "+493012345678   | DE | -             | open",
        // Abroad.
        "+442079460000   | US | -             | closed",
        "+14155550100    | GB | -             | closed",
        // Abroad, though the code is the same: Jamaica, Canada, Jersey, Kazakhstan.
        "+18765550100    | US | -             | closed",
        "+16135550100    | US | -             | closed",
        "+16135550100    | CA | -             | open",
        "+441534612345   | GB | -             | closed",
        "+77172555555    | RU | -             | closed",
        // What exchanges make of too many digits.
        "+187655501009   | US | -             | closed",
        "+190055501009   | US | -             | closed",
        // No country of the trunk's: the first of the tenant's code.
        "+14155550100    | -  | -             | open",
        "+18765550100    | -  | -             | closed",
        "+442079460000   | -  | -             | closed",
        // Listed, and then only what is listed.
        "+442079460000   | US | +44           | open",
        "+442079460000   | US | +4420         | open",
        "+441612345678   | US | +4420         | closed",
        "+14155550100    | US | +44           | closed",
        "+18765550100    | US | +1            | open",
        // Premium numbers want to be named: a country is not enough.
        "+19005550100    | US | -             | closed",
        "+19005550100    | US | +1            | closed",
        "+19005550100    | US | +1900         | open",
        "+449098790000   | GB | -             | closed",
        "+449098790000   | GB | +44           | closed",
        "+449098790000   | GB | +4490         | open",
        // Emergency numbers too, however they are written.
        "911             | US | -             | closed",
        "112             | DE | -             | closed",
        "+1911           | US | -             | closed",
        "+1911           | US | +1            | closed",
        "+49112          | DE | -             | closed",
        "911             | US | 911           | open",
        // Extensions and SIP users are listed whole.
        "100             | US | -             | closed",
        "100             | US | 100           | open",
        "1001            | US | 100           | closed",
        "reception       | US | -             | closed",
        "reception       | US | reception     | open",
        "reception       | US | +1 reception  | open",
        // No country has it.
        "+999123456      | US | -             | closed",
        "+2101234567     | US | +21           | closed",
      })
  void opensOnlyWhatTheTenantOrTheTrunkOpens(
      String to, String country, String listed, String expected) {
    Optional<String> obstacle =
        gate.obstacle(to, Optional.ofNullable(country), policy(Optional.ofNullable(listed)));
    assertThat(obstacle.isEmpty()).as("%s: %s", to, obstacle).isEqualTo(expected.equals("open"));
  }

  @ParameterizedTest
  @CsvSource({
    "+19005550100, premium",
    "911, emergency",
    "+1911, emergency",
    "+442079460000, own country",
    "reception, list it whole"
  })
  void saysWhatIsInTheWay(String to, String word) {
    assertThat(gate.obstacle(to, Optional.of("US"), policy(Optional.empty())).orElseThrow())
        .contains(word);
  }

  private static TenantPolicy policy(Optional<String> listed) {
    List<String> destinations = listed.map(it -> Arrays.asList(it.split(" "))).orElse(List.of());
    return new TenantPolicy(
        Samples.newTenant(),
        "+1",
        destinations,
        10,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Instant.EPOCH);
  }
}
