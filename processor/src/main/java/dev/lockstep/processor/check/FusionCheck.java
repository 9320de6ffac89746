package dev.lockstep.processor.check;

import dev.lockstep.processor.read.FusionParser;
import dev.lockstep.processor.read.FusionText;
import dev.lockstep.processor.read.FusionTree;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Types;

/** Checks the fused forms that an instruction set declares. */
final class FusionCheck {

  private final SourceSet set;
  private final Map<String, OpcodeModel> opcodes;
  private final Types types;
  private final Problems problems;

  /** A check of forms over the given opcodes; those with a problem of their own are missing. */
  FusionCheck(
      SourceSet set, Map<String, OpcodeModel> opcodes, ProcessingEnvironment environment, Problems problems) {
    this.set = set;
    this.opcodes = opcodes;
    types = environment.getTypeUtils();
    this.problems = problems;
  }

  /** What an element of {@code fuse} or {@code hot} stands for, as far as nothing is wrong with it. */
  List<SequenceShape> check(SourceSet.Fusion fusion) {
    try {
      List<SequenceShape> shapes = new ArrayList<>();
      for (String text : FusionText.alternatives(fusion.text())) {
        sequence(new SourceSet.Fusion(text, fusion.value())).ifPresent(shapes::add);
      }
      return shapes;
    } catch (FusionParser.SyntaxException e) {
      reportMalformed(fusion, e);
      return List.of();
    }
  }

  /** What an element of {@code likely} stands for: what runs, and what often runs after it. */
  List<List<SequenceShape>> checkPairs(SourceSet.Fusion fusion) {
    try {
      List<List<SequenceShape>> pairs = new ArrayList<>();
      for (String text : FusionText.alternatives(fusion.text())) {
        List<SequenceShape> pair = new ArrayList<>();
        for (String side : FusionText.sides(text)) {
          sequence(new SourceSet.Fusion(side, fusion.value())).ifPresent(pair::add);
        }
        if (pair.size() == 2) {
          pairs.add(pair);
        }
      }
      return pairs;
    } catch (FusionParser.SyntaxException e) {
      reportMalformed(fusion, e);
      return List.of();
    }
  }

  private Optional<SequenceShape> sequence(SourceSet.Fusion fusion) throws FusionParser.SyntaxException {
    List<StepShape> steps = new ArrayList<>();
    List<String> texts = FusionText.steps(fusion.text());
    for (String text : texts) {
      step(text.trim(), fusion).ifPresent(steps::add);
    }
    boolean isWhole = steps.size() == texts.size();
    return isWhole && allFallThrough(steps, fusion) ? Optional.of(new SequenceShape(steps)) : Optional.empty();
  }

  private Optional<StepShape> step(String text, SourceSet.Fusion fusion) throws FusionParser.SyntaxException {
    OpcodeModel plain = opcodes.get(text);
    if (plain != null) {
      return Optional.of(new StepShape(Shape.plain(plain), null));
    }
    BuiltIn builtIn = BuiltIn.named(text);
    if (builtIn != null) {
      return Optional.of(new StepShape(null, builtIn));
    }
    return Optional.ofNullable(shape(FusionParser.parse(text), fusion)).map(shape -> new StepShape(shape, null));
  }

  private boolean allFallThrough(List<StepShape> steps, SourceSet.Fusion fusion) {
    boolean all = true;
    for (StepShape step : steps.subList(0, steps.size() - 1)) {
      if (step.flow() != Flow.NEXT && step.flow() != Flow.BRANCH) {
        report(
            Rule.STEP_LEAVES,
            fusion,
            step.name() + " does not always go on to the next instruction; an opcode that does, or a branch, was expected in front of "
                + "a semicolon; end the sequence with it");
        all = false;
      }
    }
    return all;
  }

  /** Refuses what {@code fuse} declares if it is a plain form. */
  boolean fuses(SequenceShape declared, SourceSet.Fusion fusion) {
    if (declared.isSingle() && (declared.steps().get(0).shape() == null || declared.steps().get(0).shape().isPlain())) {
      report(
          Rule.NOTHING_FUSED,
          fusion,
          "nothing is fused in it; an operand that is # or an opcode was expected; leave it out, every opcode has its "
              + "plain form");
      return false;
    }
    return true;
  }

  void reportNoSuchForm(SequenceShape shape, SourceSet.Fusion fusion) {
    report(
        Rule.NO_SUCH_FORM,
        fusion,
        shape.name() + " is no form of the set; one that is derived or declared was expected in hot; declare it in fuse");
  }

  void reportNotHeld(SequenceShape shape, SourceSet.Fusion fusion) {
    report(
        Rule.NO_SUCH_FORM,
        fusion,
        shape.name() + " is not in the interpreter's loop; what is was expected in likely; declare it in fuse, and a form in hot");
  }

  private void reportMalformed(SourceSet.Fusion fusion, FusionParser.SyntaxException e) {
    report(Rule.MALFORMED_FUSION, fusion, e.getMessage() + "; a form is written mnemonic(operand, ...)");
  }

  private void report(Rule rule, SourceSet.Fusion fusion, String message) {
    problems.report(
        rule, set.type(), set.annotation(), fusion.value(), "form \"%s\": %s", fusion.text(), message);
  }

  /** The shape of an expression, or {@code null} if something is wrong with it. */
  private Shape shape(FusionTree.Apply tree, SourceSet.Fusion fusion) {
    OpcodeModel opcode = opcodes.get(tree.mnemonic());
    List<FusionTree.Apply> nested =
        tree.operands().stream().filter(FusionTree.Apply.class::isInstance).map(FusionTree.Apply.class::cast).toList();
    List<Shape> children = nested.stream().map(operand -> shape(operand, fusion)).toList();
    if (opcode == null) {
      reportMissing(tree.mnemonic(), fusion);
      return null;
    }
    if (tree.operands().size() != opcode.operands().size()) {
      report(
          Rule.WRONG_OPERAND_COUNT,
          fusion,
          String.format(
              "%s has %d operands in it; it pops %d; immediates, locals and targets are not written",
              tree.mnemonic(), tree.operands().size(), opcode.operands().size()));
      return null;
    }
    if (children.size() > 1) {
      report(
          Rule.SEVERAL_FUSED_OPERANDS,
          fusion,
          tree.mnemonic()
              + " has more than one operand that is an opcode; an instruction is fused with the one before it only; keep one");
      return null;
    }
    Shape child = children.isEmpty() ? null : children.get(0);
    if (!children.isEmpty() && child == null) {
      return null;
    }
    int position = children.isEmpty() ? -1 : tree.operands().indexOf(nested.get(0));
    if (child != null && !fits(child.opcode(), opcode, position, fusion)) {
      return null;
    }
    return new Shape(opcode, constants(tree), position, child);
  }

  private static int constants(FusionTree.Apply tree) {
    int constants = 0;
    for (int i = 0; i < tree.operands().size(); i++) {
      if (tree.operands().get(i) instanceof FusionTree.Constant) {
        constants |= 1 << i;
      }
    }
    return constants;
  }

  private void reportMissing(String mnemonic, SourceSet.Fusion fusion) {
    if (set.opcodes().stream().noneMatch(opcode -> opcode.mnemonic().equals(mnemonic))) {
      report(
          Rule.UNKNOWN_MNEMONIC,
          fusion,
          "no opcode of the set is called " + mnemonic + "; a mnemonic was expected, which may differ from the method's name; "
              + "correct it");
    }
  }

  private boolean fits(OpcodeModel inner, OpcodeModel outer, int position, SourceSet.Fusion fusion) {
    if (!inner.isExpression()) {
      report(
          Rule.NOT_AN_EXPRESSION,
          fusion,
          inner.mnemonic() + " cannot be an operand; an opcode that pushes one value and goes on to the next instruction was "
              + "expected; use _ there");
      return false;
    }
    ValueType found = inner.results().get(0).type();
    ValueType expected = outer.operands().get(position);
    boolean fits =
        found.guest() == expected.guest()
            && (found.guest() != Type.REFERENCE || types.isAssignable(found.java(), expected.java()));
    if (!fits) {
      report(
          Rule.OPERAND_TYPE,
          fusion,
          String.format(
              "%s pushes %s; operand %d of %s is %s; use _ there",
              inner.mnemonic(), found.java(), position, outer.mnemonic(), expected.java()));
    }
    return fits;
  }
}
