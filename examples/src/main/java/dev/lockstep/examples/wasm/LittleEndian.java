package dev.lockstep.examples.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of several bytes in an array of bytes. A class of its own, as the JVM takes 10 ms to make the first one ready. */
final class LittleEndian {

  static final VarHandle I16 = view(short[].class);
  static final VarHandle I32 = view(int[].class);
  static final VarHandle I64 = view(long[].class);

  private LittleEndian() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }
}
