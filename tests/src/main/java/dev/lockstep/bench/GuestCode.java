package dev.lockstep.bench;

/**
 * A program in the form that one of the hand-written interpreters runs.
 *
 * @param words the code of all functions
 * @param entry the index of the entry function's first word
 * @param frame how many parameters and locals the entry function has
 */
record GuestCode(int[] words, int entry, int frame) {}
