package dev.lockstep.examples.wasm;

import java.util.HashMap;
import java.util.Map;

/** Reads function names from the custom name section (appendix 7.4.1). */
final class NameSection {

  private static final int FUNCTION_NAMES = 1;

  private NameSection() {}

  /** Function names by index; empty if the section is malformed, which must not make the module malformed. */
  static Map<Integer, String> functionNames(ByteReader in) {
    try {
      while (!in.atEnd()) {
        int id = in.u8();
        int size = in.length();
        if (id == FUNCTION_NAMES) {
          return nameMap(in);
        }
        in.skip(size);
      }
    } catch (WasmException ignored) {
      // Section 7.4: an implementation ignores a malformed custom section.
    }
    return Map.of();
  }

  private static Map<Integer, String> nameMap(ByteReader in) {
    Map<Integer, String> names = new HashMap<>();
    int count = in.length();
    for (int i = 0; i < count; i++) {
      int index = in.u32();
      names.put(index, in.name());
    }
    return names;
  }
}
