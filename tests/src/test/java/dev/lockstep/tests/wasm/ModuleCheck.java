package dev.lockstep.tests.wasm;

import com.google.gson.JsonObject;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmModule;

/** Whether a module of the specification's test suite is accepted or refused as it should be. */
final class ModuleCheck {

  private ModuleCheck() {}

  /** What is wrong; null if nothing is. */
  static String check(String type, byte[] module, JsonObject command) {
    WasmException.Kind expected =
        switch (type) {
          case "assert_malformed" -> WasmException.Kind.MALFORMED;
          case "assert_invalid" -> WasmException.Kind.INVALID;
          default -> null;
        };
    try {
      WasmModule.parse(module);
      return expected == null ? null : "accepted; " + expected + " was expected";
    } catch (WasmException e) {
      if (e.kind() != expected) {
        return e.kind() + ", " + e.getMessage();
      }
      String text = command.get("text").getAsString();
      return e.getMessage().startsWith(text) ? null : "\"" + e.getMessage() + "\" does not start with \"" + text + "\"";
    }
  }
}
