package dev.lockstep.runtime;

/**
 * Forms of consecutive instructions that one handler runs, which saves the driver the dispatches in between. Immutable.
 *
 * @param id what stands for it in the first word of the first instruction
 * @param steps the ids of the forms
 */
record Sequence(int id, int[] steps) {}
