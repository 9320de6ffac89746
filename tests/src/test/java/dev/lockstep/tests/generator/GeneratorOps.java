package dev.lockstep.tests.generator;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Local;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.Target;
import dev.lockstep.spec.TrapRule;

/** A guest that stops on its own: it hands out values one by one, and waits for its {@link Host}. */
@InstructionSet(
    name = "Generator",
    traps = @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
    fuse = {
      "pause(add(_, #))", "add(_, _); await(#)", "pauseIf(lt(_, _))", "add(positive(_), _)", "positive(add(_, _))",
      "add(_, _); positive", "positive; add(_, _)"
    })
final class GeneratorOps {

  private GeneratorOps() {}

  @Opcode(fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode
  static int div(int a, int b) {
    return a / b;
  }

  @Opcode(fuse = Fuse.BRANCH)
  static boolean lt(int a, int b) {
    return a < b;
  }

  @Opcode(fuse = {Fuse.BRANCH, Fuse.CONSTANT})
  static boolean eq(int a, int b) {
    return a == b;
  }

  /** Hands out a value. */
  @Opcode(control = Control.SUSPEND)
  static boolean give(@Context Host host, int value) {
    host.given.add(value);
    return true;
  }

  /** What has been handed in. */
  @Opcode
  static int take(@Context Host host) {
    return host.handedIn;
  }

  /** Has neither operands nor a result. */
  @Opcode
  static void tick(@Context Host host) {
    host.ticks++;
  }

  /** Waits until the host is ready with a request. */
  @Opcode(control = Control.SUSPEND, fuse = Fuse.CONSTANT)
  static boolean await(@Context Host host, int request) {
    return !host.isReady(request);
  }

  /** Stops now and then; traps at one value. */
  @Opcode(control = Control.SUSPEND)
  static boolean pause(int value) {
    return 100 / (value - 5) % 3 == 0;
  }

  @Opcode(control = Control.SUSPEND)
  static boolean pauseIf(boolean condition) {
    return condition;
  }

  /** Runs a generator up to its next value; whether it has stopped before that, and is to be run again when this guest goes on. */
  @Opcode
  static boolean resume(@Context Host host, @Immediate int generator) {
    return host.resume(generator);
  }

  /** The value that a generator has come to, 0 behind the last one. */
  @Opcode
  static int next(@Context Host host) {
    return host.next;
  }

  /** Raises what is not above 0. */
  @Opcode
  static int positive(int value) throws GuestException {
    if (value <= 0) {
      throw new GuestException(value);
    }
    return value;
  }

  /** Sets a local, unless it raises. */
  @Opcode(toLocal = true)
  static int setPositive(@Local int value, @Immediate int less) throws GuestException {
    return positive(value - less);
  }

  @Opcode
  static double toDouble(int a) {
    return a;
  }

  @Opcode
  static double addDouble(double a, double b) {
    return a + b;
  }

  @Opcode
  static int truncate(double a) {
    return (int) a;
  }

  /** Raises what has none. */
  @Opcode
  static double reciprocal(double a) throws GuestException {
    if (a == 0) {
      throw new GuestException(0);
    }
    return 1 / a;
  }

  /** Does the same as {@code positive}, but does not say so. */
  @Opcode
  static int secretlyPositive(int value) {
    return positive(value);
  }

  /** A raised number. */
  @Opcode
  static int unbox(Object value) {
    return (Integer) value;
  }

  @Opcode(control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }

  @Opcode(control = Control.CALL)
  static void call() {}

  @Opcode(control = Control.TAIL_CALL)
  static void tailCall() {}

  @Opcode(control = Control.RETURN)
  static void ret() {}
}
