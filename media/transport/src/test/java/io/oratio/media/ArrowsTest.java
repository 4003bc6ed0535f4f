package io.oratio.media;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of this module, in sentences.
@AnalyzeClasses(packages = "io.oratio", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  private static final String OURS = "io.oratio..";

  @ArchTest
  static final ArchRule theModuleKnowsOnlyTheJdkNettyAndALogger =
      classes()
          .that()
          .resideInAPackage("io.oratio.media..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.media..", "java..", "io.netty..", "org.slf4j..", "org.jspecify..")
          .because("the media library knows no tenant, no SIP and no AWS");

  @ArchTest static final ArchRule samplesKnowNothingOfOurs = knowsOnly("pcm");

  @ArchTest static final ArchRule theWireKnowsNothingOfOurs = knowsOnly("wire");

  @ArchTest static final ArchRule recordingsKnowNothingOfOurs = knowsOnly("record");

  @ArchTest static final ArchRule rtpKnowsNothingOfOurs = knowsOnly("rtp");

  @ArchTest static final ArchRule codecsKnowOnlySamples = knowsOnly("codec", "pcm");

  @ArchTest static final ArchRule theVoiceDetectorKnowsOnlySamples = knowsOnly("vad", "pcm");

  @ArchTest static final ArchRule reportsKnowOnlyRtp = knowsOnly("rtcp", "rtp");

  @ArchTest static final ArchRule keysKnowOnlyRtpAndSamples = knowsOnly("dtmf", "rtp", "pcm");

  @ArchTest
  static final ArchRule theJitterBufferKnowsRtpCodecsAndSamples =
      knowsOnly("jitter", "rtp", "codec", "pcm");

  @ArchTest
  static final ArchRule onlyThePathSeesAllTheOthers =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.media.path..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.media.path..");

  @ArchTest
  static final ArchRule noPackageGoesInCircles =
      slices().matching("io.oratio.media.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule socketsHaveOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.media.wire..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*DatagramChannel|java\\.net\\.DatagramSocket");

  @ArchTest
  static final ArchRule nothingLocksOnTheHotPath =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.oratio.media.pcm..",
              "io.oratio.media.codec..",
              "io.oratio.media.rtp..",
              "io.oratio.media.rtcp..",
              "io.oratio.media.dtmf..",
              "io.oratio.media.jitter..",
              "io.oratio.media.vad..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "org.slf4j..")
          .because("what one event loop runs needs no locks, and never logs for a packet");

  private static ArchRule knowsOnly(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "io.oratio.media." + name + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "io.oratio.media." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true);
  }
}
