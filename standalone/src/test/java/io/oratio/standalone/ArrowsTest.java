package io.oratio.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of the whole program: this module sees them all.
@AnalyzeClasses(packages = "io.oratio", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule nobodyImportsTheProgram =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.standalone..");

  @ArchTest
  static final ArchRule theDomainImportsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.storage..",
              "io.oratio.media..",
              "io.oratio.engine..",
              "io.oratio.gateway..");

  @ArchTest
  static final ArchRule theMediaLibraryKnowsNoTenantNoSipAndNoAws =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.domain..",
              "io.oratio.engine..",
              "io.oratio.gateway..",
              "javax.sip..",
              "software.amazon..");

  @ArchTest
  static final ArchRule theStoresKnowNoCall =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.media..", "io.oratio.engine..", "io.oratio.gateway..");

  @ArchTest
  static final ArchRule sipHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.gateway.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule bedrockHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.engine.nova..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk.services.bedrockruntime..");

  @ArchTest
  static final ArchRule dynamoDbHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.storage.dynamodb..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk.services.dynamodb..");

  @ArchTest
  static final ArchRule theTestPhoneKnowsNothingOfTheGateway =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.phone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.gateway..", "io.oratio.domain..", "javax.sip..");

  @ArchTest
  static final ArchRule theVerbsOverTheApiKnowNothingOfOursButTheApi =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.standalone.shell..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.oratio..")
                  .and(not(resideInAPackage("io.oratio.standalone.shell.."))));
}
