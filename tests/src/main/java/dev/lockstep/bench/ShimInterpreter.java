package dev.lockstep.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * The usual way from an interpreter into compiled code: a call through an interface, with the frame
 * copied into arguments and back. It runs the blocks of {@link Hops}.
 */
final class ShimInterpreter {
  /** Compiled code, of which each block of the guest has its own class. */
  interface Block {
    /** Runs the block on its frame; returns the pc that runs next. */
    int run(BenchMemory memory, long[] arguments);
  }

  private static final int ENTER = 0;
  private static final int HALT = 1;
  private static final int FRAME = 3;

  private final Block[] blocks = new Block[Hops.BLOCKS];
  private final int[] code = new int[2 * Hops.BLOCKS + 1];
  private final long[] slots = new long[1 << 10];
  private final long[] arguments = new long[FRAME];

  ShimInterpreter() {
    byte[] template = template();
    for (int i = 0; i < Hops.BLOCKS; i++) {
      blocks[i] = define(template, i);
      code[2 * i] = ENTER;
      code[2 * i + 1] = i;
    }
    code[2 * Hops.BLOCKS] = HALT;
  }

  private static byte[] template() {
    try (InputStream file = ShimBlock.class.getResourceAsStream("ShimBlock.class")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class of its own, since calls that always meet the same class would be inlined. */
  private static Block define(byte[] template, int number) {
    try {
      return (Block)
          MethodHandles.lookup()
              .defineHiddenClass(template, true)
              .lookupClass()
              .getDeclaredConstructor(int.class)
              .newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  long run(BenchMemory memory, int count) {
    int fp = 0;
    slots[fp] = count;
    slots[fp + 1] = 0;
    slots[fp + 2] = 1;
    int pc = 0;
    while (true) {
      switch (code[pc]) {
        case ENTER:
          System.arraycopy(slots, fp, arguments, 0, FRAME);
          pc = blocks[code[pc + 1]].run(memory, arguments);
          System.arraycopy(arguments, 0, slots, fp, FRAME);
          break;
        case HALT:
          return (int) slots[fp + 2];
        default:
          throw new IllegalStateException("no instruction " + code[pc]);
      }
    }
  }
}
