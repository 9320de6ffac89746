package dev.lockstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what a benchmark writes, which is deleted with all that is in it when the JVM ends. */
final class TemporaryFolder implements Runnable {
  private final Path folder;

  private TemporaryFolder(Path folder) {
    this.folder = folder;
  }

  static Path make() throws IOException {
    Path folder = Files.createTempDirectory("lockstep-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(new TemporaryFolder(folder)));
    return folder;
  }

  @Override
  public void run() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("not deleted: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
