package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Finds loops round which a region's method keeps the pc that its handler of exceptions reads, as HotSpot sees it. */
final class LoopedPcs {

  private final MethodNode method;
  private final InsnList code;
  private final boolean[] live;

  private LoopedPcs(MethodNode method) {
    this.method = method;
    code = method.instructions;
    live = new boolean[code.size() + 1];
  }

  /** The targets of branches back, by their index, into which that pc is live, and in front of which it is set anew. */
  static List<Integer> of(MethodNode method) {
    List<Integer> found = new ArrayList<>();
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (range.type.equals("java/lang/Throwable")) {
        found.addAll(new LoopedPcs(method).of(range.handler));
        break; // All have the same handler.
      }
    }
    return found;
  }

  private List<Integer> of(LabelNode handler) {
    AbstractInsnNode load = handler;
    while (load.getOpcode() != Opcodes.ILOAD) {
      load = load.getNext();
    }
    int pc = ((VarInsnNode) load).var;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = code.size() - 1; i >= 0; i--) {
        if (!live[i] && isLive(i, pc)) {
          live[i] = true;
          changed = true;
        }
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      for (LabelNode target : targets(code.get(i))) {
        int header = code.indexOf(target);
        if (header <= i && live[header] && isStored(pc, header, i)) {
          found.add(header);
        }
      }
    }
    return found;
  }

  private boolean isStored(int pc, int from, int to) {
    for (int i = from; i < to; i++) {
      if (code.get(i) instanceof VarInsnNode access && access.var == pc && access.getOpcode() == Opcodes.ISTORE) {
        return true;
      }
    }
    return false;
  }

  /** HotSpot takes what a handler reads for live in all of a block that the handler covers, be it written there or not. */
  private boolean isLive(int index, int pc) {
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (code.indexOf(range.start) <= index && index < code.indexOf(range.end)) {
        return true;
      }
    }
    AbstractInsnNode instruction = code.get(index);
    if (instruction instanceof VarInsnNode access && access.var == pc) {
      return access.getOpcode() == Opcodes.ILOAD;
    }
    return fallsThrough(instruction) && live[index + 1]
        || targets(instruction).stream().anyMatch(target -> live[code.indexOf(target)]);
  }

  /** Whether an instruction may go on with the next one. */
  static boolean fallsThrough(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    boolean ends = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW;
    return !ends && opcode != Opcodes.GOTO && opcode != Opcodes.TABLESWITCH;
  }

  /** Where an instruction may go on, but for the next one. */
  static List<LabelNode> targets(AbstractInsnNode instruction) {
    List<LabelNode> targets = new ArrayList<>();
    if (instruction instanceof JumpInsnNode jump) {
      targets.add(jump.label);
    } else if (instruction instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    }
    return targets;
  }
}
