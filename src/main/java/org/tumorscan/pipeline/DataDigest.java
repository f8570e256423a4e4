package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tumorscan.training.LabelledPicture;

/** Names labelled pictures by their content: neither paths nor order matter, every label does. */
public final class DataDigest {
  private DataDigest() {}

  /** SHA-256 over a sorted line for every picture: digest of the file, frame, label, split. */
  public static String of(List<LabelledPicture> pictures) throws IOException {
    Map<Path, String> files = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (LabelledPicture picture : pictures) {
      String file = files.get(picture.file());
      if (file == null) {
        file = digest(picture.file());
        files.put(picture.file(), file);
      }
      lines.add(
          "%s %d %b %s\n".formatted(file, picture.frameIndex(), picture.tumor(), picture.split()));
    }
    lines.sort(null);
    MessageDigest all = sha256();
    lines.forEach(line -> all.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(all.digest());
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
