package dev.lockstep.runtime;

/**
 * A case in which a call from Java, the handler and the region of a form differ. Outcomes are results, the pc that runs next, or
 * what was thrown.
 *
 * @param form the name of the form
 * @param inputs operands and immediates in the order in which they lie in the instruction
 * @param direct the outcome of a call from Java
 * @param interpreted the outcome of the handler, in the loop that warms up if only that differs
 * @param compiled the outcome of the region
 */
public record ConformanceFailure(
    String form, String inputs, String direct, String interpreted, String compiled) {}
