package org.tumorscan.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A model repository of DJL's layout that holds one network. */
public final class ModelRepositoryFiles {
  /** The URL of the network. */
  public static final String NETWORK_URL = "djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet50";

  private static final String BASE = "/model/cv/image_classification/ai/djl/pytorch/resnet/";

  /** Path of the network's archive. */
  static final String ARCHIVE = BASE + "0.0.1/traced_resnet50.zip";

  private ModelRepositoryFiles() {}

  /** The files of a repository whose network is a small one with drawn weights, by path. */
  public static Map<String, byte[]> ofTinyNetwork() throws IOException {
    return of(Fixtures.bytes("tiny-traced-logits.pt"));
  }

  /** The files by path. */
  static Map<String, byte[]> of(byte[] network) throws IOException {
    byte[] archive = zipped("traced_resnet50.pt", network);
    return Map.of(
        ARCHIVE, archive, BASE + "metadata.json", metadata(sha1(archive), archive.length));
  }

  private static byte[] metadata(String sha1, int size) {
    return ("""
        {
          "metadataVersion": "0.2",
          "resourceType": "model",
          "application": "cv/image_classification",
          "groupId": "ai.djl.pytorch",
          "artifactId": "resnet",
          "name": "resnet",
          "description": "A test",
          "website": "",
          "licenses": {},
          "artifacts": [
            {
              "version": "0.0.1",
              "snapshot": false,
              "name": "traced_resnet50",
              "properties": {"layers": "50"},
              "arguments": {},
              "files": {
                "model": {
                  "uri": "0.0.1/traced_resnet50.zip",
                  "name": "",
                  "sha1Hash": "%s",
                  "size": %d
                }
              }
            }
          ]
        }
        """)
        .formatted(sha1, size)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
