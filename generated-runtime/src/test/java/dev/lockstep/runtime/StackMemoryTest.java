package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine keeps no more memory than it says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StackMemoryTest {

  /** {@code f} passes its argument on, {@code g} counts up to 0. */
  private static Program program() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(L)L"))).getLocal(0).op(TypedOpcodes.RETURN).end();
    asm.begin(asm.declare("g", Signature.of("(I)I")));
    Label top = asm.label();
    asm.bind(top).getLocal(0).constInt(1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  @Test
  void trimmingLetsGoOfWhatFramesReferredTo() throws InterruptedException {
    Program program = program();
    TypedMachine machine = new TypedMachine(program);
    WeakReference<Object> reference = pass(machine);
    System.gc();
    assertThat(reference.get()).isNotNull(); // Else this test shows nothing.
    machine.trim();
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(reference.get()).isNull();
    assertThat(machine.invoke(program.function("f"), "x")).isEqualTo("x");
  }

  private static WeakReference<Object> pass(TypedMachine machine) {
    Object object = new Object();
    assertThat(machine.invoke(machine.program().function("f"), object)).isSameInstanceAs(object);
    return new WeakReference<>(object);
  }

  @Test
  void suspendedCallsKeepWhatTheyUse() {
    Program program = program();
    TypedMachine machine = new TypedMachine(program);
    Invocation[] suspended = new Invocation[1000];
    for (int i = 0; i < suspended.length; i++) {
      suspended[i] = machine.start(program.function("g"), -1000 - i);
      machine.interrupt();
      assertThat(suspended[i].run()).isFalse();
      assertThat(suspended[i].stackSlots()).isAtMost(2 * program.maxFrameSize());
    }
    for (Invocation call : suspended) {
      assertThat(call.run()).isTrue();
      assertThat(call.result()).isEqualTo(0);
    }
  }

  @Test
  void argumentsThatAreNoArrayAreRefused() {
    TypedMachine machine = new TypedMachine(program());
    Function f = machine.program().function("f");
    assertThat(assertThrows(NullPointerException.class, () -> machine.invoke(f, (Object[]) null)))
        .hasMessageThat()
        .isEqualTo("arguments");
    assertThat(assertThrows(NullPointerException.class, () -> machine.invoke(null))).hasMessageThat().isEqualTo("function");
  }
}
