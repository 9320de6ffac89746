package dev.lockstep.processor.read;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * Recognises bodies that cannot throw: arithmetic on primitives without integer division, comparisons, conversions,
 * conditions, local variables and {@linkplain SafeCalls calls known to be safe}. Whatever else it meets may throw.
 */
final class BodyScanner {

  /** What is met may throw. Without a stack trace: it is the usual answer. */
  private static final class MayThrow extends RuntimeException {
    private static final long serialVersionUID = 1;

    MayThrow() {
      super(null, null, false, false);
    }
  }

  private final Map<String, ValueKind> names;
  private final Predicate<String> isJavaLang;
  private ValueKind returned;

  /**
   * @param fields the fields that the body may name
   * @param isJavaLang whether a simple name means the class in {@code java.lang}
   */
  BodyScanner(Map<String, ValueKind> fields, Predicate<String> isJavaLang) {
    names = new HashMap<>(fields);
    this.isJavaLang = isJavaLang;
  }

  boolean mayThrow(ExecutableElement method, BlockTree body) {
    returned = ValueKind.of(method.getReturnType());
    for (VariableElement parameter : method.getParameters()) {
      names.put(parameter.getSimpleName().toString(), ValueKind.of(parameter.asType()));
    }
    try {
      statement(body);
      return false;
    } catch (MayThrow e) {
      return true;
    }
  }

  private void statement(StatementTree tree) {
    if (tree instanceof BlockTree block) {
      block.getStatements().forEach(this::statement);
    } else if (tree instanceof ReturnTree result) {
      if (result.getExpression() != null) {
        expression(result.getExpression(), returned);
      }
    } else if (tree instanceof VariableTree variable) {
      declare(variable);
    } else if (tree instanceof IfTree branch) {
      expression(branch.getCondition(), ValueKind.BOOLEAN);
      statement(branch.getThenStatement());
      if (branch.getElseStatement() != null) {
        statement(branch.getElseStatement());
      }
    } else if (tree instanceof ExpressionStatementTree expression) {
      kind(expression.getExpression());
    } else {
      throw new MayThrow();
    }
  }

  private void declare(VariableTree variable) {
    ValueKind kind;
    if (variable.getType() != null && !variable.getType().toString().equals("var")) {
      kind = ValueKind.of(variable.getType());
      if (variable.getInitializer() != null) {
        expression(variable.getInitializer(), kind);
      }
    } else {
      kind = kind(variable.getInitializer());
      kind = kind == ValueKind.REFERENCE ? ValueKind.BOX : kind; // whose class is not known here: that of a conditional may be one
    }
    if (names.put(variable.getName().toString(), kind) != null) {
      throw new MayThrow(); // two scopes: not worth keeping apart
    }
  }

  /** Checks an expression whose value is used as {@code expected}; that a reference is unboxed may throw. */
  private void expression(ExpressionTree tree, ValueKind expected) {
    ValueKind found = kind(tree);
    if (found.isReference() && !expected.isReference()) {
      throw new MayThrow();
    }
  }

  private ValueKind kind(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree parenthesized) {
      return kind(parenthesized.getExpression());
    } else if (tree instanceof LiteralTree literal) {
      return literal(literal);
    } else if (tree instanceof IdentifierTree identifier) {
      return name(identifier.getName().toString());
    } else if (tree instanceof BinaryTree binary) {
      return binary(binary.getKind(), binary.getLeftOperand(), binary.getRightOperand());
    } else if (tree instanceof UnaryTree unary) {
      return primitive(unary.getExpression());
    } else if (tree instanceof ConditionalExpressionTree conditional) {
      expression(conditional.getCondition(), ValueKind.BOOLEAN);
      return either(kind(conditional.getTrueExpression()), kind(conditional.getFalseExpression()));
    } else if (tree instanceof TypeCastTree cast) {
      primitive(cast.getExpression());
      return primitive(ValueKind.of(cast.getType()));
    } else if (tree instanceof AssignmentTree assignment) {
      ValueKind variable = kind(assignment.getVariable());
      expression(assignment.getExpression(), variable);
      return variable;
    } else if (tree instanceof CompoundAssignmentTree assignment) {
      return compound(assignment);
    } else if (tree instanceof MemberSelectTree select) {
      String owner = javaLang(select.getExpression());
      return SafeCalls.constant(owner, select.getIdentifier().toString()).orElseThrow(MayThrow::new);
    } else if (tree instanceof MethodInvocationTree call) {
      return call(call);
    }
    throw new MayThrow();
  }

  private static ValueKind literal(LiteralTree literal) {
    return switch (literal.getKind()) {
      case INT_LITERAL, LONG_LITERAL, CHAR_LITERAL -> ValueKind.INTEGRAL;
      case FLOAT_LITERAL, DOUBLE_LITERAL -> ValueKind.FLOATING;
      case BOOLEAN_LITERAL -> ValueKind.BOOLEAN;
      default -> ValueKind.REFERENCE;
    };
  }

  private ValueKind name(String name) {
    ValueKind kind = names.get(name);
    if (kind == null) {
      throw new MayThrow();
    }
    return kind;
  }

  private ValueKind primitive(ExpressionTree tree) {
    return primitive(kind(tree));
  }

  private static ValueKind primitive(ValueKind kind) {
    if (kind.isReference()) {
      throw new MayThrow();
    }
    return kind;
  }

  private ValueKind binary(Tree.Kind operator, ExpressionTree left, ExpressionTree right) {
    ValueKind a = kind(left);
    ValueKind b = kind(right);
    switch (operator) {
      case EQUAL_TO, NOT_EQUAL_TO -> {
        if (a.isReference() != b.isReference()) {
          throw new MayThrow();
        }
        return ValueKind.BOOLEAN;
      }
      case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL -> {
        wider(primitive(a), primitive(b));
        return ValueKind.BOOLEAN;
      }
      case LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> {
        primitive(b);
        return primitive(a);
      }
      case DIVIDE, REMAINDER -> {
        ValueKind kind = wider(primitive(a), primitive(b));
        if (kind == ValueKind.INTEGRAL && !isNonZero(right)) {
          throw new MayThrow();
        }
        return kind;
      }
      default -> {
        return wider(primitive(a), primitive(b));
      }
    }
  }

  private ValueKind compound(CompoundAssignmentTree assignment) {
    ValueKind variable = primitive(assignment.getVariable());
    boolean divides =
        assignment.getKind() == Tree.Kind.DIVIDE_ASSIGNMENT || assignment.getKind() == Tree.Kind.REMAINDER_ASSIGNMENT;
    ValueKind value = primitive(assignment.getExpression());
    if (divides && wider(variable, value) == ValueKind.INTEGRAL && !isNonZero(assignment.getExpression())) {
      throw new MayThrow();
    }
    return variable;
  }

  private static boolean isNonZero(ExpressionTree tree) {
    return tree instanceof LiteralTree literal && literal.getValue() instanceof Number number && number.longValue() != 0;
  }

  /** Of a conditional's value: two boxes are unboxed if they are of different types (JLS 15.25). */
  private static ValueKind either(ValueKind a, ValueKind b) {
    if (a == ValueKind.BOX && b == ValueKind.BOX) {
      throw new MayThrow();
    }
    return a.isReference() && b.isReference() ? ValueKind.REFERENCE : wider(a, b);
  }

  private static ValueKind wider(ValueKind a, ValueKind b) {
    if (a == b) {
      return a;
    }
    if (a.isReference() || b.isReference()) {
      throw new MayThrow();
    }
    return a == ValueKind.FLOATING || b == ValueKind.FLOATING ? ValueKind.FLOATING : ValueKind.INTEGRAL;
  }

  private ValueKind call(MethodInvocationTree call) {
    if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
      throw new MayThrow();
    }
    String owner = javaLang(select.getExpression());
    ValueKind widest = ValueKind.INTEGRAL;
    for (ExpressionTree argument : call.getArguments()) {
      widest = wider(widest, primitive(argument));
    }
    return SafeCalls.call(owner, select.getIdentifier().toString(), widest).orElseThrow(MayThrow::new);
  }

  private String javaLang(ExpressionTree owner) {
    String name = owner.toString();
    if (!(owner instanceof IdentifierTree) || names.containsKey(name) || !isJavaLang.test(name)) {
      throw new MayThrow();
    }
    return name;
  }
}
