package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the static method of an instruction set, or of a group, that makes what the guest raises at a call for which there is no room
 * on its stack, so that a handler can catch it; without such a method that is a trap, which ends the guest. The method returns a
 * reference, takes nothing or the {@link Context}, and may call the guest. A {@code GuestException} that it throws raises, too; what
 * else it throws is as if thrown by the opcode that calls.
 *
 * <p>The stack ends at the machine's limit, or where the JVM has no memory for a larger one. A tail call that finds no room for a
 * larger frame raises in its caller. If not even the first frame of an invocation fits, it is a trap all the same; it may be one if
 * there is no memory for half a megabyte of stack.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface StackOverflow {}
