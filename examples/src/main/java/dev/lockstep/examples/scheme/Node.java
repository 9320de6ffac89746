package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.OpcodeRow;
import java.util.ArrayList;
import java.util.List;

/** What a form means, once it is known which variables it names. */
sealed interface Node {

  record Constant(Object value) implements Node {}

  record Get(Variable variable) implements Node {}

  record Set(Variable variable, Node value) implements Node {}

  record GetGlobal(Global global, int line) implements Node {}

  record SetGlobal(Global global, Node value, boolean defines, int line) implements Node {}

  record If(Node test, Node then, Node otherwise) implements Node {}

  record Or(Node first, Node second) implements Node {}

  record Sequence(Node first, Node second) implements Node {}

  record Let(List<Variable> variables, List<Node> values, Node body) implements Node {}

  /** Variables that name procedures, each of which may use all of them. */
  record Procedures(List<Variable> variables, List<Lambda> lambdas, Node body) implements Node {}

  record Call(Node operator, List<Node> arguments, int line) implements Node {}

  record Primitive(OpcodeRow opcode, List<Node> arguments, int line) implements Node {}

  /** A {@code let} with a name that is only called where the loop ends otherwise. */
  record Loop(LoopHead head, List<Node> values, Node body) implements Node {}

  record Again(LoopHead head, List<Node> values) implements Node {}

  /** Evaluates the body; what that raises becomes the value of the variable, for the handler. */
  record Guard(Node body, Variable variable, Node handler) implements Node {}

  /** Raises a value. */
  record Raise(Node value) implements Node {}

  /** A procedure, or the program's text itself, which has no procedure around it. */
  final class Lambda implements Node {

    final String name;
    final Lambda outer;
    final List<Variable> parameters = new ArrayList<>();
    boolean hasRest;
    Node body;

    /** The variables from around it, in the order in which the procedure has them. */
    final List<Variable> captured = new ArrayList<>();

    /** How many local variables its code has: parameters, the procedure itself, others. */
    int locals;

    /** Which of them is the procedure. */
    int self;

    Lambda(String name, Lambda outer) {
      this.name = name;
      this.outer = outer;
    }

    Variable add(Symbol symbol) {
      return new Variable(symbol, this, locals++);
    }

    /** The procedure itself is the local variable behind its parameters. */
    void addSelf() {
      self = locals++;
    }

    /** Where the procedure has a variable from around it. */
    int indexOf(Variable variable) {
      int index = captured.indexOf(variable);
      if (index < 0) {
        index = captured.size();
        captured.add(variable);
      }
      return index;
    }
  }

  /** A variable that is not that of the whole program. */
  final class Variable {

    final Symbol symbol;
    final Lambda owner;

    /** Which local variable of the owner's code it is. */
    final int local;

    private boolean isUsed;
    private boolean isCaptured;
    private boolean isAssigned;
    private boolean isLate;

    Variable(Symbol symbol, Lambda owner, int local) {
      this.symbol = symbol;
      this.owner = owner;
      this.local = local;
    }

    /** Notes a use in a procedure, which those around it have to hand on. */
    void use(Lambda user) {
      isUsed = true;
      for (Lambda at = user; at != owner; at = at.outer) {
        at.indexOf(this);
        isCaptured = true;
      }
    }

    boolean isUsed() {
      return isUsed;
    }

    void assign() {
      isAssigned = true;
    }

    /** Notes that procedures which use it may be there before its value is. */
    void comesLate() {
      isLate = true;
    }

    /** Whether the local variable holds a box, which procedures share, and continuations. */
    boolean isBoxed() {
      return isAssigned || isCaptured && isLate;
    }
  }

  /** Where a loop begins, and what changes each time. */
  final class LoopHead {

    final Lambda owner;
    final List<Variable> variables = new ArrayList<>();

    /** Once code is generated. */
    Label label;

    LoopHead(Lambda owner) {
      this.owner = owner;
    }
  }
}
