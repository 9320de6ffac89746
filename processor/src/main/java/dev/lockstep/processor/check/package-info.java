/** Judges what was read: reports every problem, or makes the model that the generators rely on. */
package dev.lockstep.processor.check;
