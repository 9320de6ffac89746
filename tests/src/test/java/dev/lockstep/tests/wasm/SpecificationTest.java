package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lockstep.runtime.Tiering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification's own test suite, as far as its modules import nothing. */
final class SpecificationTest {

  /** What does not pass, and why. A line that passes after all has to be taken out. */
  private static final Map<String, String> KNOWN_FAILURES =
      Map.of(
          "select.2.wasm",
          "its conversion lost the empty list of results that makes it invalid: the file is a valid module");

  static List<Tiering> tierings() {
    return List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.stress(1));
  }

  @Test
  void modulesAreAcceptedOrRefused() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    Map<String, byte[]> files = SharedFiles.specification();
    for (Script script : scripts(files)) {
      for (JsonElement element : script.commands()) {
        JsonObject command = element.getAsJsonObject();
        if (command.has("filename") && !isText(command)) {
          String type = command.get("type").getAsString();
          counts.merge(type, 1, Integer::sum);
          String failure = ModuleCheck.check(type, script.file(files, command), command);
          if ((failure != null) != KNOWN_FAILURES.containsKey(command.get("filename").getAsString())) {
            failures.add(command.get("filename").getAsString() + ": " + failure);
          }
        }
      }
    }
    assertWithMessage("failures, and known failures that have passed").that(failures).isEmpty();
    assertWithMessage("modules seen").that(counts).isEqualTo(Map.of(
        "module", 1128, "assert_uninstantiable", 34, "assert_unlinkable", 83, "assert_malformed", 736,
        "assert_invalid", 1475));
  }

  private static boolean isText(JsonObject command) {
    return command.has("module_type") && command.get("module_type").getAsString().equals("text");
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void programsBehave(Tiering tiering) throws IOException {
    Map<String, byte[]> files = SharedFiles.specification();
    List<String> failures = new ArrayList<>();
    int run = 0;
    for (Script script : scripts(files)) {
      ScriptRun scriptRun = new ScriptRun(script, files, tiering);
      scriptRun.run();
      failures.addAll(scriptRun.failures());
      run += scriptRun.assertions();
    }
    assertWithMessage("failures").that(failures).isEmpty();
    System.out.println("specification, " + tiering.mode() + ": " + run + " assertions");
    assertWithMessage("assertions about modules without imports").that(run).isAtLeast(20_000);
  }

  /** A file of commands and the folder it is in. */
  record Script(String folder, List<JsonElement> commands) {

    byte[] file(Map<String, byte[]> files, JsonObject command) {
      return files.get(folder + command.get("filename").getAsString());
    }
  }

  private static List<Script> scripts(Map<String, byte[]> files) {
    List<Script> scripts = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
      if (file.getKey().endsWith(".json")) {
        String text = new String(file.getValue(), StandardCharsets.UTF_8);
        String folder = file.getKey().substring(0, file.getKey().lastIndexOf('/') + 1);
        scripts.add(
            new Script(folder, JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("commands").asList()));
      }
    }
    return scripts;
  }
}
