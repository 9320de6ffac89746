package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.primitives.Ints;
import dev.lockstep.byhand.TinyAssembler;
import dev.lockstep.byhand.TinyMachine;
import dev.lockstep.byhand.TinyOpcodes;
import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An interpreter inside the guest, far too large for a region, runs in one region once it is known what it does. */
final class HotRegionsTest {

  private static final int HANDLERS = 200;
  private static final int LENGTH = 40;
  private static final int PARTS = 6;
  private static final int CYCLES = 5000;
  private static final int NONE = -1;
  private static final int[] CYCLE = {3, 57, 120, 7, 180, 99};

  /** Where a phase starts that does not come to the cycle within so many turns. */
  private static final int OTHER_PHASE = 121;

  private static final int TURNS = 50;

  /** Counts how often a region is entered from the driver. */
  private static final class Counting extends Region {
    private final Region region;
    private int count;

    Counting(Region region) {
      this.region = region;
    }

    @Override
    public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
      count++;
      return region.run(m, slots, code, fp, pc);
    }
  }

  /** A loop around a switch: each handler says which one is next, {@code cycle} in turn. */
  private static Program interpreter() {
    return interpreter(NONE, NONE);
  }

  /**
   * The same with one handler behind which more is done before the next one runs, as if a function began, so that there are two
   * loops, and one that is so large, and of many blocks, that only few others fit a region with it.
   */
  private static Program interpreter(int call, int large) {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(IIJ)J")));
    Label frame = asm.label();
    Label top = asm.label();
    Label tail = asm.label();
    Label[] handlers = new Label[HANDLERS];
    for (int i = 0; i < HANDLERS; i++) {
      handlers[i] = asm.label();
    }
    asm.bind(frame).getLocal(2).constLong(1).op(TypedOpcodes.ADD_LONG).setLocal(2);
    asm.bind(top);
    asm.getLocal(1).multiway(TypedOpcodes.SWITCH, handlers);
    for (int i = 0; i < HANDLERS; i++) {
      asm.bind(handlers[i]);
      for (int part = 1; i == large && part < PARTS; part++) {
        Label next = asm.label();
        addUp(asm, part);
        asm.getLocal(0).branch(TypedOpcodes.BR_IF, next).jump(tail);
        asm.bind(next);
      }
      addUp(asm, i);
      asm.constInt(after(i)).setLocal(1);
      asm.jump(i == call ? frame : tail);
    }
    asm.bind(tail);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(2).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static void addUp(TypedAssembler asm, int seed) {
    for (int i = 0; i < LENGTH; i++) {
      asm.getLocal(2).constLong(seed * 31L + i).op(TypedOpcodes.ADD_LONG).setLocal(2);
    }
  }

  private static int after(int handler) {
    for (int i = 0; i < CYCLE.length; i++) {
      if (CYCLE[i] == handler) {
        return CYCLE[(i + 1) % CYCLE.length];
      }
    }
    return (handler + 1) % HANDLERS; // another phase: all handlers, until the cycle is met
  }

  private static Object run(Program program, int turns, int from) {
    return new TypedMachine(program).invoke(program.function("f"), turns, from, 1L);
  }

  private static int entries(Program program, int turns, int from) {
    Counting[] counting = count(program);
    run(program, turns, from);
    for (int pc = 0; pc < counting.length; pc++) {
      if (counting[pc] != null) {
        program.install(pc, counting[pc].region);
      }
    }
    return entries(counting);
  }

  /** In place of what is compiled; a region that is not yet would not see that it is replaced. */
  private static Counting[] count(Program program) {
    Function function = program.function("f");
    Counting[] counting = new Counting[function.end()];
    for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
      Region region = program.regionAt(pc);
      if (region != null && region.bytes > 0) {
        counting[pc] = new Counting(region);
        program.install(pc, counting[pc]);
      }
    }
    return counting;
  }

  private static int entries(Counting[] counting) {
    int sum = 0;
    for (Counting region : counting) {
      sum += region == null ? 0 : region.count;
    }
    return sum;
  }

  @Test
  void hotHandlersShareARegionWithTheirDispatch() {
    Program assembled = interpreter();
    Program program = assembled.in(Tiering.mixedInPlace());
    Object expected = run(assembled.in(Tiering.interpreter()), 30_000, 3);
    assertThat(run(program, 30_000, 3)).isEqualTo(expected);
    assertThat(run(program, 30_000, 3)).isEqualTo(expected);
    assertThat(entries(program, 30_000, 3)).isLessThan(30);
  }

  /** A region with a part of the large handler would have no room for others and would be left in each cycle all the same. */
  @Test
  void ofAPathThatDoesNotFitNothingIsTaken() {
    for (int large : CYCLE) {
      assertThat(entriesInCycles(NONE, large)).isAtMost(2 * CYCLES + 30);
    }
  }

  @Test
  void theWayThroughALoopAroundTheRegionsOwnIsInTheRegion() {
    for (int i = 0; i < CYCLE.length; i++) {
      assertThat(entriesInCycles(CYCLE[i], CYCLE[(i + 2) % CYCLE.length])).isAtMost(2 * CYCLES + 30);
    }
  }

  private static int entriesInCycles(int call, int large) {
    Program assembled = interpreter(call, large);
    Program program = assembled.in(Tiering.mixedInPlace());
    int turns = CYCLES * (call == NONE ? CYCLE.length : CYCLE.length - 1); // Calls count none.
    Object expected = run(assembled.in(Tiering.interpreter()), turns, CYCLE[0]);
    assertThat(run(program, turns, CYCLE[0])).isEqualTo(expected);
    assertThat(run(program, turns, CYCLE[0])).isEqualTo(expected);
    return entries(program, turns, CYCLE[0]);
  }

  /** Two ways through a handler are worth more together than another one, and each alone less, as they share most. */
  @Test
  void waysThatShareBlocksAreTakenTogether() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(IIJ)J")));
    Label top = asm.label();
    Label fork = asm.label();
    Label arm = asm.label();
    Label other = asm.label();
    Label tail = asm.label();
    asm.bind(top).getLocal(1).multiway(TypedOpcodes.SWITCH, new Label[] {fork, other});
    addUp(asm.bind(fork), 1);
    asm.getLocal(1).branch(TypedOpcodes.BR_IF, arm).constInt(0).setLocal(1).jump(tail);
    asm.bind(arm).constInt(1).setLocal(1).jump(tail);
    addUp(asm.bind(other), 2);
    asm.jump(tail);
    asm.bind(tail).getLocal(0).branch(TypedOpcodes.BR_IF, top).getLocal(2).op(TypedOpcodes.RETURN).end();
    ControlFlow flow = flow(asm.build());
    int header = blockWith(TypedOpcodes.SWITCH, flow, 0);
    int split = flow.successors[flow.successorsAt[header]];
    int rest = flow.successors[flow.successorsAt[header] + 1];
    if (flow.successorsAt[split + 1] - flow.successorsAt[split] == 1) {
      int swapped = split;
      split = rest;
      rest = swapped;
    }
    int one = flow.successors[flow.successorsAt[split]];
    int two = flow.successors[flow.successorsAt[split] + 1];
    int end = flow.successors[flow.successorsAt[one]];
    FlowCounts counts = counts(flow);
    take(counts, flow, 400, header, split);
    take(counts, flow, 300, header, rest, end);
    take(counts, flow, 200, split, one, end);
    take(counts, flow, 200, split, two, end);
    take(counts, flow, 700, end, header);
    int[] together = {header, split, one, two, end};
    assertThat(region(flow, counts, header, together)).containsExactlyElementsIn(Ints.asList(together));
  }

  /** What follows a loop is no part of it, not even where that is too long for any region. */
  @Test
  void aLoopStaysAloneInOneThatIsTooLarge() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(IIJ)J")));
    Label outer = asm.label();
    Label inner = asm.label();
    asm.bind(outer);
    addUp(asm, 1);
    asm.bind(inner).getLocal(1).branch(TypedOpcodes.BR_IF, inner);
    Label next = asm.label();
    addUp(asm, 2);
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, next).getLocal(2).op(TypedOpcodes.RETURN);
    asm.bind(next);
    addUp(asm, 3);
    asm.jump(outer).end();
    ControlFlow flow = flow(asm.build());
    int loop = blockWith(TypedOpcodes.BR_IF, flow, 0);
    int after = blockWith(TypedOpcodes.BR_IF, flow, loop + 1);
    int far = flow.successors[flow.successorsAt[after]];
    int head = flow.successors[flow.successorsAt[far]];
    FlowCounts counts = counts(flow);
    take(counts, flow, 500, loop, loop);
    take(counts, flow, 100, loop, after, far, head, loop);
    assertThat(region(flow, counts, loop, new int[] {loop, after})).containsExactly(loop);
  }

  private static ControlFlow flow(Program program) {
    Function function = program.function("f");
    return new RegionCompiler(program, RegionLimits.DEFAULT).plan(function, function.entry()).flow();
  }

  /** The first block from {@code from} on whose last instruction is of an opcode. */
  private static int blockWith(int opcode, ControlFlow flow, int from) {
    int block = from;
    while (flow.program.formAt(flow.last[block]).opcode() != opcode) {
      block++;
    }
    return block;
  }

  private static FlowCounts counts(ControlFlow flow) {
    return new FlowCounts(new int[flow.count], new int[flow.successors.length]);
  }

  /** Notes that a path has been taken so often. */
  private static void take(FlowCounts counts, ControlFlow flow, int times, int... path) {
    for (int i = 1; i < path.length; i++) {
      counts.edges()[flow.edge(path[i - 1], path[i])] += times;
      counts.blocks()[path[i]] += times;
    }
  }

  /** The region at {@code top} if there is room for no more than some other blocks take. */
  private static List<Integer> region(ControlFlow flow, FlowCounts counts, int top, int[] room) {
    int bytes = 0;
    for (int block : room) {
      bytes += flow.inlinedBytes[block];
    }
    RegionLimits limits = new RegionLimits(1 << 20, bytes, 1 << 20);
    for (int[] region : new HotRegions(flow, new Loops(flow, new Dominators(flow)), counts, limits).form(top)) {
      if (region[0] == top) {
        return Ints.asList(region);
      }
    }
    throw new AssertionError("no region at " + top);
  }

  @Test
  void whatGetsHotLaterIsFormedAgain() {
    Program program = interpreter().in(Tiering.mixedInPlace());
    run(program, 30_000, CYCLE[0]);
    run(program, 30_000, CYCLE[0]);
    runOtherPhase(program, 1); // compiles it
    int cold = entries(program, TURNS, OTHER_PHASE);
    assertThat(cold).isAtLeast(TURNS / 2);
    runOtherPhase(program, 100_000 / cold);
    assertThat(entries(program, TURNS, OTHER_PHASE)).isLessThan(cold / 2);
  }

  @Test
  void whatIsEnteredNowAndThenStaysCold() throws InterruptedException {
    Program program = compiledInTheBackground();
    int cold = entries(program, TURNS, OTHER_PHASE);
    for (int i = 0; i < 5; i++) {
      runOtherPhase(program, 4000 / cold);
      Thread.sleep(110); // so that 10,000 entries take two of these
    }
    awaitCompilation(program);
    assertThat(entries(program, TURNS, OTHER_PHASE)).isEqualTo(cold);
  }

  @Test
  void whatGetsHotLaterIsFormedAgainInTheBackground() throws InterruptedException {
    Program program = compiledInTheBackground();
    Program interpreted = program.in(Tiering.interpreter());
    Object expected = run(interpreted, TURNS, OTHER_PHASE);
    int cold = entries(program, TURNS, OTHER_PHASE);
    long deadline = System.nanoTime() + 60_000_000_000L;
    do {
      for (int i = 0; i < 20_000 / cold; i++) {
        assertThat(run(program, TURNS, OTHER_PHASE)).isEqualTo(expected);
      }
      awaitCompilation(program);
      assertThat(System.nanoTime()).isLessThan(deadline);
    } while (entries(program, TURNS, OTHER_PHASE) > cold / 2);
    assertThat(run(program, 30_000, CYCLE[1])).isEqualTo(run(interpreted, 30_000, CYCLE[1]));
  }

  /** What the cycle needs is hot, and all else has been met. */
  private static Program compiledInTheBackground() throws InterruptedException {
    Program program = interpreter().in(Tiering.mixed());
    program.tiers().leaveAllToTheThread();
    run(program, 30_000, CYCLE[0]);
    awaitCompilation(program);
    run(program, 30_000, CYCLE[0]);
    awaitCompilation(program);
    runOtherPhase(program, 1);
    awaitCompilation(program);
    return program;
  }

  @Test
  void eachTimeTwiceAsManyColdEntriesAreNeededAndAtLastTheCutStays() {
    Program program = interpreter().in(Tiering.mixedInPlace());
    run(program, 30_000, CYCLE[0]);
    run(program, 30_000, CYCLE[0]);
    int first = coldEntriesUntilProfiled(program, 121);
    int second = coldEntriesUntilProfiled(program, 58);
    int third = coldEntriesUntilProfiled(program, 8);
    assertThat((double) second / first).isWithin(0.5).of(2);
    assertThat((double) third / second).isWithin(0.5).of(2);
    assertThat(coldEntriesUntilProfiled(program, 79)).isAtLeast(4 * third);
  }

  /** Runs a phase that is new until its function is cut anew, if that ever happens; returns how many entries that took. */
  private static int coldEntriesUntilProfiled(Program program, int phase) {
    int turns = 20; // Phases do not overlap.
    run(program, turns, phase); // compiles it
    int each = entries(program, turns, phase);
    int sum = 0;
    while (program.regionsHeld() > 0 && sum < 300_000) {
      run(program, turns, phase);
      sum += each;
    }
    while (program.regionsHeld() == 0) {
      run(program, turns, phase);
    }
    return sum;
  }

  private static void awaitCompilation(Program program) throws InterruptedException {
    int quiet = 0;
    for (int before = -1; quiet < 5; quiet++) {
      Thread.sleep(10);
      int regions = program.statistics().regions();
      quiet = regions == before ? quiet : 0;
      before = regions;
    }
  }

  private static void runOtherPhase(Program program, int times) {
    for (int i = 0; i < times; i++) {
      run(program, TURNS, OTHER_PHASE);
    }
  }

  /** Adds up to {@code n}; a branch that is never taken makes the loop too large for a region. */
  private static Program stepTestAndJump() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")), Type.INT, Type.INT);
    Label top = asm.label();
    Label add = asm.label();
    Label rare = asm.label();
    Label exit = asm.label();
    asm.bind(top).getLocal(0).getLocal(1).op(TinyOpcodes.LT).branch(TinyOpcodes.BR_IF, exit);
    asm.getLocal(1).constInt(0).op(TinyOpcodes.LT).branch(TinyOpcodes.BR_IF, rare);
    asm.bind(add).getLocal(2).getLocal(1).op(TinyOpcodes.ADD).setLocal(2);
    asm.getLocal(1).constInt(1).op(TinyOpcodes.ADD).setLocal(1).jump(top);
    asm.bind(rare);
    fillARegion(asm);
    asm.jump(add);
    asm.bind(exit).getLocal(2).op(TinyOpcodes.RETURN).end();
    return asm.build();
  }

  private static void fillARegion(TinyAssembler asm) {
    for (int i = 0; i < 2000; i++) {
      asm.getLocal(2).getLocal(1).op(TinyOpcodes.ADD).setLocal(2);
    }
  }

  private static int sum(Program program, int n) {
    return (Integer) new TinyMachine(program, new long[0]).invoke(program.function("f"), n);
  }

  @Test
  void whatASequenceRunsCountsToo() {
    Program program = stepTestAndJump().in(Tiering.mixedInPlace());
    assertThat(sum(program, 30_000)).isEqualTo(450_015_000);
    assertThat(sum(program, 30_000)).isEqualTo(450_015_000);
    Counting[] counting = count(program);
    assertThat(sum(program, 30_000)).isEqualTo(450_015_000);
    assertThat(entries(counting)).isLessThan(30);
  }

  /** As {@link #stepTestAndJump}, but all that runs is one sequence: one block, to whose start a branch of its own leads. */
  private static Program stepAndTest() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")), Type.INT, Type.INT);
    Label top = asm.label();
    Label check = asm.label();
    Label exit = asm.label();
    asm.bind(top).getLocal(2).getLocal(1).op(TinyOpcodes.ADD).setLocal(2);
    asm.getLocal(1).constInt(1).op(TinyOpcodes.ADD).setLocal(1);
    asm.getLocal(0).getLocal(1).op(TinyOpcodes.LT).branch(TinyOpcodes.BR_IF, check).jump(top);
    asm.bind(check).getLocal(0).constInt(1 << 30).op(TinyOpcodes.LT).branch(TinyOpcodes.BR_IF, exit);
    fillARegion(asm);
    asm.jump(top);
    asm.bind(exit).getLocal(2).op(TinyOpcodes.RETURN).end();
    return asm.build();
  }

  @Test
  void blocksInsideASequenceCount() {
    Program program = stepAndTest().in(Tiering.mixedInPlace());
    for (int i = 0; i < 3; i++) {
      assertThat(sum(program, 30_000)).isEqualTo(450_015_000);
    }
    assertThat(program.statistics().regionsHeld()).isGreaterThan(0);
    Counting[] counting = count(program);
    assertThat(sum(program, 30_000)).isEqualTo(450_015_000);
    assertThat(entries(counting)).isLessThan(30);
    Function function = program.function("f");
    int[] pristine = program.pristine();
    for (int pc = function.entry(); pc < function.end(); pc += program.formAt(pc).length(pristine, pc)) {
      assertThat(program.code[pc] < 0 || program.code[pc] == pristine[pc]).isTrue(); // sequences are there again
    }
  }

  @Test
  void cuttingARegionAgainLeavesThoseThatOverlapIt() {
    Program program = interpreter().in(Tiering.interpreter());
    Function function = program.function("f");
    RegionCompiler compiler = new RegionCompiler(program, new RegionLimits(1 << 20, 1 << 20, 1 << 20));
    ControlFlow flow = compiler.plan(function, function.entry()).flow();
    FlowCounts counts = new FlowCounts(new int[flow.count], new int[flow.successors.length]);
    Arrays.fill(counts.blocks(), 1);
    Arrays.fill(counts.edges(), 1);
    RegionPlan plan = compiler.planProfiled(function, function.entry(), counts);
    int[] loop = plan.blocks(1);
    assertThat(plan.blocks(0).length).isGreaterThan(loop.length); // the entry, and the loop as a whole
    plan.emit(plan.entry(0));
    assertThat(plan.blocks(0).length).isLessThan(loop.length); // it was too long
    assertThat(plan.blocks(1)).isSameInstanceAs(loop);
    Set<Integer> entries = new HashSet<>();
    for (int i = 0; i < plan.size(); i++) {
      assertThat(entries.add(plan.entry(i))).isTrue();
    }
  }
}
