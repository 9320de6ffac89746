package dev.lockstep.processor.read;

import java.util.List;

/**
 * A body that is one expression with at most one comparison, as JVM code: what a call of the method would do, without the
 * call.
 *
 * @param steps in order; each parameter is pushed at most once, and they are in the order of the method
 * @param test if the result is a {@code boolean}, the JVM's branch (JVMS 6.5) that is taken if it is true, else 0
 * @param isValue whether the steps leave the result on the operand stack, and not only what {@code test} takes
 */
public record SimpleBody(List<Step> steps, int test, boolean isValue) {

  public static final int IFEQ = 0x99;
  public static final int IFNE = 0x9a;
  static final int IFLT = 0x9b;
  static final int IFGE = 0x9c;
  static final int IFGT = 0x9d;
  static final int IFLE = 0x9e;

  /** What is done next. */
  public sealed interface Step {}

  /** Pushes a parameter. */
  public record Parameter(int index) implements Step {}

  /** An instruction without a constant of the pool. */
  public record Instruction(String text, List<Integer> bytes) implements Step {
    public Instruction {
      bytes = List.copyOf(bytes);
    }
  }

  /** A call of a static method that is known never to throw. */
  public record StaticCall(String owner, String method, String descriptor) implements Step {
    public static final int INVOKESTATIC = 0xb8;
  }

  public SimpleBody {
    steps = List.copyOf(steps);
  }

  /** The branch that is taken if another is not. */
  public static int inverted(int test) {
    return (test + 1 ^ 1) - 1;
  }

  /** Whether the parameter with the given index is pushed. */
  public boolean uses(int parameter) {
    return steps.contains(new Parameter(parameter));
  }
}
