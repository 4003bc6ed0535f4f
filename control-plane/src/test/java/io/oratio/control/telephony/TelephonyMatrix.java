package io.oratio.control.telephony;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.Samples;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunks;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Trunks and numbers, for the tests that are generated from the contract.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import(TelephonyFeature.class)
class TelephonyMatrix {
  @Bean
  SampleRecord sampleTrunk(Trunks trunks) {
    return sample(
        "trunkId",
        tenantId -> {
          String trunkId = "trk_" + UUID.randomUUID();
          trunks.save(Samples.trunk(tenantId, trunkId));
          return trunkId;
        });
  }

  @Bean
  SampleRecord sampleNumber(Numbers numbers) {
    return sample(
        "numberId",
        tenantId -> {
          String numberId = "num_" + UUID.randomUUID();
          numbers.save(Samples.numberRule(tenantId, numberId, "+15550100"));
          return numberId;
        });
  }

  private static SampleRecord sample(String parameter, Function<TenantId, String> write) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return parameter;
      }

      @Override
      public String write(TenantId tenantId) {
        return write.apply(tenantId);
      }
    };
  }
}
