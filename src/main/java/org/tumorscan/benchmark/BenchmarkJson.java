package org.tumorscan.benchmark;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.tumorscan.benchmark.EndToEndRate.StageWork;
import org.tumorscan.benchmark.Recommendation.Setting;
import org.tumorscan.benchmark.SampledInputs.Unreadable;
import org.tumorscan.report.JsonEscapes;
import org.tumorscan.report.Printable;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.Rounding;

/** A benchmark for programs, as {@code benchmark-schema.json} describes it. */
public final class BenchmarkJson {
  /** Version of the format; the first number changes when a reader of the old would misread. */
  static final String SCHEMA_VERSION = "1.0";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BenchmarkJson() {}

  /** Writes the document; the target is committed, not closed. */
  public static void write(BenchmarkReport report, ReportTarget target) throws IOException {
    JsonMapper mapper = new JsonMapper();
    // Else the mapper would close the target before it is committed.
    mapper.getFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    mapper.getFactory().setCharacterEscapes(new JsonEscapes());
    mapper
        .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
        .writeValue(target.writer(), document(report));
    target.writer().write("\n");
    target.commit();
  }

  private static ObjectNode document(BenchmarkReport report) {
    BenchmarkReport.Run run = report.run();
    Measurements measurements = report.measurements();
    ObjectNode json = NODES.objectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.putObject("tool").put("name", "tumorscan").put("version", run.toolVersion());
    json.put("createdAt", run.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    json.putObject("model")
        .put("id", run.modelId())
        .put("version", run.modelVersion())
        .put("sha256", run.modelSha256());
    json.put("dicomReader", run.dicomReader());
    json.put("secondsPerMeasurement", run.seconds());
    json.set("machine", machine(measurements.machine()));
    json.set("inputs", inputs(report.given()));
    measurements.warnings().forEach(json.putArray("warnings")::add);
    ArrayNode network = json.putArray("network");
    measurements.network().forEach(rate -> network.add(network(rate)));
    ArrayNode decoding = json.putArray("decoding");
    measurements.decoding().forEach(rate -> decoding.add(decoding(rate)));
    ObjectNode preparation = json.putObject("preparation");
    preparation.put("rows", MadeSlices.SIZE).put("columns", MadeSlices.SIZE);
    preparation.set("millisPerSlice", spread(measurements.millisPerPreparation()));
    ArrayNode endToEnd = json.putArray("endToEnd");
    measurements.endToEnd().forEach(rate -> endToEnd.add(endToEnd(rate)));
    json.set("recommendation", recommendation(measurements.recommendation()));
    return json;
  }

  private static ObjectNode machine(Machine machine) {
    return NODES
        .objectNode()
        .put("system", machine.system())
        .put("java", machine.java())
        .put("processors", machine.processors())
        .put("networkThreads", machine.networkThreads())
        .put("heapMegabytes", machine.heapMegabytes())
        .put("device", machine.execution().device())
        .put("precision", machine.execution().precision().word());
  }

  private static ObjectNode inputs(SampledInputs given) {
    ObjectNode json = NODES.objectNode();
    json.put("files", given.files());
    json.put("whole", given.whole());
    json.put("skipped", given.skipped());
    ArrayNode unreadable = json.putArray("unreadable");
    for (Unreadable file : given.unreadable()) {
      unreadable
          .addObject()
          .put("path", Printable.wellFormed(file.path()))
          .put("reason", file.reason())
          .put("message", Printable.wellFormed(file.message()));
    }
    return json;
  }

  private static ObjectNode network(NetworkRate rate) {
    ObjectNode json = NODES.objectNode();
    json.put("batchSize", rate.batchSize());
    json.put("slicesPerSecond", Rounding.exact(rate.slicesPerSecond()));
    json.set("millisPerSlice", spread(rate.millisPerSlice()));
    return json;
  }

  private static ObjectNode decoding(DecodingRate rate) {
    ObjectNode json = NODES.objectNode();
    json.put("transferSyntax", rate.transferSyntax().uid());
    json.put("name", rate.transferSyntax().displayName());
    json.put("made", rate.made());
    json.put("files", rate.files());
    json.put("frames", rate.frames());
    json.put("megabytesPerFrame", Rounding.exact(rate.bytesPerFrame() / 1e6));
    json.put("megabytesPerSecond", Rounding.exact(rate.megabytesPerSecond()));
    json.set("millisPerFrame", spread(rate.millisPerFrame()));
    return json;
  }

  private static ObjectNode endToEnd(EndToEndRate rate) {
    StageWork work = rate.work();
    ObjectNode json = NODES.objectNode();
    json.put("workers", rate.workers());
    json.put("batchSize", rate.batchSize());
    json.put("slices", rate.slices());
    json.set("slicesPerSecond", spread(rate.slicesPerSecond()));
    json.put("shareOfNetwork", Rounding.exact(rate.shareOfNetwork()));
    json.putObject("work")
        .put("elapsedSeconds", Rounding.exact(work.elapsedSeconds()))
        .put("readAndPrepareSeconds", Rounding.exact(work.readAndPrepareSeconds()))
        .put("networkSeconds", Rounding.exact(work.networkSeconds()))
        .put("reportsSeconds", Rounding.exact(work.reportsSeconds()));
    return json;
  }

  private static ObjectNode recommendation(Recommendation recommendation) {
    ObjectNode json = NODES.objectNode();
    json.set("batchSize", setting(recommendation.batchSize()));
    json.set("workers", setting(recommendation.workers()));
    json.set("threads", setting(recommendation.threads()));
    return json;
  }

  private static ObjectNode setting(Setting setting) {
    return NODES.objectNode().put("value", setting.value()).put("reason", setting.reason());
  }

  private static ObjectNode spread(Spread spread) {
    return NODES
        .objectNode()
        .put("repetitions", spread.repetitions())
        .put("median", Rounding.exact(spread.median()))
        .put("lowerQuartile", Rounding.exact(spread.lowerQuartile()))
        .put("upperQuartile", Rounding.exact(spread.upperQuartile()));
  }
}
