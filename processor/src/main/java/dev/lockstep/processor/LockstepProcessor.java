package dev.lockstep.processor;

import com.google.auto.service.AutoService;
import dev.lockstep.processor.check.GeneratedNames;
import dev.lockstep.processor.check.OwnTypeCheck;
import dev.lockstep.processor.check.Problem;
import dev.lockstep.processor.check.SetChecker;
import dev.lockstep.processor.check.StrayCheck;
import dev.lockstep.processor.generate.SetWriter;
import dev.lockstep.processor.read.SetReader;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.spec.InstructionSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Generates interpreter, compiler templates, tables and assembler of each class annotated with {@link InstructionSet}. */
@AutoService(Processor.class)
public final class LockstepProcessor extends AbstractProcessor {

  private final GeneratedNames generated = new GeneratedNames();
  private final List<String> waiting = new ArrayList<>();
  private final Set<Problem> printed = new HashSet<>();
  private SetReader reader;
  private SetChecker checker;
  private SetWriter writer;

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    reader = new SetReader(environment);
    checker = new SetChecker(environment, generated);
    writer = new SetWriter(environment);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.lockstep.spec.*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<TypeElement> sets = new ArrayList<>();
    waiting.forEach(name -> sets.add(processingEnv.getElementUtils().getTypeElement(name)));
    waiting.clear();
    for (Element element : round.getElementsAnnotatedWith(InstructionSet.class)) {
      sets.add((TypeElement) element);
    }
    for (Element root : round.getRootElements()) {
      if (!writer.hasWritten(root.toString())) {
        generated.declare(root.toString());
      }
    }
    StrayCheck.check(round, this::print);
    sets.forEach(this::process);
    return false; // If claimed, they would keep a processor from running that comes after this one.
  }

  private void process(TypeElement type) {
    SourceSet set = reader.read(type);
    if (set.hasUnknownTypes()) {
      if (OwnTypeCheck.check(set, this::print)) {
        // Another processor may generate them; if none does, javac says so.
        waiting.add(type.getQualifiedName().toString());
      }
      return;
    }
    checker.check(set, this::print).ifPresent(writer::write);
  }

  /** Several sets may include a class that has the problem. */
  private void print(Problem problem) {
    if (printed.add(problem)) {
      problem.printTo(processingEnv.getMessager());
    }
  }
}
