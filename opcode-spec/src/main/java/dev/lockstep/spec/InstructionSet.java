package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose static methods annotated with {@link Opcode} are the opcodes of one guest machine.
 *
 * <p>From {@code @InstructionSet(name = "Calc") final class CalcOps} the processor generates, in the same package,
 * {@code CalcOpcodes} (the opcode table), {@code CalcHandlers} and {@code CalcDriver} (the interpreter), {@code
 * CalcStencils} (the compiler's templates), {@code CalcAssembler}, {@code CalcDisassembler}, {@code CalcMachine}, {@code
 * CalcConformance} and the manual page {@code META-INF/lockstep/Calc.md}.
 * Methods of the assembler are called as the opcodes' methods are; where every assembler has that method already, as with
 * {@code drop}, {@code Op} comes behind it.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface InstructionSet {

  /** The prefix of the generated classes; empty for the simple name of the annotated class. */
  String name() default "";

  /**
   * Fused forms beyond those that {@link Opcode#fuse} derives, each an expression over mnemonics: {@code _} is an operand
   * read from a slot and {@code #} a constant held in the instruction, for instance {@code "i32.load(i32.add(_, #))"}.
   * At most one operand of each opcode may itself be an opcode, since the assembler fuses an instruction with the one
   * before it.
   */
  String[] fuse() default {};

  /** Which Java exceptions, thrown by an opcode, are traps of the guest. */
  TrapRule[] traps() default {};
}
