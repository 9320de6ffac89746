package dev.lockstep.bench;

/**
 * One subject's figure minus another's, for each program that both ran.
 *
 * @param name what the difference is called in the report, before the program
 */
record Difference(String name, String minuend, String subtrahend) {}
