package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child JVM that measures one subject, started with this JVM's {@code java} and class path. */
final class Fork {
  private Fork() {}

  /** Starts a child, waits for its end and returns what it measured. */
  static List<Outcome> run(Suite suite, Subject subject, Schedule schedule, List<String> jvmFlags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-D" + Kernels.SHARED + "=" + Kernels.shared());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Child.class.getName());
    command.add(suite.name());
    command.add(subject.name());
    command.add(Long.toString(schedule.warmUpMillis()));
    command.add(Long.toString(schedule.timedMillis()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Outcome> outcomes = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Outcome.parse(line).ifPresent(outcomes::add);
      }
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "the child for " + suite.name() + " " + subject.name() + " ended with status " + status);
    }
    return outcomes;
  }
}
