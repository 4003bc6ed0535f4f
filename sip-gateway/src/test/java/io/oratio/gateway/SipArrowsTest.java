package io.oratio.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.oratio.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SipArrowsTest {
  @ArchTest
  static final ArchRule onlyTheSipEdgeSeesTheSipStack =
      noClasses()
          .that(resideOutsideOfPackages("io.oratio.gateway.sip"))
          .should()
          .dependOnClassesThat(resideInAnyPackage("javax.sip..", "gov.nist.."));

  @ArchTest
  static final ArchRule sessionDescriptionsStandOnTheJdkAlone =
      classes()
          .that(resideInAnyPackage("io.oratio.gateway.sdp"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.oratio.gateway.sdp", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule trunksKnowTheDomainAndNothingElseOfOurs =
      classes()
          .that(resideInAnyPackage("io.oratio.gateway.trunk"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.oratio.gateway.trunk",
                  "io.oratio.domain.trunk",
                  "io.oratio.domain.tenant",
                  "java..",
                  "javax.crypto..",
                  "org.jspecify.."));

  @ArchTest
  static final ArchRule theSipEdgeKnowsNoCallAndNoDescription =
      noClasses()
          .that(resideInAnyPackage("io.oratio.gateway.sip"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.oratio.gateway.call..",
                  "io.oratio.gateway.sdp..",
                  "io.oratio.gateway.route..",
                  "io.oratio.gateway.socket..",
                  "io.oratio.gateway.journal..",
                  "io.oratio.media..",
                  "io.oratio.engine..",
                  "org.springframework.."));
}
