package dev.lockstep.tests.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small modules: exported functions, each with its own type, and one page of memory. */
final class ModuleBuilder {

  private final List<byte[]> types = new ArrayList<>();
  private final List<byte[]> exports = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();

  /** Bytes of the binary format, written one after the other. */
  static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes raw(int... bytes) {
      for (int b : bytes) {
        out.write(b);
      }
      return this;
    }

    Bytes raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Bytes unsigned(int value) {
      int rest = value;
      for (; rest >>> 7 != 0; rest >>>= 7) {
        out.write(rest & 0x7f | 0x80);
      }
      out.write(rest);
      return this;
    }

    Bytes signed(long value) {
      long rest = value;
      for (; rest < -64 || rest > 63; rest >>= 7) {
        out.write((int) rest & 0x7f | 0x80);
      }
      out.write((int) rest & 0x7f);
      return this;
    }

    Bytes fixed(long bits, int width) {
      for (int i = 0; i < width; i++) {
        out.write((int) (bits >> 8 * i));
      }
      return this;
    }

    Bytes sized(byte[] bytes) {
      return unsigned(bytes.length).raw(bytes);
    }

    /** A constant of the type of its box. */
    Bytes constant(Object value) {
      if (value instanceof Integer i) {
        return raw(0x41).signed(i);
      } else if (value instanceof Long l) {
        return raw(0x42).signed(l);
      } else if (value instanceof Float f) {
        return raw(0x43).fixed(Float.floatToRawIntBits(f), 4);
      }
      return raw(0x44).fixed(Double.doubleToRawLongBits((Double) value), 8);
    }

    byte[] toArray() {
      return out.toByteArray();
    }
  }

  /**
   * Adds a function without locals of its own.
   *
   * @param params value type codes, such as 0x7f for i32
   * @param code the body without its end
   */
  ModuleBuilder function(String name, int[] params, int[] results, Bytes code) {
    int index = types.size();
    types.add(
        new Bytes().raw(0x60).unsigned(params.length).raw(params).unsigned(results.length).raw(results).toArray());
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    exports.add(new Bytes().sized(text).raw(0).unsigned(index).toArray());
    bodies.add(new Bytes().sized(new Bytes().raw(0).raw(code.toArray()).raw(0x0b).toArray()).toArray());
    return this;
  }

  byte[] build() {
    Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    List<byte[]> indices = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      indices.add(new Bytes().unsigned(i).toArray());
    }
    section(module, 1, types);
    section(module, 3, indices);
    section(module, 5, List.of(new byte[] {0, 1}));
    section(module, 7, exports);
    section(module, 10, bodies);
    return module.toArray();
  }

  private static void section(Bytes module, int id, List<byte[]> entries) {
    Bytes content = new Bytes().unsigned(entries.size());
    entries.forEach(content::raw);
    module.raw(id).sized(content.toArray());
  }
}
