package org.tumorscan.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Writes every character that does not print as a JSON escape, so that showing a report on a
 * terminal does nothing but show it. A JSON reader gets the same characters back.
 */
public final class JsonEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7F;

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] escapes = standardAsciiEscapesForJSON();
    escapes[DELETE] = ESCAPE_STANDARD;
    return escapes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    // Surrogates are always in pairs here and print as what the pair stands for.
    return Printable.isInvisible(character) && !Character.isSurrogate((char) character)
        ? new SerializedString(String.format("\\u%04X", character))
        : null;
  }
}
