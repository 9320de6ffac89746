package dev.lockstep.tests.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes small modules: exported functions, each with its own type, and one page of memory. */
public final class ModuleBuilder {

  private final List<byte[]> types = new ArrayList<>();
  private final List<byte[]> imports = new ArrayList<>();
  private final List<byte[]> functions = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();

  /** By section, those that are written as they come. */
  private final Map<Integer, List<byte[]>> entries = new HashMap<>();

  private int importedFunctions;

  ModuleBuilder() {
    entry(5, new Bytes().raw(0, 1));
  }

  /** Bytes of the binary format, written one after the other. */
  public static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes raw(int... bytes) {
      for (int b : bytes) {
        out.write(b);
      }
      return this;
    }

    public Bytes raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    public Bytes unsigned(int value) {
      int rest = value;
      for (; rest >>> 7 != 0; rest >>>= 7) {
        out.write(rest & 0x7f | 0x80);
      }
      out.write(rest);
      return this;
    }

    public Bytes signed(long value) {
      long rest = value;
      for (; rest < -64 || rest > 63; rest >>= 7) {
        out.write((int) rest & 0x7f | 0x80);
      }
      out.write((int) rest & 0x7f);
      return this;
    }

    public Bytes fixed(long bits, int width) {
      for (int i = 0; i < width; i++) {
        out.write((int) (bits >> 8 * i));
      }
      return this;
    }

    public Bytes sized(byte[] bytes) {
      return unsigned(bytes.length).raw(bytes);
    }

    Bytes name(String name) {
      return sized(name.getBytes(StandardCharsets.UTF_8));
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

    public byte[] toArray() {
      return out.toByteArray();
    }
  }

  /** Adds an import that is no function; {@code type} is how the binary format describes it, its kind first. */
  ModuleBuilder imports(String module, String name, int... type) {
    imports.add(new Bytes().name(module).name(name).raw(type).toArray());
    return this;
  }

  /** Adds an import of a function; before all functions. */
  ModuleBuilder importsFunction(String module, String name, int[] params, int[] results) {
    imports.add(new Bytes().name(module).name(name).raw(0).unsigned(type(params, results)).toArray());
    importedFunctions++;
    return this;
  }

  /** Adds a type without a function; gives its index. */
  int type(int[] params, int[] results) {
    types.add(
        new Bytes().raw(0x60).unsigned(params.length).raw(params).unsigned(results.length).raw(results).toArray());
    return types.size() - 1;
  }

  /** Adds what the builder knows nothing of: an entry of a section of memories, tables, globals or segments. */
  ModuleBuilder entry(int section, Bytes entry) {
    entries.computeIfAbsent(section, id -> new ArrayList<>()).add(entry.toArray());
    return this;
  }

  /** Exports something that is no function of the builder's own. */
  ModuleBuilder exports(String name, int kind, int index) {
    return entry(7, new Bytes().name(name).raw(kind).unsigned(index));
  }

  /** Leaves out the page of memory. */
  ModuleBuilder withoutMemory() {
    entries.remove(5);
    return this;
  }

  /**
   * Adds a function without locals of its own.
   *
   * @param params value type codes, such as 0x7f for i32
   * @param code the body without its end
   */
  ModuleBuilder function(String name, int[] params, int[] results, Bytes code) {
    int index = importedFunctions + bodies.size();
    functions.add(new Bytes().unsigned(type(params, results)).toArray());
    bodies.add(new Bytes().sized(new Bytes().raw(0).raw(code.toArray()).raw(0x0b).toArray()).toArray());
    return exports(name, 0, index);
  }

  byte[] build() {
    Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    section(module, 1, types);
    section(module, 2, imports);
    section(module, 3, functions);
    for (int id = 4; id < 10; id++) {
      section(module, id, entries.getOrDefault(id, List.of()));
    }
    section(module, 10, bodies);
    section(module, 11, entries.getOrDefault(11, List.of()));
    return module.toArray();
  }

  private static void section(Bytes module, int id, List<byte[]> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Bytes content = new Bytes().unsigned(entries.size());
    entries.forEach(content::raw);
    module.raw(id).sized(content.toArray());
  }
}
