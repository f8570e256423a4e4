package org.tumorscan.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style or script that goes into a page.
 *
 * @param text the whole file, UTF-8
 */
public record PageResource(String text) {

  /**
   * Reads it from beside the reports.
   *
   * @throws IOException where the program lacks it
   */
  public static PageResource named(String name) throws IOException {
    try (InputStream stream = PageResource.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(name + " is missing from the program");
      }
      return new PageResource(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * By which the page's policy allows it: {@code sha256-} and the digest in base 64.
   *
   * @see <a href="https://www.w3.org/TR/CSP3/#grammardef-hash-source">Content Security Policy 3</a>
   */
  public String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
