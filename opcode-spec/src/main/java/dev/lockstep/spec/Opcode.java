package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a static method to be an opcode: its body is the only definition of what the opcode does.
 *
 * <p>Parameters without an annotation are operands, popped from the guest's stack, the last one from the top. Others are
 * {@link Immediate}, {@link Local}, {@link Target} or {@link Context}. Operands are {@code int}, {@code long}, {@code
 * float}, {@code double}, {@code boolean} or a reference. A {@code boolean} is an {@code int} on the guest's stack: it is
 * pushed as 0 or 1, and anything but 0 is popped as {@code true}.
 *
 * <p>For {@link Control#NEXT} the result is pushed; a record pushes its components, the last one to the top. Other kinds
 * of {@link Control} say what the result means there.
 *
 * <p>A body may throw; see {@link TrapRule}. If the method declares the runtime's {@code GuestException}, it may throw that to raise
 * a reference in the guest; its control is then {@link Control#NEXT}, {@link Control#BRANCH}, {@link Control#CALL}, {@link
 * Control#SUSPEND} or {@link Control#TAIL_CALL}, which has left its function then, so that callers catch it. It must not keep or
 * change guest state outside its parameters, and it must be callable from the package of the instruction set.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Opcode {

  /** The opcode's number is chosen by the processor: the lowest one free, in order of declaration. */
  int ASSIGNED = -1;

  /** The opcode's number in the guest's own encoding, 0 to 65535, unique in its set. */
  int value() default ASSIGNED;

  /** The mnemonic, unique in its set; empty for the method's name. */
  String name() default "";

  /** Which instruction runs next. */
  Control control() default Control.NEXT;

  /** The fused forms to derive for this opcode. */
  Fuse[] fuse() default {};

  /** The opcode is rare: its handlers stay out of the main driver, which keeps that one small enough to compile well. */
  boolean cold() default false;

  /** The result goes to a local variable named by the instruction instead of to the stack, as in register machines. */
  boolean toLocal() default false;
}
