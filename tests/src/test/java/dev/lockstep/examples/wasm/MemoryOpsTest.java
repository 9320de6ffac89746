package dev.lockstep.examples.wasm;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What {@link MemoryOps} says about its methods' lengths. */
class MemoryOpsTest {

  @Test
  void accessesThroughVarHandlesAreTooLongForTheFirstCompilerToInline() throws IOException {
    int limit =
        Integer.parseInt(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("C1MaxInlineSize")
                .getValue());

    Map<String, Integer> callers = lengthsOfCallers("java/lang/invoke/VarHandle");

    assertThat(callers.keySet()).containsExactly("getShort", "getInt", "getLong", "putShort", "putInt", "putLong");
    callers.forEach((name, length) -> assertThat(length).isGreaterThan(limit));
  }

  /** Of those methods that call one of the class {@code owner}, by name: how many bytes of code. */
  private static Map<String, Integer> lengthsOfCallers(String owner) throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    try (InputStream file = MemoryOps.class.getResourceAsStream("MemoryOps.class")) {
      new ClassReader(file)
          .accept(
              new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                  MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
                  return new MethodVisitor(Opcodes.ASM9, writer) {
                    private boolean calls;

                    @Override
                    public void visitMethodInsn(int opcode, String of, String called, String type, boolean isInterface) {
                      calls |= of.equals(owner);
                      super.visitMethodInsn(opcode, of, called, type, isInterface);
                    }

                    @Override
                    public void visitMaxs(int maxStack, int maxLocals) {
                      Label end = new Label();
                      visitLabel(end);
                      if (calls) {
                        lengths.put(name, end.getOffset());
                      }
                      super.visitMaxs(maxStack, maxLocals);
                    }
                  };
                }
              },
              0);
    }
    return lengths;
  }
}
