package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An instruction set with nothing wrong.
 *
 * @param packageName the package of everything generated
 * @param context the type of the context, or {@code null}
 * @param likely by the name of a form or sequence, the names of those that often run right after it
 */
public record SetModel(
    SourceSet source,
    String packageName,
    ValueType context,
    List<OpcodeModel> opcodes,
    List<FormModel> forms,
    List<SequenceModel> sequences,
    Map<String, Set<String>> likely) {

  public SetModel {
    opcodes = List.copyOf(opcodes);
    forms = List.copyOf(forms);
    sequences = List.copyOf(sequences);
    likely = Map.copyOf(likely);
  }

  /** All that the driver has a case for, by id. */
  public List<Dispatched> dispatched() {
    return Stream.<Dispatched>concat(forms.stream(), sequences.stream()).toList();
  }

  /** Those of {@link #dispatched} that often run right after {@code first}. */
  public List<Dispatched> likelyAfter(Dispatched first) {
    Set<String> names = likely.getOrDefault(first.name(), Set.of());
    return names.isEmpty() ? List.of() : dispatched().stream().filter(each -> names.contains(each.name())).toList();
  }

  public String name() {
    return source.name();
  }

  /** A class of the package, as the JVM writes its name. */
  public String internalName(String simpleName) {
    return packageName.isEmpty() ? simpleName : packageName.replace('.', '/') + "/" + simpleName;
  }
}
