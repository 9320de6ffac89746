package dev.lockstep.examples.scheme;

import dev.lockstep.examples.scheme.Node.Again;
import dev.lockstep.examples.scheme.Node.Call;
import dev.lockstep.examples.scheme.Node.Constant;
import dev.lockstep.examples.scheme.Node.Get;
import dev.lockstep.examples.scheme.Node.GetGlobal;
import dev.lockstep.examples.scheme.Node.Guard;
import dev.lockstep.examples.scheme.Node.If;
import dev.lockstep.examples.scheme.Node.Lambda;
import dev.lockstep.examples.scheme.Node.Let;
import dev.lockstep.examples.scheme.Node.Loop;
import dev.lockstep.examples.scheme.Node.Or;
import dev.lockstep.examples.scheme.Node.Primitive;
import dev.lockstep.examples.scheme.Node.Procedures;
import dev.lockstep.examples.scheme.Node.Raise;
import dev.lockstep.examples.scheme.Node.Sequence;
import dev.lockstep.examples.scheme.Node.SetGlobal;
import dev.lockstep.examples.scheme.Node.Variable;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Emits the code of procedures. What an expression is for decides what is emitted: its value, returned or on the stack; whether it is
 * true; what it does and nothing else. Not thread-safe.
 */
final class Generator {

  private static final List<Type> VALUE = List.of(Type.REFERENCE);

  private static final Node ZERO = new Constant(0L);
  private static final Set<String> WITH_SMALL = Set.of("+", "-", "=", "<");
  private static final Set<String> COMMUTATIVE = Set.of("+", "=");

  private final SchemeAssembler asm;

  /** Procedures whose code is still to be emitted, as that of one is not inside of another's. */
  private final Queue<Pending> pending = new ArrayDeque<>();

  /** That whose code is emitted. */
  private Lambda current;

  private record Pending(Lambda lambda, Code code) {}

  Generator(SchemeAssembler asm) {
    this.asm = asm;
  }

  /** How a procedure is called with so many arguments. */
  static Signature signature(int arguments) {
    return Signature.of("(" + "L".repeat(arguments + 1) + ")L");
  }

  /** Emits a procedure, and those in it. */
  Function generate(Lambda lambda) {
    Function function = declare(lambda).function;
    while (!pending.isEmpty()) {
      emit(pending.remove());
    }
    return function;
  }

  private Code declare(Lambda lambda) {
    int parameters = lambda.parameters.size();
    Function function = asm.declare(lambda.name, signature(parameters));
    Code code = new Code(lambda.name, lambda.hasRest ? ~(parameters - 1) : parameters, function);
    pending.add(new Pending(lambda, code));
    return code;
  }

  private void emit(Pending next) {
    current = next.lambda;
    Type[] locals = new Type[current.locals - current.self - 1];
    Arrays.fill(locals, Type.REFERENCE);
    asm.begin(next.code.function, locals);
    for (Variable parameter : current.parameters) {
      if (parameter.isBoxed()) {
        asm.getLocal(parameter.local).box().setLocal(parameter.local);
      }
    }
    result(current.body);
    asm.end();
  }

  /** Emits what comes before the last part of an expression, which gives its value; that cannot run if nothing is reachable then. */
  private Node last(Node node) {
    Node at = node;
    while (asm.reachable()) {
      if (at instanceof Sequence sequence) {
        effect(sequence.first());
        at = sequence.second();
      } else if (at instanceof Let let) {
        assign(let.variables(), let.values());
        at = let.body();
      } else if (at instanceof Procedures procedures) {
        procedures(procedures);
        at = procedures.body();
      } else if (at instanceof Loop loop) {
        assign(loop.head().variables, loop.values());
        loop.head().label = here();
        asm.bind(loop.head().label);
        at = loop.body();
      } else {
        return at;
      }
    }
    return at;
  }

  // What is returned

  private void result(Node whole) {
    Node node = last(whole);
    if (!asm.reachable()) {
      return;
    }
    if (node instanceof If choice) {
      Label otherwise = here();
      branch(choice.test(), false, otherwise);
      result(choice.then());
      asm.bind(otherwise);
      result(choice.otherwise());
    } else if (node instanceof Call call) {
      arguments(call);
      asm.tailCall(signature(call.arguments().size()), call.arguments().size());
    } else {
      value(node);
      if (asm.reachable()) {
        asm.giveBack();
      }
    }
  }

  // What is put on the stack

  /** Pushes a value. If there never is one, what is emitted next cannot run. */
  private void value(Node whole) {
    Node node = last(whole);
    if (!asm.reachable()) {
      return;
    }
    if (node instanceof Constant constant) {
      asm.constReference(constant.value());
    } else if (node instanceof Get get) {
      push(get.variable());
      if (get.variable().isBoxed()) {
        asm.unbox();
      }
    } else if (node instanceof GetGlobal get) {
      asm.sourcePosition(get.line());
      asm.getGlobal(get.global());
    } else if (node instanceof If choice) {
      choose(choice, asm.label(asm.height(), VALUE), this::value);
    } else if (node instanceof Or or) {
      Label end = asm.label(asm.height(), VALUE);
      operand(or.first());
      asm.dup().isTrue().when(end).drop();
      value(or.second());
      asm.bind(end);
    } else if (node instanceof Lambda lambda) {
      procedure(lambda);
      for (int i = 0; i < lambda.captured.size(); i++) {
        asm.dup();
        push(lambda.captured.get(i));
        asm.capture(i);
      }
    } else if (node instanceof Again again) {
      assign(again.head().variables, again.values());
      asm.jump(again.head().label);
    } else if (node instanceof Call call) {
      arguments(call);
      asm.call(signature(call.arguments().size()), call.arguments().size());
    } else if (node instanceof Primitive primitive) {
      primitive(primitive);
      if (primitive.opcode().results().isEmpty()) {
        asm.constReference(Singleton.UNSPECIFIED);
      } else if (isCondition(primitive)) {
        asm.toBoolean();
      }
    } else if (node instanceof Guard guard) {
      guard(guard);
    } else if (node instanceof Raise raise) {
      operand(raise.value());
      asm.raise();
    } else {
      effect(node);
      asm.constReference(Singleton.UNSPECIFIED);
    }
  }

  /** Emits both parts of a choice, which meet at the label. */
  private void choose(If choice, Label end, Consumer<Node> part) {
    Label otherwise = here();
    branch(choice.test(), false, otherwise);
    part.accept(choice.then());
    boolean isReached = asm.reachable();
    if (isReached) {
      asm.jump(end);
    }
    asm.bind(otherwise);
    part.accept(choice.otherwise());
    if (isReached || asm.reachable()) {
      asm.bind(end);
    }
  }

  private void guard(Guard guard) {
    Label handler = asm.label(asm.height(), VALUE);
    Label end = asm.label(asm.height(), VALUE);
    asm.beginTry(handler);
    operand(guard.body());
    asm.endTry().jump(end).bind(handler);
    set(guard.variable());
    value(guard.handler());
    asm.bind(end);
  }

  /** Pushes a value that something is done with. */
  private void operand(Node node) {
    if (neverEnds(node)) {
      Label after = asm.label(asm.height(), VALUE);
      value(node);
      asm.bind(after); // Nothing leads there; but what uses the value finds one.
    } else {
      value(node);
    }
  }

  /** Whether nothing can run behind an expression. */
  private static boolean neverEnds(Node node) {
    if (node instanceof If choice) {
      return neverEnds(choice.then()) && neverEnds(choice.otherwise());
    }
    if (node instanceof Sequence sequence) {
      return neverEnds(sequence.first()) || neverEnds(sequence.second());
    }
    if (node instanceof Let let) {
      return neverEnds(let.body());
    }
    if (node instanceof Procedures procedures) {
      return neverEnds(procedures.body());
    }
    if (node instanceof Loop loop) {
      return neverEnds(loop.body());
    }
    return node instanceof Again || node instanceof Raise;
  }

  private void arguments(Call call) {
    call.arguments().forEach(this::operand);
    operand(call.operator());
    asm.dup();
    asm.sourcePosition(call.line());
  }

  private void primitive(Primitive primitive) {
    List<Node> arguments = primitive.arguments();
    String name = primitive.opcode().mnemonic();
    boolean hasTwo = arguments.size() == 2 && !(name.equals("-") && arguments.get(1).equals(ZERO)); // -0.0 - 0 is not -0.0 + 0.
    if (hasTwo && small(arguments.get(1)) && WITH_SMALL.contains(name)) {
      operand(arguments.get(0));
      small(name, ((Long) ((Constant) arguments.get(1)).value()).intValue(), primitive.line());
    } else if (hasTwo && small(arguments.get(0)) && COMMUTATIVE.contains(name)) {
      operand(arguments.get(1));
      small(name, ((Long) ((Constant) arguments.get(0)).value()).intValue(), primitive.line());
    } else {
      arguments.forEach(this::operand);
      asm.sourcePosition(primitive.line());
      asm.op(primitive.opcode().index());
    }
  }

  private static boolean small(Node node) {
    return node instanceof Constant constant
        && constant.value() instanceof Long value
        && Math.abs(value) <= Integer.MAX_VALUE
        && value != Long.MIN_VALUE;
  }

  private void small(String name, int constant, int line) {
    asm.sourcePosition(line);
    switch (name) {
      case "+" -> asm.addSmall(constant);
      case "-" -> asm.addSmall(-constant);
      case "=" -> asm.equalSmall(constant);
      default -> asm.lessSmall(constant);
    }
  }

  // Whether it is true

  private static boolean isCondition(Node node) {
    return node instanceof Primitive primitive && primitive.opcode().results().equals(List.of(Type.INT));
  }

  /** Goes to the label if the expression is true or false, as {@code when} says; else goes on. */
  private void branch(Node node, boolean when, Label target) {
    if (node instanceof Primitive primitive && primitive.opcode().mnemonic().equals("not")) {
      branch(primitive.arguments().get(0), !when, target);
    } else if (node instanceof Or or) {
      branchTwice(or.first(), or.second(), true, when, target);
    } else if (node instanceof If choice && choice.otherwise().equals(new Constant(false))) {
      branchTwice(choice.test(), choice.then(), false, when, target);
    } else {
      if (isCondition(node)) {
        primitive((Primitive) node);
      } else {
        operand(node);
        asm.isTrue();
      }
      if (when) {
        asm.when(target);
      } else {
        asm.unless(target);
      }
    }
  }

  /** The same for two expressions, of which the first one decides if it is {@code deciding}. */
  private void branchTwice(Node first, Node second, boolean deciding, boolean when, Label target) {
    if (deciding == when) {
      branch(first, when, target);
      branch(second, when, target);
    } else {
      Label decided = here();
      branch(first, deciding, decided);
      branch(second, when, target);
      asm.bind(decided);
    }
  }

  // What it does

  private void effect(Node whole) {
    Node node = last(whole);
    if (!asm.reachable()) {
      return;
    }
    if (node instanceof Node.Set set) {
      Variable variable = set.variable();
      if (variable.isBoxed()) {
        push(variable);
        operand(set.value());
        asm.setBox();
      } else {
        operand(set.value());
        asm.setLocal(variable.local);
      }
    } else if (node instanceof SetGlobal set) {
      operand(set.value());
      asm.sourcePosition(set.line());
      if (set.defines()) {
        asm.define(set.global());
      } else {
        asm.setGlobal(set.global());
      }
    } else if (node instanceof If choice) {
      choose(choice, here(), this::effect);
    } else if (node instanceof Primitive primitive && primitive.opcode().results().isEmpty()) {
      primitive(primitive);
    } else if (!(node instanceof Constant)) {
      value(node);
      if (asm.reachable()) {
        asm.drop();
      }
    }
  }

  // Variables and procedures

  /** A label with the stack as it is. */
  private Label here() {
    return asm.label(asm.height(), List.of());
  }

  /** Pushes a variable, or the box that has it. */
  private void push(Variable variable) {
    if (variable.owner == current) {
      asm.getLocal(variable.local);
    } else {
      asm.getLocal(current.self).captured(current.indexOf(variable));
    }
  }

  /** Gives a variable of the procedure its first value, which is on the stack. */
  private void set(Variable variable) {
    if (variable.isBoxed()) {
      asm.box();
    }
    asm.setLocal(variable.local);
  }

  private void assign(List<Variable> variables, List<Node> values) {
    values.forEach(this::operand);
    for (int i = variables.size() - 1; i >= 0; i--) {
      set(variables.get(i));
    }
  }

  private void procedure(Lambda lambda) {
    asm.procedure(declare(lambda), lambda.captured.size());
  }

  private void procedures(Procedures procedures) {
    for (int i = 0; i < procedures.variables().size(); i++) {
      procedure(procedures.lambdas().get(i));
      set(procedures.variables().get(i));
    }
    for (int i = 0; i < procedures.variables().size(); i++) {
      List<Variable> captured = procedures.lambdas().get(i).captured;
      for (int j = 0; j < captured.size(); j++) {
        value(new Get(procedures.variables().get(i)));
        push(captured.get(j));
        asm.capture(j);
      }
    }
  }
}
