package dev.lockstep.examples.wasm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A function or block type (section 2.3.6); equality is structural, as {@code call_indirect} needs. */
public record FuncType(List<ValType> params, List<ValType> results) {

  /** The type of a block without parameters and results. */
  static final FuncType EMPTY = new FuncType(List.of(), List.of());

  private static final Map<ValType, FuncType> SINGLE = new EnumMap<>(ValType.class);

  static {
    for (ValType type : ValType.values()) {
      SINGLE.put(type, new FuncType(List.of(), List.of(type)));
    }
  }

  public FuncType {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  /** The shared type of blocks that give one value. */
  static FuncType ofResult(ValType result) {
    return SINGLE.get(result);
  }

  /** The type with these parameters and results. */
  public static FuncType of(List<ValType> params, ValType... results) {
    return new FuncType(params, List.of(results));
  }

  // A record's own methods are put together when first called, which takes longer than a small module takes to load.

  @Override
  public boolean equals(Object other) {
    return other instanceof FuncType type && params.equals(type.params) && results.equals(type.results);
  }

  @Override
  public int hashCode() {
    return 31 * params.hashCode() + results.hashCode();
  }

  @Override
  public String toString() {
    return params + " -> " + results;
  }
}
