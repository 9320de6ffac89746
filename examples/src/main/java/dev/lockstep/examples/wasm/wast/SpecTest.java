package dev.lockstep.examples.wasm.wast;

import static dev.lockstep.examples.wasm.ValType.F32;
import static dev.lockstep.examples.wasm.ValType.F64;
import static dev.lockstep.examples.wasm.ValType.FUNCREF;
import static dev.lockstep.examples.wasm.ValType.I32;
import static dev.lockstep.examples.wasm.ValType.I64;

import dev.lockstep.examples.wasm.FuncType;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmGlobal;
import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.examples.wasm.WasmTable;
import java.util.List;

/** The module {@code spectest}, which scripts import from. Its functions print nothing: nobody compares it. */
final class SpecTest {

  private static final String MODULE = "spectest";

  private SpecTest() {}

  /** A new one, since scripts change it. */
  static Imports imports() {
    Imports.Builder imports = Imports.builder();
    print(imports, "print");
    print(imports, "print_i32", I32);
    print(imports, "print_i64", I64);
    print(imports, "print_f32", F32);
    print(imports, "print_f64", F64);
    print(imports, "print_i32_f32", I32, F32);
    print(imports, "print_f64_f64", F64, F64);
    return imports
        .global(MODULE, "global_i32", WasmGlobal.of(I32, false, 666))
        .global(MODULE, "global_i64", WasmGlobal.of(I64, false, 666L))
        .global(MODULE, "global_f32", WasmGlobal.of(F32, false, 666.6f))
        .global(MODULE, "global_f64", WasmGlobal.of(F64, false, 666.6))
        .table(MODULE, "table", WasmTable.of(FUNCREF, 10, 20))
        .memory(MODULE, "memory", WasmMemory.ofPages(1, 2))
        .build();
  }

  private static void print(Imports.Builder imports, String name, ValType... parameters) {
    imports.function(MODULE, name, FuncType.of(List.of(parameters)), (caller, arguments) -> null);
  }
}
