package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls between compiled functions pass references, many arguments and several results, in JVM parameters or the guest's stack. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CallSignaturesTest {

  private static final List<String> SIGNATURES =
      List.of("(IL)I", "(I)IJ", "(LI)L", "(I)LL", "(LIDL)JLD", "(I)IJFDL", "(ILJFDLIJILLJDF)LFDJI");

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 3, 5, 0), Tiering.mixed(), Tiering.stress(3));

  /** As many instructions as do not fit one region. */
  private static final int BALLAST = 1000;

  /** How the one recursive call of a function reaches its callee. */
  private enum Way {
    ITSELF,
    MUTUAL,
    COMPUTED
  }

  /**
   * {@code f}, whose first {@code int} is n, calls itself, or {@code g}, which is the same, with {@code n - 1} and its other
   * arguments changed; its results are those of the callee, each put together with a parameter of the same type. If n is 0 it
   * returns parameters, or divides by 0.
   */
  private static Program recursion(String text, Way way, int ballast, boolean traps) {
    TypedAssembler asm = new TypedAssembler();
    Signature signature = Signature.of(text);
    Function f = asm.declare("f", signature);
    Function g = way == Way.ITSELF ? f : asm.declare("g", signature);
    body(asm, f, g, way, ballast, traps);
    if (g != f) {
      body(asm, g, f, way, ballast, traps);
    }
    return asm.build();
  }

  private static void body(TypedAssembler asm, Function function, Function callee, Way way, int ballast, boolean traps) {
    List<Type> parameters = function.signature().parameters();
    List<Type> results = function.signature().results();
    List<Type> locals = new ArrayList<>(results);
    locals.add(Type.LONG);
    Label more = asm.begin(function, locals.toArray(new Type[0])).label();
    int n = parameters.indexOf(Type.INT);
    asm.getLocal(n).branch(TypedOpcodes.BR_IF, more);
    if (traps) {
      asm.constInt(0).constInt(0).op(TypedOpcodes.DIV).setLocal(n);
    }
    for (Type type : results) {
      parameter(asm, parameters, type);
      if (type == Type.REFERENCE) {
        asm.op(TypedOpcodes.BOX);
      }
    }
    asm.op(TypedOpcodes.RETURN).bind(more);
    for (int i = 0; i < ballast; i++) {
      int local = parameters.size() + results.size();
      asm.getLocal(local).getLocal(local).op(TypedOpcodes.ADD_LONG).setLocal(local);
    }
    for (int i = 0; i < parameters.size(); i++) {
      local(asm, i, parameters.get(i));
      constant(asm, parameters.get(i), i == n ? -1 : i);
      add(asm, parameters.get(i));
    }
    if (way == Way.COMPUTED) {
      asm.constInt(callee.index()).callComputed(TypedOpcodes.CALL_COMPUTED, function.signature());
    } else {
      asm.call(TypedOpcodes.CALL, callee);
    }
    for (int i = results.size() - 1; i >= 0; i--) {
      asm.setLocal(parameters.size() + i);
    }
    for (int i = 0; i < results.size(); i++) {
      local(asm, parameters.size() + i, results.get(i));
      parameter(asm, parameters, results.get(i));
      add(asm, results.get(i));
    }
    asm.op(TypedOpcodes.RETURN).end();
  }

  /** Pushes a parameter of a type. */
  private static void parameter(TypedAssembler asm, List<Type> parameters, Type type) {
    if (parameters.contains(type)) {
      local(asm, parameters.lastIndexOf(type), type);
    } else {
      constant(asm, type, 3);
    }
  }

  /** Pushes a local; of a reference what is in its box. */
  private static void local(TypedAssembler asm, int local, Type type) {
    asm.getLocal(local);
    if (type == Type.REFERENCE) {
      asm.op(TypedOpcodes.UNBOX);
    }
  }

  private static void constant(TypedAssembler asm, Type type, int value) {
    switch (type) {
      case INT -> asm.constInt(value);
      case FLOAT -> asm.constFloat(value);
      case DOUBLE -> asm.constDouble(value);
      case LONG, REFERENCE -> asm.constLong(value);
    }
  }

  /** What two values make of a third one, of the given type. */
  private static void add(TypedAssembler asm, Type type) {
    switch (type) {
      case INT -> asm.op(TypedOpcodes.ADD);
      case LONG -> asm.op(TypedOpcodes.ADD_LONG);
      case FLOAT -> asm.op(TypedOpcodes.MUL_FLOAT);
      case DOUBLE -> asm.op(TypedOpcodes.ADD_DOUBLE);
      case REFERENCE -> asm.op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.BOX);
    }
  }

  private static Object[] arguments(Program program, int n) {
    Object[] arguments = RandomProgram.arguments(program.function("f"), 3);
    arguments[program.function("f").signature().parameters().indexOf(Type.INT)] = n;
    return arguments;
  }

  /** The end of the call, and of others before it, by which more is compiled. */
  private static String outcome(Program program, int n, int stackLimit, int slots) {
    Machine machine = new TypedMachine(program, stackLimit);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    String outcome = "";
    for (int depth : new int[] {2, 30, n}) {
      try {
        outcome += machine.invoke(program.function("f"), arguments(program, depth)) + " ";
      } catch (Trap trap) {
        outcome += trap.getMessage() + trap.trace();
      }
    }
    return outcome;
  }

  private static void assertSame(Program program, int n, int stackLimit, int... budgets) {
    String expected = outcome(program.in(Tiering.interpreter()), n, stackLimit, 0);
    for (Tiering tiering : TIERINGS) {
      for (int slots : budgets) {
        assertWithMessage("%s, %s, depth %s, %s slots of Java stack", tiering, program.functions(), n, slots)
            .that(outcome(program.in(tiering), n, stackLimit, slots))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void recursionAndItsTraps() {
    for (String signature : SIGNATURES) {
      for (Way way : Way.values()) {
        for (boolean traps : new boolean[] {false, true}) {
          for (int n : new int[] {0, 1, 2, 5, 64, 1000}) {
            assertSame(recursion(signature, way, 0, traps), n, Machine.DEFAULT_STACK_LIMIT, 3072, 0, 9, 40, 200);
          }
        }
      }
    }
  }

  @Test
  void functionsOfSeveralRegions() {
    for (String signature : List.of("(LI)L", "(LIDL)JLD")) {
      for (Way way : Way.values()) {
        for (int n : new int[] {0, 9, 201}) {
          assertSame(recursion(signature, way, BALLAST, n == 9), n, Machine.DEFAULT_STACK_LIMIT, 3072, 40, 600);
        }
      }
    }
  }

  @Test
  void aMillionDeep() {
    for (String signature : List.of("(IL)I", "(I)IJ", "(LI)L")) {
      for (Way way : List.of(Way.ITSELF, Way.MUTUAL)) {
        assertSame(recursion(signature, way, 0, false), 1_000_000, Machine.DEFAULT_STACK_LIMIT, 3072);
      }
    }
  }

  @Test
  void theStackEndsAtTheSameCall() {
    for (String signature : SIGNATURES) {
      for (int limit = 2000; limit < 2012; limit++) {
        assertSame(recursion(signature, Way.MUTUAL, 0, false), 1_000_000, limit, 3072, 200);
      }
    }
  }

  /** Each with one of the JVM's calls at the same place in more methods of its class than one, for some signatures. */
  @Test
  void tracesOfSmallFunctionsNameEachFrameOnce() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      List<Type> parameters = random.ints(random.nextInt(10), 0, 4).mapToObj(type -> Type.values()[type]).toList();
      TypedAssembler asm = new TypedAssembler();
      Function top = asm.declare("top", Signature.of("()I"));
      Function middle = asm.declare("middle", new Signature(parameters, List.of(Type.INT)));
      Function bottom = asm.declare("bottom", Signature.of("()I"));
      asm.begin(top);
      for (Type type : parameters) {
        asm.pushConstant(type, 0);
      }
      asm.call(TypedOpcodes.CALL, middle).op(TypedOpcodes.RETURN).end();
      asm.begin(middle).call(TypedOpcodes.CALL, bottom).op(TypedOpcodes.RETURN).end();
      asm.begin(bottom).constInt(1).constInt(0).op(TypedOpcodes.DIV).op(TypedOpcodes.RETURN).end();
      Program program = asm.build().in(Tiering.compiled());
      for (int times = 0; times < 2; times++) {
        Trap trap = assertThrows(Trap.class, () -> new TypedMachine(program).invoke(top));
        assertWithMessage("%s", parameters)
            .that(trap.frames().stream().map(Trap.Frame::function).toList())
            .containsExactly("bottom", "middle", "top")
            .inOrder();
      }
    }
  }

  /** The driver enters the function that is invoked and no other one. */
  @Test
  void noDriverIsInBetween() {
    for (String signature : SIGNATURES) {
      for (Way way : Way.values()) {
        CrossingProfile profile = new CrossingProfile();
        Program program = profile.counting(recursion(signature, way, 0, false).in(Tiering.compiled()));
        outcome(program, 40, 100_000, 3072);
        profile.reset();
        outcome(program, 40, 100_000, 3072);
        List<Long> counts = List.of(profile.regionsEntered(), profile.calls(), profile.interpreterEntered());
        assertWithMessage("%s, %s", signature, way)
            .that(counts)
            .containsExactly(3L, way == Way.ITSELF ? 0L : 2L + 30 + 40, 0L)
            .inOrder();
      }
    }
  }

  /** {@code f(index, n, r)} calls one of five functions, or one that does not have their signature. */
  @Test
  void computedCallsOfSeveralFunctions() {
    TypedAssembler asm = new TypedAssembler();
    Signature signature = Signature.of("(IL)LI");
    for (int i = 0; i < 5; i++) {
      asm.begin(asm.declare("add" + i, signature));
      asm.getLocal(1).op(TypedOpcodes.UNBOX).constLong(i).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.BOX);
      asm.getLocal(0).constInt(i).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    asm.begin(asm.declare("f", Signature.of("(IIL)LLI")), Type.INT).getLocal(2);
    asm.getLocal(1).getLocal(2).getLocal(0).callComputed(TypedOpcodes.CALL_COMPUTED, signature);
    asm.op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (Tiering tiering : TIERINGS) {
      Machine machine = new TypedMachine(program.in(tiering));
      for (int i = 0; i < 300; i++) {
        int index = i * i / 3 % 6;
        String found;
        try {
          found = String.valueOf(machine.invoke(program.function("f"), index, i, 9L * i));
        } catch (Trap trap) {
          found = trap.reason();
        }
        String expected = List.of(9L * i, 9L * i + index, i + index).toString();
        assertThat(found).isEqualTo(index < 5 ? expected : "call through (IL)LI of f(IIL)LLI");
      }
    }
  }

  @Test
  void calleesWithoutCode() {
    for (String signature : SIGNATURES) {
      for (Way way : List.of(Way.MUTUAL, Way.COMPUTED)) {
        Program program = recursion(signature, way, 0, false);
        String expected = outcome(program.in(Tiering.interpreter()), 40, 100_000, 3072);
        Program compiled = program.in(Tiering.compiled());
        for (int slots : new int[] {3072, 9, 40}) {
          assertThat(outcome(compiled, 40, 100_000, slots)).isEqualTo(expected);
          compiled.discard(compiled.function("g"));
          compiled.counters().restart(compiled.function("g").entry() + Convention.COUNTER, 1000);
          assertThat(outcome(compiled, 40, 100_000, slots)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void interruptedAnywhere() throws InterruptedException {
    int stops = 0;
    for (String signature : SIGNATURES) {
      for (Way way : Way.values()) {
        Program program = recursion(signature, way, 0, false);
        Object expected = new TypedMachine(program.in(Tiering.interpreter())).invoke(program.function("f"), arguments(program, 500));
        for (Tiering tiering : TIERINGS) {
          Machine machine = new TypedMachine(program.in(tiering));
          Interrupting interrupting = new Interrupting(machine, 2_000);
          try {
            for (int i = 0; i < 50; i++) {
              Invocation call = machine.start(machine.program().function("f"), arguments(program, 500));
              while (!call.run()) {
                stops++;
              }
              assertWithMessage("%s, %s, %s", signature, way, tiering).that(call.result()).isEqualTo(expected);
            }
          } finally {
            interrupting.stop();
          }
        }
      }
    }
    assertThat(stops).isAtLeast(1000);
  }

  /** {@code f} calls itself, and before that, at every depth, a function without parameters. */
  @Test
  void calleesWithoutArguments() {
    for (String results : List.of("", "J", "L", "LI")) {
      TypedAssembler asm = new TypedAssembler();
      Function f = asm.declare("f", Signature.of("(I)I"));
      Function g = asm.declare("g", Signature.of("()" + results));
      asm.begin(g);
      for (Type type : g.signature().results()) {
        constant(asm, type, 5);
        if (type == Type.REFERENCE) {
          asm.op(TypedOpcodes.BOX);
        }
      }
      asm.op(TypedOpcodes.RETURN).end();
      Label more = asm.begin(f, Type.INT).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
      asm.getLocal(0).setLocal(1).call(TypedOpcodes.CALL, g);
      for (int i = 0; i < results.length(); i++) {
        asm.drop();
      }
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
      asm.getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
      assertSame(asm.build(), 3000, Machine.DEFAULT_STACK_LIMIT, 3072, 0, 100);
    }
  }

  @Test
  void argumentsAreNotKept() {
    for (Way way : Way.values()) {
      for (String signature : List.of("(IL)I", "(ILDL)JD")) {
        Program program = recursion(signature, way, 0, false).in(Tiering.compiled());
        Machine machine = new TypedMachine(program);
        machine.invoke(program.function("f"), arguments(program, 40));
        machine.invoke(program.function("f"), arguments(program, 40));
        assertThat(Arrays.stream(machine.refs).filter(Objects::nonNull).toList()).isEmpty();
      }
    }
  }

  @Test
  void eachOrderOfReferencesAndOthers() {
    for (int arguments = 0; arguments < 4; arguments++) {
      for (int mask = 0; mask < 1 << arguments; mask++) {
        for (String result : List.of("", "D", "L")) {
          assertSame(recursion(order(mask, arguments, result), Way.MUTUAL, 0, false), 40, 100_000, 3072, 9);
        }
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      int arguments = 4 + random.nextInt(6);
      String signature = order(random.nextInt(1 << arguments), arguments, random.nextBoolean() ? "L" : "J");
      assertSame(recursion(signature, Way.COMPUTED, 0, random.nextBoolean()), 40, 100_000, 3072, 9);
    }
  }

  private static String order(int mask, int arguments, String result) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < arguments; i++) {
      text.append((mask >> i & 1) != 0 ? 'L' : 'F');
    }
    return text.append("I)").append(result).toString();
  }

  /** A JVM method has as many words. */
  @Test
  void asManyParametersAsThereMayBe() {
    for (int more : new int[] {7, 8, 9, 100, 125, 126, 200}) {
      for (String type : List.of("I", "J", "L")) {
        assertSame(recursion("(I" + type.repeat(more) + ")I" + type, Way.MUTUAL, 0, false), 100, 1 << 20, 3072);
      }
    }
  }
}
