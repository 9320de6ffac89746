package dev.lockstep.runtime;

import java.util.stream.IntStream;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds loops of a region's method that never ask whether to stop, neither by a poll nor behind a call. */
final class UnaskedLoops {

  private static final byte ON_THE_WAY = 1;
  private static final byte DONE = 2;

  private final InsnList code;
  private final byte[] states;

  private UnaskedLoops(MethodNode method) {
    code = method.instructions;
    states = new byte[code.size()];
  }

  /** Whether there is one. */
  static boolean in(MethodNode method) {
    UnaskedLoops loops = new UnaskedLoops(method);
    return IntStream.range(0, method.instructions.size()).anyMatch(loops::isOnLoop);
  }

  /** Whether what runs from an instruction on, up to the next question, comes round. */
  private boolean isOnLoop(int index) {
    AbstractInsnNode instruction = code.get(index);
    if (states[index] != 0 || asks(instruction)) {
      return states[index] == ON_THE_WAY;
    }
    states[index] = ON_THE_WAY;
    boolean found = LoopedPcs.fallsThrough(instruction) && index + 1 < code.size() && isOnLoop(index + 1);
    for (LabelNode target : LoopedPcs.targets(instruction)) {
      found |= isOnLoop(code.indexOf(target));
    }
    states[index] = DONE;
    return found;
  }

  private static boolean asks(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && call.name.equals("poll")
        || instruction instanceof FieldInsnNode field && field.name.equals("attention");
  }
}
