package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the region compiler finds out about random graphs, against what slow and obvious methods find out. */
final class AnalysisTest {

  private static final int ROUNDS = 400;

  private final long seed = Long.getLong("lockstep.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private ControlFlow randomFlow() {
    Program program = RandomFunction.of(random.nextLong(), 1 + random.nextInt(40));
    Function function = program.functions().get(0);
    StencilTable stencils = new StencilTable(program.table());
    return new ControlFlow(new RawBlocks(program, function, stencils, false, new int[0]), function.entry());
  }

  @Test
  void blocksAreInReversePostorderAndCoverWhatIsReachable() {
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      boolean[] reached = reachable(flow, -1);
      for (int block = 0; block < flow.count; block++) {
        assertWithMessage("seed %s", seed).that(reached[block]).isTrue();
        assertWithMessage("seed %s", seed).that(flow.blockAt(flow.start[block])).isEqualTo(block);
        for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
          int successor = flow.successors[i];
          assertWithMessage("seed %s", seed)
              .that(Ints.asList(Arrays.copyOfRange(
                  flow.predecessors, flow.predecessorsAt[successor], flow.predecessorsAt[successor + 1])))
              .contains(block);
        }
      }
    }
  }

  /** Which blocks can be reached from outside without going through {@code removed}. */
  private static boolean[] reachable(ControlFlow flow, int removed) {
    boolean[] reached = new boolean[flow.count];
    for (int block = 0; block < flow.count; block++) {
      reached[block] = flow.is(ControlFlow.ENTRY, block) && block != removed;
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int block = 0; block < flow.count; block++) {
        for (int i = flow.successorsAt[block]; reached[block] && i < flow.successorsAt[block + 1]; i++) {
          int successor = flow.successors[i];
          if (successor != removed && !reached[successor]) {
            reached[successor] = true;
            changed = true;
          }
        }
      }
    }
    return reached;
  }

  @Test
  void dominators() {
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      Dominators dominators = new Dominators(flow);
      for (int upper = 0; upper < flow.count; upper++) {
        boolean[] without = reachable(flow, upper);
        for (int lower = 0; lower < flow.count; lower++) {
          assertWithMessage("seed %s: %s over %s", seed, upper, lower)
              .that(dominators.dominates(upper, lower))
              .isEqualTo(!without[lower]);
        }
      }
    }
  }

  @Test
  void loops() {
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      Dominators dominators = new Dominators(flow);
      Loops loops = new Loops(flow, dominators);
      int[] depth = new int[flow.count];
      for (int header = 0; header < flow.count; header++) {
        boolean[] body = loopBody(flow, dominators, header);
        assertWithMessage("seed %s", seed).that(loops.isHeader(header)).isEqualTo(body != null);
        if (body != null) {
          int[] expected = IntStream.range(0, flow.count).filter(block -> body[block]).toArray();
          assertWithMessage("seed %s", seed).that(loops.blocks(header)).isEqualTo(expected);
          for (int block : expected) {
            depth[block]++;
          }
        }
      }
      for (int block = 0; block < flow.count; block++) {
        int outside = depth[block] - (loops.isHeader(block) ? 1 : 0);
        assertWithMessage("seed %s", seed).that(loops.outerDepth(block)).isEqualTo(outside);
      }
    }
  }

  private static boolean[] loopBody(ControlFlow flow, Dominators dominators, int header) {
    boolean[] body = new boolean[flow.count];
    boolean isLoop = false;
    for (int i = flow.predecessorsAt[header]; i < flow.predecessorsAt[header + 1]; i++) {
      if (dominators.dominates(header, flow.predecessors[i])) {
        body[flow.predecessors[i]] = true;
        isLoop = true;
      }
    }
    body[header] = true;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int block = 0; block < flow.count; block++) {
        for (int i = flow.predecessorsAt[block]; block != header && body[block] && i < flow.predecessorsAt[block + 1]; i++) {
          changed |= !body[flow.predecessors[i]];
          body[flow.predecessors[i]] = true;
        }
      }
    }
    return isLoop ? body : null;
  }

  @Test
  void liveness() {
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      Liveness liveness = Liveness.of(flow);
      for (int slot = 0; slot < flow.slots; slot++) {
        boolean[] live = liveInto(flow, slot);
        for (int block = 0; block < flow.count; block++) {
          assertWithMessage("seed %s: slot %s at block %s", seed, slot, block)
              .that(liveness.isLiveInto(block, Liveness.view(slot, 0)))
              .isEqualTo(live[block]);
        }
      }
    }
  }

  /** The blocks in which a slot, as an {@code int}, may be read before it is written, found by trying again and again. */
  private static boolean[] liveInto(ControlFlow flow, int slot) {
    boolean[] live = new boolean[flow.count];
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int block = 0; block < flow.count; block++) {
        boolean now = false;
        for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
          now |= live[flow.successors[i]];
        }
        now = liveBefore(flow, flow.start[block], block, slot, now);
        changed |= now != live[block];
        live[block] = now;
      }
    }
    return live;
  }

  private static boolean liveBefore(ControlFlow flow, int pc, int block, int slot, boolean after) {
    if (pc == flow.end[block]) {
      return after;
    }
    int[] code = flow.code;
    Form form = flow.program.formAt(pc);
    boolean live = liveBefore(flow, pc + form.length(code, pc), block, slot, after);
    if (form.flow() == Flow.RETURN) {
      return slot == 0;
    }
    if (form.flow() == Flow.CALL) {
      int base = code[pc + 2];
      return slot < base ? live : slot < base + 2;
    }
    for (int i = 0; i < form.operandCount(); i++) {
      if (form.operand(i).role() == Operand.Role.DESTINATION && code[pc + form.operand(i).word()] == slot) {
        live = false;
      }
    }
    for (int i = 0; i < form.operandCount(); i++) {
      live |= form.operand(i).role() == Operand.Role.SOURCE && code[pc + form.operand(i).word()] == slot;
    }
    return live;
  }

  @Test
  void regionsAreEnteredAtTheirTops() {
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      Dominators dominators = new Dominators(flow);
      RegionPlanner planner = new RegionPlanner(flow, dominators, new Loops(flow, dominators));
      RegionLimits limits = new RegionLimits(10 + random.nextInt(200), 20 + random.nextInt(600), 1 + random.nextInt(60));
      List<int[]> regions = planner.cut(IntStream.range(0, flow.count).toArray(), limits);
      int[] topOf = new int[flow.count];
      Arrays.fill(topOf, -1);
      for (int[] region : regions) {
        int bytes = 0;
        int instructions = 0;
        for (int block : region) {
          assertWithMessage("seed %s: block %s is in one region", seed, block).that(topOf[block]).isEqualTo(-1);
          topOf[block] = region[0];
          bytes += flow.bytes[block];
          instructions += flow.instructions[block];
        }
        if (region.length > 1) {
          assertWithMessage("seed %s", seed).that(bytes).isAtMost(limits.bytes());
          assertWithMessage("seed %s", seed).that(instructions).isAtMost(limits.instructions());
        }
      }
      for (int block = 0; block < flow.count; block++) {
        assertWithMessage("seed %s: block %s is in a region", seed, block).that(topOf[block]).isAtLeast(0);
        if (flow.is(ControlFlow.ENTRY, block)) {
          assertWithMessage("seed %s", seed).that(topOf[block]).isEqualTo(block);
        }
        for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
          int successor = flow.successors[i];
          if (topOf[successor] != topOf[block]) {
            assertWithMessage("seed %s: edge %s to %s", seed, block, successor).that(topOf[successor]).isEqualTo(successor);
          }
        }
      }
    }
  }

  /** Whether each loop of a graph, whose root comes first, has one entry: T2 merges blocks with one predecessor with that. */
  private static boolean isReducible(ControlFlow flow, int[] blocks) {
    Map<Integer, Set<Integer>> predecessors = new HashMap<>();
    for (int block : blocks) {
      predecessors.put(block, new HashSet<>());
    }
    for (int block : blocks) {
      for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
        predecessors.getOrDefault(flow.successors[i], new HashSet<>()).add(block);
      }
    }
    predecessors.remove(blocks[0]);
    boolean changes = true;
    while (changes) {
      changes = false;
      for (int block : List.copyOf(predecessors.keySet())) {
        Set<Integer> of = predecessors.get(block);
        of.remove(block);
        if (of.size() == 1) {
          predecessors.remove(block);
          for (Set<Integer> others : predecessors.values()) {
            if (others.remove(block)) {
              others.addAll(of);
            }
          }
          changes = true;
        }
      }
    }
    return predecessors.isEmpty();
  }

  @Test
  void hotRegionsHaveOneEntryAndSoHaveTheirLoops() {
    int regions = 0;
    int irreducible = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ControlFlow flow = randomFlow();
      Loops loops = new Loops(flow, new Dominators(flow));
      RegionLimits limits = new RegionLimits(10 + random.nextInt(200), 20 + random.nextInt(600), 1 + random.nextInt(60));
      FlowCounts counts = RandomCounts.of(flow, random);
      HotRegions hot = new HotRegions(flow, loops, counts, limits);
      boolean isReducible =
          IntStream.range(1, flow.count).noneMatch(block -> flow.is(ControlFlow.ENTRY, block))
              && isReducible(flow, IntStream.range(0, flow.count).toArray());
      int root = random.nextInt(flow.count);
      boolean hasRoot = false;
      for (int[] region : hot.form(root)) {
        hasRoot |= region[0] == root;
        boolean[] inside = new boolean[flow.count];
        boolean[] reached = new boolean[flow.count];
        int instructions = 0;
        for (int block : region) {
          inside[block] = true;
          instructions += flow.instructions[block];
          assertWithMessage("seed %s: block %s is hot", seed, block)
              .that(counts.blocks()[block])
              .isGreaterThan(0);
        }
        assertWithMessage("seed %s", seed).that(hot.isEntered(region[0])).isTrue();
        assertWithMessage("seed %s", seed)
            .that(region.length == 1 || instructions <= limits.instructions())
            .isTrue();
        reached[region[0]] = true;
        for (int again = 0; again < region.length; again++) {
          for (int block : region) {
            for (int i = flow.successorsAt[block]; reached[block] && i < flow.successorsAt[block + 1]; i++) {
              int successor = flow.successors[i];
              reached[successor] = inside[successor];
              assertWithMessage("seed %s: block %s", seed, successor)
                  .that(inside[successor] || hot.isEntered(successor))
                  .isTrue();
            }
          }
        }
        for (int block : region) {
          assertWithMessage("seed %s: block %s is reached", seed, block).that(reached[block]).isTrue();
        }
        regions++;
        irreducible += isReducible && !isReducible(flow, region) ? 1 : 0;
      }
      assertWithMessage("seed %s: root %s", seed, root)
          .that(hasRoot)
          .isEqualTo(counts.blocks()[root] > 0 && !flow.is(ControlFlow.INTERPRETED, root));
    }
    // One in 30,000 takes a loop around the top and later another way to it.
    assertWithMessage("seed %s: of %s", seed, regions).that(irreducible).isAtMost(regions / 1000);
  }
}
