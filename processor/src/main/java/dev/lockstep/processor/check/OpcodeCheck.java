package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Type;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Opcode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Checks opcodes one by one, in the order in which they are declared, and makes their models. */
final class OpcodeCheck {

  private final Problems problems;
  private final MethodCheck methods;
  private final ParameterCheck parameters;
  private final ResultCheck results;
  private final ValueTypes types;
  private final Set<Integer> numbers = new HashSet<>();
  private final Names constants = new Names("TABLE", "FINGERPRINT");
  private final Names handlers = new Names();
  private final Emitters emitters;
  private int index;
  private int nextNumber;

  OpcodeCheck(SourceSet set, ProcessingEnvironment environment, ValueTypes types, Problems problems) {
    this.problems = problems;
    this.types = types;
    methods = new MethodCheck(environment, types, problems);
    parameters = new ParameterCheck(types, problems);
    results = new ResultCheck(environment, types, problems);
    emitters = new Emitters(environment, types);
    set.opcodes().forEach(opcode -> numbers.add(opcode.number()));
  }

  /** The model, or nothing if a problem was reported. */
  Optional<OpcodeModel> check(SourceOpcode source) {
    int before = problems.count();
    methods.check(source.method());
    List<OpcodeModel.Parameter> checkedParameters = parameters.check(source);
    ResultCheck.Checked checked = results.check(source);
    String method = source.method().getSimpleName().toString();
    String handler = handlers.unique(Names.forMethod(source.mnemonic(), method), "_");
    OpcodeModel opcode =
        new OpcodeModel(
            source,
            types.descriptors().internalName((TypeElement) source.method().getEnclosingElement()),
            index++,
            number(source),
            constants.unique(Names.forConstant(source.mnemonic(), method), "_"),
            handler,
            emitters.name(handler, source, checked.flow(), checkedParameters),
            checked.flow(),
            checkedParameters,
            checked.results(),
            checked.record(),
            types.descriptors().of(source.method()));
    if (problems.count() > before) {
      return Optional.empty();
    }
    checkFuses(opcode);
    return problems.count() > before ? Optional.empty() : Optional.of(opcode);
  }

  private int number(SourceOpcode source) {
    if (source.number() != Opcode.ASSIGNED) {
      return source.number();
    }
    while (numbers.contains(nextNumber)) {
      nextNumber++;
    }
    return nextNumber++;
  }

  private void checkFuses(OpcodeModel opcode) {
    SourceOpcode source = opcode.source();
    if (source.fuses().contains(Fuse.CONSTANT) && opcode.operands().isEmpty()) {
      problems.report(
          Rule.NOTHING_TO_HOLD,
          source.method(),
          source.annotation(),
          source.place("fuse"),
          "%s pops no operand that could be a constant; Fuse.CONSTANT needs a parameter without annotation; leave it out",
          opcode.mnemonic());
    }
    if (source.fuses().contains(Fuse.BRANCH)
        && !(opcode.isExpression() && opcode.results().get(0).type().guest() == Type.INT)) {
      problems.report(
          Rule.NOTHING_TO_BRANCH_ON,
          source.method(),
          source.annotation(),
          source.place("fuse"),
          "%s pushes nothing to branch on; Fuse.BRANCH needs an int or boolean as the only result, on the stack; leave it "
              + "out",
          opcode.mnemonic());
    }
  }
}
