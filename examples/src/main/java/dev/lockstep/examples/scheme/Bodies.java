package dev.lockstep.examples.scheme;

import dev.lockstep.examples.scheme.Node.Lambda;
import dev.lockstep.examples.scheme.Node.Let;
import dev.lockstep.examples.scheme.Node.LoopHead;
import dev.lockstep.examples.scheme.Node.Procedures;
import dev.lockstep.examples.scheme.Node.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Expands procedures and bodies, with the definitions at their start (R7RS 4.1.4, 5.3.2). Not thread-safe. */
final class Bodies {

  private static final Symbol DEFINE = Symbol.of("define");
  private static final Symbol LAMBDA = Symbol.of("lambda");

  private final Expander expander;
  private final Syntax syntax;

  Bodies(Expander expander, Syntax syntax) {
    this.expander = expander;
    this.syntax = syntax;
  }

  /** What a definition defines. */
  Symbol defined(List<Object> items) {
    Object target = syntax.atLeast(items, 2).get(1);
    return syntax.symbol(target instanceof Pair pair ? pair.car : target);
  }

  Node definition(List<Object> items, Scope scope) {
    if (items.get(1) instanceof Pair pair) {
      return lambda(pair.car.toString(), pair.cdr, syntax.atLeast(items, 3).subList(2, items.size()), scope);
    }
    return items.size() == 2 ? Expander.NOTHING : named(syntax.symbol(items.get(1)), syntax.take(items, 3).get(2), scope);
  }

  /** A value that gets a name; so does a procedure that has none. */
  Node named(Symbol symbol, Object form, Scope scope) {
    if (isLambda(form, scope)) {
      List<Object> items = syntax.atLeast(syntax.items((Pair) form), 3);
      return lambda(symbol.toString(), items.get(1), items.subList(2, items.size()), scope);
    }
    return expander.expand(form, scope, Expander.NO_LOOPS);
  }

  private static boolean isLambda(Object form, Scope scope) {
    return form instanceof Pair pair && pair.car == LAMBDA && scope.find(LAMBDA) == null;
  }

  Lambda lambda(String name, Object parameters, List<Object> body, Scope scope) {
    Lambda lambda = new Lambda(name, scope.lambda);
    Scope inner = new Scope(scope, lambda);
    Object rest = parameters;
    for (; rest instanceof Pair pair; rest = pair.cdr) {
      lambda.parameters.add(declare(syntax.symbol(pair.car), inner));
    }
    if (rest != Singleton.EMPTY_LIST) {
      lambda.hasRest = true;
      lambda.parameters.add(declare(syntax.symbol(rest), inner));
    }
    lambda.addSelf();
    lambda.body = body(body, inner, Expander.NO_LOOPS);
    return lambda;
  }

  /** A body, which may begin with definitions. */
  Node body(List<Object> forms, Scope outer, List<LoopHead> loops) {
    Scope scope = new Scope(outer, outer.lambda);
    List<List<Object>> definitions = new ArrayList<>();
    for (Object form : forms) {
      if (!isDefinition(form, scope)) {
        break;
      }
      definitions.add(syntax.items((Pair) form));
    }
    List<Object> rest = forms.subList(definitions.size(), forms.size());
    if (rest.isEmpty()) {
      throw syntax.error("a body ends in an expression");
    }
    return definitions.isEmpty() ? expander.sequence(rest, scope, loops) : definitions(definitions, rest, scope, loops);
  }

  /**
   * Values come first as far as they know of no later ones. From then on procedures are there from the start, together, and other
   * variables get their values in turn; procedures may have those before.
   */
  private Node definitions(List<List<Object>> definitions, List<Object> rest, Scope scope, List<LoopHead> loops) {
    List<Variable> variables = definitions.stream().map(items -> declare(defined(items), scope)).toList();
    List<Node> values = new ArrayList<>();
    int plain = 0;
    for (int i = 0; i < definitions.size(); i++) {
      Node value = definition(definitions.get(i), scope);
      boolean knowsLater = variables.subList(i, variables.size()).stream().anyMatch(Variable::isUsed);
      plain += plain == i && !knowsLater && !(value instanceof Lambda) ? 1 : 0;
      values.add(value);
    }
    List<Variable> names = new ArrayList<>();
    List<Lambda> lambdas = new ArrayList<>();
    List<Variable> later = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    for (int i = plain; i < values.size(); i++) {
      if (values.get(i) instanceof Lambda lambda) {
        names.add(variables.get(i));
        lambdas.add(lambda);
      } else {
        variables.get(i).comesLate();
        later.add(variables.get(i));
        nodes.add(new Node.Set(variables.get(i), values.get(i)));
      }
    }
    nodes.add(expander.sequence(rest, scope, loops));
    Node body = new Procedures(names, lambdas, Expander.inTurn(nodes));
    body = later.isEmpty() ? body : new Let(later, Collections.nCopies(later.size(), Expander.NOTHING), body);
    for (int i = plain - 1; i >= 0; i--) {
      body = new Let(List.of(variables.get(i)), List.of(values.get(i)), body);
    }
    return body;
  }

  Variable declare(Symbol symbol, Scope scope) {
    if (scope.declares(symbol)) {
      throw syntax.error(symbol + " is there twice");
    }
    return scope.addVariable(symbol);
  }

  private static boolean isDefinition(Object form, Scope scope) {
    return form instanceof Pair pair && pair.car == DEFINE && scope.find(DEFINE) == null;
  }

  Node letRecursive(List<Object> items, Scope scope, List<LoopHead> loops) {
    List<Object> body = new ArrayList<>();
    for (Object binding : syntax.items(syntax.atLeast(items, 3).get(1))) {
      body.add(new Pair(DEFINE, binding));
    }
    body.addAll(items.subList(2, items.size()));
    return body(body, scope, loops);
  }
}
