package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.processor.read.SourceSet.TrapRule;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Types;

/** Checks that each trap rule can apply: of several that fit, the first wins. */
final class TrapCheck {

  private final Types types;
  private final Problems problems;

  TrapCheck(ProcessingEnvironment environment, Problems problems) {
    types = environment.getTypeUtils();
    this.problems = problems;
  }

  void check(SourceSet set) {
    List<TrapRule> rules = set.traps();
    for (int i = 1; i < rules.size(); i++) {
      TrapRule rule = rules.get(i);
      rules.subList(0, i).stream()
          .filter(before -> isHiddenBy(rule, before))
          .findFirst()
          .ifPresent(
              before ->
                  problems.report(
                      Rule.TRAP_RULE_UNUSED,
                      set.type(),
                      set.annotation(),
                      rule.value(),
                      "the rule for %s never applies, as that for %s stands before it; of an exception and those that extend it "
                          + "the latter were expected first; move this one up, or leave it out",
                      rule.exception(),
                      before.exception()));
    }
  }

  private boolean isHiddenBy(TrapRule rule, TrapRule before) {
    return rule.exception().getKind() == TypeKind.DECLARED
        && before.exception().getKind() == TypeKind.DECLARED
        && types.isSubtype(rule.exception(), before.exception());
  }
}
