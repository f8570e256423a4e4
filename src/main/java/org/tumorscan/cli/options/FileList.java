package org.tumorscan.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of file names, separated by NULs where there are any, else by line ends. A name is any
 * bytes, whatever the locale's encoding; a UTF-8 byte order mark before the first is none.
 */
record FileList(@SuppressWarnings("ArrayRecordComponent") byte[] bytes) {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  List<Path> paths() {
    byte separator = separator();
    List<Path> paths = new ArrayList<>();
    int start = startsWithMark() ? BYTE_ORDER_MARK.length : 0;
    for (int i = start; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == separator) {
        byte[] name = Arrays.copyOfRange(bytes, start, end(start, i, separator));
        if (name.length > 0) {
          paths.add(path(name));
        }
        start = i + 1;
      }
    }
    return paths;
  }

  private boolean startsWithMark() {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(Arrays.copyOf(bytes, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
  }

  private byte separator() {
    for (byte value : bytes) {
      if (value == 0) {
        return 0;
      }
    }
    return '\n';
  }

  private int end(int start, int end, byte separator) {
    return separator == '\n' && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** By way of a URI, the one form in which Java takes the bytes of a name. */
  private static Path path(byte[] name) {
    boolean absolute = name[0] == '/';
    StringBuilder uri = new StringBuilder("file:///");
    for (byte value : name) {
      uri.append(value == '/' ? "/" : String.format("%%%02X", value & 0xFF));
    }
    Path path = Path.of(URI.create(uri.toString()));
    return absolute ? path : path.subpath(0, path.getNameCount());
  }
}
