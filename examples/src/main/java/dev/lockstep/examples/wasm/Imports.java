package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Export;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What modules can import, by the name of a module and a name in it. Immutable, so safe to share between threads; what
 * it holds is not.
 */
public final class Imports {

  private static final Imports NONE = builder().build();

  private record Name(String module, String name) {}

  private final Map<Name, Object> externs;

  private Imports(Map<Name, Object> externs) {
    this.externs = Map.copyOf(externs);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Nothing. */
  public static Imports none() {
    return NONE;
  }

  /** A function, memory, table or global; null if there is nothing under that name. */
  Object find(String module, String name) {
    return externs.get(new Name(module, name));
  }

  /** Collects imports; what is added under a name replaces what was there. Not thread-safe. */
  public static final class Builder {

    private final Map<Name, Object> externs = new HashMap<>();

    private Builder() {}

    private Builder add(String module, String name, Object extern) {
      externs.put(new Name(module, name), Objects.requireNonNull(extern));
      return this;
    }

    public Builder function(String module, String name, FuncType type, HostFunction function) {
      return add(module, name, new EmbedderFunction(type, Objects.requireNonNull(function)));
    }

    public Builder function(String module, String name, WasmFunction function) {
      return add(module, name, function);
    }

    public Builder memory(String module, String name, WasmMemory memory) {
      return add(module, name, memory);
    }

    public Builder table(String module, String name, WasmTable table) {
      return add(module, name, table);
    }

    public Builder global(String module, String name, WasmGlobal global) {
      return add(module, name, global);
    }

    /** All that an instance exports. */
    public Builder instance(String module, WasmInstance instance) {
      for (Export export : instance.module().parsed().exports()) {
        add(module, export.name(), instance.extern(export));
      }
      return this;
    }

    /** All that another one holds. */
    public Builder all(Imports imports) {
      externs.putAll(imports.externs);
      return this;
    }

    public Imports build() {
      return new Imports(externs);
    }
  }
}
