package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where compiled code of a program is entered and left when it runs, for authors of an instruction set and of programs: each
 * crossing costs a few nanoseconds and moves what is live through the heap, so a program is fast if there are few to an
 * instruction. Not thread-safe, and counts are lost when machines of the program race.
 *
 * <p>What is counted is the program that {@link #counting} returns. Regions and calls in it take longer, and other programs
 * none the longer. It is compiled as it would be, with the same regions. Of one that has run before {@link #reset} only the
 * crossings of what is then hot are left, or the few that never get hot.
 */
public final class CrossingProfile {

  private Program program;

  /** A place at which the driver goes on, in a region or in the interpreter. */
  private record Place(int pc, boolean isRegion, long count) {}

  /** A profile of no program yet. */
  public CrossingProfile() {}

  /**
   * The same program, nothing of it compiled yet, to be run on any machine.
   *
   * @throws IllegalStateException if the profile has a program already
   */
  public Program counting(Program original) {
    if (program != null) {
      throw new IllegalStateException("a profile counts the crossings of one program");
    }
    program = original.withCrossings();
    return program;
  }

  /** Forgets what has been counted so far, such as when the program was not compiled yet. */
  public void reset() {
    crossings().reset();
  }

  /** How often a driver has entered a region, from the interpreter, from the host or from another region. */
  public long regionsEntered() {
    return sum(places(), true);
  }

  /**
   * How often compiled code has called a function's. A function whose first region calls the function itself, by name, stays in
   * its class and does not cross.
   */
  public long calls() {
    return crossings().calls();
  }

  /** How often compiled code was left for the interpreter: by exits, by returns, and by calls of what is not compiled. */
  public long interpreterEntered() {
    return sum(places(), false);
  }

  private static long sum(List<Place> places, boolean areRegions) {
    return places.stream().filter(place -> place.isRegion == areRegions).mapToLong(Place::count).sum();
  }

  /**
   * A report of what has been counted: how many crossings of each kind there are, how many of 100 instructions, and where most
   * of them lead.
   *
   * @param instructions how many guest instructions have run meanwhile, such as the fuel that the same run of the program
   *     takes if it is metered
   * @param lines how many places
   * @throws IllegalArgumentException if {@code instructions} is not positive
   */
  public String report(long instructions, int lines) {
    if (instructions <= 0) {
      throw new IllegalArgumentException("crossings are counted to the instructions that have run, not to " + instructions);
    }
    List<Place> places = places();
    StringBuilder text = new StringBuilder();
    text.append(String.format("%,15d          guest instructions%n", instructions));
    line(text, sum(places, true), instructions, "regions entered by the driver, and how many to 100 instructions");
    line(text, sum(places, false), instructions, "times from compiled code to the interpreter");
    line(text, calls(), instructions, "calls from compiled code of one function to that of another");
    if (!places.isEmpty()) {
      text.append(String.format("Where the driver goes on most:%n"));
    }
    for (Place place : places.subList(0, Math.min(lines, places.size()))) {
      String what = place.isRegion ? "region" : "interpreter";
      line(text, place.count, instructions, what + " at pc " + place.pc + " of " + program.functionAt(place.pc));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, long count, long instructions, String what) {
    text.append(String.format("%,15d %8.4f %s%n", count, 100.0 * count / instructions, what));
  }

  /** Those used most first. */
  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    Crossings crossings = crossings();
    for (Function function : program.functions()) {
      for (int pc = function.entry(); pc < function.end(); pc++) {
        add(places, pc, true, crossings.entered(pc));
        add(places, pc, false, crossings.interpreted(pc));
      }
    }
    places.sort(Comparator.comparingLong(Place::count).reversed());
    return places;
  }

  private static void add(List<Place> places, int pc, boolean isRegion, long count) {
    if (count > 0) {
      places.add(new Place(pc, isRegion, count));
    }
  }

  private Crossings crossings() {
    if (program == null) {
      throw new IllegalStateException("no program has been counted");
    }
    return program.crossings();
  }
}
