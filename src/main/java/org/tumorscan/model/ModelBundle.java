package org.tumorscan.model;

/**
 * A model whose manifest and head have been read and verified. The backbone is verified where it is
 * loaded.
 *
 * @param manifest what the model says of itself
 * @param manifestSha256 digest of the manifest, which names every other file's digest: the model's
 *     identity
 * @param weights the head
 * @param files where its files lie
 */
public record ModelBundle(
    Manifest manifest, String manifestSha256, HeadWeights weights, BundleFiles files) {

  /** The file in which a bundle describes itself. */
  public static final String MANIFEST = "manifest.json";

  /**
   * This model with another smoothing over neighbouring slices; its digest stays that of the model.
   *
   * @param sigmaMm see {@link SeriesRule#smoothingMm}
   */
  public ModelBundle withSmoothingMm(double sigmaMm) {
    return new ModelBundle(
        manifest.with(manifest.series().withSmoothingMm(sigmaMm)), manifestSha256, weights, files);
  }
}
