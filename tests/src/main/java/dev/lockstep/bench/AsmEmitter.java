package dev.lockstep.bench;

import static org.objectweb.asm.Opcodes.*;

import dev.lockstep.bench.SampleRegion.Step;
import dev.lockstep.runtime.Region;
import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Emits a {@link SampleRegion} through ASM, with the code that Lockstep's stencils make: loads at
 * the entry, the body of the opcode's method for each instruction, commits at the exit.
 *
 * @param flags what {@link ClassWriter} computes by itself
 * @param givesFrames whether the stack-map frames are written out here
 */
record AsmEmitter(int flags, boolean givesFrames) {
  /** Where the initialiser of a region leaves the only instance. */
  static Region made;

  /** The slot of the frame's link. */
  static final int LINK = SampleRegion.LOCALS;

  private static final String SELF = "dev/lockstep/bench/MadeRegion";
  private static final String REGION = "dev/lockstep/runtime/Region";
  private static final String MACHINE = "dev/lockstep/runtime/Machine";
  private static final Object[] FRAME = {
    SELF, "dev/lockstep/runtime/Machine", "[J", "[I", INTEGER, INTEGER,
    INTEGER, INTEGER, INTEGER, INTEGER, LONG, LONG, LONG, LONG,
  };

  // JVM locals of the method.
  private static final int SLOTS = 2;
  private static final int FP = 4;
  private static final int FIRST = 6;
  private static final int MAX_LOCALS =
      FIRST + SampleRegion.INTS + 2 * (SampleRegion.LOCALS - SampleRegion.INTS);
  private static final int MAX_STACK = 4;

  Region define(byte[] file) throws IllegalAccessException {
    MethodHandles.lookup().defineHiddenClass(file, true);
    return made;
  }

  byte[] emit(SampleRegion region) {
    ClassWriter writer = new ClassWriter(flags);
    writer.visit(V17, ACC_FINAL | ACC_SUPER, SELF, null, REGION, null);
    emitConstructor(writer.visitMethod(0, "<init>", "()V", null, null));
    emitInitializer(writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null));
    String descriptor = "(L" + MACHINE + ";[J[III)I";
    emitRun(writer.visitMethod(ACC_PUBLIC | ACC_FINAL, "run", descriptor, null, null), region);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void emitConstructor(MethodVisitor out) {
    out.visitCode();
    out.visitVarInsn(ALOAD, 0);
    out.visitMethodInsn(INVOKESPECIAL, REGION, "<init>", "()V", false);
    out.visitInsn(RETURN);
    out.visitMaxs(1, 1);
    out.visitEnd();
  }

  private static void emitInitializer(MethodVisitor out) {
    out.visitCode();
    out.visitTypeInsn(NEW, SELF);
    out.visitInsn(DUP);
    out.visitMethodInsn(INVOKESPECIAL, SELF, "<init>", "()V", false);
    out.visitFieldInsn(PUTSTATIC, "dev/lockstep/bench/AsmEmitter", "made", "L" + REGION + ";");
    out.visitInsn(RETURN);
    out.visitMaxs(2, 0);
    out.visitEnd();
  }

  private void emitRun(MethodVisitor out, SampleRegion region) {
    out.visitCode();
    for (int local = 0; local < SampleRegion.LOCALS; local++) {
      emitEntry(out, local);
    }
    Label[] labels = new Label[SampleRegion.STEPS + 1];
    boolean framed = false;
    for (int i = 0; i <= SampleRegion.STEPS; i++) {
      if (labels[i] != null) {
        out.visitLabel(labels[i]);
        if (givesFrames) {
          emitFrame(out, framed);
          framed = true;
        }
      }
      if (i < SampleRegion.STEPS) {
        emitStep(out, region.steps().get(i), labels);
      }
    }
    emitExit(out);
    out.visitMaxs(MAX_STACK, MAX_LOCALS);
    out.visitEnd();
  }

  /** The locals never change their types, so all frames after the first say "same". */
  private static void emitFrame(MethodVisitor out, boolean same) {
    if (same) {
      out.visitFrame(F_SAME, 0, null, 0, null);
    } else {
      out.visitFrame(F_FULL, FRAME.length, FRAME, 0, null);
    }
  }

  private static void emitEntry(MethodVisitor out, int local) {
    emitSlot(out, local);
    out.visitInsn(LALOAD);
    if (local < SampleRegion.INTS) {
      out.visitInsn(L2I);
    }
    out.visitVarInsn(local < SampleRegion.INTS ? ISTORE : LSTORE, variable(local));
  }

  private static void emitSlot(MethodVisitor out, int local) {
    out.visitVarInsn(ALOAD, SLOTS);
    out.visitVarInsn(ILOAD, FP);
    emitInt(out, local);
    out.visitInsn(IADD);
  }

  private static void emitStep(MethodVisitor out, Step step, Label[] labels) {
    int load = step.isLong() ? LLOAD : ILOAD;
    out.visitVarInsn(load, variable(step.left()));
    if (step.right() >= 0) {
      out.visitVarInsn(load, variable(step.right()));
    } else if (step.isLong()) {
      out.visitLdcInsn((long) step.constant());
    } else {
      emitInt(out, step.constant());
    }
    if (step.isBranch()) {
      labels[step.to()] = labels[step.to()] == null ? new Label() : labels[step.to()];
      out.visitJumpInsn(IF_ICMPLT, labels[step.to()]);
    } else {
      out.visitInsn(instruction(step.op()));
      out.visitVarInsn(step.isLong() ? LSTORE : ISTORE, variable(step.to()));
    }
  }

  private static void emitExit(MethodVisitor out) {
    emitSlot(out, 0);
    out.visitVarInsn(LLOAD, variable(SampleRegion.INTS));
    out.visitInsn(LASTORE);
    out.visitVarInsn(ALOAD, 1);
    out.visitVarInsn(ALOAD, SLOTS);
    out.visitVarInsn(ILOAD, FP);
    emitInt(out, LINK);
    out.visitMethodInsn(
        INVOKESTATIC, "dev/lockstep/runtime/Core", "leave", "(L" + MACHINE + ";[JII)I", false);
    out.visitInsn(IRETURN);
  }

  private static void emitInt(MethodVisitor out, int value) {
    if (value <= 5) {
      out.visitInsn(ICONST_0 + value);
    } else if (value <= Byte.MAX_VALUE) {
      out.visitIntInsn(BIPUSH, value);
    } else {
      out.visitIntInsn(SIPUSH, value);
    }
  }

  private static int variable(int local) {
    return FIRST + local + Math.max(0, local - SampleRegion.INTS);
  }

  private static int instruction(StackOp op) {
    return switch (op) {
      case I32_ADD -> IADD;
      case I32_SUB -> ISUB;
      case I32_MUL -> IMUL;
      case I32_XOR -> IXOR;
      case I32_SHL -> ISHL;
      case I64_ADD -> LADD;
      case I64_SUB -> LSUB;
      case I64_MUL -> LMUL;
      case I64_XOR -> LXOR;
      case I64_AND -> LAND;
      default -> throw new IllegalArgumentException("not in a sample region: " + op);
    };
  }
}
