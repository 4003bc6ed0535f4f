package io.oratio.runtime;

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
    packages = "io.oratio.runtime",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule ofOursTheRuntimeImportsOnlyTheDomain =
      classes()
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are the domain's, the runtime's or not ours",
                  (JavaClass it) ->
                      !it.getPackageName().startsWith("io.oratio.")
                          || it.getPackageName().startsWith("io.oratio.domain.")
                          || it.getPackageName().startsWith("io.oratio.runtime")));

  @ArchTest
  static final ArchRule onlyTheOutboundClientOpensHttpConnections =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.oratio.runtime.outbound..",
              // A model's address is the operator's, never a tenant's.
              "io.oratio.runtime.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "org.apache.hc..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule luceneHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.knowledge.index..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule amazonsKnowledgeBasesHaveOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.knowledge.bedrock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon.awssdk.services.bedrockagent..",
              "software.amazon.awssdk.services.bedrockagentruntime..");

  @ArchTest
  static final ArchRule mailHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "software.amazon.awssdk.services.sesv2..");

  @ArchTest
  static final ArchRule numberingPlansHaveOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.destination..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.i18n.phonenumbers..");

  @ArchTest
  static final ArchRule modelProvidersStandBehindTheFactory =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.langchain4j.model.openai..",
              "dev.langchain4j.model.bedrock..",
              "dev.langchain4j.model.ollama..");

  @ArchTest
  static final ArchRule mcpHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.runtime.tool.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.modelcontextprotocol..");

  @ArchTest
  static final ArchRule featuresDoNotImportEachOtherInCircles =
      slices().matching("io.oratio.runtime.(*)..").should().beFreeOfCycles();
}
