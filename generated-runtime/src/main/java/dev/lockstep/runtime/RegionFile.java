package dev.lockstep.runtime;

/**
 * The class file of a region.
 *
 * @param bytes the file
 * @param bound the callees that its class has as constants, in the order in which its initialiser asks for them
 * @param method the one that has its code
 * @param calls what {@link JavaFrames} is to know of it
 */
record RegionFile(byte[] bytes, Entry[] bound, String method, int[] calls) {}
