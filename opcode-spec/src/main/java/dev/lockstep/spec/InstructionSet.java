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
 * Methods of the assembler are called by the mnemonics, {@code br_if} by {@code brIf} and {@code i32.add} by {@code i32Add};
 * where every assembler has that method already, as with {@code drop}, {@code Op} comes behind it. Where the mnemonic is no
 * name in Java, they are called as the method that declares the opcode.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface InstructionSet {

  /** The prefix of the generated classes; empty for the simple name of the annotated class. */
  String name() default "";

  /**
   * Classes annotated with {@link OpcodeGroup} whose opcodes belong to this set as if they were declared here, in the order in
   * which the classes are named, behind those of the annotated class. They have to be compiled together with it: what is
   * generated depends on the bodies of opcodes, which a class file does not show.
   */
  Class<?>[] include() default {};

  /**
   * Fused forms beyond those that {@link Opcode#fuse} derives, each an expression over mnemonics: {@code _} is an operand
   * read from a slot and {@code #} a constant held in the instruction, for instance {@code "i32.load(i32.add(_, #))"}.
   * At most one operand of each opcode may itself be an opcode, since the assembler fuses an instruction with the one
   * before it.
   *
   * <p>Expressions with semicolons between them are a sequence: instructions that stand one after the other in the code are
   * run by one handler, such as the end of a loop, {@code "i32.add(_, #); br_if(i32.lt_s(_, _))"}. All but the last have to
   * fall through or to be a {@link Control#BRANCH}. What every instruction set has, such as {@code move.int} and {@code
   * jump}, may be part of it, unless an opcode has that mnemonic.
   *
   * <p>Braces hold alternatives: {@code "i32.{add,sub}(_, {_,#})"} stands for four expressions.
   */
  String[] fuse() default {};

  /**
   * The forms that the interpreter's loop holds itself, as in {@link #fuse} and with plain ones by their mnemonics; all others,
   * but for sequences, are dispatched twice. HotSpot inlines handlers into the loop until both together have 8,000 bytes of
   * bytecode, and calls the others, so that a loop of what runs most is faster than one that holds everything. Empty for all
   * forms of opcodes that are not {@link Opcode#cold}.
   */
  String[] hot() default {};

  /**
   * What often runs right after what: two forms or sequences that the interpreter's loop holds, with an arrow between them,
   * such as {@code "i32.add(_, #); jump -> br_if(i32.eqz(_))"}. Behind the first the loop looks for the second before it
   * dispatches, so HotSpot inlines the second once more. It pays for blocks that lead to each other most of the time, or to
   * themselves, such as those of an inner loop. Braces hold alternatives, as in {@link #fuse}.
   */
  String[] likely() default {};

  /** Which Java exceptions, thrown by an opcode, are traps of the guest. */
  TrapRule[] traps() default {};
}
