package dev.lockstep.processor.read;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;

/**
 * Compiles bodies that are one expression of arithmetic, conversions, calls and at most one comparison, each as the Java
 * Language Specification has it (JLS 15). A body that {@link BodyScanner} lets through cannot throw, so all that matters of
 * the order of evaluation is that of the parameters. Constants come last among the operands of an instruction.
 */
final class BodyCompiler {

  /** The body is not simple. Without a stack trace: it is a usual answer. */
  private static final class NotSimple extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotSimple() {
      super(null, null, false, false);
    }
  }

  private final Elements elements;
  private final ExecutableElement method;
  private final JvmSteps code;
  private int nextParameter;

  private BodyCompiler(Elements elements, Descriptors descriptors, ExecutableElement method) {
    this.elements = elements;
    this.method = method;
    code = new JvmSteps(descriptors);
  }

  /** The body of a method that does not throw; empty if it is not simple. */
  static Optional<SimpleBody> compile(
      Elements elements, Descriptors descriptors, ExecutableElement method, BlockTree body) {
    try {
      return Optional.of(new BodyCompiler(elements, descriptors, method).compile(body));
    } catch (NotSimple e) {
      return Optional.empty();
    }
  }

  private SimpleBody compile(BlockTree body) {
    TypeKind result = method.getReturnType().getKind();
    if (method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      throw new NotSimple();
    }
    if (result == TypeKind.VOID && body.getStatements().isEmpty()) {
      return new SimpleBody(List.of(), 0, true);
    }
    if (body.getStatements().size() != 1) {
      throw new NotSimple();
    }
    StatementTree statement = body.getStatements().get(0);
    if (!(statement instanceof ReturnTree returned) || returned.getExpression() == null) {
      throw new NotSimple();
    }
    if (result == TypeKind.BOOLEAN) {
      int test = condition(returned.getExpression());
      return new SimpleBody(code.steps(), test, test == SimpleBody.IFNE && isValue(returned.getExpression()));
    }
    code.convert(numeric(value(returned.getExpression())), numeric(result));
    return new SimpleBody(code.steps(), 0, true);
  }

  /** Whether a condition is not made by a comparison. */
  private static boolean isValue(ExpressionTree condition) {
    ExpressionTree tree = bare(condition);
    return tree instanceof IdentifierTree || tree instanceof MethodInvocationTree;
  }

  private static ExpressionTree bare(ExpressionTree tree) {
    ExpressionTree bare = tree;
    while (bare instanceof ParenthesizedTree parenthesized) {
      bare = parenthesized.getExpression();
    }
    return bare;
  }

  /** Adds what pushes the operands of a test; returns the test. */
  private int condition(ExpressionTree expression) {
    ExpressionTree tree = bare(expression);
    if (tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return SimpleBody.inverted(condition(((UnaryTree) tree).getExpression()));
    }
    if (tree instanceof BinaryTree binary) {
      return comparison(binary);
    }
    if (typeOf(tree) != TypeKind.BOOLEAN) {
      throw new NotSimple();
    }
    value(tree);
    return SimpleBody.IFNE;
  }

  private int comparison(BinaryTree binary) {
    int test =
        switch (binary.getKind()) {
          case EQUAL_TO -> SimpleBody.IFEQ;
          case NOT_EQUAL_TO -> SimpleBody.IFNE;
          case LESS_THAN -> SimpleBody.IFLT;
          case GREATER_THAN_EQUAL -> SimpleBody.IFGE;
          case GREATER_THAN -> SimpleBody.IFGT;
          case LESS_THAN_EQUAL -> SimpleBody.IFLE;
          default -> throw new NotSimple();
        };
    ExpressionTree right = bare(binary.getRightOperand());
    TypeKind type = promoted(typeOf(binary.getLeftOperand()), typeOf(right));
    code.convert(value(binary.getLeftOperand()), type);
    if (type == TypeKind.INT && right instanceof LiteralTree literal && literal.getValue().equals(0)) {
      return test;
    }
    code.convert(operand(right), type);
    return code.compare(type, test);
  }

  /** Adds what pushes the last operand of an instruction, which may be a constant. */
  private TypeKind operand(ExpressionTree expression) {
    if (bare(expression) instanceof LiteralTree literal) {
      TypeKind type = typeOf(literal);
      return code.constant((Number) literal.getValue()) ? type : notSimple();
    }
    return value(expression);
  }

  /** Adds what pushes the value of an expression; returns its type. */
  private TypeKind value(ExpressionTree expression) {
    ExpressionTree tree = bare(expression);
    TypeKind type = typeOf(tree);
    if (tree instanceof IdentifierTree name) {
      parameter(name);
    } else if (tree instanceof UnaryTree unary) {
      code.convert(value(unary.getExpression()), type);
      code.unary(unary.getKind() == Tree.Kind.UNARY_MINUS, type);
    } else if (tree instanceof BinaryTree binary) {
      binary(binary, type);
    } else if (tree instanceof TypeCastTree cast) {
      cast(cast);
    } else if (tree instanceof MethodInvocationTree call) {
      call(call);
    } else {
      throw new NotSimple();
    }
    return type;
  }

  private void parameter(IdentifierTree name) {
    int index = indexOf(name);
    if (index < nextParameter) {
      throw new NotSimple();
    }
    nextParameter = index + 1;
    code.parameter(index);
  }

  private int indexOf(IdentifierTree name) {
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).getSimpleName().contentEquals(name.getName())) {
        return i;
      }
    }
    throw new NotSimple();
  }

  private void binary(BinaryTree binary, TypeKind type) {
    code.convert(value(binary.getLeftOperand()), type);
    TypeKind right = operand(binary.getRightOperand());
    code.convert(numeric(right), isShift(binary) ? TypeKind.INT : type);
    code.binary(binary.getKind(), type);
  }

  private static boolean isShift(BinaryTree binary) {
    return switch (binary.getKind()) {
      case LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> true;
      default -> false;
    };
  }

  private void cast(TypeCastTree cast) {
    TypeKind to = ((PrimitiveTypeTree) cast.getType()).getPrimitiveTypeKind();
    TypeKind from = numeric(value(cast.getExpression()));
    if (JvmSteps.isNumeric(to)) {
      code.convert(from, to);
    } else {
      code.convert(from, TypeKind.INT);
      code.narrow(to);
    }
  }

  private void call(MethodInvocationTree call) {
    List<? extends ExpressionTree> arguments = call.getArguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (i > 0 && i + 1 == arguments.size()) {
        operand(arguments.get(i));
      } else {
        value(arguments.get(i));
      }
    }
    code.call(callee(call));
  }

  /** The method that takes just what is passed, without any conversion. */
  private ExecutableElement callee(MethodInvocationTree call) {
    MemberSelectTree select = (MemberSelectTree) call.getMethodSelect();
    List<TypeKind> types = new ArrayList<>();
    call.getArguments().forEach(argument -> types.add(typeOf(argument)));
    return elements.getTypeElement("java.lang." + select.getExpression()).getEnclosedElements().stream()
        .filter(member -> member.getSimpleName().contentEquals(select.getIdentifier()))
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast)
        .filter(found -> found.getParameters().stream().map(p -> p.asType().getKind()).toList().equals(types))
        .findFirst()
        .orElseThrow(NotSimple::new);
  }

  private TypeKind typeOf(ExpressionTree expression) {
    ExpressionTree tree = bare(expression);
    if (tree instanceof IdentifierTree name) {
      TypeKind type = method.getParameters().get(indexOf(name)).asType().getKind();
      return type == TypeKind.BOOLEAN ? type : numeric(type);
    } else if (tree instanceof LiteralTree literal) {
      return typeOf(literal.getKind());
    } else if (tree instanceof BinaryTree binary && JvmSteps.isArithmetic(binary.getKind())) {
      TypeKind left = typeOf(binary.getLeftOperand());
      return isShift(binary) ? promoted(left, left) : promoted(left, typeOf(binary.getRightOperand()));
    } else if (tree.getKind() == Tree.Kind.UNARY_MINUS || tree.getKind() == Tree.Kind.BITWISE_COMPLEMENT) {
      TypeKind type = typeOf(((UnaryTree) tree).getExpression());
      return promoted(type, type);
    } else if (tree instanceof TypeCastTree cast && cast.getType() instanceof PrimitiveTypeTree type) {
      TypeKind to = type.getPrimitiveTypeKind();
      return JvmSteps.isNumeric(to) ? to : JvmSteps.isNarrow(to) ? TypeKind.INT : notSimple();
    } else if (tree instanceof MethodInvocationTree call) {
      TypeKind type = callee(call).getReturnType().getKind();
      return type == TypeKind.BOOLEAN ? type : numeric(type);
    }
    return notSimple();
  }

  private static TypeKind typeOf(Tree.Kind literal) {
    return switch (literal) {
      case INT_LITERAL -> TypeKind.INT;
      case LONG_LITERAL -> TypeKind.LONG;
      case FLOAT_LITERAL -> TypeKind.FLOAT;
      case DOUBLE_LITERAL -> TypeKind.DOUBLE;
      default -> notSimple();
    };
  }

  /** Binary numeric promotion, JLS 5.6. */
  private static TypeKind promoted(TypeKind a, TypeKind b) {
    return JvmSteps.wider(numeric(a), numeric(b));
  }

  private static TypeKind numeric(TypeKind type) {
    return JvmSteps.isNumeric(type) ? type : notSimple();
  }

  private static TypeKind notSimple() {
    throw new NotSimple();
  }
}
