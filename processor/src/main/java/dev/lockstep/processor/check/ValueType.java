package dev.lockstep.processor.check;

import dev.lockstep.runtime.Type;
import javax.lang.model.type.TypeMirror;

/**
 * The Java type of a guest value.
 *
 * @param guest its type on the guest's stack
 * @param java its type in the opcode's signature
 * @param isBoolean whether it is a {@code boolean}, which is an {@code int} to the guest
 * @param descriptor the JVM's descriptor of its erasure
 * @param isPublic whether all packages can name it
 */
public record ValueType(Type guest, TypeMirror java, boolean isBoolean, String descriptor, boolean isPublic) {

  /** Whether a value found on the guest's stack has to be cast. */
  public boolean needsCast() {
    return guest == Type.REFERENCE && !descriptor.equals("Ljava/lang/Object;");
  }

  /** The internal name of a reference's class; for an array it is its descriptor. */
  public String className() {
    return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
  }
}
