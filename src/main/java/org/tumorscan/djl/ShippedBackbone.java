package org.tumorscan.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.tumorscan.model.BundleFiles;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;

/**
 * A network inside the program, as its {@code backbone.json} describes it.
 *
 * @param files where it lies
 * @param file name of the TorchScript file
 * @param sha256 digest of that file
 */
record ShippedBackbone(BundleFiles files, String file, String sha256) {

  /**
   * The description of a network.
   *
   * @param id such as {@code resnet50-imagenet}
   * @throws ModelException {@code NOT_FOUND} where the program has no such network
   */
  static ShippedBackbone describe(String id) throws ModelException {
    return describe(BundleFiles.shipped(id));
  }

  static ShippedBackbone describe(BundleFiles files) throws ModelException {
    try (InputStream description = files.open("backbone.json")) {
      JsonNode json = new ObjectMapper().readTree(description);
      return new ShippedBackbone(files, json.path("file").asText(), json.path("sha256").asText());
    } catch (NoSuchFileException e) {
      throw new ModelException(
          Reason.NOT_FOUND, "no network at " + files.location() + " in this program", e);
    } catch (IOException e) {
      throw new ModelException(Reason.MALFORMED, files.location() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The TorchScript file, after comparing its digest.
   *
   * @throws ModelException {@code DIGEST_MISMATCH} where the file is not the one described
   */
  byte[] torchScript() throws ModelException {
    try (InputStream stream = files.open(file)) {
      byte[] torchScript = stream.readAllBytes();
      BundleReader.checkDigest(files.location() + "/" + file, torchScript, sha256);
      return torchScript;
    } catch (IOException e) {
      throw new ModelException(
          Reason.NOT_FOUND, files.location() + "/" + file + ": cannot be read: " + e, e);
    }
  }
}
