package org.tumorscan.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** {@code inspect --json}: an object a line, for other programs. */
public final class InspectionLines implements InspectionWriter {
  private static final ObjectWriter JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).build().writer(new JsonEscapes());

  private final Appendable out;

  /**
   * Writes to a stream that the caller keeps and closes.
   *
   * @param out such as standard output
   */
  public InspectionLines(Appendable out) {
    this.out = out;
  }

  @Override
  public void add(Inspection inspection) throws IOException {
    out.append(JSON.writeValueAsString(inspection)).append('\n');
  }
}
