package org.tumorscan.benchmark;

import org.tumorscan.inference.Execution;

/**
 * What the measurements hold for.
 *
 * @param processors that this process may use
 * @param networkThreads of the network on the CPU, the same for the whole life of the process
 * @param heapMegabytes most memory for reading and preparing, in 10^6 bytes; the network's comes on
 *     top
 * @param execution where and how the network ran
 * @param system operating system and architecture
 * @param java version of the Java runtime
 */
public record Machine(
    int processors,
    int networkThreads,
    long heapMegabytes,
    Execution execution,
    String system,
    String java) {

  /** The one that this process runs on. */
  public static Machine here(int networkThreads, Execution execution) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        runtime.availableProcessors(),
        networkThreads,
        runtime.maxMemory() / 1_000_000,
        execution,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }
}
