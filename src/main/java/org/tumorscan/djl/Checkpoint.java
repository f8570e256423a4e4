package org.tumorscan.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tumorscan.model.DenseHead;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.TrainingPlan;

/**
 * The state of a run after its last whole epoch, in one file: which run it belongs to, how far it
 * is, the learner's arrays, the best weights so far.
 */
final class Checkpoint {
  private final Path file;
  private final NDManager manager;
  private final String run;

  /**
   * The state of a run.
   *
   * @param run digest of all that its result depends on
   */
  Checkpoint(Path file, NDManager manager, String run) {
    this.file = file;
    this.manager = manager;
    this.run = run;
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /**
   * What the file holds.
   *
   * @param state the learner's
   * @param stepsDone the learner's
   */
  record Kept(RunProgress progress, NDList state, int stepsDone) {}

  /** What is kept; the arrays belong to the manager. */
  Kept read() throws IOException, TrainingException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (!in.readUTF().equals(run)) {
        throw new TrainingException(
            Reason.OTHER_RUN,
            file
                + " is the state of a run with another plan, network or pictures; remove it first");
      }
      int epochsDone = in.readInt();
      int bestEpoch = in.readInt();
      double bestMetric = in.readDouble();
      int stepsDone = in.readInt();
      NDList state = NDList.decode(manager, in);
      NDList best = NDList.decode(manager, in);
      return new Kept(new RunProgress(epochsDone, bestEpoch, bestMetric, best), state, stepsDone);
    }
  }

  void write(RunProgress progress, Learner learner) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
      out.writeUTF(run);
      out.writeInt(progress.epochsDone());
      out.writeInt(progress.bestEpoch());
      out.writeDouble(progress.bestMetric());
      out.writeInt(learner.steps());
      learner.state().encode(out);
      progress.best().encode(out);
    }
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Which run it is.
   *
   * @param base the network, and the head if one is gone on from
   */
  static String run(BaseNetwork base, TrainingPlan plan, Material material) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((base.sha256() + plan).getBytes(StandardCharsets.UTF_8));
      base.adapter().ifPresent(adapter -> digest.update(adapter.toBytes()));
      base.head().ifPresent(head -> add(digest, head));
      add(digest, material.train());
      add(digest, material.validation().pictures());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, DenseHead head) {
    for (DenseHead.Member member : head.members()) {
      for (DenseHead.Convolution layer : member.layers()) {
        ByteBuffer values = ByteBuffer.allocate(Float.BYTES * layer.weight().length);
        values.asFloatBuffer().put(layer.weight());
        digest.update(values);
      }
    }
  }

  private static void add(MessageDigest digest, List<TrainingPicture> pictures) {
    for (TrainingPicture picture : pictures) {
      digest.update(picture.picture());
      String rest = picture.origin().tumor() + picture.origin().group() + picture.boxes();
      digest.update(rest.getBytes(StandardCharsets.UTF_8));
    }
  }
}
