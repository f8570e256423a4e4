package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class IoMessagesTest {
  @Test
  void aPlaceThatMayNotBeWrittenIsTheWrongOne() {
    AccessDeniedException denied = new AccessDeniedException("/reports");
    assertTrue(IoMessages.isWrongPlace(denied));
    assertEquals("/reports: permission denied", IoMessages.of(denied));
  }

  @Test
  void aFullDiskIsTheRightPlace() {
    assertFalse(
        IoMessages.isWrongPlace(
            new FileSystemException("/reports", null, "No space left on device")));
  }
}
