package io.oratio.phone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.oratio.phone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String ROOT = "io.oratio.phone.";

  @ArchTest
  static final ArchRule thePhoneStandsOnTheMediaLibraryAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.phone..",
              "io.oratio.media..",
              "java..",
              "org.slf4j",
              "org.jspecify.annotations",
              "io.netty.channel")
          .because("it must be an independent peer of the gateway");

  @ArchTest
  static final ArchRule sipKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "sip")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.media..", ROOT + "(call|sdp|sound|dial|load|report)");

  @ArchTest
  static final ArchRule sdpKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "sdp")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.media..", ROOT + "(call|sip|sound|dial|load|report)");

  @ArchTest
  static final ArchRule soundKnowsNoSignalling =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "sound")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "(call|sip|sdp|dial|load|report)");

  @ArchTest
  static final ArchRule onlyTheLineTouchesTheMediaLibrarysWires =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "call")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.media.wire", "io.netty..");

  @ArchTest
  static final ArchRule aCallKnowsNoCommand =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "call")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "(dial|load|report)");

  @ArchTest
  static final ArchRule theCommandsDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "dial")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "load");
}
