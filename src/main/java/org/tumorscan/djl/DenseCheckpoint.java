package org.tumorscan.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tumorscan.training.DensePlan;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPicture;

/**
 * The state of a run after its last whole epoch, in one file: which run it belongs to, epochs and
 * steps done, the learner's arrays.
 */
final class DenseCheckpoint {
  private final Path file;
  private final NDManager manager;
  private final DensePlan plan;
  private final String run;
  private int epochsDone;

  DenseCheckpoint(Path file, NDManager manager, DensePlan plan, List<TrainingPicture> pictures) {
    this.file = file;
    this.manager = manager;
    this.plan = plan;
    this.run = digest(plan, pictures);
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  int epochsDone() {
    return epochsDone;
  }

  DenseLearner restore() throws IOException, TrainingException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (!in.readUTF().equals(run)) {
        throw new TrainingException(
            Reason.OTHER_RUN,
            file + " is the state of a run with another plan or other pictures; remove it first");
      }
      epochsDone = in.readInt();
      int steps = in.readInt();
      return DenseLearner.restored(manager, plan, NDList.decode(manager, in), steps);
    }
  }

  void save(DenseLearner learner, int epochs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(run);
    out.writeInt(epochs);
    out.writeInt(learner.steps());
    learner.state().encode(out);
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, bytes.toByteArray());
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String digest(DensePlan plan, List<TrainingPicture> pictures) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(plan.toString().getBytes(StandardCharsets.UTF_8));
      for (TrainingPicture picture : pictures) {
        digest.update(picture.picture());
        String rest = picture.origin().tumor() + picture.origin().group() + picture.boxes();
        digest.update(rest.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
