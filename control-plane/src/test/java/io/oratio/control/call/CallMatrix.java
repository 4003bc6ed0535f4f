package io.oratio.control.call;

import io.oratio.control.rig.MatrixPart;
import io.oratio.control.rig.SampleRecord;
import io.oratio.domain.Samples;
import io.oratio.domain.call.CallSamples;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.tenant.TenantId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Calls, for the tests that are generated from the contract.
@MatrixPart
@Configuration(proxyBeanMethods = false)
@Import(CallFeature.class)
class CallMatrix {
  @Bean
  SampleRecord sampleCall(OutboundCalls calls) {
    return new SampleRecord() {
      @Override
      public String parameter() {
        return "callId";
      }

      @Override
      public String write(TenantId tenantId) {
        String callId = "call_" + Samples.newTenant();
        calls.reserve(CallSamples.call(tenantId, callId), CallSamples.reservation(callId));
        return callId;
      }
    };
  }
}
