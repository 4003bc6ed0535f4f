package io.oratio.control.rig;

import java.util.Comparator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// Every feature there is, for the tests that are generated from the contract: each has a
/// configuration marked with [MatrixPart] among its tests.
public final class AllFeatures {
  private AllFeatures() {}

  /// The control plane with all of them.
  public static ApiRig start() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(MatrixPart.class));
    return ApiRig.start(
        scan.findCandidateComponents("io.oratio.control").stream()
            .map(it -> ClassUtils.resolveClassName(String.valueOf(it.getBeanClassName()), null))
            .sorted(Comparator.comparing(Class::getName))
            .toArray(Class<?>[]::new));
  }
}
