package org.tumorscan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/** The packages' one direction of dependence. */
@AnalyzeClasses(packages = "org.tumorscan", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /** ArchUnit's own option knows {@code target/test-classes} alone, not that of a profile. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest static final ArchRule imageStandsAlone = mayUse("image..");

  @ArchTest static final ArchRule evaluationStandsAlone = mayUse("evaluation..");

  @ArchTest static final ArchRule dicomSeesImage = mayUse("dicom..", "image..");

  @ArchTest static final ArchRule archiveSeesDicom = mayUse("archive..", "dicom");

  @ArchTest static final ArchRule modelSeesImage = mayUse("model..", "image..");

  @ArchTest
  static final ArchRule qualitySeesInputsAndModels =
      mayUse("quality..", "dicom", "image..", "model..");

  @ArchTest
  static final ArchRule dataSetsSeePictures = mayUse("dataset..", "image..", "evaluation..");

  @ArchTest
  static final ArchRule inferenceSeesModels =
      mayUse("inference..", "image..", "model..", "evaluation..");

  @ArchTest
  static final ArchRule journalSeesPredictions = mayUse("journal..", "image..", "inference..");

  @ArchTest
  static final ArchRule trainingSeesModels =
      mayUse("training..", "dataset..", "image..", "model..", "evaluation..", "inference..");

  @ArchTest
  static final ArchRule djlImplementsPorts =
      mayUse("djl..", "inference..", "training..", "model..", "image..");

  @ArchTest
  static final ArchRule reportSeesResults =
      mayUse(
          "report..",
          "dataset..",
          "inference..",
          "model..",
          "evaluation..",
          "image..",
          "dicom",
          "dicom.write");

  @ArchTest
  static final ArchRule pipelineNamesNoImplementation =
      mayUse(
          "pipeline..",
          "archive..",
          "dataset..",
          "image..",
          "evaluation..",
          "dicom",
          "model..",
          "inference..",
          "journal..",
          "training..",
          "quality..",
          "report..");

  @ArchTest
  static final ArchRule benchmarkMeasuresThePipeline =
      mayUse(
          "benchmark..",
          "pipeline",
          "report",
          "journal",
          "inference",
          "model",
          "evaluation",
          "image",
          "dicom",
          "dicom.write");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("org.tumorscan.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheDjlPackageKnowsDjl =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.djl.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyArchivesAndTorchScriptKnowCommonsCompress =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.archive..", "org.tumorscan.djl.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons..");

  @ArchTest
  static final ArchRule onlyThePdfPackageKnowsPdfBox =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.report.pdf.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..");

  @ArchTest
  static final ArchRule onlyTheFhirPackageKnowsHapi =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.report.fhir.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..");

  @ArchTest
  static final ArchRule onlyEvaluationReportsKnowTheChartLibrary =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.report.evaluation.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jfree..", "org.apache.batik..");

  @ArchTest
  static final ArchRule onlyItsAdapterKnowsDcm4che =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.dicom.dcm4che.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dcm4che3..");

  /** Part of the program in the Maven profile {@code dcm4che} alone, so found as a service. */
  @ArchTest
  static final ArchRule nothingNamesTheDcm4cheAdapter =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.dicom.dcm4che.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tumorscan.dicom.dcm4che..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.cli.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyWiringNamesTheReader =
      noClasses()
          .that()
          .resideInAPackage("org.tumorscan.cli..")
          .and()
          .doNotHaveSimpleName("Wiring")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tumorscan.dicom.part10..");

  @ArchTest
  static final ArchRule onlyTheCommandLineUsesStandardStreams =
      noClasses()
          .that(resideOutsideOfPackages("org.tumorscan.cli.."))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** What names the patient goes from the readers to the DICOM results and nowhere else. */
  @ArchTest
  static final ArchRule noOtherReportSeesThePatient =
      noClasses()
          .that()
          .resideInAPackage("org.tumorscan.report..")
          .and()
          .resideOutsideOfPackage("org.tumorscan.report.dicom..")
          .and()
          .doNotHaveSimpleName("ReportWriter")
          .and()
          .haveNameNotMatching(".*\\.(Disclosure|Pseudonyms)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("SourceAttributes")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("RawElement");

  @ArchTest
  static final ArchRule onlyMainExits =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.tumorscan.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule fieldsAreFinalWhereTheyAreStatic =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
          .that()
          .areStatic()
          .should()
          .beFinal();

  /**
   * Classes of a package may depend on that package, the others named, and nothing else of ours.
   */
  private static ArchRule mayUse(String own, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(own), Stream.of(others))
            .map(name -> "org.tumorscan." + name)
            .toArray(String[]::new);
    return classes()
        .that(resideInAnyPackage("org.tumorscan." + own))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackages("org.tumorscan..")));
  }
}
