package io.oratio.control.session;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.Samples;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sessions over stores in memory.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import(SessionFeature.class)
public class SessionMatrixPart {
  @Bean
  SessionSettings sessionSettings() {
    return SessionSettings.usual(new SecretKeySpec(new byte[32], "HmacSHA256"));
  }

  @Bean
  SampleRecord sampleSession(Sessions sessions) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return "sessionId";
      }

      @Override
      public String write(TenantId tenantId) {
        String id = "ses_" + UUID.randomUUID();
        sessions.open(Samples.session(tenantId, id, Samples.MORNING));
        return id;
      }
    };
  }
}
