package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * HotSpot never compiles a method of more than 8,000 bytes: no subject may suffer from that unless
 * the report says so.
 */
final class InterpreterSizeTest {
  private static final int LIMIT = 8000;

  @ParameterizedTest
  @ValueSource(
      classes = {
        StackSwitch.class,
        WideStackSwitch.class,
        RegisterSwitch.class,
        FusedRegisterSwitch.class,
        BenchDriver.class,
        WideDriver.class
      })
  void isCompiled(Class<?> interpreter) throws IOException {
    assertThat(bytesOfRun(interpreter)).isLessThan(LIMIT);
  }

  /** A register machine of 250 opcodes in one method is what the limit holds back. */
  @Test
  void wideRegisterSwitchIsNot() throws IOException {
    assertThat(bytesOfRun(WideRegisterSwitch.class)).isGreaterThan(LIMIT);
  }

  private static int bytesOfRun(Class<?> interpreter) throws IOException {
    try (InputStream file =
        interpreter.getResourceAsStream(interpreter.getSimpleName() + ".class")) {
      ClassReader reader = new ClassReader(file);
      Measure measure = new Measure(new ClassWriter(reader, 0));
      reader.accept(measure, 0);
      return measure.bytes;
    }
  }

  /** Copies a class and puts a label at the end of {@code run}, whose offset is the size. */
  private static final class Measure extends ClassVisitor {
    private int bytes;

    private Measure(ClassWriter copy) {
      super(Opcodes.ASM9, copy);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, copy) {
        @Override
        public void visitMaxs(int stack, int locals) {
          Label end = new Label();
          super.visitLabel(end);
          if (name.equals("run")) {
            bytes = Math.max(bytes, end.getOffset());
          }
          super.visitMaxs(stack, locals);
        }
      };
    }
  }
}
