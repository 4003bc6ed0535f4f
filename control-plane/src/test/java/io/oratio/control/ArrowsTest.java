package io.oratio.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of this module, as sentences.
@AnalyzeClasses(
    packages = "io.oratio.control",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule ofOursTheControlPlaneImportsOnlyDomainRuntimeAndStorage =
      classes()
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are the domain's, the runtime's, the stores', the control plane's or not ours",
                  (JavaClass it) ->
                      !it.getPackageName().startsWith("io.oratio.")
                          || it.getPackageName().startsWith("io.oratio.domain")
                          || it.getPackageName().startsWith("io.oratio.runtime")
                          || it.getPackageName().startsWith("io.oratio.storage")
                          || it.getPackageName().startsWith("io.oratio.control")));

  @ArchTest
  static final ArchRule onlyTheWiringKnowsWhereThingsAreStored =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.control")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.storage..");

  @ArchTest
  static final ArchRule noStoreIsSpokenToDirectly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "software.amazon.awssdk.services.dynamodb..",
              "software.amazon.awssdk.services.s3..");

  @ArchTest
  static final ArchRule noSipIsSpoken =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule whatAllShareKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.control.web..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are a feature's",
                  (JavaClass it) ->
                      it.getPackageName().startsWith("io.oratio.control")
                          && !it.getPackageName().startsWith("io.oratio.control.web")));

  @ArchTest
  static final ArchRule theContractIsReadWithoutTheDoor =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.control.web.contract..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.control.web", "io.oratio.control.web.door..");

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheDoor =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.oratio.control", "io.oratio.control.telemetry", "io.oratio.control.web.door..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.control.web.door..");

  @ArchTest
  static final ArchRule serversHaveOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.control.web.door..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache..");

  @ArchTest
  static final ArchRule rateLimitsHaveOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.control.limit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.bucket4j..");

  @ArchTest
  static final ArchRule numberingPlansAreTheRuntimes =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.google.i18n..");

  @ArchTest
  static final ArchRule featuresKnowEachOtherOnlyByNamedPorts =
      slices()
          .matching("io.oratio.control.(*)..")
          .namingSlices("$1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              DescribedPredicate.describe(
                  "what all share, or a port that its owner names here",
                  (JavaClass it) ->
                      it.getPackageName().startsWith("io.oratio.control.web")
                          || it.getPackageName().startsWith("io.oratio.control.trust")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule whatProofsAreMadeOfKnowsNoFeature =
      classes()
          .that()
          .resideInAPackage("io.oratio.control.trust..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are its own, what all share, or not the control plane's",
                  (JavaClass it) ->
                      !it.getPackageName().startsWith("io.oratio.control")
                          || it.getPackageName().startsWith("io.oratio.control.web")
                          || it.getPackageName().startsWith("io.oratio.control.trust")));

  @ArchTest
  static final ArchRule signedTokensHaveOneDoorAndProvidersTheirs =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.oratio.control.trust..", "io.oratio.control.account.oidc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule passwordsAreHashedInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.control.account..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");
}
