package io.oratio.control.tenant;

import io.oratio.control.rig.MatrixPart;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The feature among the tests that are generated from the contract.
@Configuration(proxyBeanMethods = false)
@MatrixPart
@Import(TenantFeature.class)
class TenantMatrix {}
