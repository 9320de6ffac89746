package dev.lockstep.tests.wasm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the commands of one file of the specification's test suite. Modules with imports are left out, and with them
 * whatever they may have changed: the instances they could import from.
 */
final class ScriptRun {

  private final SpecificationTest.Script script;
  private final Map<String, byte[]> files;
  private final Tiering tiering;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, WasmInstance> named = new HashMap<>();
  private final Set<WasmInstance> registered = new HashSet<>();
  private final Set<WasmInstance> unknown = new HashSet<>();
  private WasmInstance current;
  private int assertions;

  ScriptRun(SpecificationTest.Script script, Map<String, byte[]> files, Tiering tiering) {
    this.script = script;
    this.files = files;
    this.tiering = tiering;
  }

  List<String> failures() {
    return failures;
  }

  int assertions() {
    return assertions;
  }

  void run() {
    for (JsonElement element : script.commands()) {
      JsonObject command = element.getAsJsonObject();
      try {
        run(command);
      } catch (RuntimeException e) {
        fail(command, e.toString());
      }
    }
  }

  private void fail(JsonObject command, String message) {
    failures.add(script.folder() + " line " + command.get("line") + ": " + message);
  }

  private void run(JsonObject command) {
    switch (command.get("type").getAsString()) {
      case "module" -> module(command);
      case "register" -> registered.add(instance(command, "name"));
      case "action" -> invoke(command);
      case "assert_return" -> assertReturn(command);
      case "assert_trap", "assert_exhaustion" -> assertTrap(command);
      case "assert_uninstantiable", "assert_unlinkable" -> assertUninstantiable(command);
      default -> {}
    }
  }

  private void module(JsonObject command) {
    current = instantiate(command);
    if (command.has("name")) {
      named.put(command.get("name").getAsString(), current);
    }
  }

  /** Null if the module imports something. */
  private WasmInstance instantiate(JsonObject command) {
    WasmModule module = WasmModule.parse(script.file(files, command)).in(tiering);
    try {
      return module.instantiate();
    } catch (WasmException e) {
      if (e.kind() == WasmException.Kind.UNLINKABLE && e.getMessage().startsWith("unknown import")) {
        unknown.addAll(registered);
        return null;
      }
      throw e;
    }
  }

  /** Null if the instance was not made, or its state is not known. */
  private WasmInstance instance(JsonObject object, String key) {
    WasmInstance instance = object.has(key) ? named.get(object.get(key).getAsString()) : current;
    return unknown.contains(instance) ? null : instance;
  }

  /** The results; null if there is no instance or the action is not a call. */
  private List<?> invoke(JsonObject command) {
    JsonObject action = command.getAsJsonObject("action");
    WasmInstance instance = instance(action, "module");
    if (instance == null || !action.get("type").getAsString().equals("invoke")) {
      return null;
    }
    ExportedFunction function = instance.module().exported(action.get("field").getAsString());
    List<JsonElement> arguments = action.getAsJsonArray("args").asList();
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = SpecificationValue.argument(arguments.get(i).getAsJsonObject());
    }
    Object result = instance.invoke(function, values);
    if (function.type().results().size() > 1) {
      return (List<?>) result;
    }
    List<Object> results = new ArrayList<>();
    if (function.type().results().size() == 1) {
      results.add(result);
    }
    return results;
  }

  private void assertReturn(JsonObject command) {
    List<?> results = invoke(command);
    if (results == null) {
      return;
    }
    assertions++;
    List<JsonElement> expected = command.getAsJsonArray("expected").asList();
    boolean same = results.size() == expected.size();
    for (int i = 0; same && i < results.size(); i++) {
      same = SpecificationValue.matches(expected.get(i).getAsJsonObject(), results.get(i));
    }
    if (!same) {
      fail(command, results + ", expected " + expected);
    }
  }

  private void assertTrap(JsonObject command) {
    String text = command.get("text").getAsString();
    try {
      if (invoke(command) != null) {
        fail(command, "no trap; expected " + text);
      }
    } catch (Trap trap) {
      assertions++;
      if (!trap.reason().startsWith(text)) {
        fail(command, "trap " + trap.reason() + ", expected " + text);
      }
    }
  }

  private void assertUninstantiable(JsonObject command) {
    String text = command.get("text").getAsString();
    try {
      if (instantiate(command) != null) {
        fail(command, "no trap; expected " + text);
      }
    } catch (Trap trap) {
      assertions++;
      if (!trap.reason().startsWith(text)) {
        fail(command, "trap " + trap.reason() + ", expected " + text);
      }
    }
  }
}
