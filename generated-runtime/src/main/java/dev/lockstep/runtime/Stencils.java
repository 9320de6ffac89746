package dev.lockstep.runtime;

import java.lang.invoke.MethodHandles;

/**
 * The templates from which the regions of an instruction set are compiled, one a {@link Form}. Each set has one generated
 * subclass with one instance. Immutable.
 *
 * <p>A stencil is a string. A character below 256 is a byte of JVM code, copied as it is; that of {@code invokestatic} stands
 * only in front of {@link Hole#METHOD}. Any other is a hole: its high byte says what to put there (the constants of {@link
 * Hole}), its low byte is the word of the instruction that it concerns. The JVM's operand stack is empty before and after each
 * stencil.
 */
public abstract class Stencils {

  /** What is put into a hole. */
  public static final class Hole {
    /** Loads the slot named by the word, an {@code int}; the holes of the other types follow in the order of {@link Type}. */
    public static final int LOAD = 1;

    /** Stores into the slot named by the word, an {@code int}; the other types follow. */
    public static final int STORE = 6;

    /** Pushes the constant in the word or words, an {@code int}; the other types follow. */
    public static final int PUSH = 11;

    /** Pushes the {@code long} held in one word. */
    public static final int PUSH_SHORT_LONG = 16;

    /**
     * The two bytes that name a method; the next character is its index in the table of methods. In place of a word it says
     * about how many bytes of JVM code HotSpot inlines for the call.
     */
    public static final int METHOD = 17;

    /** The two bytes that name a class; the next character is its index in the table of classes. */
    public static final int CLASS = 18;

    /** Pushes the context. */
    public static final int CONTEXT = 19;

    /** The two bytes of the offset to the target in the word. */
    public static final int TARGET = 20;

    /** The whole {@code tableswitch} on the popped {@code int}, for the jump table that starts at the word. */
    public static final int TABLE = 21;

    /** Pushes the pc of the target in the word. */
    public static final int PUSH_TARGET = 22;

    /** Pushes the number of targets of the jump table that starts at the word. */
    public static final int PUSH_TARGET_COUNT = 23;

    /** Notes the pc of the instruction, which may throw. */
    public static final int PC = 24;

    /** Stores a reference that the same stencil loads again. */
    public static final int SCRATCH_STORE = 25;

    /** Loads what {@link #SCRATCH_STORE} stored. */
    public static final int SCRATCH_LOAD = 26;

    /**
     * Leaves the region through a handler: commits the live slots, calls the handler, which is the method with the index in
     * the next character, and returns its result. Always last. What comes before it does what the opcode's method does,
     * pushing the function that it picks, and takes the handler's place where compiled code calls compiled code or returns
     * to it.
     */
    public static final int LEAVE_THROUGH = 27;

    /** Pays for the block that begins here, or leaves the region if there is less fuel. Alone in its stencil. */
    public static final int CHARGE = 28;

    /** The two bytes of the offset to where the guest is suspended in front of the next instruction. */
    public static final int SUSPEND = 29;

    private Hole() {}
  }

  private final MethodHandles.Lookup lookup;
  private final String fingerprint;
  private final String machine;
  private final String contextDescriptor;
  private final String[] methods;
  private final String[] classes;

  /**
   * For generated code.
   *
   * @param lookup the access of the package in which opcodes and handlers are visible
   * @param machine the internal name of the generated machine class
   * @param contextDescriptor the descriptor of its field {@code context}, or {@code null} if it has none
   * @param methods three strings a method: the internal name of its class, its name, its descriptor
   * @param classes the internal names of classes
   */
  protected Stencils(
      MethodHandles.Lookup lookup,
      String fingerprint,
      String machine,
      String contextDescriptor,
      String[] methods,
      String[] classes) {
    this.lookup = lookup;
    this.fingerprint = fingerprint;
    this.machine = machine;
    this.contextDescriptor = contextDescriptor;
    this.methods = methods;
    this.classes = classes;
  }

  /** The stencil of the instruction set's own form with the given id. */
  protected abstract String stencil(int form);

  final MethodHandles.Lookup lookup() {
    return lookup;
  }

  final String fingerprint() {
    return fingerprint;
  }

  final String machine() {
    return machine;
  }

  final String contextDescriptor() {
    return contextDescriptor;
  }

  final String[] methods() {
    return methods;
  }

  final String[] classes() {
    return classes;
  }
}
