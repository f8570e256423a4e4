package org.tumorscan.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.training.ModelDescription;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the maker of a model says of it. */
public final class DescriptionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--describe",
      paramLabel = "FILE",
      description = "JSON file with identity, scope, licence, sources and limits of the model.")
  private @Nullable Path file;

  /** The file's content; empty where the caller names none. */
  public Optional<ModelDescription> description() throws IOException {
    if (file == null) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), file + ": no such file");
    }
    try {
      return Optional.of(
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
              .build()
              .readValue(file.toFile(), ModelDescription.class));
    } catch (JsonProcessingException e) {
      throw new ParameterException(spec.commandLine(), file + ": " + e.getOriginalMessage(), e);
    }
  }
}
