package org.tumorscan.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may lie in a page's {@code script} element: no value can end the element or begin a
 * comment, and none ends a line of script.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements">HTML,
 *     restrictions for contents of script elements</a>
 */
final class ScriptEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] escapes = standardAsciiEscapesForJSON();
    for (char markup : new char[] {'<', '>', '&'}) {
      escapes[markup] = ESCAPE_STANDARD;
    }
    return escapes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    return character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR
        ? new SerializedString(String.format("\\u%04X", character))
        : null;
  }
}
