package org.tumorscan.djl;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.model.Depth;

/**
 * Another program for the weights of our ResNet-50, for inference on GPUs: the network's own in
 * float16 and channels-last order, which tensor cores are made for. The file has its weights in
 * float16 already; pictures come and features go in float32, and the pooled features are averages
 * taken in float32.
 */
final class HalfProgram {
  /** What the text says, and what stands in its place; 5 is float16, 6 float32 in TorchScript. */
  private static final Map<String, String> EDITS =
      Map.of(
          "self.weight = torch.to((state)[0], 6)",
          "self.weight = torch.contiguous(torch.to((state)[0], 5), memory_format=2)",
          "self.bias = (state)[1]",
          "self.bias = torch.to((state)[1], 5)",
          "(conv1).forward(torch.add(images, input_offset), )",
          "(conv1).forward(torch.contiguous(torch.to(torch.add(images, input_offset), 5),"
              + " memory_format=2), )");

  private static final String OUTPUTS = "_3 = (torch.mean(last, [2, 3]), last, stage3)";
  private static final String LAST_STAGE = "last = (layer4).forward(stage3, )";

  private static final Map<String, String> WHOLE =
      Map.of(
          OUTPUTS,
          "wide = torch.contiguous(torch.to(last, 6))\n"
              + "    _3 = (torch.mean(wide, [2, 3]), wide, torch.contiguous(torch.to(stage3, 6)))");

  /** The map of the third stage stands in for the other outputs too. */
  private static final Map<String, String> TO_STAGE_3 =
      Map.of(
          LAST_STAGE,
          "wide = torch.contiguous(torch.to(stage3, 6))",
          OUTPUTS,
          "_3 = (wide, wide, wide)");

  private HalfProgram() {}

  /**
   * The same network in float16.
   *
   * @param depth how far it is run; to stage 3, all outputs are that map
   * @return a whole TorchScript file
   */
  static byte[] exchanged(TorchScriptArchive network, Depth depth) {
    return network.withTexts(edited(network, depth)).file();
  }

  private static Map<String, String> edited(TorchScriptArchive archive, Depth depth) {
    Map<String, String> edits = new HashMap<>(EDITS);
    edits.putAll(depth == Depth.STAGE_3 ? TO_STAGE_3 : WHOLE);
    Map<String, String> edited = new TreeMap<>();
    archive
        .texts()
        .forEach(
            (name, text) -> {
              String other = text;
              for (Map.Entry<String, String> edit : edits.entrySet()) {
                other = other.replace(edit.getKey(), edit.getValue());
              }
              edited.put(name, other);
            });
    return edited;
  }
}
