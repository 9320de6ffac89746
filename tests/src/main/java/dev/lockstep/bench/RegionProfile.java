package dev.lockstep.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a flight recording and says where guest code ran: for each region, which is named by the pc of its entry, the samples
 * in HotSpot's interpreter and in the code of its two compilers, and how long the second one took. How to make a recording
 * is in docs/benchmarks.md.
 */
final class RegionProfile {

  private static final Pattern REGION = Pattern.compile("Region(\\d{8})");
  private static final int TOP_TIER = 4;
  private static final int SHOWN = 25;

  /** A compilation that has ended. */
  private record Compilation(Instant end, int tier, Duration duration, boolean succeeded, long inlinedBytes, long bytes) {}

  /** What is known of one region, or of a part of the runtime. */
  private static final class Line {
    private final String name;
    private final List<Compilation> compilations = new ArrayList<>();
    private int interpreted;
    private int first;
    private int second;

    Line(String name) {
      this.name = name;
    }

    void sample(boolean isInterpreted, Instant at) {
      if (isInterpreted) {
        interpreted++;
        return;
      }
      int tier = 0;
      for (Compilation compilation : compilations) {
        tier = compilation.succeeded && compilation.end.isBefore(at) ? compilation.tier : tier;
      }
      first += tier < TOP_TIER ? 1 : 0;
      second += tier == TOP_TIER ? 1 : 0;
    }

    int samples() {
      return interpreted + first + second;
    }

    @Override
    public String toString() {
      long millis = 0;
      int failed = 0;
      long bytes = 0;
      long inlined = 0;
      for (Compilation compilation : compilations) {
        millis += compilation.tier == TOP_TIER ? compilation.duration.toMillis() : 0;
        failed += compilation.succeeded ? 0 : 1;
        bytes = Math.max(bytes, compilation.tier == TOP_TIER ? compilation.bytes : 0);
        inlined = Math.max(inlined, compilation.tier == TOP_TIER ? compilation.inlinedBytes : 0);
      }
      return String.format(
          "%-16s %7d %11d %5d %5d %8d %8d %8d %7d",
          name, samples(), interpreted, first, second, millis, bytes, inlined, failed);
    }
  }

  private final Map<String, Line> lines = new HashMap<>();

  private RegionProfile() {}

  /** {@code FILE}: prints what the recording in it says. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("RegionProfile takes one file, a flight recording");
      System.exit(2);
    }
    RegionProfile profile = new RegionProfile();
    List<RecordedEvent> events = RecordingFile.readAllEvents(Path.of(args[0]));
    events.sort(Comparator.comparing(RecordedEvent::getEndTime));
    events.forEach(profile::compilation);
    events.forEach(profile::sample);
    profile.print();
  }

  private void compilation(RecordedEvent event) {
    if (event.getEventType().getName().equals("jdk.Compilation")) {
      RecordedMethod method = event.getValue("method");
      String region = region(method);
      if (region != null) {
        Compilation compilation =
            new Compilation(
                event.getEndTime(),
                event.getShort("compileLevel"),
                event.getDuration(),
                event.getBoolean("succeded"), // sic
                event.getLong("inlinedBytes"),
                event.getLong("codeSize"));
        lines.computeIfAbsent(region, Line::new).compilations.add(compilation);
      }
    }
  }

  /** The region a method is of; {@code null} if it is of none, or if it is one of those that every region has. */
  private static String region(RecordedMethod method) {
    Matcher matcher = REGION.matcher(method.getType().getName());
    String name = method.getName();
    return matcher.find() && (name.equals("run") || name.equals("body")) ? matcher.group(1) : null;
  }

  private void sample(RecordedEvent event) {
    if (!event.getEventType().getName().equals("jdk.ExecutionSample") || event.getStackTrace() == null) {
      return;
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String region = region(frame.getMethod());
      String type = frame.getMethod().getType().getName();
      if (region == null && type.endsWith("Driver")) {
        region = "driver";
      }
      if (region != null) {
        lines.computeIfAbsent(region, Line::new).sample(frame.getType().equals("Interpreted"), event.getEndTime());
        return;
      }
    }
    lines.computeIfAbsent("elsewhere", Line::new).sample(false, event.getEndTime());
  }

  private void print() {
    System.out.println("region           samples interpreted    C1    C2    C2 ms machine  inlined  failed");
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(Comparator.comparingInt(Line::samples).reversed());
    Line total = new Line("total");
    for (Line line : sorted) {
      total.interpreted += line.interpreted;
      total.first += line.first;
      total.second += line.second;
      total.compilations.addAll(line.compilations);
    }
    System.out.println(total);
    sorted.stream().limit(SHOWN).forEach(System.out::println);
  }
}
