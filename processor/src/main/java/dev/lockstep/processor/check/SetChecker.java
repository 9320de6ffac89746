package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.PackageElement;

/** Checks one instruction set; reports all that is wrong with it. */
public final class SetChecker {

  private final ProcessingEnvironment environment;
  private final GeneratedNames generated;

  /** A checker of sets that are compiled together, so that what is generated for them must not clash. */
  public SetChecker(ProcessingEnvironment environment, GeneratedNames generated) {
    this.environment = environment;
    this.generated = generated;
  }

  /** The model, or nothing if a problem was reported. */
  public Optional<SetModel> check(SourceSet set, Consumer<Problem> sink) {
    Problems problems = new Problems(sink);
    PackageElement home = environment.getElementUtils().getPackageOf(set.type());
    ValueTypes types = new ValueTypes(environment, home);
    new ClassCheck(generated, problems).check(set, home);
    new GroupCheck(problems).check(set);
    new NumberCheck(problems).check(set);
    new TrapCheck(environment, problems).check(set);

    Map<String, OpcodeModel> byMnemonic = new HashMap<>();
    List<OpcodeModel> opcodes = new ArrayList<>();
    OpcodeCheck opcodeCheck = new OpcodeCheck(set, environment, types, problems);
    set.opcodes().forEach(source -> opcodeCheck.check(source).ifPresent(opcodes::add));
    opcodes.forEach(opcode -> byMnemonic.put(opcode.mnemonic(), opcode));
    new OverflowCheck(environment, types, problems).check(set);
    ValueType context = new ContextCheck(environment, types, problems).check(set);

    FusionCheck fusions = new FusionCheck(set, byMnemonic, environment, problems);
    Shapes shapes = new Shapes(set, opcodes, byMnemonic, fusions);
    shapes.find();
    SetModel model = shapes.model(home.getQualifiedName().toString(), context, opcodes);
    new SizeCheck(problems).check(model);
    return problems.count() == 0 ? Optional.of(model) : Optional.empty();
  }
}
