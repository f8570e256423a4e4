package org.tumorscan.inference;

/** What has been begun and may not be done yet. */
public interface Pending<T> {

  /**
   * Waits for it.
   *
   * @throws InferenceException {@code FAILED}
   */
  T await() throws InferenceException;
}
