package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.processor.read.SourceSet.TrapRule;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Trap;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks that each trap rule can apply: of several that fit, the first wins. */
final class TrapCheck {

  /** What passes through as it is, whatever rules there are. */
  private static final List<Class<?>> PASSING = List.of(Trap.class, Suspension.class, GuestException.class);

  private final Types types;
  private final Elements elements;
  private final Problems problems;

  TrapCheck(ProcessingEnvironment environment, Problems problems) {
    types = environment.getTypeUtils();
    elements = environment.getElementUtils();
    this.problems = problems;
  }

  void check(SourceSet set) {
    List<TrapRule> rules = set.traps();
    for (int i = 0; i < rules.size(); i++) {
      TrapRule rule = rules.get(i);
      if (passes(rule)) {
        report(set, rule, "means something else, whoever throws it; an exception of Java was expected; leave this one out");
        continue;
      }
      rules.subList(0, i).stream()
          .filter(before -> isHiddenBy(rule, before))
          .findFirst()
          .ifPresent(
              before ->
                  report(
                      set,
                      rule,
                      "is covered by the rule for "
                          + before.exception()
                          + " before it; of an exception and those that extend it the latter were expected first; move this one up, "
                          + "or leave it out"));
    }
  }

  private void report(SourceSet set, TrapRule rule, String why) {
    problems.report(
        Rule.TRAP_RULE_UNUSED,
        set.type(),
        set.annotation(),
        rule.value(),
        "the rule for %s never applies: it %s",
        rule.exception(),
        why);
  }

  private boolean passes(TrapRule rule) {
    return PASSING.stream()
        .map(passing -> elements.getTypeElement(passing.getName()))
        .anyMatch(passing -> passing != null && types.isSubtype(rule.exception(), passing.asType()));
  }

  private boolean isHiddenBy(TrapRule rule, TrapRule before) {
    return rule.exception().getKind() == TypeKind.DECLARED
        && before.exception().getKind() == TypeKind.DECLARED
        && types.isSubtype(rule.exception(), before.exception());
  }
}
