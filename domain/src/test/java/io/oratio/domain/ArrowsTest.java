package io.oratio.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of this module, as sentences.
@AnalyzeClasses(packages = "io.oratio.domain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule theDomainImportsOnlyTheJdk =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.oratio.domain..");

  @ArchTest
  static final ArchRule theDomainTalksToNoDatabaseAndNoNetworkByItself =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.net.http..");

  @ArchTest
  static final ArchRule featuresDoNotImportEachOtherInCircles =
      slices().matching("io.oratio.domain.(*)..").should().beFreeOfCycles();
}
