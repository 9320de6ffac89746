package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.Call;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.processor.read.SimpleBody;
import dev.lockstep.processor.read.SimpleBody.StaticCall;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Stencils.Hole;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/** The template of one form: JVM bytes and holes, and the same in words. */
final class Stencil {

  /** Characters a literal; each takes six columns. */
  private static final int LITERAL_LENGTH = 16;

  /** The largest body that a hole can speak of; HotSpot inlines none of more than 325 bytes. */
  private static final int MAX_SIZE = 255;

  private static final int GOTO = 0xa7;
  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int ATHROW = 0xbf;
  private static final int CHECKCAST = 0xc0;

  /** The branches on one condition, from {@link SimpleBody#IFEQ} on. */
  private static final List<String> TESTS =
      List.of(
          "ifeq", "ifne", "iflt", "ifge", "ifgt", "ifle", "if_icmpeq", "if_icmpne", "if_icmplt", "if_icmpge", "if_icmpgt",
          "if_icmple");

  private static final StencilTables.Method TRUTH = new StencilTables.Method("dev/lockstep/runtime/Core", "truth", "(I)Z");

  private final StencilTables tables;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();

  private Stencil(StencilTables tables) {
    this.tables = tables;
  }

  static Stencil of(FormModel form, StencilTables tables) {
    Stencil stencil = new Stencil(tables);
    Flow flow = form.opcode().flow();
    if (form.mayThrow() || flow == Flow.TRAP) {
      stencil.say("pc");
      stencil.hole(Hole.PC, 0);
    }
    if (flow == Flow.BRANCH) {
      return stencil.branch(form.call(), String.valueOf(form.flowWord())).hole(Hole.TARGET, form.flowWord());
    }
    if (flow == Flow.SUSPEND) {
      return stencil.branch(form.call(), "suspend").hole(Hole.SUSPEND, 0);
    }
    stencil.call(form.call());
    stencil.finish(form, flow);
    return stencil;
  }

  /** What the template does, in words. */
  String comment() {
    return comment.isEmpty() ? "nothing" : comment.toString();
  }

  /** The template as Java string literals, each short enough for a line. */
  List<String> literals() {
    List<String> literals = new ArrayList<>();
    for (int from = 0; from < text.length(); from += LITERAL_LENGTH) {
      StringBuilder literal = new StringBuilder("\"");
      String part = text.substring(from, Math.min(from + LITERAL_LENGTH, text.length()));
      part.chars().forEach(c -> literal.append(escape(c)));
      literals.add(literal.append('"').toString());
    }
    return literals.isEmpty() ? List.of("\"\"") : literals;
  }

  private static String escape(int c) {
    return switch (c) {
      // javac decodes \\u escapes before it looks for the end of a literal.
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> String.format("\\u%04x", c);
    };
  }

  private void finish(FormModel form, Flow flow) {
    int word = form.flowWord();
    switch (flow) {
      case NEXT -> store(form);
      case JUMP -> {
        say("goto " + word);
        raw(GOTO).hole(Hole.TARGET, word);
      }
      case SWITCH -> {
        say("tableswitch " + word);
        hole(Hole.TABLE, word);
      }
      case TRAP -> {
        say("athrow");
        raw(ATHROW);
      }
      default -> {
        say("leave through " + form.handler());
        hole(Hole.LEAVE_THROUGH, 0).raw(tables.handler(form.handler()));
      }
    }
  }

  private void store(FormModel form) {
    OpcodeModel opcode = form.opcode();
    if (opcode.record() != null) {
      say("scratch store");
      hole(Hole.SCRATCH_STORE, 0);
    }
    for (int i = 0; i < opcode.results().size(); i++) {
      OpcodeModel.Result result = opcode.results().get(i);
      if (opcode.record() != null) {
        say("scratch load");
        hole(Hole.SCRATCH_LOAD, 0);
        invoke(
            INVOKEVIRTUAL,
            "invokevirtual",
            new StencilTables.Method(opcode.record().className(), result.accessor(), result.accessorDescriptor()));
      }
      int word = form.destinations().get(i);
      say("store d" + word);
      hole(Hole.STORE + result.type().guest().ordinal(), word);
    }
  }

  /** A branch on the result, but for the two bytes that say to where. */
  private Stencil branch(Call call, String to) {
    int test = condition(call);
    say(TESTS.get(test - SimpleBody.IFEQ) + " " + to);
    return raw(test);
  }

  /** Puts what a branch on the result takes onto the operand stack; returns the branch that is taken if it is true. */
  private int condition(Call call) {
    SimpleBody body = call.opcode().source().body();
    if (body == null || !takesAll(call, body)) {
      call(call);
      return SimpleBody.IFNE;
    }
    boolean isOfZero = body.test() == SimpleBody.IFEQ || body.test() == SimpleBody.IFNE;
    if (isOfZero && body.steps().size() == 1 && body.steps().get(0) instanceof SimpleBody.Parameter parameter) {
      int test = condition(call.arguments().get(parameter.index()));
      return body.test() == SimpleBody.IFNE ? test : SimpleBody.inverted(test);
    }
    steps(call, body);
    return body.test();
  }

  private int condition(Call.Argument argument) {
    if (argument instanceof Call.Nested nested && nested.call().result().isBoolean()) {
      return condition(nested.call());
    }
    if (argument instanceof Call.Nested nested) {
      call(nested.call());
    } else {
      push(argument);
    }
    return SimpleBody.IFNE;
  }

  /** Whether the body evaluates all that may throw: every operand that is an opcode, or has to be cast. */
  private static boolean takesAll(Call call, SimpleBody body) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (!body.uses(i) && mayThrow(call.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayThrow(Call.Argument argument) {
    return argument instanceof Call.Nested
        || argument instanceof Call.Slot slot && slot.type().needsCast()
        || argument instanceof Call.Constant constant && constant.type().needsCast();
  }

  private void steps(Call call, SimpleBody body) {
    for (SimpleBody.Step step : body.steps()) {
      if (step instanceof SimpleBody.Parameter parameter) {
        argument(call.arguments().get(parameter.index()));
      } else if (step instanceof SimpleBody.Instruction instruction) {
        say(instruction.text());
        instruction.bytes().forEach(this::raw);
      } else if (step instanceof StaticCall callee) {
        invoke(
            StaticCall.INVOKESTATIC,
            "invokestatic",
            new StencilTables.Method(callee.owner(), callee.method(), callee.descriptor()));
      }
    }
  }

  /** Does what a call of the opcode's method does, without the call if its body is simple. */
  private void call(Call call) {
    SimpleBody body = call.opcode().source().body();
    if (body != null && body.isValue() && takesAll(call, body)) {
      steps(call, body);
      return;
    }
    call.arguments().forEach(this::argument);
    say("invokestatic " + call.opcode().method());
    int size = Math.min(call.opcode().source().size(), MAX_SIZE);
    raw(StaticCall.INVOKESTATIC).hole(Hole.METHOD, size).raw(tables.opcode(call.opcode()));
  }

  private void argument(Call.Argument argument) {
    push(argument);
    if (argument instanceof Call.Slot slot) {
      convert(slot.type());
    } else if (argument instanceof Call.Constant constant) {
      convert(constant.type());
    }
  }

  /** Pushes an argument; what is a {@code boolean} to the method may still be any {@code int}. */
  private void push(Call.Argument argument) {
    if (argument instanceof Call.Slot slot) {
      say("load s" + slot.word());
      hole(Hole.LOAD + slot.type().guest().ordinal(), slot.word());
    } else if (argument instanceof Call.Constant constant) {
      say("push i" + constant.word());
      int type = constant.type().guest().ordinal();
      hole(constant.isShort() ? Hole.PUSH_SHORT_LONG : Hole.PUSH + type, constant.word());
    } else if (argument instanceof Call.TargetPc target) {
      say("push target " + target.word());
      hole(Hole.PUSH_TARGET, target.word());
    } else if (argument instanceof Call.TargetCount count) {
      say("push target count " + count.word());
      hole(Hole.PUSH_TARGET_COUNT, count.word());
    } else if (argument instanceof Call.Nested nested) {
      call(nested.call());
      if (nested.type().isBoolean() && !nested.call().result().isBoolean()) {
        truth();
      }
    } else {
      say("context");
      hole(Hole.CONTEXT, 0);
    }
  }

  /** Makes what the method expects of a value as the guest keeps it. */
  private void convert(ValueType type) {
    if (type.isBoolean()) {
      truth();
    } else if (type.guest() == Type.REFERENCE && type.needsCast()) {
      say("checkcast " + Effect.name(type));
      raw(CHECKCAST).hole(Hole.CLASS, 0).raw(tables.type(type.className()));
    }
  }

  private void truth() {
    invoke(StaticCall.INVOKESTATIC, "invokestatic", TRUTH);
  }

  private void invoke(int instruction, String mnemonic, StencilTables.Method method) {
    say(mnemonic + " " + method.name());
    raw(instruction).hole(Hole.METHOD, 0).raw(tables.method(method));
  }

  private Stencil raw(int character) {
    text.append((char) character);
    return this;
  }

  private Stencil hole(int kind, int word) {
    return raw(kind << 8 | word);
  }

  private void say(String words) {
    comment.append(comment.isEmpty() ? "" : "; ").append(words);
  }
}
