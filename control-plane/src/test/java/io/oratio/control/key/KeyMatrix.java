package io.oratio.control.key;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.control.trust.TestTrust;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.Keys;
import io.oratio.domain.tenant.TenantId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Keys among the tests that are generated from the contract.
@Configuration(proxyBeanMethods = false)
@MatrixPart
@Import({TestTrust.class, KeyFeature.class})
class KeyMatrix {
  @Bean
  SampleRecord sampleKey(ApiKeys keys) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return "keyId";
      }

      @Override
      public String write(TenantId tenantId) {
        String keyId = Keys.newId();
        keys.add(Keys.key(tenantId, keyId));
        return keyId;
      }
    };
  }
}
