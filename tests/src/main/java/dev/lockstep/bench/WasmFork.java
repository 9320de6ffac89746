package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child process that runs one WebAssembly program, and what it found out. */
final class WasmFork {
  private static final int SECONDS = 60;

  private final String program;
  private final List<Outcome> outcomes = new ArrayList<>();
  private long start;
  private String result = "";
  private boolean steady;
  private String failure = "";

  private WasmFork(String program) {
    this.program = program;
  }

  /** Runs a program on a subject; gives its first result, the steady state and the peak of memory. */
  static List<Outcome> run(
      WasmSubject subject, WasmProgram program, Path nodeScript, Schedule schedule, List<String> jvmFlags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(subject.command(nodeScript, jvmFlags));
    command.add(Long.toString(schedule.warmUpMillis()));
    command.add(Long.toString(schedule.timedMillis()));
    command.add(program.kind());
    command.add(program.module().toString());
    command.addAll(program.words());
    WasmFork fork = new WasmFork(program.name());
    fork.run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    return fork.outcomes;
  }

  /** The first result is that of the whole process: it takes from its start until the line arrives here. */
  private void run(ProcessBuilder builder) throws IOException, InterruptedException {
    start = System.nanoTime();
    Process process = builder.start();
    // Process.destroyForcibly would close the stream that is read here.
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process.toHandle()::destroyForcibly);
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] parts = line.split("\t", 2);
        if (parts.length == 2) {
          note(parts[0], parts[1]);
        }
      }
    }
    int status = process.waitFor();
    if (!steady) {
      if (failure.isEmpty()) {
        failure =
            System.nanoTime() - start < SECONDS * 1_000_000_000L
                ? "ended with status " + status
                : "took longer than " + SECONDS + " s";
      }
      outcomes.add(new Outcome(program, Double.NaN, failure));
    }
  }

  private void note(String what, String value) {
    switch (what) {
      case WasmChild.FIRST -> {
        result = value;
        outcomes.add(new Outcome(program + "." + what, System.nanoTime() - start, result));
      }
      case WasmChild.STEADY -> {
        steady = true;
        outcomes.add(new Outcome(program, Double.parseDouble(value), result));
      }
      case WasmChild.PEAK -> {
        if (!value.equals("0")) {
          outcomes.add(new Outcome(program + "." + what, Double.parseDouble(value), result));
        }
      }
      case WasmChild.FAILURE -> failure = value;
      default -> {
        // Printed by something else.
      }
    }
  }
}
