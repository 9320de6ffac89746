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
import dev.lockstep.examples.scheme.Node.LoopHead;
import dev.lockstep.examples.scheme.Node.Or;
import dev.lockstep.examples.scheme.Node.Primitive;
import dev.lockstep.examples.scheme.Node.Procedures;
import dev.lockstep.examples.scheme.Node.Raise;
import dev.lockstep.examples.scheme.Node.Sequence;
import dev.lockstep.examples.scheme.Node.SetGlobal;
import dev.lockstep.examples.scheme.Node.Variable;
import dev.lockstep.runtime.OpcodeRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Makes a tree of a form (R7RS 4, 5.3): says what each name means, and puts the forms that can be derived from others down to them.
 * Each form is expanded with the loops at whose ends it stands; it may go round those again. Not thread-safe.
 */
final class Expander {

  static final Node NOTHING = new Constant(Singleton.UNSPECIFIED);
  private static final Node FALSE = new Constant(false);
  static final List<LoopHead> NO_LOOPS = List.of();

  private static final Symbol ELSE = Symbol.of("else");
  private static final Symbol ARROW = Symbol.of("=>");
  private static final Symbol UNQUOTE = Symbol.of("unquote");
  private static final Symbol SPLICE = Symbol.of("unquote-splicing");
  private static final Set<String> OF_TWO_OR_MORE = Set.of("+", "-", "*");

  private final Scheme scheme;

  /** Forms with a name that turned out to be more than loops. */
  private final Set<Object> notLoops = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Syntax syntax = new Syntax();
  private final Bodies bodies = new Bodies(this, syntax);

  Expander(Scheme scheme) {
    this.scheme = scheme;
  }

  /** A form of the program's text, as a procedure without arguments. */
  Lambda expand(Object form) {
    Lambda program = new Lambda("program", null);
    program.addSelf();
    program.body = expand(form, new Scope(null, program), NO_LOOPS);
    return program;
  }

  Node expand(Object form, Scope scope, List<LoopHead> loops) {
    if (form instanceof Symbol symbol) {
      return get(symbol, scope);
    }
    if (form == Singleton.EMPTY_LIST) {
      throw syntax.error("() has no value; '() is the empty list");
    }
    if (!(form instanceof Pair pair)) {
      return new Constant(form);
    }
    syntax.enter(pair);
    if (pair.car instanceof Symbol symbol && scope.find(symbol) == null) {
      Node node = special(symbol, pair, syntax.items(pair), scope, loops);
      if (node != null) {
        return node;
      }
    }
    return call(syntax.items(pair), scope, loops);
  }

  /** A form that its first symbol gives a meaning; {@code null} if it is a call. */
  private Node special(Symbol symbol, Pair form, List<Object> items, Scope scope, List<LoopHead> loops) {
    return switch (symbol.toString()) {
      case "quote" -> new Constant(syntax.take(items, 2).get(1));
      case "quasiquote" -> quasi(syntax.take(items, 2).get(1), scope);
      case "if" -> conditional(items, scope, loops);
      case "define" -> define(items, scope);
      case "set!" -> assignment(items, scope);
      case "lambda" -> bodies.lambda("lambda", syntax.atLeast(items, 3).get(1), items.subList(2, items.size()), scope);
      case "begin" -> items.size() == 1 ? NOTHING : sequence(items.subList(1, items.size()), scope, loops);
      case "let" -> let(form, items, scope, loops);
      case "let*" -> expand(syntax.letInTurn(items), scope, loops);
      case "letrec", "letrec*" -> bodies.letRecursive(items, scope, loops);
      case "and" -> and(items.subList(1, items.size()), scope, loops);
      case "or" -> or(items.subList(1, items.size()), scope, loops);
      case "when" -> new If(expand(syntax.atLeast(items, 3).get(1), scope, NO_LOOPS), rest(items, 2, scope, loops), NOTHING);
      case "unless" -> new If(expand(syntax.atLeast(items, 3).get(1), scope, NO_LOOPS), NOTHING, rest(items, 2, scope, loops));
      case "cond" -> clauses(items.subList(1, items.size()), NOTHING, scope, loops);
      case "case" -> choice(syntax.atLeast(items, 2), scope, loops);
      case "do" -> expand(syntax.loop(syntax.atLeast(items, 3)), scope, loops);
      case "guard" -> guard(syntax.atLeast(items, 3), scope);
      case "raise" -> new Raise(expand(syntax.take(items, 2).get(1), scope, NO_LOOPS));
      default -> null;
    };
  }

  // Variables

  private Node get(Symbol symbol, Scope scope) {
    Object meaning = scope.find(symbol);
    if (meaning instanceof LoopHead head) {
      throw new NotALoop(head);
    }
    if (meaning instanceof Variable variable) {
      variable.use(scope.lambda);
      return new Get(variable);
    }
    if (symbol.toString().startsWith("%") && !scheme.isOpen()) {
      throw syntax.error("not a name: " + symbol);
    }
    return new GetGlobal(scheme.global(symbol), syntax.line());
  }

  private Node assignment(List<Object> items, Scope scope) {
    Symbol symbol = syntax.symbol(syntax.take(items, 3).get(1));
    Node value = expand(items.get(2), scope, NO_LOOPS);
    Object meaning = scope.find(symbol);
    if (meaning instanceof LoopHead head) {
      throw new NotALoop(head);
    }
    if (meaning instanceof Variable variable) {
      variable.use(scope.lambda);
      variable.assign();
      return new Node.Set(variable, value);
    }
    return new SetGlobal(scheme.define(symbol), value, false, syntax.line());
  }

  private Node define(List<Object> items, Scope scope) {
    if (!scope.isOutermost()) {
      throw syntax.error("a definition stands at the start of a body or outside of all others");
    }
    Symbol symbol = bodies.defined(items);
    int at = syntax.line();
    Global global = scheme.define(symbol);
    return new SetGlobal(global, bodies.definition(items, scope), true, at);
  }

  // Let and loops

  private Node let(Pair form, List<Object> items, Scope scope, List<LoopHead> loops) {
    if (syntax.atLeast(items, 3).get(1) instanceof Symbol name) {
      return namedLet(name, form, syntax.atLeast(items, 4), scope, loops);
    }
    List<Object> bindings = syntax.items(items.get(1));
    List<Node> values = new ArrayList<>();
    for (Object binding : bindings) {
      values.add(value(binding, scope));
    }
    Scope inner = new Scope(scope, scope.lambda);
    List<Variable> variables = bindings.stream().map(binding -> bodies.declare(name(binding), inner)).toList();
    return new Let(variables, values, bodies.body(items.subList(2, items.size()), inner, loops));
  }

  private Symbol name(Object binding) {
    return syntax.symbol(syntax.take(syntax.items(binding), 2).get(0));
  }

  private Node value(Object binding, Scope scope) {
    return bodies.named(name(binding), syntax.items(binding).get(1), scope);
  }

  private Node namedLet(Symbol name, Pair form, List<Object> items, Scope scope, List<LoopHead> loops) {
    List<Object> bindings = syntax.items(items.get(2));
    List<Node> values = new ArrayList<>();
    for (Object binding : bindings) {
      values.add(value(binding, scope));
    }
    List<Object> body = items.subList(3, items.size());
    if (!notLoops.contains(form)) {
      LoopHead head = new LoopHead(scope.lambda);
      Scope inner = new Scope(scope, scope.lambda);
      Scope variables = new Scope(inner, scope.lambda);
      inner.add(name, head);
      bindings.forEach(binding -> head.variables.add(bodies.declare(name(binding), variables)));
      try {
        List<LoopHead> ends = new ArrayList<>(loops);
        ends.add(head);
        return new Loop(head, values, bodies.body(body, variables, ends));
      } catch (NotALoop other) {
        if (other.head != head) {
          throw other;
        }
        notLoops.add(form);
      }
    }
    Scope inner = new Scope(scope, scope.lambda);
    Variable variable = inner.addVariable(name);
    Lambda lambda = bodies.lambda(name.toString(), Pair.list(bindings.stream().map(this::name).toList()), body, inner);
    return new Procedures(List.of(variable), List.of(lambda), new Call(new Get(variable), values, syntax.line()));
  }

  // Conditions

  private Node conditional(List<Object> items, Scope scope, List<LoopHead> loops) {
    if (items.size() != 3 && items.size() != 4) {
      throw syntax.error("if takes a condition and one or two expressions");
    }
    Node otherwise = items.size() == 4 ? expand(items.get(3), scope, loops) : NOTHING;
    return new If(expand(items.get(1), scope, NO_LOOPS), expand(items.get(2), scope, loops), otherwise);
  }

  private Node and(List<Object> forms, Scope scope, List<LoopHead> loops) {
    if (forms.size() < 2) {
      return forms.isEmpty() ? new Constant(true) : expand(forms.get(0), scope, loops);
    }
    return new If(expand(forms.get(0), scope, NO_LOOPS), and(forms.subList(1, forms.size()), scope, loops), FALSE);
  }

  private Node or(List<Object> forms, Scope scope, List<LoopHead> loops) {
    if (forms.size() < 2) {
      return forms.isEmpty() ? FALSE : expand(forms.get(0), scope, loops);
    }
    return new Or(expand(forms.get(0), scope, NO_LOOPS), or(forms.subList(1, forms.size()), scope, loops));
  }

  /** The clauses of a {@code cond}; {@code otherwise} if none of them is taken. */
  private Node clauses(List<Object> clauses, Node otherwise, Scope scope, List<LoopHead> loops) {
    if (clauses.isEmpty()) {
      return otherwise;
    }
    List<Object> clause = syntax.atLeast(syntax.items(clauses.get(0)), 1);
    List<Object> others = clauses.subList(1, clauses.size());
    if (clause.get(0) == ELSE) {
      return rest(clause, 1, scope, loops);
    }
    Node test = expand(clause.get(0), scope, NO_LOOPS);
    if (clause.size() == 1) {
      return new Or(test, clauses(others, otherwise, scope, loops));
    }
    if (clause.get(1) == ARROW) {
      Scope inner = new Scope(scope, scope.lambda);
      Variable variable = inner.addVariable(Syntax.RESULT);
      Node receiver = expand(syntax.take(clause, 3).get(2), scope, NO_LOOPS);
      Node call = new Call(receiver, List.of(new Get(variable)), syntax.line());
      Node choice = new If(new Get(variable), call, clauses(others, otherwise, scope, loops));
      return new Let(List.of(variable), List.of(test), choice);
    }
    Node then = rest(clause, 1, scope, loops);
    return new If(test, then, clauses(others, otherwise, scope, loops));
  }

  private Node choice(List<Object> items, Scope scope, List<LoopHead> loops) {
    Node key = expand(items.get(1), scope, NO_LOOPS);
    Scope inner = new Scope(scope, scope.lambda);
    Variable variable = inner.addVariable(Syntax.RESULT);
    return new Let(List.of(variable), List.of(key), choices(items.subList(2, items.size()), variable, inner, loops));
  }

  private Node choices(List<Object> clauses, Variable key, Scope scope, List<LoopHead> loops) {
    if (clauses.isEmpty()) {
      return NOTHING;
    }
    List<Object> clause = syntax.atLeast(syntax.items(clauses.get(0)), 2);
    if (clause.get(0) == ELSE) {
      return rest(clause, 1, scope, loops);
    }
    Node test = FALSE;
    List<Object> data = syntax.items(clause.get(0));
    for (int i = data.size() - 1; i >= 0; i--) {
      Node same = new Primitive(scheme.primitive("eqv?"), List.of(new Get(key), new Constant(data.get(i))), syntax.line());
      test = i == data.size() - 1 ? same : new Or(same, test);
    }
    Node then = rest(clause, 1, scope, loops);
    return new If(test, then, choices(clauses.subList(1, clauses.size()), key, scope, loops));
  }

  // Other forms

  /** {@code (guard (name clause...) form...)}: what no clause takes is raised again. */
  private Node guard(List<Object> items, Scope scope) {
    List<Object> clauses = syntax.atLeast(syntax.items(items.get(1)), 1);
    Node body = bodies.body(items.subList(2, items.size()), scope, NO_LOOPS);
    Scope inner = new Scope(scope, scope.lambda);
    Variable variable = inner.addVariable(syntax.symbol(clauses.get(0)));
    Node again = new Raise(new Get(variable));
    return new Guard(body, variable, clauses(clauses.subList(1, clauses.size()), again, inner, NO_LOOPS));
  }

  /** A template; one inside of another one is no different. */
  private Node quasi(Object template, Scope scope) {
    if (template instanceof Object[] vector) {
      return callOwn("list->vector", List.of(quasi(Pair.list(List.of(vector)), scope)));
    }
    if (!(template instanceof Pair pair)) {
      return new Constant(template);
    }
    if (pair.car == UNQUOTE) {
      return expand(syntax.take(syntax.items(pair), 2).get(1), scope, NO_LOOPS);
    }
    Node rest = quasi(pair.cdr, scope);
    if (pair.car instanceof Pair first && first.car == SPLICE) {
      Node spliced = expand(syntax.take(syntax.items(first), 2).get(1), scope, NO_LOOPS);
      return callOwn("append", List.of(spliced, rest));
    }
    return new Primitive(scheme.primitive("cons"), List.of(quasi(pair.car, scope), rest), syntax.line());
  }

  /** A call of a procedure that programs cannot change. */
  private Node callOwn(String name, List<Node> arguments) {
    return new Call(new GetGlobal(scheme.own(name), syntax.line()), arguments, syntax.line());
  }

  private Node call(List<Object> items, Scope scope, List<LoopHead> loops) {
    int at = syntax.line();
    Object operator = items.get(0);
    List<Node> arguments = arguments(items.subList(1, items.size()), scope);
    Object meaning = operator instanceof Symbol symbol ? scope.find(symbol) : null;
    if (meaning instanceof LoopHead head) {
      if (!loops.contains(head) || scope.lambda != head.owner || arguments.size() != head.variables.size()) {
        throw new NotALoop(head);
      }
      return new Again(head, arguments);
    }
    if (meaning == null && operator instanceof Symbol symbol && scheme.global(symbol).isPrimitive) {
      Node node = primitive(scheme.primitive(symbol.toString()), arguments, at);
      if (node != null) {
        return node;
      }
    }
    return new Call(expand(operator, scope, NO_LOOPS), arguments, at);
  }

  private List<Node> arguments(List<Object> forms, Scope scope) {
    return forms.stream().map(form -> expand(form, scope, NO_LOOPS)).toList();
  }

  /** A call of a primitive; {@code null} if it takes another number of arguments, which the procedure of that name may know. */
  private Node primitive(OpcodeRow opcode, List<Node> arguments, int at) {
    if (opcode.operandCount() == arguments.size()) {
      return new Primitive(opcode, arguments, at);
    }
    if (OF_TWO_OR_MORE.contains(opcode.mnemonic()) && arguments.size() > 2) {
      Node first = primitive(opcode, arguments.subList(0, arguments.size() - 1), at);
      return new Primitive(opcode, List.of(first, arguments.get(arguments.size() - 1)), at);
    }
    return null;
  }

  Node sequence(List<Object> forms, Scope scope, List<LoopHead> loops) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      nodes.add(expand(forms.get(i), scope, i + 1 < forms.size() ? NO_LOOPS : loops));
    }
    return inTurn(nodes);
  }

  static Node inTurn(List<Node> nodes) {
    Node all = nodes.get(nodes.size() - 1);
    for (int i = nodes.size() - 2; i >= 0; i--) {
      all = new Sequence(nodes.get(i), all);
    }
    return all;
  }

  private Node rest(List<Object> items, int from, Scope scope, List<LoopHead> loops) {
    if (items.size() == from) {
      throw syntax.error("a clause has no expression");
    }
    return sequence(items.subList(from, items.size()), scope, loops);
  }

  /** What was taken for a loop is used in other ways, too. */
  private static final class NotALoop extends RuntimeException {

    private static final long serialVersionUID = 1;

    final transient LoopHead head;

    NotALoop(LoopHead head) {
      super(null, null, false, false);
      this.head = head;
    }
  }
}
