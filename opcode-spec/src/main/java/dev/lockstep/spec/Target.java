package dev.lockstep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * The {@code int} parameter that stands for where a jump, branch or switch goes. Its value is the guest pc of the target;
 * in a {@link Control#SWITCH} it is the number of targets.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@java.lang.annotation.Target(ElementType.PARAMETER)
public @interface Target {}
