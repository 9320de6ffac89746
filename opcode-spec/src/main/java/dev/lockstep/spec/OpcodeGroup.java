package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose static methods annotated with {@link Opcode} belong to each instruction set that {@linkplain
 * InstructionSet#include includes} it. Nothing is generated for the class itself; when it changes, the sets have to be compiled
 * again, since what is generated for them holds bodies of its opcodes.
 *
 * <p>A set of many opcodes is so divided into several files, and guests that are compiled together share opcodes: all that
 * take no {@link Context}, or one of the same type. The class may be nested, and of another package if it and its opcodes are
 * public.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface OpcodeGroup {}
