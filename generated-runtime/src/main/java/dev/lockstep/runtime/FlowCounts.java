package dev.lockstep.runtime;

/**
 * What a profile says of a {@link ControlFlow}.
 *
 * @param blocks by block, how often it has been entered
 * @param edges by index in {@link ControlFlow#successors}, how often it has been taken; the first of several that lead from one block
 *     to the same one has them all
 */
record FlowCounts(int[] blocks, int[] edges) {}
