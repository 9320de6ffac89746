package dev.lockstep.examples.wasm.wast;

import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the commands of one script, whose modules can import from each other. */
public final class ScriptRun {

  /** Enough for what has to run, and soon exhausted by what has to exhaust it. */
  private static final WasmLimits LIMITS = WasmLimits.DEFAULT.withStackSlots(1 << 20);

  /** What only version 2.0 refuses. */
  private static final Set<String> ONLY_WITH_ONE_MEMORY = Set.of("multiple memories", "zero byte expected");

  private final Script script;
  private final Tiering tiering;
  private final Map<String, WasmInstance> named = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> wordings = new ArrayList<>();
  private Imports imports = SpecTest.imports();
  private WasmInstance current;
  private int passed;
  private int skipped;

  /** A command did not do what the script says. The message is one line. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message, null, false, false);
    }
  }

  private ScriptRun(Script script, Tiering tiering) {
    this.script = script;
    this.tiering = tiering;
  }

  /** Runs all commands, whatever fails. */
  public static ScriptResult run(Script script, Tiering tiering) {
    ScriptRun run = new ScriptRun(script, tiering);
    for (Command command : script.commands()) {
      try {
        run.run(command);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        String message = e instanceof Failure ? e.getMessage() : e.toString();
        run.failures.add(run.at(command) + message.lines().findFirst().orElse(""));
      }
    }
    return new ScriptResult(run.passed, run.failures, run.skipped, run.wordings);
  }

  private String at(Command command) {
    return script.path() + ":" + command.text("line") + ": " + command.type() + ": ";
  }

  private void run(Command command) {
    if ("text".equals(command.text("module_type"))) {
      skipped++;
      return;
    }
    switch (command.type()) {
      case "module" -> module(command);
      case "register" -> register(command);
      case "action" -> act(command);
      default -> {
        check(command);
        passed++;
      }
    }
  }

  private void check(Command command) {
    switch (command.type()) {
      case "assert_return" -> assertReturn(command);
      case "assert_trap", "assert_exhaustion" -> assertTrap(command, () -> act(command));
      case "assert_uninstantiable" -> assertTrap(command, () -> instantiate(command));
      case "assert_unlinkable" -> assertUnlinkable(command);
      case "assert_invalid" -> assertRefused(command, WasmException.Kind.INVALID);
      case "assert_malformed" -> assertRefused(command, WasmException.Kind.MALFORMED);
      default -> throw new Failure("unknown command");
    }
  }

  private WasmInstance instantiate(Command command) {
    return WasmModule.parse(script.module(command)).in(tiering).instantiate(imports, LIMITS);
  }

  private void module(Command command) {
    current = null; // what follows is not to run on the module before, if this one fails
    current = instantiate(command);
    if (command.has("name")) {
      named.put(command.text("name"), current);
    }
  }

  private void register(Command command) {
    imports = Imports.builder().all(imports).instance(command.text("as"), instance(command.text("name"))).build();
  }

  /** The instance with that name; the current one for no name. */
  private WasmInstance instance(String name) {
    WasmInstance instance = name == null ? current : named.get(name);
    if (instance == null) {
      throw new Failure("there is no instance");
    }
    return instance;
  }

  /** The results. */
  private List<?> act(Command command) {
    Command action = command.object("action");
    WasmInstance instance = instance(action.text("module"));
    String field = action.text("field");
    return switch (action.type()) {
      case "invoke" -> invoke(instance, field, action.list("args").stream().map(Value::of).toArray());
      case "get" -> List.of(instance.global(field).get());
      default -> throw new Failure("unknown action " + action.type());
    };
  }

  private static List<?> invoke(WasmInstance instance, String name, Object[] arguments) {
    ExportedFunction function = instance.module().exported(name);
    Object result = instance.invoke(function, arguments);
    return switch (function.type().results().size()) {
      case 0 -> List.of();
      case 1 -> Collections.singletonList(result);
      default -> (List<?>) result;
    };
  }

  private void assertReturn(Command command) {
    List<?> results = act(command);
    List<Command> expected = command.list("expected");
    boolean same = results.size() == expected.size();
    for (int i = 0; same && i < results.size(); i++) {
      same = Value.matches(expected.get(i), results.get(i));
    }
    if (!same) {
      throw new Failure("gave " + results + ", not " + expected.stream().map(Command::members).toList());
    }
  }

  private static void assertTrap(Command command, Runnable action) {
    String text = command.text("text");
    try {
      action.run();
    } catch (Trap trap) {
      if (!trap.reason().startsWith(text)) {
        throw new Failure("trapped with \"" + trap.reason() + "\", not \"" + text + '"');
      }
      return;
    }
    throw new Failure("did not trap with \"" + text + '"');
  }

  private void assertUnlinkable(Command command) {
    WasmModule module = WasmModule.parse(script.module(command));
    try {
      module.instantiate(imports, LIMITS);
    } catch (WasmException e) {
      if (e.kind() != WasmException.Kind.UNLINKABLE || !e.getMessage().startsWith(command.text("text"))) {
        throw new Failure(e.kind() + ": \"" + e.getMessage() + "\", not \"" + command.text("text") + '"');
      }
      return;
    }
    throw new Failure("was linked; expected \"" + command.text("text") + '"');
  }

  /** What has to be right is the stage that refuses the module; words of the reference interpreter are not normative. */
  private void assertRefused(Command command, WasmException.Kind kind) {
    try {
      if (ONLY_WITH_ONE_MEMORY.contains(command.text("text"))) {
        WasmModule.parseWithOneMemory(script.module(command));
      } else {
        WasmModule.parse(script.module(command));
      }
    } catch (WasmException e) {
      if (e.kind() != kind) {
        throw new Failure(e.kind() + ": \"" + e.getMessage() + "\", not " + kind);
      }
      if (!e.getMessage().startsWith(command.text("text"))) {
        wordings.add(at(command) + '"' + e.getMessage() + "\" instead of \"" + command.text("text") + '"');
      }
      return;
    }
    throw new Failure("was accepted; expected \"" + command.text("text") + '"');
  }
}
