/**
 * Changes to training pictures: what scanners and publishers vary, tumors erased, lesions drawn.
 * Pure arithmetic on grey pictures; may import the JDK alone.
 */
@NullMarked
package org.tumorscan.training.augment;

import org.jspecify.annotations.NullMarked;
