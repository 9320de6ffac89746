package dev.lockstep.runtime;

import dev.lockstep.byhand.TinyOpcodes;
import java.util.Random;

/** Functions with random control flow, for looking at and not for running: what they compute makes no sense. */
final class RandomFunction {

  private static final int ADD = Convention.BUILT_INS;
  private static final int BR_IF = ADD + 5;
  private static final int CALL = ADD + 8;
  private static final int RETURN = ADD + 9;
  private static final int SLOTS = 12;

  private final Random random;
  private final Draft draft = new Draft();
  private final CodeWords code = draft.code;

  private RandomFunction(long seed) {
    random = new Random(seed);
  }

  /** A program of one function with {@code blocks} blocks. */
  static Program of(long seed, int blocks) {
    return new RandomFunction(seed).build(blocks);
  }

  private Program build(int blocks) {
    Function function = draft.declare("random", Signature.of("(II)I"));
    draft.writeHeader(function, SLOTS / 2, 2 * SLOTS);
    int[] starts = new int[blocks];
    int[] targets = new int[blocks];
    for (int block = 0; block < blocks; block++) {
      starts[block] = code.size();
      targets[block] = -1;
      for (int i = random.nextInt(4); i > 0; i--) {
        words(ADD, slot(), slot(), slot());
      }
      int kind = block == blocks - 1 ? 9 : random.nextInt(10);
      if (kind < 5) {
        words(BR_IF, slot());
      } else if (kind < 7) {
        words(Convention.JUMP);
      } else if (kind == 7) {
        words(CALL, function.entry(), random.nextInt(SLOTS - 1), 0);
      } else if (kind == 9) {
        words(RETURN, SLOTS / 2);
      }
      if (kind < 7) {
        targets[block] = code.size();
        words(0, 0);
      }
    }
    for (int block = 0; block < blocks; block++) {
      if (targets[block] >= 0) {
        code.set(targets[block], starts[random.nextInt(blocks)]);
      }
    }
    function.end(code.size());
    return new Program(new ProgramImage(TinyOpcodes.TABLE, false, draft, 0), Tiering.interpreter());
  }

  private int slot() {
    return random.nextInt(SLOTS);
  }

  private void words(int... words) {
    for (int word : words) {
      code.add(word);
    }
  }
}
