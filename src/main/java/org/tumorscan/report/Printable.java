package org.tumorscan.report;

/**
 * Text that comes from outside, made fit to be shown: a file name may hold anything, such as a
 * terminal's control sequence or a right-to-left override that makes it look like another name.
 */
public final class Printable {
  private Printable() {}

  /** Lone surrogates, which UTF-8 cannot hold, become U+FFFD; all else stays. */
  public static String wellFormed(String text) {
    if (text.codePoints().noneMatch(Printable::isLoneSurrogate)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isLoneSurrogate(codePoint) ? 0xFFFD : codePoint)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /**
   * For people: what does not print, or changes how its neighbours print, becomes its number, such
   * as {@code <U+202E>}.
   */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Printable::isInvisible)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isInvisible(codePoint)) {
                result.append(String.format("<U+%04X>", codePoint));
              } else {
                result.appendCodePoint(codePoint);
              }
            });
    return result.toString();
  }

  /** Controls, format characters, line and paragraph separators, and halves of a pair. */
  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
