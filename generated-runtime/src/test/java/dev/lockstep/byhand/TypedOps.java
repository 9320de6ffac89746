package dev.lockstep.byhand;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.runtime.Trap;

/** A second guest without annotations, which has values of all types and all kinds of control flow; its opcodes trap often. */
final class TypedOps {

  private TypedOps() {}

  static int add(int a, int b) {
    return a + b;
  }

  static int div(int a, int b) {
    return a / b;
  }

  static long toLong(int a) {
    return a;
  }

  static long addLong(long a, long b) {
    return a + b;
  }

  static float toFloat(long a) {
    return a;
  }

  static float mulFloat(float a, float b) {
    return a * b;
  }

  static double toDouble(float a) {
    return a;
  }

  static double addDouble(double a, double b) {
    return a + b;
  }

  static long truncate(double a) {
    return (long) a;
  }

  static int wrap(long a) {
    return (int) a;
  }

  static Object box(long a) {
    return a;
  }

  static long unbox(Long a) {
    return a;
  }

  static boolean brIf(int condition, int target) {
    return condition != 0;
  }

  /** Goes out of bounds now and then. */
  static int pick(int index, int targets) {
    return Math.floorMod(index, 37) == 0 ? index - 1 : Math.floorMod(index, targets);
  }

  static void call() {}

  static int callComputed(int function) {
    return function;
  }

  static void ret() {}

  /** Raises some numbers. */
  static int check(int a) throws GuestException {
    if (Math.floorMod(a, 5) == 3) {
      throw new GuestException((long) a);
    }
    return a;
  }

  static Trap fail(int reason) {
    return new Trap("failed with " + reason);
  }
}
