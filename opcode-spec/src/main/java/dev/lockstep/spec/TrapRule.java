package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a Java exception thrown by any opcode of the set is a trap of the guest with the given reason, so that the
 * JVM's own check (an array bound, a zero divisor) can be the guest's.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({})
public @interface TrapRule {

  /** The exception, with its subclasses; of several rules that fit, the first wins. */
  Class<? extends RuntimeException> on();

  /** The reason the trap carries, in the guest's own words. */
  String reason();
}
