package dev.lockstep.bench;

import java.util.List;
import java.util.Random;

/**
 * Guest programs that hop from one small block to another. Each block has two successors; memory
 * says which one to take, so that the code is the same whatever the order.
 */
final class Hops {
  static final int BLOCKS = 100;
  static final int SMALL_COUNT = 100;
  static final int COUNT = 2_000_000;

  /** An order in which blocks run. */
  enum Order {
    /** The least there is, since a region that leads to itself is a loop inside. */
    TWO_IN_TURN("2-in-turn"),
    HUNDRED_IN_TURN("100-in-turn"),
    HUNDRED_AT_RANDOM("100-at-random");

    static final List<Order> ALL = List.of(values());

    private final String program;

    Order(String program) {
      this.program = program;
    }

    String program() {
      return program;
    }

    private boolean goesFar(int hop, Random random) {
      return switch (this) {
        case TWO_IN_TURN -> hop % 2 == 1;
        case HUNDRED_IN_TURN -> false;
        case HUNDRED_AT_RANDOM -> random.nextBoolean();
      };
    }

    /** Memory whose byte {@code i} is 1 if hop {@code i} leads to the far successor, else 0. */
    BenchMemory memory() {
      BenchMemory memory = new BenchMemory();
      Random random = new Random(1);
      for (int hop = 0; hop < COUNT; hop++) {
        memory.bytes[hop] = (byte) (goesFar(hop, random) ? 1 : 0);
      }
      return memory;
    }
  }

  // Locals of the guest function; the first is its parameter.
  private static final int LIMIT = 0;
  private static final int HOP = 1;
  private static final int SUM = 2;

  private Hops() {}

  /** One successor of a block. */
  static int near(int block) {
    return (block + 1) % BLOCKS;
  }

  /** The other successor; that of block 1 is block 0. */
  static int far(int block) {
    return (7 * block + BLOCKS - 7) % BLOCKS;
  }

  /**
   * Most blocks are reached from two others that are not inside of one another, so each block is a
   * region.
   */
  static void separate(StackEmitter e) {
    int[] blocks = new int[BLOCKS];
    begin(e);
    for (int block = 0; block < BLOCKS; block++) {
      blocks[block] = e.label();
    }
    int done = e.label();
    for (int block = 0; block < BLOCKS; block++) {
      e.bind(blocks[block]);
      emitBlock(e, done, blocks[near(block)], blocks[far(block)]);
    }
    end(e, done);
  }

  /** The same work in a loop: all of it is one region. */
  static void together(StackEmitter e) {
    begin(e);
    int loop = e.label();
    int done = e.label();
    e.bind(loop);
    emitBlock(e, done, loop, loop);
    end(e, done);
  }

  private static void begin(StackEmitter e) {
    e.begin(e.function("run", "(I)J", "II"));
    e.i32Const(0);
    e.localSet(HOP);
    e.i32Const(1);
    e.localSet(SUM);
  }

  private static void emitBlock(StackEmitter e, int done, int near, int far) {
    int goFar = e.label();
    e.localGet(HOP);
    e.localGet(LIMIT);
    e.op(StackOp.I32_GE_S);
    e.brIf(done);
    e.localGet(HOP);
    e.op(StackOp.I32_LOAD8_U);
    e.localGet(HOP);
    e.i32Const(1);
    e.op(StackOp.I32_ADD);
    e.localSet(HOP);
    e.brIf(goFar);
    e.localGet(SUM);
    e.i32Const(31);
    e.op(StackOp.I32_MUL);
    e.localSet(SUM);
    e.jump(near);
    e.bind(goFar);
    e.localGet(SUM);
    e.localGet(HOP);
    e.op(StackOp.I32_XOR);
    e.localSet(SUM);
    e.jump(far);
  }

  private static void end(StackEmitter e, int done) {
    e.bind(done);
    e.localGet(SUM);
    e.op(StackOp.I64_EXTEND_I32_S);
    e.ret();
  }
}
